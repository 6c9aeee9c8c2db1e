"""The page of statements lists what the ledger finds for the same filter, each with its words and page."""

from __future__ import annotations

import html
import re

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.web.desk import read_url

FILTERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("stance=denies", {"stance": "denies"}),
    ("speaker=JNIM", {"speaker": "JNIM"}),
    ("actor=JNIM", {"actor": "JNIM"}),
    ("since=2024-08", {"since": "2024-08"}),
    ("until=2019", {"until": "2019"}),
    ("q=soldiers", {"text": "soldiers"}),
)


def _shown(page: str) -> list[str]:
    return re.findall(r'<article class="saying" data-row id="s-(\w+)"', page)


@pytest.mark.parametrize(("query", "filters"), FILTERS)
def test_the_list_is_the_ledgers(desk: TestClient, case: Case, query: str, filters: dict[str, str]) -> None:
    """Same statements, same order, and the number found in words."""
    expected = case.statements(**filters)
    page = desk.get(f"/statements?{query}").text
    assert expected
    assert _shown(page) == [one.said.id for one in expected[:30]]
    assert f"<b>{len(expected)}</b> statement" in page
    assert read_url(expected[0].first.claim.spans[0]) in html.unescape(page)


def test_an_events_statements(desk: TestClient, case: Case) -> None:
    """A statement that tells of an event leads to it, and is found by its id."""
    one = next(each for each in case.statements() if each.said.events)
    page = desk.get(f"/statements?event={one.said.events[0]}").text
    assert one.said.id in _shown(page)
    assert f'href="/events/{one.said.events[0]}"' in page


def test_a_private_speaker_is_marked(desk: TestClient, case: Case) -> None:
    """Wherever the ledger marks a speaker as private, the page does."""
    every = case.statements()
    private = [one for one in every if one.first.private]
    shown = sum(
        desk.get(f"/statements?page={page}").text.count("private person") for page in range(1, len(every) // 30 + 2)
    )
    assert shown == len(private)


@pytest.mark.parametrize("query", ["stance=shouts", "event=ZZZZ", "since=soon", "page=-1"])
def test_what_cannot_be_asked_is_said(desk: TestClient, query: str) -> None:
    """A bad value is answered by a sentence, not by a trace."""
    assert desk.get(f"/statements?{query}").status_code == 404


def test_nothing_found_says_so(desk: TestClient) -> None:
    """An empty list names the filter."""
    assert "No statement fits: words: xyzzyplugh" in desk.get("/statements?q=xyzzyplugh").text
