"""Text as names are looked for in it: words in small letters without accents, one space around each.

Folding goes character by character, so that what is found can be put back to where it stands. Forgotten are case,
diacritics (composed or not), zero-width and direction signs, kinds of apostrophe, hyphen and space, and spellings of
one Arabic letter. Scripts that write words without spaces have each character for a word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPELT: Final = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ǝ": "a", "þ": "th",
    "ħ": "h", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ŧ": "t", "ʋ": "v",
    "ة": "ه", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": "",
}  # fmt: skip
_LETTERS: Final = "LNM"  # letters, numbers, and signs that stay with their letter
_ALONE: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xAC00, 0xD7A3),  # Korean syllables, whose particles are written on
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts whose names have no space around them."""
_SPACED = re.compile(r"(?: [^\W\d_]){4,}(?= )")
"""A word written in single letters: "J a n e"."""


class _Table(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    if any(low <= ord(char) <= high for low, high in _ALONE):
        return f" {char} " if unicodedata.category(char)[0] in _LETTERS else " "
    found = []
    for part in unicodedata.normalize("NFKD", char.casefold()).casefold():
        kind = unicodedata.category(part)
        if unicodedata.combining(part) or kind in ("Cf", "Me") or _variation(part):
            continue
        found.append(_SPELT.get(part, part) if kind[0] in _LETTERS and kind != "Lm" else _sign(part, kind))
    return "".join(found)


def _sign(part: str, kind: str) -> str:
    """Signs part words, but for what is no sound and no break: modifier letters, and Arabic's long line."""
    return "" if kind == "Lm" else " "


def _variation(char: str) -> bool:
    return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """The words of a text, folded, with one space before, between and behind them; " " where there is none."""
    return f" {' '.join(text.translate(_TABLE).split())} ".replace("  ", " ")


def spaced(folded: str) -> bool:
    """Whether a folded text holds words written in single letters."""
    return _SPACED.search(folded) is not None


def located(text: str) -> tuple[str, list[int], list[int]]:
    """What `fold` gives, and for each of its characters where in the text it begins and ends."""
    made, starts, ends = [" "], [0], [0]
    for at, char in enumerate(text):
        for sign in _TABLE[ord(char)]:
            if sign.isspace():
                if made[-1] != " ":
                    made.append(" ")
                    starts.append(at)
                    ends.append(at)
                continue
            made.append(sign)
            starts.append(at)
            ends.append(at + 1)
        if made[-1] != " " and not _TABLE[ord(char)]:
            ends[-1] = at + 1  # an accent that stands apart goes with its letter
    if made[-1] != " ":
        made.append(" ")
        starts.append(len(text))
        ends.append(len(text))
    return "".join(made), starts, ends


def joined(folded: str, starts: list[int], ends: list[int]) -> tuple[str, list[int], list[int]]:
    """The same with words of single letters run together."""
    gone = {
        at for found in _SPACED.finditer(folded) for at in range(found.start() + 1, found.end()) if folded[at] == " "
    }
    kept = [at for at in range(len(folded)) if at not in gone]
    return "".join(folded[at] for at in kept), [starts[at] for at in kept], [ends[at] for at in kept]


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(text).split())
