"""The key under which a place name is filed and looked up.

`name_key` forgets case, diacritics, hyphens, apostrophes and full stops, and writes Saint, Sainte, Mount, Mont and
Fort short, so that "Saint-Louis", "St. Louis" and "SAINT LOUIS" meet. The table holds keys made by this function:
whoever changes it must rebuild the table (tools/build_gazetteer.py).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ǝ": "a",
        "þ": "th", "ħ": "h", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", ",": " ", "(": " ", ")": " ", "_": " ",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "`": "", "´": "", "′": "", ".": "",
        "ـ": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ё": "е",
    }
)  # fmt: skip
_SHORT = {
    "saint": "st", "sainte": "ste", "mount": "mt", "mont": "mt", "fort": "ft",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The key of a name; an empty string when nothing of it can be a key."""
    folded = name.casefold().translate(_LETTERS)
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = folded.casefold().translate(_LETTERS)  # "℻" decomposes into capitals
    words = [_SHORT.get(word, word) for word in folded.split()]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)
