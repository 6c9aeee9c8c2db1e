"""Typed values of claims, and their one written form.

A claim stores its value as a string. Properties with a structured value (`PROPERTIES`) store canonical JSON of
one of the types here, written by `dump` and read by `load`, so that equal values are equal strings.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from djeli.errors import InvalidRecord
from djeli.vocab import (
    DateAnchor,
    EventRelation,
    Exactness,
    FigureKind,
    Harm,
    Manner,
    Notation,
    PartyKind,
    PersonLabel,
    Precision,
    Relation,
    Resolution,
    Role,
    Scope,
)

_KEPT = 16_384  # values that are remembered as read
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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """The other end of a relation. `name` is empty where the words name none ("was dissolved in 2016").

    `role` is the office, the measure, the list, the charge or the sentence in the page's words, `count` the people a
    state gives to a mission.
    """

    name: str = ""
    kind: PartyKind = PartyKind.UNKNOWN
    actor: str = ""
    country: str = ""
    role: str = ""
    count: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that is no toll of one event. The period or day it speaks of is the claim's `valid`.

    `low`, `best`, `high` as in a Quantity, but any number; all None where only a position or a claim without a number
    is told. `unit` is people, families, percent, votes, km2, places, an ISO currency, or the thing counted; `holder`
    is whom the figure is about, `actor` its id when it resolves. `details` are pairs of words by name, sorted:
    `tests/sets/README.md` lists the names each kind uses.
    """

    figure: FigureKind
    low: float | None = None
    best: float | None = None
    high: float | None = None
    exactness: Exactness = Exactness.EXACT
    unit: str = ""
    holder: str = ""
    actor: str = ""
    details: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise InvalidRecord(f"a Figure must have low <= best <= high, met {known}")
        if any(isinstance(n, float) and n.is_integer() for n in known):
            raise InvalidRecord(f"a Figure writes whole numbers as whole numbers, met {known}")
        if list(self.details) != sorted(self.details):
            raise InvalidRecord("the details of a Figure stand in alphabetical order, so that equal figures are equal")

    def detail(self, name: str) -> str:
        """A detail by name, empty where the words don't tell it."""
        return dict(self.details).get(name, "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a statement is: how the words are passed on, and which reports of its item they tell.

    `about` are report ids; `addressee` is who was told, when the words say so.
    """

    manner: Manner
    about: tuple[str, ...] = ()
    addressee: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How the occurrence of a claim's report stands to that of another report of the same item."""

    relation: EventRelation
    report: str  # the other report's id


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A named person of an item and how they are treated, with a sentence that says why.

    `role` is the public role in the page's words, `organisation` the body or state it is in.
    """

    name: str
    label: PersonLabel
    reason: str
    role: str = ""
    organisation: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.reason.strip():
            raise InvalidRecord("a Person needs a name and the reason for the label")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An outlet or body that an item credits: a possible origin of what it stands under, no confirmation of it.

    `outlet` is an id of the table of outlets, when the name or host resolves.
    """

    name: str
    kind: PartyKind = PartyKind.ORGANISATION
    outlet: str = ""
    notation: Notation = Notation.LABEL

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidRecord("a Credit without a name; leave the claim out instead")


Value = Quantity | When | Where | Party | Tie | Figure | Saying | Related | Person | Credit

PROPERTIES: dict[str, type[Value] | None] = {
    "type": None,  # event type id, e.g. "armed_attack"
    "when": When,
    "phase_when": When,  # when an undertaking came to its claim's phase ("announced on Aug. 5")
    "where": Where,
    **{harm.value: Quantity for harm in Harm},
    **{role.value: Party for role in Role},
    "as_of": When,  # of an item: the time a paragraph of a living document speaks of
    **{relation.value: Tie for relation in Relation},  # of an actor: its other end
    "present_in": Where,  # of an actor: where it is present, active, based or in control
    "said": Saying,  # of an item: a statement; its spans are the words said
    "figure": Figure,  # of an item
    "person": Person,  # of an item: a named person
    "credit": Credit,  # of an item: who is credited; the second span, if any, is what the credit stands under
    "related": Related,  # to another report of its item
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
    "figure": FigureKind,
    "label": PersonLabel,
    "manner": Manner,
    "relation": EventRelation,
    "notation": Notation,
    "about": tuple,
    "details": lambda pairs: tuple((name, words) for name, words in pairs),
}


def load[T: Value](text: str, kind: type[T]) -> T:
    """Read what `dump` wrote.

    Raises:
        InvalidRecord: the text is not canonical JSON of `kind`.
    """
    named: Any = kind
    found: T = _load(text, named)
    return found


@lru_cache(maxsize=_KEPT)
def _load(text: str, kind: Any) -> Any:
    """A value is looked at when its claim is made and again when it is used: it is read once."""
    try:
        raw = json.loads(text)
        return kind(**{k: _ENUMS[k](v) if k in _ENUMS else v for k, v in raw.items()})
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidRecord(f"not a {kind.__name__}: {text[:80]!r} ({error})") from error
