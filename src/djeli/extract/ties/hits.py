"""Cues found in a text, and those of them that a line can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from djeli.extract.ties.names import Line, Scope
from djeli.extract.ties.words import Cue, TieWords, fold

_LOOK = 60
"""Characters before a cue in which a name that touches it begins."""

Match = tuple[Cue, int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a line: half-open range of characters and of tokens."""

    cue: Cue
    start: int
    end: int
    first: int
    last: int


def matches_of(folded: str, low: int, words: TieWords) -> Iterator[Match]:
    """Cues that match in full, with their range in the text; `folded` begins at `low` of it."""
    for end, anchor in words.anchors.iter(folded):
        start = end - len(anchor) + 1
        before = folded[start - 1 : start] if anchor[:1].isalnum() else ""
        behind = folded[end + 1 : end + 2] if anchor[-1:].isalnum() else ""
        if before.isalnum() or before == "-" or behind.isalnum():
            continue
        for cue in words.cues[anchor]:
            found = cue.pattern.match(folded, start)
            if found is not None:
                yield cue, low + start, low + found.end()


def is_possible(match: Match, scope: Scope) -> bool:
    """A cheap look at the words before a cue, where its end must touch it or be a pronoun."""
    cue, start, _ = match
    if not (cue.before and (cue.before[-1].touching or cue.before[-1].pronoun)):
        return True
    behind = scope.content[max(0, start - _LOOK) : start].split()[-3:]
    if cue.before[-1].pronoun:
        return any(word in scope.words.sets["its"] for word in map(fold, behind))
    return bool(behind) and (not behind[-1].islower() or behind[-1].endswith((")", "'", "’", "'s", "’s", "s")))


def is_headline(line: Line, hit: Hit) -> bool:
    """Whether a verb begins with a capital amid others: "Islamic Extremism and Armed Insurgencies"."""
    if any(slot.noun or slot.touching for slot in (*hit.cue.before, *hit.cue.behind)):
        return False
    behind = line.tokens[hit.last] if hit.last < len(line.tokens) else None
    return behind is not None and behind.capital and not all(t.capital for t in line.tokens if t.low[:1].isalpha())


def hits_of(line: Line, matches: Sequence[Match]) -> list[Hit]:
    """Cues over no name: those with more ends first, then the longest."""
    out = []
    for cue, start, end in matches:
        hit = Hit(cue, start, end, line.at(start), line.at(end))
        inside = any(hit.first <= e.low and e.high <= hit.last for e in line.ends)
        through = any(e.start < start < e.end for e in line.ends) and line.text[start - line.sentence.start] != "-"
        headed = line.tokens[hit.first].capital and hit.first > 0 and start == line.tokens[hit.first].start
        if not (inside or through or (headed and is_headline(line, hit))):
            out.append(hit)
    out.sort(key=lambda h: (-len(h.cue.before) - len(h.cue.behind), h.start - h.end, -len(h.cue.behind), h.start))
    return out
