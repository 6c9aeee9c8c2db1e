"""A moment as people name it: a day, a time, so many days ago, yesterday, an entry of the ledger."""

from __future__ import annotations

import datetime as dt
import re

from djeli.errors import NotFound

_AGO = re.compile(r"(\d{1,4}) ?(h|d|w)(?:ours?|ays?|eeks?)?(?: ago)?", re.IGNORECASE)
_ENTRY = re.compile(r"(?:entry:|#)(\d{1,12})", re.IGNORECASE)
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}
HELP = "write a day (2026-11-20), a time (2026-11-20T06:00), yesterday, 24h, 7d, entry:41 or the name of a release"


def entry_named(text: str) -> int | None:
    """The number in "entry:41"; None where it is something else."""
    found = _ENTRY.fullmatch(text.strip())
    return int(found[1]) if found else None


def moment(text: str, now: dt.datetime, *, last: bool = False) -> dt.datetime:
    """A moment in UTC: days begin at midnight UTC; a time without a zone is in UTC.

    Args:
        text: what somebody wrote.
        now: the present.
        last: a day, month or year is meant to its end, so that all that was written in it counts.

    Raises:
        NotFound: it is no moment.
    """
    asked = text.strip().lower()
    today = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    days = {"today": 0, "yesterday": 1}
    if asked in days:
        return today - dt.timedelta(days[asked] - last)
    ago = _AGO.fullmatch(asked)
    if ago:
        return now.astimezone(dt.UTC) - dt.timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    parts = asked.split("-")
    try:
        if len(asked) > 10:
            met = dt.datetime.fromisoformat(text.strip())
            return met.astimezone(dt.UTC) if met.tzinfo else met.replace(tzinfo=dt.UTC)
        numbers = [int(part) for part in parts]
        first = dt.datetime(*[*numbers, 1, 1][:3], tzinfo=dt.UTC)  # type: ignore[arg-type, misc]
        return _end(first, len(parts)) if last else first
    except (ValueError, OverflowError, TypeError) as error:
        raise NotFound(f"{text[:40]!r} is no moment; {HELP}") from error


def _end(first: dt.datetime, parts: int) -> dt.datetime:
    if parts == 1:
        return first.replace(year=first.year + 1)
    if parts == 2:
        return (first.replace(day=28) + dt.timedelta(4)).replace(day=1)
    return first + dt.timedelta(1)
