"""The words of places.yaml in one language, made ready for matching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from djeli.extract.places.inflect import Bending, bending
from djeli.gazetteer import name_key
from djeli.lang import load, plain_words, script


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words around place names. Sets are in lower case, except where capitals are part of the sign."""

    locative: frozenset[str]
    weak_locative: frozenset[str]
    kinds_before: Mapping[str, str]  # word -> kind of place
    kinds_after: Mapping[str, str]
    part_of_name: frozenset[str]
    begins_name: frozenset[str]
    streets: frozenset[str]
    keeps_article: frozenset[str]
    people_after: frozenset[str]
    adjectives: Mapping[str, str]  # adjective of a large area -> its name
    abbreviations: Mapping[str, str]  # as written -> full name
    compass: frozenset[str]
    bearing: Mapping[str, float]
    part: Mapping[str, float]
    central: frozenset[str]
    units: Mapping[str, float]
    numbers: Mapping[str, float]
    near: tuple[tuple[str, ...], ...]  # longest first
    between: frozenset[str]
    joined: frozenset[str]
    of: frozenset[str]
    border: frozenset[str]
    beside: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    speech: frozenset[str]
    organisation_after: frozenset[str]
    organisation_before: tuple[tuple[str, ...], ...]
    troops_before: frozenset[str]
    troops_after: frozenset[str]
    common: frozenset[str]
    names: Mapping[str, str]  # key of a name in this language -> the gazetteer's name
    nations: Mapping[str, str]  # how words of a nation begin -> ISO code of its country
    bent: Bending
    aside_before: Mapping[str, tuple[tuple[str, ...], ...]]  # phrases by their last word
    aside_after: frozenset[str]
    hospital: frozenset[str]
    treatment: frozenset[str]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    forces: frozenset[str]
    roads: frozenset[str]
    road_joins: frozenset[str]


def _lower(items: Iterable[Any] | None) -> frozenset[str]:
    return frozenset(str(item).casefold() for item in items or ())


def _phrases(items: Iterable[Any] | None) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(str(item).casefold().split()) for item in items or ()), key=len, reverse=True))


def _by_last(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    filed: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        filed[phrase[-1]] = (*filed.get(phrase[-1], ()), phrase)
    return filed


def _kinds(entry: Mapping[str, Iterable[Any]] | None) -> dict[str, str]:
    return {str(word).casefold(): kind for kind, words in (entry or {}).items() for word in words}


def _figures(entry: Mapping[str, float] | None) -> dict[str, float]:
    return {str(word).casefold(): float(number) for word, number in (entry or {}).items()}


@cache
def words_of(lang: str) -> Words:
    """The place words of a language; empty where it has no places.yaml."""
    found = words_from(load(lang, "places"))
    own = script(lang)
    return found if own is None else replace(found, common=found.common | plain_words(lang))


def words_from(raw: Mapping[str, Any]) -> Words:
    """The place words that a places.yaml holds."""
    get = raw.get
    return Words(
        locative=_lower(get("locative")),
        weak_locative=_lower(get("weak_locative")),
        kinds_before=_kinds(get("kinds_before")),
        kinds_after=_kinds(get("kinds_after")),
        part_of_name=frozenset(get("part_of_name", ())),
        begins_name=frozenset(get("begins_name", ())),
        streets=frozenset(get("streets", ())),
        keeps_article=frozenset(get("keeps_article", ())),
        people_after=_lower(get("people_after")),
        adjectives={str(word).casefold(): str(area) for word, area in (get("adjectives") or {}).items()},
        abbreviations={str(short): str(name) for short, name in (get("abbreviations") or {}).items()},
        compass=_lower(get("compass")),
        bearing=_figures(get("bearing")),
        part=_figures(get("part")),
        central=_lower(get("central")),
        units=_figures(get("units")),
        numbers=_figures(get("numbers")),
        near=_phrases(get("near")),
        between=_lower(get("between")),
        joined=_lower(get("and")),
        of=_lower(get("of")),
        border=_lower(get("border")),
        beside=_lower(get("beside")),
        titles=_lower(get("titles")),
        first_names=_lower(get("first_names")),
        speech=_lower(get("speech")),
        organisation_after=frozenset(get("organisation_after", ())),
        organisation_before=_phrases(get("organisation_before")),
        troops_before=_lower((get("troops") or {}).get("before")),
        troops_after=_lower((get("troops") or {}).get("after")),
        common=_lower(get("common_words")),
        names={name_key(str(name)): str(known) for name, known in (get("names") or {}).items()},
        nations={str(word).casefold(): str(code) for word, code in (get("nations") or {}).items()},
        bent=bending(raw),
        aside_before=_by_last(_phrases((get("aside") or {}).get("before"))),
        aside_after=_lower((get("aside") or {}).get("after")),
        hospital=_lower((get("aside") or {}).get("hospital")),
        treatment=_lower((get("aside") or {}).get("treatment")),
        auxiliaries=_lower((get("aside") or {}).get("auxiliaries")),
        passive=_lower((get("aside") or {}).get("passive")),
        forces=_lower(get("forces")),
        roads=_lower(get("roads")),
        road_joins=_lower(get("road_joins")),
    )
