"""A packed place table, read-only, as `pack.py` writes it.

Names are found by binary search in one sorted block of keys, so that opening a table costs only its decompression and
processes share nothing that could be changed.
"""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

import numpy as np

from djeli.errors import ResourceError
from djeli.gazetteer.places import Match, Place, PlaceKind

_KINDS = (PlaceKind.SETTLEMENT, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.WATER)
_COLUMNS = {
    "gid", "kind", "lat", "lon", "population", "country", "adm1", "adm2", "radius", "codes", "countries", "names",
    "keys", "fan", "postings",
}  # fmt: skip


def _ends(block: bytes) -> Any:
    """Start offsets of the lines of a block, with one past its end."""
    breaks = np.flatnonzero(np.frombuffer(block, np.uint8) == 10)
    return np.concatenate(([0], breaks + 1, [len(block) + 1])).astype(np.uint32)


class Table:
    """One table. Build it from a path or an open binary stream."""

    def __init__(self, source: Path | IO[bytes], *, name: str = "") -> None:
        """Read all columns.

        Raises:
            ResourceError: the file is no place table.
        """
        try:
            with np.load(source, allow_pickle=False) as data:
                missing = _COLUMNS - set(data.files)
                if missing:
                    raise ResourceError(f"{name or source}: no place table, it lacks {', '.join(sorted(missing))}")
                columns = {key: data[key] for key in _COLUMNS}
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise ResourceError(f"{name or source}: not a readable place table ({error}); build it again") from error
        self._gid, self._kind, self._population = columns["gid"], columns["kind"], columns["population"]
        self.lat, self.lon = columns["lat"] / 1e4, columns["lon"] / 1e4
        self._country, self._adm1, self._adm2 = columns["country"], columns["adm1"], columns["adm2"]
        self._radius, self._postings = columns["radius"], columns["postings"]
        self._countries = bytes(columns["countries"]).decode().split("\n")
        self._codes = bytes(columns["codes"]).decode().split("\n")
        self._names, self._keys = columns["names"].tobytes(), columns["keys"].tobytes()
        self._name_at, self._key_at = _ends(self._names), _ends(self._keys)
        self._posting_at = np.concatenate(([0], np.cumsum(columns["fan"], dtype=np.uint32)))
        self._place = lru_cache(maxsize=16_384)(self._make)

    def __len__(self) -> int:
        return len(self._gid)

    @property
    def leading(self) -> int:
        """How many rows stand before the settlements: regions and waters."""
        return len(self._kind)

    def _first(self, wanted: bytes) -> int:
        """Position of the first key that is not before `wanted`."""
        keys, starts = self._keys, self._key_at
        low, high = 0, len(starts) - 1
        while low < high:
            middle = (low + high) // 2
            if keys[starts[middle] : starts[middle + 1] - 1] < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def beginning(self, prefix: str) -> list[str]:
        """All keys that begin with `prefix`, sorted."""
        first, last = self._first(prefix.encode()), self._first(prefix.encode() + b"\xff")
        block = self._keys[self._key_at[first] : max(0, int(self._key_at[last]) - 1)]
        return block.decode().split("\n") if block else []

    def find(self, key: str) -> tuple[tuple[int, bool], ...]:
        """Row numbers of the places filed under a key, most prominent first, each with whether it is principal."""
        wanted, keys, starts = key.encode(), self._keys, self._key_at
        low = self._first(wanted)
        if low >= len(starts) - 1 or keys[starts[low] : starts[low + 1] - 1] != wanted:
            return ()
        rows = self._postings[self._posting_at[low] : self._posting_at[low + 1]].tolist()
        return tuple((row >> 1, not row & 1) for row in rows)

    def matches(self, key: str) -> tuple[Match, ...]:
        """Places filed under a key."""
        return tuple(Match(place=self._place(row), principal=principal) for row, principal in self.find(key))

    def place(self, row: int) -> Place:
        """The place in a row, counted from 0."""
        return self._place(row)

    def name(self, row: int) -> str:
        """The name in a row."""
        return str(self._names[self._name_at[row] : self._name_at[row + 1] - 1], "utf-8")

    def region_rows(self, row: int) -> tuple[int | None, int | None]:
        """Rows of the first- and second-order region that a row lies in."""
        adm1, adm2 = int(self._adm1[row]), int(self._adm2[row])
        return (adm1 - 1 if adm1 else None), (adm2 - 1 if adm2 else None)

    def _make(self, row: int) -> Place:
        leads = row < self.leading
        kind = _KINDS[self._kind[row]] if leads else PlaceKind.SETTLEMENT
        adm1, adm2 = self.region_rows(row)
        name = self.name(row)
        return Place(
            name=name,
            kind=kind,
            lat=round(float(self.lat[row]), 4),
            lon=round(float(self.lon[row]), 4),
            country=self._countries[self._country[row]],
            adm1=name if kind is PlaceKind.ADM1 else self.name(adm1) if adm1 is not None else "",
            adm2=name if kind is PlaceKind.ADM2 else self.name(adm2) if adm2 is not None else "",
            population=int(self._population[row]),
            geonameid=int(self._gid[row]) or None,
            code=self._codes[row] if leads else "",
            radius_km=float(self._radius[row]) or None if leads else None,
        )
