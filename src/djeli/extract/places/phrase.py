"""From a resolved name and the words around it to a `Where`: "30 km north of Gao", "northern Mali"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.extract.places.spot import Spot
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Place, PlaceKind
from djeli.values import Where
from djeli.vocab import Resolution

NEAR_KM = 15.0  # what "near X" bounds: reports say it of places within an hour's ride
_RESOLUTION = {
    PlaceKind.SETTLEMENT: Resolution.SETTLEMENT,
    PlaceKind.ADM1: Resolution.ADM1,
    PlaceKind.ADM2: Resolution.ADM2,
    PlaceKind.COUNTRY: Resolution.COUNTRY,
    PlaceKind.AREA: Resolution.AREA,
    PlaceKind.WATER: Resolution.WATER,
}
_EARTH_KM = 6371.0088
_ARTICLES = frozenset({"the", "le", "l'", "l’", "au", "à", "el"})
_LIGHT = frozenset({"the", "la", "l'", "l’", "le", "les"})  # "le sud de la Somalie"


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance and a direction told before a name; None for what is not told."""

    km: float | None
    degrees: float | None


def where_of(place: Place, gazetteer: Gazetteer, reason: str) -> Where:
    """A place as a value."""
    country = gazetteer.country(place.country) if place.country else None
    coarse = place.kind is not PlaceKind.SETTLEMENT
    return Where(
        name=place.name,
        resolution=_RESOLUTION[place.kind],
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        country_name=country.name if country else "",
        adm1=place.adm1,
        adm2=place.adm2,
        geonameid=place.geonameid,
        radius_km=place.radius_km if coarse else None,
        reason=reason,
    )


def moved(lat: float, lon: float, km: float, degrees: float) -> tuple[float, float]:
    """The position at a distance in a direction (degrees clockwise from north) on the sphere."""
    angle, bearing, phi, lam = km / _EARTH_KM, math.radians(degrees), math.radians(lat), math.radians(lon)
    phi2 = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
    lam2 = lam + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(phi2)
    )
    return round(math.degrees(phi2), 4), round((math.degrees(lam2) + 540) % 360 - 180, 4)


def _number(word: str, words: Words) -> float | None:
    plain = word.replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return words.numbers.get(word)


def offset_before(before: Sequence[str], words: Words) -> Offset | None:
    """The distance and direction that end right before a name: "30 km (18 miles) north of"."""
    n = len(before) - 1
    while n >= 0 and before[n] in {
        "the",
        "town",
        "city",
        "village",
        "la",
        "le",
        "ville",
        "l'",
        "capital",
        "provincial",
        "regional",
    }:
        n -= 1
    if n < 1 or before[n] not in words.of | {"du", "de", "d'", "d’", "des"}:
        return None
    n -= 1
    degrees = words.bearing.get(before[n]) if n >= 0 else None
    if degrees is not None:
        n -= 1
        while n >= 0 and before[n] in {"the", "to", "au", "à", "l'", "l’", "just", "due", "-"}:
            n -= 1
    km = _distance(before[max(0, n - 12) : n + 1], words)
    if km is None and degrees is None:
        return None
    if km is None and len(before) and before[-1] in {"from"}:
        return None
    return Offset(km, degrees)


def _distance(phrase: Sequence[str], words: Words) -> float | None:
    """Kilometres of a distance that ends a phrase, a second unit in brackets left out."""
    end = len(phrase)
    if end and phrase[end - 1] == ")":
        opening = max((i for i, word in enumerate(phrase) if word == "("), default=0)
        end = opening
    if end < 1:
        return None
    unit = words.units.get(phrase[end - 1])
    if unit is None:
        return None
    number = _number(phrase[end - 2], words) if end >= 2 else None
    return None if number is None else number * unit


def is_near(before: Sequence[str], words: Words) -> bool:
    """Whether "near", "on the outskirts of" and the like stand before a name, articles and kinds between."""
    n = len(before)
    while n and (before[n - 1] in {"the", "la", "le", "les", "l'", "l’"} or before[n - 1] in words.kinds_before or (
        before[n - 1] in words.of and n > 1 and before[n - 2] in words.kinds_before)):  # fmt: skip
        n -= 1
    head = tuple(before[:n])
    whole = tuple(before)
    return any(head[-len(p) :] == p or whole[-len(p) :] == p for p in words.near if p)


def part_before(before: Sequence[str], words: Words) -> tuple[str, float | None] | None:
    """The part of a region named before it: ("northern", 0.0), ("central", None)."""
    if not before:
        return None
    before = before[:-1] if len(before) > 1 and before[-1] in _LIGHT and before[-2] in words.of else before
    last = before[-1]
    # "the north of Mali" lies in it; "north of Mali" does not.
    inside = len(before) > 2 and last in words.of and before[-2] in words.part and before[-3] in _ARTICLES
    if inside:
        return before[-2], words.part[before[-2]]
    if last in words.part and not (len(before) > 1 and before[-1] in words.bearing and before[-2] in words.units):
        return last, words.part[last]
    if last in words.central:
        return last, None
    return None


def refine(where: Where, spot: Spot, words: Words, gazetteer: Gazetteer) -> Where:
    """A `Where` changed by the relation that the words before and after its name tell."""
    before, after = spot.before, spot.after
    if where.lat is None or where.lon is None:
        return where
    if where.resolution is Resolution.SETTLEMENT:
        offset = offset_before(before, words)
        if offset is not None:
            return _offset(where, offset)
        if is_near(before, words):
            said = f"'near' {where.name}; {where.reason}"
            return replace(where, resolution=Resolution.NEAR, radius_km=NEAR_KM, reason=said)
    coarse = where.resolution in (Resolution.COUNTRY, Resolution.ADM1, Resolution.AREA)
    if where.resolution is Resolution.ADM1 and _at_border(before, after, words):
        said = f"at the border of {where.name}; {where.reason}"  # of one country, and seldom long
        return replace(where, reason=said)
    if coarse and _at_border(before, after, words):
        # It runs along two countries and for hundreds of kilometres: neither a country nor a point is made up.
        said = f"the border of {where.name}, on either side of it; {where.reason}"
        bare = replace(where, country="", country_name="", adm1="", geonameid=None, lat=None, lon=None, radius_km=None)
        return replace(bare, name=f"{where.name} border", resolution=Resolution.AREA, reason=said)
    part = part_before(before, words)
    if coarse and part is not None:
        return _part(where, *part, spot, gazetteer)
    return where


def _at_border(before: Sequence[str], after: Sequence[str], words: Words) -> bool:
    """Whether "border" stands behind a name, or before it with "with" or "of" between."""
    if after and (after[0] in words.border or after[:2] == ("'s", "border")):
        return True
    n = len(before)
    while n and before[n - 1] in _LIGHT | _ARTICLES | words.of | words.beside:
        n -= 1
    return n > 0 and before[n - 1] in words.border


def _offset(where: Where, offset: Offset) -> Where:
    km = offset.km if offset.km is not None else NEAR_KM
    name = where.name
    if offset.degrees is None or where.lat is None or where.lon is None:
        said = f"{km:g} km from {name}, direction not told; {where.reason}"
        return replace(where, resolution=Resolution.NEAR, radius_km=round(km * 1.2, 1), reason=said)
    if offset.km is None:
        said = f"in a direction from {name}, distance not told; {where.reason}"
        return replace(where, resolution=Resolution.NEAR, radius_km=2 * NEAR_KM, reason=said)
    lat, lon = moved(where.lat, where.lon, km, offset.degrees)
    said = f"{km:g} km at {offset.degrees:g} degrees from {name}; {where.reason}"
    # The bearing is one of eight: half a step off at that distance, and at least some kilometres of rounding.
    radius = round(max(5.0, km * 0.4), 1)
    return replace(where, lat=lat, lon=lon, resolution=Resolution.NEAR, radius_km=radius, reason=said)


def _part(where: Where, word: str, degrees: float | None, spot: Spot, gazetteer: Gazetteer) -> Where:
    """A part of a country or region: the one areas.yaml knows by that name, or its middle moved half its radius."""
    for name in (f"{word} {where.name}", f"{word} {spot.text}"):
        known = [p for p in gazetteer.lookup(name) if p.kind is PlaceKind.AREA]
        if known:
            found = where_of(known[0], gazetteer, f"'{name}' is an area of its own; {where.reason}")
            return replace(found, country=where.country, country_name=where.country_name)
    radius = where.radius_km or 150.0
    said = f"the {word} part of {where.name}, its middle taken by rule; {where.reason}"
    name = f"{word} {where.name}"
    if degrees is None or where.lat is None or where.lon is None:
        return replace(where, name=name, resolution=Resolution.AREA, radius_km=round(radius * 0.6, 1), reason=said)
    lat, lon = moved(where.lat, where.lon, radius * 0.5, degrees)
    return replace(
        where, name=name, lat=lat, lon=lon, resolution=Resolution.AREA, radius_km=round(radius * 0.6, 1), reason=said
    )  # fmt: skip


def between_two(a: Where, b: Where) -> Where:
    """The stretch between two settlements, its middle and half its length."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return a
    lat, lon = (a.lat + b.lat) / 2, (a.lon + b.lon) / 2
    half = math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(lat))) * 111.2 / 2
    return Where(
        name=f"between {a.name} and {b.name}",
        resolution=Resolution.BETWEEN,
        lat=round(lat, 4),
        lon=round(lon, 4),
        country=a.country if a.country == b.country else "",
        country_name=a.country_name if a.country == b.country else "",
        adm1=a.adm1 if a.adm1 == b.adm1 else "",
        radius_km=round(max(half, 5.0), 1),
        reason=f"halfway between {a.name} and {b.name}; {a.reason}",
    )
