"""Reading one page of a case, or a screenful of its pages: rows by what they belong to, never all of a table's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from djeli.listing import Told
from djeli.records import Capture, Claim, Document, Span
from djeli.store import codec, schema
from djeli.store.near import SqlNear, batches, current
from djeli.store.rows import Failure

_GRADED = 12  # items of one page whose grades a list shows, at most


class SqlLeaf(SqlNear):
    """Reads for the reader and the list of pages."""

    def outline(self, text: str) -> list[tuple[str, int, int]]:
        """Id, start and end of every item of a text, in the order they stand in it."""
        table = schema.item
        rows = self._rows(self._current(table).where(table.c.text == bytes.fromhex(text)))
        return sorted(((row["id"].hex(), row["start"], row["stop"]) for row in rows), key=lambda one: one[1:])

    def claims_by(self, items: Iterable[str]) -> Iterator[Claim]:
        """All claims made in some items, whatever they are about."""
        table, texts, packed = schema.claim, self._texts_of_items, [bytes.fromhex(one) for one in items]
        entries = self._entries(one.hex() for one in packed)
        homes = texts(packed)
        for part in batches(packed):
            query = self._current(table).where(table.c.entry.in_(entries), table.c.item.in_(part))
            yield from (codec.to_claim(row, homes[row["item"]]) for row in self._rows(query))

    def unknown_names(self) -> Iterator[tuple[str, str, Span]]:
        """Words that look like places and were found nowhere, with their item and where they stand."""
        table, body = schema.unresolved, schema.text_table
        said = func.substr(body.c.content, table.c.start + 1, table.c.stop - table.c.start).label("said")
        columns = (said, table.c.item, body.c.id.label("body"), table.c.start, table.c.stop)
        query = select(*columns).join(body, body.c.entry == table.c.entry).where(current(table)).order_by(table.c.k)
        for row in self._rows(query):
            yield row["said"], row["item"].hex(), Span(row["body"].hex(), row["start"], row["stop"])

    def text_of(self, documents: Iterable[str]) -> Mapping[str, str]:
        """Document -> id of the text that its current reading made of it."""
        table = schema.text_table
        base = select(table.c.document, table.c.id).where(current(table))
        parts = (base.where(table.c.document.in_(part)) for part in batches(documents))
        return {row["document"]: row["id"].hex() for part in parts for row in self._rows(part)}

    def same_addresses(self, documents: Iterable[str]) -> tuple[list[Document], list[Capture]]:
        """All documents that stood at the addresses of some, and how the bytes of all these came, in order of time."""
        own = list(self.documents(documents))
        captures = self._named(select(schema.capture), schema.capture.c.document, {d.container or d.id for d in own})
        uris = {row["uri"] for row in captures} | {d.uri for d in own}
        near = self._named(select(schema.capture), schema.capture.c.uri, uris)
        found = {d.id: d for d in self.documents({row["document"] for row in near})}
        members = self._named(self._current(schema.document), schema.document.c.uri, uris)
        found |= {d.id: d for d in (*own, *map(codec.to_document, members))}
        sources = {d.container or d.id for d in found.values()}
        rows = self._named(select(schema.capture), schema.capture.c.document, sources)
        return list(found.values()), [codec.to_capture(row) for row in rows]

    def leaf_page(self, words: str, offset: int, limit: int) -> tuple[int, list[Document]]:
        """How many documents hold the words in their address, title or publisher, and some, the last read first."""
        now, query = schema.current, self._fitting(words).order_by(schema.document.c.k.desc())
        if words.split():  # every document must be looked into, so once for the count and the page
            fitting = [row["k"] for row in self._rows(query)]
            count, keys = len(fitting), fitting[offset : offset + limit]
        else:
            whole = select(func.count()).select_from(now).where(now.c.kind == "reading")
            count = int(self._connection.execute(whole).scalar_one())
            keys = [row["k"] for row in self._rows(query.offset(offset).limit(limit))]
        rows = self._named(select(schema.document), schema.document.c.k, keys)
        return count, [codec.to_document(row) for row in reversed(rows)]

    @staticmethod
    def _fitting(words: str) -> Select[tuple[int]]:
        """Keys of current documents; every word must stand in the address or in what the page says of itself."""
        table, item = schema.document, schema.item
        query = select(table.c.k).where(current(table))
        for word in words.split():
            inside = select(item.c.k).where(item.c.entry == table.c.entry, _holds(item.c.header, word)).exists()
            query = query.where(or_(_holds(table.c.uri, word), _holds(table.c.fields, word), inside))
        return query

    def told(self, documents: Sequence[str]) -> Mapping[str, Told]:
        """Document -> how many items it has, the events they tell of, and its first items."""
        now, found = schema.current, {}
        entries: dict[int, str] = {}
        base = select(now.c.subject, now.c.entry).where(now.c.kind == "reading")
        for part in batches(documents):
            entries |= {row["entry"]: row["subject"] for row in self._rows(base.where(now.c.subject.in_(part)))}
        events = self._events_in(entries)
        for entry, document in entries.items():
            item = schema.item
            head = select(item.c.id).where(item.c.entry == entry).order_by(item.c.start).limit(_GRADED)
            count = select(func.count()).where(item.c.entry == entry)
            found[document] = Told(
                items=int(self._connection.execute(count).scalar_one()),
                first=tuple(row.id.hex() for row in self._connection.execute(head)),
                events=tuple(events.get(entry, ())),
            )
        return found

    def _events_in(self, entries: Iterable[int]) -> Mapping[int, list[str]]:
        report, member = schema.report, schema.d_member
        joined = report.join(member, member.c.report == func.lower(func.hex(report.c.id)))
        base = select(report.c.entry, member.c.event).select_from(joined).distinct()
        found: dict[int, list[str]] = defaultdict(list)
        for part in batches(entries):
            for row in self._connection.execute(base.where(report.c.entry.in_(part)).order_by(member.c.event)):
                found[row.entry].append(row.event)
        return found

    def members(self, originals: Iterable[str]) -> list[str]:
        """Documents that some originals are, or hold."""
        table = schema.document
        base = self._current(table).with_only_columns(table.c.id)
        parts = (base.where(or_(table.c.id.in_(part), table.c.container.in_(part))) for part in batches(originals))
        return list(dict.fromkeys(row["id"] for part in parts for row in self._rows(part)))

    def failure_page(self, words: str, offset: int, limit: int) -> tuple[int, list[Failure]]:
        """How many inputs could not be read whose place or fault holds the words, and some of them, newest first."""
        table = schema.failure
        tests = (or_(_holds(table.c.place, word), _holds(table.c.message, word)) for word in words.split())
        fits = and_(true(), *tests)
        count = self._connection.execute(select(func.count()).select_from(table).where(fits)).scalar_one()
        rows = self._rows(select(table).where(fits).order_by(table.c.k.desc()).offset(offset).limit(limit))
        return int(count), [Failure(original=r["original"], place=r["place"], message=r["message"]) for r in rows]


def _holds(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    """Whether a column holds a word; the database folds the case of ASCII only, so others are tried in each case."""
    forms = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.contains(form, autoescape=True) for form in sorted(forms)))
