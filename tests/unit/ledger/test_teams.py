"""Several people judge one case: second answers change nothing, differences are settled, names stay inside."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from djeli import ledger, pipeline
from djeli.errors import NotFound
from djeli.judge.queue import TaskKind
from djeli.ledger import Case
from djeli.ledger.queueing import Wanted
from djeli.settings import Settings
from djeli.vocab import Harm, Verdict


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two events of one origin each, that ask to be looked at."""
    folder = tmp_path_factory.mktemp("two")
    texts = {
        "gao": "Gunmen attacked a market in Gao, Mali, on 11 March 2021 and killed nine traders.",
        "aden": "A bomb exploded at the port of Aden, Yemen, in 2019, killing two sailors.",
    }
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"News of {name}\n\nHarbour Wire\n12 March 2021\n\n{text}\n")
    with ledger.create(folder / "case", Settings(title="Two", custodian="A. Clerk", workers=1)) as case:
        case.add(sorted(folder.glob("*.txt")))
    return folder / "case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Case:
    """A copy of it, open."""
    return ledger.open(shutil.copytree(built, tmp_path / "case"))


def state(case: Case) -> list[tuple[str, object, object]]:
    """What the ledger says of its events, decisions aside."""
    return [(e.id, e.where, e.harm.get(Harm.KILLED)) for e in case.events(planned=True)]


def test_a_second_answer_changes_nothing_until_it_is_settled(case: Case) -> None:
    """Blind answers are kept and compared; only the settling row moves the ledger, and taking it back moves it back."""
    task = case.review(kinds=["date"])[0]
    case.answer(task.id, "accept", by="Awa", why="the page says no more")
    assert task.id not in {one.id for one in case.review()}
    assert case.questions(Wanted(second_for="Awa")).rows == []
    (again,) = case.questions(Wanted(second_for="Ben")).rows
    assert (again.id, again.question, again.accept, again.reject) == (
        task.id, task.question, task.accept, task.reject,
    )  # fmt: skip
    before = state(case)
    case.answer_again(task.id, "reject", by="Ben", why="it is a rumour")
    assert state(case) == before
    with pytest.raises(NotFound, match="no second answer"):
        case.answer_again(task.id, "reject", by="Cem")
    (conflict,) = case.conflicts()
    assert {one.by: one.answer for one in conflict.codings} == {"Awa": "accept", "Ben": "reject"}
    made = case.settle(task.id, "reject", by="Cem", why="no second page tells of it")
    assert case.conflicts() == []
    assert task.events[0] not in {event.id for event in case.events(planned=True)}
    case.undo(made.id, by="Cem")
    assert state(case) == before
    assert [one.task.id for one in case.conflicts()] == [task.id]


def test_a_value_can_be_the_answer(case: Case) -> None:
    """Two people who type one value differently agree; the first value stands in the event."""
    task = case.review(kinds=["date"])[0]
    case.answer(task.id, "date=2019-05-03", by="Awa")
    (event,) = (one for one in case.events() if one.id == task.events[0])
    assert event.when is not None and event.when.start.isoformat() == "2019-05-03"
    case.answer_again(task.id, "date= 2019-5-3", by="Ben")
    assert case.conflicts() == []
    found = case.agreement()
    assert (found.overall.questions, found.overall.alike) == (1, 1)
    assert [(kind, one.pairs) for kind, one in found.kinds] == [(TaskKind.DATE, 1)]
    with pytest.raises(NotFound, match="no answer"):
        case.answer(case.review()[0].id, "perhaps", by="Awa")


def test_assignments_compute_nothing_and_leave_without_names(case: Case, tmp_path: Path) -> None:
    """Who shall answer is a note; the queue stays, and an export carries pseudonyms alone."""
    tasks = [task.id for task in case.review()]
    case.assign([(tasks[0], ["Awa Unusual", "Ben"]), (tasks[1], ["Ben"])], by="Lead Unusual")
    assert case.assigned() == {tasks[0]: ("Awa Unusual", "Ben"), tasks[1]: ("Ben",)}
    with case.store.reading() as view:
        assert not view.stale(pipeline.recipe(case.settings))  # nothing waits to be computed
    assert [task.id for task in case.review()] == tasks
    case.answer(tasks[0], "accept", by="Awa Unusual")
    written = case.export("jsonl", tmp_path / "out", audience="internal")
    text = "".join(path.read_text(encoding="utf-8") for path in written if path.suffix in (".jsonl", ".json"))
    assert "Unusual" not in text
    rows = [json.loads(line) for path in written if path.stem == "judgements" for line in path.read_text().splitlines()]
    pair = next(row["value"] for row in rows if row["left"] == tasks[0]).split("; ")
    answered = next(row["by"] for row in rows if row["verdict"] == Verdict.ACCEPTED.value)
    assert len(pair) == 2 and pair[0] == answered


def test_history_says_what_stands_and_who(case: Case) -> None:
    """Newest first; what was taken back is shown on demand, with the row that took it back."""
    event = case.events()[0].id
    made = case.comment(event, "Ask the port.", by="Awa")
    case.correct(event, "killed", "3", by="Ben")
    case.undo(made.id, by="Ben")
    assert [one.decided.prop for one in case.history()] == ["killed"]
    every = case.history(every=True)
    assert [one.decided.verdict for one in every] == [Verdict.WITHDRAWN, Verdict.CORRECTED, Verdict.NOTED]
    assert every[2].undone_by == every[0].decided.id and every[1].undone_by == ""
    assert [one.decided.by for one in case.history(who="Awa", every=True)] == ["Awa"]
    assert case.analysts() == {"Ben": 1}
    assert case.adrift() == []


def test_a_misread_value_can_be_mended_or_struck(case: Case) -> None:
    """Of a report: another value, or nothing of the kind; the machine's claim comes back with the undoing."""
    event = next(one for one in case.events() if one.harm[Harm.KILLED].best == 9)
    told = case.show(event.id).accounts[0].claims["killed"][0]
    (made,) = case.misread([(told.subject, told.value)], "killed", "", by="Awa", why="nine was the hour")
    assert Harm.KILLED not in case.event(event.id).harm
    case.undo(made.id)
    (made,) = case.misread([(told.subject, told.value)], "killed", "7", by="Awa")
    assert case.event(event.id).harm[Harm.KILLED].best == 7
    with pytest.raises(NotFound):
        case.misread([(told.subject, "no such value")], "killed", "7", by="Awa")
