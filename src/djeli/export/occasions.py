"""An event as the rows of a coded table: whole, by day and place, or by dyad, day and place.

The toll of an event is never counted twice: where an event gives several rows it is shared out over them in whole
numbers, the first rows taking what is left over, so that the rows add up to the event. Such rows say so in words.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from djeli.bundle import Bundle
from djeli.errors import NotFound
from djeli.export.sides import Sides
from djeli.values import Party, Where
from djeli.views import Estimate, Event
from djeli.vocab import Precision, Resolution

WHOLE, DAY_PLACE, DYAD_DAY_PLACE = "event", "day-place", "dyad-day-place"
SPLITS = {
    WHOLE: "one row an event",
    DAY_PLACE: "one row for each day of an event of two to six days and for each town or spot that one report tells",
    DYAD_DAY_PLACE: "as day-place, and one row for each pair of one party of each side",
}
"""Name of a rule -> what it does."""
_FINE = frozenset({Resolution.POINT, Resolution.SETTLEMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Low, best and high of a row, as whole numbers."""

    low: int = 0
    best: int = 0
    high: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a death in any of the three."""
        return self.high > 0

    def share(self, number: int, of: int) -> Toll:
        """The part of row `number` (from 0) of `of` rows; all parts add up to the whole."""
        return Toll(
            low=_share(self.low, number, of), best=_share(self.best, number, of), high=_share(self.high, number, of)
        )


def _share(count: int, number: int, of: int) -> int:
    return count // of + (number < count % of)


def toll(estimate: Estimate | None) -> Toll:
    """Low, best and high with no gaps: where none is told, low is 0, best is low, high is best."""
    if estimate is None:
        return Toll()
    low = estimate.low if estimate.low is not None else estimate.best or 0
    best = max(low, estimate.best if estimate.best is not None else low)
    return Toll(low=low, best=best, high=max(best, estimate.high or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One row of an event: row `number` (from 1) of `of`, its days, place and sides, and its share of the dead."""

    event: Event
    number: int
    of: int
    start: dt.date
    end: dt.date
    precision: Precision
    where: Where
    sides: Sides
    killed: Toll


def check_split(split: str) -> str:
    """The rule of that name.

    Raises:
        NotFound: there is no such rule; the message lists those there are.
    """
    if split not in SPLITS:
        raise NotFound(f"no rule to split events is called {split!r}; known: {', '.join(SPLITS)}")
    return split


class Splitter:
    """Turns events into rows under one rule."""

    def __init__(self, bundle: Bundle, split: str) -> None:
        """`split`: a name of `SPLITS`."""
        self._split = check_split(split)
        self._places = places_told_together(bundle) if split != WHOLE else {}

    def rows(
        self, event: Event, both: Sides, killed: Toll, fits: Callable[[Sides], bool] = lambda _: True
    ) -> Iterator[Occasion]:
        """Rows of an event that has a date and a place, and these sides; their tolls add up to `killed`.

        `fits` says which pairs of parties a table has a row for; where it has for none, both sides stay together.
        """
        if event.when is None or event.where is None:
            return
        pairs = [pair for pair in self._dyads(both) if fits(pair)] or [both]
        found = list(product(self._days(event), self._where(event), pairs))
        for number, ((start, end, precision), where, pair) in enumerate(found):
            yield Occasion(
                event=event,
                number=number + 1,
                of=len(found),
                start=start,
                end=end,
                precision=precision,
                where=where,
                sides=pair,
                killed=killed.share(number, len(found)),
            )

    def _days(self, event: Event) -> list[tuple[dt.date, dt.date, Precision]]:
        when = event.when
        assert when is not None  # noqa: S101 - for the type checker; rows() has looked
        if self._split == WHOLE or when.precision is not Precision.DAYS:
            return [(when.start, when.end, when.precision)]
        days = (when.start + dt.timedelta(days=n) for n in range((when.end - when.start).days + 1))
        return [(day, day, Precision.DAY) for day in days]

    def _where(self, event: Event) -> Sequence[Where]:
        where = event.where
        assert where is not None  # noqa: S101 - as above
        told = [self._places[name] for name in event.reports if name in self._places]
        together = max(told, key=len, default=())
        if where.resolution not in _FINE or all(_spot(one) != _spot(where) for one in together):
            return [where]
        return together

    def _dyads(self, both: Sides) -> list[Sides]:
        if self._split != DYAD_DAY_PLACE or not both.a or not both.b:
            return [both]
        return [Sides(a=(a,), b=(b,), hit=both.hit) for a, b in product(_named(both.a), _named(both.b))]


def _named(parties: Sequence[Party]) -> Sequence[Party]:
    """Parties that can be told apart: those the actor table knows, else the first."""
    return [party for party in parties if party.actor] or parties[:1]


def _spot(where: Where) -> tuple[str, int | None]:
    return where.name.casefold(), where.geonameid


def places_told_together(bundle: Bundle) -> Mapping[str, tuple[Where, ...]]:
    """Report id -> the towns and spots it tells, where they are more than one: it happened in all of them.

    Different places in different reports are a dispute, or one place told twice; they make no rows.
    """
    found: dict[str, dict[tuple[str, int | None], Where]] = defaultdict(dict)
    for claim in bundle.told("where"):
        where = claim.parsed()
        if claim.modality.happened and claim.stance.affirms and where.resolution in _FINE:
            found[claim.subject].setdefault(_spot(where), where)
    return {report: tuple(places.values()) for report, places in found.items() if len(places) > 1}
