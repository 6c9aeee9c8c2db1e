"""The page of disputes shows what the ledger holds disputed, its sides facing each other."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from fastapi.testclient import TestClient

from djeli.ledger import Case
from djeli.ledger.disputed import fitting
from djeli.records import Span
from djeli.text.similarity import words
from djeli.views import Dispute, Side
from djeli.vocab import DisputeKind
from djeli.web.desk import read_url
from djeli.web.leaves import leaves
from djeli.web.pages.disputes import Disputed, Words, row


def _shown(page: str) -> list[str]:
    return re.findall(r'<article class="dispute" data-row id="d-(\w+)"', page)


def test_all_disputes_are_there(desk: TestClient, case: Case) -> None:
    """Every dispute of an event has its place, in the ledger's order, with every side and its first quote."""
    expected = case.disputed(of="event")
    assert expected
    page = desk.get("/disputes").text
    assert _shown(page) == [one.dispute.id for one in expected[:20]]
    for one in expected[:20]:
        for side, told in zip(one.dispute.sides, one.sides, strict=True):
            assert html.escape(side.value) in page.replace("&#39;", "&#x27;")
            assert not told or read_url(told[0].span) in html.unescape(page)


@pytest.mark.parametrize("facet", ["kind", "of"])
@pytest.mark.parametrize("of", ["event", "other"])
def test_filters_keep_their_own(desk: TestClient, case: Case, facet: str, of: str) -> None:
    """Each value of a facet lists as many disputes as it counts, of events and of all else."""
    counts = case.disputed_portion(of=of).facets[facet]
    every = [one.dispute.kind.value if facet == "kind" else one.of for one in case.disputed(of=of)]
    assert counts == Counter(every)
    for value, count in counts.items():
        asked = {"of": of, facet: value}
        assert len(_shown(desk.get("/disputes", params=asked).text)) == min(20, count)


def test_disputes_of_no_event_have_a_list_of_their_own(desk: TestClient, case: Case) -> None:
    """Both lists hold everything between them, each once; the one page leads to the other and says which it is."""
    events, others = (_shown(desk.get(f"/disputes{of}").text) for of in ("", "?of=other"))
    assert sorted([*events, *others]) == sorted(one.dispute.id for one in case.disputed())
    assert others == [one.dispute.id for one in case.disputed(of="other")]
    assert '<a href="/disputes?of=other" aria-current="page">' in desk.get("/disputes?of=other").text
    assert '<a href="/disputes?of=other">' in desk.get("/disputes").text


def test_words_narrow_the_list(case: Case) -> None:
    """Disputes of events are found by every word of what the page shows of them, and by how it begins; no others."""
    every = case.disputed(of="event")
    for one in every[:4]:
        for told in (one.about, one.dispute.reason, one.event, one.sides[0][0].sentence, one.sides[1][0].page):
            for word in {*words(told), *(word[:3] for word in words(told))}:
                found = case.disputed_portion(text=word, limit=99)
                assert list(found.rows) == fitting(every, of="event", kind="", text=word), word
                assert one in found.rows
    assert case.disputed_portion(text="xyzzyplugh").total == 0
    assert case.disputed_portion(text="% _").total == 0


def test_nothing_found_says_so(desk: TestClient) -> None:
    """An empty list names the filter and what to try; a kind that there is not is said to be none."""
    assert "No dispute fits: words: xyzzyplugh" in desk.get("/disputes?q=xyzzyplugh").text
    assert desk.get("/disputes?kind=loudness").status_code == 404
    assert desk.get("/disputes?page=zero").status_code == 404


def test_a_stale_side_is_marked(desk: TestClient) -> None:
    """A side that was given up says so, and the words on independence are those of the ledger."""
    span = Span(text="t" * 8, start=0, end=3)
    sides = (
        Side(value="12", claims=("a",), speakers=("the army",), stale="The army gave up 12 on 5 May."),
        Side(value="15", claims=("b",), speakers=()),
    )
    dispute = Dispute(
        id="x", event="", kind=DisputeKind.TOLL, prop="killed", sides=sides, reason="Not both.", independent=False
    )
    told = ((Words(sentence="Twelve died.", page="P", span=span),), ())
    shown = row(Disputed(dispute=dispute, of="figure", about="count", event="", sides=told))
    assert [side.stale for side in shown.sides] == ["The army gave up 12 on 5 May.", ""]
    assert shown.sides[1].speakers == "no speaker named"
    assert "do not rest on different voices" in shown.independent
    assert not shown.where


def test_pages_are_turned_with_their_filters() -> None:
    """The next page keeps what was asked; a changed filter begins at the first page."""
    wish = leaves("/disputes", {"kind": "toll", "page": "3", "other": "x"}, {"kind": "disputed"}, per_page=20)
    assert (wish.offset, wish.turn(4), wish.turn(1)) == (40, "/disputes?kind=toll&page=4", "/disputes?kind=toll")
    assert wish.link(kind="date") == "/disputes?kind=date"
    assert (wish.pages(0), wish.pages(20), wish.pages(21)) == (1, 1, 2)
