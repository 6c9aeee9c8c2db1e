"""Which pairs are worth comparing. A pair that is not named here counts as probability 0.

Small cases are compared in full. In larger ones a pair needs one of: neighbourhood in wording (each item's nearest
stories), two shared rare names, or the same place within four days. Reports that may not be one event by type or by
modality are never compared: what is planned or denied links only with its like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

import numpy as np

from djeli.link.evidence import Corpus
from djeli.link.profile import Profile

FULL = 300
"""Up to so many items every pair of items is a candidate."""
NEIGHBOURS = 20
"""Nearest stories of each item; must exceed the number of pages of the largest event, or blobs tear."""
CAP = 60
"""A place-and-time or name block larger than this tells nothing apart and is skipped."""
DAYS = 4
"""Width of a time bucket; neighbouring buckets overlap by half."""

ItemPair = tuple[str, str]
ReportPair = tuple[str, str]
Affinity = Callable[[str, str], float]


def within_items(profiles: Sequence[Profile], affinity: Affinity) -> list[ReportPair]:
    """Pairs of reports of one item that may tell one occurrence, sorted."""
    by_item = _by_item(profiles)
    return sorted(
        _pair(a, b) for group in by_item.values() for a, b in combinations(group, 2) if _comparable(a, b, affinity)
    )


def across_items(units: Sequence[Profile], corpus: Corpus, affinity: Affinity) -> list[ReportPair]:
    """Pairs of units of different items to compare, by the ids of their heads, sorted."""
    by_item = _by_item(units)
    items = sorted(by_item)
    near = set(combinations(items, 2)) if len(items) <= FULL else _near(items, corpus)
    found: set[ReportPair] = set()
    for left, right in near:
        found |= {_pair(a, b) for a, b in product(by_item[left], by_item[right]) if _comparable(a, b, affinity)}
    if len(items) > FULL:
        found |= _same_place_and_time(units, affinity)
    return sorted(found)


def _by_item(profiles: Sequence[Profile]) -> dict[str, list[Profile]]:
    found: dict[str, list[Profile]] = {}
    for one in sorted(profiles, key=lambda p: p.id):
        found.setdefault(one.item, []).append(one)
    return found


def _pair(a: Profile, b: Profile) -> ReportPair:
    return (a.id, b.id) if a.id < b.id else (b.id, a.id)


def _comparable(a: Profile, b: Profile, affinity: Affinity) -> bool:
    return a.modality is b.modality and (closeness(a, b, affinity) > 0 or (a.main and b.main))


def closeness(a: Profile, b: Profile, affinity: Affinity) -> float:
    """Best affinity between the types of two reports or units; 0 where one has no type."""
    if not a.type or not b.type:
        return 0.0
    return max(affinity(one, other) for one in a.types or (a.type,) for other in b.types or (b.type,))


def _near(items: Sequence[str], corpus: Corpus) -> set[ItemPair]:
    """Item pairs by wording or by rare names, smaller id first."""
    rows = [corpus.row[item] for item in items]
    found: set[ItemPair] = set()
    story, names = corpus.story[rows], corpus.names[rows]
    for start in range(0, len(items), 500):
        scores = (story[start : start + 500] @ story.T).tocsr()
        found |= {tuple(sorted((items[start + n], items[m]))) for n, m in _best(scores, start)}  # type: ignore[misc]
    return found | _by_names(items, names)


def _best(scores: Any, start: int) -> Iterable[tuple[int, int]]:
    """Row and column of each row's nearest neighbours, itself left out; equal scores go by column."""
    for n in range(scores.shape[0]):
        row = slice(scores.indptr[n], scores.indptr[n + 1])
        columns, values = scores.indices[row], np.round(scores.data[row], 9)
        order = np.lexsort((columns, -values))[: NEIGHBOURS + 1]
        yield from ((n, int(columns[k])) for k in order if columns[k] != start + n)


def _by_names(items: Sequence[str], names: Any) -> set[ItemPair]:
    """Items that share at least two rare names, none of them in more than `CAP` items."""
    columns = names.tocsc()
    counts: dict[tuple[int, int], int] = {}
    for column in range(columns.shape[1]):
        holders = columns.indices[columns.indptr[column] : columns.indptr[column + 1]]
        if 1 < len(holders) <= CAP:
            for a, b in combinations(sorted(holders.tolist()), 2):
                counts[a, b] = counts.get((a, b), 0) + 1
    return {(items[a], items[b]) for (a, b), n in counts.items() if n >= 2}


def _same_place_and_time(profiles: Sequence[Profile], affinity: Affinity) -> set[ReportPair]:
    blocks: dict[tuple[object, ...], list[Profile]] = {}
    for one in sorted(profiles, key=lambda p: p.id):
        for key in _keys(one):
            blocks.setdefault(key, []).append(one)
    found: set[ReportPair] = set()
    for group in blocks.values():
        if 1 < len(group) <= CAP:
            found |= {
                _pair(a, b) for a, b in combinations(group, 2) if a.item != b.item and _comparable(a, b, affinity)
            }
    return found


def _keys(one: Profile) -> Iterable[tuple[object, ...]]:
    """Overlapping time buckets crossed with the place's name and its half-degree cell."""
    if one.when is None or one.where is None or (one.when.end - one.when.start).days > DAYS:
        return
    where = one.where
    spots: list[tuple[object, ...]] = [(where.country, where.name)]
    if where.lat is not None and where.lon is not None:
        spots.append((round(where.lat * 2), round(where.lon * 2)))
    day = one.when.start.toordinal()
    half = DAYS // 2
    for spot in spots:
        yield (*spot, day // half)
        yield (*spot, day // half + 1)


def item_pairs(pairs: Iterable[ReportPair], item_of: Mapping[str, str]) -> list[ItemPair]:
    """Distinct pairs of different items behind pairs of reports, smaller id first, sorted."""
    found = {(min(x, y), max(x, y)) for a, b in pairs if (x := item_of[a]) != (y := item_of[b])}
    return sorted(found)
