"""What the dates of an item are read against, when the page's day is known, known to the month only, or not at all.

A page dated "2019-12" still tells which year "Tuesday 10 December" lies in; a page without a date may tell a full date
itself, and the days around it are then read against that one. A weekday that such help leaves open becomes the whole
month, never a guessed day. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from djeli.text import intervals as iv
from djeli.text.date_context import EARLIER, STATED, day_number
from djeli.text.date_words import DateWords
from djeli.text.dates import Expr, resolve
from djeli.text.intervals import Interval

_CALENDAR = frozenset({"full", "iso", "day_month", "day_span", "weekday_day", "month", "holiday", "season"})
"""Kinds that name a day or month of the calendar: the month of the page is enough to find their year."""
_DAYS = frozenset({"full", "iso", "day_month", "day_span", "weekday_day"})
_YEARS_AHEAD = 5  # weekdays come back to the same day of the year after 5, 6 or 11 years
_LONGEST = 45  # days that a weekday in a page of one month may lie in
_NEAR = dt.timedelta(days=40)  # a day so far before the latest one told may still be the story's


@dataclass(frozen=True, slots=True)
class Frame:
    """`day` is what relative words count from, `span` the days in which the page was written when that is all that is
    known of its date; both ends included. `why` names what was used, for reasons; empty when it is the page's date.
    """

    day: dt.date | None = None
    span: tuple[dt.date, dt.date] | None = None
    why: str = ""

    @property
    def told(self) -> bool:
        """Whether the story itself had to tell the day."""
        return bool(self.why)


def page_span(value: str) -> tuple[dt.date, dt.date] | None:
    """The days that "2019-12" or "2019" may mean; None for anything else."""
    parts = value.strip().split("-")
    if not all(p.isdigit() for p in parts) or [len(p) for p in parts] not in ([4], [4, 2]):
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
    if not 1800 <= year <= 2200 or month > 12 or (len(parts) > 1 and month < 1):
        return None
    return iv.month_span(year, month) if month else (dt.date(year, 1, 1), dt.date(year, 12, 31))


def frame_of(
    exprs: Sequence[Expr],
    words: DateWords,
    *,
    published: dt.date | None = None,
    span: tuple[dt.date, dt.date] | None = None,
) -> Frame:
    """The frame of an item.

    Args:
        exprs: date expressions of its story; those of remote or planned things left out.
        words: of its language.
        published: the page's day; it settles everything.
        span: the page's month or year, where the day is not known.
    """
    if published is not None:
        return Frame(published)
    own = [e for e in exprs if not (e.since or e.until or e.future or e.anniversary) and e.kind in _DAYS]
    if span is not None:
        days = [found.end for e in own if (found := resolve(e, words, reference=span[1])) is not None]
        inside = [day for day in days if span[0] <= day <= span[1]]
        return Frame(max(inside, default=None), span, "the latest day the text tells in the page's month")
    named = _years(exprs, words)
    days = [found.end for e in own if (found := resolve(e, words)) is not None and found.end.year == max(named)]
    if days:
        return Frame(max(days), why="the latest full date the text tells")
    fitting = [day for e in own if (day := _by_weekday(e, words, max(named, default=0))) is not None]
    if fitting and max(fitting) - min(fitting) <= _NEAR:
        return Frame(max(fitting), why=f"the first year from {max(named)}, the latest named, with such a weekday")
    return Frame()


def _years(exprs: Iterable[Expr], words: DateWords) -> list[int]:
    """Years that the text names, planned ones left out."""
    found = [int(v) for e in exprs if not e.future for k, v in e.parts if k in ("year", "year2")]
    full = [got.end.year for e in exprs if e.kind in ("iso", "figures") and (got := resolve(e, words)) is not None]
    return found + full


def _by_weekday(expr: Expr, words: DateWords, since: int) -> dt.date | None:
    """The day of "Tuesday 10 December" in the first year from `since` in which that is a Tuesday."""
    parts = dict(expr.parts)
    if not since or expr.kind != "day_month" or "wd" not in parts or "year" in parts or "day" not in parts:
        return None
    for year in range(since, since + _YEARS_AHEAD + 1):
        day = _dated(parts, words, year)
        if day is not None:
            return day
    return None


def _dated(parts: dict[str, str], words: DateWords, year: int) -> dt.date | None:
    """Day and month in a year, when the weekday beside them agrees."""
    month = int(words.look("months", parts["month"]))
    day = iv.make(year, month, day_number(parts["day"]))
    wrong = day is not None and "wd" in parts and day.weekday() != int(words.look("weekdays", parts["wd"]))
    return None if wrong else day


def resolve_in(expr: Expr, words: DateWords, frame: Frame, earlier: dt.date | None = None) -> Interval | None:
    """The days an expression means in a frame; None when that cannot be known."""
    if not frame.told:
        return resolve(expr, words, reference=frame.day, earlier=earlier)
    if frame.span is not None and (expr.kind in _CALENDAR or frame.day is None):
        return _in_span(expr, words, frame.span, earlier)
    near = _nearest(expr, words, frame.day) if frame.day is not None and frame.span is None else None
    found = near or resolve(expr, words, reference=frame.day, earlier=earlier)
    return _explained(found, expr, f"{frame.day}, {frame.why}")


def _explained(found: Interval | None, expr: Expr, against: str) -> Interval | None:
    """The interval with its reason, unless the words needed no help."""
    if found is None or found.anchor in (STATED, EARLIER):
        return found
    return replace(found, anchor=EARLIER, reason=f"'{expr.words}' read against {against}")


def _nearest(expr: Expr, words: DateWords, day: dt.date) -> Interval | None:
    """Day and month without a year: the year nearest to the day told whose weekday agrees."""
    parts = dict(expr.parts)
    if expr.kind != "day_month" or "year" in parts or "day" not in parts or "month" not in parts:
        return None
    days = [d for step in (-1, 0, 1) if (d := _dated(parts, words, day.year + step)) is not None]
    if not days:
        return None
    best = min(days, key=lambda d: abs((d - day).days))
    return Interval(best, best, iv.DAY, "reference", "")


def _in_span(expr: Expr, words: DateWords, span: tuple[dt.date, dt.date], earlier: dt.date | None) -> Interval | None:
    """Read against a page whose month or year alone is known; what stays open by more than a month is left out."""
    latest = resolve(expr, words, reference=span[1], earlier=earlier)
    if latest is None or latest.anchor in (STATED, EARLIER):
        return latest
    why = f"'{expr.words}' read against the page's date, known only as {span[0]} to {span[1]}"
    if expr.kind in _CALENDAR:
        return replace(latest, reason=why)
    first = resolve(expr, words, reference=span[0], earlier=earlier) or latest
    start, end = min(first.start, latest.start), max(first.end, latest.end)
    return Interval(start, end, iv.MONTH, latest.anchor, why) if (end - start).days <= _LONGEST else None
