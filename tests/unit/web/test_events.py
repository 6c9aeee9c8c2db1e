"""Lists of events: every filter of the address does what the ledger does, and counts agree with rows."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.web.filters import asked


def _ids(page: str) -> list[str]:
    table = page[page.index('id="map"') :]
    return re.findall(r'data-open href="/events/(\w+)"', table)


FILTERS: tuple[tuple[str, dict[str, object]], ...] = (
    ("", {}),
    ("disputed=1", {"disputed": True}),
    ("country=Mali", {"country": "Mali"}),
    ("country=ML&until=2022", {"country": "ML", "until": "2022"}),
    ("since=2024", {"since": "2024"}),
    ("type=killing", {"type": "killing"}),
    ("place=Kidal", {"place": "Kidal"}),
    ("actor=al-Shabaab", {"actor": "al-Shabaab"}),
    ("q=convoy", {"text": "convoy"}),
    ("planned=1", {"planned": True}),
    ("foreground=1", {"background": False}),
)


@pytest.mark.parametrize(("query", "filters"), FILTERS)
def test_the_list_is_the_ledgers(desk: TestClient, case: Case, query: str, filters: dict[str, object]) -> None:
    """The page lists exactly the events that the ledger finds for the same filter, in its order."""
    expected = [event.id for event in case.events(**filters)]  # type: ignore[arg-type]
    assert expected
    assert _ids(desk.get(f"/events?{query}").text) == expected[:50]


@pytest.mark.parametrize(("query", "filters"), FILTERS)
def test_counts_agree_with_rows(case: Case, query: str, filters: dict[str, object]) -> None:
    """What the database counts is what the events themselves say."""
    events = case.events(**filters)  # type: ignore[arg-type]
    pairs = dict(part.split("=") for part in query.split("&") if part)
    tally = case.tally(asked(pairs).wanted)
    assert tally.total == len(events)
    assert tally.disputed == sum(bool(event.disputes) for event in events)
    assert tally.several == sum(event.origins_held > 1 for event in events)
    assert sum(tally.facets["type"].counts.values()) == len(events)
    assert sum(month.events for month in tally.months) == sum(event.when is not None for event in events)
    spots = case.spots(asked(pairs).wanted, cell=1.0)
    assert sum(spot.events for spot in spots) == sum(bool(e.where and e.where.lat is not None) for e in events)


def test_a_box_keeps_what_lies_in_it(case: Case) -> None:
    """Only events inside the corners pass, also over the date line."""
    inside = case.page(asked({"box": "-18,10,5,25"}).wanted)
    assert inside
    assert all(-18 <= (e.where.lon or 0) <= 5 for e in inside if e.where)
    around = case.page(asked({"box": "170,-60,290,60"}).wanted)  # from 170 east over the Pacific to 70 west
    assert around
    assert all((e.where.lon or 0) >= 170 or (e.where.lon or 0) <= -70 for e in around if e.where)


@pytest.mark.parametrize("query", ["box=1,2,3", "box=a,b,c,d", "box=0,50,10,20", "order=loudest", "page=0", "page=x"])
def test_what_cannot_be_asked_is_said(desk: TestClient, query: str) -> None:
    """A bad value is answered by a sentence, not by a trace."""
    answer = desk.get(f"/events?{query}")
    assert answer.status_code == 404
    assert "Not here" in answer.text


def test_every_event_has_a_page(desk: TestClient, case: Case) -> None:
    """All events of the demo are drawn, with their title and grade."""
    for event in case.events(planned=True):
        answer = desk.get(f"/events/{event.id}")
        assert answer.status_code == 200
        assert f'<span class="id">{event.id}</span>' in answer.text
        assert answer.text.count('class="dispute"') == len(event.disputes)


def test_no_event_of_that_name(desk: TestClient) -> None:
    """An unknown id is said to be unknown."""
    assert desk.get("/events/ZZZZ").status_code == 404
