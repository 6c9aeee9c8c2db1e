"""Places and countries written by hand: countries.csv, areas.yaml, and the overlays of theatres.

These files are small and made for experts to edit; each is checked when read, and all faults of a file are reported
together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from djeli.errors import ResourceError
from djeli.gazetteer.keys import name_key
from djeli.gazetteer.places import Country, Place, PlaceKind
from djeli.resources import load_yaml

Named = tuple[Place, tuple[str, ...]]
"""A place with all names it is filed under, the first of them principal."""

_OVERLAY_COLUMNS = ["name", "alternates", "country", "adm1", "adm2", "lat", "lon", "kind", "source"]


def read_csv(path: Traversable) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV file with a header, comment lines (#) left out, each with its line number."""
    numbered = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip()]
    kept = [(n, line) for n, line in numbered if not line.lstrip().startswith("#")]
    reader = csv.DictReader(line for _, line in kept)
    for (number, _), row in zip(kept[1:], reader, strict=False):
        yield number, {key: (value or "").strip() for key, value in row.items() if key}


def split_names(cell: str) -> tuple[str, ...]:
    """Names of a cell that holds several, parted by semicolons."""
    return tuple(name for part in cell.split(";") if (name := part.strip()))


@cache
def load_countries() -> tuple[Country, ...]:
    """All countries and territories.

    Raises:
        ResourceError: a row of countries.csv cannot be read.
    """
    path, found, faults = files(__package__) / "data" / "countries.csv", [], []
    for number, row in read_csv(path):
        try:
            found.append(_country(row))
        except (KeyError, ValueError) as error:
            faults.append(f"line {number}: {error}")
    if faults:
        raise ResourceError(f"{path}: " + "; ".join(faults))
    return tuple(found)


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"],
        numeric=row["numeric"],
        name=row["name"],
        name_fr=row["name_fr"],
        aliases=split_names(row["aliases"]),
        demonyms=split_names(row["demonyms"]),
        demonyms_fr=split_names(row["demonyms_fr"]),
        capital=row["capital"],
        continent=row["continent"],
        region=row["region"],
        gw=int(row["gw"]) if row["gw"] else None,
        geonameid=int(row["geonameid"]) if row["geonameid"] else None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=int(row["population"]),
        area_km2=int(row["area_km2"]),
    )


@cache
def foreign_names() -> Mapping[str, tuple[str, ...]]:
    """Names of countries in other languages than English and French, by ISO code."""
    rows = read_csv(files(__package__) / "data" / "country_names.csv")
    return {row["iso2"]: split_names(row["names"]) for _, row in rows}


def country_places(countries: tuple[Country, ...]) -> Iterator[Named]:
    """Countries as places."""
    foreign = foreign_names()
    for c in countries:
        place = Place(
            name=c.name,
            kind=PlaceKind.COUNTRY,
            lat=c.lat,
            lon=c.lon,
            country=c.iso2,
            population=c.population,
            geonameid=c.geonameid,
            code=c.iso3,
            radius_km=c.radius_km,
        )
        yield place, (c.name, c.name_fr, *c.aliases, *foreign.get(c.iso2, ()))


@cache
def load_areas() -> tuple[Named, ...]:
    """Areas and waters of areas.yaml.

    Raises:
        ResourceError: an entry lacks a field or has an impossible value.
    """
    path, found, faults = files(__package__) / "data" / "areas.yaml", [], []
    for kind, key in ((PlaceKind.AREA, "areas"), (PlaceKind.WATER, "waters")):
        for name, entry in load_yaml(path).get(key, {}).items():
            try:
                found.append(_area(str(name), kind, entry))
            except (KeyError, ValueError, TypeError) as error:
                faults.append(f"{name}: {error!r}")
    if faults:
        raise ResourceError(f"{path}: " + "; ".join(faults))
    return tuple(found)


def _area(name: str, kind: PlaceKind, entry: Mapping[str, Any]) -> Named:
    countries = tuple(entry.get("in", ()))
    lat, lon, radius = (float(number) for number in entry["at"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and radius > 0):
        raise ValueError(f"impossible position {entry['at']}")
    place = Place(
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        radius_km=radius,
        countries=countries,
        country=countries[0] if len(countries) == 1 else "",
        source="djeli",
    )
    return place, (name, *entry.get("also", ()))


def load_overlay(path: Traversable) -> tuple[Named, ...]:
    """Places of a theatre or of a case, from a CSV file.

    Raises:
        ResourceError: columns are missing, or a row has an unknown kind or impossible coordinates.
    """
    found, faults = [], []
    for number, row in read_csv(path):
        missing = [column for column in _OVERLAY_COLUMNS if column not in row]
        if missing:
            raise ResourceError(f"{path}: columns {', '.join(missing)} are missing; expected {_OVERLAY_COLUMNS}")
        try:
            found.append(_overlay_place(row))
        except ValueError as error:
            faults.append(f"line {number}: {error}")
    if faults:
        raise ResourceError(f"{path}: " + "; ".join(faults))
    return tuple(found)


def _overlay_place(row: Mapping[str, str]) -> Named:
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"impossible position {lat}, {lon}")
    if not name_key(row["name"]) or len(row["country"]) != 2 or not row["source"]:
        raise ValueError("name, two-letter country and source must be filled")
    place = Place(
        name=row["name"],
        kind=PlaceKind(row["kind"] or "settlement"),
        lat=lat,
        lon=lon,
        country=row["country"],
        adm1=row["adm1"],
        adm2=row["adm2"],
        source=row["source"],
    )
    return place, (row["name"], *split_names(row["alternates"]))
