"""Everything that accounts of a case disagree about, in one list.

Of events, relations, figures, quotations, and persons told dead and alive, or in two roles, on whatever pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli import wording
from djeli.fold.fates import Telling, persons
from djeli.ledger.asking import member
from djeli.ledger.shelf import Shelf
from djeli.records import Claim, Span, Text
from djeli.store import View
from djeli.text.similarity import words
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind

EVENT, OTHER = "event", "other"
OF = (EVENT, "relation", "figure", "statement", "person")
"""What a dispute can be about."""
ASKED = (*OF, OTHER)
"""What a list of disputes can be of; the last: everything but events."""
_AT_ONCE = 200


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


def of_events(view: View, text: Callable[[str], Text], named: Sequence[tuple[str, str]]) -> Iterator[Disputed]:
    """Disputes by their events and ids, in the order given; only what these rest on is read."""
    for start in range(0, len(named), _AT_ONCE):
        yield from _of_some(view, text, named[start : start + _AT_ONCE])


def _of_some(view: View, text: Callable[[str], Text], named: Sequence[tuple[str, str]]) -> Iterator[Disputed]:
    events = {one.id: one for one in view.named(dict.fromkeys(event for event, _ in named))}
    wanted = {dispute for _, dispute in named}
    found = {one.id: (one, event) for event in events.values() for one in event.disputes if one.id in wanted}
    names = {name for one, _ in found.values() for side in one.sides for name in side.claims}
    reports = {report for event in events.values() for report in event.reports}
    claims: dict[str, Claim] = {}
    for account in view.accounts(reports) if reports else ():
        told = (*account.claims.values(), account.said)
        claims |= {claim.id: claim for some in told for claim in some if claim.id in names}
    shelf = Shelf(view, text, within={claim.item for claim in claims.values()})
    for _, name in named:
        if name in found:
            one, event = found[name]
            yield _shown(shelf, claims, one, EVENT, event.title, event=event.id)


def others(shelf: Shelf) -> list[Disputed]:
    """Disputes that are not of an event: of relations, then of figures, statements, persons."""
    return list({one.dispute.id: one for one in (*_all(shelf), *_of_persons(shelf))}.values())


def thing_of(of: str) -> str:
    """What a list of disputes is asked to be about; empty where nobody said so.

    Raises:
        NotFound: there is no such thing.
    """
    return member(of, ASKED, "thing to disagree about:")


def kind_of(kind: str) -> str:
    """A kind of dispute, however it is written.

    Raises:
        NotFound: no such kind.
    """
    return member(kind, [one.value for one in DisputeKind], "kind of dispute")


def fitting(found: Iterable[Disputed], *, of: str, kind: str, text: str) -> list[Disputed]:
    """Disputes about one thing, of one kind, in whose words all words of the text stand, or begin so."""
    asked = words(text)
    return [
        one
        for one in found
        if of in ("", OTHER, one.of) and kind in ("", one.dispute.kind.value) and _holds(one, asked)
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
    known = shelf.claim_by_id
    for bond in shelf.bonds:
        row = bond.bond
        name = f"{row.subject_name} {wording.tie(row.relation.value, row.other_name, role=row.role)}".strip()
        yield from (_shown(shelf, known, dispute, "relation", name) for dispute in row.disputes)
    for figure in shelf.figures:
        name = f"{wording.KINDS[figure.view.figure.figure]}: {figure.view.figure.holder}".rstrip(": ")
        yield from (_shown(shelf, known, dispute, "figure", name) for dispute in figure.disputes)
    for saying in shelf.sayings:
        name = f"what {saying.said.speaker} said"
        yield from (_shown(shelf, known, dispute, "statement", name) for dispute in saying.said.disputes)


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


def _shown(
    shelf: Shelf, known: Mapping[str, Claim], dispute: Dispute, of: str, about: str, *, event: str = ""
) -> Disputed:
    sides = tuple(_words(shelf, known, side) for side in dispute.sides)
    claims = [known[name] for side in dispute.sides for name in side.claims if name in known]
    mask = shelf.shield.mask({claim.item for claim in claims}, claims)
    return Disputed(dispute=mask.of_dispute(dispute), of=of, about=mask(about), event=event, sides=sides)


def _words(shelf: Shelf, known: Mapping[str, Claim], side: Side) -> tuple[Words, ...]:
    """Each sentence once, with the first page that has it."""
    found: dict[str, Words] = {}
    for name in side.claims:
        claim = known.get(name)
        if claim is not None:
            sentence = shelf.sentence(claim)
            found.setdefault(sentence, Words(sentence=sentence, page=shelf.page_of(claim), span=claim.spans[0]))
    return tuple(found.values())
