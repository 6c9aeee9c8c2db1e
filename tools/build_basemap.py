"""Build the basemap that maps are drawn on: country outlines of Natural Earth (public domain), small enough to commit.

Source: the npm package world-atlas 2.0.2 (ISC licence), whose countries-50m.json is Natural Earth 1:50m as TopoJSON.
Get it with `npm pack world-atlas@2.0.2`, unpack, and run

    python tools/build_basemap.py package/countries-50m.json src/djeli/resources/basemap.json

Output: {"countries": [{"name", "iso_n3", "rings": [[lon, lat, lon, lat, ...], ...]}]}, degrees with two decimals; rings
smaller than MIN_SPAN degrees and points nearer than MIN_STEP degrees to the one before are left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

MIN_SPAN = 0.35
MIN_STEP = 0.18


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs in degrees: TopoJSON holds them as quantised differences."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def ring_of(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """One ring out of its arcs; a negative index is an arc walked backwards."""
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def thinned(points: list[tuple[float, float]]) -> list[float]:
    """The ring with fewer points, flat; empty when it is too small to be seen."""
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    if max(max(lons) - min(lons), max(lats) - min(lats)) < MIN_SPAN:
        return []
    kept = [points[0]]
    for point in points[1:]:
        if max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= MIN_STEP:
            kept.append(point)
    return [round(value, 2) for point in kept for value in point] if len(kept) > 3 else []


def main(source: Path, target: Path) -> None:
    """Read TopoJSON, write the basemap."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    countries = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [thinned(ring_of(ring, arcs)) for polygon in polygons for ring in polygon[:1]]
        rings = [ring for ring in rings if ring]
        if rings:
            countries.append({"name": shape["properties"]["name"], "iso_n3": shape.get("id", ""), "rings": rings})
    target.write_text(json.dumps({"countries": countries}, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(countries)} countries, {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
