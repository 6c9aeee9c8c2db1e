"""A stretch of time laid out from left to right, with the years or months written at its foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTHS = (1, 2, 3, 6)
MOST = 9
"""Ticks that have room on a laptop."""
_SHORT = 3 * 365  # days: below it months are written, above it years
_AIR = 0.06
_LEAST = 60  # days that one axis covers at least


@dataclass(frozen=True, slots=True)
class Axis:
    """Days between two edges, drawn between two x."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day stands."""
        part = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + part * (self.right - self.left), 1)


def axis(days: Iterable[dt.date], left: float, right: float) -> Axis | None:
    """An axis on which all these days have some air around them; None without days."""
    told = sorted(days)
    if not told:
        return None
    air = dt.timedelta(days=max(_LEAST // 2, round((told[-1] - told[0]).days * _AIR)))
    return Axis(_shifted(told[0], -air), _shifted(told[-1], air), left, right)


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """A day moved, no further than the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return day


def ticks(of: Axis, most: int = MOST) -> list[tuple[dt.date, str]]:
    """Firsts of January, or of months where the time is short, about so many at most."""
    if (of.last - of.first).days <= _SHORT:
        months = range(of.first.year * 12 + of.first.month, of.last.year * 12 + of.last.month)
        step = next((one for one in _MONTHS if len(months) // one <= most), 12)
        days = [dt.date(number // 12, number % 12 + 1, 1) for number in months if number % step == 0]
        return [(day, str(day.year) if day.month == 1 else f"{day:%b} {day.year}") for day in days]
    years = range(of.first.year + 1, of.last.year + 1)
    step = next((one for one in _STEPS if len(years) // one <= most), 500)
    return [(dt.date(year, 1, 1), str(year)) for year in years if year % step == 0]


def drawn(of: Axis, top: float, foot: float, most: int = MOST) -> Markup:
    """Faint lines with their words below."""
    line = Markup(
        '<line class="grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text x="{0}" y="{3}" text-anchor="middle">{4}</text>'
    )
    return Markup("").join(line.format(of.x(day), top, foot, foot + 15, words) for day, words in ticks(of, most))
