"""A case in one SQLite file: WAL, foreign schema untrusted, one writer at a time.

SQLAlchemy Core throughout, so that PostgreSQL can stand behind the same roles later.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from djeli.errors import CaseError
from djeli.store import schema
from djeli.store.made import Made
from djeli.store.until import hide_later
from djeli.store.view import SqlView
from djeli.store.write import SqlWriter

_WRITES = "djeli_writes"
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
    # A writer takes the write lock at once: upgrading later fails at once when another process wrote meanwhile.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _url(path: Path) -> URL:
    """Address of a ledger file. One in a folder that cannot be written is opened as it lies, to be looked at only."""
    log = path.with_name(path.name + "-wal")
    if path.exists() and not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size):
        return URL.create(
            "sqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "immutable": "1", "uri": "true"}
        )
    return URL.create("sqlite", database=str(path))


def _engine(path: Path | None) -> Engine:
    """Engine on a file, or in memory when there is none (a name of its own, shared by this store's connections)."""
    if path is None:
        name = f"file:djeli-{uuid.uuid4().hex}?mode=memory&cache=shared&uri=true"
        engine = create_engine(f"sqlite:///{name}", poolclass=NullPool)
    else:
        # Absolute, so that a later change of the working directory cannot lead to another ledger; as a URL's part,
        # so that ? and % in a folder's name are letters like any other.
        engine = create_engine(_url(path.absolute()), poolclass=NullPool)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


_REBUILT = tuple(f"INSERT INTO {name}({name}) VALUES('rebuild')" for name in ("d_words", "d_heard"))
_CURES = {
    "full": "the disk is full; make room and run again, nothing that was committed is lost",
    "disk I/O": "the disk is full or failing; make room and run again, nothing that was committed is lost",
    "readonly": "the case cannot be written; check the rights on its folder, or work on a copy",
    "unable to open": "the case cannot be opened; check that its folder is there and that you may write in it",
    "locked": "another program holds the ledger; wait until it has finished, then try again",
    "not a database": "not a readable SQLite ledger; restore the file from a backup, or make a new case and add the "
    "originals again",
}


def _fault(path: Path | None, error: DBAPIError) -> CaseError:
    """What the database said, as a sentence with its cure."""
    met = str(error.orig)
    cure = next((cure for sign, cure in _CURES.items() if sign in met), "the ledger cannot be used")
    return CaseError(f"{path or 'the ledger in memory'}: {cure} (the database says: {met})")


class SqlStore:
    """An open case in SQLite; `SqlStore(None)` lives in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._engine = _engine(path)
        self._made = Made()
        # A database in memory lives as long as a connection to it does.
        self._alive = self._engine.raw_connection() if path is None else None
        try:
            with self._engine.connect() as connection:
                if path is not None:
                    self._check(connection, path)
                before = after = schema.version(connection)
            if before < len(schema.MIGRATIONS):  # only then: looking into a case must not need the right to write
                with self._writing() as connection:
                    before, after = schema.migrate(connection)
        except DBAPIError as error:
            raise _fault(path, error) from error
        if before > len(schema.MIGRATIONS):
            raise CaseError(
                f"{path}: made by a newer Djeli (ledger version {before}, this one knows {after}); update Djeli"
            )

    @staticmethod
    def _check(connection: Connection, path: Path) -> None:
        """Refuse a damaged file, and one that holds code: a case may come from a stranger."""
        if path.stat().st_size < _CHECK_BELOW:
            verdict = connection.execute(text("PRAGMA quick_check(1)")).scalar()
            if verdict != "ok":
                raise CaseError(f"{path}: the ledger is damaged ({verdict}); restore it from a backup")
        code = connection.execute(
            text("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')")
        ).first()
        if code is not None:
            raise CaseError(
                f"{path}: the ledger holds a {code.type} called {code.name!r}, which Djeli never makes and which can "
                "change what is read or written; do not trust this file"
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._engine.connect() as connection, connection.execution_options(**{_WRITES: True}).begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[SqlWriter]:
        """One transaction; nothing is kept when the block raises.

        Raises:
            CaseError: the database cannot be written: disk full, read-only, locked for long, damaged.
        """
        try:
            with self._writing() as connection:
                writer = SqlWriter(connection)
                yield writer
                writer.flush()
        except DBAPIError as error:
            raise _fault(self._path, error) from error

    @contextmanager
    def reading(self, until: int | None = None) -> Iterator[SqlView]:
        """A consistent view; with `until` of rows up to that entry, beside derived rows of the present.

        Raises:
            CaseError: the database cannot be read.
        """
        try:
            with self._engine.connect() as connection:
                if until is not None:
                    hide_later(connection, until)
                yield SqlView(connection, self._made if until is None else Made())
        except DBAPIError as error:
            raise _fault(self._path, error) from error

    def tidy(self) -> None:
        """Write the ledger anew, so that nothing deleted is left in its files: pages, indexes of words, log.

        Raises:
            CaseError: the database cannot be written.
        """
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                assert raw is not None  # noqa: S101 - an open connection has one
                for step in (*_REBUILT, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.execute(step)
                    raw.commit()
        except DBAPIError as error:
            raise _fault(self._path, error) from error

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
