"""Derived tables: dropped and written anew, never the truth. `amend` changes some of their rows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from djeli.errors import IntegrityError
from djeli.store import chain, indexed, names, parts, schema
from djeli.store.codec import compact
from djeli.store.rows import Derived, DisputeRow, Page, PartRow, PersonRow, SayingRow, TaskRow, Teller
from djeli.store.tables import (
    d_count,
    d_credit,
    d_dispute,
    d_part,
    d_person,
    d_printed,
    d_saying,
    d_task,
    d_teller,
    d_telling,
)
from djeli.viewcodec import build, plain
from djeli.views import Assessment, Event, Link, Part
from djeli.vocab import Harm

_LARGEST = 2**63 - 1


def _fits(count: int | None) -> int | None:
    """The count, or None where a page wrote a number no database column holds; the view keeps it as written."""
    return count if count is not None and count <= _LARGEST else None


def event_row(event: Event) -> dict[str, Any]:
    """The narrow columns that filters use, and the whole view as JSON."""
    killed = event.harm.get(Harm.KILLED)
    return {
        "id": event.id,
        "type": event.type,
        "title": event.title,
        "start": event.when.start.isoformat() if event.when else None,
        "stop": event.when.end.isoformat() if event.when else None,
        "country": event.where.country if event.where else "",
        "lat": event.where.lat if event.where else None,
        "lon": event.where.lon if event.where else None,
        "killed_low": _fits(killed.low) if killed else None,
        "killed_best": _fits(killed.best) if killed else None,
        "killed_high": _fits(killed.high) if killed else None,
        "origins": event.origins_held,
        "disputed": bool(event.disputes),
        "modality": event.modality.value,
        "background": event.background,
        "grade": event.assessment.grade if event.assessment else "",
        "view": compact(plain(event)),
    }


def event_of(row: Any) -> Event:
    """Event of a row of `d_event`."""
    try:
        event: Event = build(Event, json.loads(row.view))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IntegrityError(
            f"event {row.id!r} cannot be read from the ledger ({type(error).__name__}: {error}); 'djeli verify' says "
            "what was changed; restore the case from a backup"
        ) from error
    return event


def link_row(link: Link) -> dict[str, Any]:
    """Row of a Link."""
    parts = compact(plain(link.parts))
    return {"left": link.left, "right": link.right, "probability": link.probability, "parts": parts}


def link_of(row: Any) -> Link:
    """Link of a row."""
    parts = tuple(build(Part, raw) for raw in json.loads(row.parts))
    return Link(left=row.left, right=row.right, probability=row.probability, parts=parts)


def page_row(page: Page) -> dict[str, Any]:
    """Row of a Page."""
    row = {name: getattr(page, name) for name in ("item", "document", "source", "outlet", "site", "day", "described")}
    return row | {"names": compact(page.names)}


def page_of(row: Any) -> Page:
    """Page of a row."""
    fields = {name: row[name] for name in ("item", "document", "source", "outlet", "site", "day", "described")}
    return Page(**fields, names=tuple(json.loads(row["names"])))


def task_rows(tasks: Iterable[TaskRow]) -> list[dict[str, Any]]:
    """Rows of questions."""
    return [dataclasses.asdict(task) for task in tasks]


def printed_rows(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Rows of items by who published them."""
    return [
        {"item": page.item, "document": page.document}
        | {name: getattr(page.printed, name) for name in ("publisher", "basis", "outlet", "day")}
        for page in pages
        if page.printed is not None
    ]


def credit_rows(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Rows of outlets that items name as their origin."""
    known = ((page.item, page.printed) for page in pages if page.printed is not None)
    return [{"outlet": key, "item": item, "name": name} for item, told in known for key, name in told.credits.items()]


def teller_rows(tellers: Iterable[Teller]) -> list[dict[str, Any]]:
    """Rows of publishers of events."""
    return [dataclasses.asdict(one) for one in tellers]


def dispute_rows(found: Iterable[DisputeRow]) -> list[dict[str, Any]]:
    """Rows of disputes of events."""
    return [dataclasses.asdict(one) for one in found]


def saying_rows(found: Iterable[SayingRow]) -> list[dict[str, Any]]:
    """Rows of statements."""
    return [{name: getattr(one, name) for name in d_saying.c.keys()} for one in found]  # noqa: SIM118


def telling_rows(found: Iterable[SayingRow]) -> list[dict[str, Any]]:
    """Rows of the claims that tell statements."""
    return [{**told._asdict(), "saying": one.number, "key": one.key} for one in found for told in one.tellings]


def part_rows(found: Iterable[PartRow]) -> list[dict[str, Any]]:
    """Rows of who takes part in what."""
    return [{name: getattr(one, name) for name in PartRow.__slots__} for one in found]


def person_rows(found: Iterable[PersonRow]) -> list[dict[str, Any]]:
    """Rows of persons."""
    return [one._asdict() for one in found]


def heard_rows(found: Iterable[SayingRow]) -> list[dict[str, Any]]:
    """Words of statements, each with the number of its row."""
    return [{"number": one.number, "quotes": one.quotes, "told": one.told} for one in found]


def group_rows(groups: Iterable[Sequence[str]]) -> list[dict[str, Any]]:
    """Reports with the smallest of their group."""
    return [{"report": report, "head": min(group)} for group in groups for report in group]


def member_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Reports with their event."""
    return [{"report": report, "event": event.id} for event in events for report in event.reports]


def name_rows(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Names that events are filtered by."""
    found: list[dict[str, Any]] = []
    for event in events:
        at = event.where
        places = (at.name, at.adm1, at.adm2, at.country_name) if at else ()
        found += names.rows(event.id, places, ((one.party.name, one.party.actor) for one in event.participants))
    return found


def graded_rows(found: Iterable[Assessment]) -> list[dict[str, Any]]:
    """Rows of assessments."""
    return [{"subject": one.subject, "view": compact(plain(one))} for one in found]


def family_rows(found: Mapping[str, tuple[str, float]]) -> list[dict[str, Any]]:
    """Items with their family."""
    return [{"item": i, "family": family, "containment": share} for i, (family, share) in found.items()]


def body_rows(found: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Arrays by name."""
    return [{"name": name, "body": body} for name, body in found.items()]


def word_rows(found: Mapping[str, str]) -> list[dict[str, Any]]:
    """Words of events, each with the number of its row."""
    return [{"number": indexed.word_row(event), "event": event, "body": body} for event, body in found.items()]


def seal(connection: Connection) -> str:
    """The sum over all derived rows, to see later that nobody else wrote to them."""
    rows = schema.rows_of(connection, schema.DERIVED)
    return f"{sum(chain.weight(name, row) for name, row in rows) % chain.SUMS:064x}"


def _insert(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def replace(connection: Connection, found: Derived) -> None:
    """Write all derived tables anew, inside the open transaction."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    _insert(connection, schema.d_event, [event_row(event) for event in found.events])
    _insert(connection, schema.d_member, member_rows(found.events))
    _insert(connection, schema.d_name, name_rows(found.events))
    _insert(connection, schema.d_link, [link_row(link) for link in found.links])
    _insert(connection, schema.d_family, family_rows(found.families))
    _insert(connection, schema.d_assessment, graded_rows(found.assessments))
    _insert(connection, schema.d_item, [page_row(page) for page in found.pages])
    _insert(connection, schema.d_group, group_rows(found.groups))
    _insert(connection, schema.d_heir, [{"old": old, "new": new} for old, new in found.heirs.items()])
    _insert(connection, schema.d_body, body_rows(found.bodies))
    _insert(connection, d_task, task_rows(found.tasks))
    _insert(connection, d_printed, printed_rows(found.pages))
    _insert(connection, d_credit, credit_rows(found.pages))
    _insert(connection, d_teller, teller_rows(found.tellers))
    _insert(connection, d_dispute, dispute_rows(found.disputes))
    _insert(connection, d_saying, saying_rows(found.sayings))
    _insert(connection, d_telling, telling_rows(found.sayings))
    _insert(connection, d_part, part_rows(found.parts))
    _insert(connection, d_person, person_rows(found.persons))
    _insert(connection, d_count, parts.counts(connection))
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM d_words"))
        if found.words:
            connection.execute(text(indexed.NEW_WORDS), word_rows(found.words))
        connection.execute(text("DELETE FROM d_heard"))
        if found.sayings:
            connection.execute(text(indexed.NEW_HEARD), heard_rows(found.sayings))
