"""Who takes part in what: counted when it is written, and looked up by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from djeli.store.near import SqlNear, batches
from djeli.store.rows import Counted, PersonRow
from djeli.store.tables import d_count, d_part, d_person

_P = d_part.c
_COLUMNS = {"event": "events", "said": "statements", "tie": "relations"}


def counts(connection: Connection, keys: Collection[str] | None = None) -> list[dict[str, Any]]:
    """Rows of counts as the parts give them; all, or those of some keys."""
    base = select(_P.key, _P.of, func.count().label("n")).group_by(_P.key, _P.of)
    parts = [base] if keys is None else [base.where(_P.key.in_(part)) for part in batches(sorted(keys))]
    found: dict[str, dict[str, Any]] = {}
    for query in parts:
        for key, of, number in connection.execute(query):
            found.setdefault(key, {"key": key, **dict.fromkeys(_COLUMNS.values(), 0)})[_COLUMNS[of]] = number
    return list(found.values())


class SqlParts(SqlNear):
    """Reads for the list of actors, and for the page of one."""

    def counted(self, keys: Iterable[str]) -> Mapping[str, Counted]:
        """In how much some take part; those that do in nothing are left out."""
        rows = self._derived(d_count, d_count.c.key, set(keys))
        return {row["key"]: Counted(row["events"], row["statements"], row["relations"]) for row in rows}

    def bodies(self) -> list[tuple[str, str]]:
        """Names, as pages have them, that relations show to be those of bodies, each with its key; sorted."""
        query = select(_P.key, _P.name).where(_P.name != "").distinct().order_by(_P.key, _P.name)
        return [(row.key, row.name) for row in self._connection.execute(query)]

    def kinds_of(self, keys: Iterable[str]) -> Mapping[str, str]:
        """What kind of party each is in most events, of those in which one is told."""
        found: dict[str, tuple[int, str]] = {}
        for part in batches(set(keys)):
            query = select(_P.key, _P.kind, func.count()).where(_P.key.in_(part), _P.kind != "", _P.of == "event")
            for key, kind, number in self._connection.execute(query.group_by(_P.key, _P.kind)):
                found[key] = max(found.get(key, (0, "")), (number, kind))
        return {key: kind for key, (_, kind) in found.items()}

    def persons_called(self, names: Iterable[str]) -> Mapping[str, list[PersonRow]]:
        """Persons by their names in plain words, in the order of claims."""
        found: dict[str, list[PersonRow]] = defaultdict(list)
        for row in self._derived(d_person, d_person.c.plain, set(names)):
            found[row["plain"]].append(PersonRow(**{name: row[name] for name in PersonRow._fields}))
        return {name: sorted(some) for name, some in found.items()}

    def parts_of(self, keys: Iterable[str], of: str) -> Iterator[tuple[str, str]]:
        """What some take part in: the event or the claim, and the item of a claim."""
        for part in batches(set(keys)):
            query = select(_P.subject, _P.item).where(_P.key.in_(part), _P.of == of).distinct()
            yield from ((row.subject, row.item) for row in self._connection.execute(query))

    def person_names(self) -> set[str]:
        """Names of all persons in plain words."""
        return set(self._connection.execute(select(d_person.c.plain).distinct()).scalars())
