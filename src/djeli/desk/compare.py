"""What stands in somebody's sheet and in the case, what in one of them only, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli import phrases
from djeli.desk.match import Matched, bounds, kilometres, matched, ours
from djeli.desk.sheet import Row, Sheet
from djeli.views import Event

_APART_KM = 25.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing the two say otherwise: toll, date or place."""

    about: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the sheet or one event of the case, in words."""

    row: int | None
    event: str
    id: str
    when: str
    where: str
    what: str
    killed: str
    origins: int = 0
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """A row and an event that tell of one thing: how sure, why, what differs; `others` fit nearly as well."""

    theirs: Line
    ours: Line
    score: float
    reasons: tuple[str, ...]
    differences: tuple[Difference, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A sheet held against a case. `outside` are events that the sheet doesn't cover, by its days and countries."""

    sheet: str
    rows: int
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    both: tuple[Both, ...]
    only_theirs: tuple[Line, ...]
    only_ours: tuple[Line, ...]
    outside: int
    faults: tuple[str, ...]

    @property
    def ambiguous(self) -> tuple[Both, ...]:
        """Pairs for which another row or event fits nearly as well."""
        return tuple(one for one in self.both if one.others)

    @property
    def differing(self) -> tuple[Both, ...]:
        """Pairs that differ in something."""
        return tuple(one for one in self.both if one.differences)


def compare(sheet: Sheet, events: Iterable[Event], *, country: Callable[[str], str], days: int = 3) -> Comparison:
    """Hold a sheet against events.

    Args:
        sheet: as read.
        events: those that happened.
        country: code of a country by its name or code; empty where it is none.
        days: how far two days may lie apart.
    """
    known = {event.id: event for event in events}
    rows = {row.number: row for row in sheet.rows}
    pairs = matched(sheet.rows, known.values(), country=country, days=days)
    met = {one.fit.event for one in pairs}
    covered = _covers(sheet.rows, country)
    left = [event for event in known.values() if event.id not in met]
    inside = [event for event in left if covered(event)]
    return Comparison(
        sheet=sheet.name,
        rows=len(sheet.rows),
        columns=sheet.columns,
        unknown=sheet.unknown,
        both=tuple(_both(rows[one.fit.row], known[one.fit.event], one) for one in pairs),
        only_theirs=tuple(_theirs(row) for row in sheet.rows if row.number not in {one.fit.row for one in pairs}),
        only_ours=tuple(_ours(event) for event in inside),
        outside=len(left) - len(inside),
        faults=sheet.faults,
    )


def _covers(rows: Sequence[Row], country: Callable[[str], str]) -> Callable[[Event], bool]:
    """Whether an event is one that the sheet might be expected to have: in its days and countries."""
    days = [day for row in rows for day in (row.first, row.last) if day is not None]
    codes = {country(row.country) for row in rows if row.country} - {""}

    def covered(event: Event) -> bool:
        if event.when is None or not days or event.background:
            return False
        if codes and (event.where is None or event.where.country not in codes):
            return False
        return event.when.start <= max(days) and event.when.end >= min(days)

    return covered


def _both(row: Row, event: Event, one: Matched) -> Both:
    return Both(
        theirs=_theirs(row),
        ours=_ours(event),
        score=one.fit.score,
        reasons=one.fit.reasons,
        differences=tuple(_differences(row, event)),
        others=tuple(f"event {each.event}" if each.row == row.number else f"row {each.row}" for each in one.others),
    )


def _differences(row: Row, event: Event) -> Iterator[Difference]:
    theirs, mine = bounds(row), ours(event)
    if theirs is not None and mine is not None and (theirs[0] > mine[1] or mine[0] > theirs[1]):
        yield Difference(about="toll", theirs=_range(theirs), ours=_range(mine))
    elif (theirs is None) != (mine is None) and (theirs or mine) not in (None, (0, 0)):
        yield Difference(
            about="toll",
            theirs=_range(theirs) if theirs else "no count",
            ours=_range(mine) if mine else "no count",
        )
    when = event.when
    if row.first and row.last and when is not None and (row.first > when.end or when.start > row.last):
        yield Difference(about="date", theirs=_days(row), ours=phrases.when(when))
    distance = kilometres(row, event)
    if distance is not None and distance > _APART_KM and event.where is not None:
        yield Difference(
            about="place",
            theirs=row.place or row.admin1,
            ours=f"{event.where.name} ({distance:.0f} km away)",
        )


def _range(found: tuple[int, int]) -> str:
    return f"{found[0]:,}" if found[0] == found[1] else f"{found[0]:,}–{found[1]:,}"


def _days(row: Row) -> str:
    if row.first is None or row.last is None:
        return "date not stated"
    first, last = phrases.when_day(row.first), phrases.when_day(row.last)
    return first if first == last else f"{first} – {last}"


def _theirs(row: Row) -> Line:
    told = bounds(row)
    return Line(
        row=row.number,
        event="",
        id=row.id,
        when=_days(row),
        where=", ".join(dict.fromkeys(part for part in (row.place, row.admin1, row.country) if part)),
        what=" · ".join(part for part in (row.type, "; ".join(row.actors)) if part) or phrases.clip(row.notes, 80),
        killed=_range(told) if told else "",
    )


def _ours(event: Event) -> Line:
    told = ours(event)
    return Line(
        row=None,
        event=event.id,
        id=event.id,
        when=phrases.when(event.when),
        where=phrases.where(event.where),
        what=event.title,
        killed=_range(told) if told else "",
        origins=event.origins_held,
        grade=event.assessment.grade if event.assessment else "",
    )


COLUMNS = (
    "found_in", "score", "row", "their_id", "their_date", "their_place", "their_what", "their_killed", "event",
    "our_date", "our_place", "our_what", "our_killed", "our_origins", "our_grade", "differences", "reasons",
    "also_possible",
)  # fmt: skip


def table(found: Comparison) -> Iterator[tuple[object, ...]]:
    """The comparison as rows of `COLUMNS`: what stands in both, then theirs, then ours."""
    for one in found.both:
        told = "; ".join(f"{each.about}: {each.theirs} / {each.ours}" for each in one.differences)
        tail = (told, "; ".join(one.reasons), ", ".join(one.others))
        yield (
            "both",
            one.score,
            *_cells(one.theirs)[:6],
            *_cells(one.ours)[1:6],
            one.ours.origins,
            one.ours.grade,
            *tail,
        )
    for line in found.only_theirs:
        yield ("only theirs", "", *_cells(line), *("",) * 10)
    for line in found.only_ours:
        yield ("only ours", "", *("",) * 6, *_cells(line)[1:6], line.origins, line.grade, "", "", "")


def _cells(line: Line) -> tuple[object, ...]:
    row = "" if line.row is None else line.row
    return (row, line.id, line.when, line.where, line.what, line.killed)
