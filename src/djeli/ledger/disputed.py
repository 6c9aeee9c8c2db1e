"""Everything that accounts of a case disagree about, in one list.

Of events, relations, figures, quotations, and persons told dead and alive, or in two roles, on whatever pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from djeli import wording
from djeli.fold.fates import Telling, persons
from djeli.ledger.asking import member
from djeli.ledger.shelf import Shelf
from djeli.records import Span
from djeli.text.similarity import words
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind

OF = ("event", "relation", "figure", "statement", "person")
"""What a dispute can be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The sentence one claim of a side stands in, the page it is on, and where its own words stand there."""

    sentence: str
    page: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """A dispute, what it is about in words, and the words of each side in their order, each once.

    `of` is event, relation, figure, statement or person; `event` is the id of the event, else empty.
    """

    dispute: Dispute
    of: str
    about: str
    event: str
    sides: tuple[tuple[Words, ...], ...]


def disputed(shelf: Shelf) -> list[Disputed]:
    """All disputes of a case: of events as they are listed, then of relations, figures, statements, persons."""
    found = {one.dispute.id: one for one in (*_all(shelf), *_of_persons(shelf))}
    return list(found.values())


def fitting(found: Iterable[Disputed], *, of: str, kind: str, text: str) -> list[Disputed]:
    """Disputes about one kind of thing, of one kind, in whose words all words of the text stand.

    Raises:
        NotFound: no such kind.
    """
    about = member(of, OF, "thing to disagree about:")
    wanted = member(kind, [one.value for one in DisputeKind], "kind of dispute")
    asked = words(text)
    return [
        one
        for one in found
        if (not about or one.of == about) and (not wanted or one.dispute.kind.value == wanted) and _holds(one, asked)
    ]


def _holds(one: Disputed, asked: list[str]) -> bool:
    """Whether every word, or its beginning, stands in what is told of the dispute."""
    if not asked:
        return True
    sides = (f"{side.value} {' '.join(side.speakers)}" for side in one.dispute.sides)
    quotes = (f"{each.sentence} {each.page}" for side in one.sides for each in side)
    told = words(" ".join((one.about, one.event, one.dispute.reason, *sides, *quotes)))
    return all(any(other.startswith(word) for other in told) for word in asked)


def _all(shelf: Shelf) -> Iterator[Disputed]:
    for event in shelf.disputed:
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


def _of_persons(shelf: Shelf) -> Iterator[Disputed]:
    """Disputes over persons whom a page shows in a public role; private persons have no entry of their own."""
    for one in persons(_tellings(shelf)):
        sides = tuple(
            tuple(
                Words(sentence=words, page=shelf.page_of_item(item), span=shelf.at(item, words)) for words, item in told
            )
            for told in one.sentences
        )
        yield Disputed(dispute=one.dispute, of="person", about=one.name, event="", sides=sides)


def _tellings(shelf: Shelf) -> Iterator[Telling]:
    """What each page tells of each public person, with what they say on it."""
    public = shelf.public
    spoken: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    known = list(shelf.claim_by_id.values())
    for claim in known:
        if claim.prop == "said" and claim.speaker is not None:
            key = (claim.item, " ".join(words(claim.speaker.name)))
            spoken[key].append((claim.id, shelf.sentence(claim)))
    for claim in known:
        name = claim.parsed().name if claim.prop == "person" else ""
        plain = " ".join(words(name))
        if plain and plain in public:
            item = shelf.items[claim.item]
            yield Telling(
                name=name,
                claim=claim.id,
                item=claim.item,
                text=shelf.story(claim.item),
                page=item.published.value[:10] if item.published else "",
                family=shelf.families.get(claim.item, (claim.item, 0.0))[0],
                voice=item.publisher.value if item.publisher else "the text itself",
                spoken=tuple(sorted(spoken[claim.item, plain])),
            )


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
            found.setdefault(sentence, Words(sentence=sentence, page=shelf.page_of(claim), span=claim.spans[0]))
    return tuple(found.values())
