"""Who published what is in a case: one row a publisher, with how the name is known and what the table says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from djeli.assess import Decisions, decisions, outlet_of, publisher_of
from djeli.judge.rows import in_force
from djeli.origin import outlet_name_key
from djeli.pipeline.grading import graded_source
from djeli.resources.sources import Outlet
from djeli.store import View
from djeli.views import Assessment
from djeli.vocab import Basis


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
        name=name or "not stated",
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
