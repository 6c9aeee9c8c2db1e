"""Small helpers of a case: its lock, days as users write them, the spans an account rests on."""

from __future__ import annotations

import calendar
import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from djeli.errors import CaseError, NotFound
from djeli.records import Span
from djeli.views import Account


def lock_file(folder: Path) -> TextIO:
    """The file whose lock keeps two runs apart; never through a link, which a stranger's case may hold.

    Raises:
        CaseError: it cannot be opened: the folder is read-only, or the file is a link.
    """
    try:
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise CaseError(
            f"{folder} cannot be worked in ({error.strerror}: .lock); check the rights on the folder, or copy it"
        ) from error
    return os.fdopen(handle, "r+")


def lock(handle: Any) -> bool:
    """Advisory lock on an open file; True when it was free. Released when the file is closed."""
    try:
        import fcntl  # noqa: PLC0415 - not there on Windows, where the database's own lock has to do
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def iso_day(text: str, *, last: bool) -> str:
    """A day, month or year in ISO form as the first or the last day it covers.

    Raises:
        NotFound: not a date.
    """
    if not text:
        return ""
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) > 3:
            raise ValueError(text)
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if last else 1)
        if len(numbers) > 2:
            return dt.date(year, month, numbers[2]).isoformat()
        first = dt.date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise NotFound(f"{text[:40]!r} is not a date; write 2024-07-25, 2024-07 or 2024") from error
    return (first.replace(day=calendar.monthrange(year, month)[1]) if last else first).isoformat()


def names(places: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a text has one of the names, as whole words with or without a plural's "s": "Somalia" names no Mali."""
    called = "|".join(re.escape(one) for one in places if one)
    whole = re.compile(rf"(?<!\w)(?:{called})s?(?!\w)", re.IGNORECASE)
    return bool(called) and any(whole.search(one) for one in texts)


def spans_of(account: Account) -> Iterator[Span]:
    """Every span that an account, its claims and its item's header point at."""
    yield account.report.anchor
    yield account.report.scope
    for found in account.claims.values():
        for claim in found:
            yield from claim.spans
            if claim.speaker is not None:
                yield claim.speaker.span
    for field in (account.item.title, account.item.publisher, account.item.published):
        if field is not None and field.span is not None:
            yield field.span
