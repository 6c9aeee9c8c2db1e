"""What an open case keeps at hand: its decisions, which are only ever appended, and the numbers of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, select

from djeli.records import Judgement
from djeli.store import codec, schema


class Made:
    """Decisions in the order they were made, as far as they were read; one for all views of an open case."""

    def __init__(self) -> None:
        self._known: tuple[int, bytes, tuple[Judgement, ...]] = (0, b"", ())
        self._counts: tuple[int, Mapping[str, int]] = (-1, {})

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

    def counts(self, last: int, count: Callable[[], Mapping[str, int]]) -> Mapping[str, int]:
        """Numbers of rows up to an entry, counted when there is another."""
        if self._counts[0] != last:
            self._counts = last, count()
        return self._counts[1]
