"""Text families: which items are copies, light rewrites or cuts of one text.

Candidates are found by sketches of word runs at a loose cut; a pair is a copy when the smaller text's exact runs of
five words lie to at least 45 % in the larger. Independent reports of one event share names and figures but few runs of
five words: merging them would destroy corroboration, so the cut is on the careful side. Lines that pages with nothing
else in common share (sign-up notices, copyright lines) are set aside first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from djeli.origin.boilerplate import story_lines
from djeli.records import digest
from djeli.text.similarity import SKETCH_RATE, Hashes, containment, runs, sketch, words

CANDIDATE = 0.15
"""Sketch containment from which a pair is looked at exactly: loose, because a sketch of a short text is coarse."""
COPY = 0.45
"""Exact containment that makes two texts copies: pair F1 .99 with no two independent reports of one event merged."""
TOGETHER = 0.1
"""Containment that every two members of a family need, so that a round-up does not chain unlike texts together."""
MIN_RUNS = 8
"""Texts with fewer runs of five words (12 words) are copies only when all their runs are shared."""
COMMON_RUN = 200
"""A run in more texts than this finds no candidates: it is a formula, not a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two items of one family and the share of the smaller one's word runs that the larger one holds."""

    left: str
    right: str
    containment: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Items whose texts are one text. `id` is made from the smallest member id, so that it stays when others join."""

    id: str
    members: tuple[str, ...]
    overlaps: tuple[Overlap, ...] = ()

    def explain(self, item: str) -> str:
        """One sentence: why this item is in the family."""
        mine = [overlap for overlap in self.overlaps if item in (overlap.left, overlap.right)]
        if not mine:
            return "No other text in the case shares its wording."
        best = max(mine, key=lambda overlap: overlap.containment)
        other = best.right if best.left == item else best.left
        return f"{best.containment:.0%} of the shorter text's runs of five words also stand in item {other[:8]}."


def families(texts: Mapping[str, str], *, titles: Mapping[str, str] | None = None) -> dict[str, Family]:
    """The family of every item; an item without copies is alone in its own.

    Args:
        texts: item id to the story's words (regions that hold no story left out, if known).
        titles: item id to title; where missing the first line stands in for it.

    The result does not depend on the order of `texts`.
    """
    order = sorted(texts)
    kept = story_lines({item: texts[item] for item in order}, titles or {})
    hashes = {item: runs(words(kept[item])) for item in order}
    overlaps = [
        Overlap(left=left, right=right, containment=round(share, 4))
        for left, right in _candidates(order, hashes)
        if (share := _copied(hashes[left], hashes[right])) >= COPY
    ]
    groups = _group(order, overlaps, hashes)
    found: dict[str, Family] = {}
    for members in groups:
        inside = set(members)
        family = Family(
            id=digest("family", members[0]),
            members=members,
            overlaps=tuple(o for o in overlaps if o.left in inside and o.right in inside),
        )
        found |= dict.fromkeys(members, family)
    return {item: found[item] for item in order}


def _copied(left: Hashes, right: Hashes) -> float:
    """Exact containment; very short texts must be contained as a whole."""
    share = containment(left, right)
    return share if min(len(left), len(right)) >= MIN_RUNS or share == 1.0 else 0.0


def _candidates(order: Sequence[str], hashes: Mapping[str, Hashes]) -> list[tuple[str, str]]:
    """Pairs whose sketches overlap, in order. Texts too short for a sketch are looked up by all their runs."""
    keys = {item: _lookup(hashes[item]) for item in order}
    holders: dict[int, list[str]] = {}
    for item in order:
        for key in keys[item].tolist():
            holders.setdefault(key, []).append(item)
    counts: dict[tuple[str, str], int] = {}
    for group in holders.values():
        if 1 < len(group) <= COMMON_RUN:
            for pair in combinations(group, 2):
                counts[pair] = counts.get(pair, 0) + 1
    found = []
    for (left, right), n in counts.items():
        sampled = len(keys[left]) < len(hashes[left]) or len(keys[right]) < len(hashes[right])
        estimate = n * (SKETCH_RATE if sampled else 1) / min(len(hashes[left]), len(hashes[right]))
        if estimate >= CANDIDATE:
            found.append((left, right))
    return sorted(found)


def _lookup(hashes: Hashes) -> Hashes:
    """The sketch, or every run of a text of under about 120 words, whose sketch would hold next to nothing."""
    return hashes if len(hashes) < 120 else sketch(hashes)


def _group(order: Sequence[str], overlaps: Sequence[Overlap], hashes: Mapping[str, Hashes]) -> list[tuple[str, ...]]:
    """Join the best overlaps first; two groups become one when all their members overlap."""
    home: dict[str, tuple[str, ...]] = {item: (item,) for item in order}
    for overlap in sorted(overlaps, key=lambda o: (-o.containment, o.left, o.right)):
        one, two = home[overlap.left], home[overlap.right]
        if one is two:
            continue
        if all(containment(hashes[a], hashes[b]) >= TOGETHER for a in one for b in two):
            joined = tuple(sorted(one + two))
            home |= dict.fromkeys(joined, joined)
    return sorted(set(home.values()))
