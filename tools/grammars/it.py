"""Italian forms: third persons, participles and gerunds of verbs, plurals of nouns. See tools/forms.py."""

from __future__ import annotations

# infinitive: present 3s, 3p, past 3s, 3p, participle; the rest follows the infinitive
IRREGULAR: dict[str, tuple[str, str, str, str, str]] = {
    "uccidere": ("uccide", "uccidono", "uccise", "uccisero", "ucciso"),
    "morire": ("muore", "muoiono", "morì", "morirono", "morto"),
    "esplodere": ("esplode", "esplodono", "esplose", "esplosero", "esploso"),
    "distruggere": ("distrugge", "distruggono", "distrusse", "distrussero", "distrutto"),
    "sconfiggere": ("sconfigge", "sconfiggono", "sconfisse", "sconfissero", "sconfitto"),
    "prendere": ("prende", "prendono", "prese", "presero", "preso"),
    "riprendere": ("riprende", "riprendono", "riprese", "ripresero", "ripreso"),
    "difendere": ("difende", "difendono", "difese", "difesero", "difeso"),
    "sospendere": ("sospende", "sospendono", "sospese", "sospesero", "sospeso"),
    "arrendersi": ("arrende", "arrendono", "arrese", "arresero", "arreso"),
    "deporre": ("depone", "depongono", "depose", "deposero", "deposto"),
    "imporre": ("impone", "impongono", "impose", "imposero", "imposto"),
    "respingere": ("respinge", "respingono", "respinse", "respinsero", "respinto"),
    "irrompere": ("irrompe", "irrompono", "irruppe", "irruppero", "irrotto"),
    "rompere": ("rompe", "rompono", "ruppe", "ruppero", "rotto"),
    "invadere": ("invade", "invadono", "invase", "invasero", "invaso"),
    "colpire": ("colpisce", "colpiscono", "colpì", "colpirono", "colpito"),
    "ferire": ("ferisce", "feriscono", "ferì", "ferirono", "ferito"),
    "fuggire": ("fugge", "fuggono", "fuggì", "fuggirono", "fuggito"),
    "perdere": ("perde", "perdono", "perse", "persero", "perso"),
    "condurre": ("conduce", "conducono", "condusse", "condussero", "condotto"),
    "espellere": ("espelle", "espellono", "espulse", "espulsero", "espulso"),
    "cadere": ("cade", "cadono", "cadde", "caddero", "caduto"),
    "assolvere": ("assolve", "assolvono", "assolse", "assolsero", "assolto"),
    "sciogliere": ("scioglie", "sciolgono", "sciolse", "sciolsero", "sciolto"),
    "reprimere": ("reprime", "reprimono", "represse", "repressero", "represso"),
    "chiudere": ("chiude", "chiudono", "chiuse", "chiusero", "chiuso"),
    "fare": ("fa", "fanno", "fece", "fecero", "fatto"),
    "far": ("fa", "fanno", "fece", "fecero", "fatto"),
    "dare": ("dà", "danno", "diede", "diedero", "dato"),
    "aprire": ("apre", "aprono", "aprì", "aprirono", "aperto"),
    "tendere": ("tende", "tendono", "tese", "tesero", "teso"),
    "trattenere": ("trattiene", "trattengono", "trattenne", "trattennero", "trattenuto"),
    "liberare": ("libera", "liberano", "liberò", "liberarono", "liberato"),
    "evadere": ("evade", "evadono", "evase", "evasero", "evaso"),
    "percuotere": ("percuote", "percuotono", "percosse", "percossero", "percosso"),
    "smentire": ("smentisce", "smentiscono", "smentì", "smentirono", "smentito"),
    "trarre": ("trae", "traggono", "trasse", "trassero", "tratto"),
    "cingere": ("cinge", "cingono", "cinse", "cinsero", "cinto"),
    "mettere": ("mette", "mettono", "mise", "misero", "messo"),
    "promuovere": ("promuove", "promuovono", "promosse", "promossero", "promosso"),
    "discutere": ("discute", "discutono", "discusse", "discussero", "discusso"),
    "ritirarsi": ("ritira", "ritirano", "ritirò", "ritirarono", "ritirato"),
}
_AUXILIARIES = ("ha", "hanno", "aveva", "avevano", "aver", "avere", "avrebbe", "avrebbero")
MOSTLY_NOUNS = {"morto", "ferito", "attentato", "preso", "fatto", "dato", "caduto", "disperso", "scontro"}
"""Participles that are another word more often: a verb gives them only with its auxiliary."""
NOT_FORMS = frozenset({"mina", "minano", "danno", "fatto", "dato", "fa", "data", "mine", "sparo", "preda", "rapina di"})
_PLURALS = {
    "uomo": "uomini", "autobomba": "autobombe", "raid": "raid", "leader": "leader", "kamikaze": "kamikaze",
    "drone": "droni", "blitz": "blitz", "golpe": "golpe", "bus": "bus", "mano": "mani", "ala": "ali", "killer":
    "killer", "camion": "camion", "jihadista": "jihadisti", "terrorista": "terroristi", "estremista":
    "estremisti", "separatista": "separatisti", "islamista": "islamisti", "attivista": "attivisti",
    "giornalista": "giornalisti", "autista": "autisti", "guerrigliero": "guerriglieri", "profugo": "profughi",
    "medico": "medici", "sindaco": "sindaci", "turista": "turisti", "chirurgo": "chirurghi", "collega":
    "colleghi", "politico": "politici", "autocrate": "autocrati", "dio": "dei", "attacco": "attacchi", "blocco":
    "blocchi", "arco": "archi", "fuoco": "fuochi", "antiguerriglia": "antiguerriglia",
}  # fmt: skip
_LINKS = {
    "di", "del", "dello", "della", "dell'", "dei", "degli", "delle", "a", "al", "alla", "all'", "in", "con", "contro",
    "da", "dal", "per", "senza", "e", "tra", "su", "sul",
}  # fmt: skip


def verb_forms(verb: str) -> list[str]:
    """Third-person forms and participles; words after the verb stay as they are. Reflexives end in -si."""
    head, _, rest = verb.partition(" ")
    reflexive = head.endswith("si")
    plain = head.removesuffix("si") + "e" if reflexive and head not in IRREGULAR else head
    stem, (one, many, past, pasts, participle) = _conjugated(plain)
    vowel = {"are": "a", "ere": "e", "ire": "i"}.get(plain[-3:], "e")
    imperfect = f"{stem}{vowel}va"
    future = stem + {"a": "er", "e": "er", "i": "ir"}[vowel]
    finite = [one, many, past, pasts, imperfect, imperfect + "no", future + "à", future + "anno", future + "ebbe"]
    gerund = stem + ("ando" if vowel == "a" else "endo")
    if reflexive:
        made = [head, *(f"si {form}" for form in finite), gerund + "si"]
        made += [f"{aux} {form}" for aux in ("si è", "si sono", "si era", "si erano") for form in agree(participle)]
    elif participle in MOSTLY_NOUNS:
        made = [head, *finite, gerund, *(f"{aux} {participle}" for aux in _AUXILIARIES)]
    else:
        made = [head, *finite, gerund, *agree(participle)]
    return list(dict.fromkeys(f"{form} {rest}".strip() for form in made))


def _conjugated(verb: str) -> tuple[str, tuple[str, str, str, str, str]]:
    """The stem, and present, past and participle of an infinitive."""
    if verb in ("far", "fare"):
        return "fac", IRREGULAR[verb]
    if verb in IRREGULAR:
        return (verb.removesuffix("si") + "e" if verb.endswith("si") else verb)[:-3], IRREGULAR[verb]
    stem = verb[:-3]
    if verb.endswith("are"):
        return stem, (
            stem + "a",
            stem + "ano",
            stem + "ò",
            stem + "arono",
            stem + "ato",
        )
    if verb.endswith("ire"):
        return stem, (stem + "isce", stem + "iscono", stem + "ì", stem + "irono", stem + "ito")
    if verb.endswith("ere"):
        return stem, (stem + "e", stem + "ono", stem + "é", stem + "erono", stem + "uto")
    raise SystemExit(f"{verb!r} is no infinitive; verbs end in -are, -ere, -ire or stand in IRREGULAR")


def agree(participle: str) -> list[str]:
    """The four forms of a participle or adjective in -o."""
    stem = participle[:-1]
    return [participle, stem + "i", stem + "a", stem + "e"]


def noun_forms(noun: str) -> list[str]:
    """Singular and plural; of several words the first noun is inflected, and the adjectives that follow it."""
    words = noun.split(" ")
    linked = next((i for i, w in enumerate(words) if w in _LINKS or w.startswith(("d'", "dell'", "all'"))), len(words))
    return list(dict.fromkeys([noun, " ".join([*(plural(w) for w in words[:linked]), *words[linked:]])]))


def plural(word: str) -> str:
    """Plural of a noun or adjective by rule: attacco attacchi, esplosione esplosioni, strage stragi, città città."""
    if word in _PLURALS:
        return _PLURALS[word]
    if "-" in word or not word.isalpha() or word[-1] in "àèéìòùi" or word[-1] not in "aeo":
        return word
    if word.endswith(("cia", "gia")):
        return word[:-2] + "e"
    if word.endswith(("ca", "ga")):
        return word[:-1] + "he"
    if word.endswith(("co", "go")) and not word.endswith(("ico", "aco", "logo")):
        return word[:-1] + "hi"
    if word.endswith("io"):
        return word[:-1]
    return word[:-1] + ("e" if word.endswith("a") and not word.endswith("ista") else "i")
