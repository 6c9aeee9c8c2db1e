"""Offices that one person cannot hold at once: head of two states, envoy in two countries.

Two ways lead here. Extraction says of a named person that they hold one office of two states, neither as past. Or the
words do: an item speaks of "the ambassador to A", brings in one person in the next sentence, and later makes the same
person ambassador to B with nothing that says when the first post ended. The words are in `assess/offices.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.assess.signals import signal
from djeli.gazetteer import open_gazetteer
from djeli.records import Claim, Span
from djeli.resources import load_yaml
from djeli.text.similarity import plain
from djeli.values import Tie
from djeli.views import Signal
from djeli.vocab import Modality, PersonLabel, Phase, Relation

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w)[^.!?\n]*)*[.!?]*")
_PLACE = r"((?:the |la |le |les |el |den |der )?[^\W\d_]\w+(?:[ -][A-ZÀ-Þ]\w+){0,3})"
_NEAR = 60
"""Characters before an office in which a word may say that it is past."""


@cache
def _words() -> Mapping[str, Any]:
    return load_yaml(files("djeli.resources") / "assess" / "offices.yaml")


@cache
def _posts() -> re.Pattern[str]:
    """An envoy's office with the country behind it, every language at once."""
    forms = [
        rf"(?i:(?:{'|'.join(map(re.escape, entry['offices']))})\s+(?:{'|'.join(map(re.escape, entry['joins']))}))\s+"
        for entry in _words()["envoys"].values()
    ]
    return re.compile(rf"\b(?:{'|'.join(forms)}){_PLACE}")


@cache
def _past() -> re.Pattern[str]:
    marks = [mark for found in _words()["past"].values() for mark in found]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(marks, key=len, reverse=True)))})(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Post:
    """An envoy's post in the present, as a sentence tells it."""

    country: str
    words: str
    span: Span
    sentence: int


def office_signals(told: Sequence[Claim], story: str, *, start: int, text_id: str) -> Iterable[Signal]:
    """Signals for every person whom an item gives offices that exclude one another.

    Args:
        told: the item's claims about itself and about actors.
        story: its characters.
        start: offset of the story in the Text.
        text_id: the Text's id.
    """
    found = dict(_held_twice(told))
    for name, offices in _posted_twice(told, story, start, text_id):
        found.setdefault(name, offices)
    for name, offices in sorted(found.items()):
        yield signal("conflicting_offices", name=name, offices=" and ".join(offices), spans=list(offices.values()))


def _held_twice(told: Iterable[Claim]) -> Iterator[tuple[str, dict[str, Span]]]:
    """Persons with one office of the highest rank in two states."""
    held: dict[tuple[str, str], dict[str, tuple[str, Span]]] = defaultdict(dict)
    for claim in told:
        if claim.prop != Relation.HOLDS_ROLE.value or claim.modality is not Modality.ACTUAL:
            continue
        tie: Tie = claim.parsed()
        role = plain(tie.role)
        if claim.phase is Phase.ENDED or claim.valid is not None or not tie.country or role not in _heads():
            continue
        office = (f"{tie.role} of {tie.name}", claim.spans[0])
        held[claim.subject.removeprefix("name:"), role].setdefault(tie.country, office)
    for (name, _), countries in held.items():
        if len(countries) > 1:
            yield name, dict(countries.values())


@cache
def _heads() -> frozenset[str]:
    return frozenset(plain(word) for found in _words()["heads"].values() for word in found)


def _posted_twice(told: Sequence[Claim], story: str, start: int, text_id: str) -> Iterator[tuple[str, dict[str, Span]]]:
    """Persons made envoy in two countries: by a post in their own sentence, or in the one before they come in."""
    sentences = [match.span() for match in _SENTENCE.finditer(story) if story[slice(*match.span())].strip()]
    posts = list(_present(story, sentences, start, text_id))
    if len({post.country for post in posts}) < 2:
        return
    people = {name: name.split()[-1] for name in _people(told)}
    met = {name: _mentions(story, sentences, last) for name, last in people.items()}
    for name in people:
        others = {at for other, places in met.items() if other != name for at in places}
        first = met[name][0] if met[name] else -1
        mine = [
            post
            for post in posts
            if post.sentence not in others and (post.sentence in met[name] or post.sentence == first - 1)
        ]
        if len({post.country for post in mine}) > 1:
            yield name, {post.words: post.span for post in mine}


def _present(story: str, sentences: Sequence[tuple[int, int]], start: int, text_id: str) -> Iterator[Post]:
    gazetteer = open_gazetteer()
    for number, (begin, end) in enumerate(sentences):
        for match in _posts().finditer(story, begin, end):
            country = gazetteer.country(re.sub(r"^(?:the|la|le|les|el|den|der) ", "", match.group(1)))
            before = story[max(begin, match.start() - _NEAR) : match.start()]
            if country is None or _is_past(before):
                continue
            words = " ".join(match.group().split())
            yield Post(country.iso2, words, Span(text_id, start + match.start(), start + match.end()), number)


def _is_past(before: str) -> bool:
    """Whether words before an office say that it is over; what "until" opens is told as what came after."""
    opened = re.split("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in _words()["until"]), before)[-1]
    return _past().search(opened) is not None


def _people(told: Iterable[Claim]) -> Iterator[str]:
    """Public persons the item names."""
    for claim in told:
        if claim.prop == "person" and claim.parsed().label is PersonLabel.PUBLIC:
            yield claim.parsed().name


def _mentions(story: str, sentences: Sequence[tuple[int, int]], last: str) -> list[int]:
    pattern = re.compile(rf"(?<!\w){re.escape(last)}(?!\w)")
    return [number for number, (begin, end) in enumerate(sentences) if pattern.search(story, begin, end)]
