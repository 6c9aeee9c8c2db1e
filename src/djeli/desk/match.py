"""Which row of somebody's sheet tells of which event: one to one, by day, place, type, parties and toll, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from djeli.desk.calendar import Calendar, Known, folded, known_of
from djeli.desk.sheet import Row
from djeli.resources.actors import load_actors
from djeli.resources.event_types import event_types
from djeli.views import Event
from djeli.vocab import Harm, Resolution

ENOUGH = 0.6
"""Score from which a row and an event are taken for one: measured, see docs/howto/compare-with-your-own-sheet.md."""
NEAR = 0.04
"""Two candidates whose scores differ by less cannot be told apart: the pair is shown as ambiguous."""
_WEIGHTS = {"date": 0.3, "place": 0.36, "type": 0.1, "parties": 0.14, "toll": 0.1}
_FAR_KM = 150.0
_RINGS = ((5, 1.0), (15, 0.9), (30, 0.75), (60, 0.5), (100, 0.3))
"""Kilometres up to which two places are worth so much."""
_UCDP = ("1", "2", "3")  # type_of_violence of UCDP GED: state-based, non-state, one-sided
_KM = 111.2
_LARGEST = 400
"""Rows and events that hang together up to which the best pairing of all is worked out; in more, the best go first."""
_COARSE = {Resolution.COUNTRY: 0.25, Resolution.AREA: 0.5, Resolution.ADM1: 0.6, Resolution.ADM2: 0.8}
"""What a place is worth at most that is only known as a country, an area or a unit."""
_BOTH_WHOLE = 0.5
"""The same where the row, too, says no more than the country."""
_FINE = frozenset({Resolution.POINT, Resolution.SETTLEMENT, Resolution.NEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A row and an event compared: `score` from 0 to 1, and what speaks for and against, in sentences."""

    row: int
    event: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A row with its event; `others` are fits nearly as good, which make it ambiguous."""

    fit: Fit
    others: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    value: float
    reason: str


def matched(
    rows: Sequence[Row], events: Iterable[Event], *, country: Callable[[str], str], days: int = 3
) -> list[Matched]:
    """Rows with the events they tell of, each at most once.

    Args:
        rows: of the sheet.
        events: that may be meant; those without a date are held against rows of the same place only.
        country: code of a country by its name or code; empty where it is none.
        days: how far two days may lie apart.
    """
    known = [known_of(event) for event in events]
    calendar = Calendar(known)
    named, loose = _by_name(known), _by_name(calendar.loose)
    fits: list[Fit] = []
    for row in rows:
        code, place = country(row.country) if row.country else "", folded(row.place)
        seen = calendar.near(row, code, days) if row.first is not None else iter(named.get(place, ()))
        fits += [one for each in (*seen, *loose.get(place, ())) if (one := fit(row, code, each, days)) is not None]
    return _paired(fits)


def _by_name(known: Iterable[Known]) -> Mapping[str, list[Known]]:
    """By the name of the place: without a date nothing else would tell one from another."""
    found: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.names:
            found[one.names[0]].append(one)
    return found


def fit(row: Row, code: str, known: Known, days: int = 3) -> Fit | None:
    """A row against an event; None where they cannot be one: other country, too far, too many days apart."""
    if code and known.country and code != known.country:
        return None
    place = _place(row, code, known)
    if place is None:
        return None
    resolution = known.event.where.resolution if known.event.where else Resolution.COUNTRY
    whole = (
        resolution is Resolution.COUNTRY and known.names and (not row.place or _alike(row.place, known.names[0]) > 0.8)
    )
    most = _BOTH_WHOLE if whole else _COARSE.get(resolution, 1.0)
    place = _Part(place.name, min(place.value, most), place.reason)
    date = _date(row, known.event, days)
    if date is None or (date.value < 0.3 and place.value < 0.8):
        return None
    parts = (date, place, _type(row, known), _parties(row, known), _toll(row, known.event))
    score = round(sum(_WEIGHTS[one.name] * one.value for one in parts), 3)
    return Fit(row=row.number, event=known.event.id, score=score, reasons=tuple(one.reason for one in parts))


def _date(row: Row, event: Event, days: int) -> _Part | None:
    if row.first is None or row.last is None or event.when is None:
        return _Part("date", 0.0, "one of the two has no date")
    gap = max(0, (max(row.first, event.when.start) - min(row.last, event.when.end)).days)
    long = max((row.last - row.first).days, (event.when.end - event.when.start).days)
    if gap > days:
        return None
    if gap == 0:
        return _Part(
            "date", 1.0 if long <= 6 else 0.7 if long <= 31 else 0.4, "same day" if not long else "dates overlap"
        )
    return _Part("date", max(0.2, 1 - gap * 0.2), f"{gap} day{'s' * (gap > 1)} apart")


def kilometres(row: Row, event: Event) -> float | None:
    """Distance of a row from an event, flat and quick; None where one has no coordinates."""
    where = event.where
    if row.lat is None or row.lon is None or where is None or where.lat is None or where.lon is None:
        return None
    east = (row.lon - where.lon + 180) % 360 - 180
    return hypot(row.lat - where.lat, east * cos(radians((row.lat + where.lat) / 2))) * _KM


def _place(row: Row, code: str, known: Known) -> _Part | None:
    where = known.event.where
    distance = kilometres(row, known.event)
    if distance is not None and distance > 2 * _FAR_KM and where is not None and where.resolution in _FINE:
        return None  # before names are compared, which takes longer
    named = max((_alike(row.place, name) for name in known.names[:1]), default=0.0)
    if distance is not None and where is not None:
        if distance > _FAR_KM and where.resolution in _FINE and named < 0.9:
            return None
        near = next((worth for limit, worth in _RINGS if distance <= limit), 0.1)
        if named > 0.9 or near >= 0.3:
            worth = max(near, 0.95 if named > 0.9 and distance < 300 else 0)
            return _Part("place", worth, f"{distance:.0f} km apart" + (", same name" if named > 0.9 else ""))
    if named >= 0.8:
        return _Part("place", 0.95 if named > 0.9 else 0.8, f"named alike: {row.place} / {where.name if where else ''}")
    wider = [folded(name) for name in (row.place, row.admin2, row.admin1) if name]
    if any(_alike(name, other) > 0.9 for name in wider for other in known.names):
        return _Part("place", 0.55, "in one region")
    if distance is None and code and code == known.country:
        return _Part(
            "place", 0.25, "in one country; places cannot be compared" if not row.place else "one country only"
        )
    if where is None:
        return _Part("place", 0.2, "the event has no place")
    return None if distance is None and row.place and not code else _Part("place", 0.1, "places differ")


def _alike(left: str, right: str) -> float:
    own = folded(left)
    return fuzz.ratio(own, right) / 100 if own and right else 0.0


@cache
def _kinds(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """ACLED-style event types and families that a type, as a sheet writes it, may be."""
    told = folded(text.replace("_", " "))
    acled, families = set(), set()
    if told in _UCDP:  # any armed violence: which of the three says who the parties are
        violent = [kind for kind in event_types().values() if kind.ucdp is not None]
        return frozenset(k.acled.event_type for k in violent if k.acled), frozenset(k.family for k in violent)
    for kind in event_types().values():
        names = [kind.id.replace("_", " "), *kind.label.values()]
        if kind.acled is not None:
            names += [kind.acled.sub_event_type, kind.acled.event_type]
        if any(folded(name) in told for name in names if len(name) > 3):
            families.add(kind.family)
            acled |= {kind.acled.event_type} if kind.acled is not None else set()
    return frozenset(acled), frozenset(families)


def _type(row: Row, known: Known) -> _Part:
    if not row.type:
        return _Part("type", 0.5, "the sheet gives no type")
    acled, families = _kinds(row.type)
    if not families:
        return _Part("type", 0.5, f"the type {row.type!r} is not known")
    if known.kinds[0] in acled:
        return _Part("type", 1.0, "types of one kind")
    return (
        _Part("type", 0.7, "types of one family") if known.kinds[1] in families else _Part("type", 0.1, "types differ")
    )


@cache
def _actor(name: str) -> str:
    """Id of the actor table's entry that goes by a name, without what stands in brackets; else empty."""
    own = folded(name.partition("(")[0] or name)
    return _forms().get(own, "") or _forms().get(folded(name), "")


@cache
def _forms() -> Mapping[str, str]:
    return {folded(form): one.id for one in load_actors().values() for form in one.forms}


def _parties(row: Row, known: Known) -> _Part:
    if not row.actors or not known.parties:
        return _Part("parties", 0.5, "parties cannot be compared")
    ids = {found for name in row.actors if (found := _actor(name))}
    if ids & known.actors:
        return _Part("parties", 1.0, "same party")
    best = max((fuzz.token_set_ratio(folded(name), other) for name in row.actors for other in known.parties), default=0)
    if best >= 85:
        return _Part("parties", 0.9, "parties named alike")
    return _Part("parties", 0.4 if not ids or not known.actors else 0.1, "no party in common")


def bounds(row: Row) -> tuple[int, int] | None:
    """The lowest and the highest count of killed of a row; None where it gives none."""
    told = [one for one in (row.killed_low, row.killed, row.killed_high) if one is not None]
    return (min(told), max(told)) if told else None


def ours(event: Event) -> tuple[int, int] | None:
    """The lowest and the highest count of killed of an event; None where nobody counts."""
    found = event.harm.get(Harm.KILLED)
    told = [one for one in (found.low, found.best, found.high) if one is not None] if found else []
    return (min(told), max(told)) if told else None


def deadly(event: Event) -> bool:
    """Whether an event's type is one that UCDP's codebook could count dead in."""
    kind = event_types().get(event.type)
    return kind is None or kind.ucdp is not None


def _toll(row: Row, event: Event) -> _Part:
    theirs, mine = bounds(row), ours(event)
    if theirs is None or mine is None:
        if theirs is not None and theirs[0] > 0 and not deadly(event):
            return _Part("toll", 0.0, "the sheet counts dead, the event is none that kills")
        return _Part("toll", 0.5, "tolls cannot be compared")
    if theirs[0] <= mine[1] and mine[0] <= theirs[1]:
        return _Part("toll", 1.0, "tolls agree")
    low, high = sorted((theirs[0] + theirs[1], mine[0] + mine[1]))
    return _Part("toll", 0.6 if low >= high * 0.6 else 0.2, "tolls differ")


def _paired(fits: Iterable[Fit]) -> list[Matched]:
    """The pairs whose scores add up highest, of those that hang together; each row and event in one at most."""
    good = [one for one in fits if one.score >= ENOUGH - NEAR]
    taken = [one for group in _groups(good) for one in _best(group)]
    by_row: dict[int, list[Fit]] = defaultdict(list)
    by_event: dict[str, list[Fit]] = defaultdict(list)
    for one in good:
        by_row[one.row].append(one)
        by_event[one.event].append(one)
    found = []
    for one in taken:
        if one.score >= ENOUGH:
            rivals = [each for each in (*by_row[one.row], *by_event[one.event]) if each is not one]
            others = tuple(each for each in rivals if each.score > one.score - NEAR)
            found.append(
                Matched(
                    fit=one, others=tuple(sorted(set(others), key=lambda each: (-each.score, each.event, each.row)))
                )
            )
    return sorted(found, key=lambda one: one.fit.row)


def _groups(fits: Sequence[Fit]) -> list[list[Fit]]:
    parent: dict[object, object] = {}

    def root(node: object) -> object:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one in fits:
        parent[root(one.row)] = root(one.event)
    found: dict[object, list[Fit]] = defaultdict(list)
    for one in fits:
        found[root(one.row)].append(one)
    return list(found.values())


def _best(group: Sequence[Fit]) -> list[Fit]:
    rows, events = sorted({one.row for one in group}), sorted({one.event for one in group})
    if len(rows) == 1 or len(events) == 1:
        return [min(group, key=lambda one: (-one.score, one.row, one.event))]
    if max(len(rows), len(events)) > _LARGEST:
        return _greedy(group)
    table = {(one.row, one.event): one for one in group}
    scores = np.zeros((len(rows), len(events)))
    for (row, event), one in table.items():
        scores[rows.index(row), events.index(event)] = one.score
    chosen = zip(*linear_sum_assignment(scores, maximize=True), strict=True)
    return [table[key] for a, b in chosen if (key := (rows[a], events[b])) in table]


def _greedy(group: Sequence[Fit]) -> list[Fit]:
    met: set[object] = set()
    found = []
    for one in sorted(group, key=lambda each: (-each.score, each.row, each.event)):
        if one.row not in met and one.event not in met:
            met |= {one.row, one.event}
            found.append(one)
    return found
