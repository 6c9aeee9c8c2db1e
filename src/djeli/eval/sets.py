"""Our own sets (`tests/sets`): relations, figures, credits, persons, each marked by hand before the program ran.

The program sees text and date of a row; it answers with the claims about the row's page. Of translations, which stand
there too, it answers with the text family of each page.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.eval.neardup import predict as families
from djeli.pipeline.asking import actors_in
from djeli.records import Claim, Text
from djeli.values import Figure, Tie, When
from djeli.vocab import Modality, Phase, Precision, Relation

_SIZES = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
"""Characters of an ISO date that tell a time of that precision."""

Answer = Callable[[str, Text, Sequence[Claim]], Row]


def pages(rows: Sequence[Row]) -> list[Page]:
    """Text and date of the page."""
    return [Page(key=row["id"], text=row["text"], date=row.get("published") or "") for row in rows]


def _answers(book: Book, rows: Sequence[Row], props: Sequence[str], answer: Answer) -> list[Row]:
    homes = {item.id: key for key, items in book.items.items() for item in items}
    found: dict[str, list[Claim]] = defaultdict(list)
    with book.case.store.reading() as view:
        for claim in view.claims(props=props):
            if claim.item in homes:
                found[homes[claim.item]].append(claim)
    return [answer(row["id"], book.texts[row["id"]], found[row["id"]]) for row in rows if row["id"] in book.texts]


def _relations(book: Book, rows: Sequence[Row]) -> list[Row]:
    def answer(key: str, text: Text, claims: Sequence[Claim]) -> Row:
        named = actors_in(text, book.items.get(key, []), book.case.settings)
        actors = [
            {"mention": text.content[a.start : a.end], "start": a.start, "actor": a.party.actor}
            for a in named
            if a.party.actor
        ]
        return {"id": key, "relations": [_relation(claim, text) for claim in claims], "actors": actors}

    return _answers(book, rows, [relation.value for relation in Relation], answer)


def _relation(claim: Claim, text: Text) -> Row:
    tie: Tie = claim.parsed()
    known = not claim.subject.startswith("name:")
    begun, ended = _dates(claim.valid, lasts=Relation(claim.prop).lasts)
    return {
        "type": claim.prop,
        "subject": _words(claim, text, 0) if known else _words(claim, text, 0, claim.subject.removeprefix("name:")),
        "subject_actor": claim.subject if known else "",
        "object": _words(claim, text, 1, tie.name, country=tie.country) if tie.name and not tie.actor else tie.name,
        "object_actor": tie.actor,
        "role": tie.role,
        "count": tie.count,
        "date": begun,
        "until": ended,
        "over": claim.phase is Phase.ENDED,
        "denied": claim.modality is Modality.NEGATED,
    }


def _words(claim: Claim, text: Text, which: int, name: str = "", *, country: str = "") -> str:
    """The words of an end as the page has them ("Malian", "US" of a state); its name where they are a pronoun."""
    quote = text.quote(claim.spans[which]) if which < len(claim.spans) else ""
    return quote if quote and (not name or country or quote[0].isupper()) else name


def _dates(when: When | None, *, lasts: bool) -> tuple[str, str]:
    """The beginning as finely as it is known and, of what lasts, its end."""
    if when is None:
        return "", ""
    whole = when.start.day == 1 and (when.end + dt.timedelta(days=1)).day == 1
    whole = whole and (when.precision is Precision.MONTH or (when.start.month, when.end.month) == (1, 12))
    if when.precision in _SIZES and (whole or when.start == when.end):
        return when.start.isoformat()[: _SIZES[when.precision]], ""
    return when.start.isoformat(), when.end.isoformat() if lasts else ""


def _figures(book: Book, rows: Sequence[Row]) -> list[Row]:
    def answer(key: str, _text: Text, claims: Sequence[Claim]) -> Row:
        found: list[Figure] = [claim.parsed() for claim in claims if claim.modality is not Modality.NEGATED]
        return {"id": key, "figures": [_figure(one) for one in found]}

    return _answers(book, rows, ["figure"], answer)


def _figure(one: Figure) -> Row:
    return {
        "kind": one.figure.value,
        "value": one.best,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "holder": one.holder,
        "details": dict(one.details),
    }


def _credits(book: Book, rows: Sequence[Row]) -> list[Row]:
    def answer(key: str, _text: Text, claims: Sequence[Claim]) -> Row:
        groups = [
            {"names": [claim.parsed().name], "start": claim.spans[0].start, "end": claim.spans[0].end}
            for claim in claims
        ]
        return {"id": key, "groups": groups}

    return _answers(book, rows, ["credit"], answer)


def _persons(book: Book, rows: Sequence[Row]) -> list[Row]:
    def answer(key: str, _text: Text, claims: Sequence[Claim]) -> Row:
        found = [claim.parsed() for claim in claims]
        return {"id": key, "persons": [{"name": one.name, "label": one.label.value} for one in found]}

    return _answers(book, rows, ["person"], answer)


RELATIONS = Bench(
    name="relations",
    files="gold.jsonl",
    pages=pages,
    predict=_relations,
    figures={
        "relation F1": "f1",
        "even half": "even.f1",
        "odd half": "odd.f1",
        "right actor": "actor.right",
        "wrong actor": "actor.wrong",
    },
)
FIGURES = Bench(
    name="figures",
    files="gold.jsonl",
    pages=pages,
    predict=_figures,
    figures={"figure F1": "f1", "even half": "even.f1", "odd half": "odd.f1", "kind and value F1": "kind_value.f1"},
)
CREDITS = Bench(
    name="credits",
    files="gold.jsonl",
    pages=pages,
    predict=_credits,
    figures={"credit precision": "precision", "credit recall": "recall"},
)
PERSONS = Bench(
    name="persons",
    files="gold.jsonl",
    pages=pages,
    predict=_persons,
    figures={
        "private recall": "private.recall",
        "minor recall": "minor.recall",
        "public recall": "public.recall",
        "private taken as public": "private.leak",
    },
)
TRANSLATIONS = Bench(
    name="translations",
    files="gold.jsonl",
    pages=pages,
    predict=families,
    figures={
        "translations found": "recall",
        "even half": "even.recall",
        "odd half": "odd.recall",
        "independent reports merged": "merged_independent",
        "strangers merged": "merged_strangers",
    },
)
