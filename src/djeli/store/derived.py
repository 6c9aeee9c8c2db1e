"""Derived tables: dropped and written anew, never the truth."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, text

from djeli.errors import IntegrityError
from djeli.store import chain, schema
from djeli.store.base import Derived
from djeli.store.codec import compact
from djeli.viewcodec import build, plain
from djeli.views import Event, Link, Part
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


def seal(connection: Connection) -> bytes:
    """16 bytes over all derived rows, to see later that nobody else wrote to them."""
    queries: list[Any] = [select(table).order_by(*table.primary_key.columns) for table in schema.DERIVED]
    if connection.dialect.name == "sqlite":
        queries.append(text("SELECT event, body FROM d_words ORDER BY event"))
    return chain.digest(chain.seal(dict(row)) for query in queries for row in connection.execute(query).mappings())


def _insert(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def replace(connection: Connection, found: Derived) -> None:
    """Write all derived tables anew, inside the open transaction."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    _insert(connection, schema.d_event, [event_row(event) for event in found.events])
    members = [{"report": report, "event": event.id} for event in found.events for report in event.reports]
    _insert(connection, schema.d_member, members)
    _insert(connection, schema.d_link, [link_row(link) for link in found.links])
    families = [{"item": i, "family": f, "containment": share} for i, (f, share) in found.families.items()]
    _insert(connection, schema.d_family, families)
    graded = [{"subject": a.subject, "view": compact(plain(a))} for a in found.assessments]
    _insert(connection, schema.d_assessment, graded)
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM d_words"))
        words = [{"event": event, "body": body} for event, body in found.words.items()]
        if words:
            connection.execute(text("INSERT INTO d_words (event, body) VALUES (:event, :body)"), words)
