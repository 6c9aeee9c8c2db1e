"""Taking content out of a case for good: rows go, their seals stay, so that the chain still holds.

Seals and chain are BLAKE2b over content: who has the content can show that it was there, who lacks it learns nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, Table, select, text

from djeli.store import schema
from djeli.store.near import batches

_OF_READING = ("document", "text", "item", "report", "claim", "unresolved")


def take_out(connection: Connection, documents: Collection[str], originals: Collection[str]) -> list[int]:
    """Remove everything that was kept of some documents and of the originals they came in.

    Returns:
        Numbers of the entries that lost rows.
    """
    connection.execute(text("PRAGMA secure_delete = ON"))
    readings = _entries(connection, "reading", documents)
    reports = _ids(connection, schema.report, readings)
    items = _ids(connection, schema.item, readings)
    lost: set[int] = set()
    for name in _OF_READING:
        lost |= _drop(connection, schema.KEPT[name], readings)
    came = _entries(connection, "original", originals)
    for table in (schema.original, schema.capture):
        lost |= _drop(connection, table, came)
    lost |= _drop(connection, schema.failure, _entries(connection, "failure", originals))
    named = reports | items | {f"item:{one}" for one in items} | set(documents)
    judged = schema.judgement
    about: set[int] = set()
    for part in batches(sorted(named)):
        for column in (judged.c.left, judged.c.right):
            about |= {row.entry for row in connection.execute(select(judged.c.entry).where(column.in_(part)))}
    lost |= _drop(connection, judged, about)
    return sorted(lost)


def _entries(connection: Connection, kind: str, subjects: Iterable[str]) -> set[int]:
    entry, found = schema.entry, set()
    for part in batches(sorted(subjects)):
        query = select(entry.c.k).where(entry.c.kind == kind, entry.c.subject.in_(part))
        found |= {row.k for row in connection.execute(query)}
    return found


def _ids(connection: Connection, table: Table, entries: Iterable[int]) -> set[str]:
    found: set[str] = set()
    for part in batches(sorted(entries)):
        found |= {row.id.hex() for row in connection.execute(select(table.c.id).where(table.c.entry.in_(part)))}
    return found


def _drop(connection: Connection, table: Table, entries: Iterable[int]) -> set[int]:
    """Delete all rows of a table in some entries; their seals stay, in their order."""
    kept: dict[int, list[bytes]] = defaultdict(list)
    for part in batches(sorted(entries)):
        query = select(table.c.entry, table.c.seal).where(table.c.entry.in_(part)).order_by(table.c.k)
        for row in connection.execute(query):
            kept[row.entry].append(row.seal)
        connection.execute(table.delete().where(table.c.entry.in_(part)))
    rows = [{"entry": number, "name": table.name, "seals": b"".join(seals)} for number, seals in kept.items()]
    if rows:
        connection.execute(schema.withheld.insert(), rows)
    return set(kept)
