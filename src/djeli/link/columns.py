"""Units and their stories as columns: one number a unit for each thing that is compared.

What many units share (a place, a set of types) is numbered; the two numbers are compared once, by the same function
that compares two units when a link is explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from djeli.link.evidence import PRIOR_PAGES, Corpus, codes
from djeli.link.features import FINE, PASSAGE, STORY, WHOLE
from djeli.link.profile import Profile
from djeli.link.terms import UNIT, Numbers, Rows, Terms, cosines, dots, pieces, ragged, rarities, share, weighed
from djeli.values import When, Where
from djeli.vocab import DateAnchor, Harm, Precision

NEVER = np.iinfo(np.int64).min
"""Stands for a day that is not known."""
MOST = 10**15
"""Larger counts are taken for this, which a float holds exactly."""
_AT_ONCE = 4_000_000
"""Combinations of values looked at together, which bounds memory."""

Affinity = Callable[[str, str], float]


def closeness(a: Sequence[str], b: Sequence[str], affinity: Affinity) -> float:
    """Best affinity between the types of two reports or units; 0 where one has no type."""
    return max((affinity(one, other) for one in a for other in b if one and other), default=0.0)


def kinds(one: Profile) -> tuple[str, ...]:
    """The types of a report or unit."""
    return one.types or ((one.type,) if one.type else ())


def actor_rarity(reports: Sequence[Profile], *, coarse: bool) -> dict[str, float]:
    """How rare each party is among reports, rounded to six places so that sums don't depend on their order."""
    terms = Terms(one.actors for one in reports)
    found = rarities(terms.held(), len(reports), strength=PRIOR_PAGES, coarse=coarse)
    return dict(zip(terms.vocabulary, np.round(found, 6).tolist(), strict=False))


class Table:
    """A function of two numbered things, worked out once for each pair of numbers that is met."""

    def __init__(self, function: Callable[[int, int], float]) -> None:
        self._function = function
        self._known: dict[int, float] = {}

    def at(self, left: Rows, right: Rows) -> Numbers:
        """The value for each pair; the lower number is given first, as the function does not mind the order."""
        if not len(left):
            return np.empty(0)
        low, high = np.minimum(left, right), np.maximum(left, right)
        met, where = np.unique((low << 32) | high, return_inverse=True)
        for code in met.tolist():
            if code not in self._known:
                self._known[code] = self._function(code >> 32, code & 0xFFFFFFFF)
        return np.array([self._known[code] for code in met.tolist()], dtype=float)[where]


class Columns:
    """Profiles sorted by id, as columns; an open resource, read only after it is built."""

    def __init__(
        self, units: Sequence[Profile], corpus: Corpus, affinity: Affinity, actors: dict[str, float] | None = None
    ) -> None:
        self.units, self.corpus = units, corpus
        self.item = np.array([corpus.row[one.item] for one in units], dtype=np.int64)
        self.main = np.array([one.main for one in units], dtype=bool)
        self.background = np.array([one.background for one in units], dtype=bool)
        self.modality = codes(one.modality for one in units)
        self._days(units)
        self._places(units)
        self._kinds(units, affinity)
        self._tolls(units)
        self._stories(units, corpus)
        ranked = actors or {}
        self._parties = Terms(one.actors for one in units)
        told = np.array([ranked.get(name, 0.0) for name in self._parties.vocabulary] or [0.0])
        self._party_flat = weighed(self._parties.counts, np.ones(len(told)))
        self._party_rarity = weighed(self._parties.counts, told)
        self.parties = np.diff(self._parties.counts.indptr)

    def _days(self, units: Sequence[Profile]) -> None:
        times = [one.when for one in units]
        self.start = np.array([when.start.toordinal() if when else NEVER for when in times], dtype=np.int64)
        self.end = np.array([when.end.toordinal() if when else NEVER for when in times], dtype=np.int64)
        self.dated = self.start != NEVER
        self.to_day = np.array([when is not None and when.precision is Precision.DAY for when in times], dtype=bool)
        self.stated = np.array([stated(when) for when in times], dtype=bool)

    def _places(self, units: Sequence[Profile]) -> None:
        known: dict[object, int] = {}
        self.spots: list[Profile] = []
        numbers = []
        for one in units:
            number = -1 if one.where is None else known.setdefault(_spot(one.where), len(known))
            if number == len(self.spots):
                self.spots.append(one)
            numbers.append(number)
        self.place = np.array(numbers, dtype=np.int64)
        self.fine = np.array([one.where is not None and one.where.resolution in FINE for one in units], dtype=bool)

    def _kinds(self, units: Sequence[Profile], affinity: Affinity) -> None:
        known: dict[tuple[str, ...], int] = {}
        self.kind = np.array([known.setdefault(kinds(one), len(known)) for one in units], dtype=np.int64)
        sets = list(known)
        self._close = Table(lambda a, b: closeness(sets[a], sets[b], affinity))
        self.typed = np.array([bool(one.type) for one in units], dtype=bool)

    def _tolls(self, units: Sequence[Profile]) -> None:
        self.low = np.full((len(Harm), len(units)), np.nan)
        self.high = np.full((len(Harm), len(units)), np.nan)
        order = {harm: n for n, harm in enumerate(Harm)}
        for n, one in enumerate(units):
            for harm, (low, high) in one.harm.items():
                self.low[order[harm], n], self.high[order[harm], n] = min(low, MOST), min(high, MOST)

    def _stories(self, units: Sequence[Profile], corpus: Corpus) -> None:
        items = corpus.items
        sizes = np.array([len(item.tokens) for item in items], dtype=np.int64)[self.item]
        words = np.array([len(one.tokens) for one in units], dtype=np.int64)
        self.manifold = np.array([item.manifold for item in items], dtype=bool)[self.item]
        self.passing = self.manifold | (sizes > STORY) & (words < PASSAGE * sizes)
        self.whole = (words >= WHOLE * sizes) & ~self.manifold
        self.published = np.array([i.published.toordinal() if i.published else NEVER for i in items], dtype=np.int64)
        self.bears_date = np.array([item.bears_date for item in items], dtype=bool)
        self.titled = np.array([bool(item.title) for item in items], dtype=bool)
        self.family = codes(item.family for item in items)
        spoken = codes(["", *(item.language for item in items)])[1:]
        self.language = spoken  # 0: not known
        self.days = ragged([[day.toordinal() for day in item.days] for item in items])
        self.tolls = ragged([[min(toll, MOST) for toll in item.tolls] for item in items])
        named = Terms(item.places for item in items)
        self._named = weighed(named.counts, np.ones(named.counts.shape[1]))

    def close(self, left: Rows, right: Rows) -> Numbers:
        """Best affinity between the types of each pair, 0 where one has none."""
        return self._close.at(self.kind[left], self.kind[right])

    def gap(self, left: Rows, right: Rows) -> Numbers:
        """Days between the times told; NaN where one tells none."""
        days = np.maximum(self.start[left], self.start[right]) - np.minimum(self.end[left], self.end[right])
        return np.where(self.dated[left] & self.dated[right], np.maximum(days, 0), np.nan)

    def shared_parties(self, left: Rows, right: Rows) -> tuple[Numbers, Numbers]:
        """How many parties both name, and the sum of their rarity."""
        many = dots(self._party_flat, left, right) / (UNIT * UNIT)
        return np.rint(many), share(dots(self._party_rarity, left, right, self._party_flat))

    def shared_places(self, left: Rows, right: Rows) -> Any:
        """Whether both stories name one settlement."""
        return dots(self._named, self.item[left], self.item[right]) > 0

    def told(self, left: Rows, right: Rows) -> Numbers:
        """Cosine of the words the two are told in; NaN where one is told in none."""
        met, where = np.unique(np.concatenate([left, right]), return_inverse=True)
        passages = self.corpus.passages(self.units[n].tokens for n in met.tolist())
        one, other = where[: len(left)], where[len(left) :]
        words = np.diff(passages.indptr) > 0
        return np.where(words[one] & words[other], cosines(dots(passages, one, other)), np.nan)


def _spot(where: Where) -> object:
    """What two equal places have in common; the reason they were found by isn't."""
    named = (where.name, where.resolution, where.country, where.adm1, where.geonameid, where.unlisted)
    return (*named, where.lat, where.lon)


def stated(when: When | None) -> bool:
    """Whether a date stands in the words in full."""
    return when is not None and when.precision is Precision.DAY and when.anchor is DateAnchor.STATED


def each_with_each(table: tuple[Rows, Rows], left: Rows, right: Rows) -> Iterable[tuple[Rows, Rows, Rows]]:
    """All values of one row with all of the other, in slices: which pair, the one's value, the other's.

    A pair is never cut in two; pairs with an empty row are left out.
    """
    pointers, values = table
    sizes = np.diff(pointers)
    products = sizes[left] * sizes[right]
    wanted = np.flatnonzero(products)
    slices = (np.cumsum(products[wanted]) - 1) // _AT_ONCE
    for some in np.split(wanted, np.flatnonzero(np.diff(slices)) + 1) if len(wanted) else []:
        ones, one_sizes = pieces(pointers, values, left[some])
        pair = np.repeat(some, one_sizes)
        repeats = sizes[right[pair]]
        others, _ = pieces(pointers, values, right[pair])
        yield np.repeat(pair, repeats), np.repeat(ones, repeats), others
