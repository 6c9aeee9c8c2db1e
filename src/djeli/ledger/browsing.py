"""A case that is leafed through: lists, maps and timelines of many events, quick however many there are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from functools import cached_property

from djeli.ledger.looking import Look
from djeli.ledger.small import iso_day
from djeli.listing import Order, Spot, Tally
from djeli.store import EventFilter, View
from djeli.views import Event

KEPT = 64
"""Tallies kept while derived rows stay as they are: turning a page or going back counts nothing anew."""


class Browsing(Look):
    """A case folder whose events are counted and listed page by page."""

    @cached_property
    def _tallies(self) -> dict[tuple[str, EventFilter], Tally]:
        return {}

    def tally(self, wanted: EventFilter) -> Tally:
        """Events that pass the filter, counted by type, country, grade and month.

        Raises:
            NotFound: no country has that name, or a day is not a date.
        """
        asked = self.understood(wanted)
        with self.store.reading() as view:
            key = (_state(view), asked)
            known = self._tallies.get(key)
            if known is None:
                known = self._tallies[key] = view.tally(asked)
                while len(self._tallies) > KEPT:
                    self._tallies.pop(next(iter(self._tallies)), None)
            return known

    def state(self) -> str:
        """Another whenever something was written, or events were computed anew: what was answered before may be old."""
        with self.store.reading() as view:
            return f"{view.mark()} {_state(view)}"

    def named(self, events: Iterable[str]) -> dict[str, Event]:
        """Events by their present ids; those that are not there are left out."""
        with self.store.reading() as view:
            return {event.id: event for event in view.named(dict.fromkeys(events))}

    def spots(self, wanted: EventFilter, *, cell: float) -> Sequence[Spot]:
        """Events that pass the filter, gathered in squares of `cell` degrees, the fullest first, at most 2,000.

        Raises:
            NotFound: no country has that name, or a day is not a date.
        """
        with self.store.reading() as view:
            return view.spots(self.understood(wanted), cell)

    def page(
        self, wanted: EventFilter, *, order: Order = Order.NEWEST, offset: int = 0, limit: int = 50
    ) -> Sequence[Event]:
        """Some of the events that pass the filter.

        Raises:
            NotFound: no country has that name, or a day is not a date.
        """
        with self.store.reading() as view:
            return view.page(self.understood(wanted), order, offset, limit)

    def understood(self, wanted: EventFilter) -> EventFilter:
        """A filter as people fill it in (a country's name, a month), with codes and days in their place.

        Raises:
            NotFound: no country has that name, or a day is not a date.
        """
        return dataclasses.replace(
            wanted,
            country=self.country_code(wanted.country) if wanted.country else "",
            since=iso_day(wanted.since, last=False),
            until=iso_day(wanted.until, last=True),
        )


def _state(view: View) -> str:
    return str(sorted(view.state().items()))
