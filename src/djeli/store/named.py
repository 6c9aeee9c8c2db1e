"""Reading who is named in a case, and words of texts by number, without building the records they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import select, text

from djeli.errors import NotFound
from djeli.records import Span
from djeli.store import schema
from djeli.store.leaf import SqlLeaf
from djeli.store.near import current

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

    def content(self, text: str) -> str:
        """The characters of a text.

        Raises:
            NotFound: no text has that id.
        """
        found = self._connection.execute(_CONTENT, {"id": bytes.fromhex(text)}).scalar()
        if found is None:
            raise NotFound(f"no text {text} in this case")
        return str(found)

    def claim_spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Id of every claim with the spans of its words; nothing else of it is read."""
        table, texts = schema.claim, self._texts_of_items()
        query = select(table.c.id, table.c.item, table.c.start, table.c.stop, table.c.more).where(current(table))
        for name, item, start, stop, more in self._connection.execute(query):
            home = texts[item]
            rest = (Span(home, a, b) for a, b in json.loads(more)) if more else ()
            yield name.hex(), (Span(home, start, stop), *rest)

    def homes(self) -> dict[str, str]:
        """Text -> its document, of all current readings."""
        return dict(self._text_homes(None))
