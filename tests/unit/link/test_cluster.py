"""Average link without chains, by component, whatever the order."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from djeli.link.cluster import cluster, components

NODES = tuple("abcdefgh")
scores = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] < p[1]),
    st.floats(0, 1),
    max_size=28,
)


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [
        ({}, ["a", "b", "c", "d"]),
        ({"ab": 0.9}, ["ab", "c", "d"]),
        ({"ab": 0.3}, ["a", "b", "c", "d"]),
        ({"ab": 0.9, "bc": 0.9, "ac": 0.9}, ["abc", "d"]),
        ({"ab": 0.9, "bc": 0.9, "cd": 0.9}, ["ab", "cd"]),
        ({"ab": 0.9, "cd": 0.9, "bc": 0.8}, ["ab", "cd"]),
        ({"ab": 0.9, "cd": 0.9, "bc": 0.8, "ac": 0.7, "ad": 0.6}, ["abcd"]),
    ],
)
def test_average_link(pairs: dict[str, float], wanted: list[str]) -> None:
    """A chain of strong pairs does not make one blob: unseen pairs count 0."""
    found = cluster("abcd", {(p[0], p[1]): score for p, score in pairs.items()}, threshold=0.5)
    assert ["".join(group) for group in found] == wanted


def test_ties_and_bars() -> None:
    """SAME holds against any score, DIFFERENT against any likeness; a bar follows its group."""
    high = {(a, b): 0.95 for a in "abc" for b in "abc" if a < b}
    assert cluster("abc", high, threshold=0.5, different=[("c", "a")]) == [("a", "b"), ("c",)]
    assert cluster("abc", {}, threshold=0.5, same=[("c", "a")]) == [("a", "c"), ("b",)]
    assert cluster("abc", high, threshold=0.5, same=[("b", "c")], different=[("a", "b")]) == [("a",), ("b", "c")]


@given(scores, st.integers(0, 10_000))
@settings(max_examples=60)
def test_order_changes_nothing(pairs: dict[tuple[str, str], float], seed: int) -> None:
    """Shuffled nodes and pairs give the same groups, and every node is in just one."""
    wanted = cluster(NODES, pairs, threshold=0.4)
    nodes, rows = list(NODES), list(pairs.items())
    random.Random(seed).shuffle(nodes)
    random.Random(seed + 1).shuffle(rows)
    assert cluster(nodes, dict(rows), threshold=0.4) == wanted
    assert sorted(node for group in wanted for node in group) == sorted(NODES)


@given(scores, scores)
@settings(max_examples=40)
def test_components_do_not_feel_one_another(
    one: dict[tuple[str, str], float], other: dict[tuple[str, str], float]
) -> None:
    """What happens in one component leaves the groups of another as they were: only touched ones change."""
    shifted = {(a.upper(), b.upper()): score for (a, b), score in other.items()}
    both = cluster([*NODES, *map(str.upper, NODES)], one | shifted, threshold=0.4)
    alone = cluster(NODES, one, threshold=0.4)
    assert [group for group in both if group[0] in NODES] == alone


@given(scores)
def test_components_agree_with_a_walk(pairs: dict[tuple[str, str], float]) -> None:
    """Connected components against plain graph search."""
    rows = [(NODES.index(a), NODES.index(b)) for a, b in pairs]
    left, right = (np.array([row[side] for row in rows], dtype=np.int64) for side in (0, 1))
    home = components(len(NODES), left, right)
    for first, node in enumerate(NODES):
        reached, todo = {node}, [node]
        while todo:
            at = todo.pop()
            for a, b in pairs:
                other = b if a == at else a if b == at else ""
                if other and other not in reached:
                    reached.add(other)
                    todo.append(other)
        assert NODES[home[first]] == min(reached)


@given(scores, st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=3))
@settings(max_examples=60)
def test_agrees_with_the_plain_way(pairs: dict[tuple[str, str], float], barred: list[tuple[str, str]]) -> None:
    """Merging the best pair of groups over and over, with no thought for components or speed, gives the same groups."""
    groups = [(node,) for node in NODES]

    def mean(a: tuple[str, ...], b: tuple[str, ...]) -> float:
        if any((x, y) in barred or (y, x) in barred for x in a for y in b):
            return -1
        total = sum(pairs.get((min(x, y), max(x, y)), 0.0) for x in a for y in b)
        return round(total / (len(a) * len(b)), 9)

    while True:
        best = min((-mean(a, b), a[0], b[0], a, b) for a in groups for b in groups if a[0] < b[0])
        if -best[0] < 0.4:
            break
        groups = [one for one in groups if one not in best[3:]] + [tuple(sorted(best[3] + best[4]))]
        if len(groups) == 1:
            break
    assert cluster(NODES, pairs, threshold=0.4, different=barred) == sorted(groups)
