"""gva: same-event linking, killed and injured, date and place of US shootings (the record is the final toll)."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.eval.values import as_linked
from djeli.fold.toll import with_doers
from djeli.vocab import FoldRule, Harm


def pages(rows: Sequence[Row]) -> list[Page]:
    """Title, text and date of the page; never the record."""
    return [
        Page(key=row["id"], text=f"{row.get('title') or ''}\n\n{row['text']}".strip(), date=row.get("dct") or "")
        for row in rows
    ]


def predict(book: Book, rows: Sequence[Row]) -> list[Row]:
    """The main event of each page: its cluster, tolls, date and place. The record counts the doers among the hit."""
    return [_answer(book, row["id"]) for row in rows]


def _answer(book: Book, key: str) -> Row:
    name = book.principal(key, harmful=True, recalled=True)
    if name is None:
        return {"id": key, "cluster": f"none-{key}"}
    event = as_linked(book.accounts[key][name], book.events[name])
    when, where = event.when, event.where
    return {
        "id": key,
        "cluster": name,
        "killed": with_doers(book.accounts[key][name], Harm.KILLED, FoldRule.INFORMATIVE),
        "injured": with_doers(book.accounts[key][name], Harm.WOUNDED, FoldRule.INFORMATIVE),
        "date": when.start.isoformat() if when else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
    }


BENCH = Bench(
    name="gva",
    files="dev.jsonl",
    pages=pages,
    predict=predict,
    figures={
        "killed exact": "killed.exact_null_as_0",
        "killed exact, gold > 0": "killed.exact_gold_nonzero",
        "injured exact": "injured.exact_null_as_0",
        "injured exact, gold > 0": "injured.exact_gold_nonzero",
        "event date exact": "date.exact",
        "place ≤ 40 km": "place.in40",
        "linking B3": "linking.b3.2",
        "linking pair F1": "linking.pair.2",
    },
)
