"""Search: ids and names go straight there, questions are answered with their words, all else is found by kind."""

from __future__ import annotations

import html

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.web.desk import read_url
from djeli.web.pages.search import hits, is_question


def test_an_id_goes_straight_there(desk: TestClient, case: Case) -> None:
    """An event's id, however it is cased, opens the event."""
    event = case.events()[0].id
    for asked in (event, event.lower(), f" {event} "):
        answer = desk.get("/search", params={"q": asked}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{event}")


def test_an_actors_name_goes_straight_there(desk: TestClient) -> None:
    """A whole name or alias opens the actor, which offers everything else; `all` stays with the search."""
    page = desk.get("/search", params={"q": "JNIM"})
    assert page.url.path == "/actors/jnim"
    assert "Everything that fits these words" in page.text
    assert desk.get("/search", params={"q": "JNIM", "all": "1"}).url.path == "/search"


def test_everything_is_found_by_kind(desk: TestClient, case: Case) -> None:
    """Counts are those of the lists they lead to."""
    found = hits(case, "Mali")
    assert found.events_total == len(case.events(text="Mali", planned=True))
    assert found.placed_total == len(case.events(place="Mali", planned=True))
    assert found.actors_total == len(case.actors(text="Mali"))
    assert found.statements_total == len(case.statements(text="Mali"))
    page = desk.get("/search?q=Mali").text
    for title in ("Events whose reports hold these words", "Events at a place of this name", "Actors", "Statements"):
        assert title in page


def test_documents_and_sources_are_found(desk: TestClient, case: Case) -> None:
    """A source's name finds the source, a word of a page's address the page."""
    name = next(row.name for row in case.sources() if row.items)
    assert hits(case, name).sources_total >= 1
    document = case.documents()[0]
    assert hits(case, document.uri.rsplit("/", 1)[-1]).documents_total >= 1


@pytest.mark.parametrize(
    ("asked", "question"),
    [("Who did it?", True), ("who claimed the attack", True), ("Qui a revendiqué l’attaque", True), ("Kidal", False),
     ("attack on a convoy", False), ("who", False), ("", False)],
)  # fmt: skip
def test_what_is_a_question(asked: str, question: bool) -> None:
    """A question mark, or a word that asks and something to ask about."""
    assert is_question(asked) is question


def test_a_question_is_answered_with_its_words(desk: TestClient, case: Case) -> None:
    """The page holds the ledger's sentences, and their quotes lead to the pages."""
    asked = "Who claimed the ambush in Tinzaouatène?"
    answer = case.ask(asked)
    page = html.unescape(desk.get("/search", params={"q": asked}).text)
    assert answer.understood in page
    for one in answer.found:
        assert one.sentence in page
        assert all(line.span and read_url(line.span) in page for line in one.lines[:6])
    silent = desk.get("/search", params={"q": "Who painted the xyzzyplugh?"}).text
    assert "The ledger doesn’t say." in silent


@pytest.mark.parametrize(
    "asked", ["xyzzyplugh", '"', "*", "a AND", "<script>alert(1)</script>", "é" * 900, "()", "%", "NEAR("]
)
def test_odd_words_are_no_fault(desk: TestClient, asked: str) -> None:
    """Whatever is typed is answered by a page, and comes back as words only."""
    answer = desk.get("/search", params={"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_without_words_it_explains_itself(desk: TestClient) -> None:
    """An empty search says what can be searched."""
    assert "A question" in desk.get("/search").text
