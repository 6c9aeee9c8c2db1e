"""Disputes of events page by page: counted and ordered by the database, whatever their number."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import ColumnElement, func, select

from djeli.listing import Contests
from djeli.store.near import SqlNear
from djeli.store.rows import DisputeFilter
from djeli.store.tables import d_dispute

_D = d_dispute.c


class SqlContests(SqlNear):
    """Reads for the list of disputes."""

    def contests(self, wanted: DisputeFilter, offset: int, limit: int | None) -> Contests:
        """Some of the disputes that pass, in the order of events, newest first, and how many there are of each kind."""
        where: list[ColumnElement[bool]] = [_D.kind == wanted.kind] if wanted.kind else []
        where += [_D.words.contains(f" {word}", autoescape=True) for word in wanted.words]
        query = select(_D.kind, _D.event, _D.id).where(*where).order_by(_D.start.desc(), _D.event, _D.place)
        if wanted.words:  # looked for in every row, and therefore once only
            every = self._connection.execute(query).all()
            counts, rows = Counter(row.kind for row in every), every[offset:][:limit]
        else:
            kinds = select(_D.kind, func.count()).where(*where).group_by(_D.kind)
            counts = Counter({kind: int(count) for kind, count in self._connection.execute(kinds)})
            rows = self._connection.execute(query.offset(offset).limit(limit)).all()
        ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return Contests([(row.event, row.id) for row in rows], dict(ordered))
