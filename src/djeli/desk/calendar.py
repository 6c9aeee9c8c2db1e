"""Events as they are held against a sheet: what of each is compared, and which of them are near a row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from djeli.desk.sheet import Row
from djeli.resources.event_types import event_types
from djeli.text.similarity import words
from djeli.views import Event

_ANY = "*"
_SHORT = 7
"""Days of an event up to which it is listed under each of them; longer ones are listed under their months."""


@dataclass(frozen=True, slots=True)
class Known:
    """What of an event is compared again and again."""

    event: Event
    country: str
    names: tuple[str, ...]
    kinds: tuple[str, str]
    parties: frozenset[str]
    actors: frozenset[str]


@cache
def folded(text: str) -> str:
    """The words of a name as they are compared; names come again and again."""
    return " ".join(words(text))


def known_of(event: Event) -> Known:
    """What of an event is compared."""
    where = event.where
    kind = event_types().get(event.type)
    parties = [one.party for one in event.participants]
    return Known(
        event,
        where.country if where else "",
        tuple(folded(name) for name in (where.name, where.adm2, where.adm1) if name) if where else (),
        (kind.acled.event_type if kind and kind.acled else "", kind.family if kind else ""),
        frozenset(folded(party.name) for party in parties),
        frozenset(party.actor for party in parties if party.actor),
    )


class Calendar:
    """Dated events by day or month and by country, so that a row is held against few of them."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._days: dict[tuple[dt.date, str], list[Known]] = defaultdict(list)
        self._months: dict[tuple[int, str], list[Known]] = defaultdict(list)
        self.loose: list[Known] = []
        """Those without a date, or of more than a year."""
        for one in known:
            self._take(one)

    def _take(self, one: Known) -> None:
        when = one.event.when
        if when is None or (when.end - when.start).days > 400:
            self.loose.append(one)
            return
        for country in dict.fromkeys((_ANY, one.country)):
            if (when.end - when.start).days < _SHORT:
                for day in _days(when.start, when.end):
                    self._days[day, country].append(one)
            else:
                for month in range(_month(when.start), _month(when.end) + 1):
                    self._months[month, country].append(one)

    def near(self, row: Row, code: str, days: int) -> Iterator[Known]:
        """Events that no more than so many days part from a row, each once."""
        if row.first is None or row.last is None:
            return
        first = row.first - dt.timedelta(days)
        last = row.first + dt.timedelta(min((row.last - row.first).days, 366) + days)
        seen: set[str] = set()
        for one in self._listed(first, last, (code, "") if code else (_ANY,)):
            when = one.event.when
            if one.event.id not in seen and when is not None and when.start <= last and when.end >= first:
                seen.add(one.event.id)
                yield one

    def _listed(self, first: dt.date, last: dt.date, countries: Sequence[str]) -> Iterator[Known]:
        for country in countries:
            for day in _days(first, last):
                yield from self._days.get((day, country), ())
            for month in range(_month(first), _month(last) + 1):
                yield from self._months.get((month, country), ())


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(number) for number in range((last - first).days + 1))


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month
