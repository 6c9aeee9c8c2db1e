"""geoparse: toponyms recognised and resolved (LGL, TR-News, GeoVirus, GeoWebNews)."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.pipeline.asking import places_in


def pages(rows: Sequence[Row]) -> list[Page]:
    """Title, text, date and host of the page."""
    return [Page(key=str(row["id"]), text=row["text"], title=row.get("title") or "") for row in rows]


_WITHOUT_NATIONS = frozenset({"geovirus"})
"""Corpora whose guidelines leave adjectives of nation ("Nigerian") unmarked; the others mark them."""


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """Toponyms of each page with their coordinates."""
    return [_answer(book, str(row["id"]), str(row.get("corpus", "")).lower() not in _WITHOUT_NATIONS) for row in rows]


def _answer(book: Book, key: str, nations: bool) -> Row:
    text = book.texts.get(key)
    if text is None:
        return {"id": key, "toponyms": []}
    found = places_in(text, book.items.get(key, []), book.case.settings, nations=nations)
    return {
        "id": key,
        "toponyms": [
            {"start": p.start, "end": p.end, "lat": p.where.lat, "lon": p.where.lon}
            if p.where is not None
            else {"start": p.start, "end": p.end, "lat": None, "lon": None}
            for p in found
        ],
    }


BENCH = Bench(
    name="geoparse",
    files="*.dev.jsonl",
    pages=pages,
    predict=predict,
    figures={
        "recognition F1": "exact.f1",
        "strict acc@161 km": "strict.acc161",
        "resolution acc@161 km": "resolution.acc161",
    },
)
