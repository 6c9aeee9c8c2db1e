"""German forms: third persons, participles and infinitives of verbs, cases and plurals of nouns. See tools/forms.py.

Separable verbs are written with a bar: "an|greifen" gives angegriffen, anzugreifen, "greift * an", "griffen * an". A
compound inflects as its last part does, so "Raketenangriff" needs no line of its own in the tables.
"""

from __future__ import annotations

# infinitive: present 3s, past 3s, participle ("" for none of its own use); weak verbs follow rules
STRONG: dict[str, tuple[str, str, str]] = {
    "greifen": ("greift", "griff", "gegriffen"), "schießen": ("schießt", "schoss", "geschossen"), "fallen":
    ("fällt", "fiel", "gefallen"), "sterben": ("stirbt", "starb", "gestorben"), "erschießen": ("erschießt",
    "erschoss", "erschossen"), "beschießen": ("beschießt", "beschoss", "beschossen"), "erstechen": ("ersticht",
    "erstach", "erstochen"), "erschlagen": ("erschlägt", "erschlug", "erschlagen"), "schlagen": ("schlägt",
    "schlug", "geschlagen"), "werfen": ("wirft", "warf", "geworfen"), "brennen": ("brennt", "brannte",
    "gebrannt"), "nehmen": ("nimmt", "nahm", "genommen"), "festnehmen": ("festnimmt", "festnahm",
    "festgenommen"), "dringen": ("dringt", "drang", "gedrungen"), "fliehen": ("flieht", "floh", "geflohen"),
    "flüchten": ("flüchtet", "flüchtete", "geflüchtet"), "vertreiben": ("vertreibt", "vertrieb", "vertrieben"),
    "verbieten": ("verbietet", "verbot", "verboten"), "zerstören": ("zerstört", "zerstörte", "zerstört"),
    "ziehen": ("zieht", "zog", "gezogen"), "zurückziehen": ("zurückzieht", "zurückzog", "zurückgezogen"),
    "schließen": ("schließt", "schloss", "geschlossen"), "sprengen": ("sprengt", "sprengte", "gesprengt"),
    "brechen": ("bricht", "brach", "gebrochen"), "überfallen": ("überfällt", "überfiel", "überfallen"),
    "entführen": ("entführt", "entführte", "entführt"), "verurteilen": ("verurteilt", "verurteilte",
    "verurteilt"), "lassen": ("lässt", "ließ", "gelassen"), "freilassen": ("freilässt", "freiließ",
    "freigelassen"), "kommen": ("kommt", "kam", "gekommen"), "enthaupten": ("enthauptet", "enthauptete",
    "enthauptet"), "halten": ("hält", "hielt", "gehalten"), "ergeben": ("ergibt", "ergab", "ergeben"), "treten":
    ("tritt", "trat", "getreten"), "zurücktreten": ("zurücktritt", "zurücktrat", "zurückgetreten"), "rufen":
    ("ruft", "rief", "gerufen"), "stürzen": ("stürzt", "stürzte", "gestürzt"), "bringen": ("bringt", "brachte",
    "gebracht"), "umbringen": ("umbringt", "umbrachte", "umgebracht"), "weisen": ("weist", "wies", "gewiesen"),
    "ausweisen": ("ausweist", "auswies", "ausgewiesen"), "schieben": ("schiebt", "schob", "geschoben"),
    "erhängen": ("erhängt", "erhängte", "erhängt"), "reißen": ("reißt", "riss", "gerissen"), "eindringen":
    ("eindringt", "eindrang", "eingedrungen"), "einnehmen": ("einnimmt", "einnahm", "eingenommen"),
    "übernehmen": ("übernimmt", "übernahm", "übernommen"), "verlieren": ("verliert", "verlor", "verloren"),
    "geben": ("gibt", "gab", "gegeben"), "stehlen": ("stiehlt", "stahl", "gestohlen"), "unterschreiben":
    ("unterschreibt", "unterschrieb", "unterschrieben"), "schneiden": ("schneidet", "schnitt", "geschnitten"),
    "stechen": ("sticht", "stach", "gestochen"), "freisprechen": ("freispricht", "freisprach",
    "freigesprochen"), "sprechen": ("spricht", "sprach", "gesprochen"), "verschwinden": ("verschwindet",
    "verschwand", "verschwunden"), "ertrinken": ("ertrinkt", "ertrank", "ertrunken"), "auslösen": ("auslöst",
    "auslöste", "ausgelöst"), "abstürzen": ("abstürzt", "abstürzte", "abgestürzt"), "besetzen": ("besetzt",
    "besetzte", "besetzt"), "kidnappen": ("kidnappt", "kidnappte", "gekidnappt"), "niederbrennen":
    ("niederbrennt", "niederbrannte", "niedergebrannt"), "verbrennen": ("verbrennt", "verbrannte", "verbrannt"),
    "einziehen": ("einzieht", "einzog", "eingezogen"),
}  # fmt: skip
_UNSTRESSED = ("be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "hinter", "wider")
NOT_FORMS = frozenset({"fall", "falls", "frei", "griffe", "schlag", "zug", "besetzt", "ergeben", "Band"})
# last part of a noun: ending of the plural, with U for an umlaut of its last a, o, u
_PLURALS = {
    "angriff": "e", "anschlag": "Ue", "überfall": "Ue", "attentat": "e", "mord": "e", "gefecht": "e", "kampf":
    "Ue", "schlag": "Ue", "massaker": "", "krieg": "e", "putsch": "e", "aufstand": "Ue", "protest": "e",
    "streik": "s", "waffe": "n", "bombe": "n", "rakete": "n", "granate": "n", "mine": "n", "drohne": "n",
    "soldat": "en", "rebell": "en", "terrorist": "en", "islamist": "en", "dschihadist": "en", "extremist": "en",
    "separatist": "en", "polizist": "en", "mann": "Uer", "kind": "er", "dorf": "Uer", "haus": "Uer", "mensch":
    "en", "zivilist": "en", "opfer": "", "fall": "Ue", "tod": "e", "brand": "Ue", "raub": "e", "einsatz": "Ue",
    "vertrag": "Ue", "besuch": "e", "beschuss": "", "tat": "en", "verbot": "e", "prozess": "e", "gespräch": "e",
    "abkommen": "", "treffen": "", "jahr": "e", "recht": "e", "stadt": "Ue", "journalist": "en", "präsident":
    "en", "student": "en", "migrant": "en", "demonstrant": "en", "aktivist": "en", "kommandant": "en", "bauer":
    "n", "junge": "n", "frau": "en", "flüchtling": "e", "häftling": "e", "bandit": "en", "pirat": "en",
    "söldner": "", "fahrzeug": "e", "flugzeug": "e", "schiff": "e", "zug": "Ue", "bus": "se", "boot": "e",
    "lager": "", "markt": "Ue", "schutz": "", "konvoi": "s", "lkw": "s", "auto": "s", "hotel": "s", "clan": "s",
    "gang": "s", "camp": "s", "mob": "s", "general": "Ue", "oberst": "en", "arzt": "Ue", "chef": "s", "sohn":
    "Ue", "vater": "U", "bruder": "U", "mutter": "U", "tochter": "U", "sprengsatz": "Ue", "sturz": "Ue",
    "bruch": "Ue", "abzug": "Ue", "rückzug": "Ue", "ausbruch": "Ue", "stützpunkt": "e", "panzer": "",
    "geschoss": "e", "gewehr": "e", "abschuss": "Ue", "schuss": "Ue", "wechsel": "", "absturz": "Ue", "unfall":
    "Ue", "beamte": "n", "leiche": "n",
}  # fmt: skip
_UMLAUT = {"a": "ä", "o": "ö", "u": "ü"}
_SMALL = frozenset(
    [
        "auf",
        "der",
        "von",
        "mit",
        "des",
        "im",
        "in",
        "am",
        "zum",
        "zur",
        "gegen",
        "ohne",
        "für",
        "und",
        "aus",
        "bei",
        "unter",
        "den",
        "dem",
        "die",
        "das",
    ]
)


def verb_forms(verb: str) -> list[str]:
    """Third persons, participle with its endings and infinitives; words before the verb stay as they are."""
    *rest, head = verb.split(" ")
    before = " ".join(rest)
    prefix, _, base = head.rpartition("|")
    one, past, participle = _conjugated(base)
    pasts = past + ("n" if past.endswith("e") else "en")
    declined = [participle, *(participle + ending for ending in ("e", "en", "er", "es", "em"))]
    if prefix:
        whole = [prefix + base, f"{prefix}zu{base}", *(prefix + form for form in (one, past, pasts))]
        made = [*whole, *(f"{form} * {prefix}" for form in (one, base, past, pasts)), *(prefix + d for d in declined)]
    else:
        made = [base, one, past, pasts, *declined]
    return list(dict.fromkeys(f"{before} {form}".strip() for form in made))


def _conjugated(base: str) -> tuple[str, str, str]:
    """Third person of present and past, and the participle."""
    if base in STRONG:
        return STRONG[base]
    stem = base.removesuffix("n").removesuffix("e") if base.endswith("en") else base.removesuffix("n")
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn")) else ""
    participle = stem + link + "t"
    if not base.endswith("ieren") and not base.startswith(_UNSTRESSED):
        participle = "ge" + participle
    return stem + link + "t", stem + link + "te", participle


def noun_forms(noun: str) -> list[str]:
    """The cases of singular and plural; of several words only the last before a small word is inflected."""
    words = noun.split(" ")
    at = next((i - 1 for i, w in enumerate(words) if i and w in _SMALL), len(words) - 1)
    made = [[*words[:at], form, *words[at + 1 :]] for form in _cases(words[at])]
    if at and words[0][:1].islower():  # an adjective before it: bewaffneter Angriff, bewaffneten Angriff
        stem = words[0].removesuffix("er").removesuffix("es").removesuffix("e")
        made = [[stem + end, *rest[1:]] for rest in made for end in ("e", "en", "er", "es", "em")]
    return list(dict.fromkeys([noun, *(" ".join(one) for one in made)]))


def _cases(word: str) -> list[str]:
    """A noun with the endings of its cases and its plural."""
    low = word.lower()
    ending = next((_PLURALS[part] for part in sorted(_PLURALS, key=len, reverse=True) if low.endswith(part)), None)
    if not word[:1].isupper():
        stem = word.removesuffix("e")
        return [word, *(stem + end for end in ("e", "en", "er", "es"))]
    if ending is None:
        ending = _by_shape(low)
    plural = _umlauted(word) + ending[1:] if ending.startswith("U") else word + ending
    feminine = low.endswith(("ung", "heit", "keit", "schaft", "ion", "tät", "e", "in"))
    genitive = [] if feminine or low.endswith("s") or ending == "en" else [word + "s", word + "es"]
    dative = [plural + "n"] if plural.endswith(("e", "er", "el")) and not plural.endswith("n") else []
    return [word, *genitive, plural, *dative]


def _by_shape(low: str) -> str:
    if low.endswith("in"):
        return "nen"
    if low.endswith(("ung", "heit", "keit", "schaft", "ion", "tät", "ist", "ant", "ent", "ur", "ei")):
        return "en"
    if low.endswith("e"):
        return "n"
    if low.endswith(("er", "el", "en", "chen", "s")):
        return ""
    return "s" if low.endswith(("a", "o", "i", "y")) else "e"


def _umlauted(word: str) -> str:
    for at in range(len(word) - 1, -1, -1):
        if word[at] in _UMLAUT:
            if word[max(at - 1, 0) : at + 1] == "au":
                return word[: at - 1] + "ä" + word[at:]
            return word[:at] + _UMLAUT[word[at]] + word[at + 1 :]
    return word
