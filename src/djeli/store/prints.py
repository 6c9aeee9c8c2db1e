"""Publishers of a case: what each printed, whom it credits, which events its pages tell of; counted by the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Integer, cast, func, select

from djeli.listing import Prints, Tellings
from djeli.store import schema
from djeli.store.near import SqlNear, batches
from djeli.store.tables import d_credit, d_printed, d_teller

_P, _C, _T, _D = d_printed.c, d_credit.c, d_teller.c, schema.d_event.c


class SqlPrints(SqlNear):
    """Reads for the lists of publishers."""

    def publishers(self) -> list[Prints]:
        """Everybody who published an item, once for each way that is known."""
        query = select(_P.publisher, _P.basis, func.count(), func.count(_P.document.distinct()))
        rows = self._connection.execute(query.group_by(_P.publisher, _P.basis).order_by(_P.publisher, _P.basis))
        return [Prints(*row) for row in rows]

    def credited(self) -> dict[str, tuple[str, int]]:
        """Outlet -> the name it is credited by, and how many items of others do."""
        joined = d_credit.join(d_printed, (_C.item == _P.item) & (_C.outlet != _P.outlet))
        query = select(_C.outlet, func.min(_C.name), func.count()).select_from(joined).group_by(_C.outlet)
        return {row[0]: (row[1], int(row[2])) for row in self._connection.execute(query)}

    def creditors(self, outlet: str, publisher: str) -> list[tuple[str, int]]:
        """Other publishers whose items credit an outlet, most items first."""
        joined = d_credit.join(d_printed, _C.item == _P.item)
        query = select(_P.publisher, func.count()).select_from(joined)
        where = query.where(_C.outlet == outlet, _P.publisher != publisher).group_by(_P.publisher)
        rows = self._connection.execute(where.order_by(func.count().desc(), _P.publisher))
        return [(row[0], int(row[1])) for row in rows]

    def stands(self, items: Iterable[str] | None = None) -> list[tuple[str, str, str, str, str]]:
        """Items, all or some: each with its document, its publisher, the one key of the outlet, and its day or what it
        says for one.
        """
        query = select(_P.item, _P.document, _P.publisher, _P.outlet, _P.day)
        if items is None:
            return [tuple(row) for row in self._connection.execute(query)]
        parts = (query.where(_P.item.in_(part)) for part in batches(dict.fromkeys(items)))
        return [tuple(row) for part in parts for row in self._connection.execute(part)]

    def published(self) -> dict[str, int]:
        """Day (ISO, or what stands for it) -> how many documents have items of it."""
        query = select(_P.day, func.count(_P.document.distinct())).where(_P.day != "").group_by(_P.day)
        return {day: int(count) for day, count in self._connection.execute(query)}

    def printed(self, publisher: str, limit: int) -> list[str]:
        """Items of a publisher, the newest first."""
        query = select(_P.item).where(_P.publisher == publisher).order_by(_P.day.desc(), _P.item.desc()).limit(limit)
        return [row.item for row in self._connection.execute(query)]

    def told_by(self, publisher: str) -> Tellings:
        """How many events a publisher's pages tell of, and how they stand."""
        joined = d_teller.join(schema.d_event, _T.event == _D.id)
        marks = (_T.alone, _D.origins > 1, _D.disputed, _T.sided)
        counts = (func.coalesce(func.sum(cast(mark, Integer)), 0) for mark in marks)
        row = self._connection.execute(
            select(func.count(), *counts).select_from(joined).where(_T.publisher == publisher)
        ).one()
        return Tellings(*(int(count) for count in row))

    def events_by(self, publisher: str, limit: int) -> Sequence[tuple[str, bool, bool]]:
        """Events that a publisher's pages tell of, newest first: whether they do alone, and are a side of a dispute."""
        joined = d_teller.join(schema.d_event, _T.event == _D.id)
        query = select(_T.event, _T.alone, _T.sided).select_from(joined).where(_T.publisher == publisher)
        rows = self._connection.execute(query.order_by(_D.start.is_(None), _D.start.desc(), _D.id).limit(limit))
        return [(row.event, row.alone, row.sided) for row in rows]
