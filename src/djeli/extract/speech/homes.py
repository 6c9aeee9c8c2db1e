"""Which actor a country's army, police or government is, where the table has exactly one that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from djeli.extract.mentions import PlaceMention
from djeli.gazetteer.byhand import load_countries
from djeli.resources.actors import Actor, load_actors
from djeli.values import Party
from djeli.vocab import PartyKind

_SHARE = 0.6
"""An item is about the country that this share of its places lie in; with less the speaker is
left unresolved."""

_BODIES = {
    "army": (PartyKind.STATE_FORCES, "MIL"),
    "police": (PartyKind.POLICE, "COP"),
    "government": (PartyKind.GOVERNMENT, "GOV"),
}
_PRINCIPAL = {
    "army": ("armed forces", "army", "military", "defence forces", "defense forces"),
    "government": ("government",),
}


@cache
def homes() -> Mapping[tuple[str, str], Party]:
    """The actor of a country (ISO code) and a body: army, police, government. What several might be is left out."""
    found: dict[tuple[str, str], list[Actor]] = {}
    for actor in load_actors(None).values():
        if actor.ended or actor.parent or not actor.countries:
            continue
        for body, (kind, sector) in _BODIES.items():
            if actor.kind is kind and actor.sector == sector:
                found.setdefault((actor.countries[0], body), []).append(actor)
    return {key: _party(one) for key, actors in found.items() if (one := _only(actors, key[1])) is not None}


def _only(actors: list[Actor], body: str) -> Actor | None:
    if len(actors) > 1:
        actors = [a for a in actors if any(word in a.name.lower() for word in _PRINCIPAL.get(body, ()))]
    return actors[0] if len(actors) == 1 else None


def _party(actor: Actor) -> Party:
    return Party(name=actor.name, kind=actor.kind, actor=actor.id, country=actor.country)


@cache
def states() -> Mapping[str, str]:
    """ISO codes by the names of countries and of capitals, as headlines name governments: "Niger", "Moscow".

    A name that two countries share is left out.
    """
    found: dict[str, set[str]] = {}
    for one in load_countries():
        for name in (one.name, one.name_fr, *one.aliases, one.capital):
            if name[:1].isupper():
                found.setdefault(name, set()).add(one.iso2)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}


def country_of(places: Iterable[PlaceMention]) -> str:
    """The ISO code of the country an item is about, by its places; empty when no country has most of them."""
    counted = Counter(p.where.country for p in places if p.where is not None and p.where.country and p.aside is None)
    if not counted:
        return ""
    code, number = counted.most_common(1)[0]
    return code if number >= _SHARE * counted.total() else ""
