"""Dutch forms: third persons, participles and infinitives of verbs, plurals of nouns. See tools/forms.py.

Separable verbs are written with a bar: "aan|vallen" gives aangevallen, aanvallen, "viel * aan", "vielen * aan".
"""

from __future__ import annotations

# infinitive: present 3s, past 3s, past 3p, participle; weak verbs follow rules
STRONG: dict[str, tuple[str, str, str, str]] = {
    "vallen": ("valt", "viel", "vielen", "gevallen"), "schieten": ("schiet", "schoot", "schoten", "geschoten"),
    "sterven": ("sterft", "stierf", "stierven", "gestorven"), "komen": ("komt", "kwam", "kwamen", "gekomen"),
    "overvallen": ("overvalt", "overviel", "overvielen", "overvallen"), "nemen": ("neemt", "nam", "namen",
    "genomen"), "houden": ("houdt", "hield", "hielden", "gehouden"), "slaan": ("slaat", "sloeg", "sloegen",
    "geslagen"), "steken": ("steekt", "stak", "staken", "gestoken"), "brengen": ("brengt", "bracht", "brachten",
    "gebracht"), "blazen": ("blaast", "blies", "bliezen", "geblazen"), "dringen": ("dringt", "drong", "drongen",
    "gedrongen"), "laten": ("laat", "liet", "lieten", "gelaten"), "trekken": ("trekt", "trok", "trokken",
    "getrokken"), "treden": ("treedt", "trad", "traden", "getreden"), "verdrijven": ("verdrijft", "verdreef",
    "verdreven", "verdreven"), "verbieden": ("verbiedt", "verbood", "verboden", "verboden"), "sluiten":
    ("sluit", "sloot", "sloten", "gesloten"), "breken": ("breekt", "brak", "braken", "gebroken"), "vluchten":
    ("vlucht", "vluchtte", "vluchtten", "gevlucht"), "doden": ("doodt", "doodde", "doodden", "gedood"),
    "onthoofden": ("onthoofdt", "onthoofdde", "onthoofdden", "onthoofd"), "bevrijden": ("bevrijdt", "bevrijdde",
    "bevrijdden", "bevrijd"), "beschieten": ("beschiet", "beschoot", "beschoten", "beschoten"), "vernielen":
    ("vernielt", "vernielde", "vernielden", "vernield"), "verdwijnen": ("verdwijnt", "verdween", "verdwenen",
    "verdwenen"), "verdrinken": ("verdrinkt", "verdronk", "verdronken", "verdronken"), "grijpen": ("grijpt",
    "greep", "grepen", "gegrepen"), "geven": ("geeft", "gaf", "gaven", "gegeven"), "spreken": ("spreekt",
    "sprak", "spraken", "gesproken"), "bieden": ("biedt", "bood", "boden", "geboden"), "stelen": ("steelt",
    "stal", "stalen", "gestolen"), "gijzelen": ("gijzelt", "gijzelde", "gijzelden", "gegijzeld"), "staken":
    ("staakt", "staakte", "staakten", "gestaakt"),
}  # fmt: skip
_UNSTRESSED = ("be", "ge", "er", "her", "ver", "ont", "mis", "over", "onder")
_VOICELESS = ("t", "k", "f", "s", "ch", "p")
NOT_FORMS = frozenset({"komt", "kwam", "kwamen", "komen", "gekomen", "laat", "staken", "vallen", "val", "gevallen"})
_PLURALS = {
    "militair": "militairen", "soldaat": "soldaten", "man": "mannen", "kind": "kinderen", "stad": "steden",
    "schip": "schepen", "bom": "bommen", "aanval": "aanvallen", "overval": "overvallen", "leger": "legers",
    "lid": "leden", "bommen": "bommen", "dode": "doden", "gewonde": "gewonden", "slachtoffer": "slachtoffers",
    "burger": "burgers", "dorp": "dorpen", "moskee": "moskeeën", "gevecht": "gevechten", "staatsgreep":
    "staatsgrepen", "raket": "raketten", "leider": "leiders", "boer": "boeren", "rebel": "rebellen", "kapitein":
    "kapiteins", "kolonel": "kolonels", "generaal": "generaals", "personeel": "personeel", "kartel": "kartels",
    "moslimrebel": "moslimrebellen", "troepen": "troepen", "autoriteiten": "autoriteiten", "mensen": "mensen",
    "mannen": "mannen", "gijzelaar": "gijzelaars", "huis": "huizen", "graf": "graven", "schot": "schoten",
    "drone": "drones", "mijn": "mijnen",
}  # fmt: skip
_SMALL = frozenset(
    ["op", "van", "met", "in", "door", "tegen", "zonder", "voor", "en", "uit", "bij", "de", "het", "een", "aan"]
)


def verb_forms(verb: str) -> list[str]:
    """Third persons, participle with -e and infinitives; words before the verb stay as they are."""
    *rest, head = verb.split(" ")
    before = " ".join(rest)
    prefix, _, base = head.rpartition("|")
    one, past, pasts, participle = _conjugated(base)
    declined = [participle, participle + "e"]
    if prefix:
        whole = [prefix + base, f"{prefix} te {base}", *(prefix + form for form in (one, past, pasts))]
        made = [*whole, *(f"{form} * {prefix}" for form in (one, base, past, pasts)), *(prefix + d for d in declined)]
    else:
        made = [base, one, past, pasts, *declined]
    return list(dict.fromkeys(f"{before} {form}".strip() for form in made))


def _conjugated(base: str) -> tuple[str, str, str, str]:
    """Third person of present and past, singular and plural, and the participle."""
    if base in STRONG:
        return STRONG[base]
    stem = _stem(base)
    hard = base[:-2].endswith(_VOICELESS)
    ending = "t" if hard else "d"
    participle = stem if stem.endswith(ending) else stem + ending
    if not base.startswith(_UNSTRESSED):
        participle = "ge" + participle
    one = stem if stem.endswith("t") else stem + "t"
    return one, f"{stem}{ending}e", f"{stem}{ending}en", participle


def _stem(base: str) -> str:
    """The stem of an infinitive: bombarderen bombardeer, ontvoeren ontvoer, moorden moord, pakken pak."""
    stem = base.removesuffix("en")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    elif len(stem) > 2 and stem[-1] not in "aeiouw" and stem[-2] in "aeou" and stem[-3] not in "aeiou":
        unstressed = stem.endswith(("el", "er", "ig")) and not stem.endswith("eer") and not base.endswith("eren")
        stem = stem if unstressed else stem[:-1] + stem[-2:]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def noun_forms(noun: str) -> list[str]:
    """Singular and plural; of several words the noun before a small word, or the last, is inflected."""
    words = noun.split(" ")
    at = next((i - 1 for i, w in enumerate(words) if i and w in _SMALL), len(words) - 1)
    return list(dict.fromkeys([noun, " ".join([*words[:at], plural(words[at]), *words[at + 1 :]])]))


def plural(word: str) -> str:
    """Plural of a noun by rule: aanslag aanslagen, ontploffing ontploffingen, rebel rebellen, agent agenten."""
    for part in sorted(_PLURALS, key=len, reverse=True):
        if word.endswith(part):
            return word[: len(word) - len(part)] + _PLURALS[part]
    if word.endswith(("el", "er", "em", "en", "aar", "erd", "ie", "je")) and len(word) > 4 and not word.endswith("eel"):
        return word + "s"
    if word.endswith("e"):
        return word + "n"
    if word.endswith("heid"):
        return word[:-4] + "heden"
    if word[-1:] in "aiouy":
        return word + "'s"
    if word[-1:].isalpha() and word[-1] not in "aeiouwx" and word[-2:-1] in "aeiou" and word[-3:-2] not in "aeiou":
        return word + word[-1] + "en" if not word.endswith(("ag", "og", "ing", "ist", "ent", "ant")) else word + "en"
    return word + "en"
