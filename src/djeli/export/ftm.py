"""FollowTheMoney: entities as JSON lines, and their statements as CSV with the words each value rests on.

Events, the actors that the actor table knows, places, and pages as articles. Only public bodies and groups become
entities: victims, witnesses and whoever is known by a word ("gunmen") stay words. A role is an UnknownLink between an
actor and an event: that is what is told, not what was found to be so, and the link says when it is denied or disputed.
FollowTheMoney's own library is not needed to write; tests read all of it back with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from djeli import phrases
from djeli.export.evidence import Source
from djeli.export.notes import disputes, harm
from djeli.export.sides import STATE
from djeli.export.table import flat
from djeli.resources.actors import load_actors
from djeli.resources.event_types import event_types
from djeli.values import Party, When, Where
from djeli.views import Event, Participant
from djeli.vocab import DisputeKind, Precision, Role

SCHEMA = "djeli-ftm/1"
_ID, _WHAT, _WHENCE = ("canonical_id", "entity_id"), ("prop", "prop_type", "schema", "value"), ("dataset", "origin")
STATEMENT = (*_ID, *_WHAT, *_WHENCE, "lang", "original_value", "external", "first_seen", "last_seen", "id")
"""Columns of a statement, in the order of the library."""
TYPES = {
    "name": "name",
    "startDate": "date",
    "endDate": "date",
    "date": "date",
    "location": "address",
    "country": "country",
    "involved": "entity",
    "summary": "text",
}
"""Properties whose statements go out with their words, and their types."""
_ROLES = frozenset({Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.PARTICIPANT})
_ABOUT_ROLE = frozenset({DisputeKind.RESPONSIBILITY, DisputeKind.DENIAL, DisputeKind.IDENTITY, DisputeKind.ROLE})


@dataclass(kw_only=True)
class Entity:
    """One entity: its id, schema and values."""

    id: str
    schema: str
    properties: dict[str, list[str]] = field(default_factory=dict)

    def line(self) -> str:
        """As a line of JSON."""
        kept = {name: values for name, values in self.properties.items() if values}
        row = {"id": self.id, "schema": self.schema, "properties": kept, "datasets": ["djeli"]}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def key(*parts: str) -> str:
    """A stable id of an entity."""
    return "djeli-" + hashlib.blake2b("\x00".join(parts).encode(), digest_size=12).hexdigest()


def dates(when: When | None) -> dict[str, list[str]]:
    """Days as far as they are known: a month or a year is a shorter date, a span has two ends."""
    if when is None:
        return {}
    if when.precision is Precision.YEAR:
        return {"date": [f"{when.start.year}"]}
    if when.precision is Precision.MONTH:
        return {"date": [f"{when.start:%Y-%m}"]}
    if when.start == when.end:
        return {"date": [when.start.isoformat()]}
    return {"startDate": [when.start.isoformat()], "endDate": [when.end.isoformat()]}


def event_entity(event: Event, where: str, pages: list[str]) -> Entity:
    """An event; `where` is the id of its place or empty, `pages` those of its articles."""
    kind = event_types().get(event.type)
    told = [] if event.modality.happened else [f"Told as {event.modality.value}, not as having happened."]
    told += ["Only mentioned in passing."] if event.background else []
    told += [f"Grade {phrases.grade(event.assessment.grade)}."] if event.assessment else []
    return Entity(
        id=key("event", event.id),
        schema="Event",
        properties={
            "name": [flat(event.title)],
            **dates(event.when),
            "location": [phrases.where(event.where)] if event.where else [],
            "country": [event.where.country.lower()] if event.where and len(event.where.country) == 2 else [],
            "addressEntity": [where] if where else [],
            "involved": list(dict.fromkeys(actor_key(one.party) for one in known(event))),
            "summary": [" ".join(harm(event))] if event.harm else [],
            "notes": [*told, *disputes(event)],
            "keywords": [kind.label["en"] if kind else event.type],
            "recordId": [event.id],
            "proof": pages,
        },
    )


def known(event: Event) -> list[Participant]:
    """Participants that the actor table knows."""
    return [one for one in event.participants if one.party.actor and one.role in _ROLES]


def actor_key(party: Party) -> str:
    """Id of an actor's entity."""
    return key("actor", party.actor)


def actor_entity(party: Party) -> Entity:
    """An actor as the actor table has it: a public body, or an organisation."""
    known = load_actors().get(party.actor)
    countries = [code.lower() for code in known.countries if len(code) == 2] if known else []
    return Entity(
        id=actor_key(party),
        schema="PublicBody" if party.kind in STATE else "Organization",
        properties={
            "name": [known.name if known else party.name],
            "alias": list(known.aliases) if known else [],
            "country": countries,
        },
    )


def role_entities(event: Event) -> Iterator[Entity]:
    """A link for each role an actor is told to have had, which says whether that is disputed."""
    doubt = [flat(one.reason) for one in event.disputes if one.kind in _ABOUT_ROLE]
    for one in known(event):
        yield Entity(
            id=key("role", event.id, one.role.value, one.party.actor),
            schema="UnknownLink",
            properties={
                "subject": [actor_key(one.party)],
                "object": [key("event", event.id)],
                "role": [f"told as {one.role.value}"],
                "status": ["disputed"] if doubt else [],
                "summary": doubt,
                "recordId": [event.id],
            },
        )


def place_entity(where: Where) -> Entity:
    """A place, with the coordinates where they are known."""
    return Entity(
        id=place_key(where),
        schema="Address",
        properties={
            "full": [phrases.where(where)],
            "country": [where.country.lower()] if len(where.country) == 2 else [],
            "region": [where.adm1] if where.adm1 else [],
            "latitude": [str(where.lat)] if where.lat is not None else [],
            "longitude": [str(where.lon)] if where.lon is not None else [],
            "remarks": [f"known as exactly as: {where.resolution.value}"],
        },
    )


def place_key(where: Where) -> str:
    """Id of a place's entity."""
    return key("place", where.name, where.country, where.adm1, where.resolution.value, str(where.lat), str(where.lon))


def article_entity(source: Source) -> Entity:
    """A page or one article of it."""
    web = source.address.startswith("http")
    return Entity(
        id=key("item", source.item),
        schema="Article",
        properties={
            "title": [source.headline] if source.headline else [],
            "publisher": [flat(source.outlet)] if source.outlet else [],
            "author": [flat(source.author)] if source.author else [],
            "publishedAt": [source.published[:10]] if source.published else [],
            "sourceUrl": [source.address] if web else [],
            "fileName": [] if web else [source.address],
        },
    )
