"""Average link without chains, by component, whatever the order."""

from __future__ import annotations

import random

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
    """Union-find against plain graph search."""
    found = components(NODES, pairs)
    for group in found:
        reached, todo = {group[0]}, [group[0]]
        while todo:
            node = todo.pop()
            for a, b in pairs:
                other = b if a == node else a if b == node else ""
                if other and other not in reached:
                    reached.add(other)
                    todo.append(other)
        assert tuple(sorted(reached)) == group
