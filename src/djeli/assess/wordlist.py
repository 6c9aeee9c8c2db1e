"""Where the phrases of `resources/assess/signals.yaml` stand in a story: all signals in one pass over its characters.

Phrases are compared in `plain` form, whole-word, with any white space between their words. What is between quotation
marks is a speaker's, not the page's; signals that speak of the page's own voice leave it out.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from djeli.text.similarity import plain

_GAP = re.compile(r"\W+\w+(?:\W+\w+){0,4}?")
_QUOTED = re.compile('“[^”]{1,1500}”?|«[^»]{1,1500}»?|„[^“”]{1,1500}[“”]?|「[^」]{1,800}」|"[^"\n]{1,1000}"')
_WORD = re.compile(r"\w+")
_UNSPACED = "\u3040"
"""From here to U+9FFF scripts write without spaces, so that a phrase there has no word ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """How careful a signal is with its phrases; the fields are those of `signals.yaml`."""

    distinct: int = 1
    per: int = 0
    unquoted: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: the signal it speaks for, its first words and, after a gap, the others (or the gap alone)."""

    signal: str
    head: str
    gap: bool = False
    tail: str = ""

    def end(self, folded: str, start: int) -> int:
        """Where it ends when it stands at `start`, else -1."""
        end = start + len(self.head)
        if start and _inside(folded[start - 1], folded[start]):
            return -1
        if self.gap:
            pattern = rf"{_GAP.pattern}\W+{re.escape(self.tail)}(?!\w)" if self.tail else _GAP.pattern
            found = re.compile(pattern).match(folded, end)
            return found.end() if found and not folded[end : end + 1].isalnum() else -1
        return -1 if end < len(folded) and _inside(folded[end - 1], folded[end]) else end


def _inside(left: str, right: str) -> bool:
    """Whether a word goes on between two characters."""
    if _UNSPACED <= left <= "\u9fff" or _UNSPACED <= right <= "\u9fff":
        return False
    return (left.isalnum() or left == "_") and (right.isalnum() or right == "_")


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """All phrases, compiled, and the care of each signal."""

    automaton: Any
    cares: Mapping[str, Care]


def compile_list(patterns: Mapping[str, Mapping[str, Sequence[str]]], cares: Mapping[str, Care]) -> WordList:
    """A word list from the `patterns` of the file."""
    heads: dict[str, list[Phrase]] = {}
    for signal, languages in patterns.items():
        for written in dict.fromkeys(p for phrases in languages.values() for p in phrases):
            head, gap, tail = (part.strip() for part in _folded_phrase(written).partition("…"))
            heads.setdefault(head, []).append(Phrase(signal, head, bool(gap), tail))
    automaton = ahocorasick.Automaton()
    for head, found in heads.items():
        automaton.add_word(head, tuple(found))
    automaton.make_automaton()
    return WordList(automaton, dict(cares))


def _folded_phrase(written: str) -> str:
    return "…".join(plain(part).replace("’", "'") for part in written.split("…"))


@cache
def _fold(char: str) -> str:
    if char in "’‘ʼ":
        return "'"
    return " " if char.isspace() else plain(char)


def folded(text: str) -> tuple[str, list[int]]:
    """The text in `plain` form, white space as single spaces, and where each character came from."""
    made: list[str] = []
    offsets: list[int] = []
    for place, char in enumerate(text):
        piece = _fold(char)
        if piece == " " and made and made[-1] == " ":
            continue
        for one in piece:
            made.append(one)
            offsets.append(place)
    return "".join(made), offsets


@lru_cache(maxsize=4)  # the signals of one item ask for the same story one after another
def occurrences(known: WordList, text: str) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Signal -> half-open ranges of its phrases in `text`, in order, before any care is taken."""
    found: dict[str, set[tuple[int, int]]] = {}
    plainly, offsets = folded(text)
    for last, phrases in known.automaton.iter(plainly):
        for phrase in phrases:
            start = last + 1 - len(phrase.head)
            end = phrase.end(plainly, start)
            if end > 0:
                found.setdefault(phrase.signal, set()).add((offsets[start], offsets[end - 1] + 1))
    return {signal: _longest(ranges) for signal, ranges in found.items()}


def _longest(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those inside another left out."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda r: (r[0], -r[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def careful(
    known: WordList, signal: str, text: str, aside: Sequence[tuple[int, int]] = ()
) -> Sequence[tuple[int, int]]:
    """The ranges of a signal's phrases that count, empty where its care is not satisfied.

    Args:
        known: the compiled list.
        signal: its name.
        text: the story.
        aside: ranges that are no story.
    """
    care = known.cares.get(signal, Care())
    kept = [r for r in occurrences(known, text).get(signal, ()) if not _within(r[0], aside)]
    if kept and care.unquoted:
        said = [match.span() for match in _QUOTED.finditer(text)]
        kept = [r for r in kept if not _within(r[0], said)]
    if care.line:
        kept = [r for r in kept if len(_WORD.findall(_line(text, r[0]))) <= care.line]
    if len({plain(text[a:b]) for a, b in kept}) < care.distinct:
        return ()
    if care.per and len(kept) * care.per < len(_WORD.findall(text)):
        return ()
    return kept


def _within(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(ranges, (place, sys.maxsize)) - 1
    return at >= 0 and ranges[at][0] <= place < ranges[at][1]


def _line(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
