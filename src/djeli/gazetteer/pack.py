"""Columns of a place table, made from rows: by the build script for the world, by `add_dump` for a case.

docs/why/gazetteer.md tells what each column holds and why the table looks like this.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from djeli.gazetteer.keys import name_key

SETTLEMENT, ADM1, ADM2, WATER = 0, 1, 2, 3
LONGEST_NAME = 48
GENERIC = (  # words that say what kind of region it is: "Gao Region" is filed under "Gao" too
    "region", "province", "governorate", "oblast", "district", "state", "department", "county", "prefecture",
    "division", "rayon", "raion", "municipality", "canton", "voivodeship", "krai", "okrug", "cercle", "parish",
    "emirate", "autonomous region", "regional state", "commune", "union territory", "wilaya", "sheng", "shi",
)  # fmt: skip
LEADING = (
    "region of ", "province of ", "state of ", "estado de ", "departamento de ", "departement de ", "provincia de ",
    "gobernacion de ", "region de ", "region du ", "province de ", "province du ", "cercle de ", "wilayat ",
    "muhafazat ", "muhafazah ", "condado de ", "al ", "ash ", "ar ", "as ", "ad ", "an ", "az ", "at ",
)  # fmt: skip


@dataclass(slots=True)
class Row:
    """One place while a table is being made; `names` are alternates as written, `gid` is the GeoNames id."""

    gid: int
    name: str
    kind: int
    country: str
    lat: float = 0.0
    lon: float = 0.0
    population: int = 0
    code: str = ""
    adm1: int = 0  # GeoNames ids of the regions it lies in; 0 for none
    adm2: int = 0
    radius: float = 0.0  # km within which nine in ten settlements of a region lie
    names: list[str] = field(default_factory=list)


def is_name(text: str) -> bool:
    """Whether an alternate is a name written in Latin, Arabic or Cyrillic, and no code or transliteration."""
    if not 2 <= len(text) <= LONGEST_NAME or any(c.isdigit() or c in "/;:|" for c in text):
        return False
    first = next((c for c in text if c.isalpha()), "")
    if first and first < "ɐ":
        # GeoNames files machine transliterations in lower case ("jia ao"), airport codes in capitals ("GAQ").
        latin = all(c < "ʀ" or not c.isalpha() or c > "Ḁ" for c in text)
        return latin and any(c.isupper() for c in text) and not (text.isupper() and len(text) < 5)
    return bool(first) and ("Ѐ" <= first <= "ӿ" or "؀" <= first <= "ۿ")


def region_keys(name: str) -> Iterator[str]:
    """Keys of a region's name: with and without the word for its kind."""
    key = name_key(name)
    yield key
    for word in GENERIC:
        if key.endswith(" " + word):
            key = key.removesuffix(" " + word)
            yield key
            break
    for word in LEADING:
        if key.startswith(word) and len(key) - len(word) > 3:
            yield key.removeprefix(word)
            break


def keys_of(row: Row) -> dict[str, bool]:
    """Keys of a place; the value tells a principal name from an alternate."""
    found: dict[str, bool] = {}
    for number, name in enumerate([row.name, *row.names]):
        if number and not is_name(name):
            continue
        region = row.kind in (ADM1, ADM2)
        for key in region_keys(name) if region else (name_key(name),):
            if 2 <= len(key) <= LONGEST_NAME:
                found.setdefault(key, number == 0 or region)
    return found


def pack(rows: list[Row]) -> dict[str, Any]:
    """Columns of a table.

    Args:
        rows: places with unique ids; the list is sorted in place.
    """
    # Regions and waters first, so that 16 bits reach every first-order region; then by population, so that a
    # smaller number means a more prominent place.
    rows.sort(key=lambda r: (r.kind == SETTLEMENT, r.kind, -r.population, r.gid))
    number = {row.gid: n + 1 for n, row in enumerate(rows) if row.kind != SETTLEMENT}
    codes = sorted({row.country for row in rows})
    country = {code: n for n, code in enumerate(codes)}
    postings: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        for key, principal in keys_of(row).items():
            postings[key].append(n << 1 | (not principal))
    keys = sorted(postings, key=str.encode)
    leading = len(number)
    return {
        "gid": np.array([r.gid for r in rows], np.uint32),
        "kind": np.array([r.kind for r in rows[:leading]], np.uint8),
        "lat": np.array([round(r.lat * 1e4) for r in rows], np.int32),
        "lon": np.array([round(r.lon * 1e4) for r in rows], np.int32),
        "population": np.array([r.population for r in rows], np.uint32),
        "country": np.array([country[r.country] for r in rows], np.uint8),
        "adm1": np.array([number.get(r.adm1, 0) for r in rows], np.uint16),
        "adm2": np.array([number.get(r.adm2, 0) for r in rows], np.uint32),
        "radius": np.array([round(r.radius) for r in rows[:leading]], np.uint16),
        "codes": np.frombuffer("\n".join(r.code for r in rows[:leading]).encode(), np.uint8),
        "countries": np.frombuffer("\n".join(codes).encode(), np.uint8),
        "names": np.frombuffer("\n".join(r.name for r in rows).encode(), np.uint8),
        "keys": np.frombuffer("\n".join(keys).encode(), np.uint8),
        "fan": np.array([len(postings[k]) for k in keys], np.uint16),
        "postings": np.array([n for k in keys for n in postings[k]], np.uint32),
    }


def write(rows: list[Row], out: Path) -> None:
    """Write a table; the same rows give the same bytes."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("wb") as stream:
        np.savez_compressed(stream, **pack(rows))


def km_between(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two (latitude, longitude) in degrees."""
    la, lb = math.radians(a[0]), math.radians(b[0])
    x = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(x)))
