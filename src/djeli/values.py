"""Typed values of claims, and their one written form.

A claim stores its value as a string. Properties with a structured value (`PROPERTIES`) store canonical JSON of
one of the four types here, written by `dump` and read by `load`, so that equal values are equal strings.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from math import asin, cos, radians, sin, sqrt
from typing import Any

from djeli.errors import InvalidRecord
from djeli.vocab import DateAnchor, Exactness, Harm, PartyKind, Precision, Resolution, Role, Scope

EARTH_KM = 6371.0
"""Mean radius of the Earth."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count of people or things as the words give it.

    `low`, `best`, `high` are counts; `None` where the words set no bound ("at least 5": low 5, best 5, high None;
    "up to 70": low None, best None, high 70; "dozens": low 24, best None, high 99). `of` names what is counted
    in plain words, `party` its kind when known.
    """

    low: int | None
    best: int | None
    high: int | None
    exactness: Exactness = Exactness.EXACT
    of: str = ""
    party: PartyKind = PartyKind.UNKNOWN
    scope: Scope = Scope.EVENT

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if not known:
            raise InvalidRecord("a Quantity with no number at all; leave the claim out instead")
        if any(type(n) is not int for n in known):
            raise InvalidRecord(f"a Quantity counts in whole numbers, met {known}")
        if known != sorted(known) or known[0] < 0:
            raise InvalidRecord(f"a Quantity must have 0 <= low <= best <= high, met {known}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """An interval of whole days, both ends included, with how it was found.

    `reason` is a sentence for the analyst ("'Tuesday' before the page's date 6 August 2024").
    """

    start: dt.date
    end: dt.date
    precision: Precision
    anchor: DateAnchor
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidRecord(f"a When that ends before it starts: {self.start} to {self.end}")

    def gap_days(self, other: When) -> int:
        """Days between the two intervals; 0 when they overlap."""
        return max(0, (max(self.start, other.start) - min(self.end, other.end)).days)


UNLISTED = "is not in the gazetteer"
"""Stands in the reason of a place that is known by its words and its region alone."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place as resolved. Latitude and longitude in degrees (WGS 84); codes as GeoNames has them.

    `country` is ISO 3166-1 alpha-2, `adm1` and `adm2` are names. `radius_km` bounds the true place when
    resolution is coarser than a settlement and the bound is known.
    """

    name: str
    resolution: Resolution
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    country_name: str = ""
    adm1: str = ""
    adm2: str = ""
    geonameid: int | None = None
    radius_km: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise InvalidRecord(f"the place {self.name!r} has one coordinate without the other")
        if self.lat is not None and self.lon is not None and not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidRecord(f"the place {self.name!r} has impossible coordinates {self.lat}, {self.lon}")

    @property
    def unlisted(self) -> bool:
        """Whether it is known by its words and the region they put it in, and no finer."""
        return self.geonameid is None and f"' {UNLISTED}; " in self.reason

    def kilometres(self, other: Where) -> float | None:
        """Great-circle distance, or None where a coordinate is missing."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        lat_a, lon_a, lat_b, lon_b = map(radians, (self.lat, self.lon, other.lat, other.lon))
        chord = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone or something that took part. `actor` is an id of the actor table, when the name resolves."""

    name: str
    kind: PartyKind = PartyKind.UNKNOWN
    actor: str = ""
    country: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidRecord("a Party without a name; leave the claim out instead")


Value = Quantity | When | Where | Party

PROPERTIES: dict[str, type[Quantity] | type[When] | type[Where] | type[Party] | None] = {
    "type": None,  # event type id, e.g. "armed_attack"
    "when": When,
    "phase_when": When,  # when an undertaking came to its claim's phase ("announced on Aug. 5")
    "where": Where,
    **{harm.value: Quantity for harm in Harm},
    **{role.value: Party for role in Role},
    "as_of": When,  # of an item: the time a paragraph of a living document speaks of
    "member_of": Party,  # of an actor: the body it belongs to
    "led_by": Party,  # of an actor: who leads it
    "present_in": Where,  # of an actor: where it is present, active, based or in control
    "credit": Party,  # an outlet or organisation credited under a paragraph or item
    "status": None,  # alleged, charged, convicted, acquitted ...
}
"""Every property of a claim and the type of its value; None is a plain word."""


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def dump(value: Value) -> str:
    """Canonical JSON: sorted keys, no spaces, defaults left out."""
    fields = {
        f.name: _plain(getattr(value, f.name))
        for f in dataclasses.fields(value)
        if f.default is dataclasses.MISSING or getattr(value, f.name) != f.default
    }
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


_ENUMS: dict[str, Any] = {
    "exactness": Exactness,
    "party": PartyKind,
    "kind": PartyKind,
    "scope": Scope,
    "precision": Precision,
    "anchor": DateAnchor,
    "resolution": Resolution,
    "start": dt.date.fromisoformat,
    "end": dt.date.fromisoformat,
}


def load[T: Value](text: str, kind: type[T]) -> T:
    """Read what `dump` wrote.

    Raises:
        InvalidRecord: the text is not canonical JSON of `kind`.
    """
    try:
        raw = json.loads(text)
        return kind(**{k: _ENUMS[k](v) if k in _ENUMS else v for k, v in raw.items()})
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidRecord(f"not a {kind.__name__}: {text[:80]!r} ({error})") from error
