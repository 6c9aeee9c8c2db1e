"""Places of an item: which words name them, which places they are, and which of them an event happened at.

`find_places` recognises and resolves the names of an item together; `place_for` picks the place of an event told in a
sentence. docs/extend/place.md tells how to add names and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from djeli.extract.mentions import PlaceMention, Sentence
from djeli.extract.places.aside import aside_of
from djeli.extract.places.attach import Handed, place_for
from djeli.extract.places.dateline import dateline_places
from djeli.extract.places.nations import adjectives, borders, demonyms
from djeli.extract.places.phrase import between_two, refine, where_of
from djeli.extract.places.resolve import Reading, Sense, is_list, parent_of, readings_of, settle, survey_scene, within
from djeli.extract.places.spot import Spot, find_spots
from djeli.extract.places.unlisted import with_unlisted
from djeli.extract.places.words import Words, words_of
from djeli.gazetteer import Gazetteer, Place, PlaceKind
from djeli.vocab import Resolution

__all__ = ["Handed", "PlaceHint", "find_places", "place_for", "resolve"]

_CANDIDATES_KEPT = 5
_STATED = 6.0  # what a reading gains when the words name the region it lies in


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHint:
    """What is known of an item's scene besides its sentences.

    `dateline` holds the words of the dateline's place ("BAMAKO, Mali"), `place` a place name that the page's own data
    give, `country` an ISO code.
    """

    dateline: str = ""
    place: str = ""
    country: str = ""


def find_places(
    sentences: Sequence[Sentence],
    content: str,
    gazetteer: Gazetteer,
    lang: str,
    *,
    hint: PlaceHint | None = None,
    nations: bool = False,
    relations: bool = True,
) -> tuple[PlaceMention, ...]:
    """Names of places in reading order, resolved where one reading stands out.

    A name that the gazetteer lacks, or knows only far from everything else in the story, is put into the region that
    the words or the story's other names tell. Where they tell none, a doubtful reading stays and stands among
    `candidates` too: no event is put there.

    Args:
        sentences: sentences of one item; their Docs may lack parse and entities.
        content: the whole Text that the offsets point into.
        gazetteer: see `djeli.gazetteer.open_gazetteer`.
        lang: code of the language whose places.yaml is used.
        hint: dateline, country or place known from elsewhere.
        nations: give adjectives of nation ("Malian") as mentions of the country too, as studies of toponyms count
            them. They are evidence for the country either way.
        relations: let "30 km north of Gao", "near Gao" and "northern Mali" change the named place into the place
            meant; False gives the named place itself.
    """
    words = words_of(lang)
    spots, lines = find_spots(sentences, content, gazetteer, words)
    spoken_of = demonyms(lines, gazetteer, words)
    senses = resolve(spots, gazetteer, words, spoken_of, _hinted(hint, gazetteer, words))
    if nations:
        spoken = tuple(adjectives(sentences, lines, spots, gazetteer, words))
        senses |= resolve(spoken, gazetteer, words, {}, ())
        spots = tuple(sorted((*spots, *spoken), key=lambda spot: spot.start))
    if not relations:
        return tuple(_mention(spot, senses[spot.key], gazetteer, None) for spot in spots)
    if not nations:
        along = tuple(borders(sentences, lines, gazetteer, words))
        senses |= resolve(along, gazetteer, words, {}, ())
        spots = tuple(sorted((*spots, *along), key=lambda spot: spot.start)) if along else spots
    mentions = tuple(_mention(spot, senses[spot.key], gazetteer, words) for spot in spots)
    mentions = with_unlisted(mentions, spots, senses, spoken_of, words, gazetteer)
    return _with_between(mentions, spots, words)


def resolve(
    spots: Sequence[Spot],
    gazetteer: Gazetteer,
    words: Words,
    nations: Mapping[str, float],
    hints: Sequence[Place] = (),
) -> dict[str, Sense]:
    """The sense of each name of an item, by its key."""
    readings: dict[str, list[Reading]] = {}
    counts: Counter[str] = Counter()
    for spot in spots:
        counts[spot.key] += 1
        fresh = readings_of(spot, gazetteer)
        if spot.key not in readings or spot.kind:
            readings[spot.key] = fresh
    _state_parents(spots, readings, words)
    _state_hints(readings, hints)
    scene = survey_scene(readings, counts, nations, hints, gazetteer)
    return settle(readings, scene, counts)


def _state_parents(spots: Sequence[Spot], readings: Mapping[str, list[Reading]], words: Words) -> None:
    """Raise readings that lie in the region which the words name right after them."""
    for n in range(len(spots) - 1, -1, -1):
        parent = parent_of(spots, n, words)
        if parent is None or parent.key == spots[n].key or is_list(readings[spots[n].key], readings[parent.key]):
            continue
        # Also what a bare name does not mean: "Gwoza, Borno" is in the region, though "Borno" alone may be a town.
        regions = [reading.place for reading in readings[parent.key][:12]]
        regions += [m.place for m in parent.matches[:12] if m.place.kind is PlaceKind.ADM1]
        for reading in readings[spots[n].key]:
            region = within(reading, regions)
            said = f"the words put it in {region.name}" if region is not None else ""
            if region is not None and said not in reading.reasons:
                if not any(reason.startswith("the words put it") for reason in reading.reasons):
                    reading.score += _STATED
                reading.reasons.append(said)
        _raise_parent(spots[n], parent, readings)


def _state_hints(readings: Mapping[str, list[Reading]], hints: Sequence[Place]) -> None:
    """Raise the reading that the dateline gives with its region: there a name of many places is one."""
    regions = [place for place in hints if place.kind is PlaceKind.ADM1]
    towns = {place.geonameid for place in hints if place.geonameid and place.kind is not PlaceKind.COUNTRY}
    for found in readings.values() if regions else ():
        for reading in found:
            if reading.place.geonameid in towns:
                reading.score += _STATED
                reading.reasons.append("the dateline names it with its region")


def _raise_parent(child: Spot, parent: Spot, readings: Mapping[str, list[Reading]]) -> None:
    """Among readings of the parent, those that hold a reading of the child gain too ("Tbilisi, Georgia")."""
    children = readings[child.key]
    for reading in readings[parent.key]:
        if any(within(lower, [reading.place]) for lower in children[:12]):
            reading.score += 1.0


def _hinted(hint: PlaceHint | None, gazetteer: Gazetteer, words: Words) -> list[Place]:
    """Places that the hint speaks of, the country first."""
    if hint is None:
        return []
    country = gazetteer.country(hint.country) if hint.country else None
    land = gazetteer.country_place(country.iso2) if country is not None else None
    told = [p for text in (hint.dateline, hint.place) if text for p in dateline_places(text, gazetteer, words)]
    if land is not None:
        return [land, *(p for p in told if p.country == land.country and p != land)]
    return list(dict.fromkeys(told))


def _mention(spot: Spot, sense: Sense, gazetteer: Gazetteer, words: Words | None) -> PlaceMention:
    place = sense.place
    where = None
    if place is not None:
        reason = _reason(spot, sense)
        where = where_of(place, gazetteer, reason)
        where = where if words is None else refine(where, spot, words, gazetteer)
    kept = sense.readings[:_CANDIDATES_KEPT] if where is None else ()
    return PlaceMention(
        start=spot.start,
        end=spot.end,
        sentence=spot.sentence,
        where=where,
        candidates=tuple(where_of(r.place, gazetteer, "; ".join(r.reasons)) for r in kept),
        locative=spot.locative or bool(spot.kind) or (where is not None and where.resolution is Resolution.NEAR),
        aside=aside_of(spot, place, words, gazetteer) if words is not None else None,
    )


def _reason(spot: Spot, sense: Sense) -> str:
    """Why this reading, in a sentence."""
    first, *others = sense.readings
    if not others:
        return f"'{spot.text}' names one place only in the gazetteer"
    because = " and ".join(dict.fromkeys(first.reasons)) or "it is the most prominent of that name"
    return f"'{spot.text}' may be {len(sense.readings)} places; this one because {because}"


def _with_between(mentions: tuple[PlaceMention, ...], spots: Sequence[Spot], words: Words) -> tuple[PlaceMention, ...]:
    """Both ends of "between X and Y" and of "the road from X to Y" get the stretch between them."""
    found = list(mentions)
    for n, (left, right) in enumerate(pairwise(spots)):
        if left.sentence != right.sentence or not _stretches(left, right, words):
            continue
        a, b = mentions[n].where, mentions[n + 1].where
        if a is not None and b is not None and a.resolution is b.resolution is Resolution.SETTLEMENT and a != b:
            stretch = between_two(a, b)
            found[n] = replace(mentions[n], where=stretch, locative=True, aside=None)
            found[n + 1] = replace(mentions[n + 1], where=stretch, locative=True, aside=None)
    return tuple(found)


def _stretches(left: Spot, right: Spot, words: Words) -> bool:
    """Whether the words around two names speak of what lies between them."""
    joined = [token.low for token in left.tokens[left.last : right.first]]
    if not joined or len(joined) > 2:
        return False
    if joined[0] in words.joined:
        return any(word in words.between for word in left.before[-3:])
    around = (*left.before[-4:], *right.after[:1])
    return joined[0] in words.road_joins and any(word in words.roads for word in around)
