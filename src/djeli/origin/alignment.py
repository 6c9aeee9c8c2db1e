"""Two signs held against each other: which names and figures stand in both, in one order and as far apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from djeli.origin.signs import FIGURE, NATION, TIME, Anchor, Sign

SLACK = 0.15
"""How far from the same place, as a share of the text, a name of a translation may stand."""
LOCAL = 90
"""Characters by which languages shift the words of one sentence."""
STEP = 60
"""Pieces of text between two answers are compared from this length on; shorter ones are mostly order of words."""
LOOSE, GROWTH = 40, 0.25
"""Characters, and share of a piece, by which its translation may be longer or shorter."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Aligned:
    """What two texts have in one order.

    `left` and `right`: sure names and figures that are answered in the other text, and all. `kinds` are different ones
    among all answers but dates and nations; `names` and `figures` are told of them. `even` of the `steps`, the pieces
    between answers, are about as long in both texts. `widest` is the largest share of either text without an answer.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    kinds: int
    names: int
    figures: int
    steps: int
    even: int
    widest: float

    @property
    def cover(self) -> float:
        """The share of sure names and figures that is answered, of the text where it is smaller."""
        return min(found / of if of else 0.0 for found, of in (self.left, self.right))

    @property
    def mirrored(self) -> Aligned:
        """The same as seen from the other text."""
        return replace(self, left=self.right, right=self.left)

    @property
    def evenness(self) -> float:
        """The share of pieces that are about as long in both texts."""
        return self.even / self.steps if self.steps else 0.0


def in_order(one: Mapping[int, Sequence[float]], other: Mapping[int, Sequence[float]]) -> int:
    """How many clues stand in one order, and about as deep, in two texts; by the places of their clues."""
    common = one.keys() & other.keys()
    spots = sorted((a, -b) for clue in common for a in one[clue] for b in other[clue] if abs(a - b) <= SLACK)
    lowest: list[float] = []
    for _, place in spots:
        at = bisect_left(lowest, -place)
        lowest[at : at + 1] = [-place]
    return len(lowest)


def align(one: Sign, other: Sign) -> Aligned:
    """What stands in both, in one order.

    Of several orders that are as long the run from one text to the other may be another one than the run back; the one
    whose pieces are more alike is taken, so that it doesn't matter which text comes first.
    """
    there, back = _aligned(one, other), _aligned(other, one).mirrored
    return max(there, back, key=lambda found: (found.evenness, found.cover, found.kinds, -found.widest, found.left))


def _aligned(one: Sign, other: Sign) -> Aligned:
    pairs = _answers(one, other)
    return _measured(_with_neighbours(pairs, _chain(pairs), one, other), one, other)


def _answers(one: Sign, other: Sign) -> Pairs:
    """Places of anchors that are the same and stand about as deep in their texts; one of them must be sure."""
    spots: dict[str, list[int]] = defaultdict(list)
    for n, anchor in enumerate(other.anchors):
        for key in (anchor.key, *anchor.others):
            spots[key].append(n)
    found = []
    for m, anchor in enumerate(one.anchors):
        depth = anchor.at / one.size
        for n in sorted({n for key in (anchor.key, *anchor.others) for n in spots.get(key, ())}):
            its = other.anchors[n]
            said = anchor.sure or its.sure or anchor.key[0] in (NATION, TIME)
            if said and abs(depth - its.at / other.size) <= SLACK and _same(anchor, its):
                found.append((m, n))
    return found


def _same(one: Anchor, other: Anchor) -> bool:
    return one.key == other.key or one.key in other.others or other.key in one.others


def _chain(pairs: Pairs) -> Pairs:
    """The longest run of answers in one order."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    lowest: list[int] = []  # last place in the other text of the best run of each length
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(ordered):
        at = bisect_left(lowest, place)
        before.append(ends[at - 1] if at else -1)
        lowest[at : at + 1], ends[at : at + 1] = [place], [number]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(ordered[number])
        number = before[number]
    return found[::-1]


def _with_neighbours(pairs: Pairs, chain: Pairs, one: Sign, other: Sign) -> Pairs:
    """The run with answers that only the order of words in a sentence took out of it."""
    if len(chain) < 2:
        return chain
    mine, its = {m for m, _ in chain}, {n for _, n in chain}
    places = [one.anchors[m].at for m, _ in chain]
    found = list(chain)
    for m, n in pairs:
        if m in mine or n in its:
            continue
        at = min(max(bisect_left(places, one.anchors[m].at), 1), len(chain) - 1)
        near = min((at - 1, at), key=lambda k: abs(places[k] - one.anchors[m].at))
        away = one.anchors[m].at - places[near]
        beyond = other.anchors[n].at - other.anchors[chain[near][1]].at
        if abs(away) <= 2 * LOCAL and abs(beyond - away * other.size / one.size) <= LOCAL:
            found.append((m, n))
            mine.add(m)
            its.add(n)
    return sorted(found)


def _counted(hit: set[int], one: Sign, other: Sign) -> tuple[int, int]:
    """Sure anchors that were answered, and all; of two consonants they get no answer from a script without capitals."""
    able = {n for n, a in enumerate(one.anchors) if a.sure and (other.capitals or not a.is_name or len(a.key) > 2)}
    return len(able & hit), len(able)


def _measured(chain: Pairs, one: Sign, other: Sign) -> Aligned:
    keys = {
        min(one.anchors[m].key, other.anchors[n].key) for m, n in chain if one.anchors[m].key[0] not in (NATION, TIME)
    }
    steps, even, widest = _steps([(one.anchors[m].at, other.anchors[n].at) for m, n in chain], one.size, other.size)
    return Aligned(
        left=_counted({m for m, _ in chain}, one, other),
        right=_counted({n for _, n in chain}, other, one),
        kinds=len(keys),
        names=len({m for m, _ in chain if one.anchors[m].is_name}),
        figures=sum(key[0] == FIGURE for key in keys),
        steps=steps,
        even=even,
        widest=widest,
    )


def _steps(places: Sequence[tuple[int, int]], size: int, other: int) -> tuple[int, int, float]:
    """Pieces between answers, those about as long in both texts, and the largest share without an answer."""
    steps = even = 0
    widest = 0.0
    x, y = 0, 0
    for a, b in (*places, (size, other)):
        mine, its = (a - x) * other / size, b - y
        longer = max(mine, its)
        if longer < STEP:
            continue
        widest = max(widest, (a - x) / size, its / other)
        steps += 1
        even += abs(its - mine) <= LOOSE + GROWTH * longer
        x, y = a, b
    return steps, even, widest
