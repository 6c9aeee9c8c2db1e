"""`djeli review` and `djeli explain` as a person and as a script use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from djeli import ledger
from djeli.cli import console, review, reviewing

Djeli = Callable[..., Any]


def test_queue_as_list_and_as_json(djeli: Djeli, demo_case: Path) -> None:
    """Without a terminal the queue is listed, most risky first; JSON has what each answer would write."""
    said = djeli("review", "--case", demo_case)
    assert said.status == 0 and "most risky first" in said.words
    tasks = json.loads(djeli("review", "--list", "--json", "--limit", "0", "--case", demo_case).out)
    assert [one["risk"] for one in tasks] == sorted((one["risk"] for one in tasks), reverse=True)
    assert tasks[0]["id"][:13] in said.out and len(tasks[0]["id"]) > 20
    assert {"dispute", "link", "source"} <= {one["kind"] for one in tasks}
    assert all(one["accept"] and one["because"] for one in tasks)
    only = json.loads(djeli("review", "--kind", "link", "--json", "--case", demo_case).out)
    assert {one["kind"] for one in only} == {"link"}
    assert djeli("review", "--kind", "gossip", "--case", demo_case).status == 2


def test_decisions_one_by_one(djeli: Djeli, demo_copy: Path) -> None:
    """Correct, comment, reject, merge, split, undo: each is said in a sentence, stands in the log and on the event."""
    case = ("--case", demo_copy)
    first = json.loads(djeli("events", "--disputed", "--json", *case).out)[0]
    event, item = first["id"], first["items"][0]
    said = djeli("review", "correct", event, "killed=41", "date=2024-01", "--why", "own list", "--as", "Ada", *case)
    assert said.status == 0 and "Ada" in said.words and "own list" in said.words and "undo" in said.words
    djeli("review", "comment", event, "ring the mayor", "--as", "Ada", *case)
    shown = djeli("show", event, *case).words
    assert (
        "Decided by people" in shown and "ring the mayor" in shown and "Set by a person" in shown and "Ada, 20" in shown
    )
    log = json.loads(djeli("review", "log", "--json", *case).out)
    assert [one["decision"]["prop"] for one in log] == ["killed", "when", "comment"]
    assert {one["about"] for one in log} == {event}
    assert "own list" in djeli("review", "log", *case).words
    graded = djeli("review", "grade", f"event:{event}", "-5", "--why", "nobody saw it", *case)
    assert "grade of the information is 5" in graded.words
    assert djeli("review", "undo", *case).status == 0
    assert djeli("review", "grade", f"item:{item}", "-5", "--why", "nobody saw it", *case).status == 0
    assert item in json.loads(djeli("review", "log", "--json", *case).out)[-1]["about"]
    assert djeli("review", "undo", *case).status == 0
    (task,) = json.loads(djeli("review", "--kind", "link", "--limit", "1", "--json", *case).out)
    merged = djeli("review", "merge", *task["events"], "--why", "one", *case)
    assert merged.status == 0
    assert djeli("review", "undo", *case).status == 0
    assert djeli("review", "reject", task["id"], "--why", "two", *case).status == 0
    assert djeli("review", "reject", task["id"], *case).status == 2  # answered already
    assert len(json.loads(djeli("review", "log", "--all", "--json", *case).out)) == 10


@pytest.mark.parametrize(
    "wrong",
    [
        ["correct", "ZZZZ", "killed=3"],
        ["correct", "EVENT", "killed"],
        ["correct", "EVENT", "mood=bad"],
        ["correct", "EVENT", "date=soon"],
        ["split", "EVENT", "nowhere.txt"],
        ["merge", "EVENT", "EVENT"],
        ["accept", "link-00000"],
        ["undo"],
        ["comment", "EVENT", " "],
        ["grade", "source:Nobody", "B2"],
        ["grade", "item:zz", "-2"],
    ],
)
def test_what_cannot_be_done_says_why(djeli: Djeli, demo_case: Path, wrong: list[str]) -> None:
    """A sentence with a cure, exit status 2, and nothing is written."""
    event = json.loads(djeli("events", "--json", "--case", demo_case).out)[0]["id"]
    said = djeli("review", *(event if one == "EVENT" else one for one in wrong), "--case", demo_case)
    assert said.status == 2 and len(said.err) > 20
    assert json.loads(djeli("review", "log", "--all", "--json", "--case", demo_case).out) == []


def test_explain_of_an_event_and_of_a_pair(djeli: Djeli, demo_case: Path) -> None:
    """The waterfall's sum leads to the chance of the link; an event lists its links and its near misses."""
    events = json.loads(djeli("events", "--json", "--no-background", "--case", demo_case).out)
    event = max(events, key=lambda one: len(one["items"]))["id"]
    whole = json.loads(djeli("explain", event, "--json", "--case", demo_case).out)
    assert whole["inside"] and whole["near"] and not any(one["linked"] for one in whole["near"])
    link = whole["near"][0]
    screen = djeli("explain", link["name"], "--case", demo_case).words
    assert "Are these one event? No" in screen and f"{link['probability']:.0%}" in screen
    last = sum(part["weight"] for part in link["parts"])
    assert f"{abs(last):.1f}" in screen
    assert "one event? Yes" in djeli("explain", whole["inside"][0]["name"], "--case", demo_case).words
    other = next(one["id"] for one in events if one["id"] != event)
    assert djeli("explain", event, other, "--case", demo_case).status == 0
    assert djeli("explain", "nowhere.txt", "--case", demo_case).status == 2
    for command in (["explain", event], ["explain", link["name"]], ["review"], ["events", "--rules", "all"]):
        wide = [line for line in djeli(*command, "--case", demo_case).out.splitlines() if cell_len(line) > 100]
        assert not wide, (command, wide)


def test_all_rules_side_by_side(djeli: Djeli, demo_case: Path) -> None:
    """Each count stands under the three rules, the lowest first; only `all` may be asked for."""
    found = json.loads(djeli("events", "--rules", "all", "--json", "--case", demo_case).out)
    by_rule = [rules for event in found for rules in event["rules"].values()]
    assert by_rule and all(set(one) == {"representative", "informative", "conservative"} for one in by_rule)
    pairs = [(one["conservative"]["best"], one["informative"]["best"]) for one in by_rule]
    assert any(low < high for low, high in pairs if low is not None and high is not None)
    assert "conservative" in djeli("events", "--rules", "all", "--case", demo_case).out
    assert djeli("events", "--rules", "some", "--case", demo_case).status == 2


def test_the_dialogue(demo_copy: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Skip, explain, a wrong key, a correction with a slip, accept with a reason, undo, leave: as a person types."""
    typed = iter(["s", "x", "c", "killed", "a", "seen it", "u", "slip", "q"])
    with (tmp_path / "screen").open("w+", encoding="utf-8") as file:
        screen = Console(file=file, width=100)
        monkeypatch.setattr(screen, "input", lambda prompt: next(typed))
        for module in (console, review, reviewing):
            monkeypatch.setattr(module, "out", screen)
        with ledger.open(demo_copy) as case:
            reviewing.dialogue(case, kinds=["dispute"], by="Ada")
            log = [one.verdict.value for one, _ in case.decisions(every=True)]
        file.seek(0)
        shown = " ".join(file.read().split())
    assert log == ["accepted", "withdrawn"]
    assert "2 decisions made" in shown and "Why this first" in shown and "Answers are" in shown
    assert "“" in shown and "killed=57" in shown


def test_the_end_of_input_ends_the_dialogue(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed input leaves without an error."""

    def closed(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(reviewing.out, "input", closed)
    with ledger.open(demo_copy) as case:
        reviewing.dialogue(case, kinds=[], by="")
        assert case.decisions() == []


def test_agreement_is_told_with_its_caution(djeli: Djeli, demo_copy: Path) -> None:
    """Nothing to say at first; then shares, kappa and how little few answers are."""
    assert "nothing can be said" in djeli("review", "agreement", "--case", demo_copy).words
    with ledger.open(demo_copy) as case:
        task = case.review(kinds=["date"])[0]
        case.answer(task.id, "accept", by="Ada")
        case.answer_again(task.id, "reject", by="Ben")
    said = djeli("review", "agreement", "--case", demo_copy)
    assert "0 of 1 (0%)" in said.words and "Only 1 question" in said.words
    assert max(cell_len(line) for line in said.out.splitlines()) <= 100
    assert json.loads(djeli("review", "agreement", "--json", "--case", demo_copy).out)["overall"]["pairs"] == 1
