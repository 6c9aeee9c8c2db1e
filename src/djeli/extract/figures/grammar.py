"""How a language builds noun phrases, as far as figures need it: `phrases` and `nouns` of figures.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from djeli.extract.figures.words import words_of
from djeli.gazetteer.byhand import load_countries
from djeli.lang.stems import folded


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language builds noun phrases, as far as figures need it."""

    nouns: Mapping[str, str]
    stems: tuple[tuple[str, str], ...]
    stops: frozenset[str]  # words no noun phrase runs over
    inside: frozenset[str]  # "of": words that go on with one
    of: frozenset[str]  # those of them that no noun phrase begins with
    says: frozenset[str]
    beside: frozenset[str]  # auxiliaries and adverbs between subject and verb
    relative: frozenset[str]
    articles: re.Pattern[str]
    agent: re.Pattern[str]
    partitive: re.Pattern[str]
    planned: re.Pattern[str]
    areas: re.Pattern[str]  # what may stand before a place's name: "northern", "the town of"
    others: re.Pattern[str]
    last_and: re.Pattern[str]
    list_gap: re.Pattern[str]  # between the names of a list, read backwards
    list_next: re.Pattern[str]  # and forwards
    article_before: re.Pattern[str]
    whole: re.Pattern[str]
    source: re.Pattern[str]  # "according to", before who says so
    locative_before: re.Pattern[str]
    place_next: re.Pattern[str]
    locative: re.Pattern[str]
    joined: re.Pattern[str]
    pronouns: re.Pattern[str]
    again: re.Pattern[str]  # words that stand for a body named before: "it", "the group"
    saying: re.Pattern[str]
    trailing: int  # adjectives behind the noun


@cache
def grammar(code: str) -> Grammar:
    """The words noun phrases of a language are read by."""
    words = words_of(code)
    nouns: dict[str, str] = {}
    for kind, listed in (words.raw.get("nouns") or {}).items():
        for noun in listed:
            nouns.setdefault(folded(str(noun)), kind)

    def some(*names: str) -> frozenset[str]:
        return frozenset(folded(w) for name in names for w in words.list("phrases", name))

    def pattern(name: str) -> str:
        return words.any("phrases", name)

    return Grammar(
        nouns={noun: kind for noun, kind in nouns.items() if not noun.endswith("~")},
        stems=tuple((noun[:-1], kind) for noun, kind in nouns.items() if noun.endswith("~")),
        stops=some("stops", "beside", "relative", "says"),
        inside=some("inside"),
        of=some("inside") & some("of"),
        says=some("says"),
        beside=some("beside"),
        relative=some("relative"),
        articles=re.compile(rf"(?:{pattern('articles')}\s*)+", re.IGNORECASE),
        agent=re.compile(rf"[\s,]*(?:{pattern('by')})\s*", re.IGNORECASE),
        partitive=re.compile(rf"\s*{pattern('partitive')}", re.IGNORECASE),
        planned=re.compile(rf"{pattern('planned')}(?:\s+[\w'’-]+){{0,3}}\s*$", re.IGNORECASE),
        whole=re.compile(rf"\s*{pattern('partitive')}(?:\s+[\w'’.-]+){{0,4}}?\s+#+(?=\s)", re.IGNORECASE),
        source=re.compile(rf"{words.any('counts', 'sources')}(?:\s+\w+)?\s*$", re.IGNORECASE),
        locative_before=re.compile(rf"(?<!\w){words.any('elliptic', 'in')}\s+$", re.IGNORECASE),
        place_next=re.compile(rf"\s+{words.any('elliptic', 'in')}\s+", re.IGNORECASE),
        locative=re.compile(words.any("elliptic", "in"), re.IGNORECASE),
        joined=re.compile(pattern("and"), re.IGNORECASE),
        pronouns=re.compile(pattern("pronouns"), re.IGNORECASE),
        again=re.compile(rf"(?:{pattern('articles')}\s+)?{pattern('again')}"),
        saying=re.compile(pattern("says"), re.IGNORECASE),
        areas=re.compile(pattern("areas"), re.IGNORECASE),
        others=re.compile(rf",?\s+{pattern('and')}\s+#+\s+(?:[\w-]+\s+){{1,2}}$", re.IGNORECASE),
        last_and=re.compile(rf"\s{pattern('and')}\s+$", re.IGNORECASE),
        list_gap=re.compile(rf"(?:\s*,)?(?:\s+{pattern('list_end')})*\s*,?\s*$", re.IGNORECASE),
        list_next=re.compile(rf"\s*(?:,\s*(?:{pattern('and')}\s+)?|\s{pattern('and')}\s+)", re.IGNORECASE),
        article_before=re.compile(rf"{pattern('articles')}\s+$", re.IGNORECASE),
        trailing=int((words.raw.get("phrases") or {}).get("trailing") or 0),
    )


@cache
def _nations() -> frozenset[str]:
    """Words for people of a nation, as a number counts them: "Syrians", "Sudanese", "Afghans"."""
    words = {d for one in load_countries() for d in (*one.demonyms, *one.demonyms_fr)}
    return frozenset(words | {f"{word}s" for word in words})


def is_nation(word: str) -> bool:
    """Whether a word names people by their nation."""
    return word[:1].isupper() and word in _nations()


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(folded(word) for word in _nations())


def is_nationality(word: str) -> bool:
    """Whether a word is an adjective of a nation, great letter or small."""
    return folded(word) in _adjectives()


def noun_kind(word: str, known: Grammar) -> str:
    """The class of a noun; empty for any other word. Hyphened words are known by their last part."""
    plain = folded(word)
    found = known.nouns.get(plain) or known.nouns.get(plain.rpartition("-")[2])
    return found or next((kind for stem, kind in known.stems if plain.startswith(stem)), "")


def is_stop(word: str, known: Grammar) -> bool:
    """Whether no noun phrase runs over a word; "US" is not "us"."""
    return folded(word) in known.stops and not (len(word) > 1 and word.isupper())


def is_people(word: str, code: str) -> bool:
    """Whether a word is a noun for people."""
    return noun_kind(word, grammar(code)) in ("people", "force", "displaced", "voters")


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none and so may be a name."""
    return word[0].isupper() or (word[0].isalpha() and not word[0].islower())
