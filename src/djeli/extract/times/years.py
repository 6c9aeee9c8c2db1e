"""The year that a chronology carries from sentence to sentence: "In 2019 ... On 23 March ...", or a heading "2019"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.extract.mentions import Sentence
from djeli.text.dates import DateWords, Expr, Interval, resolve

_OPENING = 5  # characters before a date that opens its sentence: "In ", "On "
_HEADING = 40  # characters of a line that is a heading
_BARE = re.compile(r"(?<![\d,.])((?:19|20)\d\d)\W*(?<![.!?])$")  # a heading's year ends it, and no full stop follows
_YEARLESS = frozenset({"day_month", "day_span", "month"})
_NOW = frozenset({"weekday", "relative_day", "weekend", "weekday_span", "overnight", "unit"})


@dataclass(frozen=True, slots=True)
class Years:
    """`told` is the year of the paragraph so far, `heading` that of the heading above it; 0 is none."""

    paragraph: int = -1
    told: int = 0
    heading: int = 0

    def at(self, sentence: Sentence, exprs: Sequence[Expr]) -> Years:
        """The state with which the dates of a sentence are read."""
        here = self if sentence.paragraph == self.paragraph else Years(sentence.paragraph, self.heading, self.heading)
        if any(expr.kind in _NOW for expr in exprs):
            return replace(here, told=0)
        opening = next((e for e in exprs if e.start <= _OPENING and _year(e) and not (e.since or e.until)), None)
        text = sentence.tokens.text.strip() if opening or sentence.end - sentence.start <= _HEADING else ""
        named = _BARE.search(text)
        if named is not None and len(text) <= _HEADING:
            return Years(sentence.paragraph, int(named[1]), int(named[1]))
        return here if opening is None else replace(here, told=_year(opening))

    def read(self, expr: Expr, words: DateWords, found: Interval | None) -> Interval | None:
        """The days a date without a year means in the year carried; else what was found."""
        if not self.told or expr.kind not in _YEARLESS or _year(expr):
            return found
        if found is not None and found.start.year <= self.told:
            return found
        carried = resolve(replace(expr, future=False), words, reference=dt.date(self.told, 12, 31))
        if carried is None or carried.start.year != self.told:
            return found
        return replace(carried, anchor="earlier", reason=f"'{expr.words}' in {self.told}, the year told before it")


def _year(expr: Expr) -> int:
    """The year an expression names, 0 for none."""
    return next((int(value) for name, value in expr.parts if name in ("year", "year2")), 0)
