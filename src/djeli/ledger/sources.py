"""Who published what is in a case: one row a publisher, with how the name is known and what the table says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from djeli.assess import Decisions, decisions, outlet_of
from djeli.errors import NotFound
from djeli.judge.rows import in_force
from djeli.listing import Tellings
from djeli.origin import outlet_name_key
from djeli.pipeline.grading import graded_source
from djeli.records import Document, Item
from djeli.resources.sources import Outlet
from djeli.store import View
from djeli.views import Assessment, Event
from djeli.vocab import Basis

UNSTATED = "not stated"
"""The name of whoever published what names no publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A publisher, or an outlet that is only credited: then it has no documents here and is a possible origin, no more.

    `profile` is what the outlet table says, or why it says nothing; `grade` with its signals is what that and people's
    decisions come to; `credited` counts the items of others that credit it.
    """

    name: str
    basis: Basis
    profile: str
    referenced: bool
    documents: int
    items: int
    grade: Assessment
    credited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One item of a source: its document, and the grade of the item where it has one."""

    item: Item
    document: Document
    grade: Assessment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHistory:
    """One publisher: its rows (one for each way the name is known), what it printed, which events that tells of.

    `creditors` are publishers of items that credit it, with how many. `printed` and `events` are the newest of many;
    `told` counts all events: alone are those that no other publisher's page tells of, supported those with more than
    one independent origin, sided those in whose disputes its own words are a side. Of the events here `alone` and
    `sided` are such. Being alone or disputed says nothing yet about who is right.
    """

    rows: tuple[SourceRow, ...]
    told: Tellings
    printed: tuple[Printed, ...] = ()
    events: tuple[Event, ...] = ()
    creditors: tuple[tuple[str, int], ...] = ()
    alone: frozenset[str] = frozenset()
    sided: frozenset[str] = frozenset()


def source_history(view: View, name: str, *, limit: int) -> SourceHistory:
    """One publisher by the name it has in the list of sources, in whatever case, with so many items and events.

    Raises:
        NotFound: no page is by it, and none credits it.
    """
    every = source_rows(view)
    alike = next((row.name for row in every if row.name.casefold() == name.casefold()), name)
    name = name if any(row.name == name for row in every) else alike
    rows = [row for row in every if row.name == name]
    if not rows:
        raise NotFound(f"no source {name!r} in this case: no page is by it, and none credits it")
    publisher = "" if name == UNSTATED else name
    told = {event: (alone, sided) for event, alone, sided in view.events_by(publisher, limit)}
    events = {event.id: event for event in view.named(told)}
    return SourceHistory(
        rows=tuple(rows),
        told=view.told_by(publisher),
        printed=tuple(_printed(view, publisher, limit)),
        events=tuple(events[one] for one in told),
        creditors=tuple((who or UNSTATED, count) for who, count in view.creditors(outlet_name_key(name), publisher)),
        alone=frozenset(one for one, (alone, _) in told.items() if alone),
        sided=frozenset(one for one, (_, sided) in told.items() if sided),
    )


def _printed(view: View, publisher: str, limit: int) -> Iterator[Printed]:
    names = view.printed(publisher, limit)
    items, grades = {item.id: item for item in view.items(names)}, view.assessments(names)
    homes = {page.item: page.document for page in view.pages(names)}
    documents = {one.id: one for one in view.documents(set(homes.values()))}
    for name in names:
        yield Printed(item=items[name], document=documents[homes[name]], grade=grades.get(name))


def source_rows(view: View) -> list[SourceRow]:
    """All publishers of a case, most items first, then the outlets that are only credited, most credited first."""
    credited = dict(view.credited())
    decided = decisions(in_force(view.judgements()))
    rows = [
        _row(one.publisher, Basis(one.basis), (one.items, one.documents), decided, _taken(credited, one.publisher))
        for one in sorted(view.publishers(), key=lambda one: (-one.items, one.publisher, one.basis))
    ]
    only = [_row(name, Basis.NONE, (0, 0), decided, count) for name, count in credited.values()]
    return sorted([*rows, *only], key=lambda row: (-row.items, -row.credited, row.name))


def _taken(credited: dict[str, tuple[str, int]], publisher: str) -> int:
    """How many items credit a publisher; of two ways its name is known, the one with most items has them."""
    return credited.pop(outlet_name_key(publisher), ("", 0))[1]


def _row(name: str, basis: Basis, held: tuple[int, int], decided: Decisions, credited: int) -> SourceRow:
    outlet, (items, documents) = outlet_of(name, basis), held
    only = not items
    return SourceRow(
        name=name or UNSTATED,
        basis=basis,
        profile="only credited; no page of its own here" if only else _profile(name, basis, outlet),
        referenced=outlet is not None and outlet.referenced,
        documents=documents,
        items=items,
        grade=graded_source("" if only else name, basis, decided),
        credited=credited,
    )


def _profile(name: str, basis: Basis, outlet: Outlet | None) -> str:
    if basis is Basis.NONE:
        return "no publisher given"
    if outlet is None:
        return "not in the outlet table"
    facts = f"{outlet.kind}, {outlet.country or 'international'}"
    if basis in (Basis.TEXT, Basis.SUPPLIED):
        return f"says it is {name} ({facts}); earns no profile"
    return facts + ("" if outlet.referenced else "; unreferenced, not used in grades")
