"""A case in one SQLite file: WAL, foreign schema untrusted, one writer at a time.

SQLAlchemy Core throughout, so that PostgreSQL can stand behind the same roles later.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from djeli.errors import CaseError
from djeli.store import schema
from djeli.store.view import SqlView
from djeli.store.write import SqlWriter

_CHECK_BELOW = 64 * 1024 * 1024  # bytes; larger files are checked by `verify`, opening stays quick


def _configure(connection: Any, _record: object) -> None:
    """Per connection: durable and quick, and no code from the file's schema is run."""
    connection.isolation_level = None  # SQLAlchemy's own BEGIN below; sqlite3 would begin too late
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "busy_timeout = 10000",
        "cache_size = -65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _engine(path: Path | None) -> Engine:
    """Engine on a file, or in memory when there is none (a name of its own, shared by this store's connections)."""
    if path is None:
        name = f"file:djeli-{uuid.uuid4().hex}?mode=memory&cache=shared&uri=true"
        engine = create_engine(f"sqlite:///{name}", poolclass=NullPool)
    else:
        engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


class SqlStore:
    """An open case in SQLite; `SqlStore(None)` lives in memory."""

    def __init__(self, path: Path | None) -> None:
        self._engine = _engine(path)
        # A database in memory lives as long as a connection to it does.
        self._alive = self._engine.raw_connection() if path is None else None
        try:
            with self._engine.begin() as connection:
                if path is not None and path.stat().st_size < _CHECK_BELOW:
                    self._quick_check(connection, path)
                before, after = schema.migrate(connection)
        except DatabaseError as error:
            raise CaseError(
                f"{path}: not a readable SQLite ledger ({error.orig}); restore the file from a backup, or make a new "
                "case and add the originals again"
            ) from error
        if before > len(schema.MIGRATIONS):
            raise CaseError(
                f"{path}: made by a newer Djeli (ledger version {before}, this one knows {after}); update Djeli"
            )

    @staticmethod
    def _quick_check(connection: Any, path: Path) -> None:
        verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar()
        if verdict != "ok":
            raise CaseError(f"{path}: the ledger is damaged ({verdict}); restore it from a backup")

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """One transaction; nothing is kept when the block raises."""
        with self._engine.begin() as connection:
            writer = SqlWriter(connection)
            yield writer
            writer.flush()

    @contextmanager
    def reading(self) -> Iterator[SqlView]:
        """A consistent view."""
        with self._engine.connect() as connection:
            yield SqlView(connection)

    def close(self) -> None:
        """Let go of the database."""
        if self._alive is not None:
            self._alive.close()
        self._engine.dispose()


def open_sqlite(path: Path) -> SqlStore:
    """A case's ledger file; made when missing."""
    return SqlStore(path)


def open_memory(_path: Path) -> SqlStore:
    """The same in memory, for trying out and for tests."""
    return SqlStore(None)
