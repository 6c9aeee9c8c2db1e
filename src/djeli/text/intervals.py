"""Intervals of whole days and the arithmetic of the calendar. Both ends of an interval are included."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

DAY, DAYS, WEEK, MONTH, SEASON, YEAR, LONGER = "day", "days", "week", "month", "season", "year", "longer"
"""Values of `vocab.Precision`, which stands on this module's floor and so is not imported."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` to `end`, with `precision` (a value of `vocab.Precision`), `anchor` (of `vocab.DateAnchor`, or
    "reference" when the caller's reference date was used) and the sentence that explains it.
    """

    start: dt.date
    end: dt.date
    precision: str
    anchor: str
    reason: str


def month_span(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def months_span(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """First day of month `first` to the last of month `last`; a `last` before `first` lies in the next year."""
    return dt.date(year, first, 1), month_span(year + (last < first), last)[1]


def shift_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months away; the last day of the month when that one is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def make(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where the calendar has none (31 June)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def precision_of(start: dt.date, end: dt.date) -> str:
    """Precision of an interval by its length in days."""
    days = (end - start).days + 1
    for limit, name in ((1, DAY), (6, DAYS), (10, WEEK), (31, MONTH), (200, SEASON), (366, YEAR)):
        if days <= limit:
            return name
    return LONGER


def part_of(start: dt.date, end: dt.date, part: str) -> tuple[dt.date, dt.date]:
    """A part of an interval: first, middle or last third; half1, half2; week1..week4, lastweek."""
    days = (end - start).days + 1
    if part.startswith("week"):
        begin = start + dt.timedelta(days=7 * (int(part[4:]) - 1))
        return begin, min(begin + dt.timedelta(days=6), end)
    if part == "lastweek":
        return max(start, end - dt.timedelta(days=6)), end
    if part in ("half1", "half2"):
        middle = start + dt.timedelta(days=days // 2)
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
            middle = dt.date(start.year, 7, 1)
        return (start, middle - dt.timedelta(days=1)) if part == "half1" else (middle, end)
    third = max(1, round(days / 3))
    bounds = {"first": (0, third - 1), "middle": (third, days - third - 1), "last": (days - third, days - 1)}
    low, high = bounds[part]
    high = max(low, high)
    return start + dt.timedelta(days=low), start + dt.timedelta(days=high)


def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday of a month (0 is Monday); nth -1 is the last."""
    first, last = month_span(year, month)
    if nth < 0:
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


_MOVING = {
    "us-thanksgiving": (11, 3, 4),
    "us-memorial": (5, 0, -1),
    "us-labor": (9, 0, 1),
    "us-mlk": (1, 0, 3),
    "us-mother": (5, 6, 2),
    "us-father": (6, 6, 3),
}  # month, weekday, nth


def holiday(code: str, year: int) -> dt.date:
    """Day of a holiday: "12-25", "easter-2", or one of the moving days named in `_MOVING`."""
    if code.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(code[6:]))
    if code in _MOVING:
        return nth_weekday(year, *_MOVING[code])
    month, day = code.split("-")
    return dt.date(year, int(month), int(day))


def weekday_before(reference: dt.date, weekday: int, *, strict: bool = False) -> dt.date:
    """The latest such weekday on or before the reference; `strict` leaves the reference itself out."""
    back = (reference.weekday() - weekday) % 7
    return reference - dt.timedelta(days=7 if strict and back == 0 else back)


def weekday_after(reference: dt.date, weekday: int, *, strict: bool = False) -> dt.date:
    """The first such weekday on or after the reference; `strict` leaves the reference itself out."""
    ahead = (weekday - reference.weekday()) % 7
    return reference + dt.timedelta(days=7 if strict and ahead == 0 else ahead)


def nearest_year(reference: dt.date, month: int, day: int, *, future: bool = False) -> dt.date | None:
    """Day and month in the year that lies on or before the reference (after it, with `future`).

    A day up to a week ahead of the reference counts as this year's: pages carry the date of another time zone or
    tell of what is about to be.
    """
    years = [reference.year + step for step in (0, -1, 1, -2, -3, -4)]
    days = [found for year in years if (found := make(year, month, day)) is not None]
    if future:
        ahead = [d for d in days if d >= reference]
        return min(ahead) if ahead else None
    slack = reference + dt.timedelta(days=7)
    past = [d for d in days if d <= slack]
    return max(past) if past else None
