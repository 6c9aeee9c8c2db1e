"""Outlines of countries: no line runs across the map where a country passes the edge of it."""

from __future__ import annotations

from itertools import pairwise

from djeli.report.map import Dot, outlines, svg
from djeli.report.mapnames import centre, clipped, names


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


def test_a_named_map_covers_no_name_and_says_each_once() -> None:
    """Places that would stand on one another are moved or left out; countries stand where they are seen."""
    spots = [(100.0, 100.0, 6.0, "Gao"), (104.0, 102.0, 5.0, "Ansongo"), (102.0, 99.0, 4.0, "Gao")]
    square = [(0.0, 0.0), (2000.0, 0.0), (2000.0, 2000.0), (0.0, 2000.0)]
    drawn = str(names(spots, [("Mali", square)], (400.0, 300.0)))
    assert drawn.count(">Gao<") == 1 and drawn.count(">Ansongo<") == 1 and drawn.count(">Mali<") == 1
    assert centre(clipped(square, (400.0, 300.0))) == (200.0, 150.0)
    assert "<script" not in str(names([(100.0, 100.0, 4.0, "<script>")], [], (400.0, 300.0)))


def test_a_country_without_room_for_its_name_has_none() -> None:
    """A name wider than what is seen of the country would name its neighbours."""
    sliver = [(0.0, 0.0), (20.0, 0.0), (20.0, 300.0), (0.0, 300.0)]
    assert "Mali" not in str(names([], [("Mali", sliver)], (400.0, 300.0)))


def test_a_map_is_named_only_where_asked() -> None:
    """The workbench draws its own labels; reports want names."""
    dots = [Dot(lat=17.0, lon=0.0, label="Clash", name="Gao")]
    assert ">Gao<" in str(svg(dots, named=True)) and ">Gao<" not in str(svg(dots))
