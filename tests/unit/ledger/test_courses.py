"""An actor's page over relations of our own: cases at law in order, missions with their days, private ends marked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from djeli import ledger
from djeli.ask import Found
from djeli.ledger import courses
from djeli.ledger.shelf import Shelf
from djeli.records import Claim, Span
from djeli.settings import Settings
from djeli.values import Tie, When, dump
from djeli.vocab import DateAnchor, Modality, Phase, Precision, Relation, SubjectKind

PAGE = """Court sentences former commander

Harbour Wire
12 March 2021

Baro Keita was arrested in Gao on 3 May 2019. He was tried in 2020 and sentenced to nine years on 10 March 2021.
The council set up Mission Kite in 2013. Ruritania gives it 300 soldiers. The council ended the mission in 2019.
"""


@pytest.fixture
def shelf_of(tmp_path: Path) -> Iterator[Callable[[list[dict[str, object]]], Shelf]]:
    """A shelf of one page with claims of relations put into it."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    with ledger.create(tmp_path / "case", Settings(title="Case", workers=1)) as case:
        case.add([page])
        with case.store.reading() as view:
            [item] = list(view.items())

            def make(rows: list[dict[str, object]]) -> Shelf:
                told = [claim(item.id, item.text, at, **row) for at, row in enumerate(rows)]  # type: ignore[arg-type]
                shelf = Shelf(view, case.text)
                shelf.__dict__["ties"] = shelf._cited(told)
                return shelf

            yield make


def claim(
    item: str, text: str, at: int, *, relation: Relation, subject: str, other: str = "", day: str = "", **more: object
) -> Claim:
    """A relation told on the page, on a day of its own."""
    year, *rest = [int(part) for part in day.split("-")] if day else [0]
    start = dt.date(year, *rest) if len(rest) == 2 else dt.date(year or 2000, 1, 1)
    end = start if len(rest) == 2 else dt.date(year or 2000, 12, 31)
    precision = Precision.DAY if start == end else Precision.YEAR
    when = When(start=start, end=end, precision=precision, anchor=DateAnchor.STATED) if day else None
    return Claim(
        item=item,
        subject_kind=SubjectKind.ACTOR,
        subject=f"name:{subject}",
        prop=relation,
        value=dump(Tie(name=other, role=str(more.get("role", "")), count=more.get("count"))),  # type: ignore[arg-type]
        spans=(Span(text, 60 + at, 70 + at),),
        method="test@1",
        modality=Modality.NEGATED if more.get("denied") else Modality.ACTUAL,
        phase=Phase.NONE,
        valid=when,
    )


def sentences(found: list[Found]) -> list[str]:
    """What a page shows."""
    return [one.sentence for one in found]


def test_a_case_at_law_is_told_in_order(shelf_of: Callable[[list[dict[str, object]]], Shelf]) -> None:
    """Arrest, trial and sentence stand in the order of their days, each with its words."""
    shelf = shelf_of(
        [
            {"relation": Relation.SENTENCED_BY, "subject": "Baro Keita", "day": "2021-03-10", "role": "nine years"},
            {"relation": Relation.ARRESTED_BY, "subject": "Baro Keita", "other": "police", "day": "2019-05-03"},
            {"relation": Relation.TRIED_BY, "subject": "Baro Keita", "day": "2020"},
        ]
    )
    found = courses.cases("baro keita", shelf)
    assert [one.split(" (")[0] for one in sentences(found)] == [
        "Baro Keita was arrested by police",
        "Baro Keita was tried",
        "Baro Keita was sentenced",
    ]
    assert "nine years" in found[-1].sentence and all(one.lines and one.lines[0].quote for one in found)


def test_a_mission_has_mandate_end_and_participants(shelf_of: Callable[[list[dict[str, object]]], Shelf]) -> None:
    """Who set a mission up, who ended it, and who gives how many people to it."""
    shelf = shelf_of(
        [
            {"relation": Relation.MANDATED_BY, "subject": "Mission Kite", "other": "the council", "day": "2013"},
            {"relation": Relation.ENDED, "subject": "Mission Kite", "other": "the council", "day": "2019"},
            {"relation": Relation.CONTRIBUTES_TO, "subject": "Ruritania", "other": "Mission Kite", "count": 300},
        ]
    )
    told = " ".join(sentences(courses.mission("mission kite", shelf)))
    assert "set up or authorised by the council (2013)" in told and "ended by the council (2019)" in told
    assert "Ruritania (300 people)" in told


def test_a_measure_stands_with_its_days(shelf_of: Callable[[list[dict[str, object]]], Shelf]) -> None:
    """A measure against somebody names the authority, the kind and since when."""
    shelf = shelf_of(
        [
            {
                "relation": Relation.MEASURE_BY,
                "subject": "Baro Keita",
                "other": "the council",
                "role": "travel ban",
                "day": "2018-02-01",
            }
        ]
    )
    [one] = sentences(courses.cases("baro keita", shelf))
    assert one == "Baro Keita is under a measure of the council (travel ban) (since 1 Feb 2018)."
