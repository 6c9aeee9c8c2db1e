"""FollowTheMoney's two files: entities, each once, and the statements of events with the words they rest on."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from djeli.bundle import Bundle
from djeli.export import ftm
from djeli.export.evidence import Evidence
from djeli.export.ftm import STATEMENT, TYPES, Entity
from djeli.export.manifest import write_manifest
from djeli.export.table import cell, flat
from djeli.views import Event


class Entities:
    """Writes entities, each once."""

    def __init__(self, stream: TextIO) -> None:
        """`stream`: where the lines go."""
        self._stream, self._seen = stream, set[str]()
        self.count = 0

    def write(self, name: str, make: Any, *of: Any) -> str:
        """Write the entity that `make` makes, unless that name was written; returns the name."""
        if name not in self._seen:
            self._seen.add(name)
            self._stream.write(make(*of).line())
            self.count += 1
        return name

    def event(self, event: Event, evidence: Evidence) -> Entity:
        """Write an event with all it refers to."""
        place = self.write(ftm.place_key(event.where), ftm.place_entity, event.where) if event.where else ""
        pages = [self.write(ftm.key("item", s.item), ftm.article_entity, s) for s in evidence.sources(event)]
        for one in ftm.known(event):
            self.write(ftm.actor_key(one.party), ftm.actor_entity, one.party)
        found = ftm.event_entity(event, place, pages)
        self.write(found.id, lambda: found)
        for role in ftm.role_entities(event):
            self.write(role.id, lambda: role)  # noqa: B023 - called at once
        return found


def statements(bundle: Bundle, event: Event, entity: Entity) -> Iterator[list[str]]:
    """Rows of an event: one for each page that tells a value, with its words and where they stand."""
    told: list[tuple[str, str, Iterable[str]]] = [
        *((name, value, event.when_claims) for name in ("date", "startDate", "endDate") for value in _of(entity, name)),
        *((name, value, event.where_claims) for name in ("location", "country") for value in _of(entity, name)),
        *(("involved", ftm.actor_key(one.party), one.claims) for one in ftm.known(event)),
        *(("summary", value, _harm_claims(event)) for value in _of(entity, "summary")),
    ]
    for prop, value, claims in told:
        seen: set[tuple[str, str]] = set()
        for span in bundle.spans_of(claims):
            document = bundle.document_of_text.get(span.text, "")
            if (prop, document) in seen:
                continue
            seen.add((prop, document))
            origin = f"djeli:{document}#char={span.start},{span.end}"
            yield _statement(entity, (prop, value), document, origin=origin, words=bundle.quote(span))
    for document in event.documents[:1]:
        yield _statement(entity, ("name", entity.properties["name"][0]), document)


def _statement(
    entity: Entity, told: tuple[str, str], document: str, *, origin: str = "djeli", words: str = ""
) -> list[str]:
    """One row; its id is made as the library makes it. `told` is a property and its value."""
    prop, value = told
    made = hashlib.sha1(f"{document}.{entity.id}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
    row = (entity.id, entity.id, prop, TYPES[prop], entity.schema, value, document, origin, "", flat(words))
    return [*map(cell, row), "f", "", "", made]


def _of(entity: Entity, name: str) -> list[str]:
    return entity.properties.get(name, [])


def _harm_claims(event: Event) -> list[str]:
    return [claim for estimate in event.harm.values() for claim in estimate.claims]


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `entities.ftm.json` (JSON lines), `statements.csv` and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, beside, evidence, count = out / "entities.ftm.json", out / "statements.csv", Evidence(bundle), 0
    with path.open("w", encoding="utf-8") as lines, beside.open("w", encoding="utf-8", newline="") as stream:
        writer, entities = csv.writer(stream, dialect=csv.unix_dialect, quoting=csv.QUOTE_MINIMAL), Entities(lines)
        writer.writerow(STATEMENT)
        for event in bundle.events:
            for row in statements(bundle, event, entities.event(event, evidence)):
                writer.writerow(row)
                count += 1
    return write_manifest(bundle, out, ftm.SCHEMA, {path: entities.count, beside: count})
