"""Chains of speakers: who passes another's words on, and who is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.mentions import Attribution, Range
from djeli.extract.speech.found import overlap
from djeli.extract.speech.words import Words

_REACH = 160
"""Characters around a cue in which the words name who is told."""


def chained(said: Sequence[Attribution], content: str, words: Words) -> tuple[Attribution, ...]:
    """The attributions with `via`: "X told Y that Z had said …" is Z's word via X; "X said, citing Z" likewise."""
    passing = {n for n, one in enumerate(said) if _word(one.cue, content) in words.passing_on}
    linked = [_cited(n, said, passing) if n in passing else one for n, one in enumerate(said)]
    kept = [n for n in range(len(linked)) if n not in passing or linked[n].name != linked[n].via]
    return tuple(_nested(n, linked, passing) for n in kept)


def _word(spot: Range, content: str) -> str:
    return " ".join(content[slice(*spot)].lower().split())


def _cited(number: int, said: Sequence[Attribution], passing: set[int]) -> Attribution:
    one = said[number]
    mates = [
        other
        for n, other in enumerate(said)
        if n not in passing and other.sentence == one.sentence and other.source is not None and other.content
    ]
    if not mates:
        return one
    before = [m for m in mates if m.cue[0] < one.cue[0]] or mates
    mate = max(before, key=lambda m: m.cue[0])
    return replace(one, content=mate.content, via=mate.name, stance=mate.stance)


def _nested(number: int, said: Sequence[Attribution], passing: set[int]) -> Attribution:
    one = said[number]
    if one.via or number in passing:
        return one
    holding = [
        other
        for n, other in enumerate(said)
        if n != number and n not in passing and other.name and other.name != one.name and _holds(other, one)
    ]
    inner = min(holding, key=lambda other: sum(end - start for start, end in other.content), default=None)
    return one if inner is None else replace(one, via=inner.name)


def _holds(other: Attribution, one: Attribution) -> bool:
    """Whether `one` is said inside what `other` says."""
    inside = any(low <= one.cue[0] and one.cue[1] <= high for low, high in other.content)
    back = any(low <= other.cue[0] and other.cue[1] <= high for low, high in one.content)
    return inside and not back


def addressee(cue: Range, said: Sequence[Range], around: Range, content: str, words: Words) -> str:
    """Who is told, when the words near the cue say so and stand outside what is said; empty otherwise."""
    low, high = max(around[0], cue[0] - _REACH), min(around[1], cue[1] + _REACH)
    for pattern in words.addressed:
        for match in pattern.finditer(content, low, high):
            spot = match.span("who")
            if not any(overlap(spot, part) for part in said):
                return named(match["who"])
    return ""


def named(text: str) -> str:
    """An addressee on one line, without article."""
    flat = " ".join(text.split())
    return re.sub(r"^(?:the|a|an|la|le|les|el|los|der|die|das|l['’])\s*(?=\S)", "", flat).strip(" ,.")
