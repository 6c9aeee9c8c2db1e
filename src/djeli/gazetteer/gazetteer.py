"""The gazetteer as one object: tables, countries, areas and overlays behind one lookup by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from djeli.errors import NotFound, ResourceError
from djeli.gazetteer.byhand import Named, country_places, load_areas, load_countries, load_overlay
from djeli.gazetteer.keys import name_key
from djeli.gazetteer.pack import GENERIC
from djeli.gazetteer.places import Country, Match, Place, PlaceKind
from djeli.gazetteer.table import Table

FIRST_FOREIGN = "\u0250"
"""Keys from here on begin with a letter of another script than Latin."""

_ORDER = {PlaceKind.COUNTRY: 0, PlaceKind.ADM1: 1, PlaceKind.AREA: 1, PlaceKind.WATER: 2}


class Gazetteer:
    """Places by name, code and position. Open it with `open_gazetteer`; nothing in it changes afterwards."""

    def __init__(self, tables: Sequence[Table], overlays: Iterable[Named] = ()) -> None:
        self._tables = tuple(tables)
        self.countries = load_countries()
        self._by_code: dict[str, Country] = {}
        self._by_name: dict[str, Country] = {}
        self._by_demonym: dict[str, list[Country]] = defaultdict(list)
        self._last_of_demonym: set[str] = set()
        self._named: dict[str, list[Match]] = defaultdict(list)
        self._country_place: dict[str, Place] = {}
        for country in self.countries:
            self._file_country(country)
        for place, names in country_places(self.countries):
            self._country_place[place.country] = place
            for key in self._file(place, names):
                self._by_name.setdefault(key, self._by_code[place.country])
        for place, names in (*load_areas(), *overlays):
            self._file(place, names)
        self._lookup = lru_cache(maxsize=32_768)(self._matches)
        self._demonym = lru_cache(maxsize=32_768)(lambda word: tuple(self._by_demonym.get(name_key(word), ())))
        self._ends_demonym = lru_cache(maxsize=32_768)(lambda word: name_key(word) in self._last_of_demonym)

    def _file_country(self, country: Country) -> None:
        for code in (country.iso2, country.iso3, country.numeric):
            if code:
                self._by_code[code] = country
        for name in (country.name, country.name_fr, *country.aliases):
            self._by_name.setdefault(name_key(name), country)
        for demonym in (*country.demonyms, *country.demonyms_fr):
            known = self._by_demonym[name_key(demonym)]
            self._last_of_demonym.add(name_key(demonym).rpartition(" ")[2])
            if country not in known:
                known.append(country)

    def _file(self, place: Place, names: Iterable[str]) -> tuple[str, ...]:
        keys = tuple(dict.fromkeys(key for name in names if (key := name_key(name))))
        match = Match(place=place, principal=True)
        for key in keys:
            self._named[key].append(match)
        return keys

    def _matches(self, key: str) -> tuple[Match, ...]:
        found = list(self._named.get(key, ()))
        taken: set[int | None] = {match.place.geonameid for match in found if match.place.geonameid}
        # Dumps of a case come after the world table and know regions better; the world knows settlements better.
        for table in self._tables:
            for match in table.matches(key):
                if match.place.geonameid not in taken:
                    taken.add(match.place.geonameid)
                    # The gazetteer's own names are Latin: elsewhere an alternate is how the place is simply called.
                    found.append(match if key < FIRST_FOREIGN else replace(match, principal=True))
        found.sort(key=lambda m: (_ORDER.get(m.place.kind, 3), not m.principal, -m.place.population))
        return tuple(found)

    def matches(self, name: str) -> tuple[Match, ...]:
        """What a name may mean: countries, first-order regions and areas, then the rest, by population.

        Case, diacritics, hyphens, apostrophes and the length of Saint, Mount and Fort make no difference.
        """
        key = name_key(name)
        found = self._lookup(key) if key else ()
        if found:
            return found
        # "Rakhine State" and "Baringo County" are filed under the name alone.
        bare = next((key.removesuffix(f" {word}") for word in GENERIC if key.endswith(f" {word}")), "")
        regions = (PlaceKind.ADM1, PlaceKind.ADM2)
        return tuple(m for m in self._lookup(bare) if m.place.kind in regions) if bare else ()

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of `matches`."""
        return tuple(match.place for match in self.matches(name))

    def names_like(self, name: str) -> list[str]:
        """Keys of names that begin with the same two letters: what a fuzzy comparison chooses from."""
        prefix = name_key(name)[:2]
        found = [key for key in self._named if key.startswith(prefix)]
        return [*found, *(key for table in self._tables for key in table.beginning(prefix))] if prefix else []

    def country(self, text: str) -> Country | None:
        """A country by ISO code (capitals), name, alias or unambiguous demonym, in English or French."""
        if text in self._by_code:
            return self._by_code[text]
        key = name_key(text)
        if key in self._by_name:
            return self._by_name[key]
        demonym = self._by_demonym.get(key, ())
        return demonym[0] if len(demonym) == 1 else None

    def demonym(self, word: str) -> tuple[Country, ...]:
        """Countries that an adjective or a people's name speaks of ("Malian"; "Congolese" has two)."""
        if " " in word and not self._ends_demonym(word.rpartition(" ")[2]):
            return ()  # pages are asked pair by pair, and pairs are hardly ever met again
        return self._demonym(word)

    def country_place(self, iso2: str) -> Place | None:
        """A country as a place."""
        return self._country_place.get(iso2)

    def admin1_of(self, place: Place) -> Place | None:
        """The first-order region that a place lies in, or is."""
        if place.kind is PlaceKind.ADM1:
            return place
        if not place.adm1:
            return None
        regions = (p for p in self.lookup(place.adm1) if p.kind is PlaceKind.ADM1 and p.country == place.country)
        return next(regions, None)

    def capital(self, iso2: str) -> Place | None:
        """The capital of a country."""
        country = self._by_code.get(iso2)
        if country is None or not country.capital:
            return None
        towns = [p for p in self.lookup(country.capital) if p.country == iso2 and p.kind is PlaceKind.SETTLEMENT]
        return max(towns, key=lambda p: p.population, default=None)

    def nearest(
        self, lat: float, lon: float, *, limit: int = 1, within_km: float = 200.0
    ) -> tuple[tuple[Place, float], ...]:
        """Settlements around a position with their distance in km, nearest first."""
        found = []
        for table in self._tables:
            start = table.leading
            x = np.radians(table.lon[start:] - lon) * np.cos(np.radians((table.lat[start:] + lat) / 2))
            distance = 6371.0088 * np.hypot(x, np.radians(table.lat[start:] - lat))
            count = min(limit, len(distance))
            near = np.argpartition(distance, count - 1)[:count] if count else ()
            found += [(table.place(start + int(n)), float(distance[n])) for n in near if distance[n] <= within_km]
        unique = {place.geonameid or place: (place, km) for place, km in sorted(found, key=lambda f: -f[1])}
        return tuple(sorted(unique.values(), key=lambda f: f[1])[:limit])


def theatres() -> tuple[str, ...]:
    """Names of the theatres that bring an overlay of places."""
    folder = files("djeli.resources") / "theatres"
    if not folder.is_dir():
        return ()
    return tuple(sorted(f.name for f in folder.iterdir() if (f / "places.csv").is_file()))


def open_gazetteer(theatres: Sequence[str] | None = None, extra: Sequence[Path] = ()) -> Gazetteer:
    """The gazetteer, opened once a process for each choice of overlays, and anew when a file of a case was written.

    Args:
        theatres: names of overlays to use; None for all.
        extra: tables made by `add_dump` (.npz) and overlays of a case (.csv).

    Raises:
        NotFound: there is no such theatre; one that brings actors only adds no places.
        ResourceError: a file cannot be read.
    """
    return _open(None if theatres is None else tuple(theatres), tuple((Path(path), written(path)) for path in extra))


def written(path: str | Path) -> int:
    """When a file was written, in nanoseconds; 0 where there is none."""
    try:
        return Path(path).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


@lru_cache(maxsize=8)
def _open(chosen: tuple[str, ...] | None, extra: tuple[tuple[Path, int], ...]) -> Gazetteer:
    folder, known = files("djeli.resources") / "theatres", theatres()
    there = sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    unknown = set(chosen or ()) - set(there)
    if unknown:
        raise NotFound(f"no theatre {', '.join(sorted(unknown))}; there are {', '.join(there) or 'none'}")
    overlays: list[Named] = []
    for name in known if chosen is None else chosen:
        if name in known:
            overlays += load_overlay(folder / name / "places.csv")
    tables = [_world()]
    for path, at in extra:
        if path.suffix == ".npz":
            tables.append(_table(path, at))
        elif path.suffix == ".csv":
            overlays += load_overlay(path)
        else:
            raise ResourceError(f"{path}: a place table ends in .npz, an overlay in .csv")
    return Gazetteer(tables, overlays)


@lru_cache(maxsize=8)
def _table(path: Path, _written: int) -> Table:
    """A table of a case; it is large, and stays the same while places are pinned beside it."""
    return Table(path)


@lru_cache(maxsize=1)
def _world() -> Table:
    with (files(__package__) / "data" / "places.npz").open("rb") as stream:
        return Table(stream, name="places.npz")


def country_words(code: str) -> tuple[str, ...]:
    """What pages may call a country by its ISO code: its names and its people's ("Mali", "Malian", "malien")."""
    found = open_gazetteer().country(code) if code else None
    if found is None:
        return (code,) if code else ()
    return (found.name, found.name_fr, *found.aliases, *found.demonyms, *found.demonyms_fr)


def country_name(code: str) -> str:
    """A country's name by its ISO code; the code itself where it is none."""
    found = open_gazetteer().country(code) if code else None
    return found.name if found is not None else code
