"""Who published what is in a case: one row a publisher, with how the name is known and what the table says of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from djeli.records import Document, Item
from djeli.resources.sources import Outlet, by_host, by_name
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
        found[publisher(item, document)].append((item.id, document.id))
    rows = [_row(name, basis, pairs) for (name, basis), pairs in found.items()]
    return sorted(rows, key=lambda row: (-row.items, row.name))


def publisher(item: Item, document: Document) -> tuple[str, Basis]:
    """Name of an item's publisher and how it is known: the fetched host before what a page says of itself."""
    fetched = document.publisher if document.publisher_basis is Basis.FETCHED_HOST else None
    known = fetched or item.publisher or document.publisher
    return (known.value, known.basis) if known else ("not stated", Basis.NONE)


def _row(name: str, basis: Basis, pairs: list[tuple[str, str]]) -> SourceRow:
    outlet = by_host(name) if basis is Basis.FETCHED_HOST else by_name(name)
    return SourceRow(
        name=name,
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
