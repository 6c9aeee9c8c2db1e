"""A GeoNames country dump (ML.txt) made into a table for a case.

The format is the one of https://download.geonames.org/export/dump/: 19 tab-separated columns, UTF-8. Kept are populated
places (feature class P), administrative areas of the first and second order (A) and waters (H).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from djeli.errors import UnreadableInput
from djeli.gazetteer.pack import ADM1, ADM2, SETTLEMENT, WATER, Row, write

_COLUMNS = 19
_REGIONS = {"ADM1": ADM1, "ADM2": ADM2}
_FAULTS_SHOWN = 5


def add_dump(dump: Path, into: Path) -> int:
    """Read a dump line by line and write the table `into` (.npz); returns the number of places kept.

    Raises:
        UnreadableInput: the file is no GeoNames dump; the first faults are named with their lines.
    """
    rows: dict[int, Row] = {}
    codes: dict[int, tuple[str, str]] = {}
    faults: list[str] = []
    for number, cells in _lines(dump):
        try:
            row = _row(cells)
        except ValueError as error:
            faults.append(f"line {number}: {error}")
            if len(faults) >= _FAULTS_SHOWN:
                break
            continue
        if row is not None:
            rows[row.gid] = row
            codes[row.gid] = (f"{row.country}.{cells[10]}", f"{row.country}.{cells[10]}.{cells[11]}")
    if faults or not rows:
        what = "; ".join(faults) or "no populated place, region or water in it"
        raise UnreadableInput(f"not a GeoNames country dump (19 tab-separated columns): {what}", where=str(dump))
    _link_regions(rows, codes)
    write(list(rows.values()), into)
    return len(rows)


def _lines(dump: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        with dump.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield number, line.rstrip("\r\n").split("\t")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"cannot be read as UTF-8 text ({error})", where=str(dump)) from error


def _row(cells: list[str]) -> Row | None:
    """The place of a line, None for kinds that are not kept."""
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns")
    feature, code = cells[6], cells[7]
    if feature == "P":
        # Historical, abandoned and destroyed places and quarters are places that reports name all the same.
        kind = SETTLEMENT
    elif feature == "A" and code in _REGIONS:
        kind = _REGIONS[code]
    elif feature == "H":
        kind = WATER
    else:
        return None
    lat, lon = float(cells[4]), float(cells[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"impossible position {lat}, {lon}")
    names = [name for name in (cells[2], *cells[3].split(",")) if name]
    parts = {SETTLEMENT: "", WATER: "", ADM1: f"{cells[8]}.{cells[10]}", ADM2: f"{cells[8]}.{cells[10]}.{cells[11]}"}
    return Row(
        int(cells[0]), cells[1], kind, cells[8], lat, lon, int(cells[14] or 0), code=parts[kind], names=names
    )  # fmt: skip


def _link_regions(rows: dict[int, Row], codes: dict[int, tuple[str, str]]) -> None:
    by_code = {row.code: row.gid for row in rows.values() if row.code}
    for row in rows.values():
        first, second = codes[row.gid]
        if row.kind != ADM1:
            row.adm1 = by_code.get(first, 0)
        if row.kind not in (ADM1, ADM2):
            row.adm2 = by_code.get(second, 0)
