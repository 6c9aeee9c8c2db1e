"""Outlines of countries: no line runs across the map where a country passes the edge of it."""

from __future__ import annotations

from itertools import pairwise

from djeli.report.map import outlines


def test_outlines_do_not_jump_across_the_world() -> None:
    """Russia goes on behind 180 degrees; only Antarctica, at the pole, reaches from edge to edge."""
    wide = [
        (ring[1::2][at], ring[1::2][at + 1])
        for ring in outlines()
        for at, (one, other) in enumerate(pairwise(ring[::2]))
        if abs(one - other) > 180
    ]
    assert all(one == other == -90 for one, other in wide)
    assert any(max(ring[::2]) > 185 and max(ring[1::2]) > 70 for ring in outlines())


def test_outlines_keep_their_latitudes_and_stay_within_a_turn() -> None:
    """Nothing but longitudes is changed, by whole turns."""
    for ring in outlines():
        assert len(ring) % 2 == 0
        assert all(-90 <= lat <= 90 for lat in ring[1::2])
        assert all(-200 <= lon <= 200 for lon in ring[::2])
