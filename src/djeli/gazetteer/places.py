"""What the gazetteer hands out: places and countries, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is."""

    SETTLEMENT = "settlement"
    ADM1 = "adm1"
    ADM2 = "adm2"
    COUNTRY = "country"
    AREA = "area"  # a landscape, a disputed or transnational area, a group of countries
    WATER = "water"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. Degrees in WGS 84; `country` is ISO 3166-1 alpha-2, `adm1` and `adm2` are names.

    `lat` and `lon` of regions are the middle of their settlements unless the table came from a GeoNames dump.
    `radius_km` bounds regions and areas roughly. `countries` lists the countries of an area that spans several.
    `source` says whose row it is: "geonames", "djeli" (written by hand), or the source column of an overlay.
    """

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    adm1: str = ""
    adm2: str = ""
    population: int = 0
    geonameid: int | None = None
    code: str = ""
    radius_km: float | None = None
    countries: tuple[str, ...] = ()
    source: str = "geonames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place that a name may mean. `principal` is False when the name is one of its alternate names."""

    place: Place
    principal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country or territory with its codes.

    `gw` is the Gleditsch-Ward number, None for what is no state there. `region` is the ACLED-style region.
    """

    iso2: str
    iso3: str
    numeric: str
    gw: int | None
    geonameid: int | None
    name: str
    name_fr: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    demonyms_fr: tuple[str, ...]
    capital: str
    continent: str
    region: str
    lat: float
    lon: float
    population: int
    area_km2: int

    @property
    def radius_km(self) -> float:
        """Radius of a circle of the country's area."""
        return round(float((self.area_km2 / 3.1416) ** 0.5), 1)
