"""A relation made of two ends of a sentence, with the date of its own clause."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from djeli.extract.mentions import Range, TieMention
from djeli.extract.ties.ends import End, View
from djeli.extract.ties.letters import ANY, DATE
from djeli.values import Tie, When
from djeli.vocab import DateAnchor, Precision, Relation


def bond(view: View, relation: str, subject: End, other: End | None, cue: Range, **told: Any) -> TieMention:
    """A relation between two ends of a sentence, told by the words `cue`.

    Args:
        view: the sentence.
        relation: a `vocab.Relation`.
        subject: the end spoken of.
        other: the other end, None where the words name none.
        cue: the words that tell it; dates are sought from there.
        told: `role`, `count`, `over`, `denied`, and `when`.
    """
    role, count = told.pop("role", ""), told.pop("count", None)
    party = other.party if other is not None else None
    value = (
        Tie(name=party.name, kind=party.kind, actor=party.actor, country=party.country, role=role, count=count)
        if party is not None
        else Tie(role=role, count=count)
    )
    if told.get("dated", True):
        told["when"], told["dated"] = own_date(view, cue, lasts=_LASTS[Relation(relation)])
    spans = (subject.spot, other.spot, cue) if other is not None else (subject.spot, cue)
    return TieMention(
        start=cue[0],
        end=cue[1],
        sentence=view.sentence.index,
        relation=relation,
        subject=subject.party,
        value=value,
        spans=spans,
        **told,
    )


def own_date(view: View, cue: Range, *, lasts: bool = False) -> tuple[tuple[When, Range] | None, bool]:
    """The day told in the cue's own clause, nearest to it, and whether the sentence's dates say anything of it.

    No day where the nearest date begins or ends a longer time; dates of other clauses say nothing.
    """
    resolved = _resolved(view, cue)
    if resolved is not None and not lasts:
        return resolved, True
    spots = [at for at, offset in enumerate(view.offsets) if cue[0] <= offset < cue[1]]
    low, high = (spots[0], spots[-1] + 1) if spots else (0, 0)
    best: tuple[float, End] | None = None
    for at, end in view.ends.items():
        if end.kind == DATE and end.time is not None and not end.time.deed and (lasts or not end.time.until):
            between = view.line[high:at] if at >= high else view.line[at:low]
            if ";" in between:
                continue  # another clause's
            crossed = between.count(",")
            if crossed and at < low and len(between) > _EARLIER and not set(view.line[:at]).isdisjoint(ANY):
                continue  # a date of what is told of the subject in passing
            parted = len(_PARTED.findall(between))
            cost = len(between) + _CROSSING * (crossed + parted) + (0 if at >= high else _EARLIER)
            if best is None or cost < best[0]:
                best = cost, end
    if best is None or best[1].time is None:
        return None, lasts and DATE not in view.letters
    time = best[1].time
    bounds = time.since or time.until or time.span
    return (None if bounds else (time.when, (time.start, time.end))), True


def _resolved(view: View, cue: Range) -> tuple[When, Range] | None:
    """The year of the resolution by which something was done ("set up by resolution 2452 (2019)")."""
    low = next((at for at, offset in enumerate(view.offsets) if offset >= cue[1]), -1)
    match = _RESOLUTION.match(view.line, low) if low >= 0 else None
    if match is None:
        return None
    year = int(match["year"])
    when = When(
        start=dt.date(year, 1, 1),
        end=dt.date(year, 12, 31),
        precision=Precision.YEAR,
        anchor=DateAnchor.STATED,
        reason="the year of the resolution",
    )
    return when, view.span(*match.span("year"))


_RESOLUTION = re.compile(r"[^.;,]{0,60}?\b(?:resolution|résolution|resolución)\s+\d{3,4}\s+\((?P<year>(?:19|20)\d\d)\)")
_LASTS = {relation: relation.lasts or relation is Relation.EXTENDED_BY for relation in Relation}


_PARTED = re.compile(r"\b(?:and|but|while|after|before|when|also|et|mais|après|avant)\b")
_CROSSING, _EARLIER = 40, 12
"""What a comma between a cue and a date costs, and a date before its cue, in characters."""
