"""ecb: documents to sub-events, and given mentions to events.

Mentions enter as anchors: where they stand, under numbers. Their chains, topics and sub-topics stay outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from djeli.anchors import Anchor, Mention
from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.pipeline.anchors import read_anchors
from djeli.records import Span


def pages(rows: Sequence[Row]) -> list[Page]:
    """The documents' characters alone: ids and topics give the answer away."""
    return [Page(key=row["id"], text=row["text"]) for row in rows]


def anchors(book: Book, rows: Sequence[Row]) -> dict[str, Anchor]:
    """Mention id -> anchor under a number of its own; mentions of a page that could not be read have none."""
    marked = [(row["id"], event) for row in rows if book.items.get(row["id"]) for event in row["events"]]
    return {
        event["id"]: Anchor(
            id=f"anchor-{number:06d}", span=Span(text=book.texts[key].id, start=event["start"], end=event["end"])
        )
        for number, (key, event) in enumerate(marked)
    }


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """The story each document belongs to, by its longest item, and the event of each mention."""
    given = anchors(book, rows)
    found = book.case.same_event(list(given.values()))
    event = {name: str(number) for number, group in enumerate(found.groups) for name in group}
    return [
        {
            "id": row["id"],
            "subtopic": _story(book, row["id"], found.stories),
            "events": [{"id": one["id"], "chain": _event(one["id"], given, event)} for one in row["events"]],
        }
        for row in rows
    ]


def _story(book: Book, key: str, stories: Mapping[str, int]) -> str:
    items = book.items.get(key)
    return str(stories[max(items, key=lambda one: one.end - one.start).id]) if items else f"none-{key}"


def _event(name: str, given: Mapping[str, Anchor], event: Mapping[str, str]) -> str:
    return event[given[name].id] if name in given else f"none-{name}"


def read_mentions(book: Book, rows: Sequence[Row]) -> tuple[list[Mention], list[list[str]]]:
    """What is read around each mention, under the benchmark's ids, and the items of each story: to fit weights on."""
    given = anchors(book, rows)
    by_id = {anchor.id: name for name, anchor in given.items()}
    named = [Anchor(id=by_id[one.id], span=one.span) for one in given.values()]
    stories: dict[int, list[str]] = {}
    for item, number in book.case.same_event([]).stories.items():
        stories.setdefault(number, []).append(item)
    texts = {text.id: text for text in book.texts.values()}
    items = [item for some in book.items.values() for item in some]
    return read_anchors(named, texts, items, book.case.settings), list(stories.values())


def documents(gold: Path, predictions: Path) -> list[str]:
    """The scorer's document mode."""
    return ["--ecb", str(gold), str(predictions), "--docs"]


def mentions(gold: Path, predictions: Path) -> list[str]:
    """The scorer's mention mode."""
    return ["--ecb", str(gold), str(predictions)]


BENCH = Bench(
    name="ecb",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    arguments=documents,
    figures={"documents to sub-events B3": "b3.2", "pair F1": "pair.2"},
    second=mentions,
    second_figures={"event coreference of given mentions CoNLL": "conll"},
)
