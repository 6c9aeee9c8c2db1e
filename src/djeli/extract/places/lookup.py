"""A name of a text as the gazetteer knows it: as it stands, in the language's own spelling, or bent."""

from __future__ import annotations

from dataclasses import dataclass

from djeli.extract.places.inflect import base_forms
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Match, PlaceKind, name_key


@dataclass(frozen=True, slots=True)
class Known:
    """What a name may mean. `key` is the plain name's; `located` says that its own prefix means "in"."""

    key: str
    matches: tuple[Match, ...]
    bent: bool = False
    located: bool = False


def look_up(text: str, gazetteer: Gazetteer, words: Words) -> Known:
    """The places of a name, its endings and prefixes taken off where it is known in no other way."""
    key = name_key(text)
    own = words.names.get(key) if words.names else None
    if own is not None:
        found = gazetteer.matches(own)
        return Known(name_key(own), found) if found else Known(key, _country(own, gazetteer))
    matches = gazetteer.matches(text)
    if matches or not words.bent or not key:
        return Known(key, matches)
    best = None
    for form, located in base_forms(key, words.bent):
        own = words.names.get(form, form)
        matches = gazetteer.matches(own) or (_country(own, gazetteer) if own != form else ())
        if matches and (best is None or prominence(matches) > prominence(best.matches)):
            best = Known(name_key(own), matches, bent=True, located=located)
    return best or Known(key, ())


def prominence(matches: tuple[Match, ...]) -> tuple[bool, int]:
    """What one form of a bent name has ahead of another: countries and areas first, then people."""
    wide = any(m.place.kind in (PlaceKind.COUNTRY, PlaceKind.AREA, PlaceKind.WATER) for m in matches)
    return wide, max(m.place.population for m in matches)


def _country(code: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """A country told by its ISO code."""
    place = gazetteer.country_place(code)
    return (Match(place=place, principal=True),) if place is not None else ()
