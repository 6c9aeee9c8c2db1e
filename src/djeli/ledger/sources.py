"""Who published what is in a case: one row a publisher, with how the name is known and what the table says of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from djeli.assess import outlet_of, publisher_of
from djeli.resources.sources import Outlet
from djeli.store import View
from djeli.vocab import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A publisher. `profile` is what the outlet table says, or why it says nothing."""

    name: str
    basis: Basis
    profile: str
    referenced: bool
    documents: int
    items: int


def source_rows(view: View) -> list[SourceRow]:
    """All publishers of a case, most items first."""
    documents = {document.id: document for document in view.documents()}
    homes = {text.id: text.document for text in view.texts()}
    found: dict[tuple[str, Basis], list[tuple[str, str]]] = defaultdict(list)
    for item in view.items():
        document = documents[homes[item.text]]
        found[publisher_of(item, document)].append((item.id, document.id))
    rows = [_row(name, basis, pairs) for (name, basis), pairs in found.items()]
    return sorted(rows, key=lambda row: (-row.items, row.name))


def _row(name: str, basis: Basis, pairs: list[tuple[str, str]]) -> SourceRow:
    outlet = outlet_of(name, basis)
    return SourceRow(
        name=name or "not stated",
        basis=basis,
        profile=_profile(name, basis, outlet),
        referenced=outlet is not None and outlet.referenced,
        documents=len({document for _, document in pairs}),
        items=len({item for item, _ in pairs}),
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
