"""Append-only tables: how one is made, and those about what left the case and what was taken out of it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from djeli.store.tables import metadata


def kept(name: str, *columns: Column[object] | Index) -> Table:
    """An append-only table: key, entry, content, seal."""
    return Table(
        name,
        metadata,
        Column("k", Integer, primary_key=True),
        Column("entry", Integer, nullable=False, index=True),
        *columns,
        Column("seal", LargeBinary(8), nullable=False),
    )


withdrawn = kept(
    "withdrawn",
    Column("document", String(64), nullable=False, index=True),
    Column("reason", String, nullable=False),
    Column("by", String, nullable=False),
    Column("entries", Text, nullable=False),
)
"""Documents whose content was taken out, and the entries (JSON list of numbers) that lost rows by it."""
handed = kept(
    "handed",
    Column("form", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("place", String, nullable=False),
    Column("upto", Integer, nullable=False),
)
"""What was written for whom, where to, and the last entry it could know of."""
withheld = Table(
    "withheld",
    metadata,
    Column("entry", Integer, primary_key=True),
    Column("name", String, primary_key=True),
    Column("seals", LargeBinary, nullable=False),
)
"""Seals of rows whose content was withdrawn, run together: by them the chain still holds."""
