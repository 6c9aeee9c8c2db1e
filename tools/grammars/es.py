"""Spanish forms: third persons, participles and gerunds of verbs, plurals of nouns. See tools/forms.py."""

from __future__ import annotations

import re

# infinitive: stems of the stressed present, of the third person of the past, and of the gerund
STEMS: dict[str, tuple[str, str, str]] = {
    "herir": ("hier", "hir", "hir"),
    "morir": ("muer", "mur", "mur"),
    "adherir": ("adhier", "adhir", "adhir"),
    "rendir": ("rind", "rind", "rind"),
    "repetir": ("repit", "repit", "repit"),
    "pedir": ("pid", "pid", "pid"),
    "embestir": ("embist", "embist", "embist"),
    "mentir": ("mient", "mint", "mint"),
    "desmentir": ("desmient", "desmint", "desmint"),
    "perder": ("pierd", "perd", "perd"),
    "atravesar": ("atravies", "atraves", "atraves"),
    "negar": ("nieg", "neg", "neg"),
    "plegar": ("plieg", "pleg", "pleg"),
    "replegar": ("replieg", "repleg", "repleg"),
    "desplegar": ("desplieg", "despleg", "despleg"),
    "degollar": ("degüell", "degoll", "degoll"),
    "volar": ("vuel", "vol", "vol"),
    "volcar": ("vuelc", "volc", "volc"),
    "demoler": ("demuel", "demol", "demol"),
    "moler": ("muel", "mol", "mol"),
    "mover": ("muev", "mov", "mov"),
    "remover": ("remuev", "remov", "remov"),
    "absolver": ("absuelv", "absolv", "absolv"),
    "disolver": ("disuelv", "disolv", "disolv"),
    "tender": ("tiend", "tend", "tend"),
    "rodar": ("rued", "rod", "rod"),
    "despertar": ("despiert", "despert", "despert"),
    "encerrar": ("encierr", "encerr", "encerr"),
}
# infinitive: present 3s, 3p, past 3s, 3p, future stem, gerund, participle
IRREGULAR: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "detener": ("detiene", "detienen", "detuvo", "detuvieron", "detendr", "deteniendo", "detenido"),
    "retener": ("retiene", "retienen", "retuvo", "retuvieron", "retendr", "reteniendo", "retenido"),
    "mantener": ("mantiene", "mantienen", "mantuvo", "mantuvieron", "mantendr", "manteniendo", "mantenido"),
    "hacer": ("hace", "hacen", "hizo", "hicieron", "har", "haciendo", "hecho"),
    "poner": ("pone", "ponen", "puso", "pusieron", "pondr", "poniendo", "puesto"),
    "deponer": ("depone", "deponen", "depuso", "depusieron", "depondr", "deponiendo", "depuesto"),
    "dar": ("da", "dan", "dio", "dieron", "dar", "dando", "dado"),
    "caer": ("cae", "caen", "cayó", "cayeron", "caer", "cayendo", "caído"),
    "huir": ("huye", "huyen", "huyó", "huyeron", "huir", "huyendo", "huido"),
    "destruir": ("destruye", "destruyen", "destruyó", "destruyeron", "destruir", "destruyendo", "destruido"),
    "destituir": ("destituye", "destituyen", "destituyó", "destituyeron", "destituir", "destituyendo", "destituido"),
    "recluir": ("recluye", "recluyen", "recluyó", "recluyeron", "recluir", "recluyendo", "recluido"),
    "atribuir": ("atribuye", "atribuyen", "atribuyó", "atribuyeron", "atribuir", "atribuyendo", "atribuido"),
    "autoatribuir": (
        "autoatribuye",
        "autoatribuyen",
        "autoatribuyó",
        "autoatribuyeron",
        "autoatribuir",
        "autoatribuyendo",
        "autoatribuido",
    ),
    "sobreseer": ("sobresee", "sobreseen", "sobreseyó", "sobreseyeron", "sobreseer", "sobreseyendo", "sobreseído"),
    "proscribir": (
        "proscribe",
        "proscriben",
        "proscribió",
        "proscribieron",
        "proscribir",
        "proscribiendo",
        "proscrito",
    ),
}
PARTICIPLES = {"morir": "muerto", "absolver": "absuelto", "disolver": "disuelto"}
ALSO_NOUNS = {"muerto", "muertos", "muerta", "muertas"}
"""Forms that mostly count people: a verb gives them only with its auxiliary, the counts tell the rest."""
_BROKEN = {"prohibir": "prohíb", "ahorcar": "ahorc", "evacuar": "evacú", "actuar": "actú", "reunir": "reún"}
NOT_FORMS: frozenset[str] = frozenset()
INVARIABLE = {"eln", "onu", "esmad"}
_LINKS = {"de", "del", "a", "al", "en", "con", "contra", "por", "sin", "para", "y", "e", "desde", "entre", "como"}


def verb_forms(verb: str) -> list[str]:
    """Third-person forms and participles; words after the verb stay as they are.

    A reflexive verb ("rendirse") gives its finite forms with the pronoun before, infinitive and gerund with it behind.
    """
    head, _, rest = verb.partition(" ")
    reflexive = head.endswith("se") and head[:-2].endswith(("ar", "er", "ir"))
    infinitive = head.removesuffix("se") if reflexive else head
    finite, gerund, participle = _conjugated(infinitive)
    if reflexive:
        made = [head, *(f"se {form}" for form in finite), _stressed(gerund) + "se"]
        made += [f"{aux} {participle}" for aux in ("se ha", "se han", "se había", "se habían", "haberse")]
    else:
        made = [infinitive, *finite, gerund, *agree(participle)]
        if participle in ALSO_NOUNS:
            made = [form for form in made if form not in ALSO_NOUNS]
            made += [f"{aux} {participle}" for aux in ("ha", "han", "había", "habían", "haber", "habría", "habrían")]
    return list(dict.fromkeys(f"{form} {rest}".strip() for form in made))


def _conjugated(verb: str) -> tuple[list[str], str, str]:
    """Finite forms, gerund and participle of an infinitive."""
    if verb in IRREGULAR:
        one, many, past, pasts, future, gerund, participle = IRREGULAR[verb]
    elif verb.endswith("ar"):
        stem = verb[:-2]
        strong = STEMS[verb][0] if verb in STEMS else _BROKEN.get(verb, stem)
        one, many, past, pasts = strong + "a", strong + "an", stem + "ó", stem + "aron"
        future, gerund, participle = verb, stem + "ando", stem + "ado"
    elif verb.endswith(("er", "ir")):
        stem = verb[:-2]
        strong, weak, moving = STEMS.get(verb, (_BROKEN.get(verb, stem), stem, stem))
        one, many, past, pasts = strong + "e", strong + "en", weak + "ió", weak + "ieron"
        future, gerund, participle = verb, moving + "iendo", PARTICIPLES.get(verb, stem + "ido")
    else:
        raise SystemExit(f"{verb!r} is no infinitive; verbs end in -ar, -er or -ir")
    stem = verb[:-2]
    imperfect = stem + "aba" if verb.endswith("ar") else stem + "ía"
    later = [future + ending for ending in ("á", "án", "ía", "ían")]
    return [one, many, past, pasts, imperfect, imperfect + "n", *later], gerund, participle


def _stressed(gerund: str) -> str:
    """A gerund that takes a pronoun: rindiendo gives rindiéndo(se)."""
    return re.sub(r"(a|e)ndo$", lambda m: {"a": "ándo", "e": "éndo"}[m[1]], gerund)


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
    """Plural of a noun or adjective by rule: acción acciones, juez jueces, civil civiles."""
    if word.endswith(("s", "x")) or not word.isalpha() or word in INVARIABLE:
        return word
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-1] in "aeiouáéó":
        return word + "s"
    accents = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u"}
    if word[-1] == "n" and word[-2:-1] in accents:
        word = word[:-2] + accents[word[-2]] + word[-1]
    return word + "es"
