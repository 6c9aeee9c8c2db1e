"""ecb: documents to sub-events. Coreference of given mentions needs anchors from outside and comes later."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page


def pages(rows: Sequence[Row]) -> list[Page]:
    """The documents' characters alone: ids and topics give the answer away."""
    return [Page(key=row["id"], text=row["text"]) for row in rows]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """The main event of each document as its cluster; a document without events stands alone."""
    return [
        {"id": row["id"], "subtopic": book.principal(row["id"]) or f"none-{row['id']}", "events": []} for row in rows
    ]


def arguments(gold: Path, predictions: Path) -> list[str]:
    """The scorer's document mode."""
    return ["--ecb", str(gold), str(predictions), "--docs"]


BENCH = Bench(
    name="ecb",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    arguments=arguments,
    figures={"documents to sub-events B3": "b3.2", "pair F1": "pair.2"},
    not_yet=("event coreference of given mentions, CoNLL",),
)
