"""The queue in the browser: question after question, answered, skipped, corrected; filters and counters."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import djeli
from djeli.judge.queue import TaskKind
from djeli.ledger import Case
from djeli.ledger.queueing import Wanted
from djeli.vocab import Verdict
from webdesk import Browser


@pytest.fixture
def case(demo_copy: Path) -> Iterator[Case]:
    """A copy of the demo case, to decide about."""
    with djeli.open(demo_copy) as opened:
        yield opened


@pytest.fixture
def browser(case: Case) -> Browser:
    """Somebody who said who they are."""
    return Browser(case, "Awa")


def at(browser: Browser, path: str = "/review/next") -> tuple[str, str]:
    """The question that is asked next, and its page."""
    answer = browser.client.get(path)
    assert answer.status_code == 200
    return answer.url.path.rpartition("/")[2], html.unescape(answer.text)


def test_the_list_is_the_queue_in_its_order(case: Case, browser: Browser) -> None:
    """All questions, the most risky first, fifty to a page, with counts by kind that add up."""
    tasks = case.review()
    page = browser.get("/review")
    assert re.findall(r'data-open href="/review/([\w-]+)"', page) == [task.id for task in tasks[:50]]
    assert re.findall(r'data-open href="/review/([\w-]+)', browser.get("/review?page=2")) == [t.id for t in tasks[50:]]
    counts = re.findall(r'href="/review\?kind=(\w+)".*?<span>(\d+)</span>', page)
    assert {kind: int(count) for kind, count in counts} == {
        kind.value: n for kind in TaskKind if (n := sum(task.kind is kind for task in tasks))
    }


def test_filters(case: Case, browser: Browser) -> None:
    """By kind, country and event; what cannot be is a sentence."""
    (kind, country, event) = ("link", "Ukraine", next(one.id for one in case.events(place="Kramatorsk")))
    for query, expected in (
        (f"kind={kind}", case.review(kinds=[kind])),
        (f"country={country}", case.questions(Wanted(country=country)).rows),
        (f"event={event}", [task for task in case.review() if event in task.events]),
    ):
        assert expected
        found = re.findall(r'data-open href="/review/([\w-]+)', browser.get(f"/review?{query}"))
        assert found == [task.id for task in expected[:50]]
    for query in ("kind=mood", "country=Atlantis", "event=ZZZZ", "mode=triple", "whose=theirs"):
        assert browser.client.get(f"/review?{query}").status_code == 404
    assert "Nothing is open under these filters" in browser.get("/review?kind=adrift")


def test_every_question_has_a_page(case: Case, browser: Browser) -> None:
    """With its words, links into the reader, its answers as buttons with keys, and where it stands."""
    tasks = case.review()
    kinds = {task.kind: task for task in tasks}
    for number, task in enumerate(tasks):
        if kinds[task.kind] is not task:
            continue
        page = html.unescape(browser.get(f"/review/{task.id}"))
        assert task.question in page
        assert f"{number + 1} of {len(tasks)}, most risky first" in page
        assert 'data-press="a"' in page and 'data-press="s"' in page
        assert "/read/" in page
        for passage in case.passages(task):
            assert " ".join(passage.quote.split())[:60] in " ".join(page.split())


def test_an_answer_leads_to_the_next_question(case: Case, browser: Browser) -> None:
    """Accept and reject write what the question offers; the counter counts; the undo asks the same again."""
    first, page = at(browser)
    assert first == case.review()[0].id and "0 answered in this session" in page
    answer = browser.send(f"/review/{first}", answer="accept", why="both pages say so")
    second = answer.url.path.rpartition("/")[2]
    assert second == case.review()[0].id != first
    assert "1 answered in this session" in answer.text and ">Undo<" in answer.text
    (past,) = case.history()
    assert (past.decided.by, past.decided.why, past.decided.verdict) == ("Awa", "both pages say so", Verdict.ACCEPTED)
    met = re.search(r'name="back" value="([^"]*)"><input type="hidden" name="decision" value="(\w+)"', answer.text)
    assert met
    again = browser.send("/undo", back=met[1], decision=met[2])
    assert again.url.path == f"/review/{first}"
    assert case.review()[0].id == first
    rejected = browser.send(f"/review/{first}?kind=dispute", answer="reject")
    assert rejected.url.params["kind"] == "dispute"
    assert case.history()[0].decided.verdict is Verdict.REJECTED


def test_another_person_begins_anew(browser: Browser) -> None:
    """What one person skipped and how many they answered isn't the next one's, who sits down at the same browser."""
    first, _ = at(browser)
    browser.send(f"/review/{first}", answer="skip")
    second, _ = at(browser)
    assert second != first
    browser.send(f"/review/{second}", answer="accept")
    assert "1 answered in this session" in at(browser)[1]
    browser.send("/me", analyst="Awa")
    assert "1 answered in this session" in at(browser)[1]
    browser.send("/me", analyst="Ben")
    asked, page = at(browser)
    assert asked == first
    assert "0 answered in this session" in page


def test_skipping_lasts_for_the_session(case: Case, browser: Browser) -> None:
    """Skipped questions are not asked again here, but by others; they can be brought back."""
    first, _ = at(browser)
    assert browser.send(f"/review/{first}", answer="skip").url.path != f"/review/{first}"
    assert at(browser)[0] != first
    assert at(Browser(case, "Ben"))[0] == first
    assert case.history(every=True) == []
    assert browser.send("/review/skipped").url.path == f"/review/{first}"
    for task in case.review(kinds=["place"]):
        browser.send(f"/review/{task.id}?kind=place", answer="skip")
    assert "was skipped in this session" in browser.get("/review/next?kind=place")


def test_a_question_is_settled_by_a_value(case: Case, browser: Browser) -> None:
    """A date that answers; a value that is none is said, and the question stays."""
    task = case.review(kinds=["date"])[0]
    bad = browser.send(f"/review/{task.id}", answer="correct", prop="date", value="soon")
    assert "Not decided" in bad.text and bad.url.path == f"/review/{task.id}" and 'value="soon"' in bad.text
    browser.send(f"/review/{task.id}", answer="correct", prop="date", value="2019-05-03", why="a letter")
    when = case.event(task.events[0]).when
    assert when is not None and when.start.isoformat() == "2019-05-03"
    assert task.id not in {one.id for one in case.review()}


def test_a_comment_leaves_the_question_open(case: Case, browser: Browser) -> None:
    """It is kept beside the event."""
    first, _ = at(browser)
    assert browser.send(f"/review/{first}", answer="comment", why="ask the clinic").url.path == f"/review/{first}"
    assert case.history()[0].decided.why == "ask the clinic"
    assert case.review()[0].id == first


def test_what_is_not_open_is_said(case: Case, browser: Browser) -> None:
    """Answered meanwhile, or never asked; an answer to it writes nothing."""
    assert browser.client.get("/review/link-00000").status_code == 404
    assert "Not decided" in browser.send("/review/link-00000", answer="accept").text
    assert "Not decided" in browser.send(f"/review/{case.review()[0].id}", answer="shrug").text
    assert browser.send(f"/review/{case.review()[0].id}").status_code == 422
    assert case.history(every=True) == []
    nobody = Browser(case)
    assert "Say who you are" in nobody.send(f"/review/{case.review()[0].id}", answer="accept").text
    assert case.history(every=True) == []


def test_a_case_of_an_older_djeli_says_so(demo_copy: Path) -> None:
    """Tables that the case does not have yet are no empty queue; after a run they are there."""
    with sqlite3.connect(demo_copy / "ledger.db") as ledger:
        for table in ("d_task", "d_printed", "d_dispute"):
            ledger.execute(f"DELETE FROM {table}")  # noqa: S608
        ledger.execute("UPDATE meta SET value = 'older' WHERE key = 'recipe'")
    with djeli.open(demo_copy) as opened:
        desk = Browser(opened, "Awa")
        for path in ("/review", "/sources", "/disputes"):
            assert "djeli run" in desk.get(path)
        opened.run()
        assert opened.review() and opened.sources() and opened.disputed()
        assert "djeli run" not in desk.get("/review")


def test_the_history_filters_and_undoes(case: Case, browser: Browser) -> None:
    """By analyst, with what was taken back, and those adrift; each row has its undo."""
    event = case.events()[0].id
    browser.send(f"/events/{event}/comment", why="first remark", back="/")
    other = Browser(case, "Ben")
    other.send(f"/events/{event}/comment", why="second remark", back="/")
    page = browser.get("/history?who=Ben")
    assert "second remark" in page and "first remark" not in page
    undo = re.search(r'name="decision" value="(\w+)"', page)
    assert undo
    back = other.send("/undo", decision=undo[1], back="/history")
    assert "second remark" not in back.text.partition("<h1>")[2]
    assert "taken back" in browser.get("/history?every=1")
    assert "None: every decision" in browser.get("/history?adrift=1")
    assert "Eve has decided nothing" in browser.get("/history?who=Eve")
    assert browser.client.get("/history?page=x").status_code == 422


def test_what_was_pressed_is_told_and_undone(case: Case, browser: Browser) -> None:
    """The sentence afterwards has the words of the button, ends once, and an answer taken back is not counted."""
    task = case.review(kinds=["dispute"])[0]
    said = html.unescape(browser.send(f"/review/{task.id}", answer="accept", why="Both say so.").text)
    assert f"Decided: “{task.accept.words}”." in said  # type: ignore[union-attr]
    assert "1 answered in this session" in browser.get("/review/next")
    decision = re.search(r'name="decision" value="(\w+)"', said)
    assert decision is not None
    browser.send("/undo", decision=decision[1], back=f"/review/{task.id}")
    assert "0 answered in this session" in browser.get("/review/next")
    event = case.review(kinds=["source"])[0].events[0]
    said = html.unescape(browser.send(f"/events/{event}/accept", why="Read all.", back=f"/events/{event}").text)
    assert "— Read all. " in said
