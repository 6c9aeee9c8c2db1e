"""Portuguese forms: third persons, participles and gerunds of verbs, plurals of nouns. See tools/forms.py.

Both shores write here: "rendeu-se" and "se rendeu" are made of one reflexive verb.
"""

from __future__ import annotations

# infinitive: present 3s, 3p, past 3s, 3p, imperfect, future stem, gerund, participle
IRREGULAR: dict[str, tuple[str, str, str, str, str, str, str, str]] = {
    "deter": ("detém", "detêm", "deteve", "detiveram", "detinha", "deter", "detendo", "detido"),
    "reter": ("retém", "retêm", "reteve", "retiveram", "retinha", "reter", "retendo", "retido"),
    "manter": ("mantém", "mantêm", "manteve", "mantiveram", "mantinha", "manter", "mantendo", "mantido"),
    "obter": ("obtém", "obtêm", "obteve", "obtiveram", "obtinha", "obter", "obtendo", "obtido"),
    "fazer": ("faz", "fazem", "fez", "fizeram", "fazia", "far", "fazendo", "feito"),
    "pôr": ("põe", "põem", "pôs", "puseram", "punha", "por", "pondo", "posto"),
    "depor": ("depõe", "depõem", "depôs", "depuseram", "depunha", "depor", "depondo", "deposto"),
    "impor": ("impõe", "impõem", "impôs", "impuseram", "impunha", "impor", "impondo", "imposto"),
    "dar": ("dá", "dão", "deu", "deram", "dava", "dar", "dando", "dado"),
    "destruir": ("destrói", "destroem", "destruiu", "destruíram", "destruía", "destruir", "destruindo", "destruído"),
    "fugir": ("foge", "fogem", "fugiu", "fugiram", "fugia", "fugir", "fugindo", "fugido"),
    "agredir": ("agride", "agridem", "agrediu", "agrediram", "agredia", "agredir", "agredindo", "agredido"),
    "perder": ("perde", "perdem", "perdeu", "perderam", "perdia", "perder", "perdendo", "perdido"),
    "incendiar": (
        "incendeia",
        "incendeiam",
        "incendiou",
        "incendiaram",
        "incendiava",
        "incendiar",
        "incendiando",
        "incendiado",
    ),
    "mediar": ("medeia", "medeiam", "mediou", "mediaram", "mediava", "mediar", "mediando", "mediado"),
}
PARTICIPLES = {"expulsar": "expulso", "prender": "preso", "absolver": "absolvido", "suspender": "suspenso"}
"""Second participles, beside the regular one."""
NOT_FORMS = frozenset({"cerca", "cercas", "para", "baleia", "baleiam", "presa", "conta", "proteste", "morte"})
_PLURALS = {
    "mão": "mãos", "cidadão": "cidadãos", "irmão": "irmãos", "capitão": "capitães", "guardião": "guardiães",
    "refém": "reféns", "míssil": "mísseis", "projétil": "projéteis", "réptil": "répteis", "alemão": "alemães",
    "órgão": "órgãos", "bênção": "bênçãos", "cônsul": "cônsules", "mal": "males", "sacristão": "sacristãos",
}  # fmt: skip
INVARIABLE = {"onu", "ong", "pcc", "gcm", "rpg", "antimotim", "antidrogas", "antibomba", "anti", "pró", "bope"}
_LINKS = {
    "de", "do", "da", "dos", "das", "a", "ao", "à", "aos", "às", "em", "no", "na", "nos", "nas", "com", "contra",
    "por", "pelo", "pela", "sem", "para", "e", "entre", "como", "sob", "sobre",
}  # fmt: skip


def verb_forms(verb: str) -> list[str]:
    """Third-person forms and participles; words after the verb stay as they are.

    A reflexive verb ("render-se") gives its finite forms with the pronoun on either side.
    """
    head, _, rest = verb.partition(" ")
    reflexive = head.endswith("-se")
    finite, gerund, participles = _conjugated(head.removesuffix("-se"))
    if reflexive:
        made = [head, *(f"se {form}" for form in finite), *(f"{form} se" for form in finite[:6]), gerund + " se"]
    else:
        made = [head, *finite, gerund, *(form for one in participles for form in agree(one))]
    return list(dict.fromkeys(f"{form} {rest}".strip() for form in made))


def _conjugated(verb: str) -> tuple[list[str], str, list[str]]:
    """Finite forms, gerund and participles of an infinitive."""
    if verb in IRREGULAR:
        one, many, past, pasts, imperfect, future, gerund, participle = IRREGULAR[verb]
    elif verb.endswith("ar"):
        stem = verb[:-2]
        strong = stem + "i" if stem.endswith("e") else stem
        one, many, past, pasts, imperfect = strong + "a", strong + "am", stem + "ou", stem + "aram", stem + "ava"
        future, gerund, participle = verb, stem + "ando", stem + "ado"
    elif verb.endswith(("uir", "air")) and not verb.endswith(("guir", "quir")):
        stem = verb[:-2]
        one, many, past, pasts, imperfect = stem + "i", stem + "em", stem + "iu", stem + "íram", stem + "ía"
        future, gerund, participle = verb, stem + "indo", stem + "ído"
    elif verb.endswith(("er", "ir")):
        stem, vowel = verb[:-2], verb[-2]
        one, many, past, pasts = stem + "e", stem + "em", stem + vowel + "u", stem + vowel + "ram"
        imperfect, future, gerund, participle = stem + "ia", verb, stem + vowel + "ndo", stem + "ido"
    else:
        raise SystemExit(f"{verb!r} is no infinitive; verbs end in -ar, -er, -ir or stand in IRREGULAR")
    later = [future + ending for ending in ("á", "ão", "ia", "iam")]
    return (
        [one, many, past, pasts, imperfect, imperfect + "m", *later],
        gerund,
        [participle, *([PARTICIPLES[verb]] if verb in PARTICIPLES else [])],
    )


def agree(participle: str) -> list[str]:
    """The four forms of a participle or adjective in -o."""
    stem = participle[:-1]
    return [participle, participle + "s", stem + "a", stem + "as"]


def noun_forms(noun: str) -> list[str]:
    """Singular and plural; of several words the first noun is inflected, and the adjectives that follow it."""
    words = noun.split(" ")
    linked = next((i for i, w in enumerate(words) if w in _LINKS), len(words))
    return list(dict.fromkeys([noun, " ".join([*(plural(w) for w in words[:linked]), *words[linked:]])]))


def plural(word: str) -> str:
    """Plural of a noun or adjective by rule: explosão explosões, civil civis, refém reféns, militar militares."""
    if "-" in word:
        head, _, tail = word.partition("-")
        return f"{plural(head)}-{tail}"
    if word in _PLURALS:
        return _PLURALS[word]
    if word in INVARIABLE or word.endswith("x") or not word.isalpha():
        return word
    if word.endswith("ão"):
        return word[:-2] + "ões"
    if word.endswith("m"):
        return word[:-1] + "ns"
    if word.endswith("l"):
        return word[:-2] + {"al": "ais", "el": "éis", "il": "is", "ol": "óis", "ul": "uis"}.get(word[-2:], word[-2:])
    if word.endswith(("r", "z")):
        return word + "es"
    if word.endswith("s"):
        return word[:-2] + "eses" if word.endswith("ês") else word
    return word + "s"
