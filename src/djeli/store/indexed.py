"""Full-text indexes beside the derived tables, where the database has FTS5: an index finds its rows by number only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

WORDS = "SELECT event, body FROM d_words ORDER BY event"
NEW_WORDS = "INSERT INTO d_words (rowid, event, body) VALUES (:number, :event, :body)"
HEARD = "SELECT rowid AS number, quotes, told FROM d_heard"
NEW_HEARD = "INSERT INTO d_heard (rowid, quotes, told) VALUES (:number, :quotes, :told)"
_WORDS = "CREATE VIRTUAL TABLE IF NOT EXISTS d_words USING fts5(event UNINDEXED, body, tokenize='unicode61')"
_HEARD = "CREATE VIRTUAL TABLE IF NOT EXISTS d_heard USING fts5(quotes, told, tokenize='unicode61')"


def create(connection: Connection) -> None:
    """The indexes, where the database has them: of the words of events, and of those of statements."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(_WORDS))
        connection.execute(text(_HEARD))


def rows(connection: Connection, *, heard: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """All rows of the index of events, and those of the one of statements, each with the name of its index."""
    if connection.dialect.name == "sqlite":
        for name, query in (("d_words", WORDS), *((("d_heard", f"{HEARD} ORDER BY rowid"),) if heard else ())):
            yield from ((name, dict(row)) for row in connection.execute(text(query)).mappings())


def word_row(event: str) -> int:
    """The row of the words of an event."""
    data = event.encode()
    if len(data) < 8:
        return int.from_bytes(b"\x01" + data, "big")
    return 1 << 62 | int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 2


def renumber(connection: Connection) -> None:
    """Give rows of the index of events their numbers."""
    if connection.dialect.name != "sqlite":
        return
    words = [dict(row) for row in connection.execute(text(WORDS)).mappings()]
    connection.execute(text("DELETE FROM d_words"))
    if words:
        connection.execute(text(NEW_WORDS), [{**row, "number": word_row(row["event"])} for row in words])
