"""Long lists of a case page by page: disputes, statements, actors, figures; and one source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.cited import CitedFigure, CitedSaying
from djeli.ledger import asking, hearing, people, quoting
from djeli.ledger.asking import ToldFilter
from djeli.ledger.disputed import EVENT, Disputed, fitting, kind_of, of_events, others, thing_of
from djeli.ledger.leafing import Leafing
from djeli.ledger.listed import ActorRow
from djeli.ledger.small import iso_day
from djeli.ledger.sources import SourceHistory, source_history
from djeli.store import DisputeFilter
from djeli.text.similarity import words
from djeli.views import Event, Series

LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion[T]:
    """Some rows of a list, how many there are in all, and how many have each value of a facet, commonest first."""

    rows: Sequence[T]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def portion[T](found: Sequence[T], offset: int, limit: int, **facets: Callable[[T], Sequence[str]]) -> Portion[T]:
    """A portion of a list, its facets counted over the whole."""
    counted = {name: Counter(value for one in found for value in of(one)) for name, of in facets.items()}
    return Portion(
        rows=found[offset : offset + limit],
        total=len(found),
        facets={name: dict(counts.most_common()) for name, counts in counted.items()},
    )


class Portions(Leafing):
    """A case folder whose lists come page by page, with counts."""

    def disputed_portion(
        self, *, of: str = "", kind: str = "", text: str = "", offset: int = 0, limit: int = LIMIT
    ) -> Portion[Disputed]:
        """Some of what accounts disagree about in events, or beside them; counted by what it is about and by kind.

        Args:
            of: event, also where it is empty; relation, figure, statement or person; other: all of these four.
            kind: kind of dispute, such as toll.
            text: words of what it is about, its sides or their quotes.
            offset: disputes before these.
            limit: at most so many.

        Raises:
            NotFound: no such thing or kind.
        """
        about, wanted = thing_of(of) or EVENT, kind_of(kind)
        if about == EVENT:
            return self._contested(DisputeFilter(kind=wanted, words=tuple(words(text))), offset, limit)
        with self.shelves.open() as shelf:
            found = fitting(shelf.made("disputed", others), of=about, kind=wanted, text=text)
        return portion(found, offset, limit, of=lambda one: (one.of,), kind=lambda one: (one.dispute.kind.value,))

    def _contested(self, wanted: DisputeFilter, offset: int, limit: int) -> Portion[Disputed]:
        with self.store.reading() as view:
            found = view.contests(wanted, offset, limit)
            rows = list(of_events(view, self.text, found.rows))
        total = sum(found.kinds.values())
        return Portion(rows=rows, total=total, facets={"of": {EVENT: total} if total else {}, "kind": found.kinds})

    def statement_portion(self, wanted: ToldFilter, *, offset: int = 0, limit: int = LIMIT) -> Portion[CitedSaying]:
        """Some of the statements that fit, newest page first, counted by stance and by speaker.

        Raises:
            NotFound: no such stance or event, or not a date.
        """
        with self.store.reading() as view:
            found = view.spoken(hearing.understood(view, self._days(wanted), self._listed), offset, limit)
            rows = quoting.cited(view, self.text, found.rows)
        facets = {"stance": found.stances, "speaker": found.speakers}
        return Portion(rows=rows, total=sum(found.stances.values()), facets=facets)

    def actor_portion(
        self, *, country: str = "", kind: str = "", text: str = "", offset: int = 0, limit: int = LIMIT
    ) -> Portion[ActorRow]:
        """Some of the actors told of, those most told of first, counted by kind and country.

        Raises:
            NotFound: no country or kind has that name.
        """
        code = self.country_code(country) if country else ""
        with self.store.reading() as view:
            found = people.filtered(self._listed(view), country=code, kind=kind, text=text)
        return portion(found, offset, limit, kind=lambda row: (row.kind.value,), country=lambda row: row.countries)

    def figure_portion(self, wanted: ToldFilter, *, offset: int = 0, limit: int = LIMIT) -> Portion[CitedFigure]:
        """Some of the figures that fit, newest page first, counted by kind.

        Raises:
            NotFound: no such kind, or not a date.
        """
        with self.figured.open() as shelf:
            found = asking.figures(shelf, self._days(wanted))
        return portion(found, offset, limit, kind=lambda one: (one.view.figure.figure.value,))

    def series(self) -> list[tuple[Series, tuple[CitedFigure, ...]]]:
        """Figures of one question at different times, each series with its figures in order."""
        with self.figured.open() as shelf:
            by_id = {one.view.id: one for one in shelf.figures}
            return [(one, tuple(by_id[name] for name in one.figures)) for one in shelf.series]

    def source(self, name: str, *, limit: int = LIMIT) -> SourceHistory:
        """One publisher, or an outlet that is only credited, with the newest of its items and events.

        Raises:
            NotFound: no page is by it, and none credits it.
        """
        with self.store.reading() as view:
            return source_history(view, name, limit=limit)

    def titles(self, events: Sequence[str]) -> dict[str, Event]:
        """Events by id; those that are no more are left out."""
        with self.store.reading() as view:
            return {event.id: event for event in view.named(dict.fromkeys(events))}

    def _days(self, wanted: ToldFilter) -> ToldFilter:
        """A filter with days in place of the months and years people fill in."""
        since, until = iso_day(wanted.since, last=False), iso_day(wanted.until, last=True)
        return ToldFilter(
            who=wanted.who, kind=wanted.kind, event=wanted.event, actor=wanted.actor, place=wanted.place,
            since=since, until=until, text=wanted.text,
        )  # fmt: skip
