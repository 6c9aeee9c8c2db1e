"""Relations of an item: every part of this folder asked in turn."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.extract.mentions import ActorMention, PlaceMention, Sentence, TieMention, TimeMention
from djeli.extract.ties.bodies import find_bodies
from djeli.extract.ties.hits import matches_of
from djeli.extract.ties.implied import is_shaped
from djeli.extract.ties.names import Scope
from djeli.extract.ties.presence import find_presence, may_be_present
from djeli.extract.ties.words import fold, tie_words


def may_tell(sentences: Sequence[Sentence], actors: Sequence[ActorMention], content: str, code: str) -> bool:
    """Whether an item may hold a relation at all: a cheap look before places and dates are sought for it."""
    words = tie_words(code)
    if words is not None and sentences:
        low, high = sentences[0].start, max(s.end for s in sentences)
        if next(matches_of(fold(content[low:high]), low, words), None) is not None:
            return True
        if any(is_shaped(a, content) for a in actors):
            return True
    return may_be_present(sentences, actors, content, code)


def find_ties(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    content: str,
    *,
    code: str,
) -> tuple[TieMention, ...]:
    """Relations of the bodies and persons of an item, in reading order."""
    found = list(find_presence(sentences, actors, places, content, code))
    words = tie_words(code)
    if words is not None and sentences:
        found += find_bodies(sentences, Scope(content, words, actors, times, places))
    return tuple(sorted(found, key=lambda tie: (tie.start, tie.end)))
