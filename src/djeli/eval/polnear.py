"""polnear: attributions with source, cue and content.

The set marks who says what on the page, and as a rule not what those quoted say that others said: a cue inside
another's words is left out here, and kept in the ledger, where chains of speakers matter.
"""

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
    return {"id": key, "attributions": [_one(attribution) for attribution in outermost(found)]}


def outermost(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose cue stands in nobody else's words."""
    said = [(part, one) for one in found for part in one.content]
    return [
        one for one in found if not any(low <= one.cue[0] and one.cue[1] <= high for (low, high), o in said if o != one)
    ]


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
