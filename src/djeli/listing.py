"""What surfaces get that show many events at once: counts by facet, months, spots on a map. Nothing here is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """How events may be ordered."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DEADLIEST = "deadliest"
    ORIGINS = "origins"
    WEAKEST = "weakest"  # the worst grade first


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """Events by the values of one column, the most frequent first."""

    name: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Events that begin in one month ("2024-07"), how many of them are disputed, and their best counts of killed."""

    month: str
    events: int
    disputed: int
    killed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Events that lie near each other: their mean place in degrees, and one of them to open when it is alone."""

    lat: float
    lon: float
    events: int
    disputed: int
    killed: int
    event: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Events that pass a filter, counted. `undated` and `unplaced` are in neither months nor spots."""

    total: int
    disputed: int
    several: int
    undated: int
    unplaced: int
    facets: Mapping[str, Facet]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one page tells: how many items it has, ids of the first of them, and ids of the events of all."""

    items: int
    first: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class Prints(NamedTuple):
    """How much there is of one publisher, known in one way."""

    publisher: str
    basis: str
    items: int
    documents: int


class Tellings(NamedTuple):
    """How many events a publisher's pages tell of, and how they stand there."""

    events: int = 0
    alone: int = 0
    supported: int = 0
    disputed: int = 0
    sided: int = 0


class Contests(NamedTuple):
    """Disputes of events, each as its event and its own id; and of each kind how many there are, commonest first."""

    rows: Sequence[tuple[str, str]]
    kinds: Mapping[str, int]
