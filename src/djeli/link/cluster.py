"""From scored pairs to groups: average link on probability, pairs nobody scored counting 0.

A group grows only while the mean probability over all pairs across stays above the threshold, so one bridge never
chains unlike reports together. Two groups with such a mean have at least one pair above the threshold between them:
so what no chain of such pairs connects can be worked out apart, in the order of ids. Whatever came first, and whatever
else is in the case, the same component gives the same groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from djeli.link.terms import Numbers, Rows

Pairs = Mapping[tuple[str, str], float]

SLACK = 1e-9
"""Means are rounded to this before they are compared."""


@dataclass(frozen=True, slots=True)
class Known:
    """Groups as they were, and which nodes, or pairs of theirs, are no longer what they were."""

    home: Rows
    touched: NDArray[np.bool_]


def as_rows(pairs: Iterable[tuple[int, int]]) -> Rows:
    """Pairs as an array of two columns, sorted."""
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def components(size: int, left: Rows, right: Rows) -> Rows:
    """For each of so many nodes the smallest node that edges connect it with."""
    edges = sparse.coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(size, size))
    count, label = csgraph.connected_components(edges, directed=False)
    smallest = np.full(count, size, dtype=np.int64)
    np.minimum.at(smallest, label, np.arange(size))
    return np.asarray(smallest[label])


def cluster(
    nodes: Iterable[str],
    scores: Pairs,
    *,
    threshold: float,
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """Groups of nodes, each sorted, sorted by their smallest member.

    Args:
        nodes: everything that must appear in the result.
        scores: probability of each pair that was compared, keys sorted within the pair.
        threshold: mean probability over all pairs across two groups from which they become one.
        same: pairs that stand together whatever their score; they win over `different`.
        different: pairs that never stand in one group, unless `same` forces them to.
    """
    known = sorted(set(nodes))
    row = {name: n for n, name in enumerate(known)}

    def rows(pairs: Iterable[tuple[str, str]]) -> list[tuple[int, int]]:
        return [(row[a], row[b]) for a, b in pairs if a in row and b in row]

    met = rows(scores)
    left = np.array([a for a, _ in met], dtype=np.int64)
    right = np.array([b for _, b in met], dtype=np.int64)
    values = np.array([score for (a, b), score in scores.items() if a in row and b in row], dtype=float)
    tied, barred = as_rows(rows(same)), as_rows(rows(different))
    home = grouped(len(known), left, right, values, threshold=threshold, same=tied, different=barred)
    groups: dict[int, list[str]] = {}
    for n, name in enumerate(known):
        groups.setdefault(int(home[n]), []).append(name)
    return [tuple(members) for _, members in sorted(groups.items())]


def grouped(
    size: int,
    left: Rows,
    right: Rows,
    scores: Numbers,
    *,
    threshold: float,
    same: Rows,
    different: Rows,
    known: Known | None = None,
) -> Rows:
    """`cluster` for nodes 0 to `size` - 1: the smallest member of each one's group.

    `same` and `different` have a row of two nodes for each pair. With `known` only the components of touched nodes are
    worked out; for all others nothing may have changed since.
    """
    strong = scores >= threshold - SLACK
    part = components(size, np.concatenate([left[strong], same[:, 0]]), np.concatenate([right[strong], same[:, 1]]))
    home, wanted = np.arange(size), np.bincount(part, minlength=size)[part] > 1
    if known is not None:
        touched = np.isin(part, part[known.touched])
        home[~touched] = known.home[~touched]
        wanted &= touched
    tied, barred = _by_part(same[wanted[same[:, 0]]], part), _by_part(different[wanted[different[:, 0]]], part)
    for work in _works(part, wanted, left, right, scores):
        at = int(part[work.nodes[0]])
        work.same, work.different = tied.get(at, []), barred.get(at, [])
        for group in _average_link(work, threshold):
            home[list(group)] = group[0]
    return home


class _Work:
    """One component and what is known about its pairs."""

    __slots__ = ("different", "nodes", "same", "scores")

    def __init__(self, nodes: list[int], scores: list[tuple[int, int, float]]) -> None:
        self.nodes, self.scores = nodes, scores
        self.same: list[tuple[int, int]] = []
        self.different: list[tuple[int, int]] = []


def _works(part: Rows, wanted: NDArray[np.bool_], left: Rows, right: Rows, scores: Numbers) -> Iterable[_Work]:
    """The components of the wanted nodes with the pairs inside them."""
    nodes = np.flatnonzero(wanted)
    nodes = nodes[np.argsort(part[nodes], kind="stable")]
    inside = np.flatnonzero(wanted[left] & (part[left] == part[right]))
    inside = inside[np.lexsort((right[inside], left[inside], part[left[inside]]))]
    starts = np.flatnonzero(np.diff(part[nodes], prepend=-1))
    ends = np.append(starts, len(nodes))[1:]
    homes = part[nodes[starts]]
    pair_homes = part[left[inside]]
    firsts, lasts = np.searchsorted(pair_homes, homes), np.searchsorted(pair_homes, homes, side="right")
    a, b, values = left[inside], right[inside], scores[inside]
    for start, end, first, last in zip(starts, ends, firsts, lasts, strict=True):
        some = slice(first, last)
        rows = zip(a[some].tolist(), b[some].tolist(), values[some].tolist(), strict=True)
        yield _Work(nodes[start:end].tolist(), list(rows))


def _by_part(pairs: Rows, part: Rows) -> dict[int, list[tuple[int, int]]]:
    """Pairs inside a component by that component, sorted."""
    found: dict[int, list[tuple[int, int]]] = {}
    inside = pairs[part[pairs[:, 0]] == part[pairs[:, 1]]]
    for a, b in sorted({(min(pair), max(pair)) for pair in inside.tolist()}):
        found.setdefault(int(part[a]), []).append((a, b))
    return found


def _tied(nodes: Sequence[int], same: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Nodes that ties hold together, by their smallest."""
    home: dict[int, tuple[int, ...]] = {node: (node,) for node in nodes}
    for a, b in same:
        if home[a] is not home[b]:
            together = tuple(sorted(home[a] + home[b]))
            home |= dict.fromkeys(together, together)
    return {members[0]: members for members in home.values()}


def _average_link(work: _Work, threshold: float) -> list[tuple[int, ...]]:
    """Merge the two groups with the highest mean, ties by id, until none reaches the threshold."""
    groups = _tied(work.nodes, work.same)
    home = {node: key for key, members in groups.items() for node in members}
    sums: dict[int, dict[int, float]] = {key: {} for key in groups}
    barred: dict[int, set[int]] = {key: set() for key in groups}
    for a, b, score in work.scores:
        if home[a] != home[b]:
            _add(sums, home[a], home[b], score)
    for a, b in work.different:
        if home[a] != home[b]:
            barred[home[a]].add(home[b])
            barred[home[b]].add(home[a])
    entries = [_entry(groups, sums, a, b) for a in sorted(sums) for b in sums[a] if a < b]
    heap = [entry for entry in entries if -entry[0] >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, sizes = heapq.heappop(heap)
        if a not in groups or b not in groups or sizes != (len(groups[a]), len(groups[b])) or b in barred[a]:
            continue
        _merge(groups, sums, barred, a, b)
        for other in sorted(sums[a]):
            entry = _entry(groups, sums, min(a, other), max(a, other))
            if -entry[0] >= threshold:
                heapq.heappush(heap, entry)
    return [tuple(sorted(members)) for members in groups.values()]


Entry = tuple[float, int, int, tuple[int, int]]


def _entry(groups: Mapping[int, Sequence[int]], sums: Mapping[int, Mapping[int, float]], a: int, b: int) -> Entry:
    """A heap entry; rounded, so that the order of additions cannot decide between equals."""
    sizes = len(groups[a]), len(groups[b])
    return -round(sums[a][b] / (sizes[0] * sizes[1]), 9), a, b, sizes


def _add(sums: dict[int, dict[int, float]], a: int, b: int, score: float) -> None:
    sums[a][b] = sums[a].get(b, 0.0) + score
    sums[b][a] = sums[b].get(a, 0.0) + score


def _merge(
    groups: dict[int, tuple[int, ...]],
    sums: dict[int, dict[int, float]],
    barred: dict[int, set[int]],
    a: int,
    b: int,
) -> None:
    """Fold group `b` into group `a` (the smaller id stays)."""
    groups[a] = groups[a] + groups.pop(b)
    del sums[a][b]
    for other, score in sums.pop(b).items():
        if other != a:
            del sums[other][b]
            _add(sums, a, other, score)
    for other in barred.pop(b):
        barred[other].discard(b)
        barred[other].add(a)
        barred[a].add(other)
