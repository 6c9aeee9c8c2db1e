"""What each audience may have: the shared table, and what a case changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.errors import CaseError, ResourceError
from djeli.policy.fold import words
from djeli.resources import load_yaml
from djeli.settings import Leaving

PERSONS = frozenset({"private", "minor", "authors"})
COARSER = ("district", "region", "country")
"""What a sensitive place may become, the finest first."""
INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one audience may have. `places` says of each kind of sensitive place what it becomes."""

    audience: str
    whom: str
    persons: frozenset[str]
    delay: int
    places: Mapping[str, str]
    texts: bool
    decisions: bool
    analysts: bool
    addresses: bool
    protect: tuple[str, ...] = ()
    public: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether everything may be seen: the team's own eyes."""
        return self.audience == INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteKind:
    """A kind of sensitive place: how it is named, and words that tell it, folded."""

    name: str
    called: str
    sentence: bool
    unless: frozenset[str]
    words: frozenset[tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """All kinds of sensitive places."""

    kinds: Mapping[str, SiteKind]
    links: frozenset[str]
    bare: frozenset[str]


@cache
def _table() -> Mapping[str, Any]:
    return load_yaml(files("djeli.resources") / "policy" / "audiences.yaml")


def audiences() -> tuple[str, ...]:
    """Who there are rules for, as the table lists them."""
    return tuple(_table()["audiences"])


def default_audience() -> str:
    """For whom something is written where nobody says for whom."""
    return str(_table()["default"])


def rules(audience: str, own: Leaving | None = None) -> Rules:
    """What an audience may have, as a case changes it.

    Raises:
        CaseError: there are no rules for such an audience.
        ResourceError: the table says something that no rule means.
    """
    name = audience or default_audience()
    raw = _table()["audiences"].get(name)
    if raw is None:
        known = "; ".join(f"{one} ({found['for']})" for one, found in _table()["audiences"].items())
        raise CaseError(f"there are no rules for the audience {name!r}, so nothing leaves for it. Choose: {known}")
    found = Rules(
        audience=name,
        whom=raw["for"],
        persons=frozenset(raw["persons"]),
        delay=int(raw["delay"]),
        places=dict(raw["places"]),
        texts=bool(raw["texts"]),
        decisions=bool(raw["decisions"]),
        analysts=bool(raw["analysts"]),
        addresses=bool(raw["addresses"]),
    )
    if found.persons - PERSONS or set(found.places.values()) - set(COARSER) or set(found.places) - set(sites().kinds):
        raise ResourceError(f"policy/audiences.yaml: {name}: unknown word among persons or places; see the file's head")
    if own is None or found.open:
        return found
    delay = {"public": own.delay, "partner": own.partner_delay}.get(name)
    return replace(
        found, delay=found.delay if delay is None or delay < 0 else delay, protect=own.protect, public=own.public
    )


@cache
def sites() -> Sites:
    """`resources/policy/places.yaml`, read once."""
    raw = load_yaml(files("djeli.resources") / "policy" / "places.yaml")
    kinds = {
        name: SiteKind(
            name=name,
            called=one["called"],
            sentence=one["where"] == "sentence",
            unless=frozenset(word for phrase in one["unless"] for word in words(str(phrase))),
            words=frozenset(words(str(phrase)) for found in one["words"].values() for phrase in found),
        )
        for name, one in raw["kinds"].items()
    }
    plain = {key: frozenset(word for one in raw[key] for word in words(str(one))) for key in ("links", "bare")}
    return Sites(kinds=kinds, links=plain["links"], bare=plain["bare"])
