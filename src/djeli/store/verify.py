"""`verify`: every row against its seal, every entry against the chain, every span against its text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text

from djeli.errors import IntegrityError
from djeli.store import chain, derived, originals, schema

_SEAL = 8  # bytes of one
_SPANS = {
    "report": (("anchor_start", "anchor_stop"), ("scope_start", "scope_stop")),
    "claim": (("start", "stop"),),
    "unresolved": (("start", "stop"),),
    "item": (("start", "stop"),),
}


def check_originals(connection: Connection, root: Path) -> Iterator[str]:
    """Re-hash what is kept; sentences about what is missing or changed."""
    for row in connection.execute(select(schema.original.c.id)):
        try:
            originals.read(root, row.id)
        except IntegrityError as error:
            yield str(error)


def check_rows(connection: Connection) -> Iterator[str]:
    """Re-seal every row, re-chain every entry."""
    seals: dict[int, dict[str, list[bytes]]] = defaultdict(lambda: defaultdict(list))
    for name, table in schema.KEPT.items():
        for row in connection.execute(select(table).order_by(table.c.k)).mappings():
            content = {key: value for key, value in row.items() if key not in ("k", "entry", "seal")}
            if chain.seal(content) != row["seal"]:
                yield f"{name} row {row['k']} was changed after it was written (its seal does not fit)"
            seals[row["entry"]][name].append(row["seal"])
    yield from _withdrawn(connection, seals)
    before = chain.START
    for row in connection.execute(select(schema.entry).order_by(schema.entry.c.k)).mappings():
        by_table = seals.pop(row["k"], {})
        found = chain.digest(value for name in schema.KEPT for value in by_table.get(name, ()))
        if found != row["digest"]:
            yield f"entry {row['k']} ({row['kind']} {row['subject']}): rows were added, removed or changed"
        header = {key: row[key] for key in ("kind", "subject", "method", "at", "digest")}
        if chain.link(before, **header) != row["chain"]:
            yield f"entry {row['k']} ({row['kind']} {row['subject']}): the chain is broken here"
        before = row["chain"]
    for number in sorted(seals):
        yield f"rows point to entry {number}, which is not there"


def _withdrawn(connection: Connection, seals: dict[int, dict[str, list[bytes]]]) -> Iterator[str]:
    """Add the seals of withdrawn rows; only a withdrawal in the chain may have taken them out."""
    named: set[int] = set()
    for row in connection.execute(select(schema.withdrawn.c.entries)):
        named.update(json.loads(row.entries))
    for row in connection.execute(select(schema.withheld)):
        if row.entry not in named:
            yield f"rows of entry {row.entry} were taken out, and no withdrawal speaks of it"
        found = [row.seals[at : at + _SEAL] for at in range(0, len(row.seals), _SEAL)]
        seals[row.entry][row.name].extend(found)


def check_spans(connection: Connection) -> Iterator[str]:
    """Every span lies in its text."""
    lengths: dict[bytes, int] = {}
    table = schema.text_table
    for row in connection.execute(select(table.c.id, table.c.content)):
        lengths[row.id] = len(row.content)
    texts = {row.id: row.text for row in connection.execute(select(schema.item.c.id, schema.item.c.text))}
    for name, pairs in _SPANS.items():
        for found in connection.execute(select(schema.KEPT[name])).mappings():
            length = lengths.get(found["text"] if "text" in found else texts.get(found["item"], b""), -1)
            for start, stop in _ranges(found, pairs):
                if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop <= length):
                    fault = f"span [{start}, {stop}) does not lie in its text of {length} characters"
                    yield f"{name} row {found['k']}: {fault}"


def _ranges(row: Any, pairs: tuple[tuple[str, str], ...]) -> Iterator[tuple[Any, Any]]:
    for start, stop in pairs:
        yield row[start], row[stop]
    if row.get("more"):
        try:
            yield from [(start, stop) for start, stop in json.loads(row["more"])]
        except (ValueError, TypeError, RecursionError):
            yield None, None  # no list of spans at all


def check_current(connection: Connection) -> Iterator[str]:
    """Of each subject the latest entry speaks; a row that points elsewhere, or is missing, hides a reading."""
    entry, now = schema.entry, schema.current
    latest = {
        (row.kind, row.subject): (row.k, row.method) for row in connection.execute(select(entry).order_by(entry.c.k))
    }
    found = {(row.kind, row.subject): (row.entry, row.method) for row in connection.execute(select(now))}
    for key in sorted(latest.keys() | found.keys()):
        if latest.get(key) != found.get(key):
            yield f"{key[0]} {key[1]}: its latest entry is not the one that is shown"


def check_derived(connection: Connection) -> Iterator[str]:
    """Events and what else is computed are as they were computed."""
    meta = schema.meta
    known = connection.execute(select(meta.c.value).where(meta.c.key == "derived_seal")).scalar()
    empty = connection.execute(select(func.count()).select_from(schema.d_event)).scalar_one() == 0
    if derived.seal(connection) != known and not (known is None and empty):
        yield "events, links or grades were changed after they were computed (their seal does not fit)"


def check_database(connection: Connection) -> Iterator[str]:
    """The database's own check of its pages."""
    if connection.dialect.name == "sqlite":
        for row in connection.execute(text("PRAGMA integrity_check")):
            if row[0] != "ok":
                yield f"the ledger file is damaged: {row[0]}"


def verify(connection: Connection, root: Path) -> list[str]:
    """Sentences about everything that is not as it was written; an empty list means all is well."""
    checks = (check_database(connection), check_originals(connection, root), check_rows(connection))
    more = (check_current(connection), check_spans(connection), check_derived(connection))
    return [fault for check in (*checks, *more) for fault in check]
