"""Actors: the list is the ledger's, pages keep the table apart from reports, and private persons have none."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import ActorRow, Case, History
from djeli.ledger.listed import Counts
from djeli.ledger.shelf import Shelf
from djeli.settings import Settings
from djeli.values import When
from djeli.views import Bond
from djeli.vocab import DateAnchor, PartyKind, Precision, Relation
from djeli.web.actorview import timed, whole
from djeli.web.app import create_app
from djeli.web.draw.lanes import State, Turn

FARMER = (
    b"Market attacked\n\nGAO, Mali - Gunmen attacked the market of Gao on 11 March 2021 and killed nine traders.\n"
    b'"They came at dawn," said Aminata Keita, a farmer who lost her brother. Aminata Keita said the gunmen fled.\n'
)


def test_the_list_is_the_ledgers(desk: TestClient, case: Case) -> None:
    """Every actor has its row, and its page opens under the id of the ledger."""
    expected = case.actors()
    page = desk.get("/actors").text
    assert len(re.findall(r"<tr data-row>", page)) == min(50, len(expected))
    for one in expected:
        answer = desk.get(f"/actors/{one.id}", follow_redirects=False)
        assert answer.status_code == 200, one.id
        assert "What the actor table knows" in answer.text


@pytest.mark.parametrize("query", [{"kind": "rebel_group"}, {"country": "Mali"}, {"text": "jnim"}])
def test_filters_do_what_the_ledger_does(desk: TestClient, case: Case, query: dict[str, str]) -> None:
    """Each filter lists as many actors as the ledger finds."""
    asked = {"q" if name == "text" else name: value for name, value in query.items()}
    expected = case.actors(**query)
    assert expected
    assert desk.get("/actors", params=asked).text.count("<tr data-row>") == len(expected)


def test_a_name_leads_to_the_id(desk: TestClient) -> None:
    """Another name of an actor opens its page; nobody's name is said to be nobody's."""
    answer = desk.get("/actors/JNIM", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/actors/jnim")
    assert desk.get("/actors/xyzzyplugh quux").status_code == 404


def test_private_persons_have_no_page(tmp_path: Path) -> None:
    """Whoever the ledger refuses is refused here with its sentence, and is in no list."""
    with djeli.create(tmp_path / "case", Settings(workers=1)) as own:
        own.add_bytes(FARMER, "https://north.example/gao")
        own.run()
        with own.store.reading() as view:
            assert Shelf(view, own.text).secluded == {"aminata keita"}
        client = TestClient(create_app(own))
        answer = client.get("/actors/aminata keita")
        assert answer.status_code == 404
        assert "without a public role" in answer.text
        assert "aminata keita" not in client.get("/actors").text.casefold()


def _when(first: str, last: str, precision: Precision, reason: str = "stated") -> When:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return When(start=days[0], end=days[1], precision=precision, anchor=DateAnchor.STATED, reason=reason)


def _bond(relation: Relation, subject: str, other: str, when: When | None, **more: object) -> Bond:
    return Bond(
        id=f"{relation.value}{subject}{other}", relation=relation, subject=subject, subject_name=subject.upper(),
        other=other, other_name=other.upper(), when=when, claims=("c",), items=("i",), texts=1, speakers=(), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _history(*bonds: Bond) -> History:
    row = ActorRow(id="us", name="Us", kind=PartyKind.REBEL_GROUP, counts=Counts())
    return History(row=row, bonds=bonds)


def test_relations_become_lanes() -> None:
    """A merger flows in, a split flows out, a leader told to the year fades and stays open, each in its own lane."""
    year, day = _when("2017-01-01", "2017-12-31", Precision.YEAR), _when("2019-03-02", "2019-03-02", Precision.DAY)
    found = timed(
        _history(
            _bond(Relation.MERGED_INTO, "them", "us", day),
            _bond(Relation.SPLIT_FROM, "others", "us", day, denied=True),
            _bond(Relation.LED_BY, "us", "chief", year),
            _bond(Relation.FOUNDED, "us", "", day),
            _bond(Relation.ALLIED_WITH, "us", "friend", None),
        )
    )
    said = found.groups[0]
    marks = {lane.name: lane.marks[0] for lane in said.lanes}
    assert list(marks) == ["CHIEF", "OTHERS", "THEM"]
    assert (marks["THEM"].turn, marks["OTHERS"].turn) == (Turn.IN, Turn.OUT)
    assert marks["OTHERS"].state is State.DENIED
    assert "told as not so" in marks["OTHERS"].words
    assert (marks["CHIEF"].soft, marks["CHIEF"].before, marks["CHIEF"].after) == (True, True, True)
    assert (marks["THEM"].soft, marks["THEM"].after) == (False, False)
    assert [mark.words for mark in said.own] == ["founded · 2 Mar 2019"]
    assert found.undated == ("US is allied with FRIEND",)


def test_what_is_over_ends_and_what_is_told_now_says_so() -> None:
    """An ended relation has no open end to the right; a page's own day is no date of the relation."""
    day = _when("2020-06-01", "2020-06-01", Precision.DAY, "told in the present: so on the page's day")
    ended = timed(_history(_bond(Relation.MEMBER_OF, "us", "union", day, over=True))).groups[0].lanes[0].marks[0]
    assert (ended.before, ended.after) == (True, False)
    assert "as of 1 Jun 2020" in ended.words
    assert "over" in ended.words


@pytest.mark.parametrize(
    ("iso", "days"),
    [("2017", ("2017-01-01", "2017-12-31")), ("2016-02", ("2016-02-01", "2016-02-29")),
     ("2017-03-02", ("2017-03-02", "2017-03-02")), ("", None), ("2017-13", None), ("soon", None)],
)  # fmt: skip
def test_days_of_a_fact(iso: str, days: tuple[str, str] | None) -> None:
    """A year or month stands for all its days; what is no date stands for none."""
    found = whole(iso)
    assert (tuple(day.isoformat() for day in found) if found else None) == days
