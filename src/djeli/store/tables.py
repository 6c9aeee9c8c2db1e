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
d_saying = Table(
    "d_saying",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", String, nullable=False, index=True),
    Column("last", String, nullable=False),
    Column("id", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("actors", String, nullable=False),
    Column("voices", String, nullable=False),
    Column("events", String, nullable=False),
    Column("body", Text, nullable=False),
)
"""Statements, each once however often it is told, with the one key of whoever makes it, the day of the last page, and
what lists are filtered by: ids of actors and events, and plain words of who speaks, each after a space."""
_LATEST = (d_saying.c.last.desc(), d_saying.c.id.desc())
saying_order = Index(
    "ix_d_saying_order",
    *_LATEST,
    *(d_saying.c[n] for n in ("stance", "speaker", "number", "actors", "voices", "events")),
)
saying_stance = Index("ix_d_saying_stance", d_saying.c.stance, *_LATEST)
saying_speaker = Index("ix_d_saying_speaker", d_saying.c.speaker)
d_telling = Table(
    "d_telling",
    metadata,
    Column("claim", String, primary_key=True),
    Column("saying", Integer, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("item", String, nullable=False, index=True),
    Column("document", String, nullable=False),
    Column("day", String, nullable=False),
    Column("quote", Text, nullable=False),
)
"""Claims that tell a statement, with the words said and the day of the page."""
telling_days = Index("ix_d_telling_day", d_telling.c.day, d_telling.c.saying)
d_part = Table(
    "d_part",
    metadata,
    *(Column(name, String, primary_key=True) for name in ("key", "of", "subject")),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("item", String, nullable=False),
)
"""Who takes part in events, statements and relations: ids of the actor table, or names in plain words; with the kind of
a party that no table knows, and the name as a page has it where a relation shows it to be a body's."""
part_of = Index("ix_d_part_subject", d_part.c.subject)
part_named = Index("ix_d_part_name", d_part.c.name, d_part.c.key, sqlite_where=d_part.c.name != "")
d_count = Table(
    "d_count",
    metadata,
    Column("key", String, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in ("events", "statements", "relations")),
)
"""In how many events, statements and relations each of them takes part."""
d_person = Table(
    "d_person",
    metadata,
    Column("claim", String, primary_key=True),
    Column("plain", String, nullable=False, index=True),
    *(Column(name, String, nullable=False) for name in ("name", "label", "role", "organisation", "reason")),
)
"""Persons as pages name them."""
ACTORS = (d_part, d_count, d_person)
LISTS: tuple[Table, ...] = (d_task, d_printed, d_credit, d_teller, d_dispute, d_saying, d_telling, *ACTORS)
d_kin = Table(
    "d_kin",
    metadata,
    Column("name", String, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What the next page of a large case is held against, as arrays. Not under the seal: it may lag behind the rows."""
