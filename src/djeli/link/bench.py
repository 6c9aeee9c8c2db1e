"""One linking run: everything its comparisons need, and the scored pairs they give."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from djeli.link.batch import Comparer
from djeli.link.block import across_items, within_items
from djeli.link.columns import Affinity, Columns, closeness, kinds
from djeli.link.evidence import Corpus, Evidence
from djeli.link.features import Observation, Pair, observe
from djeli.link.partition import Ground
from djeli.link.profile import Profile
from djeli.link.score import Scorecard
from djeli.link.scripts import Words, across_scripts
from djeli.link.stories import observe_stories
from djeli.link.terms import Numbers, Rows
from djeli.views import Link

SHOWN = 0.15
"""Links below this are not kept: they are neither made nor "possible"."""
BRIDGE = 0.5
"""Probability from which groups in two scripts are one: their facts alone speak, so more is asked of them."""
VETO_DAYS = 2
"""Two explicit full dates further apart than this are two events; up to it they may be one night or one slip."""
_EXPLAINED = 20_000
"""Links whose evidence is held at a time, which bounds memory."""

Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """Units as columns, and the pairs of them that were compared, by row number, the smaller left."""

    columns: Columns
    left: Rows
    right: Rows
    probabilities: Numbers

    def among(self, names: Collection[str]) -> dict[Ends, float]:
        """The probability of each pair of which both are among the names, by id."""
        units = self.columns.units
        rows = zip(self.left.tolist(), self.right.tolist(), self.probabilities.tolist(), strict=True)
        pairs = (((units[a].id, units[b].id), score) for a, b, score in rows)
        return {pair: score for pair, score in pairs if pair[0] in names and pair[1] in names}

    def ground(self, days: int) -> Ground:
        """What a partition needs; two explicit full dates more than so many days apart are two events."""
        columns, left, right = self.columns, self.left, self.right
        far = columns.stated[left] & columns.stated[right] & (columns.gap(left, right) > days)
        return Ground(main=columns.main, left=left, right=right, chances=self.probabilities, far=far)


class Bench:
    """What every comparison of one run needs; an open resource, read only after it is built."""

    def __init__(self, corpus: Corpus, card: Scorecard, affinity: Affinity, actors: Mapping[str, float]) -> None:
        self.corpus = corpus
        self._card, self._affinity, self._actors = card, affinity, actors

    def within(self, reports: Sequence[Profile]) -> list[Link]:
        """Links between reports of one item; those that nobody will be shown have no parts."""
        by_id = {one.id: one for one in reports}
        pairs = ((by_id[a], by_id[b]) for a, b in within_items(reports, self._affinity))
        return [self._link(self.pair(left, right)) for left, right in pairs]

    def of(self, corpus: Corpus) -> Bench:
        """The same for other items."""
        return Bench(corpus, self._card, self._affinity, self._actors)

    def across(
        self, units: Sequence[Profile], wanted: Collection[str] = (), wording: tuple[Rows, Rows] | None = None
    ) -> Scored:
        """The compared pairs of units of different items; where `wanted` is given, those with one of them.

        `wording` are pairs of items near in wording, where they are known.
        """
        columns = Columns(units, self.corpus, self._affinity, dict(self._actors))
        left, right = across_items(columns, wording)
        if wanted:
            asked = np.array([one.id in wanted for one in units], dtype=bool)
            keep = asked[left] | asked[right]
            left, right = left[keep], right[keep]
        return self.score(columns, left, right)

    def score(self, columns: Columns, left: Rows, right: Rows) -> Scored:
        """Those pairs with their probabilities."""
        return Scored(columns, left, right, Comparer(columns, self._card).probabilities(left, right))

    def shown(self, scored: Scored) -> list[Link]:
        """The pairs that people are shown, with their parts; probable ones name the rare words they share."""
        rows = np.flatnonzero(scored.probabilities >= SHOWN)
        found: list[Link] = []
        for start in range(0, len(rows), _EXPLAINED):
            some = rows[start : start + _EXPLAINED]
            left, right = scored.left[some], scored.right[some]
            pairs = self.pairs(scored.columns, left, right, _told(scored.columns, left, right))
            found += [self._explain(pair, _observed(pair)) for pair in pairs]
        return found

    def explained(self, columns: Columns, left: Rows, right: Rows) -> list[Link]:
        """A link for each pair of units of different items; those that nobody will be shown have no parts."""
        return [self._link(pair) for pair in self.pairs(columns, left, right)]

    def pairs(self, columns: Columns, left: Rows, right: Rows, told: Numbers | None = None) -> list[Pair]:
        """Each pair of units of different items with everything that is compared about it.

        `told` is what `Columns.told` has for them, where it is known or not all is wanted.
        """
        units = [(columns.units[a], columns.units[b]) for a, b in zip(left.tolist(), right.tolist(), strict=True)]
        evidence = self.corpus.evidence(sorted({_items(a, b) for a, b in units}))
        words = (columns.told(left, right) if told is None else told).tolist()
        close = columns.close(left, right).tolist()
        found = []
        for (a, b), alike, types in zip(units, words, close, strict=True):
            met = evidence[_items(a, b)]
            if not (a.main and b.main):
                met = replace(met, shared=self.corpus.shared_terms(a.item, b.item))
            found.append(self._pair(a, b, met, None if isnan(alike) else alike, types))
        return found

    def pair(self, left: Profile, right: Profile) -> Pair:
        """Two reports of one item with everything that is compared about them."""
        return self._pair(left, right, None, None, self._close(left, right))

    def _link(self, pair: Pair) -> Link:
        """Main occurrences of two pages are compared by their stories, everything else by itself.

        Pairs that nobody will be shown get no parts.
        """
        found = _observed(pair)
        chance = self._card.quick(found, stories=_of_stories(pair))
        if chance < SHOWN:
            return Link(left=pair.left.id, right=pair.right.id, probability=chance, parts=())
        return self._explain(pair, found)

    def _explain(self, pair: Pair, found: Iterable[Observation]) -> Link:
        weigh = self._card.story_link if _of_stories(pair) else self._card.link
        return weigh(pair.left.id, pair.right.id, found)

    def bridges(self, core: Rows, units: Sequence[Profile], texts: Words) -> list[Link]:
        """Links between groups of main units in two scripts, as far as they join them."""
        if not texts.several_scripts:
            return []
        groups: dict[int, list[str]] = {}
        for one, head in zip(units, core.tolist(), strict=True):
            if one.main:
                groups.setdefault(head, []).append(one.id)

        def score(pair: Pair) -> Link:
            return self._card.story_link(pair.left.id, pair.right.id, observe_stories(pair))

        by_id = {one.id: one for one in units}
        found = across_scripts(list(groups.values()), by_id, texts, self._affinity, score)
        return [one for one in found if one.probability >= BRIDGE]

    def _close(self, left: Profile, right: Profile) -> float:
        return closeness(kinds(left), kinds(right), self._affinity)

    def _pair(
        self, left: Profile, right: Profile, evidence: Evidence | None, told: float | None, affinity: float
    ) -> Pair:
        return Pair(
            left=left,
            right=right,
            left_item=self.corpus.of(left.item),
            right_item=self.corpus.of(right.item),
            evidence=evidence,
            told=told,
            actor_rarity=self._actors,
            affinity=affinity,
        )


def _told(columns: Columns, left: Rows, right: Rows) -> Numbers:
    """`Columns.told`; of two stories it is asked only where they may be copies."""
    family, item = columns.family, columns.item
    wanted = ~(columns.main[left] & columns.main[right]) | (family[item[left]] == family[item[right]])
    found = np.full(len(left), np.nan)
    found[wanted] = columns.told(left[wanted], right[wanted])
    return found


def _of_stories(pair: Pair) -> bool:
    """Whether both are what their pages are mainly about."""
    return pair.evidence is not None and pair.left.main and pair.right.main


def _observed(pair: Pair) -> tuple[Observation, ...]:
    return observe_stories(pair) if _of_stories(pair) else observe(pair)


def _items(a: Profile, b: Profile) -> Ends:
    return (a.item, b.item) if a.item < b.item else (b.item, a.item)
