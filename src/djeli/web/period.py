"""What of a large case a question looks at when nobody says: the latest months, so that the answer comes soon."""

from __future__ import annotations

from dataclasses import dataclass, replace

from djeli.ledger import Case
from djeli.store import EventFilter

MANY = 2000
"""Events up to which all are looked at unasked; about half a second's work."""
A_SECOND = 2000
"""Events that are looked at in a second, measured on one core of a small server; for what a page says in advance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The events that a question looks at: how many of how many, and the first month where it is a part of them."""

    wanted: EventFilter
    events: int
    total: int
    month: str = ""

    @property
    def seconds(self) -> int:
        """About how long all of them take."""
        return max(1, round(self.total / A_SECOND))


def looked(case: Case, wanted: EventFilter, *, whole: bool) -> Looked:
    """What to look at: all that pass where they are few, a period is named, or all are asked for; else late months.

    Raises:
        NotFound: no country has that name, or a day is not a date.
    """
    tally = case.tally(wanted)
    if whole or wanted.since or wanted.until or tally.total <= MANY or not tally.months:
        return Looked(wanted=wanted, events=tally.total, total=tally.total)
    month, events = tally.months[-1].month, tally.months[-1].events
    for one in tally.months[-2::-1]:
        if events + one.events > MANY:
            break
        month, events = one.month, events + one.events
    return Looked(wanted=replace(wanted, since=month), events=events, total=tally.total, month=month)
