"""Rules for dates counted from another one: weekdays, "two weeks ago", "the next day", holidays."""

from __future__ import annotations

import datetime as dt

from djeli.text import intervals as iv
from djeli.text.date_context import DAY1, EARLIER, Context, Parts, against, part, stated
from djeli.text.date_words import normal
from djeli.text.intervals import DAY, Interval

_EXACT = ("jour pour jour", "to the day", "exactly", "ago today")
_WEEKS = 20  # weekdays back that somebody may count


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
    return against(found, found, words, reference)


def weekday_week(parts: Parts, words: str, context: Context) -> Interval | None:
    """Tuesday last week: that day in the week before that of the reference. Weeks begin on Monday."""
    if context.reference is None:
        return None
    which = normal(parts["which"])
    step = {"this": 0, "next": 1, "prochaine": 1}.get(which, -1)
    monday = context.reference - dt.timedelta(days=context.reference.weekday()) + dt.timedelta(days=7 * step)
    found = monday + dt.timedelta(days=context.weekday(parts["wd"]))
    return against(found, found, words, context.reference)


def weekday_span(parts: Parts, words: str, context: Context) -> Interval | None:
    """From one weekday to another; the last of them is the latest on or before the reference."""
    if context.reference is None:
        return None
    end = iv.weekday_before(context.reference, context.weekday(parts["wd2"]))
    start = iv.weekday_before(end, context.weekday(parts["wd"]))
    return against(start, end, words, context.reference)


def overnight(parts: Parts, words: str, context: Context) -> Interval | None:
    """The night before the reference."""
    if context.reference is None:
        return None
    return against(context.reference - DAY1, context.reference, words, context.reference)


def night_into(parts: Parts, words: str, context: Context) -> Interval | None:
    """Overnight into Sunday: the night that ends on that day."""
    found = weekday(parts, words, context)
    return None if found is None else against(found.start - DAY1, found.start, words, context.reference or found.start)


def weekdays_ago(parts: Parts, words: str, context: Context) -> Interval | None:
    """Two Fridays ago: so many such weekdays back, that of the reference's own day not counted."""
    count = context.count(parts["n"])
    if context.reference is None or count is None or not 1 <= count <= _WEEKS:
        return None
    latest = iv.weekday_before(context.reference, context.weekday(parts["wd"]), strict=True)
    found = latest - dt.timedelta(days=7 * (count - 1))
    return against(found, found, words, context.reference)


def same_unit(parts: Parts, words: str, context: Context) -> Interval | None:
    """That month, the same year: the one that holds the date told before."""
    size = int(context.words.look("units", parts["unit"]))
    if context.earlier is None or size not in (7, 30, 365):
        return None
    span = _whole(context.earlier, size, 0)
    return Interval(*span, iv.precision_of(*span), EARLIER, f"'{words}' of {context.earlier}, the date told before it")


def weekend(parts: Parts, words: str, context: Context) -> Interval | None:
    """The latest Saturday and Sunday that have begun; the coming ones when the words say next."""
    reference = context.reference
    if reference is None:
        return None
    saturday = iv.weekday_before(reference, 5)
    direction = context.direction(parts)
    if direction == 1 or (context.future and direction != -1):
        saturday = iv.weekday_after(reference, 5, strict=True)
    return against(saturday, saturday + DAY1, words, reference)


def relative_day(parts: Parts, words: str, context: Context) -> Interval | None:
    """Today, yesterday, tonight."""
    if context.reference is None:
        return None
    shift = int(context.words.look("relative_days", parts["relative"]))
    found = context.reference + dt.timedelta(days=shift)
    return against(found, found, words, context.reference)


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
        days = count // 24 if count > 0 else -(-count // 24)
        found = origin + dt.timedelta(days=days if context.words.look("hour_words", unit_word) else 0)
        return found, found
    if abs(count) * unit > 365 * 300:
        return None
    if unit == 1:
        found = origin + dt.timedelta(days=count)
        return found, found
    if unit in (7, 14):
        found = origin + dt.timedelta(days=count * unit)
        return found - 3 * DAY1, found + 3 * DAY1
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
    if count is None:
        return None
    move = _exactly if any(mark in words.lower() for mark in _EXACT) else _moved
    moved = move(context.reference, -count, parts["unit"], context)
    return None if moved is None else against(*moved, words, context.reference)


_BACK = frozenset({"earlier", "before", "beforehand", "previously", "plus tôt", "auparavant", "avant", "antes", "قبل"})


def apart(parts: Parts, words: str, context: Context) -> Interval | None:
    """Two weeks later, three days earlier, two days after the attack: counted from the date told before."""
    return _apart(parts, words, context, -1 if normal(parts["way"]) in _BACK else 1)


def to_deed(parts: Parts, words: str, context: Context) -> Interval | None:
    """The day of the attack itself in "two days after the attack", counted from that of what came after it."""
    return _apart(parts, words, context, 1 if normal(parts["way"]) in _BACK else -1)


def _apart(parts: Parts, words: str, context: Context, sign: int) -> Interval | None:
    count = context.count(parts["n"])
    if context.earlier is None or count is None:
        return None
    if any(word in words.lower() for word in _EXACT):
        moved = _exactly(context.earlier, sign * count, parts["unit"], context)
    else:
        moved = _moved(context.earlier, sign * count, parts["unit"], context)
    if moved is None:
        return None
    why = f"'{words}' counted from {context.earlier}, the date told before it"
    return Interval(*moved, iv.precision_of(*moved), EARLIER, why)


def _exactly(origin: dt.date, count: int, unit_word: str, context: Context) -> tuple[dt.date, dt.date] | None:
    """The same day so many units away, for words that say so ("a month ago to the day")."""
    size = int(context.words.look("units", unit_word))
    if abs(count) * size > 365 * 300:
        return None
    months = {30: 1, 365: 12, 3650: 120}.get(size)
    day = iv.shift_months(origin, count * months) if months else origin + dt.timedelta(days=count * size)
    return day, day


def unit(parts: Parts, words: str, context: Context) -> Interval | None:
    """Last week, this month, the past three years; "late last month" is its last third."""
    reference = context.reference
    if reference is None:
        return None
    size = int(context.words.look("units", parts["unit"]))
    direction = context.direction(parts)
    step = direction if direction is not None else _direction_in(words)
    count = context.count(parts["n"].strip()) if "n" in parts else 1
    if count is None or (size == 0 and ("n" not in parts or not context.words.look("hour_words", parts["unit"]))):
        return None
    if "dir" in parts and "n" not in parts and context.words.look("plural_directions", parts["dir"]):
        return None
    if "dir" in parts and "n" not in parts and context.words.look("story_directions", parts["dir"]):
        return _of_story(parts, words, context, size, step)
    if "n" in parts:
        back = dt.timedelta(days=size * count if size else max(1, count // 24))
        span = (reference - back, reference) if step <= 0 else (reference, reference + back)
    else:
        span = _whole(reference, size, step)
        if step == 0 and words.lower().startswith(_LATER) and span[1] > reference:
            span = (reference, span[1])
        elif step == 0 and span[1] > reference and "part" not in parts and not context.future:
            span = (span[0], reference)
    span = part(parts, span, context)
    return against(*span, words, reference, iv.WEEK if size == 7 and "n" not in parts else "")


_LATER = ("later", "plus tard", "más adelante")


def _of_story(parts: Parts, words: str, context: Context, size: int, step: int) -> Interval | None:
    """The following week, the previous month: counted from the date told before, where there is one."""
    origin = context.earlier or context.reference
    if origin is None or size == 0:
        return None
    span = part(parts, _whole(origin, size, step), context)
    if context.earlier is None:
        return against(*span, words, origin)
    return Interval(*span, iv.precision_of(*span), EARLIER, f"'{words}' counted from {origin}, the date told before it")


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
    return against(start, context.reference, words, context.reference)


def holiday(parts: Parts, words: str, context: Context) -> Interval | None:
    """A holiday in a year, else the latest one before the reference."""
    code = str(context.words.look("holidays", parts["holiday"]))
    if "year" in parts:
        found = iv.holiday(code, int(parts["year"]))
        return stated(found, found, words)
    reference = context.reference
    if reference is None:
        return None
    days = [iv.holiday(code, reference.year + step) for step in (-1, 0, 1)]
    fits = [d for d in days if (d >= reference if context.future else d <= reference + 3 * DAY1)]
    return (
        against(max(fits), max(fits), words, reference)
        if fits and not context.future
        else (against(min(fits), min(fits), words, reference) if fits else None)
    )
