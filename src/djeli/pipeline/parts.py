"""Who takes part in what, as rows: in events, in statements, in relations; and persons as pages name them.

What a page says of who speaks and who stands in a relation rests on that page alone, so these rows are written with it
and never touched again; those of an event are written with the event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from djeli.fold.parties import BYSTANDERS
from djeli.pipeline.base import Kept
from djeli.records import Claim
from djeli.store import Changes, PartRow, PersonRow, View
from djeli.text.similarity import words
from djeli.values import Party, Person, Tie
from djeli.views import Event
from djeli.vocab import Relation

EVENT, SAID, TIE = "event", "said", "tie"
"""What one may take part in."""
PRESENT, PERSON = "present_in", "person"
TIES = (*(relation.value for relation in Relation), PRESENT)
"""Properties of claims that tell what holds of an actor, or happens to one."""
BODIES = frozenset(
    {
        Relation.MERGED_INTO,
        Relation.SPLIT_FROM,
        Relation.LED_BY,
        Relation.FOUNDED,
        Relation.DISBANDED,
        Relation.SPONSORED_BY,
        Relation.MANDATED_BY,
        Relation.EXTENDED_BY,
        Relation.HOSTED_BY,
    }
)
"""Relations whose subject is a body: a name outside the table may be listed by them, and by no other."""
PROPS = (*TIES, SAID, PERSON)
"""Properties of claims that these rows come of."""


def plain_name(name: str) -> str:
    """A name in plain words."""
    return " ".join(words(name))


def party_key(party: Party) -> str:
    """The id of a party in the actor table, or its name in plain words."""
    return party.actor or plain_name(party.name)


def ends_of(claim: Claim) -> tuple[str, str]:
    """Both ends of a relation, as actor ids or names in plain words; empty where the page names none."""
    value, subject = claim.parsed(), claim.subject
    one = plain_name(subject.removeprefix("name:")) if subject.startswith("name:") else subject
    return (one, value.actor or plain_name(value.name)) if isinstance(value, Tie) else (one, "")


def forms_of_persons(claims: Iterable[Claim]) -> dict[str, Person]:
    """Persons that claims of one item name, by every form of the name: the whole, and its last word."""
    found: dict[str, Person] = {}
    for claim in claims:
        person: Person = claim.parsed()
        parts = words(person.name)
        for form in (" ".join(parts), *parts[-1:]):
            found.setdefault(form, person)
    return found


def person_called(name: str, known: Mapping[str, Person]) -> Person | None:
    """The person of an item whom a name speaks of."""
    parts = words(name)
    whole = known.get(" ".join(parts))
    return whole or next((known[p] for p in reversed(parts) if p in known and p == words(known[p].name)[-1]), None)


def parts_of_events(events: Iterable[Event]) -> list[PartRow]:
    """Parties of events, each once by its key; with the kind of one that no table knows and that may be a body."""
    found: dict[tuple[str, str], str] = {}
    for event in events:
        for party in (one.party for one in event.participants):
            key = party_key(party)
            kind = "" if party.actor or party.kind in BYSTANDERS else party.kind.value
            if key and not found.get((key, event.id)):
                found[key, event.id] = kind
    return [PartRow(key=key, of=EVENT, subject=event, kind=kind) for (key, event), kind in found.items()]


def parts_of_claims(claims: Iterable[Claim]) -> tuple[list[PartRow], list[PersonRow]]:
    """Who speaks and who stands in relations, and persons, by claims of whole items."""
    items: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: (one.spans[0].start, one.id)):
        items[claim.item].append(claim)
    parts: dict[tuple[str, str, str], PartRow] = {}
    persons: list[PersonRow] = []
    for some in items.values():
        named = [claim for claim in some if claim.prop == PERSON]
        persons += map(_person, named)
        for row in _parts(some, forms_of_persons(named)):
            parts[row.key, row.of, row.subject] = row
    return list(parts.values()), persons


def _parts(claims: Sequence[Claim], known: Mapping[str, Person]) -> Iterator[PartRow]:
    for claim in claims:
        if claim.prop == SAID and claim.speaker is not None:
            speaker = claim.speaker
            person = person_called(speaker.name, known)
            for key in {speaker.actor, plain_name(person.name if person is not None else speaker.name)} - {""}:
                yield PartRow(key=key, of=SAID, subject=claim.id, item=claim.item)
        elif claim.prop in TIES:
            one, other = ends_of(claim)
            body = claim.subject.startswith("name:") and claim.prop in BODIES
            if other and other != one:
                yield PartRow(key=other, of=TIE, subject=claim.id, item=claim.item)
            if one:
                name = claim.subject.removeprefix("name:") if body else ""
                yield PartRow(key=one, of=TIE, subject=claim.id, item=claim.item, name=name)


def _person(claim: Claim) -> PersonRow:
    person: Person = claim.parsed()
    return PersonRow(
        claim=claim.id,
        plain=plain_name(person.name),
        name=person.name,
        label=person.label.value,
        role=person.role,
        organisation=person.organisation,
        reason=person.reason,
    )


def all_parts(view: View, base: Kept, events: Iterable[Event]) -> tuple[list[PartRow], list[PersonRow]]:
    """Of a whole case."""
    items = {item.id for item in base.items}
    parts, persons = parts_of_claims(claim for claim in view.claims(props=PROPS) if claim.item in items)
    return [*parts_of_events(events), *parts], persons


def with_parts(view: View, changes: Changes) -> Changes:
    """Changes with the parts that their events and new pages bring."""
    parts, persons = parts_of_claims(view.claims_in(changes.families.keys(), PROPS))
    return replace(changes, parts=[*parts_of_events(changes.events), *parts], persons=persons)
