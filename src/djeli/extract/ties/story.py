"""Whom "it", "he" and "the group" mean: the body or person that the sentence before spoke of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from djeli.extract.ties.names import End, Line, Lines
from djeli.extract.ties.sides import Fits, Reach
from djeli.extract.ties.words import fold
from djeli.vocab import PartyKind

_BACK = 3
"""Sentences before in which whom "it" means is named."""


class Story:
    """Whom the sentences before one speak of; read when a pronoun asks."""

    def __init__(self, lines: Lines, place: int) -> None:
        self._before = lines
        self._place = place

    @cached_property
    def body(self) -> End | None:
        """The body the last sentence that names one speaks of; None where several would do."""
        for line in self._lines():
            bodies = [e for e in line.ends if e.known or e.body or e.acronym]
            if bodies:
                return _topic(bodies, line)
        return None

    @cached_property
    def person(self) -> End | None:
        """The one person of the last sentence that names one."""
        for line in self._lines():
            persons = [e for e in line.ends if named_person(e)]
            if persons:
                return persons[0] if len({p.party.name for p in persons}) == 1 else None
        return None

    def _lines(self) -> Iterator[Line]:
        for place in range(self._place - 1, max(-1, self._place - 1 - _BACK), -1):
            yield self._before.at(place)

    def resolved(self, reach: Reach, line: Line, fits: Fits, *, before: int = -1, but: Sequence[End] = ()) -> Reach:
        """The ends meant by a pronoun or a plain description; the reach itself when it has ends.

        Names of the line before token `before` are asked first, then the sentence before it; `but` are other ends of
        the same cue.
        """
        if reach.ends or not (reach.group or reach.he):
            return reach
        limit = reach.at if 0 <= reach.at <= before else before
        here = [e for e in line.ends if e.high <= limit and fits(e) and not any(e.party == b.party for b in but)]
        mine = [e for e in here if (named_person(e) if reach.he else e.group)]
        end = self.person if reach.he else self.body
        if reach.noun and not line.among(reach.noun, "institutions"):  # a state is no "group"
            mine = [e for e in mine if not _rules(e)]
            end = None if end is not None and _rules(end) else end
        if reach.noun:  # "the council" is the one that has the word in its name
            mine = [e for e in mine if reach.noun in fold(e.party.name).split()] or mine
        if reach.group and len({e.party for e in mine}) > 1:  # "the group" is the armed one of several
            mine = [e for e in mine if e.party.kind.armed] or mine
        if len({e.party for e in mine}) == 1 or (mine and (but or opens(mine[0]))):
            end = mine[0]
        return replace(reach, ends=(end,)) if end is not None and fits(end) else reach


def _topic(bodies: list[End], line: Line) -> End | None:
    """The one body of the line, or its first where that opens the sentence."""
    if len({b.party for b in bodies}) == 1:
        return bodies[0]
    first = bodies[0]
    return first if all(line.among(t.low, "articles") for t in line.tokens[: first.low]) else None


def _rules(end: End) -> bool:
    return end.place or (end.known and end.party.kind is PartyKind.GOVERNMENT)


def named_person(end: End) -> bool:
    """A person's name of two words and more."""
    return end.person and end.high - end.low > 1


def opens(end: End) -> bool:
    """Whether a name begins its sentence, an article aside."""
    return end.low <= 1
