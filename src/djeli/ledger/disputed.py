"""Everything that accounts of a case disagree about, in one list: of events, relations, figures and quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from djeli import wording
from djeli.ledger.shelf import Shelf
from djeli.views import Dispute, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentence one claim of a side stands in, and the page it is on."""

    sentence: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A dispute, what it is about in words, and the words of each side in their order, each once.

    `of` is event, relation, figure or statement; `event` is the id of the event, else empty.
    """

    dispute: Dispute
    of: str
    about: str
    event: str
    sides: tuple[tuple[Words, ...], ...]


def disputed(shelf: Shelf) -> list[Disputed]:
    """All disputes of a case: those of events first, as events are listed, then relations, figures, statements."""
    found = {one.dispute.id: one for one in _all(shelf)}
    return list(found.values())


def _all(shelf: Shelf) -> Iterator[Disputed]:
    for event in shelf.events:
        yield from (_shown(shelf, dispute, "event", event.title, event.id) for dispute in event.disputes)
    for bond in shelf.bonds:
        row = bond.bond
        name = f"{row.subject_name} {wording.tie(row.relation.value, row.other_name, role=row.role)}".strip()
        yield from (_shown(shelf, dispute, "relation", name) for dispute in row.disputes)
    for figure in shelf.figures:
        name = f"{wording.KINDS[figure.view.figure.figure]}: {figure.view.figure.holder}".rstrip(": ")
        yield from (_shown(shelf, dispute, "figure", name) for dispute in figure.disputes)
    for saying in shelf.sayings:
        name = f"what {saying.said.speaker} said"
        yield from (_shown(shelf, dispute, "statement", name) for dispute in saying.said.disputes)


def _shown(shelf: Shelf, dispute: Dispute, of: str, about: str, event: str = "") -> Disputed:
    sides = tuple(_words(shelf, side) for side in dispute.sides)
    claims = [shelf.claim_by_id[name] for side in dispute.sides for name in side.claims if name in shelf.claim_by_id]
    mask = shelf.shield.mask({claim.item for claim in claims}, claims)
    return Disputed(dispute=mask.of_dispute(dispute), of=of, about=mask(about), event=event, sides=sides)


def _words(shelf: Shelf, side: Side) -> tuple[Words, ...]:
    """Each sentence once, with the first page that has it."""
    found: dict[str, Words] = {}
    for name in side.claims:
        claim = shelf.claim_by_id.get(name)
        if claim is not None:
            sentence = shelf.sentence(claim)
            found.setdefault(sentence, Words(sentence=sentence, page=shelf.page_of(claim)))
    return tuple(found.values())
