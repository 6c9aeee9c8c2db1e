"""Places that the gazetteer lacks, or knows only far away: the words are kept, put into the region they are told in.

"the village of Togoga, in Tigray" is a place somewhere in Tigray, whatever gazetteers know; and a hamlet of that name
on another continent is not it, when nothing else in the story lies there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from djeli.extract.mentions import PlaceMention
from djeli.extract.places.phrase import where_of
from djeli.extract.places.resolve import Sense, parent_of
from djeli.extract.places.spot import Spot
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Place, PlaceKind, km_between
from djeli.values import UNLISTED, Where
from djeli.vocab import Resolution

_SMALL = 100_000  # inhabitants: another settlement of the name may be missing from the gazetteer
_LITTLE = 20_000  # the same for a name that lies in another region of the story's country
_ABROAD_KM = 300.0
_APART_KM = 200.0
_FAR_KM = 2000.0  # from the middle of a country, for a land named as a whole
_WITHIN = 1.8  # radii of a large land that its neighbours may lie within
_USEFUL_KM = 150.0  # radius of a region whose middle says where about; in wider ones a point would be made up
_SHARE = 0.7  # of what the names speak of, to call one country the story's
_LEADING = 0.5  # the same for a country named twice as often as any other
_VILLAGES = frozenset({"settlement", "area", "water"})  # kinds said of a place that lacks a row, rather than of a body
_REGIONS = (Resolution.COUNTRY, Resolution.ADM1, Resolution.ADM2, Resolution.AREA)


@dataclass(frozen=True, slots=True)
class Story:
    """Where the other names of an item put it: its country, and its region where they agree on one."""

    country: str
    region: Where | None


def with_unlisted(  # noqa: PLR0917 - what a story tells, handed through
    mentions: Sequence[PlaceMention],
    spots: Sequence[Spot],
    senses: Mapping[str, Sense],
    nations: Mapping[str, float],
    words: Words,
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """Mentions, those the gazetteer lacks or misplaces put into their region; where none is told, the doubt is kept."""
    found = list(mentions)
    for n, (spot, mention) in enumerate(zip(spots, mentions, strict=True)):
        sense = senses[spot.key]
        stated = _stated(n, spots, mentions, words)
        if not _misplaced(mention, sense, stated, mentions, nations):
            continue
        lost = mention.where is None and not spot.matches and not mention.candidates
        region, said = stated, "the words put it in"
        if region is None and (not lost or spot.locative):
            story = story_of(
                [m for m in mentions if m is not mention and not _same_name(m, mention)], nations, gazetteer
            )
            region, said = story.region, "the story plays in"
        if region is not None:
            found[n] = replace(mention, where=_inside(spot, region, said), candidates=())
        elif lost and spot.kind in _VILLAGES:
            found[n] = replace(mention, where=_nowhere(spot))
        elif mention.where is not None:
            found[n] = replace(mention, candidates=(mention.where,))
    return tuple(found)


def _misplaced(
    mention: PlaceMention,
    sense: Sense,
    stated: Where | None,
    mentions: Sequence[PlaceMention],
    nations: Mapping[str, float],
) -> bool:
    """Whether the gazetteer has no reading of a name that can be the one meant."""
    if mention.where is None:
        return not mention.candidates
    place = sense.place
    if place is None or place.kind is not PlaceKind.SETTLEMENT or sense.readings[0].reasons[:1] == ["stated"]:
        return False
    if stated is not None and place.population < _SMALL and stated.resolution in (Resolution.COUNTRY, Resolution.ADM1):
        return bool(stated.country) and not _holds(stated, place)
    sure = sense.readings[0].principal and place.population >= _SMALL
    return not sure and (_abroad(mention, place, mentions, nations) or _out_of_region(mention, place, mentions))


def _stated(n: int, spots: Sequence[Spot], mentions: Sequence[PlaceMention], words: Words) -> Where | None:
    """The place that the words put a name in."""
    parent = parent_of(spots, n, words)
    if parent is None:
        return None
    at = next(k for k in (n + 1, n - 1) if 0 <= k < len(spots) and spots[k] is parent)
    where = mentions[at].where
    return where if where is not None and not where.unlisted and not mentions[at].candidates else None


def _holds(region: Where, place: Place) -> bool:
    if region.country != place.country:
        return False
    return region.resolution is Resolution.COUNTRY or region.adm1 == place.adm1


def _same_name(one: PlaceMention, other: PlaceMention) -> bool:
    return one.where is not None and other.where is not None and one.where.name == other.where.name


def _others(mention: PlaceMention, mentions: Sequence[PlaceMention]) -> list[Where]:
    return [m.where for m in mentions if m.where is not None and not _same_name(m, mention)]


def _abroad(
    mention: PlaceMention, place: Place, mentions: Sequence[PlaceMention], nations: Mapping[str, float]
) -> bool:
    """Whether a settlement lies far from every other place of the story, none of them in its country."""
    others = _others(mention, mentions)
    if nations.get(place.country) or any(o.country == place.country for o in others if o.country):
        return False
    here = (place.lat, place.lon)
    placed = [o for o in others if o.country and o.lat is not None and o.lon is not None]
    if not placed:
        return bool(nations)
    return all(
        km_between(here, (o.lat or 0.0, o.lon or 0.0))
        > (
            max(_FAR_KM, _WITHIN * (o.radius_km or 0.0))
            if o.resolution is Resolution.COUNTRY
            else _ABROAD_KM + (o.radius_km or 0.0)
        )
        for o in placed
    )


def _out_of_region(mention: PlaceMention, place: Place, mentions: Sequence[PlaceMention]) -> bool:
    """Whether a little town lies in a region the story never names, while its other names share one region."""
    if place.population >= _LITTLE or not place.adm1:
        return False
    others = [o for o in _others(mention, mentions) if o.country == place.country and o.adm1 and o.lat is not None]
    if not others or len({o.adm1 for o in others}) > 1 or others[0].adm1 == place.adm1:
        return False
    here = (place.lat, place.lon)
    return all(km_between(here, (o.lat or 0.0, o.lon or 0.0)) > _APART_KM + (o.radius_km or 0.0) for o in others)


def story_of(mentions: Sequence[PlaceMention], nations: Mapping[str, float], gazetteer: Gazetteer) -> Story:
    """The country, and the first-order region, that the names of an item agree on."""
    known = [m.where for m in mentions if m.where is not None and m.aside is None and not m.candidates]
    lands: Counter[str] = Counter()
    for where in known:
        lands[where.country] += 1 if where.country else 0
    for code, count in nations.items():
        lands[code] += min(int(count), 3)
    lands.pop("", None)
    if not lands:
        return Story("", None)
    (country, votes), *others = lands.most_common(2)
    land = gazetteer.country_place(country)
    leads = votes >= _LEADING * lands.total() and votes >= 2 * others[0][1] if others else True
    if not (leads or votes >= _SHARE * lands.total()) or land is None:
        return Story("", None)
    regions = {w.adm1 for w in known if w.country == country and w.adm1}
    if len(regions) == 1:
        name = next(iter(regions))
        places = (p for p in gazetteer.lookup(name) if p.kind is PlaceKind.ADM1 and p.country == country)
        region = next(places, None)
        if region is not None:
            return Story(country, where_of(region, gazetteer, "the only region the story names"))
    return Story(country, where_of(land, gazetteer, "the only country the story names"))


def _nowhere(spot: Spot) -> Where:
    """A village or valley by its name alone, where neither its words nor the story put it into a country."""
    return Where(
        name=spot.text, resolution=Resolution.AREA, reason=f"'{spot.text}' {UNLISTED}; nothing puts it in a country"
    )


def _inside(spot: Spot, region: Where, said: str) -> Where:
    """A place by its words, known as finely as the region it lies in."""
    coarse = region.resolution in _REGIONS
    reason = f"'{spot.text}' {UNLISTED}; {said} {region.name}"
    if coarse:
        narrow = region.resolution is not Resolution.COUNTRY and (region.radius_km or 0.0) <= _USEFUL_KM
        lat, lon = (region.lat, region.lon) if narrow else (None, None)
        return replace(region, name=spot.text, geonameid=None, lat=lat, lon=lon, reason=reason)
    return replace(region, name=spot.text, geonameid=None, resolution=Resolution.NEAR, radius_km=15.0, reason=reason)
