"""French forms: third persons, participles and gerunds of verbs, plurals of nouns. See tools/forms.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

# infinitive: (present 3s, 3p, imperfect stem, simple past 3s, 3p, future stem, past participle)
IRREGULAR: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "abattre": ("abat", "abattent", "abatt", "abattit", "abattirent", "abattr", "abattu"),
    "battre": ("bat", "battent", "batt", "battit", "battirent", "battr", "battu"),
    "combattre": ("combat", "combattent", "combatt", "combattit", "combattirent", "combattr", "combattu"),
    "mettre": ("met", "mettent", "mett", "mit", "mirent", "mettr", "mis"),
    "prendre": ("prend", "prennent", "pren", "prit", "prirent", "prendr", "pris"),
    "reprendre": ("reprend", "reprennent", "repren", "reprit", "reprirent", "reprendr", "repris"),
    "ouvrir": ("ouvre", "ouvrent", "ouvr", "ouvrit", "ouvrirent", "ouvrir", "ouvert"),
    "mourir": ("meurt", "meurent", "mour", "mourut", "moururent", "mourr", "mort"),
    "tomber": ("tombe", "tombent", "tomb", "tomba", "tombèrent", "tomber", "tombé"),
    "détruire": ("détruit", "détruisent", "détruis", "détruisit", "détruisirent", "détruir", "détruit"),
    "reconduire": ("reconduit", "reconduisent", "reconduis", "reconduisit", "reconduisirent", "reconduir", "reconduit"),
    "interdire": ("interdit", "interdisent", "interdis", "interdit", "interdirent", "interdir", "interdit"),
    "dissoudre": ("dissout", "dissolvent", "dissolv", "dissout", "dissolurent", "dissoudr", "dissous"),
    "exclure": ("exclut", "excluent", "exclu", "exclut", "exclurent", "exclur", "exclu"),
    "conclure": ("conclut", "concluent", "conclu", "conclut", "conclurent", "conclur", "conclu"),
    "rompre": ("rompt", "rompent", "romp", "rompit", "rompirent", "rompr", "rompu"),
    "reconnaître": ("reconnaît", "reconnaissent", "reconnaiss", "reconnut", "reconnurent", "reconnaîtr", "reconnu"),
    "disparaître": ("disparaît", "disparaissent", "disparaiss", "disparut", "disparurent", "disparaîtr", "disparu"),
    "fuir": ("fuit", "fuient", "fuy", "fuit", "fuirent", "fuir", "fui"),
    "enfuir": ("enfuit", "enfuient", "enfuy", "enfuit", "enfuirent", "enfuir", "enfui"),
    "conquérir": ("conquiert", "conquièrent", "conquér", "conquit", "conquirent", "conquerr", "conquis"),
    "élire": ("élit", "élisent", "élis", "élut", "élurent", "élir", "élu"),
    "réélire": ("réélit", "réélisent", "réélis", "réélut", "réélurent", "réélir", "réélu"),
    "proscrire": ("proscrit", "proscrivent", "proscriv", "proscrivit", "proscrivirent", "proscrir", "proscrit"),
    "réduire": ("réduit", "réduisent", "réduis", "réduisit", "réduisirent", "réduir", "réduit"),
    "retenir": ("retient", "retiennent", "reten", "retint", "retinrent", "retiendr", "retenu"),
    "promouvoir": ("promeut", "promeuvent", "promouv", "promut", "promurent", "promouvr", "promu"),
    "soutenir": ("soutient", "soutiennent", "souten", "soutint", "soutinrent", "soutiendr", "soutenu"),
    "détenir": ("détient", "détiennent", "déten", "détint", "détinrent", "détiendr", "détenu"),
    "suspendre": ("suspend", "suspendent", "suspend", "suspendit", "suspendirent", "suspendr", "suspendu"),
    "pendre": ("pend", "pendent", "pend", "pendit", "pendirent", "pendr", "pendu"),
    "rendre": ("rend", "rendent", "rend", "rendit", "rendirent", "rendr", "rendu"),
    "défendre": ("défend", "défendent", "défend", "défendit", "défendirent", "défendr", "défendu"),
    "contraindre": (
        "contraint",
        "contraignent",
        "contraign",
        "contraignit",
        "contraignirent",
        "contraindr",
        "contraint",
    ),
    "poursuivre": ("poursuit", "poursuivent", "poursuiv", "poursuivit", "poursuivirent", "poursuivr", "poursuivi"),
    "faire": ("fait", "font", "fais", "fit", "firent", "fer", "fait"),
    "démettre": ("démet", "démettent", "démett", "démit", "démirent", "démettr", "démis"),
    "démentir": ("dément", "démentent", "dément", "démentit", "démentirent", "démentir", "démenti"),
    "requérir": ("requiert", "requièrent", "requér", "requit", "requirent", "requerr", "requis"),
    "promettre": ("promet", "promettent", "promett", "promit", "promirent", "promettr", "promis"),
    "voler": ("vole", "volent", "vol", "vola", "volèrent", "voler", "volé"),
    "secourir": ("secourt", "secourent", "secour", "secourut", "secoururent", "secourr", "secouru"),
    "assaillir": ("assaille", "assaillent", "assaill", "assaillit", "assaillirent", "assaillir", "assailli"),
}
ENDINGS = ("ait", "aient")
SAME_PLURAL = ("s", "x", "z")
NOT_FORMS = {"pendant", "combattant", "assaillant", "manifestant", "attaquant", "protestant", "dirigeant", "militant"}
"""Present participles that are mostly another word: a preposition, or people."""


def verb_forms(verb: str) -> list[str]:
    """Third-person forms and participles; words after the verb stay as they are.

    A reflexive verb ("se retirer", "s'emparer") gives its finite forms with the pronoun, and its past with it.
    """
    reflexive = re.match(r"se |s'", verb)
    head, _, rest = verb.removeprefix("se ").removeprefix("s'").partition(" ")
    if head not in IRREGULAR and (not head.endswith(("er", "ir")) or head.endswith("enir")):
        raise SystemExit(f"{verb!r} is irregular; add it to IRREGULAR")
    made = list(_irregular(head) if head in IRREGULAR else _regular(head))
    if reflexive:
        one, many, she, they = made[-4:]
        past = [f"s'est {one}", f"se sont {many}", f"s'est {she}", f"se sont {they}"]
        made = [reflexive[0] + form for form in made[:-4]] + past
    return list(dict.fromkeys(f"{form} {rest}".strip() for form in made))


def _irregular(verb: str) -> Iterator[str]:
    present, presents, stem, past, pasts, future, participle = IRREGULAR[verb]
    yield from (verb, present, presents, stem + "ait", stem + "aient", stem + "ant", past, pasts)
    yield from (future + "a", future + "ont", future + "ait", future + "aient")
    yield from agree(participle)


def _regular(verb: str) -> Iterator[str]:
    if verb.endswith("ir"):
        stem = verb[:-2]
        yield from (verb, stem + "it", stem + "issent", stem + "issait", stem + "issaient", stem + "issant")
        yield from (stem + "irent", verb + "a", verb + "ont", verb + "ait", verb + "aient")
        yield from agree(stem + "i")
        return
    stem = verb[:-2]
    soft = {"g": stem + "e", "c": stem[:-1] + "ç"}.get(stem[-1], stem)
    mute = _mute(stem)
    yield from (verb, mute + "e", mute + "ent", soft + "ait", soft + "aient", soft + "ant", soft + "a", stem + "èrent")
    future = mute + "er" if mute != stem and "é" not in stem[-3:] else verb
    yield from (future + "a", future + "ont", future + "ait", future + "aient")
    yield from agree(stem + "é")


def _mute(stem: str) -> str:
    """The stem before a mute e: lever lève, libérer libère, déployer déploie, rappeler rappelle."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("appel", "jet")):
        return stem + stem[-1]
    found = re.fullmatch(r"(.*)[eé]([bcdglmnprstv]|gn|gr|br|ch|gl)", stem)
    return f"{found[1]}è{found[2]}" if found else stem


def agree(participle: str) -> list[str]:
    """The four forms of a participle or adjective."""
    masculine = "dissous" if participle == "dissous" else participle
    feminine = "dissoute" if participle == "dissous" else participle + "e"
    plural = masculine if masculine.endswith(SAME_PLURAL) else masculine + "s"
    return [masculine, plural, feminine, feminine + "s"]


def noun_forms(noun: str) -> list[str]:
    """Singular and plural; of several words the first noun is inflected, and adjectives that follow it."""
    head, *rest = noun.split(" ")
    linked = next((i for i, w in enumerate(rest) if w in _LINKS or w.startswith(("d'", "l'"))), len(rest))
    words = [head, *rest[:linked]]
    return list(dict.fromkeys([noun, " ".join([*(plural(w) for w in words), *rest[linked:]])]))


_LINKS = {"de", "du", "des", "à", "au", "aux", "en", "sur", "contre", "par", "sans", "avec", "pour", "et", "dans"}


def plural(word: str) -> str:
    """Plural of a noun or adjective by rule."""
    if word.endswith(SAME_PLURAL):
        return word
    if word.endswith(("eau", "eu")):
        return word + "x"
    return word[:-2] + "aux" if word.endswith("al") else word + "s"
