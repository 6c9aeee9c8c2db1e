"""How two English words may name one deed: by a shared sense, one derived from the other, one broader than the other.

Read from `resources/link/kinship.tsv.gz` (WordNet 3.0, see NOTICE.md there). Other languages have their stems.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FIRST = 3
"""Senses that a word mostly has; what two words share only in rarer ones says little."""

_LEAST = 4
_SHARE = 0.6
"""Letters two words must begin with to be of one stem, and the share of the shorter one that these must be."""
_TAIL = 5


@dataclass(frozen=True, slots=True)
class Kinship:
    """Senses of words by rank, senses of words derived from them, and what is broader than a sense."""

    senses: Mapping[str, Mapping[str, int]]
    derived: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]

    def between(self, left: str, right: str) -> str:
        """same_sense, derived, broader, rare_sense, cousins (one thing is broader than both), far; "" if unknown."""
        one, two = self.senses.get(left), self.senses.get(right)
        if not one or not two:
            return ""
        first, second = _first(one), _first(two)
        if first & second:
            return "same_sense"
        if one.keys() & two.keys():
            return "rare_sense"
        mine, yours = self.derived[left], self.derived[right]
        if mine & two.keys() or yours & one.keys() or mine & yours:
            return "derived"
        return self._farther(first | mine, second | yours)

    def _farther(self, one: frozenset[str], two: frozenset[str]) -> str:
        over, beyond = self._broader(one), self._broader(two)
        if over & two or beyond & one:
            return "broader"
        return "cousins" if over & beyond else "far"

    def _broader(self, senses: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(self.above.get(sense, frozenset()) for sense in senses))


def _first(senses: Mapping[str, int]) -> frozenset[str]:
    return frozenset(sense for sense, rank in senses.items() if rank < FIRST)


@cache
def kinship() -> Kinship:
    """The table that ships with Djeli."""
    packed = (files("djeli.resources") / "link" / "kinship.tsv.gz").read_bytes()
    senses: dict[str, dict[str, int]] = {}
    derived: dict[str, frozenset[str]] = {}
    above: dict[str, frozenset[str]] = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        name, _, told = rest.partition("\t")
        if kind == "w":
            ranked, _, more = told.partition("\t")
            pairs = (one.partition(":") for one in ranked.split(","))
            senses[name] = {sense: int(rank) for sense, _, rank in pairs}
            derived[name] = frozenset(more.split(",")) - {""}
        elif kind == "s":
            above[name] = frozenset(told.split(","))
    return Kinship(senses, derived, above)


def one_stem(left: str, right: str) -> bool:
    """Whether two words look like forms of one: "acquire", "acquisition"; "quake", "earthquake"."""
    shared = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    if shared >= _LEAST and shared >= _SHARE * min(len(left), len(right)):
        return True
    short, long = sorted((left, right), key=len)
    return len(short) >= _TAIL and long.endswith(short)
