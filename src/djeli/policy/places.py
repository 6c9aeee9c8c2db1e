"""Sensitive places: told by the words around them, withheld by name, and shown no finer than an audience may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

from djeli.gazetteer import Gazetteer, Place, PlaceKind
from djeli.link.evidence import common_words
from djeli.policy.fold import fold, located, words
from djeli.policy.rules import COARSER, SiteKind, Sites
from djeli.policy.spellings import script, spelling
from djeli.values import Where
from djeli.vocab import Resolution

WITHHELD = "[place withheld]"
_LONGEST = 5  # words of a name beside a word that tells a place
_COARSE = frozenset({Resolution.ADM1, Resolution.AREA, Resolution.COUNTRY})
_REGIONS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADM1, PlaceKind.ADM2, PlaceKind.AREA})
_TOWN = 20_000
"""People of a town whose name is a town's before it is a part of somebody's."""
_GAP = frozenset(" \u00a0\u202f\n\t-‐‑–'’`\"“”«»")
"""What may stand between the words of a name and what it is the name of."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `[start, end)` of its text, folded, and whether it is written as names are."""

    start: int
    end: int
    word: str
    proper: bool


@dataclass(frozen=True, slots=True)
class Site:
    """A kind of place met in a text, at tokens `[first, last)`."""

    kind: SiteKind
    first: int
    last: int


def is_place(gazetteer: Gazetteer) -> Callable[[str], bool]:
    """Whether a word is the name of a region or a town, before it is a part of somebody's."""

    def known(word: str) -> bool:
        return any(one.kind in _REGIONS or one.population >= _TOWN for one in gazetteer.lookup(word))

    return known


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    folded, starts, ends = located(text)
    found, at = [], 1
    for word in folded.split():
        start, end = starts[at], ends[at + len(word) - 1]
        cased = script(word) in ("latin", "cyrillic")
        found.append(Token(start, end, word, text[start].isupper() if cased else word[0].isalpha()))
        at += len(word) + 1
    return found


class SiteWords:
    """Words that tell sensitive places, for one audience."""

    def __init__(self, sites: Sites, kinds: Iterable[str], extra: Iterable[str] = ()) -> None:
        self._sites = sites
        self._by_name: dict[str, SiteKind | None] = {}
        self._machine: Any = ahocorasick.Automaton()
        chosen = [sites.kinds[name] for name in kinds]
        told = [(one, kind) for kind in chosen for own in kind.words for one in _attached(own)]
        own = next((kind for kind in chosen if not kind.sentence), None)
        told += [(words(word), own) for word in extra if own is not None]
        for one, kind in told:
            self._machine.add_word(f" {' '.join(one)} ", (len(one), kind))
        self._empty = not told
        if told:
            self._machine.make_automaton()

    def of_name(self, name: str) -> SiteKind | None:
        """The kind of sensitive place that a name tells by itself: "Kalma camp"."""
        if name not in self._by_name:
            self._by_name[name] = self._of_name(name) if self.meets(fold(name)) else None
        return self._by_name[name]

    def _of_name(self, name: str) -> SiteKind | None:
        found = self.found(name, tokens(name))
        return next((one.kind for one in found if not one.kind.sentence), None)

    def meets(self, folded: str) -> bool:
        """Whether any of them stands in a folded text."""
        return not self._empty and next(self._machine.iter(folded), None) is not None

    def found(self, text: str, listed: list[Token]) -> list[Site]:
        """Every such place that a text speaks of; the longest words where several fit."""
        if self._empty:
            return []
        folded = f" {' '.join(token.word for token in listed)} "
        number = {0: 0}
        at = 0
        for count, token in enumerate(listed, start=1):
            at += len(token.word) + 1
            number[at] = count
        met = [(number[last] - count, number[last], kind) for last, (count, kind) in self._machine.iter(folded)]
        met.sort(key=lambda one: (one[0] - one[1], one[0]))
        taken: list[Site] = []
        for first, last, kind in met:
            near = {token.word for token in (*listed[max(0, first - 1) : first], *listed[last : last + 1])}
            apart = all(last <= other.first or other.last <= first for other in taken)
            if apart and not near & kind.unless:
                taken.append(Site(kind, first, last))
        return taken

    def names(self, text: str) -> list[tuple[int, int]]:
        """`[start, end)` of the names of sensitive places in a text: what stands right beside their words."""
        if self._empty or not self.meets(fold(text)):
            return []
        listed = tokens(text)
        sites = [site for site in self.found(text, listed) if not site.kind.sentence]
        told = {number for site in sites for number in range(site.first, site.last)}
        found = []
        for site in sites:
            before = self._before(text, listed, site.first, told)
            for first, last in (before, self._behind(text, listed, site.last, told)):
                if first < last:
                    found.append((listed[first].start, listed[last - 1].end))
        return sorted(set(found))

    def _before(self, text: str, listed: list[Token], stop: int, told: set[int]) -> tuple[int, int]:
        first = stop
        while first > max(0, stop - _LONGEST) and first - 1 not in told and _touches(text, listed, first - 1):
            token = listed[first - 1]
            if not token.proper or (token.word in self._sites.bare and token.word not in spelling().particles):
                break
            first -= 1
        if script(listed[stop].word) not in ("latin", "cyrillic"):
            return stop, stop  # such languages name what it is first
        while first < stop and listed[first].word in self._sites.bare:
            first += 1
        opens = first == 0 or text[listed[first - 1].end : listed[first].start].strip(" \n\t") in (".", "!", "?")
        alone = first == stop - 1 and (listed[first].word in common_words() or (opens and len(listed[first].word) < 3))
        return (stop, stop) if alone else (first, stop)

    def _behind(self, text: str, listed: list[Token], start: int, told: set[int]) -> tuple[int, int]:
        first = start
        while first < min(len(listed), start + 3) and _touches(text, listed, first - 1):
            token = listed[first]
            if token.word not in self._sites.links or (token.proper and script(token.word) != "latin"):
                break
            first += 1
        if first > start and listed[first - 1].proper:
            first -= 1  # "camp Al Salam": the article is part of the name
        last = first
        while last < min(len(listed), first + _LONGEST) and last not in told and _touches(text, listed, last - 1):
            token = listed[last]
            if not token.proper or token.word in self._sites.bare:
                break
            last += 1
            if script(token.word) not in ("latin", "cyrillic") and token.word not in spelling().particles:
                break
        alone = last == first + 1 and listed[first].word in common_words()
        return (start, start) if alone else (first, last)


def _attached(own: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [own, *((letters + own[0], *own[1:]) for letters in spelling().attached.get(script(own[0]), ()))]


def _touches(text: str, listed: list[Token], number: int) -> bool:
    """Whether no sign that parts stands between a word and the next."""
    if not 0 <= number < len(listed) - 1:
        return number + 1 < len(listed)
    return set(text[listed[number].end : listed[number + 1].start]) <= _GAP


def beside(where: Where, text: str, site: SiteWords) -> SiteKind | None:
    """The kind of sensitive place that a told place is, by its own name and the words of who tells it."""
    own = site.of_name(where.name)
    if own is not None:
        return own
    if not site.meets(fold(text)):
        return None
    listed = tokens(text)
    name = words(where.name)
    for one in site.found(text, listed):
        if one.kind.sentence:
            return one.kind
        before = tuple(token.word for token in listed[max(0, one.first - len(name)) : one.first])
        behind = [token.word for token in listed[one.last : one.last + len(name) + 2]]
        while behind and behind[0] in spelling().particles | {"of", "at"}:
            del behind[0]
        if name and (before == name or tuple(behind[: len(name)]) == name):
            return one.kind
    return None


def coarser(where: Where, kind: SiteKind, to: str, gazetteer: Gazetteer) -> Where:
    """A place no finer than `to`: the middle of the unit it lies in, or none where nobody knows that."""
    if where.resolution in _COARSE or (where.resolution is Resolution.ADM2 and to == "district"):
        return where
    for level in COARSER[COARSER.index(to) :]:
        found = _unit(where, level, gazetteer)
        if found is not None:
            name, resolution, place = found
            return replace(
                where,
                name=name,
                resolution=resolution,
                lat=place.lat if place is not None else None,
                lon=place.lon if place is not None else None,
                adm1=where.adm1 if level != "country" else "",
                adm2=where.adm2 if level == "district" else "",
                geonameid=place.geonameid if place is not None else None,
                radius_km=place.radius_km if place is not None else None,
                reason=f"The place itself is withheld, as it is {kind.called}; given is the {level} it lies in.",
            )
    return replace(
        where, name=WITHHELD, resolution=Resolution.COUNTRY, lat=None, lon=None, adm1="", adm2="", geonameid=None,
        radius_km=None, reason=f"The place itself is withheld, as it is {kind.called}.",
    )  # fmt: skip


def _unit(where: Where, level: str, gazetteer: Gazetteer) -> tuple[str, Resolution, Place | None] | None:
    if level == "district" and where.adm2 and words(where.adm2) != words(where.name):
        return where.adm2, Resolution.ADM2, _place(where.adm2, PlaceKind.ADM2, where, gazetteer)
    if level == "region" and where.adm1:
        return where.adm1, Resolution.ADM1, _place(where.adm1, PlaceKind.ADM1, where, gazetteer)
    if level == "country" and where.country:
        place = gazetteer.country_place(where.country)
        name = where.country_name or (place.name if place is not None else where.country)
        return name, Resolution.COUNTRY, place
    return None


def _place(name: str, kind: PlaceKind, where: Where, gazetteer: Gazetteer) -> Place | None:
    fits: Mapping[int, Place] = {
        number: place
        for number, place in enumerate(gazetteer.lookup(name))
        if place.kind is kind and place.country == where.country
    }
    return next(iter(fits.values()), None)
