"""Full dates in header lines. Only dates with day, month and year: a header that says less is left alone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from djeli.split.words import plain, words


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at `[start, end)` of the string searched.

    `ambiguous` when day and month could be exchanged; `date` is None when only day and month are given.
    """

    start: int
    end: int
    date: dt.date | None
    ambiguous: bool = False


@cache
def _pattern() -> re.Pattern[str]:
    known = words()
    month = "|".join(sorted(map(re.escape, known.months), key=len, reverse=True))
    day = "|".join(sorted(map(re.escape, known.weekdays), key=len, reverse=True))
    weekday = rf"(?:\b(?:{day})\b\.?,?\s+)?"
    return re.compile(
        rf"(?<![\w/.-]){weekday}(?:"
        r"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
        r"|(?P<d2>\d{1,2})(?P<sep>[-/.])(?P<m2>\d{1,2})(?P=sep)(?P<y2>(?:19|20)\d\d)"
        rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er)?(?:\s+(?:of\s+|de\s+)?|-)(?P<m3>{month})\b\.?,?(?:\s+(?:del?\s+)?|-)(?P<y3>(?:19|20)\d\d)"
        rf"|(?P<m4>{month})\b\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>(?:19|20)\d\d)"
        r")(?![\w/])",
        re.IGNORECASE,
    )


def _date(year: str, month: int, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), month, int(day))
    except ValueError:
        return None


def find_date(text: str, *, month_first: bool = False) -> FoundDate | None:
    """The first full date in `text`, or None.

    Figures such as 06/02/2017 are read day first unless `month_first`, or unless only one reading is a date.
    """
    for match in _pattern().finditer(text):
        group = match.groupdict()
        ambiguous = False
        if group["y1"]:
            date = _date(group["y1"], int(group["m1"]), group["d1"])
        elif group["y2"]:
            day, month = (group["m2"], group["d2"]) if month_first else (group["d2"], group["m2"])
            date = _date(group["y2"], int(month), day) or _date(group["y2"], int(day), month)
            ambiguous = int(day) <= 12 and int(month) <= 12 and day != month
        else:
            key = "3" if group["y3"] else "4"
            date = _date(group["y" + key], words().months[plain(group["m" + key])], group["d" + key])
        if date is not None:
            return FoundDate(match.start(), match.end(), date, ambiguous)
    return None


@cache
def _day_pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, words().months), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, words().weekdays), key=len, reverse=True))
    before, behind = rf"\d{{1,2}}(?:st|nd|rd|th|er)?\s+(?:de\s+)?(?:{month})", rf"(?:{month})\.?\s+\d{{1,2}}"
    day = rf"(?:(?:{weekday})\.?,?\s+)?(?:{before}|{behind})\b\.?"
    return re.compile(rf"^\W*(?P<front>{day})|(?<=[,|–—-]\s)(?P<back>{day})\W*$", re.IGNORECASE)


def find_day(text: str) -> FoundDate | None:
    """A day and month without a year at either end of a line ("17 Apr – Source: …", "BBC, October 24"), or None."""
    match = _day_pattern().search(text)
    if match is None:
        return None
    return FoundDate(*match.span("front" if match["front"] else "back"), None)


_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:19|20)\d\d(?![\d/])")


def month_comes_first(text: str) -> bool:
    """Whether the page writes 12/31/2024: some figure date on it can only be read so, and none only the other way."""
    month_first = day_first = False
    for match in _SLASHED.finditer(text):
        left, right = int(match[1]), int(match[2])
        month_first |= left <= 12 < right <= 31
        day_first |= right <= 12 < left <= 31
    return month_first and not day_first
