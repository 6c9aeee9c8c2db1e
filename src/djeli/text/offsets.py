"""Offsets: code points here, UTF-16 in browsers, bytes on disk.

Every range in Djeli is half-open and counted in Unicode code points of one Text.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink `[start, end)` so that it neither begins nor ends in white space; empty stays empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the lines of `text`, without their line ends (CR LF, LF, CR)."""
    start = 0
    for raw in text.splitlines(keepends=True):
        end = start + len(raw)
        stop = end
        while stop > start and text[stop - 1] in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            stop -= 1
        yield start, stop
        start = end


def utf16_offsets(text: str, points: Sequence[int]) -> list[int]:
    """UTF-16 code-unit offsets for code-point offsets, as JavaScript counts them."""
    wide = [i for i, char in enumerate(text) if ord(char) > 0xFFFF]
    return [point + bisect.bisect_left(wide, point) for point in points]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of a derived string back to the string it was made from.

    `pieces` are `(derived_start, source_start, length)`, ascending in `derived_start`; characters between
    pieces were inserted and map to the end of the piece before them.
    """

    pieces: tuple[tuple[int, int, int], ...]

    def to_source(self, offset: int) -> int:
        """Source offset for a derived offset."""
        index = bisect.bisect_right(self.pieces, (offset, float("inf"), 0)) - 1
        if index < 0:
            return 0
        derived, source, length = self.pieces[index]
        return source + min(offset - derived, length)
