"""Whom "it", "he" and "the group" mean: the body or person that the sentence before spoke of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.extract.ties.names import End, Line
from djeli.extract.ties.sides import Fits, Reach


@dataclass(frozen=True, slots=True)
class Story:
    """The last sentence's subject among bodies and among persons; None where several would do."""

    body: End | None = None
    person: End | None = None

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
        if len({e.party for e in mine}) == 1 or (mine and (but or opens(mine[0]))):
            end = mine[0]
        return replace(reach, ends=(end,)) if end is not None and fits(end) else reach

    def after(self, line: Line) -> Story:
        """The story when the line has been read."""
        bodies = [e for e in line.ends if e.known or e.body or e.acronym]
        persons = [e for e in line.ends if e.person and e.high - e.low > 1]
        body = self._topic(bodies, line)
        person = persons[0] if len({p.party.name for p in persons}) == 1 else None
        return Story(body if bodies else self.body, person if persons else self.person)

    def _topic(self, bodies: list[End], line: Line) -> End | None:
        """The one body of the line, or its first where that opens the sentence."""
        if len({b.party for b in bodies}) == 1:
            return bodies[0]
        first = bodies[0] if bodies else None
        opens = first is not None and all(line.among(t.low, "articles") for t in line.tokens[: first.low])
        return first if opens else None


def named_person(end: End) -> bool:
    """A person's name of two words and more."""
    return end.person and end.high - end.low > 1


def opens(end: End) -> bool:
    """Whether a name begins its sentence, an article aside."""
    return end.low <= 1
