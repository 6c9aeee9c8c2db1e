"""Characters that nobody sees, made visible: they can turn words round, hide some, or make two names look alike.

Words of pages are shown through `visible`. What only changes the direction of what follows (overrides, embeddings,
isolates) is taken out of effect; joiners stay where a script or a picture sign needs them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape

_SHORT = {
    0x00AD: "soft hyphen", 0x034F: "CGJ", 0x061C: "ALM", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ",
    0x200E: "LRM", 0x200F: "RLM", 0x2028: "line end", 0x2029: "paragraph end", 0x202A: "LRE", 0x202B: "RLE",
    0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI",
    0x2069: "PDI", 0xFEFF: "BOM", 0x115F: "filler", 0x1160: "filler", 0x3164: "filler", 0xFFA0: "filler",
    0x2800: "blank",
}  # fmt: skip
_TURNS = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})
_MARKS = frozenset({0x200E, 0x200F, 0x061C})
"""Marks of direction that honest right-to-left text holds; they act on what stands beside them only."""
_DRAWN = frozenset({*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD})
"""Format characters that are drawn: signs of numbers, years and verses."""
_EUROPEAN = frozenset({"LATIN", "GREEK", "CYRILLIC", "DIGIT", "ARMENIAN", "GEORGIAN"})


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text in a row: such as are shown, or one that is not and has a name in their place."""

    start: int
    end: int
    sign: str = ""
    title: str = ""
    kept: bool = False  # the character itself goes along


@cache
def _hidden() -> re.Pattern[str]:
    codes = (n for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) in ("Cf", "Cc") or n in _SHORT)
    found = sorted({*codes} - _DRAWN - {0x09, 0x0A})
    return re.compile("[" + "".join(re.escape(chr(n)) for n in found) + "]")


def runs(text: str, start: int, end: int) -> Iterator[Run]:
    """`[start, end)` of a text, cut where something unseen stands. Positions are code points."""
    at = start
    for met in _hidden().finditer(text, start, end):
        here = met.start()
        if _needed(text, here):
            continue
        if here > at:
            yield Run(at, here)
        code = ord(text[here])
        if text[here] == "\r" and text[here + 1 : here + 2] == "\n":
            yield Run(here, here + 1, kept=False)  # half of a line's end: browsers make one of the two
        else:
            yield Run(here, here + 1, _short(code), _title(code), kept=code in _MARKS)
        at = here + 1
    if at < end:
        yield Run(at, end)


def visible(text: object) -> Markup:
    """Words of a page for a template: escaped, with what is unseen in them shown."""
    words = str(text)
    return Markup("").join(_shown(words, run) for run in runs(words, 0, len(words)))


def unturned(text: object) -> str:
    """Words of a page for where no sign can be drawn, a window's title or an attribute: what is unseen is left out."""
    words = str(text)
    return "".join(words[run.start : run.end] for run in runs(words, 0, len(words)) if not run.sign or run.kept)


def _shown(words: str, run: Run) -> Markup:
    if run.start + 1 == run.end and (run.sign or words[run.start] == "\r"):
        return sign(run, words)
    return escape(words[run.start : run.end])


def sign(run: Run, text: str) -> Markup:
    """What stands for one unseen character."""
    if not run.sign:
        return Markup("")
    shown = Markup('<span class="sign" dir="ltr" title="{}">{}</span>').format(run.title, run.sign)
    return shown + escape(text[run.start]) if run.kept else shown


def tricks(text: str, start: int, end: int) -> int:
    """How many characters of a range are unseen and of no honest use: directions turned, letters hidden."""
    return sum(bool(run.sign) and not run.kept and text[run.start] != "\xad" for run in runs(text, start, end))


def _short(code: int) -> str:
    if 0xE0020 <= code <= 0xE007E:
        return f"tag {chr(code - 0xE0000)}"
    return _SHORT.get(code, f"U+{code:04X}")


def _title(code: int) -> str:
    name = unicodedata.name(chr(code), "control character").capitalize()
    what = "; it would turn the words round, so it was taken out of effect" if code in _TURNS else ""
    return f"U+{code:04X} {name}: not seen on the page{what}"


def _needed(text: str, at: int) -> bool:
    """Whether a joiner stands where it belongs: inside a picture sign, or between letters of a script that has it."""
    if text[at] not in "\u200c\u200d" or at == 0 or at + 1 >= len(text):
        return False
    before, after = text[at - 1], text[at + 1]
    if text[at] == "\u200d" and unicodedata.category(after) == "So":
        return unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f"
    return _joins(before) and _joins(after)


def _joins(sign: str) -> bool:
    script = unicodedata.name(sign, "LATIN").split(" ", 1)[0]
    return unicodedata.category(sign)[0] in "LM" and script not in _EUROPEAN
