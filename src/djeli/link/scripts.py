"""Groups of pages in two scripts that tell one occurrence.

Between English and Arabic pages wording is silent, and the facts of a single page are often half read; but what the
English pages agree on and what the Arabic pages agree on can be held against one another. So groups that were found
within one script are compared as wholes: the day and place most of their pages tell, all their counts, and the names
that sound alike. Only groups that agree on the day (one apart at most) are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from djeli.link.evidence import Evidence
from djeli.link.features import Pair
from djeli.link.profile import ItemWords, Profile
from djeli.link.unit import unit
from djeli.views import Link
from djeli.vocab import Precision

Affinity = Callable[[str, str], float]


class Words(Protocol):
    """The words of items, and which of their names sound alike, see `Corpus`."""

    @property
    def several_scripts(self) -> bool:
        """Whether they are written in more than one."""
        ...

    def of(self, item: str) -> ItemWords:
        """The words of one item."""
        ...

    def heard(self, one: ItemWords, other: ItemWords) -> float | None:
        """Sum of the rarity of names that sound alike; None within one script or without names."""
        ...


@dataclass(frozen=True, slots=True)
class Whole:
    """What the pages of one group agree on: one profile and one row of words for all of them."""

    head: str
    profile: Profile
    words: ItemWords
    day: int  # ordinal of the day most pages tell


def across_scripts(
    groups: Sequence[Sequence[str]],
    units: Mapping[str, Profile],
    corpus: Words,
    affinity: Affinity,
    score: Callable[[Pair], Link],
) -> Iterator[Link]:
    """A link for each two groups in different scripts that agree on the day, between their heads."""
    wholes = [found for group in groups if (found := whole([units[name] for name in group], corpus)) is not None]
    by_day: dict[int, list[Whole]] = defaultdict(list)
    for one in wholes:
        by_day[one.day].append(one)
    for one in wholes:
        if one.words.script == _COMMONEST:
            continue
        for other in (found for gap in (-1, 0, 1) for found in by_day.get(one.day + gap, ())):
            mine, theirs = one.words.script, other.words.script
            if mine != theirs and not (theirs != _COMMONEST and other.head < one.head):
                left, right = sorted((one, other), key=lambda w: w.head)
                yield score(_pair(left, right, corpus, affinity))


_COMMONEST = "latin"


def whole(members: Sequence[Profile], corpus: Words) -> Whole | None:
    """A group as one story; None where its pages tell no day or are written in several scripts."""
    items = [corpus.of(one.item) for one in members]
    days = Counter(one.when.start for one in members if one.when and one.when.precision is Precision.DAY)
    if not days or len({item.script for item in items}) > 1:
        return None
    day = min(days, key=lambda d: (-days[d], d))
    dated = next(one for one in members if one.when and one.when.start == day and one.when.precision is Precision.DAY)
    together = replace(unit(sorted(members, key=lambda one: one.id)), when=dated.when, main=True)
    first = min(items, key=lambda item: item.id)
    words = replace(
        first,
        quotes=(),
        numbers=(),
        title=(),
        sounds=tuple(sorted({sound for item in items for sound in item.sounds})),
        days=frozenset({day}),
        places=frozenset(place for item in items for place in item.places),
        tolls=frozenset(toll for item in items for toll in item.tolls),
        published=min((item.published for item in items if item.published), default=None),
    )
    return Whole(head=min(one.id for one in members), profile=together, words=words, day=day.toordinal())


def _pair(left: Whole, right: Whole, corpus: Words, affinity: Affinity) -> Pair:
    kinds = [(a, b) for a in left.profile.types for b in right.profile.types]
    return Pair(
        left=replace(left.profile, id=left.head),
        right=replace(right.profile, id=right.head),
        left_item=left.words,
        right_item=right.words,
        evidence=Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 0, sounds=corpus.heard(left.words, right.words)),
        told=None,
        actor_rarity={},
        affinity=max((affinity(a, b) for a, b in kinds), default=0.0),
    )
