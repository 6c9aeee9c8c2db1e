"""From scored pairs to groups: average link on probability, pairs nobody scored counting 0.

A group grows only while the mean probability over all pairs across stays above the threshold, so one bridge never
chains unlike reports together. Every connected component is worked out on its own, in the order of ids: whatever came
first, and whatever else is in the case, the same component gives the same groups.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pairs = Mapping[tuple[str, str], float]

WEAK = 0.02
"""Pairs below this probability do not hold a component together; within one they still count as what they are."""


def components(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Connected components, each sorted, sorted by their smallest member."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        one, two = root(a), root(b)
        if one != two:
            parent[max(one, two)] = min(one, two)
    groups: dict[str, list[str]] = {}
    for node in sorted(parent):
        groups.setdefault(root(node), []).append(node)
    return [tuple(members) for _, members in sorted(groups.items())]


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
    inside = set(known)
    tied = [pair for pair in _sorted(same) if inside.issuperset(pair)]
    apart = {pair for pair in _sorted(different) if inside.issuperset(pair)}
    edges = [pair for pair, score in scores.items() if score >= WEAK and inside.issuperset(pair)]
    home = {node: n for n, members in enumerate(components(known, edges + tied)) for node in members}
    split: dict[int, _Work] = {}
    for node in known:
        split.setdefault(home[node], _Work()).nodes.append(node)
    for pair in sorted(scores):
        if pair[0] in home and home[pair[0]] == home.get(pair[1]):
            split[home[pair[0]]].scores[pair] = scores[pair]
    for pair in sorted(tied):
        split[home[pair[0]]].same.append(pair)
    for pair in sorted(apart):
        if home[pair[0]] == home[pair[1]]:
            split[home[pair[0]]].different.append(pair)
    return sorted(group for work in split.values() for group in _average_link(work, threshold))


class _Work:
    """One component and what is known about its pairs."""

    __slots__ = ("different", "nodes", "same", "scores")

    def __init__(self) -> None:
        self.nodes: list[str] = []
        self.scores: dict[tuple[str, str], float] = {}
        self.same: list[tuple[str, str]] = []
        self.different: list[tuple[str, str]] = []


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(min(pair), max(pair)) for pair in pairs]


def _average_link(work: _Work, threshold: float) -> list[tuple[str, ...]]:
    """Merge the two groups with the highest mean, ties by id, until none reaches the threshold."""
    groups = {members[0]: members for members in components(work.nodes, work.same)}
    home = {node: key for key, members in groups.items() for node in members}
    sums: dict[str, dict[str, float]] = {key: {} for key in groups}
    barred: dict[str, set[str]] = {key: set() for key in groups}
    for (a, b), score in work.scores.items():
        if home[a] != home[b]:
            _add(sums, home[a], home[b], score)
    for a, b in work.different:
        if home[a] != home[b]:
            barred[home[a]].add(home[b])
            barred[home[b]].add(home[a])
    heap = [entry for a in sorted(sums) for b in sums[a] if a < b and (entry := _entry(groups, sums, a, b))]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= threshold:
        _, a, b, sizes = heapq.heappop(heap)
        if a not in groups or b not in groups or sizes != (len(groups[a]), len(groups[b])) or b in barred[a]:
            continue
        _merge(groups, sums, barred, a, b)
        for other in sorted(sums[a]):
            one, two = min(a, other), max(a, other)
            heapq.heappush(heap, _entry(groups, sums, one, two))
    return [tuple(sorted(members)) for members in groups.values()]


Entry = tuple[float, str, str, tuple[int, int]]


def _entry(groups: Mapping[str, Sequence[str]], sums: Mapping[str, Mapping[str, float]], a: str, b: str) -> Entry:
    """A heap entry; rounded, so that the order of additions cannot decide between equals."""
    sizes = len(groups[a]), len(groups[b])
    return -round(sums[a][b] / (sizes[0] * sizes[1]), 9), a, b, sizes


def _add(sums: dict[str, dict[str, float]], a: str, b: str, score: float) -> None:
    sums[a][b] = sums[a].get(b, 0.0) + score
    sums[b][a] = sums[b].get(a, 0.0) + score


def _merge(
    groups: dict[str, tuple[str, ...]],
    sums: dict[str, dict[str, float]],
    barred: dict[str, set[str]],
    a: str,
    b: str,
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
