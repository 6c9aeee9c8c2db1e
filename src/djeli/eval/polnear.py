"""polnear: attributions with source, cue and content."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.extract.mentions import Attribution
from djeli.pipeline.asking import attributions_in


def pages(rows: Sequence[Row]) -> list[Page]:
    """Text and date of the page."""
    return [Page(key=row["id"], text=row["text"], date=row.get("date") or "") for row in rows]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """Attributions of each page."""
    return [_answer(book, row["id"]) for row in rows]


def _answer(book: Book, key: str) -> Row:
    text = book.texts.get(key)
    found = attributions_in(text, book.items.get(key, []), book.case.settings) if text is not None else []
    return {"id": key, "attributions": [_one(attribution) for attribution in found]}


def _one(found: Attribution) -> Row:
    return {
        "source": [list(found.source)] if found.source else [],
        "cue": [list(found.cue)],
        "content": [list(span) for span in found.content],
    }


BENCH = Bench(
    name="polnear",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    figures={"attribution F1": "attr.f1", "content overlap F1": "content_overlap.f1", "right source": "who_acc"},
)
