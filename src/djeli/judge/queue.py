"""What is worth an analyst's time, most risky first: doubt, times how much hangs on it.

Doubt says how likely the machine is wrong (0 to 1); what hangs on it grows with the people counted and is less for
what is only mentioned in passing or told as not having happened. Both stand in a sentence beside the task. A task goes
by the thing it asks and by what was seen: answered it is gone, and when what was seen changes it is asked anew.

Every task hangs on one event, on two (and links between them), or on a decision; so a change near some events changes
the tasks of these events and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import log10
from typing import Protocol

from djeli.judge.pairs import Settled, settle
from djeli.judge.rows import DECISION, seen_fact
from djeli.records import Judgement, Report, digest
from djeli.views import Event
from djeli.vocab import Harm, Verdict

SIGNS = 16
"""Of its state in the id of a task. People are shown fewer: as many as no other task begins with."""
_ONCE = 5
"""Signs that older decisions know a task by."""


class TaskKind(StrEnum):
    """What a task asks about."""

    LINK = "link"  # two events that may be one
    MEMBER = "member"  # a page that may not belong to its event
    DISPUTE = "dispute"
    SOURCE = "source"  # an event that rests on one origin
    PLACE = "place"
    DATE = "date"
    CODING = "coding"  # a type, a party or a number that looks misread
    ADRIFT = "adrift"  # a decision that no longer attaches to anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An answer a task can be given: in words, and the row it writes."""

    words: str
    left: str
    right: str
    verdict: Verdict
    value: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to decide.

    `because` says why it stands where it stands. `reports` are those whose words are to be shown, `claims` the claims
    in question. `correct` names the properties whose correction would settle it.
    """

    id: str
    kind: TaskKind
    risk: float
    because: str
    question: str
    events: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    accept: Offer | None = None
    reject: Offer | None = None
    correct: tuple[str, ...] = ()


class Scored(Protocol):
    """Two reports, and how probably they are of one event."""

    @property
    def left(self) -> str:
        """One of them."""
        ...

    @property
    def right(self) -> str:
        """The other."""
        ...

    @property
    def probability(self) -> float:
        """From 0 to 1."""
        ...


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What questions are made from: events as derived, and the decisions in force as they speak of them.

    `reports` are those of the events as people judged them, `links` all that touch one. `beside` are events that are
    not asked about, but which links lead to.
    """

    events: Sequence[Event]
    reports: Mapping[str, Report]
    links: Iterable[Scored]
    judgements: Sequence[Judgement]
    about_events: Sequence[Judgement]
    detached: Sequence[Judgement] = ()
    beside: Sequence[Event] = ()
    threshold: float = 0.4

    @cached_property
    def event_of(self) -> Mapping[str, Event]:
        """Report -> its event."""
        return {report: event for event in (*self.events, *self.beside) for report in event.reports}

    @cached_property
    def settled(self) -> Settled:
        """Which reports people tied and parted."""
        return settle(self.judgements)[0]

    @cached_property
    def _answered(self) -> frozenset[str]:
        rows = (*self.judgements, *self.about_events)
        return frozenset(str(seen_fact(one, "task")) for one in rows if seen_fact(one, "task"))

    def answered(self, task: Task) -> bool:
        """Whether somebody answered it, maybe when ids were shorter."""
        return task.id in self._answered or task.id[: -SIGNS + _ONCE] in self._answered


Doubts = Callable[[Facts], Iterator[Task]]


def queue(facts: Facts, sources: Iterable[Doubts]) -> list[Task]:
    """Tasks nobody answered yet, each once."""
    return list({task.id: task for source in sources for task in source(facts) if not facts.answered(task)}.values())


def task_id(kind: TaskKind, *state: object) -> str:
    """Name of a task: its kind and signs of what it asks, the same after every run that finds the same."""
    return f"{kind.value}-{digest('task', kind, *state)[:SIGNS]}"


_WEIGHT = {Harm.ARRESTED: 0.2, Harm.RELEASED: 0.1, Harm.DISPLACED: 0.01}
"""What one person counts for, where it is not one: a thousand displaced are not a thousand dead."""


def gravest(event: Event) -> tuple[float, str]:
    """The gravest count any account gives, weighed, and in words ("up to 115 killed"); 0 and empty where none is."""
    counts = ((harm, one.high or one.best or one.low or 0) for harm, one in event.harm.items())
    weighed = ((_WEIGHT.get(harm, 1.0) * n, f"up to {n:,} {harm.value}") for harm, n in counts if n)
    return max(weighed, default=(0.0, ""))


def stake(*events: Event) -> float:
    """How much hangs on a question about events: 1 for an event nobody counts, 3 for a hundred dead."""
    found = [1 + log10(1 + gravest(event)[0]) for event in events]
    weights = [0.4 if event.background or not event.modality.happened else 1.0 for event in events]
    return max((a * b for a, b in zip(found, weights, strict=True)), default=1.0)


def hangs(*events: Event) -> str:
    """The same in words."""
    _, counted = max((gravest(event) for event in events), default=(0.0, ""))
    passing = ", mentioned in passing" if all(event.background for event in events) else ""
    return (counted or "nobody is counted") + passing


def adrift(facts: Facts) -> Iterator[Task]:
    """Decisions that speak of reports no reading finds any more."""
    for one in facts.detached:
        name = one.verdict.value.replace("_", " ")
        yield Task(
            id=task_id(TaskKind.ADRIFT, one.id),
            kind=TaskKind.ADRIFT,
            risk=2.0,
            because="A decision no longer has any effect.",
            question=f"{one.by} decided “{name}” on {one.at.date().isoformat()}"
            + (f" ({one.why})" if one.why else "")
            + ", of words that the newest reading doesn't find. Decide again where they stand now, or take it back.",
            accept=Offer(
                words="take the old decision back",
                left=DECISION + one.id,
                right="decision",
                verdict=Verdict.WITHDRAWN,
            ),
        )
