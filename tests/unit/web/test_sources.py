"""Sources: every publisher has a page, and what is counted there is what the ledger holds."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from djeli.errors import NotFound
from djeli.ledger import Case


def test_every_source_has_a_page(desk: TestClient, case: Case) -> None:
    """All rows are listed with their grade, and each opens."""
    rows = case.sources()
    page = desk.get("/sources").text
    for one in rows[:50]:
        assert f'href="/sources/{quote(one.name, safe="")}"' in page
        answer = desk.get(f"/sources/{quote(one.name, safe='')}")
        assert answer.status_code == 200, one.name
        assert "Grade of the source" in answer.text
    assert desk.get("/sources/Nobody Herald").status_code == 404


def test_counts_are_the_ledgers(case: Case) -> None:
    """Items, lone events, supported events and sides are those that events and items show themselves."""
    events = {event.id: event for event in case.events(planned=True)}
    items = {item.id for item in case.items()}
    for row in case.sources():
        found = case.source(row.name, limit=1000)
        own = {one.item.id for one in found.printed}
        assert own <= items
        assert len(own) == sum(one.items for one in found.rows)
        told = {one.id for one in found.events}
        assert told == {name for name, event in events.items() if own & set(event.items)}
        assert found.alone == {name for name in told if set(events[name].items) <= own}
        disputed = {name for name in told if events[name].disputes}
        assert found.sided <= disputed
        supported = sum(events[name].origins_held > 1 for name in told)
        assert found.told == (len(told), len(found.alone), supported, len(disputed), len(found.sided))
        assert [one.id for one in case.source(row.name, limit=2).events] == [one.id for one in found.events[:2]]


def test_some_source_is_a_side(case: Case) -> None:
    """In the demo, pages stand on sides of disputes."""
    assert any(case.source(row.name).sided for row in case.sources() if row.items)


def test_only_credited_or_held(desk: TestClient, case: Case) -> None:
    """The filter shows as many as there are of each."""
    rows = case.sources()
    for show, count in (("held", sum(r.items > 0 for r in rows)), ("credited", sum(r.items == 0 for r in rows))):
        assert f"<b>{count}</b> source" in desk.get(f"/sources?show={show}").text


def test_nobody_of_that_name(case: Case) -> None:
    """A name that nobody has is said to be nobody's."""
    with pytest.raises(NotFound, match="no page is by it"):
        case.source("Nobody Herald")
