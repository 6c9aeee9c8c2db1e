"""Names of places and parties that events are filtered by, beside the events: one row each, as they are compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from djeli.store import chain

PLACE, PARTY, ACTOR = "place", "party", "actor"
_MOST = 5000  # names in one question; a database takes only so many parameters


def rows(event: str, places: Iterable[str], parties: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Rows of an event: its place with the units above it, the names of its parties, and their ids in the table."""
    told = list(parties)
    names = {(PLACE, name.casefold()) for name in places}
    names |= {(PARTY, name.casefold()) for name, _ in told} | {(ACTOR, actor.casefold()) for _, actor in told}
    return [{"event": event, "kind": kind, "name": name} for kind, name in sorted(names) if name]


def of_views(connection: Connection, events: Table) -> Iterator[dict[str, Any]]:
    """Rows of all events that were computed before their names were kept."""
    for row in connection.execute(select(events.c.id, events.c.view).order_by(events.c.id)):
        try:
            view = json.loads(row.view)
            where = view.get("where") or {}
            places = [str(where.get(part) or "") for part in ("name", "adm1", "adm2", "country_name")]
            told = [one["party"] for one in view.get("participants", ())]
            parties = [(str(one["name"]), str(one.get("actor") or "")) for one in told]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue  # reading the event says what is wrong with it
        yield from rows(row.id, places, parties)


def fill(connection: Connection, events: Table, table: Table, meta: Table) -> None:
    """Keep the names of events that are there already; the seal over all derived rows follows."""
    table.create(connection, checkfirst=True)
    found = list(of_views(connection, events))
    if not found:
        return
    connection.execute(table.delete())
    connection.execute(table.insert(), found)
    known = connection.execute(select(meta.c.value).where(meta.c.key == "derived_seal")).scalar() or ""
    try:
        before = int(known, 16)
    except ValueError:  # a seal that never fits stays one
        return
    total = (before + sum(chain.weight(table.name, row) for row in found)) % chain.SUMS
    connection.execute(meta.update().where(meta.c.key == "derived_seal").values(value=f"{total:064x}"))


def called(
    connection: Connection, table: Table, wanted: str, kinds: Iterable[str], exact: Iterable[str] = ()
) -> ColumnElement[bool]:
    """Which rows of names hold the words, and which are them: names are looked through once, each only once."""
    name = wanted.casefold()
    found = []
    for kind in kinds:
        met = [one for one in _distinct(connection, table, kind) if name in one]
        some = table.c.name.in_(met) if len(met) <= _MOST else func.instr(table.c.name, name) > 0
        found.append((table.c.kind == kind) & some)
    found += [(table.c.kind == kind) & (table.c.name == name) for kind in exact]
    condition = found[0]
    for one in found[1:]:
        condition = condition | one
    return condition


def _distinct(connection: Connection, table: Table, kind: str) -> Iterator[str]:
    """Names of a kind, each once: the index is leapt through, for a name may stand beside thousands of events."""
    first = select(func.min(table.c.name).label("name")).where(table.c.kind == kind).cte("leap", recursive=True)
    after = select(func.min(table.c.name)).where(table.c.kind == kind, table.c.name > first.c.name).scalar_subquery()
    leap = first.union_all(select(after).where(first.c.name.is_not(None)))
    return (row.name for row in connection.execute(select(leap.c.name).where(leap.c.name.is_not(None))))
