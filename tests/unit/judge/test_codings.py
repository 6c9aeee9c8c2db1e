"""Answers of several people: the question is kept as asked, second answers are told apart, the latest word settles."""

from __future__ import annotations

import datetime as dt

import pytest

from djeli.judge.codings import (
    ACCEPT,
    REJECT,
    answer_words,
    assigned,
    coded,
    coding,
    dealt,
    noted,
    people,
    sealed,
    second_reading,
    task_of,
)
from djeli.judge.queue import Offer, Task, TaskKind
from djeli.judge.rows import ASSIGNED, CODED, DECISION, in_force, seen, seen_fact, seen_value
from djeli.records import Judgement
from djeli.vocab import Verdict

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
KEPT = seen("", ["a" * 32], task="source-12345")
TASK = Task(
    id="source-12345",
    kind=TaskKind.SOURCE,
    risk=1.5,
    because="One origin.",
    question="Did it happen?",
    events=("7K2Q",),
    reports=("a" * 32,),
    accept=Offer(words="it stands", left="7K2Q", right="task:source", verdict=Verdict.ACCEPTED, seen=KEPT),
    reject=Offer(words="no such event", left="7K2Q", right="event", verdict=Verdict.REJECTED, seen=KEPT),
    correct=("grade",),
)


def first(by: str, answer: str, minute: int, *, settles: bool = False) -> Judgement:
    """A row that answers the question and takes effect."""
    offer = TASK.accept if answer == ACCEPT else TASK.reject
    assert offer is not None
    kept = sealed(TASK, answer, offer.seen, settles=settles)
    at = START + dt.timedelta(minutes=minute)
    return Judgement(left=offer.left, right=offer.right, verdict=offer.verdict, by=by, at=at, seen=kept)


def second(by: str, answer: str, minute: int) -> Judgement:
    """A second answer, a note."""
    at = START + dt.timedelta(minutes=minute)
    return Judgement(left=TASK.id, right=CODED, verdict=Verdict.NOTED, by=by, at=at, value=answer, seen=noted(TASK))


def test_a_question_comes_back_as_it_was_asked() -> None:
    """A row that answers keeps the whole question, and what it kept of its own."""
    row = first("A", ACCEPT, 1)
    assert task_of(row) == TASK
    assert seen_fact(row, "task") == TASK.id
    assert seen_value(row) == ""
    assert "seen" not in seen_fact(row, "asked")["accept"]  # once is enough: groups of reports are long


@pytest.mark.parametrize("text", ["", "{}", '{"asked": 3}', '{"asked": {"id": "x"}}', '{"asked": {"kind": []}}', "{"])
def test_rows_of_others_make_no_question(text: str) -> None:
    """What somebody else wrote, or an older row, is passed over."""
    row = Judgement(left="7K2Q", right="event", verdict=Verdict.REJECTED, by="A", at=START, seen=text)
    assert task_of(row) is None
    assert coding(row) is None
    assert coded([row]) == []


def test_a_second_answer_is_offered_to_others_only() -> None:
    """Whoever answered first is not asked again, and two answers are enough."""
    rows = [first("A", ACCEPT, 1)]
    assert second_reading(coded(rows), "A") == []
    assert second_reading(coded(rows), "B") == [TASK]
    assert second_reading(coded([*rows, second("B", ACCEPT, 2)]), "C") == []


def test_answers_that_differ_wait_until_somebody_settles_them() -> None:
    """Agreement needs nothing; a conflict is open until a settling row, which is itself no independent answer."""
    (agreed,) = coded([first("A", ACCEPT, 1), second("B", ACCEPT, 2)])
    assert not agreed.differ
    rows = [first("A", ACCEPT, 1), second("B", REJECT, 2)]
    (conflict,) = coded(rows)
    assert conflict.open and conflict.unit == {"A": ACCEPT, "B": REJECT}
    (done,) = coded([*rows, first("C", REJECT, 3, settles=True)])
    assert done.differ and not done.open
    assert done.settled is not None and done.settled.by == "C"
    assert done.unit == {"A": ACCEPT, "B": REJECT}


def test_taking_back_opens_again() -> None:
    """Without the settling row the conflict is back; without the first answer there is none to read a second time."""
    rows = [first("A", ACCEPT, 1), second("B", REJECT, 2), first("C", REJECT, 3, settles=True)]
    at = START + dt.timedelta(minutes=4)

    def back(one: Judgement) -> Judgement:
        return Judgement(left=DECISION + one.id, right="decision", verdict=Verdict.WITHDRAWN, by="C", at=at)

    (conflict,) = coded(in_force([*rows, back(rows[2])]))
    assert conflict.open
    (alone,) = coded(in_force([*rows[:2], back(rows[0])]))
    assert alone.unit == {"B": REJECT}
    assert second_reading([alone], "C") == []


def test_the_latest_word_assigns() -> None:
    """Names are split and cleaned; an empty row frees the question."""
    rows = [
        Judgement(left="link-1", right=ASSIGNED, verdict=Verdict.NOTED, by="L", at=START, value="Awa ;  Ben; Awa"),
        Judgement(left="link-2", right=ASSIGNED, verdict=Verdict.NOTED, by="L", at=START, value="Awa"),
        Judgement(left="link-2", right=ASSIGNED, verdict=Verdict.NOTED, by="L", at=START + dt.timedelta(1), value=""),
    ]
    assert assigned(rows) == {"link-1": ("Awa", "Ben")}
    assert people(" ; ") == ()


def test_dealing_out_is_even() -> None:
    """In turn; two to a question pairs everybody with everybody else's neighbour."""
    assert dealt(["q1", "q2", "q3"], ["A", "B"]) == [("q1", ("A",)), ("q2", ("B",)), ("q3", ("A",))]
    assert dealt(["q1", "q2"], ["A", "B", "C"], each=2) == [("q1", ("A", "B")), ("q2", ("C", "A"))]
    assert dealt(["q1"], ["A"], each=2) == [("q1", ("A",))]
    assert dealt(["q1"], []) == []


def test_answers_in_words() -> None:
    """As the question offered them, or the value given."""
    assert answer_words(TASK, ACCEPT) == "it stands"
    assert answer_words(TASK, "killed=57") == "killed: 57"
    assert answer_words(TASK, "shrug") == "shrug"
