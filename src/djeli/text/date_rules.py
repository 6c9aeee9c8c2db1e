"""How each kind of date expression is read: one function a kind, gathered in `RULES`.

A rule gets the named parts of the match, the words and a `Context`, and gives an `Interval` with a sentence that
explains it, or None when something it needs is not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from djeli.text import intervals as iv
from djeli.text.date_words import DateWords, normal
from djeli.text.intervals import DAY, Interval

Parts = Mapping[str, str]
STATED, REFERENCE, EARLIER = "stated", "reference", "earlier"
_DAY1 = dt.timedelta(days=1)


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

    def count(self, word: str) -> int | None:
        """Value of a number word or figure; None for "several"."""
        if word.isdigit():
            return int(word)
        found = self.words.look("numbers", word)
        return None if found is None else int(found)


def _day(text: str) -> int:
    return int("".join(c for c in text if c.isdigit()))


def _stated(start: dt.date | None, end: dt.date | None, words: str) -> Interval | None:
    if start is None or end is None or end < start:
        return None
    return Interval(start, end, iv.precision_of(start, end), STATED, f"'{words}' is written in full")


def _against(start: dt.date, end: dt.date, words: str, reference: dt.date, precision: str = "") -> Interval:
    why = f"'{words}' read against the page's date {reference}"
    return Interval(start, end, precision or iv.precision_of(start, end), REFERENCE, why)


def full(parts: Parts, words: str, context: Context) -> Interval | None:
    """Day, month and year."""
    found = iv.make(int(parts["year"]), context.month(parts["month"]), _day(parts["day"]))
    return _stated(found, found, words)


def iso(parts: Parts, words: str, context: Context) -> Interval | None:
    """2024-07-12."""
    found = iv.make(int(parts["year"]), int(parts["m"]), int(parts["d"]))
    return _stated(found, found, words)


def figures(parts: Parts, words: str, context: Context) -> Interval | None:
    """12/07/2024: day first or month first. Dots mean day first; else only one reading may fit, or be near."""
    a, b, y = int(parts["a"]), int(parts["b"]), int(parts["y"])
    year = y if y > 99 else 2000 + y
    day_first, month_first = iv.make(year, b, a), iv.make(year, a, b)
    if parts["sep"] == "." or context.month_first is False:
        return _stated(day_first, day_first, words)
    if context.month_first:
        return _stated(month_first, month_first, words)
    fits = {d for d in (day_first, month_first) if d is not None}
    if len(fits) > 1 and context.reference is not None:
        reference = context.reference
        fits = {d for d in fits if -31 <= (d - reference).days <= 7}
    return _stated(min(fits), min(fits), words) if len(fits) == 1 else None


def day_month(parts: Parts, words: str, context: Context) -> Interval | None:
    """Day and month; the year is the nearest before the reference, unless the words hold one."""
    month = context.month(parts["month"])
    day = _day(parts["day"]) if "day" in parts else int(context.words.look("ordinals", parts["ordinal"]))
    if "year" in parts:
        found = iv.make(int(parts["year"]), month, day)
        return _stated(found, found, words)
    if context.reference is None:
        return None
    near = iv.nearest_year(context.reference, month, day, future=context.future)
    return None if near is None else _against(near, near, words, context.reference)


def weekday_day(parts: Parts, words: str, context: Context) -> Interval | None:
    """Weekday and day of the month ("mercredi 5"): the latest day before the reference that is both."""
    if context.reference is None:
        return None
    weekday, day = context.weekday(parts["wd"]), _day(parts["day"])
    for back in range(-7, 62):
        found = context.reference - dt.timedelta(days=back)
        if found.day == day and found.weekday() == weekday:
            return _against(found, found, words, context.reference)
    return None


def day_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one day to another, with month and year given once or twice."""
    first_month = parts.get("month") or parts.get("month2")
    last_month = parts.get("month2") or first_month
    if first_month is None or last_month is None:
        return _days_only(parts, words, context)
    m1, m2 = context.month(first_month), context.month(last_month)
    d1, d2 = _day(parts["day"]), _day(parts["day2"])
    year2 = parts.get("year2") or parts.get("year")
    if year2 is not None:
        end = iv.make(int(year2), m2, d2)
        start = iv.make(int(parts.get("year", year2)), m1, d1)
        if start and end and start > end:
            start = iv.make(int(year2) - 1, m1, d1)
        return _stated(start, end, words)
    if context.reference is None:
        return None
    end = iv.nearest_year(context.reference, m2, d2, future=context.future)
    start = iv.make(end.year - (m1 > m2), m1, d1) if end else None
    if start is None or end is None or start > end:
        return None
    return _against(start, end, words, context.reference)


def _days_only(parts: Parts, words: str, context: Context) -> Interval | None:
    """Two days without a month ("la nuit du 5 au 6"): the latest such days before the reference."""
    if context.reference is None:
        return None
    d1, d2 = _day(parts["day"]), _day(parts["day2"])
    for back in range(62):
        end = context.reference - dt.timedelta(days=back)
        start = (
            end.replace(day=d1)
            if d1 < d2
            else iv.make((end.replace(day=1) - _DAY1).year, (end.replace(day=1) - _DAY1).month, d1)
        )
        if end.day == d2 and start is not None:
            return _against(start, end, words, context.reference)
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
        return _stated(start, end, words)
    return _against(start, end, words, context.reference or start)


def year_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one year to another."""
    return _stated(dt.date(int(parts["year"]), 1, 1), dt.date(int(parts["year2"]), 12, 31), words)


def _part(parts: Parts, span: tuple[dt.date, dt.date], context: Context) -> tuple[dt.date, dt.date]:
    word = parts.get("part")
    return span if word is None else iv.part_of(*span, context.words.look("parts", word))


def month(parts: Parts, words: str, context: Context) -> Interval | None:
    """A month, or a part of it; without a year the latest one that has begun by the reference."""
    number = context.month(parts["month"])
    if "year" in parts:
        return _stated(*_part(parts, iv.month_span(int(parts["year"]), number), context), words)
    reference = context.reference
    if reference is None:
        return None
    year = reference.year
    direction = context.direction(parts)
    ahead = number > reference.month
    if direction == -1 and not ahead and number == reference.month:
        year -= 1
    elif (context.future or direction == 1) and number < reference.month:
        year += 1
    elif ahead and not context.future and direction != 1:
        year -= 1
    start, end = _part(parts, iv.month_span(year, number), context)
    return _against(start, end, words, reference)


def year(parts: Parts, words: str, context: Context) -> Interval | None:
    """A year, or a part of it."""
    number = int(parts["year"])
    return _stated(*_part(parts, (dt.date(number, 1, 1), dt.date(number, 12, 31)), context), words)


def season(parts: Parts, words: str, context: Context) -> Interval | None:
    """A season of the northern calendar, in a year or by last and this."""
    first, last = context.words.look("seasons", parts["season"])
    if "year" in parts:
        return _stated(*_part(parts, iv.months_span(int(parts["year"]), first, last), context), words)
    if context.reference is None:
        return None
    number = context.reference.year
    start, end = iv.months_span(number, first, last)
    last_said = context.direction(parts) == -1 and end >= context.reference
    if (start > context.reference and not context.future) or last_said:
        start, end = iv.months_span(number - 1, first, last)
    return _against(start, end, words, context.reference, iv.SEASON)


def quarter(parts: Parts, words: str, context: Context) -> Interval | None:
    """A quarter of a year."""
    number = int(context.words.look("quarters", parts["quarter"]))
    return _stated(*iv.months_span(int(parts["year"]), 3 * number - 2, 3 * number), words)


def weekday(parts: Parts, words: str, context: Context) -> Interval | None:
    """A weekday: the latest on or before the reference; the next one when the words look ahead."""
    reference = context.reference
    if reference is None:
        return None
    number = context.weekday(parts["wd"])
    direction = context.direction(parts)
    if direction == 1 or (direction != -1 and context.future):
        found = iv.weekday_after(reference, number, strict=direction == 1)
    else:
        found = iv.weekday_before(reference, number, strict=direction == -1)
    return _against(found, found, words, reference)


def weekday_week(parts: Parts, words: str, context: Context) -> Interval | None:
    """Tuesday last week: that day in the week before that of the reference. Weeks begin on Monday."""
    if context.reference is None:
        return None
    which = normal(parts["which"])
    step = {"this": 0, "next": 1, "prochaine": 1}.get(which, -1)
    monday = context.reference - dt.timedelta(days=context.reference.weekday()) + dt.timedelta(days=7 * step)
    found = monday + dt.timedelta(days=context.weekday(parts["wd"]))
    return _against(found, found, words, context.reference)


def weekday_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one weekday to another; the last of them is the latest on or before the reference."""
    if context.reference is None:
        return None
    end = iv.weekday_before(context.reference, context.weekday(parts["wd2"]))
    start = iv.weekday_before(end, context.weekday(parts["wd"]))
    return _against(start, end, words, context.reference)


def overnight(parts: Parts, words: str, context: Context) -> Interval | None:
    """The night before the reference."""
    if context.reference is None:
        return None
    return _against(context.reference - _DAY1, context.reference, words, context.reference)


def weekend(parts: Parts, words: str, context: Context) -> Interval | None:
    """The latest Saturday and Sunday that have begun; the coming ones when the words say next."""
    reference = context.reference
    if reference is None:
        return None
    saturday = iv.weekday_before(reference, 5)
    direction = context.direction(parts)
    if direction == 1 or (context.future and direction != -1):
        saturday = iv.weekday_after(reference, 5, strict=True)
    return _against(saturday, saturday + _DAY1, words, reference)


def relative_day(parts: Parts, words: str, context: Context) -> Interval | None:
    """Today, yesterday, tonight."""
    if context.reference is None:
        return None
    shift = int(context.words.look("relative_days", parts["relative"]))
    found = context.reference + dt.timedelta(days=shift)
    return _against(found, found, words, context.reference)


def earlier_day(parts: Parts, words: str, context: Context) -> Interval | None:
    """The next day, the previous day, the same day: counted from the date told before."""
    if context.earlier is None:
        return None
    shift = int(context.words.look("earlier_days", parts["earlier"]))
    found = context.earlier + dt.timedelta(days=shift)
    return Interval(found, found, DAY, EARLIER, f"'{words}' counted from {context.earlier}, the date told before it")


def _moved(origin: dt.date, count: int, unit_word: str, context: Context) -> tuple[dt.date, dt.date] | None:
    """Interval that "count units" away from origin means: a day for days, wider for wider units."""
    unit = int(context.words.look("units", unit_word))
    if unit == 0:
        return origin, origin
    if abs(count) * unit > 365 * 300:
        return None
    if unit == 1:
        found = origin + dt.timedelta(days=count)
        return found, found
    if unit in (7, 14):
        found = origin + dt.timedelta(days=count * unit)
        return found - 3 * _DAY1, found + 3 * _DAY1
    if unit == 30:
        return iv.month_span(*_year_month(iv.shift_months(origin, count)))
    number = origin.year + count * (unit // 365)
    return (dt.date(number, 1, 1), dt.date(number, 12, 31)) if number > 0 else None


def _year_month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def ago(parts: Parts, words: str, context: Context) -> Interval | None:
    """Three days ago: a day; two weeks ago: a week around it; months and years: the whole month or year."""
    if context.reference is None or "n" not in parts:
        return None
    count = context.count(parts["n"])
    moved = _moved(context.reference, -count, parts["unit"], context) if count is not None else None
    return None if moved is None else _against(*moved, words, context.reference)


_BACK = frozenset({"earlier", "before", "beforehand", "previously", "plus tôt", "auparavant", "avant"})


def apart(parts: Parts, words: str, context: Context) -> Interval | None:
    """Two weeks later, three days earlier: counted from the date told before."""
    count = context.count(parts["n"])
    if context.earlier is None or count is None:
        return None
    sign = -1 if normal(parts["way"]) in _BACK else 1
    moved = _moved(context.earlier, sign * count, parts["unit"], context)
    if moved is None:
        return None
    why = f"'{words}' counted from {context.earlier}, the date told before it"
    return Interval(*moved, iv.precision_of(*moved), EARLIER, why)


def unit(parts: Parts, words: str, context: Context) -> Interval | None:
    """Last week, this month, the past three years; "late last month" is its last third."""
    reference = context.reference
    if reference is None:
        return None
    size = int(context.words.look("units", parts["unit"]))
    direction = context.direction(parts)
    step = direction if direction is not None else _direction_in(words)
    count = context.count(parts["n"].strip()) if "n" in parts else 1
    if size == 0 or count is None:
        return None
    if "n" in parts:
        back = dt.timedelta(days=size * count)
        span = (reference - back, reference) if step <= 0 else (reference, reference + back)
    else:
        span = _whole(reference, size, step)
        if step == 0 and span[1] > reference and "part" not in parts and not context.future:
            span = (span[0], reference)
    span = _part(parts, span, context)
    return _against(*span, words, reference)


def _direction_in(words: str) -> int:
    lowered = f" {words.lower()} "
    return -1 if " last " in lowered else 1 if " next " in lowered else 0


def _whole(reference: dt.date, size: int, step: int) -> tuple[dt.date, dt.date]:
    """The calendar unit that many steps from that of the reference."""
    if size == 1:
        day = reference + dt.timedelta(days=step)
        return day, day
    if size in (7, 14):
        monday = reference - dt.timedelta(days=reference.weekday()) + dt.timedelta(days=size * step)
        return monday, monday + dt.timedelta(days=size - 1)
    if size == 30:
        return iv.month_span(*_year_month(iv.shift_months(reference, step)))
    years = max(1, size // 365)
    number = reference.year + step * years
    return dt.date(number, 1, 1), dt.date(number + years - 1, 12, 31)


def since_unit(parts: Parts, words: str, context: Context) -> Interval | None:
    """Since the start of the year: from the unit's first day to the reference."""
    if context.reference is None:
        return None
    size = int(context.words.look("units", parts["unit"]))
    if size == 0:
        return None
    start = _whole(context.reference, size, 0)[0]
    return _against(start, context.reference, words, context.reference)


def holiday(parts: Parts, words: str, context: Context) -> Interval | None:
    """A holiday in a year, else the latest one before the reference."""
    code = str(context.words.look("holidays", parts["holiday"]))
    if "year" in parts:
        found = iv.holiday(code, int(parts["year"]))
        return _stated(found, found, words)
    reference = context.reference
    if reference is None:
        return None
    days = [iv.holiday(code, reference.year + step) for step in (-1, 0, 1)]
    fits = [d for d in days if (d >= reference if context.future else d <= reference + 3 * _DAY1)]
    return (
        _against(max(fits), max(fits), words, reference)
        if fits and not context.future
        else (_against(min(fits), min(fits), words, reference) if fits else None)
    )


RULES: Mapping[str, Callable[[Parts, str, Context], Interval | None]] = {
    rule.__name__: rule
    for rule in (
        full,
        iso,
        figures,
        day_month,
        weekday_day,
        day_span,
        month_span,
        year_span,
        month,
        year,
        season,
        quarter,
        weekday,
        weekday_week,
        weekday_span,
        overnight,
        weekend,
        relative_day,
        earlier_day,
        ago,
        apart,
        unit,
        since_unit,
        holiday,
    )
}
"""Kind of pattern in `dates.yaml` to the rule that reads it."""
