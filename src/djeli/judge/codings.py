"""Answers to questions of the queue as independent codings: who gave which, whether they differ, what settled it.

A row that answers a question keeps the question as it was asked (`seen`: "task", "asked", "answer"), so that somebody
else can be asked the very same, in the same words, without a look at what came of the first answer. The second answer
is a note of its own and changes nothing:

| row | left | right | verdict | value | seen |
|---|---|---|---|---|---|
| the first answer | as every decision | | | | with "task", "asked", "answer" |
| a second answer | question | "coded" | noted | the answer | "coded", "asked" |
| two that differ are settled | as every decision | | | | as the first, and "settles" |
| who shall answer | question | "assigned" | noted | names, joined by ";" | |

What holds is the first answer until a settling row, which is later and so wins. Rows taken back count for nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.errors import IntegrityError
from djeli.judge.agreement import Unit
from djeli.judge.queue import Offer, Task, TaskKind
from djeli.judge.rows import ASSIGNED, CODED, seen_fact
from djeli.records import Judgement
from djeli.viewcodec import plain
from djeli.vocab import Verdict

ACCEPT, REJECT = "accept", "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One person's answer to one question; `settles` says that it was given in sight of answers that differ."""

    task: str
    by: str
    answer: str
    why: str
    row: Judgement
    settles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A question with everybody's answer to it, the latest of each person, in the order they were given."""

    task: Task
    codings: tuple[Coding, ...]
    settled: Coding | None = None

    @property
    def differ(self) -> bool:
        """Whether two people answered otherwise."""
        return len({one.answer for one in self.codings}) > 1

    @property
    def open(self) -> bool:
        """Whether they did, and nobody settled it."""
        return self.differ and self.settled is None

    @property
    def unit(self) -> Unit:
        """Who answered what, for figures of agreement."""
        return {one.by: one.answer for one in self.codings}


def sealed(task: Task, answer: str, seen: str, *, settles: bool = False) -> str:
    """What a row that answers a question keeps as seen: the question as asked, and the answer.

    Args:
        task: the question.
        answer: "accept", "reject", or "property=value".
        seen: what the row would keep of its own.
        settles: whether it settles answers that differ.
    """
    own = _facts(seen) or {"value": "", "reports": []}
    more: dict[str, Any] = {"task": task.id, "asked": _asked(task), "answer": answer}
    return _json({**own, **more, **({"settles": True} if settles else {})})


def noted(task: Task) -> str:
    """What the row of a second answer keeps as seen."""
    return _json({"coded": task.id, "asked": _asked(task)})


def packed(task: Task) -> str:
    """A question as text, for `unpacked`."""
    return _json(_asked(task))


def unpacked(body: str) -> Task:
    """The question of a text that `packed` made.

    Raises:
        IntegrityError: it is none.
    """
    found = _task(_facts(body))
    if found is None:
        raise IntegrityError("a question cannot be read from the ledger; 'djeli verify' says what was changed")
    return found


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, separators=(",", ":"), ensure_ascii=False)


def _facts(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text.startswith("{") else {}
    except (ValueError, RecursionError):  # a row of a case that somebody else wrote
        return {}
    return found if isinstance(found, dict) else {}


def _asked(task: Task) -> dict[str, Any]:
    """A question as a row keeps it. What its answers would keep as seen is kept once."""
    found = plain(task)
    for name in (ACCEPT, REJECT):
        if found[name] is not None:
            found["seen"] = found[name].pop("seen")
    return dict(found)


def task_of(row: Judgement) -> Task | None:
    """The question a row answers, as it was asked; None where the row keeps none, or one that cannot be."""
    return _task(seen_fact(row, "asked"))


def _task(kept: object) -> Task | None:
    if not isinstance(kept, dict):
        return None
    try:
        seen = str(kept.get("seen", ""))
        offers = {name: _offer(kept.get(name), seen) for name in (ACCEPT, REJECT)}
        return Task(
            id=str(kept["id"]),
            kind=TaskKind(kept["kind"]),
            risk=float(kept["risk"]),
            because=str(kept["because"]),
            question=str(kept["question"]),
            correct=_names(kept.get("correct")),
            events=_names(kept.get("events")),
            reports=_names(kept.get("reports")),
            claims=_names(kept.get("claims")),
            accept=offers[ACCEPT],
            reject=offers[REJECT],
        )
    except (KeyError, TypeError, ValueError):  # a row of a case that somebody else wrote
        return None


def _names(found: object) -> tuple[str, ...]:
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def _offer(kept: object, seen: str) -> Offer | None:
    if not isinstance(kept, dict):
        return None
    fields = {name: str(kept[name]) for name in ("words", "left", "right", "value")}
    return Offer(verdict=Verdict(kept["verdict"]), seen=seen, **fields)


def coded(in_force: Iterable[Judgement]) -> list[Coded]:
    """Every answered question that a row keeps as it was asked, the most risky first.

    Args:
        in_force: decisions nobody took back, oldest first.
    """
    tasks: dict[str, Task] = {}
    found: dict[str, dict[str, Coding]] = {}
    settled: dict[str, Coding] = {}
    for row in in_force:
        one, task = coding(row), task_of(row)
        if one is None or task is None or task.id != one.task:
            continue
        tasks.setdefault(one.task, task)
        if one.settles:
            settled[one.task] = one
            continue
        found.setdefault(one.task, {}).pop(one.by, None)
        found[one.task][one.by] = one
        if row.right == CODED:  # an answer given later opens what was settled before it
            settled.pop(one.task, None)
    made = [
        Coded(task=tasks[name], codings=tuple(answers.values()), settled=settled.get(name))
        for name, answers in found.items()
    ]
    return sorted(made, key=lambda one: (-one.task.risk, one.task.id))


def coding(row: Judgement) -> Coding | None:
    """The answer a row gives to a question of the queue; None where it gives none."""
    second = row.right == CODED and row.verdict is Verdict.NOTED
    task, answer = (row.left, row.value) if second else (seen_fact(row, "task"), seen_fact(row, "answer"))
    if not (isinstance(task, str) and isinstance(answer, str) and task and answer):
        return None
    settles = bool(seen_fact(row, "settles")) and not second
    return Coding(task=task, by=row.by, answer=answer, why=row.why, row=row, settles=settles)


def second_reading(found: Iterable[Coded], analyst: str) -> list[Task]:
    """Questions that one other person alone answered, and whose answer holds."""
    return [one.task for one in found if len(one.codings) == 1 and not one.settled and _others(one.codings[0], analyst)]


def _others(one: Coding, analyst: str) -> bool:
    return one.by != analyst and one.row.right != CODED


def assigned(in_force: Iterable[Judgement]) -> dict[str, tuple[str, ...]]:
    """Question -> who shall answer it, as the latest row about it says."""
    found: dict[str, tuple[str, ...]] = {}
    for row in in_force:
        if row.right == ASSIGNED and row.verdict is Verdict.NOTED:
            found[row.left] = people(row.value)
    return {task: names for task, names in found.items() if names}


def people(text: str) -> tuple[str, ...]:
    """Names joined by semicolons, each once."""
    return tuple(dict.fromkeys(name for part in text.split(";") if (name := " ".join(part.split()))))


def people_typed(text: str) -> tuple[str, ...]:
    """Names as somebody writes them: with semicolons between, or with commas where there is none ("Awa, Ben")."""
    return people(text if ";" in text else text.replace(",", ";"))


def answer_words(task: Task, answer: str) -> str:
    """An answer as people read it."""
    offers = {ACCEPT: task.accept, REJECT: task.reject}
    offer = offers.get(answer)
    if offer is not None:
        return offer.words
    prop, mark, value = answer.partition("=")
    return f"{prop.replace('_', ' ')}: {value}" if mark else answer


def dealt(tasks: Sequence[str], names: Sequence[str], *, each: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    """Questions dealt out in turn, `each` people to a question, so that everybody gets about as many."""
    size = min(max(each, 1), len(names))
    if not size:
        return []
    return [
        (task, tuple(names[(number * size + more) % len(names)] for more in range(size)))
        for number, task in enumerate(tasks)
    ]
