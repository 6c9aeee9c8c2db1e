"""ecb: documents to sub-events. Coreference of given mentions needs anchors from outside and comes later."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.link import link


def pages(rows: Sequence[Row]) -> list[Page]:
    """The documents' characters alone: ids and topics give the answer away."""
    return [Page(key=row["id"], text=row["text"]) for row in rows]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """The story each document belongs to, by its longest item; documents without any event are compared too."""
    longest = {key: max(items, key=lambda one: one.end - one.start) for key, items in book.items.items() if items}
    told = [account for events in book.accounts.values() for found in events.values() for account in found]
    texts = {item.id: book.texts[key].content[item.start : item.end] for key in book.items for item in book.items[key]}
    linking = link(told, texts, items=list(longest.values()))
    home = {item: str(number) for number, group in enumerate(linking.stories) for item in group}
    return [
        {"id": row["id"], "subtopic": home.get(longest[row["id"]].id, f"none-{row['id']}"), "events": []}
        if row["id"] in longest
        else {"id": row["id"], "subtopic": f"none-{row['id']}", "events": []}
        for row in rows
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
