"""Derived tables of lists: one narrow row for each thing listed, with what it is filtered and ordered by."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, MetaData, String, Table, Text

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
d_printed = Table(
    "d_printed",
    metadata,
    Column("item", String, primary_key=True),
    Column("document", String, nullable=False),
    Column("publisher", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("outlet", String, nullable=False),
    Column("day", String, nullable=False),
)
"""Items by who published them; `outlet` is one key for all names of an outlet."""
printed_by = Index("ix_d_printed_by", *(d_printed.c[name] for name in ("publisher", "basis", "document")))
printed_on = Index("ix_d_printed_on", d_printed.c.publisher, d_printed.c.day, d_printed.c.item)
d_credit = Table(
    "d_credit",
    metadata,
    Column("outlet", String, primary_key=True),
    Column("item", String, primary_key=True, index=True),
    Column("name", String, nullable=False),
)
"""Outlets that items name as their origin."""
d_teller = Table(
    "d_teller",
    metadata,
    Column("publisher", String, primary_key=True),
    Column("event", String, primary_key=True, index=True),
    Column("alone", Boolean, nullable=False),
    Column("sided", Boolean, nullable=False),
)
"""Whose pages tell of an event: whether nobody else's do, and whether its words are a side of a dispute there."""
d_dispute = Table(
    "d_dispute",
    metadata,
    Column("id", String, primary_key=True),
    Column("event", String, nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("start", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("words", Text, nullable=False),
)
"""What accounts of an event disagree about: which of its disputes it is, when the event began, and the words of what is
told of it in plain form, each after a space."""
_NEWEST = (d_dispute.c.start.desc(), d_dispute.c.event, d_dispute.c.place)
dispute_order = Index("ix_d_dispute_order", *_NEWEST, d_dispute.c.kind, d_dispute.c.id)
dispute_kinds = Index("ix_d_dispute_kind", d_dispute.c.kind, *_NEWEST, d_dispute.c.id)
LISTS: tuple[Table, ...] = (d_task, d_printed, d_credit, d_teller, d_dispute)
d_kin = Table(
    "d_kin",
    metadata,
    Column("name", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What the next page of a large case is held against, as arrays. Not under the seal: it may lag behind the rows."""
