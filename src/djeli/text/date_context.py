"""What date rules share: the context they read in, and how they build intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from djeli.text import intervals as iv
from djeli.text.date_words import DateWords
from djeli.text.intervals import Interval

Parts = Mapping[str, str]
STATED, REFERENCE, EARLIER = "stated", "reference", "earlier"
DAY1 = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against."""

    words: DateWords
    reference: dt.date | None
    earlier: dt.date | None
    future: bool
    month_first: bool | None

    def month(self, word: str) -> int:
        """Number of a month name."""
        return int(self.words.look("months", word))

    def weekday(self, word: str) -> int:
        """Number of a weekday name, Monday is 0."""
        return int(self.words.look("weekdays", word))

    def direction(self, parts: Parts) -> int | None:
        """-1, 0 or 1 for last, this, next; None when no such word stands there."""
        word = parts.get("dir")
        if word is None:
            return None
        found = self.words.look("directions", word)
        return 0 if found is None else int(found)

    def of_year(self, parts: Parts) -> int | None:
        """The year of "last year" behind a month ("in July last year"); None when no such words stand there."""
        word = parts.get("ydir")
        if word is None or self.reference is None:
            return None
        return self.reference.year + int(self.words.look("year_directions", word))

    def count(self, word: str) -> int | None:
        """Value of a number word or figure; None for "several"."""
        if word.isdigit():
            return int(word)
        found = self.words.look("numbers", word)
        return None if found is None else int(found)


def day_number(text: str) -> int:
    """Figure of a day as written: "5th" is 5."""
    return int("".join(c for c in text if c.isdigit()))


def stated(start: dt.date | None, end: dt.date | None, words: str) -> Interval | None:
    """The interval of a date that is written in full; None when the calendar has no such day."""
    if start is None or end is None or end < start:
        return None
    return Interval(start, end, iv.precision_of(start, end), STATED, f"'{words}' is written in full")


def against(start: dt.date, end: dt.date, words: str, reference: dt.date, precision: str = "") -> Interval:
    """The interval of a date that was read against the reference."""
    why = f"'{words}' read against the page's date {reference}"
    return Interval(start, end, precision or iv.precision_of(start, end), REFERENCE, why)


def part(parts: Parts, span: tuple[dt.date, dt.date], context: Context) -> tuple[dt.date, dt.date]:
    """The part of an interval that words like "early" name, or the whole."""
    word = parts.get("part")
    return span if word is None else iv.part_of(*span, context.words.look("parts", word))
