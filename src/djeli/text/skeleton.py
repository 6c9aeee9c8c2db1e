"""Names across scripts: the consonants of a word, as far as Latin, Cyrillic and Arabic spellings agree on them.

Vowels are written or left out, h and w come and go, and p, b or v, f are one letter in another script: what stays is a
skeleton by which "Wad al-Noura" is found in "ود النورة" and "Еленовка" in "Olenivka". Short ones meet by chance, so
who compares asks for two or three consonants.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from djeli.text.similarity import plain

LATIN, CYRILLIC, ARABIC, OTHER = "latin", "cyrillic", "arabic", "other"

_PAIRS: Final = {
    "kh": "k",
    "gh": "g",
    "sh": "s",
    "ch": "s",
    "zh": "z",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "ts": "s",
    "dj": "z",
} | {"ck": "k", "sch": "s", "tch": "s", "дж": "z", "шт": "st"}
_ONE: Final = dict(zip("bcdfgjklmnpqrstvxz", "bkdfgzklmnbkrstfsz", strict=True)) | dict(
    zip("бвгджзклмнпрстфхцчшщ", "bfgdzzklmnbrstfkssss", strict=True)
)
_SPELT: Final = _PAIRS | _ONE
_PIECE: Final = re.compile("|".join([*sorted(_PAIRS, key=len, reverse=True), "."]), re.DOTALL)
_ARABIC: Final = dict(zip("بتثجخدذرزسشصضطظغفقكلمنپچگڤک", "bttzkdzrzsssdtzgfkklmnbsgfk", strict=True))
_ARTICLES: Final = ("al", "el", "as", "ar", "ad", "an", "at", "az", "ash", "de", "du", "des", "la", "le", "les")
_PREFIXES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")


def script_of(text: str) -> str:
    """The script most letters of a text (of its first thousand characters) are written in."""
    start = text[:1000]
    if start.isascii():
        return LATIN
    counts = dict.fromkeys((LATIN, CYRILLIC, ARABIC, OTHER), 0)
    for char in start:
        if char.isalpha():
            counts[_script(char)] += 1
    return max(counts, key=lambda name: counts[name])


def _script(char: str) -> str:
    code = ord(char)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return LATIN
    if 0x400 <= code < 0x530:
        return CYRILLIC
    return ARABIC if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFF00 else OTHER


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Consonants of one word, doubled ones once; empty for articles and words without any."""
    low = word.casefold()
    if low in _ARTICLES:
        return ""
    if low and _script(low[0]) == ARABIC:
        for prefix in _PREFIXES:
            if low.startswith(prefix) and len(low) - len(prefix) >= 3:
                low = low[len(prefix) :]
                break
        found = [_ARABIC.get(char, "") for char in low]
    else:
        found = _spelt(plain(low))
    kept: list[str] = []
    for letter in found:
        if letter and kept[-1:] != [letter]:
            kept.append(letter)
    return "".join(kept)


def _spelt(word: str) -> list[str]:
    return [_SPELT.get(piece, "") for piece in _PIECE.findall(word)]


def name_skeleton(name: str) -> str:
    """The skeletons of a name's words run together: "Wad El Noura" and "ود النورة" are both "dnr"."""
    return "".join(skeleton(word) for word in name.replace("-", " ").replace("’", "").replace("'", "").split())
