"""Many events at once, for lists, maps and timelines: counted by the database, over one covering index.

No whole view is read but those of the page that is shown, so that a hundred thousand events stay quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, Integer, and_, cast, func, select

from djeli.listing import Facet, Month, Order, Spot, Tally
from djeli.store import schema
from djeli.store.rows import EventFilter
from djeli.vocab import Modality

FACETS = ("type", "country", "grade")
MOST = 2000
"""Spots that one map gets, at most: the largest."""

_D = schema.d_event
_UNDATED_LAST = _D.c.start.is_(None)
_ORDERS: dict[Order, tuple[ColumnElement[Any], ...]] = {
    Order.NEWEST: (_UNDATED_LAST, _D.c.start.desc(), _D.c.id),
    Order.OLDEST: (_UNDATED_LAST, _D.c.start, _D.c.id),
    Order.DEADLIEST: (func.coalesce(_D.c.killed_best, _D.c.killed_high, _D.c.killed_low, -1).desc(), _D.c.id),
    Order.ORIGINS: (_D.c.origins.desc(), _D.c.start.desc(), _D.c.id),
    Order.WEAKEST: (func.substr(_D.c.grade, 2, 1).desc(), func.substr(_D.c.grade, 1, 1).desc(), _D.c.id),
}


def _sum(column: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows it holds for; a sum of truth values would be one itself."""
    return func.sum(cast(column, Integer))


def conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    """What the narrow columns can tell of a filter."""
    found: list[ColumnElement[bool]] = []
    if wanted.country:
        found.append(_D.c.country == wanted.country)
    if wanted.type:
        found.append(_D.c.type == wanted.type)
    if wanted.since:
        found.append(_D.c.stop >= wanted.since)
    if wanted.until:
        found.append(_D.c.start <= wanted.until)
    if wanted.disputed:
        found.append(_D.c.disputed.is_(True))
    if not wanted.planned:
        found.append(_D.c.modality == Modality.ACTUAL.value)
    if not wanted.background:
        found.append(_D.c.background.is_(False))
    if wanted.several:
        found.append(_D.c.origins > 1)
    if wanted.grade:
        found.append(_D.c.grade == wanted.grade)
    if wanted.box is not None:
        found.append(_within(wanted.box))
    return found


def _within(box: tuple[float, float, float, float]) -> ColumnElement[bool]:
    """West, south, east, north in degrees; a box over the date line has its west east of its east."""
    west, south, east, north = box
    lon = _D.c.lon.between(west, east) if west <= east else (_D.c.lon >= west) | (_D.c.lon <= east)
    return and_(_D.c.lat.between(south, north), lon)


def tally(connection: Connection, where: Sequence[ColumnElement[bool]]) -> Tally:
    """Counts of the events that pass."""
    head = connection.execute(
        select(
            func.count(),
            func.coalesce(_sum(_D.c.disputed), 0),
            func.coalesce(_sum(_D.c.origins > 1), 0),
            func.coalesce(_sum(_D.c.start.is_(None)), 0),
            func.coalesce(_sum(_D.c.lat.is_(None)), 0),
        ).where(*where)
    ).one()
    return Tally(
        total=head[0],
        disputed=int(head[1]),
        several=int(head[2]),
        undated=int(head[3]),
        unplaced=int(head[4]),
        facets={name: _facet(connection, name, where) for name in FACETS},
        months=_months(connection, where),
    )


def _facet(connection: Connection, name: str, where: Sequence[ColumnElement[bool]]) -> Facet:
    column, count = _D.c[name], func.count()
    rows = connection.execute(select(column, count).where(*where).group_by(column).order_by(count.desc(), column))
    return Facet(name=name, counts={row[0]: row[1] for row in rows})


def _months(connection: Connection, where: Sequence[ColumnElement[bool]]) -> tuple[Month, ...]:
    month = func.substr(_D.c.start, 1, 7).label("month")
    killed = func.sum(func.coalesce(_D.c.killed_best, 0))
    query = select(month, func.count(), _sum(_D.c.disputed), killed).where(_D.c.start.is_not(None), *where)
    rows = connection.execute(query.group_by(month).order_by(month))
    return tuple(Month(month=row[0], events=row[1], disputed=int(row[2]), killed=int(row[3])) for row in rows)


def spots(connection: Connection, where: Sequence[ColumnElement[bool]], cell: float) -> list[Spot]:
    """Events gathered in squares of `cell` degrees, the fullest first."""
    row_of, column_of = (func.round(cast(one, Float) / cell) for one in (_D.c.lat, _D.c.lon))
    killed, count = func.coalesce(func.sum(func.coalesce(_D.c.killed_best, 0)), 0), func.count()
    query = (
        select(
            func.avg(_D.c.lat), func.avg(_D.c.lon), count, _sum(_D.c.disputed), killed, func.min(_D.c.id),
            func.min(_D.c.title),
        )
        .where(_D.c.lat.is_not(None), *where)
        .group_by(row_of, column_of)
        .order_by(count.desc(), func.min(_D.c.id))
        .limit(MOST)
    )  # fmt: skip
    return [
        Spot(lat=row[0], lon=row[1], events=row[2], disputed=int(row[3]), killed=int(row[4]), event=row[5],
             title=row[6] if row[2] == 1 else "")
        for row in connection.execute(query)
    ]  # fmt: skip


def ids(
    connection: Connection, where: Sequence[ColumnElement[bool]], order: Order, offset: int, limit: int
) -> list[str]:
    """Ids of one page of events."""
    query = select(_D.c.id).where(*where).order_by(*_ORDERS[order]).offset(offset).limit(limit)
    return [row.id for row in connection.execute(query)]
