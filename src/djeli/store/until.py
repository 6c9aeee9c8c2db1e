"""A case as its rows stood at an earlier entry: rows written later are hidden from one connection.

Nothing is copied. Names of tables are taken by temporary views of the same name, which this connection alone sees and
which go with it. Derived tables are not hidden: they speak of the present, and who looks back computes them anew.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from djeli.store import schema

_SHORT = (schema.original, schema.capture, schema.failure, schema.judgement, schema.minted, schema.redirect)
"""Tables that are read whole. Rows of readings are found through `current`, or by the entry they belong to."""


def hide_later(connection: Connection, entry: int) -> None:
    """From now on this connection sees entries up to this one only."""
    if connection.dialect.name != "sqlite":  # pragma: no cover - the only store there is
        raise NotImplementedError("looking back needs temporary views that take the place of tables")
    number = int(entry)
    latest = "SELECT kind, subject, max(k) AS entry, method FROM main.entry WHERE k <= :last GROUP BY kind, subject"
    connection.execute(text(f"CREATE TEMP TABLE current AS {latest}"), {"last": number})
    connection.execute(text("CREATE INDEX temp.ix_then_entry ON current (entry)"))
    connection.execute(text("CREATE INDEX temp.ix_then_subject ON current (kind, subject)"))
    connection.execute(text(f"CREATE TEMP VIEW entry AS SELECT * FROM main.entry WHERE k <= {number}"))  # noqa: S608
    for table in (*_SHORT, schema.report):
        name = table.name
        connection.execute(
            text(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE entry <= {number}")  # noqa: S608
        )
