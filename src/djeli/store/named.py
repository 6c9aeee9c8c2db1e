"""Reading who is named in a case, and words of texts by number, without building the records they stand in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, func, or_, select, text

from djeli.errors import NotFound
from djeli.records import Span
from djeli.store import schema
from djeli.store.leaf import SqlLeaf
from djeli.store.near import current
from djeli.store.rows import HandedOut, Withdrawn

_PUBLISHED = re.compile(r'"published":\["(\d{4}-\d\d-\d\d)')
_PERSONAL = ('"kind":"person"', '"addressee":"', '"holder":"')
_ROWS = 5000
_TEXT = 32
"""Digits of a text's id; ids of events are shorter."""
_CONTENT = text("SELECT content FROM text WHERE id = :id LIMIT 1")


class SqlNamed(SqlLeaf):
    """Reads for what leaves the case."""

    def values(self, props: Sequence[str], holding: str = "") -> Iterator[str]:
        """Values of current claims of some properties, each once; with `holding` those that hold these characters."""
        table = schema.claim
        query = select(table.c.value).where(current(table), table.c.prop.in_(props)).distinct()
        if holding:
            query = query.where(table.c.value.contains(holding, autoescape=True))
        return (row["value"] for row in self._rows(query))

    def speakers(self) -> Iterator[str]:
        """Speakers of current claims as they are kept, each once."""
        table = schema.claim
        query = select(table.c.speaker).where(current(table), table.c.speaker != "").distinct()
        return (row["speaker"] for row in self._rows(query))

    def authors(self) -> Iterator[str]:
        """Authors that pages or suppliers name."""
        for table, column in ((schema.item, schema.item.c.header), (schema.document, schema.document.c.fields)):
            query = select(column.label("kept")).where(current(table), column.contains('"author":['))
            yield from {json.loads(row["kept"])["author"][0] for row in self._rows(query)}

    def naming(self) -> Iterator[tuple[str, str]]:
        """Id and words of current claims that may name a person: in value, speaker or subject."""
        table = schema.claim
        telling = (table.c.value.contains(sign, autoescape=True) for sign in _PERSONAL)
        query = select(table.c.id, table.c.value, table.c.speaker, table.c.subject).where(
            current(table),
            or_(table.c.prop == "person", table.c.speaker != "", table.c.subject.startswith("name:"), *telling),
        )
        for row in self._connection.execute(query):
            yield row.id.hex(), f"{row.value} {row.speaker} {row.subject}"

    def days(self) -> tuple[dict[str, str], dict[str, str]]:
        """ISO days that items and documents say they are of; a document that says none has the day it first came."""
        took = select(schema.capture.c.document, func.min(schema.capture.c.at)).group_by(schema.capture.c.document)
        came = {name: at[:10] for name, at in self._connection.execute(took)}
        of_items: dict[str, str] = {}
        of_documents: dict[str, str] = {}
        table: Table = schema.item
        for name, header in self._connection.execute(select(table.c.id, table.c.header).where(current(table))):
            if found := _PUBLISHED.search(header):
                of_items[name.hex()] = found[1]
        table = schema.document
        query = select(table.c.id, table.c.container, table.c.fields).where(current(table))
        for name, container, fields in self._connection.execute(query):
            found = _PUBLISHED.search(fields)
            day = found[1] if found else came.get(container or name, "")
            if day:
                of_documents[name] = day
        return of_items, of_documents

    def contents(self) -> Iterator[tuple[str, str]]:
        """Id and characters of every text, in the order they were read."""
        table = schema.text_table
        query = select(table.c.id, table.c.content).where(current(table)).order_by(table.c.k)
        return ((row.id.hex(), row.content) for row in self._connection.execution_options(yield_per=500).execute(query))

    def characters(self) -> int:
        """How many characters all texts have."""
        return int(self._connection.execute(select(func.sum(func.length(schema.text_table.c.content)))).scalar() or 0)

    def withdrawn(self) -> list[Withdrawn]:
        """Documents whose content was taken out, in the order it was."""
        gone, entry = schema.withdrawn, schema.entry
        query = select(gone.c.document, gone.c.reason, gone.c.by, entry.c.at, entry.c.method.label("traces"))
        rows = self._rows(query.where(gone.c.entry == entry.c.k).order_by(gone.c.k))
        return [_withdrawn(row["traces"].split(), row) for row in rows]

    def handed(self, document: str = "") -> list[HandedOut]:
        """What was written for whom; with `document` what was written since it came into the case."""
        gone, entry = schema.handed, schema.entry
        query = select(gone.c.form, gone.c.audience, gone.c.place, entry.c.at).where(gone.c.entry == entry.c.k)
        if document:
            came = select(func.min(entry.c.k)).where(entry.c.subject == document, entry.c.kind == "reading")
            query = query.where(gone.c.upto >= came.scalar_subquery())
        return [HandedOut(**row) for row in self._rows(query.order_by(gone.c.k))]

    def content(self, text: str) -> str:
        """The characters of a text.

        Raises:
            NotFound: no text has that id.
        """
        found = self._connection.execute(_CONTENT, {"id": bytes.fromhex(text)}).scalar()
        if found is None:
            raise NotFound(f"no text {text} in this case")
        return str(found)

    def grades(self) -> Iterator[tuple[str, str]]:
        """Subject of every assessment with its grade; the reasons are not read."""
        kept = schema.d_assessment
        pair = (func.json_extract(kept.c.view, f"$.{name}") for name in ("reliability", "credibility"))
        for part in self._connection.execute(select(kept.c.subject, *pair)).partitions(_ROWS):
            yield from ((subject, f"{source}{information}") for subject, source, information in part)

    def scopes(self) -> Iterator[tuple[str, str]]:
        """Id of every report with the words it is told in; no whole text is read into memory for it."""
        report, home = schema.report, schema.text_table
        length = report.c.scope_stop - report.c.scope_start
        words = func.substr(home.c.content, report.c.scope_start + 1, length)
        joined = report.join(home, (home.c.id == report.c.text) & (home.c.entry == report.c.entry))
        query = select(report.c.id, words).select_from(joined).where(current(report))
        for part in self._connection.execute(query).partitions(_ROWS):
            yield from ((name.hex(), told) for name, told in part)

    def claim_spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Id of every claim with the spans of its words; nothing else of it is read."""
        table, texts = schema.claim, self._texts_of_items()
        query = select(table.c.id, table.c.item, table.c.start, table.c.stop, table.c.more).where(current(table))
        for part in self._connection.execute(query).partitions(_ROWS):
            for name, item, start, stop, more in part:
                home = texts[item]
                rest = (Span(home, a, b) for a, b in json.loads(more)) if more else ()
                yield name.hex(), (Span(home, start, stop), *rest)

    def homes(self) -> dict[str, str]:
        """Text -> its document, of all current readings."""
        return dict(self._text_homes(None))


def _withdrawn(traces: Sequence[str], row: Mapping[str, Any]) -> Withdrawn:
    told = {name: row[name] for name in ("document", "reason", "by", "at")}
    texts = tuple(one for one in traces if len(one) == _TEXT)
    return Withdrawn(**told, texts=texts, events=tuple(one for one in traces if len(one) != _TEXT))
