"""Working as several in the browser: blind second readings, conflicts, agreement, questions given to people."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import djeli
from djeli.ledger import Case
from webdesk import Browser

REASON = "only the first reader wrote this"


@pytest.fixture
def case(demo_copy: Path) -> Iterator[Case]:
    """A copy of the demo case, to decide about."""
    with djeli.open(demo_copy) as opened:
        yield opened


def pages(browser: Browser, task: str) -> list[str]:
    """Everything a blind reader is shown on the way to a question."""
    paths = ("/review?mode=double", "/review/next?mode=double", f"/review/{task}?mode=double")
    return [html.unescape(browser.client.get(path).text) for path in paths]


@pytest.mark.parametrize(
    ("kind", "answer"), [("link", "accept"), ("link", "reject"), ("source", "reject"), ("dispute", "reject")]
)
def test_a_blind_reading_leaks_nothing(case: Case, kind: str, answer: str) -> None:
    """Whatever was answered first, the second reader sees no name, no reason, no outcome, and no way to it."""
    task = case.review(kinds=[kind])[0]
    offered = [html.escape(one.words) for one in (task.accept, task.reject) if one]
    first, second = Browser(case, "Awa Unusual"), Browser(case, "Ben")
    first.send(f"/review/{task.id}", answer=answer, why=REASON)
    shown = pages(second, task.id)
    for page in shown:
        assert task.question in page
        assert "Unusual" not in page and REASON not in page and "Decided:" not in page
        body = page.partition("<main")[2].partition("</main>")[0]
        assert "/events/" not in body and "/read/" not in body  # those pages show what holds now
    for words in offered:
        assert html.unescape(words).lower() in shown[2].lower()
    assert case.history()[0].decided.id[:8] not in "".join(shown)
    assert f"/review/{task.id}" not in "".join(pages(first, task.id)[:1])  # not asked twice


def test_blind_pages_do_not_depend_on_the_answer(demo_copy: Path, tmp_path: Path) -> None:
    """Sign for sign the same, whether the first answer was yes or no."""
    seen = []
    for answer in ("accept", "reject"):
        folder = tmp_path / answer
        shutil.copytree(demo_copy, folder)
        with djeli.open(folder) as case:
            task = case.review(kinds=["link"])[0]
            Browser(case, "Awa").send(f"/review/{task.id}", answer=answer, why=REASON)
            page = Browser(case, "Ben").get(f"/review/{task.id}?mode=double")
            seen.append(re.sub(r'name="csrf" value="[^"]+"', "", page))
    assert seen[0] == seen[1]


def test_a_second_answer_changes_nothing_and_differences_are_settled(case: Case) -> None:
    """From first answer to adjudication, in the browser; each step is undone by its Undo."""
    task = case.review(kinds=["source"])[0]
    first, second, third = (Browser(case, name) for name in ("Awa", "Ben", "Cem"))
    first.send(f"/review/{task.id}", answer="accept", why="a good page")
    before = [event.id for event in case.events(planned=True)]
    answer = second.send(f"/review/{task.id}?mode=double", answer="reject", why="a rumour")
    assert "accept" not in answer.text.partition("<main")[0] and answer.status_code == 200
    assert [event.id for event in case.events(planned=True)] == before
    assert "/review/" + task.id not in second.get("/review?mode=double")
    page = html.unescape(third.get("/review/conflicts"))
    for words in ("Awa", "Ben", "a good page", "a rumour", "No such event", "holds until it is settled"):
        assert words in page
    assert third.send(f"/review/conflicts/{task.id}", answer="reject", why="").status_code == 404
    settled = third.send(
        f"/review/conflicts/{task.id}", answer="reject", why="no second page", back="/review/conflicts"
    )
    assert "No two answers" in settled.text
    assert task.events[0] not in {event.id for event in case.events(planned=True)}
    assert case.history()[0].decided.by == "Cem"
    undo = re.search(r'name="decision" value="(\w+)"', settled.text)
    assert undo
    assert "a rumour" in third.send("/undo", decision=undo[1], back="/review/conflicts").text
    assert [event.id for event in case.events(planned=True)] == before
    assert "Not decided" in third.send("/review/conflicts/link-00000", answer="reject", why="x", back="/review").text


def test_agreement_is_shown_with_its_caution(case: Case) -> None:
    """Shares and kappa of what two answered, overall and by question; before that a sentence."""
    awa, ben = Browser(case, "Awa"), Browser(case, "Ben")
    assert "nothing can be said" in awa.get("/review/agreement")
    tasks = case.review(kinds=["date"])[:3]
    for number, task in enumerate(tasks):
        case.answer(task.id, "accept", by="Awa")
        case.answer_again(task.id, "accept" if number else "reject", by="Ben")
    page = html.unescape(ben.get("/review/agreement"))
    assert "2 of 3 (67%)" in page and "Only 3 questions" in page and "Awa, Ben" in page
    assert "when it was" in page and "Conflicts (1)" in page


def test_questions_are_given_to_people(case: Case) -> None:
    """Dealt out in turn; each reads their own and what is nobody's; no name frees them again."""
    tasks = [task.id for task in case.review()[:4]]
    lead, awa = Browser(case, "Lead"), Browser(case, "Awa")
    said = lead.send("/review/assign", tasks=tasks, names="Ben; Awa", back="/review?whose=all")
    assert "4 questions given to Ben and Awa, in turn" in said.text and said.text.count("for Ben") == 2
    listed = re.findall(r'data-open href="/review/([\w-]+)', awa.get("/review"))
    assert tasks[1] in listed and tasks[3] in listed and tasks[0] not in listed
    mine = re.findall(r'data-open href="/review/([\w-]+)', awa.get("/review?whose=mine"))
    assert mine == [tasks[1], tasks[3]]
    assert awa.client.get("/review/next").url.path == f"/review/{tasks[1]}"
    assert "to be answered by Ben" in html.unescape(lead.get("/history"))
    lead.send("/review/assign", tasks=tasks, names="", back="/review")
    assert case.assigned() == {}
    assert "Tick the questions" in lead.send("/review/assign", names="Awa", back="/review").text
    assert lead.send("/review/assign", tasks=tasks, each="x", back="/review").status_code == 422


def test_names_with_commas_and_who_has_nothing(case: Case) -> None:
    """“Awa, Ben” are two people; and whoever was given nothing isn't told that all is answered."""
    tasks = [task.id for task in case.review()]
    lead, eve = Browser(case, "Lead"), Browser(case, "Eve")
    said = lead.send("/review/assign", tasks=tasks, names="Awa, Ben", each=2, back="/review?whose=all")
    assert "given to Awa and Ben, 2 people to each." in said.text
    assert set(case.assigned().values()) == {("Awa", "Ben")}
    page = eve.get("/review")
    assert "Nothing is open for Eve" in page and f"{len(tasks)} questions are open in all" in page
    assert "has been answered" not in page
    assert "question: do accounts contradict" in eve.get("/history")
    lead.send("/review/assign", tasks=tasks, names="Diallo, Awa; Ben", back="/review")
    assert {name for names in case.assigned().values() for name in names} == {"Diallo, Awa", "Ben"}


def test_two_to_a_question(case: Case) -> None:
    """Given to two, the second reads it blind among their own."""
    task = case.review()[0].id
    lead, ben = Browser(case, "Lead"), Browser(case, "Ben")
    lead.send("/review/assign", tasks=[task], names="Awa; Ben", each=2, back="/review")
    Browser(case, "Awa").send(f"/review/{task}", answer="accept")
    assert ben.client.get("/review/next?mode=double&whose=mine").url.path == f"/review/{task}"
