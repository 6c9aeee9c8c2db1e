"""Decisions from an event's page: each is in the ledger with who made it, is shown, and can be taken back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case, EventLinks
from djeli.vocab import Harm, Role, Verdict
from djeli.web.app import create_app
from webdesk import Browser

ANALYST = "Awa Reader"


@pytest.fixture
def case(demo_copy: Path) -> Iterator[Case]:
    """A copy of the demo case, to decide about."""
    with djeli.open(demo_copy) as opened:
        yield opened


@pytest.fixture
def browser(case: Case) -> Browser:
    """Somebody who said who they are."""
    return Browser(case, ANALYST)


def kramatorsk(case: Case) -> str:
    """An event of four pages, with counts, disputes and a grade."""
    return next(one.id for one in case.events(place="Kramatorsk"))


def state(case: Case) -> list[tuple[object, ...]]:
    """Everything the ledger derives, but for decisions."""
    return sorted(
        (one.id, one.type, str(one.when), str(one.where), str(one.harm), str(one.participants), one.reports,
         len(one.disputes), one.assessment.grade if one.assessment else "")
        for one in case.events(planned=True)
    )  # fmt: skip


def undone(browser: Browser, page: str) -> str:
    """Press the Undo button at the head of a page."""
    met = re.search(r'action="/undo">.*?name="back" value="([^"]*)".*?name="decision" value="([^"]+)"', page, re.DOTALL)
    assert met
    answer = browser.send("/undo", back=html.unescape(met[1]), decision=met[2])
    assert answer.status_code == 200
    return answer.text


CORRECTED = Verdict.CORRECTED
ACTS: tuple[tuple[str, dict[str, object], Verdict, str], ...] = (
    ("accept", {}, Verdict.ACCEPTED, "looked at, and it stands"),
    ("reject", {}, Verdict.REJECTED, "no such event"),
    ("comment", {}, Verdict.NOTED, "note"),
    ("correct", {"prop": "killed", "value": "58"}, CORRECTED, "number killed is 58"),
    ("correct", {"prop": "date", "value": "2022-04-09"}, CORRECTED, "date is 9 Apr 2022"),
    ("correct", {"prop": "type", "value": "air strike"}, CORRECTED, "type is air strike"),
    ("correct", {"prop": "perpetrator", "value": "Unit Nobody Knows"}, CORRECTED, "Unit Nobody Knows"),
    ("correct", {"prop": "victim", "value": "travellers; porters"}, CORRECTED, "travellers, porters"),
    ("place", {"name": "Platform 1", "lat": "48.73", "lon": "37,58", "country": "Ukraine"}, CORRECTED, "Platform 1"),
    ("place", {"name": "Kyiv", "country": "Ukraine"}, CORRECTED, "Kyiv"),
    ("grade", {"source": "B", "information": "2"}, CORRECTED, "grade is B2"),
)  # fmt: skip


@pytest.mark.parametrize("form", ACTS, ids=lambda form: f"{form[0]} {form[1].get('prop', '')}")
def test_every_form_decides_and_can_be_undone(
    case: Case, browser: Browser, form: tuple[str, dict[str, object], Verdict, str]
) -> None:
    """In the ledger under the analyst's name, said on the page, in the history; undone is as never made."""
    act, fields, verdict, words = form
    event, before = kramatorsk(case), state(case)
    back = f"/events/{event}"
    answer = browser.send(f"/events/{event}/{act}", why="because I looked", back=back, **fields)
    assert answer.status_code == 200
    page = html.unescape(answer.text)
    assert words in page and "Undo" in page
    (past,) = case.history()
    assert (past.decided.by, past.decided.verdict, past.decided.why) == (ANALYST, verdict, "because I looked")
    assert words in html.unescape(browser.get("/history"))
    if act == "reject":
        assert answer.url.path == "/history"  # there is no page of it to go back to
    else:
        assert answer.url.path == back
        assert ANALYST in page[page.index('id="decided"') :]
    if verdict not in (Verdict.ACCEPTED, Verdict.NOTED):
        assert state(case) != before
    undone(browser, answer.text)
    assert state(case) == before
    assert case.history() == []


def test_values_reach_the_event(case: Case, browser: Browser) -> None:
    """What was set is what the event says afterwards."""
    event = kramatorsk(case)
    for fields in ({"prop": "killed", "value": "58"}, {"prop": "target", "value": "travellers"}):
        browser.send(f"/events/{event}/correct", back="/", **fields)
    browser.send(f"/events/{event}/place", name="Platform", lat="48.73", lon="37.58", country="UA", back="/")
    found = case.event(event)
    assert found.harm[Harm.KILLED].best == 58
    assert [one.party.name for one in found.participants if one.role is Role.TARGET] == ["travellers"]
    assert found.where is not None and (found.where.lat, found.where.country) == (48.73, "UA")


def test_split_and_merge(case: Case, browser: Browser) -> None:
    """Ticked pages become an event of their own; merged by id they are one again; both can be undone."""
    event, before = kramatorsk(case), state(case)
    page = browser.get(f"/events/{event}")
    items = re.findall(r'name="pages" value="(\w+)"', page)
    assert len(items) == len(case.event(event).items)
    split = browser.send(f"/events/{event}/split", pages=items[-1:], back=f"/events/{event}")
    (other,) = {one.id for one in case.events(planned=True)} - {row[0] for row in before}
    assert other in split.text
    merged = browser.send(f"/events/{event}/merge", into=other, back=f"/events/{event}")
    assert case.event(other).id == case.event(event).id
    undone(browser, merged.text)
    assert case.event(other).id == other
    browser.send("/undo", decision=case.history()[0].decided.id, back="/")
    assert state(case) == before


def test_links_are_judged(case: Case, browser: Browser) -> None:
    """Two reports of a link are said to be different, or the same."""
    event, before = kramatorsk(case), state(case)
    found = case.explain(event)
    assert isinstance(found, EventLinks)
    name = found.inside[0].name
    assert f'action="/links/{name}/same"' in browser.get(f"/events/{event}")
    answer = browser.send(f"/links/{name}/different", why="another day", back=f"/events/{event}")
    assert state(case) != before
    undone(browser, answer.text)
    assert state(case) == before
    browser.send(f"/links/{name}/same", back="/")
    assert case.history()[0].decided.verdict is Verdict.SAME


def test_a_dispute_is_closed_and_opened(case: Case, browser: Browser) -> None:
    """It leaves the event, the question leaves the queue, and both come back."""
    event = kramatorsk(case)
    disputes = case.event(event).disputes
    queue = [task.id for task in case.review()]
    answer = browser.send(f"/events/{event}/dispute", value=disputes[0].id, why="two counts", back=f"/events/{event}")
    assert len(case.event(event).disputes) == len(disputes) - 1
    assert len(case.review()) < len(queue)
    undone(browser, answer.text)
    assert case.event(event).disputes == disputes
    assert [task.id for task in case.review()] == queue


def test_a_sign_is_set_aside(case: Case, browser: Browser) -> None:
    """It stands in the decision by its name, and comes back."""
    event = kramatorsk(case)
    graded = case.event(event).assessment
    assert graded is not None
    name = next(one.name for one in graded.signals if one.effect)
    answer = browser.send(f"/events/{event}/signal", signal=name, back=f"/events/{event}")
    assert "does not count" in answer.text
    now = case.event(event).assessment
    assert now is not None and name not in {one.name for one in now.signals}
    undone(browser, answer.text)
    assert case.event(event).assessment == graded


def test_a_misread_value_is_mended_where_it_stands(case: Case, browser: Browser) -> None:
    """From the table of values: the form shows the words, and the right value takes the place of the wrong one."""
    event = kramatorsk(case)
    before = state(case)
    claim = next(c for a in case.show(event).accounts for c in a.claims.get("killed", ()))
    form = browser.get(f"/events/{event}/misread?claim={claim.id}")
    assert f"/events/{event}/misread?claim={claim.id}" in browser.get(f"/events/{event}")
    reports = re.findall(r'name="pages" value="(\w+)"', form)
    assert claim.subject in reports
    answer = browser.send(
        f"/events/{event}/misread", name=claim.id, pages=reports, value="31", why="a slip", back=f"/events/{event}"
    )
    assert "read so by a person" in answer.text
    assert "31" in {str(c.parsed().best) for a in case.show(event).accounts for c in a.claims.get("killed", ())}
    undone(browser, answer.text)
    assert state(case) == before
    struck = browser.send(f"/events/{event}/misread", name=claim.id, pages=reports, value="", back="/")
    assert struck.status_code == 200
    told = [c for a in case.show(event).accounts for c in a.claims.get("killed", ()) if a.report.id in reports]
    assert claim.value not in {c.value for c in told}


BAD: tuple[tuple[str, dict[str, object], str], ...] = (
    ("correct", {"prop": "killed", "value": "many"}, "no count"),
    ("correct", {"prop": "colour", "value": "red"}, "nothing that can be corrected"),
    ("correct", {"prop": "place", "value": "Nowhereville"}, "gazetteer"),
    ("place", {"name": "X", "lat": "95", "lon": "3"}, "degrees"),
    ("place", {"name": "X", "lat": "9"}, "both degrees"),
    ("merge", {"into": ""}, "choose an event"),
    ("merge", {"into": "ZZZZ"}, "ZZZZ"),
    ("split", {}, "tick the pages"),
    ("grade", {"source": "E"}, "record"),
    ("grade", {"source": "Q"}, "no grade"),
    ("signal", {"signal": "mood"}, "no signal"),
    ("dispute", {"value": "nosuch"}, "no dispute"),
    ("comment", {}, "without words"),
)


@pytest.mark.parametrize(("act", "fields", "words"), BAD)
def test_what_cannot_be_decided_is_said(
    case: Case, browser: Browser, act: str, fields: dict[str, object], words: str
) -> None:
    """A sentence on the page one came from, nothing in the ledger, and what was typed is still there."""
    event = kramatorsk(case)
    answer = browser.send(
        f"/events/{event}/{act}", why="" if act == "comment" else "my reason", back=f"/events/{event}", **fields
    )
    assert answer.status_code == 200
    page = html.unescape(answer.text)
    assert "Not decided" in page and words in page
    assert case.history(every=True) == []
    if act not in ("comment", "dispute", "signal"):
        assert "my reason" in page and '<details name="decide" open>' in page


def test_without_a_name_nothing_is_decided(case: Case) -> None:
    """The forms ask who decides; the name that comes with a form is remembered."""
    browser, event = Browser(case), kramatorsk(case)
    assert 'name="analyst" required' in browser.get(f"/events/{event}")
    assert "Say who you are" in browser.send(f"/events/{event}/accept", back=f"/events/{event}").text
    assert case.history(every=True) == []
    browser.send(f"/events/{event}/accept", analyst="  Ben \n Clerk ", back=f"/events/{event}")
    assert [one.decided.by for one in case.history()] == ["Ben Clerk"]
    assert 'name="analyst" required' not in browser.get(f"/events/{event}")


@pytest.mark.parametrize(
    "path",
    ["/events/{event}/accept", "/links/aaaaaaaa-bbbbbbbb/same", "/undo", "/review/x-1", "/review/assign",
     "/review/conflicts/x-1", "/review/skipped"],
)  # fmt: skip
def test_writing_needs_the_token(case: Case, path: str) -> None:
    """Every form of ours is refused without it."""
    client = TestClient(create_app(case))
    answer = client.post(
        path.format(event=kramatorsk(case)), data={"analyst": "Eve", "decision": "x", "answer": "accept"}
    )
    assert answer.status_code == 403
    assert case.history(every=True) == []


def test_unknown_things_are_not_found(case: Case, browser: Browser) -> None:
    """No such act, claim, event or link: a sentence, no trace."""
    event = kramatorsk(case)
    assert browser.send(f"/events/{event}/burn", back="/").status_code == 404
    assert browser.client.get(f"/events/{event}/misread?claim=nosuch").status_code == 404
    assert browser.client.get(f"/events/{event}/misread").status_code == 422
    assert "Not decided" in browser.send("/events/ZZZZ/accept", back="/").text
    assert "Not decided" in browser.send("/links/aaaaaaaa-bbbbbbbb/same", back="/").text
    assert "Not decided" in browser.send("/undo", decision="ffff", back="/").text
    assert browser.send(f"/events/{event}/accept", why="x" * 3000, back="/").status_code == 422


def test_nothing_inline(case: Case, browser: Browser) -> None:
    """Forms obey the policy of all pages."""
    event = kramatorsk(case)
    browser.send(f"/events/{event}/comment", why="<script>alert(1)</script>", back="/")
    for path in (f"/events/{event}", "/history", "/review", f"/review/{case.review()[0].id}", "/review/agreement"):
        page = browser.get(path)
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page), path
