"""What was withdrawn is told where somebody looks for it: the list of pages, its old addresses, events it told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.web.app import create_app

TOLD = "Gunmen attacked the market of Gao in Mali on 11 March 2021 and killed nine traders, {}."
ALONE = b"A bomb exploded at the port of Aden on 3 May 2019, killing two sailors, the navy said."
WHY = "a person is at risk"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Two pages that tell one event, and a third that tells another."""
    with djeli.create(tmp_path / "case", Settings(workers=1)) as made:
        made.add_bytes(TOLD.format("the mayor said").encode(), "https://north.example/gao")
        made.add_bytes(TOLD.format("the army said on Friday").encode(), "https://south.example/gao")
        made.add_bytes(ALONE, "https://east.example/aden")
        made.run()
        yield made


def _page(case: Case, uri: str) -> tuple[str, str]:
    """Document and text of an address."""
    [row] = [row for row in case.page_rows()[1] if row.document.uri == uri]
    return row.document.id, row.text


def test_every_old_address_says_why(case: Case) -> None:
    """Reader, original and list of pages give hash, day and reason; an address that never was is another thing."""
    client = TestClient(create_app(case))
    document, text = _page(case, "https://east.example/aden")
    assert "Withdrawn" not in client.get("/documents").text
    case.withdraw(document, reason=WHY, by="Ada")
    day = case.withdrawn()[0].at[8:10].lstrip("0")
    for path in (f"/read/{text}", f"/read/{document}", f"/original/{document}"):
        answer = client.get(path)
        assert answer.status_code == 410, path
        assert all(words in answer.text for words in (document, WHY, day, "Ada")), path
    assert all(words in client.get("/documents").text for words in (document, WHY, "Withdrawn (1)"))
    assert client.get("/read/" + "0" * 32).status_code == 404


def test_events_say_what_was_withdrawn_of_them(case: Case) -> None:
    """An event that others still tell of says so at its head; one that nothing tells of any more says why."""
    client = TestClient(create_app(case))
    gao = next(event for event in case.events() if len(event.documents) == 2)
    aden = next(event for event in case.events() if len(event.documents) == 1)
    for uri in ("https://south.example/gao", "https://east.example/aden"):
        case.withdraw(_page(case, uri)[0], reason=WHY, by="Ada")
    left = client.get(f"/events/{gao.id}")
    assert left.status_code == 200
    assert "A document that told of this event was withdrawn" in left.text
    assert WHY in left.text
    nothing = client.get(f"/events/{aden.id}")
    assert nothing.status_code == 410
    assert WHY in nothing.text
    assert client.get("/events/ZZZZ9").status_code == 404
    assert case.verify() == []


def test_a_reason_is_words(case: Case) -> None:
    """What somebody wrote as the reason is shown, and never run."""
    document, text = _page(case, "https://east.example/aden")
    case.withdraw(document, reason="<script>alert(1)</script>", by="<b>Ada</b>")
    client = TestClient(create_app(case))
    for path in ("/documents", f"/read/{text}"):
        assert "<script>alert" not in client.get(path).text
        assert "<b>Ada" not in client.get(path).text
