"""Derived tables of lists: one narrow row for each thing listed, with what it is filtered and ordered by."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

d_task = Table(
    "d_task",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("risk", Float, nullable=False),
    Column("event", String, nullable=False, index=True),
    Column("other", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)
"""Questions nobody answered yet, with the event each is about, and the second one where it is about two."""
_ORDER = (d_task.c.risk.desc(), d_task.c.id)
task_order = Index("ix_d_task_order", *_ORDER, d_task.c.kind)
task_kinds = Index("ix_d_task_kind", d_task.c.kind, *_ORDER)
LISTS: tuple[Table, ...] = (d_task,)
d_kin = Table(
    "d_kin",
    metadata,
    Column("name", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What the next page of a large case is held against, as arrays. Not under the seal: it may lag behind the rows."""
