"""An actor's relations laid out in time for its page: what reports say, and apart from it what the table knows."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from djeli import phrases, wording
from djeli.ledger import History
from djeli.listing import Month
from djeli.resources.actor_facts import Fact, FactKind
from djeli.resources.actors import load_actors
from djeli.values import When
from djeli.views import Bond
from djeli.vocab import Harm, Precision, Relation
from djeli.web.draw.lanes import Group, Lane, Mark, State, Turn

OTHERS: dict[Relation, tuple[str, str]] = {
    Relation.ALIAS_OF: ("another name of it", "another name of it"),
    Relation.RENAMED: ("its later name", "its earlier name"),
    Relation.MERGED_INTO: ("it went into this", "went into it"),
    Relation.SPLIT_FROM: ("it split from this", "split from it"),
    Relation.ALLIED_WITH: ("ally", "ally"),
    Relation.RIVAL_OF: ("enemy or rival", "enemy or rival"),
    Relation.MEMBER_OF: ("it is part of this", "member or part"),
    Relation.LED_BY: ("leader", "led by it"),
    Relation.FOUNDED: ("founder", "founded by it"),
    Relation.DISBANDED: ("dissolved it", "dissolved by it"),
    Relation.DESIGNATED_BY: ("put it on a list", "put on a list by it"),
    Relation.SPONSORED_BY: ("backs it", "backed by it"),
    Relation.SUCCEEDED_BY: ("its successor", "its predecessor"),
    Relation.HOLDS_ROLE: ("office", "office"),
    Relation.MANDATED_BY: ("authorised it", "authorised by it"),
    Relation.EXTENDED_BY: ("prolonged it", "prolonged by it"),
    Relation.ENDED: ("ended it", "ended by it"),
    Relation.CONTRIBUTES_TO: ("it gives people", "gives people"),
    Relation.HOSTED_BY: ("lets it be there", "is there with its consent"),
    Relation.MEASURE_BY: ("took a measure against it", "under a measure of it"),
}
"""What the other end is, seen from the actor whose page it is: told of the actor as subject, and as the other end."""
_ITSELF = frozenset({Relation.FOUNDED, Relation.DISBANDED, Relation.ENDED})
_TURNS = {
    (Relation.MERGED_INTO, True): Turn.OUT,
    (Relation.MERGED_INTO, False): Turn.IN,
    (Relation.SPLIT_FROM, True): Turn.IN,
    (Relation.SPLIT_FROM, False): Turn.OUT,
    (Relation.SUCCEEDED_BY, True): Turn.OUT,
    (Relation.SUCCEEDED_BY, False): Turn.IN,
}
_TABLE = {
    FactKind.MERGED_INTO: ("it went into this", Turn.OUT),
    FactKind.MERGER_OF: ("went into it", Turn.IN),
    FactKind.SPLIT_FROM: ("it split from this", Turn.IN),
    FactKind.SUCCEEDED_BY: ("its successor", Turn.OUT),
    FactKind.ALLIED_WITH: ("ally", Turn.NONE),
    FactKind.RIVAL_OF: ("enemy or rival", Turn.NONE),
    FactKind.MEMBER_OF: ("it is part of this", Turn.NONE),
    FactKind.PART_OF: ("it is part of this", Turn.NONE),
    FactKind.DESIGNATED_BY: ("put it on a list", Turn.NONE),
    FactKind.KNOWN_AS: ("another name of it", Turn.NONE),
    FactKind.RENAMED: ("its later name", Turn.NONE),
}
_OWN_FACTS = {
    FactKind.FOUNDED: "founded",
    FactKind.DISBANDED: "dissolved",
    FactKind.MANDATE_START: "mandate begins",
    FactKind.MANDATE_END: "mandate ends",
}
_BEGINS = frozenset({FactKind.FOUNDED, FactKind.MANDATE_START})
_ENDS = frozenset({FactKind.DISBANDED, FactKind.MANDATE_END})
_FINE = frozenset({Precision.DAY, Precision.DAYS, Precision.WEEK})
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Relations as a picture shows them: lanes by who says so, and sentences on what has no date."""

    groups: tuple[Group, ...]
    undated: tuple[str, ...]
    more: int  # lanes left out


def timed(found: History) -> Timed:
    """Dated relations as lanes, the earliest first; those without a date in words."""
    key = found.row.id
    dated = [one for one in found.bonds if one.when is not None]
    own = [_bond_mark(one, key) for one in dated if _alone(one, key)]
    lanes = list(_bond_lanes([one for one in dated if not _alone(one, key)], key))
    actor = load_actors().get(key)
    facts = [(fact, days) for fact in (actor.facts if actor else ()) if (days := whole(fact.date)) is not None]
    table = list(_fact_lanes([one for one in facts if one[0].kind not in _OWN_FACTS], found.row.name))
    begun = [_fact_mark(*one, found.row.name) for one in facts if one[0].kind in _OWN_FACTS]
    return Timed(
        groups=(
            Group(heading="What reports of this case say", lanes=tuple(lanes[:_MOST]), own=_in_time(own)),
            Group(
                heading="What the actor table says, beside the reports", lanes=tuple(table[:_MOST]), own=_in_time(begun)
            ),
        ),
        undated=tuple(dict.fromkeys(_sentence(one) for one in found.bonds if one.when is None and _tells(one))),
        more=max(0, len(lanes) - _MOST) + max(0, len(table) - _MOST),
    )


def _in_time(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _tells(one: Bond) -> bool:
    """Whether a sentence on it says anything: two spellings of one name do not, and stand with their words below."""
    return one.subject != one.other


def _alone(one: Bond, key: str) -> bool:
    """Whether it happens to the actor itself: another end may be named, but needs no lane."""
    return one.subject == key and one.relation in _ITSELF


def _end(one: Bond, key: str) -> tuple[str, str]:
    """Key and name of the end that is not the actor's own."""
    return (one.other, one.other_name) if one.subject == key else (one.subject, one.subject_name)


def _bond_lanes(bonds: Iterable[Bond], key: str) -> Iterator[Lane]:
    """One lane for each other body or person, by the first day told of it."""
    by: dict[str, list[Bond]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in bonds:
        end, name = _end(one, key)
        by[end].append(one)
        names[end] = name or "nobody named"
    lanes = []
    for end, told in by.items():
        marks = _in_time(_bond_mark(one, key) for one in told)
        lanes.append(Lane(name=names[end], marks=marks, link=_link(end)))
    yield from sorted(lanes, key=lambda lane: (lane.marks[0].start, lane.name))


def _link(end: str) -> str:
    """The page of an actor of the table; whether others have one is not known here."""
    return f"/actors/{quote(end)}" if end in load_actors() else ""


def _bond_mark(one: Bond, key: str) -> Mark:
    when, subject = one.when, one.subject == key
    if when is None:
        raise ValueError("a relation without a date has no mark")
    as_of = when.reason.startswith("told in the present")
    lasts = one.relation.lasts
    turn = _TURNS.get((one.relation, subject), Turn.NONE)
    founded, ended = one.relation is Relation.FOUNDED, one.relation in (Relation.DISBANDED, Relation.ENDED)
    told = [
        _words(one, subject, key),
        f"as of {phrases.when(when)}" if as_of else phrases.when(when),
        wording.OVER if one.over and lasts else "",
        wording.DENIED if one.denied else "",
        "⚠ disputed" if one.disputes else "",
        "superseded" if one.stale else "",
    ]
    return Mark(
        start=when.start,
        end=when.end,
        words=" · ".join(word for word in told if word),
        title=_sentence(one),
        soft=when.precision not in _FINE,
        before=lasts or turn is Turn.IN or ended,
        after=(lasts and not one.over) or turn is Turn.OUT or (turn is Turn.IN and one.relation is Relation.SPLIT_FROM)
        or founded,
        state=_state(one),
        turn=turn,
    )  # fmt: skip


def _state(one: Bond) -> State:
    if one.denied:
        return State.DENIED
    if one.disputes:
        return State.DISPUTED
    return State.STALE if one.stale else State.HELD


def _words(one: Bond, subject: bool, key: str) -> str:
    if one.relation in _ITSELF and subject:
        own = {Relation.FOUNDED: "founded", Relation.DISBANDED: "dissolved", Relation.ENDED: "ended"}[one.relation]
        return f"{own} by {one.other_name}" if one.other_name and one.other != key else own
    if one.relation is Relation.HOLDS_ROLE:
        return one.role or "office"
    pair = OTHERS.get(one.relation)
    known = pair[0 if subject else 1] if pair else wording.tie(one.relation.value, "", back=not subject)
    return f"{known}, {one.role}" if one.role else known


def _sentence(one: Bond) -> str:
    said = f"{one.subject_name} {wording.tie(one.relation.value, one.other_name, role=one.role)}"
    marks = [wording.held(one.when), wording.OVER if one.over else "", wording.DENIED if one.denied else "",
             "disputed" if one.disputes else "", "superseded" if one.stale else ""]  # fmt: skip
    told = "; ".join(mark for mark in marks if mark)
    return f"{said} ({told})" if told else said


# --- the actor table ----------------------------------------------------------------------------------------------


def _fact_lanes(facts: Iterable[tuple[Fact, tuple[dt.date, dt.date]]], name: str) -> Iterator[Lane]:
    by: dict[str, list[Mark]] = defaultdict(list)
    for fact, days in facts:
        by[fact.value].append(_fact_mark(fact, days, name))
    for value, marks in sorted(by.items(), key=lambda pair: (min(mark.start for mark in pair[1]), pair[0])):
        known = load_actors().get(value)
        yield Lane(name=known.name if known else value, marks=_in_time(marks), link=_link(value))


def _fact_mark(fact: Fact, days: tuple[dt.date, dt.date], name: str) -> Mark:
    other = load_actors().get(fact.value)
    said, turn = _TABLE.get(fact.kind, (_OWN_FACTS.get(fact.kind, fact.kind.value), Turn.NONE))
    where = fact.reference if fact.referenced else "unreferenced"
    told = wording.FACTS[fact.kind.value].format(value=other.name if other else fact.value)
    return Mark(
        start=days[0],
        end=days[1],
        words=f"{said} · {wording.iso(fact.date)}" + ("" if fact.referenced else " · unreferenced"),
        title=f"{name}: {told}, {wording.iso(fact.date)} ({where})",
        soft=days[0] != days[1],
        before=turn is Turn.IN or fact.kind in _ENDS,
        after=turn is Turn.OUT or fact.kind in _BEGINS,
        state=State.TABLE,
        turn=turn,
    )


def whole(iso: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of an ISO year, month or day."""
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 1:
            return dt.date(numbers[0], 1, 1), dt.date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return dt.date(numbers[0], numbers[1], 1), dt.date(numbers[0], numbers[1], last)
        return dt.date(*numbers[:3]), dt.date(*numbers[:3])
    except (ValueError, TypeError, calendar.IllegalMonthError):
        return None


# --- events -------------------------------------------------------------------------------------------------------


def months(found: History) -> list[Month]:
    """The events an actor took part in, by the month they began."""
    by: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for part in found.events:
        when: When | None = part.event.when
        if when is not None and part.event.modality.happened:
            counts = by[f"{when.start:%Y-%m}"]
            killed = part.event.harm.get(Harm.KILLED)
            counts[0] += 1
            counts[1] += bool(part.event.disputes)
            counts[2] += (killed.best or 0) if killed is not None else 0
    return [Month(month=name, events=one[0], disputed=one[1], killed=one[2]) for name, one in sorted(by.items())]
