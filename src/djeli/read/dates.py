"""Dates that machines or suppliers write, to ISO. Not for dates in prose: those have spans and anchors elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import lru_cache

import dateparser

_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_LANGUAGES = ["en", "fr", "es", "pt", "de", "it", "ar", "ru"]
_STRICT = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
_ENGLISH = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_LONGEST = 60
_MONTH = re.compile(r"(?:18|19|20|21)\d\d-(?:0[1-9]|1[0-2])")


def iso(value: str) -> str:
    """ISO date, or date-time where the zone is given; empty when the words are no date in an ISO or HTTP form.

    Times without a zone are cut to the day: whose clock it was is unknown.
    """
    value = value.strip()[:_LONGEST]
    try:
        return _written(dt.datetime.fromisoformat(value), timed=len(value) > 10)
    except ValueError:
        found = _DAY.match(value) or _PACKED.fullmatch(value)
    if found is not None:
        return _day(*(int(n) for n in found.groups()))
    try:
        return _written(parsedate_to_datetime(value), timed=True)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def supplied(value: object) -> tuple[str, str]:
    """ISO form of what a supplier calls a date, and a warning when there is none; a month stays one ("2019-12").

    Day and month in figures are taken only when one of them can't be a month: 03/04/2024 is two dates.
    """
    words = str(value).strip()[:_LONGEST] if isinstance(value, (str, int, float)) else ""
    if not words or isinstance(value, bool):
        return "", ""
    if _MONTH.fullmatch(words):
        return words, ""
    found = iso(words) or _epoch(words)
    if found:
        return found, ""
    numeric = _NUMERIC.match(words)
    if numeric is not None:
        return _numeric(words, *(int(n) for n in numeric.groups()))
    found = _in_words(words)
    return found, "" if found else f"the date {words!r} is not understood and was left out; write it as YYYY-MM-DD"


@lru_cache(maxsize=10_000)
def _in_words(words: str) -> str:
    """A date with its month in words; dateparser takes a millisecond, so English forms and repeated dates go first."""
    for form in _ENGLISH:
        try:
            return dt.datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    parsed = dateparser.parse(words, languages=_LANGUAGES, settings=_STRICT)
    return parsed.date().isoformat() if parsed is not None else ""


def _written(moment: dt.datetime, *, timed: bool) -> str:
    return moment.isoformat() if timed and moment.tzinfo is not None else moment.date().isoformat()


def _day(year: int, month: int, day: int) -> str:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _epoch(words: str) -> str:
    """Seconds or milliseconds since 1970."""
    found = _EPOCH.fullmatch(words)
    return dt.datetime.fromtimestamp(int(found[1]), dt.UTC).isoformat() if found is not None else ""


def _numeric(words: str, first: int, second: int, year: int) -> tuple[str, str]:
    if first <= 12 and second <= 12 and first != second:
        return "", f"the date {words!r} may be read as day/month or month/day and was left out; write YYYY-MM-DD"
    found = _day(year, second, first) or _day(year, first, second)
    return found, "" if found else f"the date {words!r} is no day of the calendar and was left out"
