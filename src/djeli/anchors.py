"""Anchors: words of a text that somebody marked as telling something, and what is read around them.

An analyst, another program or a benchmark gives them; reading adds the rest; linking says which tell one event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from djeli.records import Span
from djeli.views import Link

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words somebody marked. `id` is the caller's own and is never read; no two anchors of a call share one."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An anchor with what its sentence says, in dictionary forms and lower case.

    `word` is the one that names the deed, `words` are all of the anchor that mean something; `doers`, `hit` and
    `beside` stand for who did it, to whom or what, and what else hangs on it. `around` are the words of the sentence,
    `page` those of the whole item. `report` is the program's own report of these words, `type` its type. `meaning` is
    a unit vector; empty where the language has none.
    """

    id: str
    item: str
    language: str
    sentence: int
    start: int
    word: str
    words: frozenset[str]
    noun: bool = False
    plural: bool = False
    denied: bool = False
    open: bool = False  # may, will, wants to: not told as having happened
    doers: frozenset[str] = NONE
    hit: frozenset[str] = NONE
    beside: frozenset[str] = NONE
    around: frozenset[str] = NONE
    near: frozenset[str] = NONE  # words within five of the anchor
    people: frozenset[str] = NONE  # names of persons and bodies in the sentence
    places: frozenset[str] = NONE
    days: frozenset[str] = NONE
    numbers: frozenset[str] = NONE
    page: frozenset[str] = field(default=NONE, repr=False)
    type: str = ""
    report: str = ""
    meaning: tuple[float, ...] = field(default=(), repr=False)

    @property
    def tied(self) -> frozenset[str]:
        """All that hangs on it."""
        return self.doers | self.hit | self.beside


@dataclass(frozen=True, slots=True, kw_only=True)
class SameEvent:
    """Which anchors tell one event. `groups` hold every anchor once; `links` are the pairs compared, with reasons.

    `stories` gives each item that was compared the number of the story it belongs to.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    stories: Mapping[str, int]
