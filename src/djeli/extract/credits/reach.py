"""Which paragraphs a credit stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

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
_REST = 12
"""Letters that may stand behind the names on a credit's own line (an editor's mark, "all rights")."""
_MARK = re.compile(r"[ \t]*(\[\w{1,3}\]|\(\d{1,3}\)|[¹²³⁰⁴-⁹]+)")


class Paragraphs:
    """The paragraphs of an item, and which of them are prose, for asking what credits stand under."""

    def __init__(self, content: str, start: int, end: int, groups: Iterable[Group]) -> None:
        """Take the lines of `content[start:end]`, hard-wrapped ones joined, and the item's groups of credits."""
        self.content = content
        self.rows = _rows(content, start, end)
        self._starts = [row[0] for row in self.rows]
        own = {self._row(group) for group in groups if self._alone(group)}
        self._prose = [n for n, row in enumerate(self.rows) if n not in own and self._is_prose(row)]

    def reach(self, group: Group) -> Range | None:
        """The paragraphs that a group credits; None for the whole item, or where that is not clear.

        A group on a line of its own reaches up to the next such line or heading above it; one that closes or opens
        the item credits all of it. A footnote credits the paragraphs that bear its mark.
        """
        here = self._row(group)
        if group.notation in _WHOLE or here < 0:
            return None
        if group.notation is Notation.FOOTNOTE:
            return self._marked(here)
        if not self._alone(group):
            return self.rows[here]
        below = bisect_right(self._prose, here)
        if below in (0, len(self._prose)):
            return None
        last = first = below - 1
        while first and self._prose[first - 1] == self._prose[first] - 1:
            first -= 1
        return self.rows[self._prose[first]][0], self.rows[self._prose[last]][1]

    def _row(self, group: Group) -> int:
        return bisect_right(self._starts, group.start) - 1

    def _alone(self, group: Group) -> bool:
        """Whether the group has its line to itself."""
        row = self.rows[self._row(group)]
        before = self.content[row[0] : min(group.lead, group.start)]
        after = self.content[group.end : row[1]]
        return not re.search(r"\w", before) and len(re.sub(r"\W", "", after)) < _REST

    def _is_prose(self, row: Range) -> bool:
        return row[1] - row[0] >= _PROSE or self.content[row[1] - 1] in _STOPS

    def _marked(self, here: int) -> Range | None:
        """The paragraphs from the first to the last that bear a footnote's mark; None where none does."""
        start, end = self.rows[here]
        mark = _MARK.match(self.content, start, end)
        if mark is None:
            return None
        found = [bisect_right(self._starts, at) - 1 for at in (self._first(mark[1]), self._last(mark[1], start))]
        return (self.rows[found[0]][0], self.rows[found[1]][1]) if 0 <= found[0] <= found[1] < here else None

    def _first(self, mark: str) -> int:
        return self.content.find(mark, self._starts[0])

    def _last(self, mark: str, end: int) -> int:
        return self.content.rfind(mark, self._starts[0], end)


def _rows(content: str, start: int, end: int) -> Sequence[Range]:
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
