"""Grades overruled where they belong: at the source, at the article; with a reason, in the history, and undone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.assess.source import PROVEN
from djeli.ledger import Case
from djeli.vocab import Basis, Verdict
from djeli.web.app import create_app
from webdesk import Browser

ANALYST = "Awa Reader"
WHY = "I read its record at https://example.org/record"


@pytest.fixture
def case(demo_copy: Path) -> Iterator[Case]:
    """A copy of the demo case, to decide about."""
    with djeli.open(demo_copy) as opened:
        yield opened


@pytest.fixture
def browser(case: Case) -> Browser:
    """Somebody who said who they are."""
    return Browser(case, ANALYST)


def proven(case: Case) -> str:
    """A source that is known by more than words, and has pages."""
    return next(one.name for one in case.sources() if one.items > 1 and one.basis in PROVEN)


def an_item(case: Case) -> str:
    """An article that tells of an event and has a grade."""
    event = next(one for one in case.events(place="Kramatorsk"))
    return event.items[0]


def page_of(name: str) -> str:
    """The page of a source."""
    return f"/sources/{quote(name, safe='')}"


def letters(case: Case, name: str) -> set[str]:
    """First halves of the grades of all that a source printed."""
    return {one.grade.grade[0] for one in case.source(name).printed if one.grade}


def grades(case: Case) -> list[tuple[str, str]]:
    """Everything graded."""
    return sorted((name, one.grade) for name, one in case.assessments().items())


def test_a_source_is_graded_and_the_grade_taken_back(case: Case, browser: Browser) -> None:
    """On its page, on its articles, in the history with who and why; undone all is as before."""
    name, before = proven(case), grades(case)
    where = page_of(name)
    assert 'action="/grades"' in browser.get(where)
    answer = browser.send("/grades", name=f"source:{name}", source="B", why=WHY, back=where)
    page = html.unescape(answer.text)
    assert answer.url.path == f"/sources/{name}"
    assert "grade of the source is B" in page
    assert letters(case, name) == {"B"}
    decided = page[page.index('id="decided"') :]
    assert ANALYST in decided
    assert WHY in decided
    (past,) = case.history()
    assert (past.decided.by, past.decided.verdict, past.decided.why) == (ANALYST, Verdict.CORRECTED, WHY)
    told = re.search(r'href="(/sources/[^"]+)"', browser.get("/history").partition("<tbody>")[2])
    assert told
    assert f'<h1 dir="auto">{html.escape(name)}</h1>' in browser.get(told[1])
    browser.send("/undo", decision=past.decided.id[:16], back=where)
    assert grades(case) == before
    assert "taken back" in browser.get(where)


def test_an_article_is_graded_and_the_grade_taken_back(case: Case, browser: Browser) -> None:
    """What it says, 1 to 6; the source's half stays; its event and the reader show it."""
    item, before = an_item(case), grades(case)
    where = f"/items/{item}"
    first = case.assessments()[item].grade
    digit = "5" if first[1] != "5" else "4"
    answer = browser.send("/grades", name=f"item:{item}", information=digit, why=WHY, back=where)
    assert f"grade of the information is {digit}" in html.unescape(answer.text)
    assert case.assessments()[item].grade == first[0] + digit
    assert ANALYST in browser.get(where)
    text = next(one.text for one in case.items() if one.id == item)
    assert re.search(rf'href="/items/{item}"[^>]*>{first[0]}{digit}<', browser.get(f"/read/{text}?item={item}"))
    browser.send("/grades", name=f"item:{item}", information="", why="the signs are right after all", back=where)
    assert grades(case) == before
    browser.send("/undo", decision=case.history()[0].decided.id[:16], back=where)
    assert case.assessments()[item].grade == first[0] + digit


def test_a_sign_of_an_article_is_set_aside(case: Case, browser: Browser) -> None:
    """It is chosen from those that count, and says so beside its reason."""
    item = next(
        one for one, graded in case.assessments().items() if len(one) == 32 and any(s.effect for s in graded.signals)
    )
    page = browser.get(f"/items/{item}")
    name = re.findall(r'<option value="(\w+)"', page[page.index('name="signal"') :])[0]
    answer = browser.send(
        "/grades", name=f"item:{item}", signal=name, why="it says nothing here", back=f"/items/{item}"
    )
    assert "does not count" in html.unescape(answer.text)
    assert name not in {one.name for one in case.assessments()[item].signals}


BAD: tuple[tuple[dict[str, object], str], ...] = (
    ({"source": "E", "why": "it lies"}, "record"),
    ({"source": "B", "why": " "}, "say why"),
    ({"source": "Q", "why": "x"}, "no grade"),
    ({"source": "B", "why": "x", "name": "source:Nobody Herald"}, "no page in this case"),
    ({"source": "B", "why": "x", "name": "event:7K2Q"}, "own page"),
    ({"source": "B", "why": "x", "name": "source:" + "<b>" * 60}, "no page in this case"),
    ({"information": "3", "why": "x", "name": "item:" + "0" * 32}, "no article"),
    ({"information": "3", "why": "x", "name": "item:../../etc/passwd"}, "no article"),
    ({"information": "9", "why": "x", "name": "ITEM"}, "no grade"),
    ({"information": "3", "why": "", "name": "ITEM"}, "say why"),
    ({"signal": "mood", "why": "x", "name": "ITEM"}, "no signal"),
)


@pytest.mark.parametrize(("fields", "words"), BAD)
def test_what_cannot_be_graded_is_said(case: Case, browser: Browser, fields: dict[str, object], words: str) -> None:
    """A sentence, nothing in the ledger, and the reason that was typed is still there."""
    name = proven(case)
    subject = {"name": f"source:{name}"} | fields
    if subject["name"] == "ITEM":
        subject["name"] = f"item:{an_item(case)}"
    answer = browser.send("/grades", back=page_of(name), **subject)
    assert answer.status_code == 200
    page = html.unescape(answer.text)
    assert "Not decided" in page
    assert words in page
    assert "<b><b>" not in answer.text
    assert case.history(every=True) == []


def test_a_name_that_anybody_can_write_is_not_graded(case: Case, browser: Browser) -> None:
    """Only words of pages name it: its page says why there is no form, and the form is refused as well."""
    proofs: dict[str, set[Basis]] = {}
    for row in case.sources():
        if row.items:
            proofs.setdefault(row.name, set()).add(row.basis)
    name = next(one for one, found in proofs.items() if not found & PROVEN)
    assert 'action="/grades"' not in browser.get(page_of(name))
    assert "cannot be graded" in browser.get(page_of(name))
    assert "Not decided" in browser.send("/grades", name=f"source:{name}", source="B", why="x", back="/").text


def test_grading_needs_the_token_and_a_name(case: Case) -> None:
    """Without the form's token it is refused, without a name of whoever decides it is said."""
    client = TestClient(create_app(case))
    fields = {"name": f"source:{proven(case)}", "source": "B", "why": "x"}
    assert client.post("/grades", data={**fields, "analyst": "Eve"}).status_code == 403
    assert "Say who you are" in Browser(case).send("/grades", back="/", **fields).text
    assert case.history(every=True) == []


def test_unknown_articles_are_not_found(case: Case) -> None:
    """A sentence, never a trace."""
    client = TestClient(create_app(case))
    for name in ("0" * 32, "x", "%2e%2e", "a" * 4000):
        assert client.get(f"/items/{name}").status_code == 404
