"""Which place a name means: one reading for each name of an item, chosen together.

A reading gains from prominence, from countries and regions the item speaks of, from words beside the name ("Paris,
Texas"; "Gao region"), and from lying near the readings of the other names, for a story has one scene as a rule. When
two readings stay as good as each other, none is chosen.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.extract.places.spot import Spot
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer, Match, Place, PlaceKind, km_between

MOST_READINGS = 40
MARGIN = 0.1  # readings closer than this are as good as each other
_KIND_PRIOR = {PlaceKind.COUNTRY: 7.0, PlaceKind.ADM1: 1.0, PlaceKind.ADM2: 0.0, PlaceKind.AREA: 5.5,
               PlaceKind.WATER: 5.5, PlaceKind.SETTLEMENT: 0.6}  # fmt: skip
_NEAR_KM = 120.0
_WELL_KNOWN = 20_000  # inhabitants of a town that is named without its country abroad
_BETWEEN = 7  # words between a place and the region it is told in
_SCENE_SET = 4.0  # votes of other names from which on an item has a scene


@dataclass(slots=True)
class Reading:
    """One place a name may mean, with its score and the parts of it that are worth telling."""

    place: Place
    score: float
    reasons: list[str] = field(default_factory=list)
    principal: bool = True  # False when the name is only one of its alternates


@dataclass(frozen=True, slots=True)
class Sense:
    """What became of a name: its readings, best first, and whether the first is chosen."""

    readings: tuple[Reading, ...]
    chosen: bool

    @property
    def place(self) -> Place | None:
        """The chosen place."""
        return self.readings[0].place if self.chosen else None


@dataclass(frozen=True, slots=True)
class Scene:
    """What an item tells about where it plays: votes for countries and regions, and positions it hints at."""

    countries: Mapping[str, float]
    regions: Mapping[tuple[str, str], float]
    points: tuple[tuple[float, float, float], ...]  # latitude, longitude, weight
    own: Mapping[str, Mapping[str, float]]  # by name, what it voted itself
    hinted: frozenset[str]  # countries known from outside the words


def prior(match: Match, kind: str) -> float:
    """How prominent a reading is by itself; `kind` is the kind of place that the words beside the name say."""
    place = match.place
    score = _KIND_PRIOR[place.kind] + (0.0 if match.principal else -0.9)
    if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADM1, PlaceKind.ADM2):
        score += 0.42 * math.log10(place.population + 300)
    if place.kind is PlaceKind.SETTLEMENT and place.source != "geonames":
        score += 1.0  # somebody put it into an overlay because reports name it
    if kind:
        loose = kind in ("adm1", "area") and place.kind is PlaceKind.AREA  # "the Sahel region"
        agrees = (
            place.kind == kind or loose or (kind in ("adm1", "adm2") and place.kind in (PlaceKind.ADM1, PlaceKind.ADM2))
        )
        score += (1.6 if place.kind == kind else 1.2) if agrees else -1.2
    return score


def _wins_bare(matches: Sequence[Match]) -> list[Match]:
    """Drop what a bare name does not mean: the region of the town Gao, the city of Mexico, a region called Sahel."""
    countries = {match.place.country for match in matches if match.place.kind is PlaceKind.COUNTRY}
    towns: dict[tuple[str, str], int] = {}
    for place in (match.place for match in matches if match.place.kind is PlaceKind.SETTLEMENT):
        region = (place.country, place.adm1)
        towns[region] = max(place.population, towns.get(region, -1))
    covered = {code for m in matches if m.place.kind is PlaceKind.AREA for code in m.place.countries}
    kept = []
    for match in matches:
        place = match.place
        seat = towns.get((place.country, place.adm1), -1)
        own = place.kind is PlaceKind.ADM1 or place.kind is PlaceKind.ADM2
        if own and seat >= 0 and seat > 0.03 * place.population:
            continue
        if place.kind is not PlaceKind.COUNTRY and place.country in countries:
            continue
        if own and place.country in covered:
            continue
        kept.append(match)
    return kept


def readings_of(spot: Spot, gazetteer: Gazetteer) -> list[Reading]:
    """The places a name may mean, with what speaks for each by itself."""
    matches = spot.matches if spot.kind in ("adm1", "adm2") else _wins_bare(spot.matches)
    found = [Reading(m.place, prior(m, spot.kind) + _seat(m.place, gazetteer), principal=m.principal) for m in matches]
    found.sort(key=lambda reading: -reading.score)
    return found[:MOST_READINGS]


def _seat(place: Place, gazetteer: Gazetteer) -> float:
    """What a capital has ahead of its namesakes."""
    if place.kind is not PlaceKind.SETTLEMENT or place.population < 5_000:
        return 0.0
    country = gazetteer.country(place.country)
    return 1.6 if country is not None and country.capital == place.name else 0.0


def survey_scene(
    senses: Mapping[str, list[Reading]],
    counts: Counter[str],
    nations: Mapping[str, float],
    hints: Iterable[Place],
    gazetteer: Gazetteer,
) -> Scene:
    """Votes of all names of an item.

    A name votes for the countries of its readings in proportion to how sure each is by itself.
    """
    countries: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    points: list[tuple[float, float, float]] = []
    own: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for key, readings in senses.items():
        weight = 1.0 + math.log2(counts[key])
        for reading, share in shares(readings):
            place = reading.place
            if place.kind is PlaceKind.COUNTRY:
                countries[place.country] += 1.5 * weight * share
                own[key][place.country] += 1.5 * weight * share
            elif place.country:
                countries[place.country] += weight * share
                own[key][place.country] += weight * share
            for code in place.countries:
                countries[code] += 0.4 * weight * share
            if place.adm1:
                regions[place.country, place.adm1] += weight * share * (1.5 if place.kind is PlaceKind.ADM1 else 1.0)
    for code, count in nations.items():
        countries[code] += 0.8 * (1.0 + math.log2(max(count, 1.0)))
    hinted = tuple(hints)
    for place in hinted:
        countries[place.country] += 4.0
        if place.adm1:
            regions[place.country, place.adm1] += 3.0
        if place.kind is not PlaceKind.COUNTRY:
            points.append((place.lat, place.lon, 3.0))
    return Scene(countries, regions, tuple(points), own, frozenset(place.country for place in hinted))


def shares(readings: Sequence[Reading], *, sharpness: float = 1.6) -> list[tuple[Reading, float]]:
    """Readings with their share of certainty, summing to one; the weakest are left out."""
    if not readings:
        return []
    top = max(reading.score for reading in readings)
    weights = [math.exp(sharpness * (reading.score - top)) for reading in readings]
    total = sum(weights)
    return [(r, w / total) for r, w in zip(readings, weights, strict=True) if w / total > 0.02]


def _saturated(votes: float, scale: float) -> float:
    return votes / (votes + scale)


def settle(senses: Mapping[str, list[Reading]], scene: Scene, counts: Counter[str]) -> dict[str, Sense]:
    """Choose readings together: votes of countries and regions first, nearness to the others second."""
    total = sum(scene.countries.values()) or 1.0
    voted: dict[str, list[Reading]] = {}
    for key, readings in senses.items():
        voted[key] = [_with_votes(reading, scene, total, scene.own.get(key, {})) for reading in readings]
        voted[key].sort(key=lambda reading: -reading.score)
    anchors = _anchors(voted, counts, scene)
    return {key: _decide(key, readings, anchors, scene) for key, readings in voted.items()}


def _with_votes(reading: Reading, scene: Scene, total: float, own: Mapping[str, float]) -> Reading:
    place = reading.place
    if place.kind is PlaceKind.COUNTRY:
        others = scene.countries.get(place.country, 0.0) - own.get(place.country, 0.0)
        return Reading(
            place, reading.score + 1.5 * _saturated(max(others, 0.0), 1.0), reading.reasons, reading.principal
        )
    codes = place.countries or (place.country,)
    votes = max((scene.countries.get(code, 0.0) for code in codes), default=0.0)
    here = scene.regions.get((place.country, place.adm1), 0.0) if place.adm1 else 0.0
    gain = 2.2 * votes / total + 0.9 * _saturated(votes, 3.0) + 1.4 * _saturated(here, 2.0)
    gain += 1.5 * (place.country in scene.hinted)
    reasons = list(reading.reasons)
    if votes / total > 0.3 and place.country:
        reasons.append("the item speaks of that country")
    return Reading(place, reading.score + gain, reasons, reading.principal)


def _anchors(
    voted: Mapping[str, Sequence[Reading]], counts: Counter[str], scene: Scene
) -> list[tuple[str, float, float, float]]:
    """Positions that other names may lie near: key, latitude, longitude, weight."""
    found = [("", lat, lon, weight) for lat, lon, weight in scene.points]
    for key, readings in voted.items():
        for reading, share in shares(readings)[:4]:
            place = reading.place
            if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADM2, PlaceKind.ADM1):
                weight = share * (1 + 0.3 * math.log2(counts[key])) * (0.6 if place.kind is PlaceKind.ADM1 else 1.0)
                found.append((key, place.lat, place.lon, weight))
    return found


def _decide(
    key: str, readings: Sequence[Reading], anchors: Sequence[tuple[str, float, float, float]], scene: Scene
) -> Sense:
    if not readings:
        return Sense((), chosen=False)
    scored = []
    for reading in readings:
        place = reading.place
        gain = 0.0
        if place.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADM2, PlaceKind.WATER):
            near = [
                weight * math.exp(-km_between((place.lat, place.lon), (lat, lon)) / _NEAR_KM)
                for other, lat, lon, weight in anchors
                if other != key and abs(place.lat - lat) < 6
            ]
            gain = 1.8 * _saturated(sum(near), 1.2)
        reasons = [*reading.reasons, "it lies near other places of the item"] if gain > 0.6 else reading.reasons
        scored.append(Reading(place, reading.score + gain, reasons, reading.principal))
    scored.sort(key=lambda reading: -reading.score)
    chosen = _is_clear(scored, key, scene)
    return Sense(tuple(scored), chosen=chosen)


def _is_clear(scored: Sequence[Reading], key: str, scene: Scene) -> bool:
    """Whether the best reading stands out, and is no small town of a country the item never speaks of."""
    best = scored[0].place
    votes = dict(scene.countries)
    for code, vote in scene.own.get(key, {}).items():
        votes[code] -= vote
    others = sum(vote for vote in votes.values() if vote > 0)
    stranger = best.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADM2) and best.population < _WELL_KNOWN
    if stranger and others > _SCENE_SET and votes.get(best.country, 0.0) < 0.02 * others and not scored[0].reasons:
        return False
    return len(scored) == 1 or scored[0].score - scored[1].score >= MARGIN or _same_spot(scored[0], scored[1])


def _same_spot(a: Reading, b: Reading) -> bool:
    """Whether two readings are one place filed twice, or a region and its seat."""
    return (
        km_between((a.place.lat, a.place.lon), (b.place.lat, b.place.lon)) < 40 and a.place.country == b.place.country
    )


def parent_of(spots: Sequence[Spot], n: int, words: Words) -> Spot | None:
    """The region that the words put a name in: "Paris, Texas"; "Moura, in the Mopti region"."""
    spot, owner = spots[n], spots[n - 1] if n else None
    adjacent = owner is not None and owner.sentence == spot.sentence and spot.first - owner.last == 1
    if owner is not None and adjacent and spot.tokens[owner.last].low in {"'s", "’s", "'", "’"}:
        return owner  # "Burkina Faso's Sahel region"
    if n + 1 >= len(spots):
        return None
    spot, following = spots[n], spots[n + 1]
    if following.sentence != spot.sentence or following.first - spot.last > _BETWEEN:
        return None
    between = [token.low for token in spot.tokens[spot.last : following.first]]
    if not between or between[0] not in {",", "in", "(", "of"} | words.of | words.locative:
        return None
    fillers = (
        {",", "in", "(", "the", "l'", "l’", "la", "le", "les"}
        | words.of
        | words.locative
        | words.compass
        | set(words.kinds_before)
    )
    return following if all(word in fillers for word in between) else None


def is_list(child: Sequence[Reading], parent: Sequence[Reading]) -> bool:
    """Whether both names are countries': "Iraq, Iran" is a list, whatever town of Iran is called so."""
    return all(any(r.place.kind is PlaceKind.COUNTRY for r in readings) for readings in (child, parent))


def within(reading: Reading, parents: Sequence[Place]) -> Place | None:
    """The parent that a reading lies in, if any."""
    place = reading.place
    for parent in parents:
        if parent is place or parent == place:
            continue
        if parent.kind is PlaceKind.COUNTRY and place.country == parent.country and place.kind is not PlaceKind.COUNTRY:
            return parent
        same = place.country == parent.country
        if parent.kind is PlaceKind.ADM1 and same and place.adm1 == parent.adm1 and place.kind is not PlaceKind.ADM1:
            return parent
        if parent.kind is PlaceKind.ADM2 and same and place.adm2 == parent.adm2 and place.kind is PlaceKind.SETTLEMENT:
            return parent
        reach = 1.3 * (parent.radius_km or 0.0)
        covers = parent.kind is PlaceKind.AREA and place.country in parent.countries
        if covers and km_between((place.lat, place.lon), (parent.lat, parent.lon)) < reach:
            return parent
    return None
