"""Maps drawn as SVG by the server: country outlines and one dot an event, no script, nothing fetched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians, sqrt
from typing import Any

from markupsafe import Markup, escape

from djeli.report.mapnames import names

Box = tuple[float, float, float, float]
_MARGIN = 3.0  # degrees around the outermost events
_SMALLEST, _LARGEST = 4.0, 14.0  # radius: area grows with harm, and no dot hides a country
_HALF, _TURN, _POLE = 180.0, 360.0, 89.0  # degrees
_LEAST = 14.0  # degrees: a map of one place still shows where in the world it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place on the map. `size` grows with harm, `disputed` is shown by shape as well as by colour,
    `coarse` that only a country or region is known. `name` is written beside it on maps that name what they show.
    """

    lat: float
    lon: float
    label: str
    link: str = ""
    size: float = 1.0
    disputed: bool = False
    coarse: bool = False
    name: str = ""


@cache
def outlines() -> tuple[list[float], ...]:
    """Rings of all countries, flat: lon, lat, lon, lat. Longitudes may pass 180, where a country does."""
    return tuple(ring for _, ring in countries())


@cache
def countries() -> tuple[tuple[str, list[float]], ...]:
    """The same rings, each with its country's name."""
    path = files("djeli.resources") / "basemap.json"
    known: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["countries"]
    return tuple((one["name"], _unbroken(ring)) for one in known for ring in one["rings"])


def _unbroken(ring: list[float]) -> list[float]:
    """The ring without jumps from one edge of the map to the other, which would be drawn as a bar across the world.

    Russia goes on at 181 degrees instead. The jump at the pole stays: Antarctica does reach from edge to edge.
    """
    made, shift = ring[:2], 0.0
    for (before, _), (lon, lat) in pairwise(zip(ring[::2], ring[1::2], strict=True)):
        if abs(lon - before) > _HALF and lat > -_POLE:
            shift += _TURN if lon < before else -_TURN
        made += [round(lon + shift, 2), lat]
    return made


def box_of(dots: Sequence[Dot]) -> Box:
    """West, south, east, north in degrees around the dots; the world when there are none."""
    if not dots:
        return -170.0, -56.0, 180.0, 78.0
    lons, lats = [d.lon for d in dots], [d.lat for d in dots]
    west, east, south, north = min(lons) - _MARGIN, max(lons) + _MARGIN, min(lats) - _MARGIN, max(lats) + _MARGIN
    wide, high = max(0.0, _LEAST * 1.8 - (east - west)) / 2, max(0.0, _LEAST - (north - south)) / 2
    return max(-180.0, west - wide), max(-85.0, south - high), min(180.0, east + wide), min(85.0, north + high)


def svg(dots: Sequence[Dot], *, width: int = 900, named: bool = False) -> Markup:
    """The map as an SVG element. Longitudes are narrowed by the cosine of the middle latitude (equirectangular).

    `named`: with names of places and countries.
    """
    west, south, east, north = box_of(dots)
    squeeze = cos(radians((south + north) / 2))
    scale = width / ((east - west) * squeeze)
    height = round((north - south) * scale)

    def point(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * squeeze * scale, 1), round((north - lat) * scale, 1)

    rings = _rings((west, south, east, north))
    land = [Markup('<path class="land" d="{}"/>').format(_path(ring, point)) for _, ring in rings]
    placed = sorted(dots, key=lambda d: -d.size)
    marks = [_mark(dot, *point(dot.lon, dot.lat)) for dot in placed]
    if named:
        spots = [(*point(dot.lon, dot.lat), _radius(dot), dot.name) for dot in placed]
        lands = [(name, [point(*at) for at in zip(ring[::2], ring[1::2], strict=True)]) for name, ring in rings]
        marks.append(names(spots, lands, (width, height)))
    label = escape(f"Map of {len(dots)} events")
    head = Markup('<svg class="map" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(width, height, label)
    return head + Markup("").join([*land, *marks]) + Markup("</svg>")


def _rings(box: Box) -> list[tuple[str, list[float]]]:
    """Outlines that touch the box, with their countries' names."""
    west, south, east, north = box
    return [
        (name, ring)
        for name, ring in countries()
        if max(ring[::2]) >= west and min(ring[::2]) <= east and max(ring[1::2]) >= south and min(ring[1::2]) <= north
    ]


def _path(ring: list[float], point: Any) -> str:
    pairs = [point(lon, lat) for lon, lat in zip(ring[::2], ring[1::2], strict=True)]
    return "M" + "L".join(f"{x},{y}" for x, y in pairs) + "Z"


def _radius(dot: Dot) -> float:
    return round(min(_LARGEST, _SMALLEST + sqrt(dot.size)), 1)


def _mark(dot: Dot, x: float, y: float) -> Markup:
    radius = _radius(dot)
    kind = "dot" + " disputed" * dot.disputed + " coarse" * dot.coarse
    shape = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
        kind, x, y, radius, dot.label
    )
    return Markup('<a href="{}">{}</a>').format(dot.link, shape) if dot.link else shape
