"""Open questions page by page: counted and ordered by the database, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from djeli.store import schema
from djeli.store.near import SqlNear
from djeli.store.rows import TaskFilter
from djeli.store.tables import d_task

LEAST = 5
"""Signs of its state that a question is called by, at least."""
_D = d_task.c


def conditions(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    """The whole filter for the database."""
    found: list[ColumnElement[bool]] = []
    if wanted.kinds:
        found.append(_D.kind.in_(sorted(wanted.kinds)))
    if wanted.events:
        found.append(or_(_D.event.in_(sorted(wanted.events)), _D.other.in_(sorted(wanted.events))))
    if wanted.country:
        table = schema.d_event
        there = select(table.c.id).where(table.c.country == wanted.country)
        found.append(or_(_D.event.in_(there), _D.other.in_(there)))
    if wanted.only is not None:
        found.append(_among(wanted.only))
    if wanted.without:
        found.append(~_among(wanted.without))
    return found


def _among(ids: Iterable[str]) -> ColumnElement[bool]:
    """Written into the question itself: a database takes only so many parameters."""
    return _D.id.in_(bindparam(None, sorted(ids), expanding=True, literal_execute=True))


class SqlTasks(SqlNear):
    """Reads for the queue."""

    def task_counts(self, wanted: TaskFilter) -> Mapping[str, int]:
        """How many questions of each kind pass."""
        query = select(_D.kind, func.count()).where(*conditions(wanted)).group_by(_D.kind)
        return {kind: int(count) for kind, count in self._connection.execute(query)}

    def tasks(self, wanted: TaskFilter, offset: int, limit: int | None) -> list[str]:
        """Some of the questions that pass, the most risky first; equal risks go by id."""
        ids = select(_D.id).where(*conditions(wanted)).order_by(_D.risk.desc(), _D.id).offset(offset).limit(limit)
        return self.tasks_named([row.id for row in self._connection.execute(ids)])

    def tasks_named(self, ids: Sequence[str]) -> list[str]:
        """Questions by id, in the order asked for; those that are open no more are left out."""
        found = {row.id: row.body for row in self._connection.execute(select(_D.id, _D.body).where(_among(ids)))}
        return [found[name] for name in ids if name in found]

    def task_place(self, wanted: TaskFilter, task: str) -> tuple[int, str, str] | None:
        """How many come before one, the one before and the one after it (or empty); None where it is not among them."""
        where = conditions(wanted)
        at = self._connection.execute(select(_D.risk).where(_D.id == task, *where)).scalar()
        if at is None:
            return None
        before = or_(_D.risk > at, and_(_D.risk == at, _D.id < task))
        after = or_(_D.risk < at, and_(_D.risk == at, _D.id > task))
        ahead = self._connection.execute(select(func.count()).select_from(d_task).where(before, *where)).scalar_one()
        last = select(_D.id).where(before, *where).order_by(_D.risk, _D.id.desc()).limit(1)
        following = select(_D.id).where(after, *where).order_by(_D.risk.desc(), _D.id).limit(1)
        return (
            int(ahead),
            self._connection.execute(last).scalar() or "",
            self._connection.execute(following).scalar() or "",
        )

    def tasks_called(self, start: str, limit: int) -> list[str]:
        """Ids that begin so."""
        query = select(_D.id).where(_D.id >= start, _D.id < start + "~").order_by(_D.id).limit(limit)
        return [row.id for row in self._connection.execute(query)]

    def task_names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """What questions are called by: as much of each id as no other open question begins with."""
        return {name: name[: _needed(self._connection, name)] for name in ids}


def _needed(connection: Connection, name: str) -> int:
    below = connection.execute(select(func.max(_D.id)).where(_D.id < name)).scalar() or ""
    above = connection.execute(select(func.min(_D.id)).where(_D.id > name)).scalar() or ""
    return max(_alike(name, below) + 1, _alike(name, above) + 1, name.index("-") + 1 + LEAST)


def _alike(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
