"""The list of pages: what the ledger holds, filtered and leafed through, with what could not be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.web.app import create_app


def _links(page: str) -> list[str]:
    return re.findall(r'data-open [^>]*href="/read/(\w+)"', page)


def test_every_page_is_listed_once(desk: TestClient, case: Case) -> None:
    """All documents of the case, each with a link that opens."""
    links = _links(desk.get("/documents").text)
    assert len(links) == len(set(links)) == len(case.documents())
    for link in links:
        assert desk.get(f"/read/{link}").status_code == 200


def test_rows_are_the_ledgers(case: Case) -> None:
    """Articles and events of a row are those that the whole ledger gives for its page."""
    items = case.items()
    for row in case.page_rows()[1]:
        own = [item.id for item in items if item.text == row.text]
        assert row.items == len(own)
        told = {event.id for event in case.events(planned=True) if row.document.id in event.documents}
        assert set(row.events) == told
        assert set(row.grades) <= {case.assessments()[name].grade for name in own}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kramatorsk", 4),
        ("Steppe News", 2),
        ("steppe-news.example", 1),
        ("TINZAOUATENE", None),
        ("haïti", 1),
        ("HAÏTI", 1),
    ],
)
def test_words_of_title_publisher_and_address(desk: TestClient, case: Case, words: str, expected: int | None) -> None:
    """Every word must stand in title, publisher or address; case does not count."""
    found = case.page_rows(words)[1]
    assert found
    assert expected is None or len(found) == expected
    assert case.page_rows(words)[0] == len(found)
    assert len(_links(desk.get("/documents", params={"q": words}).text)) == len(found)


def test_leafing_through(case: Case) -> None:
    """Pages of the list join to the whole, without gap or repetition."""
    whole = [row.document.id for row in case.page_rows()[1]]
    parts = [row.document.id for at in range(0, len(whole), 7) for row in case.page_rows(offset=at, limit=7)[1]]
    assert parts == whole


@pytest.mark.parametrize("query", ["q=%25", "q=_", "q=%00", "q='%22--", "page=2", "q=nothing-has-this-word"])
def test_signs_are_only_letters(desk: TestClient, query: str) -> None:
    """Signs of the database's own language find themselves, not everything; and nothing found is said."""
    answer = desk.get(f"/documents?{query}")
    assert answer.status_code == 200
    if query in ("q=%25", "q=nothing-has-this-word", "page=2"):
        assert 'class="empty"' in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "999999999999"])
def test_no_such_page_of_the_list(desk: TestClient, page: str) -> None:
    """Pages of the list are counted from 1."""
    assert desk.get("/documents", params={"page": page}).status_code == 404


def test_what_could_not_be_read(tmp_path: Path) -> None:
    """Refused inputs stand there with their cure, found by the words of either."""
    with djeli.create(tmp_path / "case") as case:
        case.add([tmp_path / "nosuch.txt"])
        case.add_bytes(b"%PDF-1.4 broken", "broken.pdf")
        case.run()
        client = TestClient(create_app(case))
        page = client.get("/documents").text
        assert "nosuch.txt" in page
        assert "does not exist; check the spelling" in page
        assert "broken.pdf" in page
        assert "broken.pdf" not in client.get("/documents?q=nosuch").text
        assert case.failure_rows(limit=1)[0] == 2
