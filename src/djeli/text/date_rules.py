"""How each kind of date expression is read: the table from kinds to rules.

A rule gets the named parts of the match, the words and a `Context`, and gives an `Interval` with a sentence that
explains it, or None when something it needs is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from djeli.text import date_relative as relative
from djeli.text import date_stated as stated
from djeli.text.date_context import Context, Parts
from djeli.text.intervals import Interval

RULES: Mapping[str, Callable[[Parts, str, Context], Interval | None]] = {
    "full": stated.full,
    "iso": stated.iso,
    "figures": stated.figures,
    "day_month": stated.day_month,
    "weekday_day": stated.weekday_day,
    "day_span": stated.day_span,
    "month_span": stated.month_span,
    "year_span": stated.year_span,
    "month": stated.month,
    "year": stated.year,
    "decade": stated.decade,
    "season": stated.season,
    "quarter": stated.quarter,
    "weekday": relative.weekday,
    "weekday_week": relative.weekday_week,
    "weekday_span": relative.weekday_span,
    "overnight": relative.overnight,
    "night_into": relative.night_into,
    "weekdays_ago": relative.weekdays_ago,
    "same_unit": relative.same_unit,
    "weekend": relative.weekend,
    "relative_day": relative.relative_day,
    "earlier_day": relative.earlier_day,
    "ago": relative.ago,
    "apart": relative.apart,
    "from_deed": relative.apart,
    "to_deed": relative.to_deed,
    "unit": relative.unit,
    "since_unit": relative.since_unit,
    "holiday": relative.holiday,
}
"""Kind of pattern in `dates.yaml` to the rule that reads it."""
