"""Which paragraphs a credit stands under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from djeli.extract.credits.lines import trim_blank
from djeli.extract.credits.lists import Group
from djeli.extract.mentions import Range
from djeli.text.offsets import lines
from djeli.vocab import Notation

_WHOLE = frozenset({Notation.DATELINE, Notation.BYLINE, Notation.LINK})
_STOPS = (".", "!", "?", ":", "”", '"', "»", ")", "]", "…", "؟", "。")
_WRAP = 55
"""A line at least this long that ends in mid-sentence may be a hard-wrapped one (as `annotate` takes it)."""
_PROSE = 60
"""Characters: a shorter line without a full stop is a heading, a header or a menu."""


def paragraphs(content: str, start: int, end: int) -> list[Range]:
    """Lines of the item that are not empty, hard-wrapped ones joined."""
    found: list[Range] = []
    empty = True
    for low, high in lines(content[start:end]):
        row = trim_blank(content, start + low, start + high)
        if row[0] >= row[1]:
            empty = True
            continue
        last = content[slice(*found[-1])] if found else ""
        if not empty and len(last) >= _WRAP and not last.endswith(_STOPS) and content[row[0]].islower():
            found[-1] = (found[-1][0], row[1])
        else:
            found.append(row)
        empty = False
    return found


def reach_of(content: str, group: Group, groups: Sequence[Group], rows: Sequence[Range]) -> Range | None:
    """The paragraphs that a group credits; None for the whole item, or where that is not clear.

    A group on a line of its own reaches up to the next such line or heading above it; one that closes or opens the
    item credits all of it. A footnote credits the paragraphs that bear its mark.
    """
    if group.notation in _WHOLE:
        return None
    here = next((n for n, row in enumerate(rows) if row[0] <= group.start < row[1]), None)
    if here is None:
        return None
    if group.notation is Notation.FOOTNOTE:
        return _marked(content, rows, here)
    if not _own_line(content, group, rows[here]):
        return rows[here]
    prose = [n for n, row in enumerate(rows) if _is_prose(content, row) and not _credit_line(content, row, groups)]
    above = [n for n in prose if n < here]
    if not above or not any(n > here for n in prose):
        return None
    first = above[-1]
    while first - 1 in above:
        first -= 1
    return rows[first][0], rows[above[-1]][1]


def _own_line(content: str, group: Group, row: Range) -> bool:
    before, after = content[row[0] : min(group.lead, group.start)], content[group.end : row[1]]
    return not re.search(r"\w", before) and len(re.sub(r"\W", "", after)) < 12


def _credit_line(content: str, row: Range, groups: Sequence[Group]) -> bool:
    return any(row[0] <= group.start < row[1] and _own_line(content, group, row) for group in groups)


def _is_prose(content: str, row: Range) -> bool:
    text = content[slice(*row)]
    return len(text) >= _PROSE or text.endswith(_STOPS)


def _marked(content: str, rows: Sequence[Range], here: int) -> Range | None:
    """The paragraphs from the first to the last that bear a footnote's mark; None where none does."""
    mark = re.match(r"[ \t]*(\[\w{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹]+)", content[slice(*rows[here])])
    if mark is None:
        return None
    found = [row for n, row in enumerate(rows) if n != here and mark[1] in content[slice(*row)]]
    return (found[0][0], found[-1][1]) if found else None
