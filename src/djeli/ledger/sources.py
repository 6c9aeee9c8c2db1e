"""Who published what is in a case: one row a publisher, with how the name is known and what the table says of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from djeli.assess import Decisions, decisions, outlet_of, publisher_of
from djeli.errors import NotFound
from djeli.judge.rows import in_force
from djeli.origin import outlet_name_key
from djeli.pipeline.grading import graded_source
from djeli.records import Document, Item
from djeli.resources.sources import Outlet
from djeli.store import View
from djeli.values import PROPERTIES
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

    `creditors` are publishers of items that credit it, with how many. `alone` are the events that no other publisher's
    page tells of, `supported` those with more than one independent origin, `sided` those in whose disputes its own
    words are a side. Being alone or disputed says nothing yet about who is right.
    """

    rows: tuple[SourceRow, ...]
    printed: tuple[Printed, ...] = ()
    events: tuple[Event, ...] = ()
    creditors: tuple[tuple[str, int], ...] = ()
    alone: frozenset[str] = frozenset()
    supported: frozenset[str] = frozenset()
    sided: frozenset[str] = frozenset()


def source_history(view: View, name: str) -> SourceHistory:
    """One publisher by the name it has in the list of sources, in whatever case.

    Raises:
        NotFound: no page is by it, and none credits it.
    """
    every = source_rows(view)
    alike = next((row.name for row in every if row.name.casefold() == name.casefold()), name)
    name = name if any(row.name == name for row in every) else alike
    rows = [row for row in every if row.name == name]
    if not rows:
        raise NotFound(f"no source {name!r} in this case: no page is by it, and none credits it")
    documents = {document.id: document for document in view.documents()}
    homes = {text.id: text.document for text in view.texts()}
    by_item = {item.id: (item, documents[homes[item.text]]) for item in view.items()}
    names = {one: publisher_of(*pair)[0] or UNSTATED for one, pair in by_item.items()}
    own = [one for one, publisher in names.items() if publisher == name]
    grades = view.assessments(own)
    printed = [Printed(item=by_item[one][0], document=by_item[one][1], grade=grades.get(one)) for one in own]
    told = view.event_of([report.id for report in view.reports_in(own)])
    events = sorted(view.named(set(told.values())), key=_newest_first)
    claims = {claim.id for claim in view.claims_in(own, list(PROPERTIES))}
    sides = {event.id: [side for one in event.disputes for side in one.sides] for event in events}
    return SourceHistory(
        rows=tuple(rows),
        printed=tuple(sorted(printed, key=lambda one: (_day(one), one.item.id), reverse=True)),
        events=tuple(events),
        creditors=tuple(_creditors(view, name, names)),
        alone=frozenset(one.id for one in events if {names[item] for item in one.items if item in names} == {name}),
        supported=frozenset(one.id for one in events if one.origins_held > 1),
        sided=frozenset(one for one, found in sides.items() if any(claims & set(side.claims) for side in found)),
    )


def _newest_first(event: Event) -> tuple[bool, int, str]:
    return event.when is None, -event.when.start.toordinal() if event.when else 0, event.id


def _day(one: Printed) -> str:
    told = one.item.published or one.document.published
    return told.value if told else ""


def _creditors(view: View, name: str, names: Mapping[str, str]) -> Iterable[tuple[str, int]]:
    """Publishers of the items that credit it, most items first."""
    key = outlet_name_key(name)
    items = {claim.item for claim in view.claims(props=("credit",)) if outlet_name_key(claim.parsed().name) == key}
    return Counter(names[item] for item in items if item in names and names[item] != name).most_common()


def source_rows(view: View) -> list[SourceRow]:
    """All publishers of a case, most items first, then the outlets that are only credited, most credited first."""
    documents = {document.id: document for document in view.documents()}
    homes = {text.id: text.document for text in view.texts()}
    found: dict[tuple[str, Basis], list[tuple[str, str]]] = defaultdict(list)
    printed: dict[str, str] = {}
    for item in view.items():
        document = documents[homes[item.text]]
        publisher = publisher_of(item, document)
        printed[item.id] = outlet_name_key(publisher[0])
        found[publisher].append((item.id, document.id))
    credited, names = _credited(view, printed)
    decided = decisions(in_force(view.judgements()))
    rows = [
        _row(name, basis, pairs, decided, len(credited.pop(outlet_name_key(name), ())))
        for (name, basis), pairs in sorted(found.items(), key=lambda pair: -len(pair[1]))
    ]
    only = [_row(names[key], Basis.NONE, [], decided, len(items)) for key, items in credited.items()]
    return sorted([*rows, *only], key=lambda row: (-row.items, -row.credited, row.name))


def _credited(view: View, printed: Mapping[str, str]) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Outlet key -> items of others that credit it, and the names they credit it by."""
    found: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for claim in view.claims(props=("credit",)):
        name = claim.parsed().name
        key = outlet_name_key(name)
        if key and key != printed.get(claim.item):
            found[key].add(claim.item)
            names.setdefault(key, name)
    return dict(found), names


def _row(name: str, basis: Basis, pairs: list[tuple[str, str]], decided: Decisions, credited: int) -> SourceRow:
    outlet = outlet_of(name, basis)
    only = not pairs
    return SourceRow(
        name=name or UNSTATED,
        basis=basis,
        profile="only credited; no page of its own here" if only else _profile(name, basis, outlet),
        referenced=outlet is not None and outlet.referenced,
        documents=len({document for _, document in pairs}),
        items=len({item for item, _ in pairs}),
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
