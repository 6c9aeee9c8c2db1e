"""Places an analyst pinned: an overlay of the case, in the format of the theatres' overlays."""

from __future__ import annotations

import csv
from pathlib import Path

from rapidfuzz import fuzz, process

from djeli.gazetteer import Gazetteer, name_key
from djeli.values import Where

PINS = "pins.csv"
_COLUMNS = ("name", "alternates", "country", "adm1", "adm2", "lat", "lon", "kind", "source")
NEAR = 80
"""Similarity of names (rapidfuzz WRatio, 0 to 100) from which one may be a spelling of the other."""


def drop_pin(folder: Path, name: str) -> None:
    """Take a pinned place away; nothing where there is none of that name."""
    path = folder / PINS
    if path.is_file():
        _write(path, [row for row in _rows(path) if name_key(row["name"]) != name_key(name)])


def add_pin(folder: Path, where: Where) -> Path:
    """Append a pinned place; a later pin of the same name replaces the earlier one."""
    folder.mkdir(exist_ok=True)
    path = folder / PINS
    rows = [row for row in _rows(path) if name_key(row["name"]) != name_key(where.name)]
    rows.append(
        dict.fromkeys(_COLUMNS, "")
        | {
            "name": where.name,
            "country": where.country,
            "lat": str(where.lat),
            "lon": str(where.lon),
            "kind": "settlement",
            "source": "pinned by an analyst",
        }
    )
    _write(path, rows)
    return path


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def near_names(gazetteer: Gazetteer, name: str, limit: int = 3) -> tuple[str, ...]:
    """Names of the gazetteer that look like a misspelling or another spelling of `name`."""
    found = process.extract(name, gazetteer.names_like(name), scorer=fuzz.WRatio, limit=limit, score_cutoff=NEAR)
    return tuple(one for one, _, _ in found)
