"""Text as names are looked for in it: words in small letters without accents, one space around each.

Folding goes character by character, so that what is found can be put back to where it stands. Forgotten are case,
diacritics (composed or not), signs that nobody sees, kinds of apostrophe, hyphen and space, letters of another script
that look alike, and spellings of one Arabic letter. Scripts that write words without spaces have each character for a
word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

_SPELT: Final = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a", "ǝ": "a", "þ": "th",
    "ħ": "h", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ŧ": "t", "ʋ": "v",
    "ة": "ه", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": "",
}  # fmt: skip
Located = tuple[str, list[int], list[int]]
"""Folded words, and for each of their characters where in the text it begins and ends."""
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
_SINGLE = re.compile(r" \w \w \w \w ")
"""What any such word has in it: a quick look, as most texts have none."""
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")
_FEW: Final = 8
"""Characters to a run of other signs from which it is quicker to fold ASCII apart."""
_BROKEN = re.compile("(?<=\\w)(?:[-\u2010\u2011\u00ad\x02\ufffe]\\s+|=\r?\n)(?=\\w)")
"""Where a word goes on in the next line, also once lines were run together, or as e-mail breaks its lines."""
_TURN = re.compile("[-\u2010\u2011\u00ad\x02\ufffe=]\\s")
"""What any such break has in it: a quick look."""
_UNSEEN: Final = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0, *range(0xFDD0, 0xFDF0),
     *range(0xFE00, 0xFE10), 0xFFFE, 0xFFFF, *range(0xE0000, 0xE1000)}
)  # fmt: skip
"""Letters and marks that are shown as nothing, and what is no character at all."""
_OTHERS: Final = "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(f"[a-z][{_OTHERS}]|[{_OTHERS}][a-z]")
_WORD = re.compile("[^ ]+")
_TO_LATIN: Final = str.maketrans(
    "аеорсухіјѕһԁԛԝвкмнтӏαβεηικμνορτυχωγ", "aeopcyxijshdqwbkmhtlabenikmvoptuxwy"
)  # fmt: skip
_TO_CYRILLIC: Final = str.maketrans("aeopcyxijshkmtb", "аеорсухіјѕһкмтв")
"""Folded letters that look alike, for words written in two scripts at once to pass by a search."""


class _Table(dict[int, str]):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    if ord(char) in _UNSEEN:
        return ""
    if char.isspace():
        return " "
    if alone(char):
        return f" {char} " if unicodedata.category(char)[0] in _LETTERS else " "
    found = []
    for part in unicodedata.normalize("NFKD", char.casefold()).casefold():
        kind = unicodedata.category(part)
        if unicodedata.combining(part) or kind in ("Cc", "Cf", "Cs", "Me") or ord(part) in _UNSEEN:
            continue
        found.append(_SPELT.get(part, part) if kind[0] in _LETTERS and kind != "Lm" else _sign(part, kind))
    return "".join(found)


def _sign(part: str, kind: str) -> str:
    """Signs part words, but for what is no sound and no break: modifier letters, and Arabic's long line."""
    return "" if kind == "Lm" else " "


_TABLE: Final = _Table()


def _letters(text: str) -> str:
    """Every character as what it becomes. ASCII goes through the table at once, other signs one by one."""
    if text.isascii() or len(_FOREIGN.findall(text)) * _FEW > len(text):
        return text.translate(_TABLE)
    return "".join([run.translate(_TABLE) for run in _RUN.findall(text)])


@lru_cache(maxsize=8)
def fold(text: str) -> str:
    """The words of a text, folded, with one space before, between and behind them; " " where there is none."""
    return _alike(f" {' '.join(_letters(text).split())} ".replace("  ", " "))


def _alike(folded: str) -> str:
    """Folded words with each in one script, that of most of its letters."""
    if folded.isascii() or _MIXED.search(folded) is None:
        return folded
    return _WORD.sub(lambda met: _in_one_script(met[0]), folded)


def _in_one_script(word: str) -> str:
    if _MIXED.search(word) is None:
        return word
    latin = sum("a" <= char <= "z" for char in word)
    other = sum("\u0370" <= char <= "\u052f" for char in word)
    return word.translate(_TO_LATIN if latin >= other else _TO_CYRILLIC)


def spaced(folded: str) -> bool:
    """Whether a folded text holds words written in single letters."""
    return _SINGLE.search(folded) is not None and _SPACED.search(folded) is not None


def broken(text: str) -> bool:
    """Whether a text holds words that go on in the next line."""
    return _TURN.search(text) is not None and _BROKEN.search(text) is not None


def located(text: str) -> Located:
    """What `fold` gives, and for each of its characters where in the text it begins and ends."""
    if any(len(_TABLE[ord(char)]) != 1 for char in set(text)):
        return _one_by_one(text)
    found, starts, ends = [], [0], [0]
    folded = _letters(text)  # as long as the text: each character became one
    for met in _WORD.finditer(folded):
        start, end = met.span()
        found.append(met[0])
        starts += [*range(start, end), end]
        ends += [*range(start + 1, end + 1), end]
    return _alike(f" {' '.join(found)} " if found else " "), starts, ends


def _one_by_one(text: str) -> Located:
    """The same where characters become several, or none."""
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
    return _alike("".join(made)), starts, ends


def joined(found: Located, *, skip: int = 0) -> Located:
    """The same with words of single letters run together, but for the first letters, which may be words: "I, a"."""
    return _without(
        found,
        {
            at
            for met in _SPACED.finditer(found[0])
            for at in range(met.start() + 2 + 2 * skip, met.end())
            if found[0][at] == " "
        },
    )


def mended(text: str, found: Located) -> Located:
    """The same with words whole that go on in the next line."""
    breaks = {at for met in _BROKEN.finditer(text) for at in range(*met.span())}
    return _without(found, {at for at, char in enumerate(found[0]) if char == " " and found[1][at] in breaks})


def squeezed(found: Located) -> Located:
    """The same without any space."""
    return _without(found, {at for at, char in enumerate(found[0]) if char == " "})


def run_on(between: str) -> bool:
    """Whether what stands between the first and the last letter of a name makes it no two words: a break of the line,
    or signs, or spaces after each letter.
    """
    parts = _BROKEN.sub("", between).split()
    return len(parts) < 2 or all(len(part) == 1 for part in parts)


def _without(found: Located, gone: Collection[int]) -> Located:
    folded, starts, ends = found
    kept = [at for at in range(len(folded)) if at not in gone]
    return "".join(folded[at] for at in kept), [starts[at] for at in kept], [ends[at] for at in kept]


def alone(char: str) -> bool:
    """Whether a character is of a script that writes no spaces between words."""
    return any(low <= ord(char) <= high for low, high in _ALONE)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(text).split())
