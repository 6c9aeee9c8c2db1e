"""The queue as somebody asks for it: by kind, country, event and by who shall answer; page by page, and one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from djeli.judge.codings import Coded, assigned, coded, second_reading, unpacked
from djeli.judge.queue import Task
from djeli.judge.rows import in_force
from djeli.ledger.portions import LIMIT, Portion
from djeli.ledger.reviewing import Reviewing, known_kinds
from djeli.store import EventFilter, TaskFilter

ALL, MINE = "all", "mine"
"""Questions whoever shall answer them; only those given to the one who asks. Else: these and those given to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which questions are asked for; empty fields do not filter.

    `event` and `country` are what they are about; `whose` and `who` by whom they shall be answered; `second_for` asks
    instead for those that one other person alone has answered, for this analyst to answer as well.
    """

    kinds: tuple[str, ...] = ()
    country: str = ""
    event: str = ""
    who: str = ""
    whose: str = ALL
    second_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A question among those asked for: how many come before it, and the ids of its neighbours, or empty."""

    task: Task
    ahead: int
    previous: str
    next: str


class Queueing(Reviewing):
    """A case folder whose questions are asked one after the other."""

    def questions(self, wanted: Wanted, *, offset: int = 0, limit: int | None = LIMIT) -> Portion[Task]:
        """Some of the open questions, most risky first, counted by kind as if no kind was asked for.

        Raises:
            NotFound: no such kind, country or event.
        """
        every = replace(wanted, kinds=())
        known_kinds(wanted.kinds)
        if wanted.second_for:
            again = self._again(every)
            found = [one for one in again if not wanted.kinds or one.kind in wanted.kinds]
            rows: Sequence[Task] = found[offset : None if limit is None else offset + limit]
            return Portion(rows=rows, total=len(found), facets={"kind": Counter(one.kind.value for one in again)})
        asked = self._understood(wanted)
        with self.store.reading() as view:
            counts = view.task_counts(replace(asked, kinds=()))
            rows = [unpacked(body) for body in view.tasks(asked, offset, limit)]
        total = sum(count for kind, count in counts.items() if not wanted.kinds or kind in wanted.kinds)
        return Portion(rows=rows, total=total, facets={"kind": counts})

    def place(self, wanted: Wanted, name: str) -> Place | None:
        """Where a question stands among those asked for; None where it is not among them.

        Raises:
            NotFound: no such kind, country or event.
        """
        known_kinds(wanted.kinds)
        if wanted.second_for:
            found = self._again(wanted)
            at = next((number for number, one in enumerate(found) if one.id == name), None)
            if at is None:
                return None
            ids = ["", *(one.id for one in found), ""]
            return Place(task=found[at], ahead=at, previous=ids[at], next=ids[at + 2])
        asked = self._understood(wanted)
        with self.store.reading() as view:
            where, bodies = view.task_place(asked, name), view.tasks_named([name])
        if where is None:
            return None
        return Place(task=unpacked(bodies[0]), ahead=where[0], previous=where[1], next=where[2])

    def _understood(self, wanted: Wanted) -> TaskFilter:
        """Names as the database knows them."""
        given = {} if wanted.whose == ALL else self.assigned()
        mine = {task for task, names in given.items() if wanted.who in names}
        return TaskFilter(
            kinds=wanted.kinds,
            country=self.country_code(wanted.country) if wanted.country and not wanted.event else "",
            events=self._events(wanted.event) if wanted.event else (),
            only=mine if wanted.whose == MINE else None,
            without=given.keys() - mine,
        )

    def _events(self, event: str) -> set[str]:
        with self.store.reading() as view:
            return {event, view.event(event).id}

    def _again(self, wanted: Wanted) -> list[Task]:
        """Questions for a second reading, as they were asked first."""
        given = {} if wanted.whose == ALL else self.assigned()
        about: set[str] | None = None
        if wanted.event:
            about = self._events(wanted.event)
        elif wanted.country:
            there = EventFilter(country=self.country_code(wanted.country), planned=True)
            with self.store.reading() as view:
                about = {one.id for one in view.events(there)}
        return [
            task
            for task in second_reading(self.coded(), wanted.second_for)
            if (not wanted.kinds or task.kind in wanted.kinds)
            and (about is None or about & set(task.events))
            and _for(given.get(task.id, ()), wanted)
        ]

    def coded(self) -> list[Coded]:
        """Every answered question with everybody's answer, most risky first."""
        with self.store.reading() as view:
            return coded(in_force(view.judgements()))

    def assigned(self) -> dict[str, tuple[str, ...]]:
        """Question -> who shall answer it."""
        with self.store.reading() as view:
            return assigned(in_force(view.judgements()))


def _for(names: Sequence[str], wanted: Wanted) -> bool:
    return wanted.whose == ALL or wanted.who in names or (not names and not wanted.whose)
