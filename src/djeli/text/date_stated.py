"""Rules for dates that name days, months, seasons or years: one function a kind."""

from __future__ import annotations

import datetime as dt

from djeli.text import intervals as iv
from djeli.text.date_context import DAY1, STATED, Context, Parts, against, day_number, part, stated
from djeli.text.intervals import Interval

_SLIP = dt.timedelta(days=60)
"""A full date whose weekday fits another year is taken for a slip of the pen only this near the page's date."""


def full(parts: Parts, words: str, context: Context) -> Interval | None:
    """Day, month and year; where the weekday beside them fits the year next to it alone, that one, if it lies near."""
    month, day = context.month(parts["month"]), day_number(parts["day"])
    found = iv.make(int(parts["year"]), month, day)
    if found is None or "wd" not in parts or context.reference is None:
        return stated(found, found, words)
    weekday, reference = context.weekday(parts["wd"]), context.reference
    if found.weekday() == weekday or abs(found - reference) <= _SLIP:
        return stated(found, found, words)
    for year in (found.year - 1, found.year + 1):
        other = iv.make(year, month, day)
        if other is not None and other.weekday() == weekday and abs(other - reference) <= _SLIP:
            why = f"'{words}': no such weekday in {found.year}, but in {year}, near {reference}"
            return Interval(other, other, iv.DAY, STATED, why)
    return stated(found, found, words)


def iso(parts: Parts, words: str, context: Context) -> Interval | None:
    """2024-07-12."""
    found = iv.make(int(parts["year"]), int(parts["m"]), int(parts["d"]))
    return stated(found, found, words)


def figures(parts: Parts, words: str, context: Context) -> Interval | None:
    """12/07/2024: day first or month first. Dots mean day first; else only one reading may fit, or be near."""
    a, b, y = int(parts["a"]), int(parts["b"]), int(parts["y"])
    year = y if y > 99 else 2000 + y
    day_first, month_first = iv.make(year, b, a), iv.make(year, a, b)
    if parts["sep"] == "." or context.month_first is False:
        return stated(day_first, day_first, words)
    if context.month_first:
        return stated(month_first, month_first, words)
    fits = {d for d in (day_first, month_first) if d is not None}
    if len(fits) > 1 and context.reference is not None:
        reference = context.reference
        fits = {d for d in fits if -31 <= (d - reference).days <= 7}
    return stated(min(fits), min(fits), words) if len(fits) == 1 else None


def day_month(parts: Parts, words: str, context: Context) -> Interval | None:
    """Day and month; the year is the nearest before the reference, unless the words hold one."""
    month = context.month(parts["month"])
    day = day_number(parts["day"]) if "day" in parts else int(context.words.look("ordinals", parts["ordinal"]))
    told = context.of_year(parts)
    if told is not None and context.reference is not None:
        day_of = iv.make(told, month, day)
        return None if day_of is None else against(day_of, day_of, words, context.reference)
    if "year" in parts:
        found = iv.make(int(parts["year"]), month, day)
        return stated(found, found, words)
    if context.reference is None:
        return None
    near = iv.nearest_year(context.reference, month, day, future=context.future)
    return None if near is None else against(near, near, words, context.reference)


def weekday_day(parts: Parts, words: str, context: Context) -> Interval | None:
    """Weekday and day of the month ("mercredi 5"): the latest day before the reference that is both."""
    if context.reference is None:
        return None
    weekday, day = context.weekday(parts["wd"]), day_number(parts["day"])
    for back in range(-7, 62):
        found = context.reference - dt.timedelta(days=back)
        if found.day == day and found.weekday() == weekday:
            return against(found, found, words, context.reference)
    return None


def day_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one day to another, with month and year given once or twice."""
    first_month = parts.get("month") or parts.get("month2")
    last_month = parts.get("month2") or first_month
    if first_month is None or last_month is None:
        return _days_only(parts, words, context)
    m1, m2 = context.month(first_month), context.month(last_month)
    d1, d2 = day_number(parts["day"]), day_number(parts["day2"])
    year2 = parts.get("year2") or parts.get("year")
    if year2 is not None:
        end = iv.make(int(year2), m2, d2)
        start = iv.make(int(parts.get("year", year2)), m1, d1)
        if start and end and start > end:
            start = iv.make(int(year2) - 1, m1, d1)
        return stated(start, end, words)
    if context.reference is None:
        return None
    end = iv.nearest_year(context.reference, m2, d2, future=context.future)
    start = iv.make(end.year - (m1 > m2), m1, d1) if end else None
    if start is None or end is None or start > end:
        return None
    return against(start, end, words, context.reference)


def _days_only(parts: Parts, words: str, context: Context) -> Interval | None:
    """Two days without a month ("la nuit du 5 au 6"): the latest such days before the reference."""
    if context.reference is None:
        return None
    d1, d2 = day_number(parts["day"]), day_number(parts["day2"])
    for back in range(62):
        end = context.reference - dt.timedelta(days=back)
        start = (
            end.replace(day=d1)
            if d1 < d2
            else iv.make((end.replace(day=1) - DAY1).year, (end.replace(day=1) - DAY1).month, d1)
        )
        if end.day == d2 and start is not None:
            return against(start, end, words, context.reference)
    return None


def month_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one month to another."""
    m1, m2 = context.month(parts["month"]), context.month(parts["month2"])
    year = parts.get("year2")
    if year is None and context.reference is None:
        return None
    last = int(year) if year else (context.reference or dt.date.min).year
    if year is None and context.reference and dt.date(last, m2, 1) > context.reference:
        last -= 1
    first = int(parts.get("year", last - (m1 > m2)))
    start, end = dt.date(first, m1, 1), iv.month_span(last, m2)[1]
    if start > end:
        return None
    if year is not None:
        return stated(start, end, words)
    return against(start, end, words, context.reference or start)


def year_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one year to another."""
    return stated(dt.date(int(parts["year"]), 1, 1), dt.date(int(parts["year2"]), 12, 31), words)


def month(parts: Parts, words: str, context: Context) -> Interval | None:
    """A month, or a part of it; without a year the latest one that has begun by the reference."""
    number = context.month(parts["month"])
    if "year" in parts:
        return stated(*part(parts, iv.month_span(int(parts["year"]), number), context), words)
    reference = context.reference
    if reference is None:
        return None
    told = context.of_year(parts)
    if told is not None:
        return against(*part(parts, iv.month_span(told, number), context), words, reference)
    year = reference.year
    direction = context.direction(parts)
    ahead = number > reference.month
    if direction == -1 and not ahead and number == reference.month:
        year -= 1
    elif (context.future or direction == 1) and number < reference.month:
        year += 1
    elif ahead and not context.future and direction != 1:
        year -= 1
    start, end = part(parts, iv.month_span(year, number), context)
    return against(start, end, words, reference)


def year(parts: Parts, words: str, context: Context) -> Interval | None:
    """A year, or a part of it."""
    number = int(parts["year"])
    return stated(*part(parts, (dt.date(number, 1, 1), dt.date(number, 12, 31)), context), words)


def decade(parts: Parts, words: str, context: Context) -> Interval | None:
    """The 1990s: ten years, or a third of them."""
    first = int(parts["decade"])
    return stated(*part(parts, (dt.date(first, 1, 1), dt.date(first + 9, 12, 31)), context), words)


def season(parts: Parts, words: str, context: Context) -> Interval | None:
    """A season of the northern calendar, in a year or by last and this."""
    first, last = context.words.look("seasons", parts["season"])
    if "year" in parts:
        return stated(*part(parts, iv.months_span(int(parts["year"]), first, last), context), words)
    if context.reference is None:
        return None
    number = context.reference.year
    start, end = iv.months_span(number, first, last)
    last_said = context.direction(parts) == -1 and end >= context.reference
    if (start > context.reference and not context.future) or last_said:
        start, end = iv.months_span(number - 1, first, last)
    return against(start, end, words, context.reference, iv.SEASON)


def quarter(parts: Parts, words: str, context: Context) -> Interval | None:
    """A quarter of a year."""
    number = int(context.words.look("quarters", parts["quarter"]))
    return stated(*iv.months_span(int(parts["year"]), 3 * number - 2, 3 * number), words)
