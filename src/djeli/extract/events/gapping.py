"""Occurrences told by a number and a place alone: "21 were killed in Libiri and 18 in Kokorou".

The verb is told once; each further number with a place of its own tells another occurrence of its type. A total before
its parts ("39 were killed, 21 in …") tells one occurrence and its parts: there the first number has no place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.mentions import Sentence, Trigger
from djeli.resources.event_types import event_types

_IN = frozenset({"in", "at", "near", "à", "au", "aux", "en", "dans"})
_JOIN = frozenset({",", ";", "and", "et", "y", "while"})
_REACH = 4
"""Tokens from a preposition to its name ("in the village of X")."""

_NOUNS = 3
"""Tokens from a number to its preposition ("18 others in X")."""


def gapped(sentence: Sentence, triggers: Sequence[Trigger]) -> Iterator[Trigger]:
    """Further triggers of a sentence, one a number that has a place and no verb."""
    deeds = [t for t in triggers if event_types()[t.type].family == "violence"]
    if not deeds:
        return
    numbers = [t for t in sentence.tokens if t.like_num and not _of_date(t)]
    if len(numbers) < 2 or not _placed(numbers[0], numbers[1].i):
        return
    taken = {m for t in triggers for m in t.members}
    for number, behind in zip(numbers[1:], [*(n.i for n in numbers[2:]), sentence.tokens.end], strict=True):
        before = [t for t in deeds if min(t.members, default=t.token) < number.i]
        joined = number.i > sentence.tokens.start and number.nbor(-1).lower_ in _JOIN
        if not before or not joined or number.i in taken or not _bare(number, behind):
            continue
        start, end = sentence.range_of(number)
        told = before[-1]
        yield replace(told, start=start, end=end, token=number.i, verbal=False, members=(number.i,), kinds=(told.type,))


def _of_date(number: Any) -> bool:
    """A number beside a word of the same date: "May 12", not the one behind "Monday, 21 …"."""
    if number.ent_type_ not in ("DATE", "TIME"):
        return False
    near = [number.doc[i] for i in (number.i - 1, number.i + 1) if 0 <= i < len(number.doc)]
    return len(number.text) == 4 or any(t.is_alpha and t.ent_type_ == number.ent_type_ for t in near)


def _bare(number: Any, limit: int) -> bool:
    """Whether a place follows at once, with nothing but a noun between."""
    doc = number.doc
    for token in doc[number.i + 1 : min(number.i + 1 + _NOUNS, limit)]:
        if token.lower_ in _IN:
            return _named(token, limit)
        if token.pos_ not in ("NOUN", "ADJ", ""):
            return False
    return False


def _placed(number: Any, limit: int) -> bool:
    """Whether a place stands between a number and the next one."""
    return any(t.lower_ in _IN and _named(t, limit) for t in number.doc[number.i + 1 : limit])


def _named(preposition: Any, limit: int) -> bool:
    near = preposition.doc[preposition.i + 1 : min(preposition.i + 1 + _REACH, limit)]
    return any(t.text[:1].isupper() and t.ent_type_ not in ("DATE", "TIME") for t in near)
