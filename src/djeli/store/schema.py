"""Tables of a case, and how an older case becomes a newer one.

Append-only tables use integer keys and hold spans inline. Every row of theirs belongs to one `entry`, carries a
`seal` (hash of its content), and entries are chained, so that a changed, added or removed row shows. Content may be
withdrawn later: the seal stays and the chain still holds.

Tables whose names start with `d_` are derived: they can be dropped and made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
)

from djeli.store import chain, indexed, leaving, names
from djeli.store.tables import LISTS, d_kin, d_saying, metadata

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

CONTENT_KINDS = ("original", "reading", "judgement", "withdrawal")
"""Entries that change what is derived; an original's may say which version of an address is the newest."""
entry = Table(
    "entry",
    metadata,
    Column("k", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("method", String, nullable=False),
    Column("at", String, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("chain", LargeBinary(16), nullable=False),
)

current = Table(
    "current",
    metadata,
    Column("kind", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("entry", Integer, nullable=False, index=True),
    Column("method", String, nullable=False),
)
"""Which entry of a kind speaks for a subject now. Follows from `entry` (the latest one) and is rebuilt from it."""

original = leaving.kept(
    "original",
    Column("id", String(64), nullable=False, unique=True),
    Column("media_type", String, nullable=False),
    Column("declared", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("host", String, nullable=False),
)
capture = leaving.kept(
    "capture",
    Column("document", String(64), nullable=False, index=True),
    Column("uri", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("method", String, nullable=False),
    Column("tool", String, nullable=False),
    Column("version", String, nullable=False),
    Column("custodian", String, nullable=False),
)
failure = leaving.kept(
    "failure",
    Column("original", String(64), nullable=False, index=True),
    Column("place", String, nullable=False),
    Column("message", String, nullable=False),
)
document = leaving.kept(
    "document",
    Column("id", String(64), nullable=False, index=True),
    Column("uri", String, nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("container", String(64), nullable=False, index=True),
    Column("member", String, nullable=False),
    Column("publisher_basis", String, nullable=False),
    Column("fields", Text, nullable=False),
)
text_table = leaving.kept(
    "text",
    Column("id", LargeBinary(16), nullable=False, index=True),
    Column("document", String(64), nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("encoding", String, nullable=False),
    Column("content", Text, nullable=False),
    Column("blocks", Text, nullable=False),
)
item = leaving.kept(
    "item",
    Column("id", LargeBinary(16), nullable=False, index=True),
    Column("text", LargeBinary(16), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("language", String, nullable=False),
    Column("header", Text, nullable=False),
)
report = leaving.kept(
    "report",
    Column("id", LargeBinary(16), nullable=False, index=True),
    Column("item", LargeBinary(16), nullable=False, index=True),
    Column("text", LargeBinary(16), nullable=False),
    Column("anchor_start", Integer, nullable=False),
    Column("anchor_stop", Integer, nullable=False),
    Column("scope_start", Integer, nullable=False),
    Column("scope_stop", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("background", Boolean, nullable=False),
)
claim = leaving.kept(
    "claim",
    Column("id", LargeBinary(16), nullable=False, index=True),
    Column("item", LargeBinary(16), nullable=False),
    Column("subject_kind", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("prop", String, nullable=False),
    Column("value", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("more", String, nullable=False),
    Column("speaker", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("phase", String, nullable=False),
    Column("valid", String, nullable=False),
    Column("method", String, nullable=False),
)
claim_by_property = Index("ix_claim_prop", claim.c.prop)
unresolved = leaving.kept(
    "unresolved",
    Column("item", LargeBinary(16), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
)
judgement = leaving.kept(
    "judgement",
    Column("id", LargeBinary(16), nullable=False, index=True),
    Column("left", String, nullable=False, index=True),
    Column("right", String, nullable=False, index=True),
    Column("verdict", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", String, nullable=False),
    Column("value", String, nullable=False),
    Column("seen", String, nullable=False),
)
minted = leaving.kept(
    "minted", Column("id", String, nullable=False, unique=True), Column("seed", String, nullable=False)
)
redirect = leaving.kept(
    "redirect", Column("old", String, nullable=False, index=True), Column("new", String, nullable=False)
)

withdrawn, handed, withheld = leaving.withdrawn, leaving.handed, leaving.withheld

KEPT: dict[str, Table] = {
    table.name: table
    for table in (
        original,
        capture,
        failure,
        document,
        text_table,
        item,
        report,
        claim,
        unresolved,
        judgement,
        minted,
        redirect,
        withdrawn,
        handed,
    )
}
"""Append-only tables, in the order in which rows of one entry are sealed."""

d_event = Table(
    "d_event",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("title", String, nullable=False),
    Column("start", String, index=True),
    Column("stop", String),
    Column("country", String, nullable=False, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("origins", Integer, nullable=False),
    Column("disputed", Boolean, nullable=False),
    Column("modality", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("grade", String, nullable=False),
    Column("view", Text, nullable=False),
)
event_facets = Index(
    "ix_d_event_facets",
    *(
        d_event.c[name]
        for name in ("start", "stop", "country", "type", "modality", "background", "disputed", "origins")
    ),
    *(d_event.c[name] for name in ("grade", "lat", "lon", "killed_low", "killed_best", "killed_high", "id", "title")),
)
d_member = Table(
    "d_member",
    metadata,
    Column("report", String, primary_key=True),
    Column("event", String, nullable=False, index=True),
)
d_link = Table(
    "d_link",
    metadata,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True, index=True),
    Column("probability", Float, nullable=False),
    Column("parts", Text, nullable=False),
)
d_family = Table(
    "d_family",
    metadata,
    Column("item", String, primary_key=True),
    Column("family", String, nullable=False, index=True),
    Column("containment", Float, nullable=False),
)
d_assessment = Table(
    "d_assessment",
    metadata,
    Column("subject", String, primary_key=True),
    Column("view", Text, nullable=False),
)
FIRST_DERIVED: tuple[Table, ...] = (d_event, d_member, d_link, d_family, d_assessment)

d_item = Table(
    "d_item",
    metadata,
    Column("item", String, primary_key=True),
    Column("document", String, nullable=False),
    Column("source", String, nullable=False, index=True),
    Column("outlet", String, nullable=False, index=True),
    Column("site", String, nullable=False, index=True),
    Column("day", String, nullable=False),
    Column("described", Boolean, nullable=False),
    Column("names", Text, nullable=False),
)
"""Items that events are computed from: where each stands, and the names in it that nothing else knows."""
d_group = Table(
    "d_group",
    metadata,
    Column("report", String, primary_key=True),
    Column("head", String, nullable=False, index=True),
)
"""Groups of linking by their smallest report, with reports that somebody judged to be no event."""
d_heir = Table("d_heir", metadata, Column("old", String, primary_key=True), Column("new", String, nullable=False))
"""Reports that no reading finds any more, and those that stand for them."""
d_body = Table(
    "d_body", metadata, Column("name", String, primary_key=True), Column("body", LargeBinary, nullable=False)
)
"""Arrays that linking keeps for itself."""
NEW_DERIVED = (d_item, d_group, d_heir, d_body)
d_name = Table("d_name", metadata, *(Column(name, String, primary_key=True) for name in ("kind", "name", "event")))
"""Names of places and parties of events, as filters compare them."""
name_by_event = Index("ix_d_name_event", d_name.c.event)
DERIVED: tuple[Table, ...] = (*FIRST_DERIVED, *NEW_DERIVED, d_name, *LISTS)


def _first(connection: Connection) -> None:
    """The tables of the first version, and the full-text index where the database has FTS5."""
    metadata.create_all(connection)
    indexed.create(connection)


def _by_property(connection: Connection) -> None:
    """An index on what claims say, so that statements, relations and figures are found among claims of events."""
    claim_by_property.create(connection, checkfirst=True)


def _by_rows(connection: Connection) -> None:
    """Derived rows that can be changed one by one: sealed by a sum, found by number in the words.

    Rows that don't fit their older seal get one that never fits, so that `verify` goes on saying so.
    """
    for table in NEW_DERIVED:
        table.create(connection, checkfirst=True)
    known = connection.execute(select(meta.c.value).where(meta.c.key == "derived_seal")).scalar()
    if known is None:
        return
    fits = chain.digest(chain.seal(row) for _, row in rows_of(connection, FIRST_DERIVED)).hex() == known
    if connection.dialect.name == "sqlite":
        indexed.renumber(connection)
    rows = rows_of(connection, (*FIRST_DERIVED, *NEW_DERIVED))
    total = sum(chain.weight(name, row) for name, row in rows) % chain.SUMS
    sealed = f"{total:064x}" if fits else "changed before the ledger was brought up to date"
    connection.execute(meta.update().where(meta.c.key == "derived_seal").values(value=sealed))


def rows_of(connection: Connection, tables: Sequence[Table]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All rows of tables, each with the table's name, and those of the indexes of words."""
    for table in tables:
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
            yield table.name, dict(row)
    yield from indexed.rows(connection, heard=d_saying in tables)


def _facets(connection: Connection) -> None:
    """One index that holds all that lists, maps and timelines of many events count, so that no wide row is read."""
    event_facets.create(connection, checkfirst=True)


def _by_names(connection: Connection) -> None:
    """Names that events are filtered by, so that no event is read to be filtered."""
    names.fill(connection, d_event, d_name, meta)


def _lists(connection: Connection) -> None:
    """Tables of lists that are not there yet; empty, and so of no weight, until events are computed anew."""
    metadata.create_all(connection, LISTS)


def _kin(connection: Connection) -> None:
    """Room for what the next page is held against."""
    d_kin.create(connection, checkfirst=True)


def _by_address(connection: Connection) -> None:
    """Pages are found by their address, as versions of one another are."""
    connection.execute(text("CREATE INDEX IF NOT EXISTS ix_document_uri ON document (uri)"))


def _withdrawal(connection: Connection) -> None:
    """Room for what was withdrawn, and for what was written for whom."""
    metadata.create_all(connection, [withdrawn, handed, withheld])


def _spoken(connection: Connection) -> None:
    """Tables of statements, empty until they are computed, and the index of their words."""
    metadata.create_all(connection, LISTS)
    indexed.create(connection)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first, _by_property, _by_rows, _facets,
    _by_names, _lists, _kin, _lists, _by_address, _withdrawal, _lists,
    _spoken, _lists)  # fmt: skip
"""Numbered by position; a case records how many it has had. Never edit one that was released: append."""


def version(connection: Connection) -> int:
    """How many migrations a case has had; 0 for an empty file."""
    if not inspect(connection).has_table(meta.name):
        return 0
    row = connection.execute(meta.select().where(meta.c.key == "schema")).first()
    return int(row.value) if row else 0


def migrate(connection: Connection) -> tuple[int, int]:
    """Bring the case up to date.

    Returns:
        Version before and after. A version above our own means the case was made by a newer Djeli; nothing is done.
    """
    meta.create(connection, checkfirst=True)
    before = version(connection)
    for number, step in enumerate(MIGRATIONS[before:], start=before + 1):
        step(connection)
        connection.execute(meta.delete().where(meta.c.key == "schema"))
        connection.execute(meta.insert().values(key="schema", value=str(number)))
    return before, max(before, len(MIGRATIONS))
