"""Decisions about reports as pairs that don't contradict one another, ready for linking.

The latest decision wins, also over what earlier ones imply together: after "A and B are one" and "B and C are one",
"A and C are different" takes back the older of the two. So rows are read from the newest to the oldest, and one that
contradicts what stands already is passed over; how they were ordered when they came in changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import product

from djeli.judge.rows import members
from djeli.records import Judgement
from djeli.vocab import Verdict

Pair = tuple[str, str]


class Settled:
    """Groups that must stand together and pairs of groups that must not; an open ledger while rows are read."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._barred: dict[str, set[str]] = {}
        self._decided: set[Pair] = set()

    def root(self, name: str) -> str:
        """The name that stands for a group."""
        while (above := self._parent.get(name, name)) != name:
            name = above
        return name

    def apart(self, one: str, other: str) -> bool:
        """Whether two reports must not stand in one event."""
        return self.root(other) in self._barred.get(self.root(one), ())

    def together(self, one: str, other: str) -> bool:
        """Whether two reports must stand in one event."""
        return self.root(one) == self.root(other)

    def decided(self, left: Iterable[str], right: Iterable[str]) -> bool:
        """Whether somebody decided about any report of one group and any of the other, "unsure" included."""
        others = list(right)
        return any(
            (min(a, b), max(a, b)) in self._decided or self.apart(a, b) or (a != b and self.together(a, b))
            for a in left
            for b in others
        )

    def take(self, verdict: Verdict, one: str, other: str) -> bool:
        """Take one pair of an older decision. Returns whether it holds beside the newer ones."""
        pair = min(one, other), max(one, other)
        if pair in self._decided or one == other:
            return False
        self._decided.add(pair)
        a, b = sorted((self.root(one), self.root(other)))
        if verdict is Verdict.SAME and not self.apart(a, b):
            self._join(a, b)
        elif verdict is Verdict.DIFFERENT and a != b:
            self._barred.setdefault(a, set()).add(b)
            self._barred.setdefault(b, set()).add(a)
        else:
            return False
        return True

    def _join(self, a: str, b: str) -> None:
        if a == b:
            return
        self._parent[b] = a
        for other in self._barred.pop(b, set()):
            self._barred[other].discard(b)
            self._barred[other].add(a)
            self._barred.setdefault(a, set()).add(other)

    def barred(self) -> Iterable[Pair]:
        """Names of groups that must not meet, each pair once."""
        return ((a, b) for a, others in self._barred.items() for b in others if a < b)

    def known(self) -> Collection[str]:
        """All reports that a decision in force speaks of."""
        return {name for pair in self._decided for name in pair}


def settle(judgements: Iterable[Judgement]) -> tuple[Settled, set[str]]:
    """What holds of decisions in force, and the ids of those that newer ones overrule in whole."""
    found, overruled = Settled(), set()
    for one in sorted(judgements, key=lambda j: (j.at, j.id), reverse=True):
        if one.verdict not in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
            continue
        left, right = members(one)
        if one.verdict is Verdict.SAME:  # a chain through all of them says the same as every pair
            both = [*left, *right]
            pairs: Iterable[Pair] = [(both[0], other) for other in both[1:]]
        else:
            pairs = product(left, right)
        held = [found.take(one.verdict, a, b) for a, b in pairs]
        if one.verdict is not Verdict.UNSURE and not any(held):
            overruled.add(one.id)
    return found, overruled


def pairs(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Decisions about reports as rows of two reports each, for `djeli.link`: all that they say together.

    Args:
        judgements: decisions in force, as they speak of current reports.
    """
    rows = list(judgements)
    found, _ = settle(rows)
    if not rows:
        return []
    base = max(rows, key=lambda j: (j.at, j.id))
    grouped: dict[str, list[str]] = {}
    for name in sorted(found.known()):
        grouped.setdefault(found.root(name), []).append(name)
    made = [(Verdict.SAME, group[0], other) for group in grouped.values() for other in group[1:]]
    for one, other in found.barred():
        made += [(Verdict.DIFFERENT, a, b) for a, b in product(grouped[one], grouped[other])]
    return [
        Judgement(left=min(a, b), right=max(a, b), verdict=verdict, by=base.by, at=base.at)
        for verdict, a, b in sorted(made)
    ]
