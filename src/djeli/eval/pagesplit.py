"""pagesplit: glued pages into items with title, publisher and date."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.records import Field


def pages(rows: Sequence[Row]) -> list[Page]:
    """The pages' characters alone."""
    return [Page(key=row["id"], text=row["text"]) for row in rows]


def _value(field: Field | None, length: int | None = None) -> str | None:
    return field.value[:length] if field is not None and field.span is not None else None


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """Items of each page."""
    return [
        {
            "id": row["id"],
            "items": [
                {
                    "start": item.start,
                    "end": item.end,
                    "title": _value(item.title),
                    "publisher": _value(item.publisher),
                    "date": _value(item.published, 10),
                }
                for item in book.items.get(row["id"], [])
            ],
        }
        for row in rows
    ]


BENCH = Bench(
    name="pagesplit",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    figures={
        "boundary F1": "boundary.f1",
        "item F1": "item.f1",
        "title": "title",
        "publisher": "publisher",
        "date": "date",
    },
)
