"""Which language a text is in: by its script, then by its commonest words, then by py3langid when it is long."""

from __future__ import annotations

import re

from djeli.split.words import plain, words

LOOK = 4000  # characters looked at; more changes no answer
LONG_ENOUGH = 120  # py3langid guesses wildly on less
_SURE = 0.3  # share of words that are stop words of a language: its prose has 0.3 to 0.5
_LIKELY = 0.12  # enough when the text is too short for the model; neighbours (Spanish by French words) reach 0.25

# Scripts that settle the language, or its likeliest one. Arabic letters outside Arabic tell Persian and Urdu.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("kk", "[қғұәҚҒҰӘ]"),
    ("ky", "[ңүөҢҮӨ]"),
    ("uk", "[іїєґІЇЄҐ]"),
    ("ru", "[\u0400-\u04ff]"),
    ("ur", "[ٹڈڑےں]"),
    ("fa", "[پچژگ]"),
    ("ar", "[\u0600-\u06ff]"),
    ("he", "[\u0590-\u05ff]"),
    ("am", "[\u1200-\u137f]"),
    ("my", "[\u1000-\u109f]"),
    ("hi", "[\u0900-\u097f]"),
    ("bn", "[\u0980-\u09ff]"),
    ("ta", "[\u0b80-\u0bff]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("ka", "[\u10a0-\u10ff]"),
    ("hy", "[\u0530-\u058f]"),
    ("el", "[\u0370-\u03ff]"),
    ("ja", "[\u3040-\u30ff]"),
    ("ko", "[\uac00-\ud7af]"),
    ("zh", "[\u4e00-\u9fff]"),
    ("ff", "[\U0001e900-\U0001e95f]"),
    ("ber", "[\u2d30-\u2d7f]"),
)
_GROUPS = {
    "kk": "[\u0400-\u04ff]",
    "ky": "[\u0400-\u04ff]",
    "uk": "[\u0400-\u04ff]",
    "ur": "[\u0600-\u06ff]",
    "fa": "[\u0600-\u06ff]",
    "ja": "[\u3040-\u30ff\u4e00-\u9fff]",
}
# Languages that share a script which alone would say "Russian", "Arabic" or "Hindi"; the model chooses among them.
_SHARED = {
    "ru": frozenset({"ru", "bg", "mk", "sr", "be", "kk", "ky", "mn", "tg", "tt", "uk"}),
    "ky": frozenset({"ky", "mn", "tt", "tg"}),
    "ar": frozenset({"ar", "fa", "ps", "ug", "ur", "ku"}),
    "hi": frozenset({"hi", "mr", "ne"}),
}
_WORD = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile("[\u0370-\u1fff\u2d30-\ud7af\U0001e900-\U0001e95f]")


def _by_script(text: str, letters: int) -> str:
    for code, pattern in _SCRIPTS:
        own = len(re.findall(pattern, text))
        group = len(re.findall(_GROUPS[code], text)) if code in _GROUPS else own
        if group >= 0.4 * letters and own >= max(1, 0.01 * letters):
            return code
    return ""


def _by_words(found: list[str], codes: tuple[str, ...]) -> str:
    """The one of some languages of one script whose commonest words stand most often; the first when none does."""
    return max(
        codes, key=lambda code: (sum(word in words().stopwords.get(code, ()) for word in found), code == codes[0])
    )


def _by_model(text: str) -> str:
    import py3langid  # noqa: PLC0415 - loading its model takes most of a second, and few texts need it

    code, _ = py3langid.classify(text)
    return str(code)


def detect(text: str) -> str:
    """ISO 639-1 code of the text's main language (639-2 where there is none); empty when it has too few words to tell.

    Languages with a folder of words are told by their stop words; any other text in Latin script of 120 characters
    or more goes to py3langid.
    """
    head = text[:LOOK]
    found = _WORD.findall(plain(head))
    letters = sum(map(len, found))
    if not letters:
        return ""
    if _NOT_LATIN.search(head):
        code = _by_script(head, letters)
        if code in _SHARED and letters >= LONG_ENOUGH:
            guess = _by_model(head)
            return guess if guess in _SHARED[code] else code
        if code == "ru":
            return _by_words(found, ("ru", "bg"))
        if code:
            return code
    shares = {code: sum(word in stop for word in found) / len(found) for code, stop in words().stopwords.items()}
    best = max(shares, key=lambda code: (shares[code], code), default="")
    rest = max((share for code, share in shares.items() if code != best), default=0.0)
    alone = bool(best) and len(found) >= 4 and shares[best] >= 1.5 * rest
    if alone and shares[best] >= (_SURE if letters >= LONG_ENOUGH else _LIKELY):
        return best
    return _by_model(head) if letters >= LONG_ENOUGH else ""
