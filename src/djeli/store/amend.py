"""Some derived rows become others; the seal over all of them follows, at the price of these rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Executable, Table, and_, or_, select, text

from djeli.store import chain, derived, indexed, parts, schema
from djeli.store.rows import Changes
from djeli.store.tables import (
    d_count,
    d_credit,
    d_dispute,
    d_part,
    d_person,
    d_printed,
    d_saying,
    d_task,
    d_teller,
    d_telling,
)

_BATCH = 400


class Amending:
    """Replaces rows inside an open transaction, and keeps the sum of their weights."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        meta = schema.meta
        known = connection.execute(select(meta.c.value).where(meta.c.key == "derived_seal")).scalar() or ""
        # A case whose rows were changed behind its back has a seal that does not fit, and goes on having one.
        self._known = known
        self._moved = 0

    def amend(self, changes: Changes) -> str:
        """Write them. Returns the seal."""
        gone = sorted({*changes.gone, *(event.id for event in changes.events)})
        self._drop(schema.d_event, [{"id": name} for name in gone])
        self._drop(schema.d_assessment, [{"subject": name} for name in gone])
        for column in (schema.d_member.c.event, schema.d_name.c.event, d_teller.c.event, d_dispute.c.event):
            self._drop_of(column, gone)
        self._drop_of(d_task.c.event, sorted(changes.asked))
        self._drop_of(d_task.c.other, sorted({*changes.asked} - {""}))
        self._put(schema.d_event, [derived.event_row(event) for event in changes.events])
        self._put(schema.d_member, derived.member_rows(changes.events))
        self._put(schema.d_name, derived.name_rows(changes.events))
        self._put(schema.d_assessment, derived.graded_rows(changes.assessments))
        self._put(schema.d_group, derived.group_rows(changes.groups))
        self._put(schema.d_item, [derived.page_row(page) for page in changes.pages])
        self._put(schema.d_family, derived.family_rows(changes.families))
        self._drop(schema.d_link, [{"left": left, "right": right} for left, right in changes.unlinked])
        self._put(schema.d_link, [derived.link_row(link) for link in changes.links])
        self._put(schema.d_body, derived.body_rows(changes.bodies))
        self._put(d_task, derived.task_rows(changes.tasks))
        self._put(d_printed, derived.printed_rows(changes.pages))
        self._drop_of(d_credit.c.item, [page.item for page in changes.pages])
        self._put(d_credit, derived.credit_rows(changes.pages))
        self._put(d_teller, derived.teller_rows(changes.tellers))
        self._put(d_dispute, derived.dispute_rows(changes.disputes))
        self._drop(d_saying, [{"number": number} for number in sorted(changes.unsaid)])
        self._put(d_saying, derived.saying_rows(changes.sayings))
        self._put(d_telling, derived.telling_rows(changes.sayings))
        self._parts(gone, changes)
        if self._connection.dialect.name == "sqlite":
            self._words(gone, changes.words)
            self._heard(changes.unsaid, derived.heard_rows(changes.sayings))
        return self._sealed()

    def _parts(self, gone: Sequence[str], changes: Changes) -> None:
        """Who takes part in what, and how often those do of whom that becomes otherwise."""
        rows, keys = derived.part_rows(changes.parts), {one.key for one in changes.parts}
        for start in range(0, len(gone), _BATCH):
            query = select(d_part.c.key).where(d_part.c.subject.in_(gone[start : start + _BATCH]))
            keys |= set(self._connection.execute(query).scalars())
        self._drop_of(d_part.c.subject, gone)
        self._put(d_part, rows)
        self._put(d_person, derived.person_rows(changes.persons))
        self._drop(d_count, [{"key": key} for key in sorted(keys)])
        self._put(d_count, parts.counts(self._connection, keys))

    def _sealed(self) -> str:
        try:
            before = int(self._known, 16)
        except ValueError:  # a seal that never fits stays one
            return self._known
        return f"{(before + self._moved) % chain.SUMS:064x}"

    def _weigh(self, name: str, rows: Iterable[Mapping[str, Any]], sign: int) -> None:
        self._moved += sign * sum(chain.weight(name, row) for row in rows)

    def _found(self, query: Executable, at: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query, at or {}).mappings()]

    def _drop(self, table: Table, keys: Sequence[Mapping[str, Any]]) -> None:
        for start in range(0, len(keys), _BATCH):
            self._drop_where(table, _named(table, keys[start : start + _BATCH]))

    def _drop_where(self, table: Table, wanted: ColumnElement[bool]) -> None:
        self._weigh(table.name, self._found(select(table).where(wanted)), -1)
        self._connection.execute(table.delete().where(wanted))

    def _drop_of(self, column: Column[Any], names: Sequence[str]) -> None:
        for start in range(0, len(names), _BATCH):
            self._drop_where(column.table, column.in_(names[start : start + _BATCH]))

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows by their keys, whatever stood there. They are weighed as the database gives them back."""
        if not rows:
            return
        self._drop(table, rows)
        self._connection.execute(table.insert(), list(rows))
        for start in range(0, len(rows), _BATCH):
            wanted = _named(table, rows[start : start + _BATCH])
            self._weigh(table.name, self._found(select(table).where(wanted)), 1)

    def _words(self, gone: Sequence[str], found: Mapping[str, str]) -> None:
        for name in sorted({*gone, *found}):
            at = {"number": indexed.word_row(name)}
            self._weigh("d_words", self._found(text(_WORDS_AT), at), -1)
            self._connection.execute(text("DELETE FROM d_words WHERE rowid = :number"), at)
        rows = derived.word_rows(found)
        if rows:
            self._connection.execute(text(indexed.NEW_WORDS), rows)
            self._weigh("d_words", ({"event": row["event"], "body": row["body"]} for row in rows), 1)

    def _heard(self, gone: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> None:
        for number in sorted({*gone, *(row["number"] for row in rows)}):
            at = {"number": number}
            self._weigh("d_heard", self._found(text(f"{indexed.HEARD} WHERE rowid = :number"), at), -1)
            self._connection.execute(text("DELETE FROM d_heard WHERE rowid = :number"), at)
        if rows:
            self._connection.execute(text(indexed.NEW_HEARD), list(rows))
            self._weigh("d_heard", rows, 1)


_WORDS_AT = "SELECT event, body FROM d_words WHERE rowid = :number"


def _named(table: Table, rows: Sequence[Mapping[str, Any]]) -> ColumnElement[bool]:
    """Rows of these keys."""
    columns = list(table.primary_key.columns)
    if len(columns) == 1:
        return columns[0].in_([row[columns[0].name] for row in rows])
    return or_(*(and_(*(column == row[column.name] for column in columns)) for row in rows))
