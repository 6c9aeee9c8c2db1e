"""neardup: copies of one text against independent reports of one event."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page


def pages(rows: Sequence[Row]) -> list[Page]:
    """The documents' characters alone: their ids give the answer away."""
    return [Page(key=row["id"], text=row["text"]) for row in rows]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """The text family of each document."""
    return [{"id": row["id"], "family": book.families.get(row["id"], row["id"])} for row in rows]


BENCH = Bench(
    name="neardup",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    figures={"pair F1": "f1", "same-event pairs merged": "false_merges_same_event"},
)
