"""Event ids are minted once, follow their seed, and redirect after merges and splits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from djeli.pipeline.mint import code, mint


def test_new_groups_mint_and_known_ones_keep_their_id() -> None:
    """The group that holds the seed carries the id, whatever joins it."""
    first = mint([["r1"], ["r2", "r3"]], {}, {})
    assert set(first.minted.values()) == {"r1", "r2"}
    again = mint([["r0", "r1"], ["r2", "r3", "r4"]], first.minted, {})
    assert again.ids == first.ids
    assert again.minted == {}
    assert again.redirects == {}


def test_a_merge_keeps_the_older_id_and_the_other_leads_there() -> None:
    """After a merge both ids lead to one event."""
    first = mint([["r1"], ["r2"]], {}, {})
    merged = mint([["r1", "r2"]], first.minted, {})
    assert merged.ids == (first.ids[0],)
    assert merged.redirects == {first.ids[1]: first.ids[0]}


def test_a_split_after_a_merge_brings_the_old_id_back() -> None:
    """The redirect is undone by one that leads to itself."""
    first = mint([["r1"], ["r2"]], {}, {})
    split = mint([["r1"], ["r2"]], first.minted, {first.ids[1]: first.ids[0]})
    assert split.ids == first.ids
    assert split.redirects == {first.ids[1]: first.ids[1]}


def test_codes_grow_on_collision() -> None:
    """A taken code gets one more letter."""
    short = code("r1", {})
    longer = code("r1", {short: "other"})
    assert len(short) == 4
    assert longer.startswith(short)
    assert len(longer) == 5


@given(st.lists(st.sets(st.integers(0, 60), min_size=1), min_size=1, max_size=12))
def test_ids_are_unique_and_free_of_lookalike_letters(sets: list[set[int]]) -> None:
    """No two groups share an id; no I, L, O, U that can be misread."""
    seen: set[int] = set()
    groups = []
    for one in sets:
        fresh = sorted(one - seen)
        seen |= one
        if fresh:
            groups.append([f"r{n}" for n in fresh])
    found = mint(groups, {}, {})
    assert len(set(found.ids)) == len(groups)
    assert not set("".join(found.ids)) & set("ILOUabcdefghijklmnopqrstuvwxyz")
