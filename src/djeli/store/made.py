"""Decisions of a case, kept at hand: rows are only ever appended, so each is read once however often all are needed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from djeli.records import Judgement
from djeli.store import codec, schema


class Made:
    """Decisions in the order they were made, as far as they were read; one for all views of an open case."""

    def __init__(self) -> None:
        self._known: tuple[int, bytes, tuple[Judgement, ...]] = (0, b"", ())

    def seen_by(self, connection: Connection) -> Sequence[Judgement]:
        """All that a connection's transaction sees."""
        table = schema.judgement
        last, seal, rows = self._known
        # A view opened before the last row, or a ledger put in place of another, has no such row: all is read again.
        if last and connection.execute(select(table.c.seal).where(table.c.k == last)).scalar() != seal:
            last, seal, rows = 0, b"", ()
        more = connection.execute(select(table).where(table.c.k > last).order_by(table.c.k)).mappings().all()
        if more:
            rows = (*rows, *(codec.to_judgement(dict(row)) for row in more))
            last, seal = more[-1]["k"], more[-1]["seal"]
        self._known = last, seal, rows
        return rows
