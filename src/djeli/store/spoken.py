"""Statements page by page: filtered, counted and ordered by the database, whatever their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, func, or_, select, table

from djeli.errors import IntegrityError
from djeli.store.near import SqlNear, batches
from djeli.store.rows import SayingFilter, Spoken, Telling
from djeli.store.tables import d_part, d_saying, d_telling
from djeli.viewcodec import build
from djeli.views import Said

_S, _T = d_saying.c, d_telling.c
_stance, _speaker = _S.stance.concat(""), _S.speaker.concat("")
"""So written, no index of one of them fits: by such a one the database would open every row for the rest, which takes
four times as long."""


class SqlSpoken(SqlNear):
    """Reads for the list of statements."""

    def tellings(self, keys: Collection[str]) -> Iterator[Telling]:
        """Claims that tell what some speakers said."""
        for row in self._derived(d_telling, _T.key, sorted(keys)):
            yield Telling(**{name: row[name] for name in Telling._fields})

    def sayings_of(self, keys: Collection[str]) -> Mapping[int, str]:
        """Statements of some speakers by their number, each as text."""
        return {row["number"]: row["body"] for row in self._derived(d_saying, _S.key, sorted(keys))}

    def said_by(self, key: str) -> list[int]:
        """Statements, by number and newest page first, that an actor makes by some telling."""
        claims = select(d_part.c.subject).where(d_part.c.key == key, d_part.c.of == "said")
        return self._numbered(_S.number.in_(select(_T.saying).where(_T.claim.in_(claims))))

    def said_about(self, forms: Collection[str]) -> list[int]:
        """Statements, by number and newest page first, whose words hold one of some names in plain words."""
        return self._numbered(_heard(_naming(forms))) if forms else []

    def said(self, numbers: Sequence[int]) -> list[Said]:
        """Statements by number, in the order asked for."""
        return self._said(numbers)

    def _numbered(self, where: ColumnElement[bool]) -> list[int]:
        query = select(_S.number).where(where).order_by(_S.last.desc(), _S.id.desc())
        return [row.number for row in self._connection.execute(query)]

    def spoken(self, wanted: SayingFilter, offset: int, limit: int | None) -> Spoken:
        """Some of the statements that pass, newest page first, and how many there are of each stance and speaker."""
        where = _conditions(wanted)
        order = select(_S.number).where(*where).order_by(_S.last.desc(), _S.id.desc()).offset(offset).limit(limit)
        numbers = [row.number for row in self._connection.execute(order)]
        if not where:
            return Spoken(self._said(numbers), self._all_by(_S.stance), self._all_by(_S.speaker))
        return Spoken(self._said(numbers), *self._counts(_conditions(wanted, _stance)))

    def _all_by(self, by: ColumnElement[str]) -> dict[str, int]:
        """All of them, by an index of what is counted."""
        rows = self._connection.execute(select(by, func.count()).group_by(by))
        return _commonest({name: int(count) for name, count in rows})

    def _counts(self, where: Sequence[ColumnElement[bool]]) -> tuple[dict[str, int], dict[str, int]]:
        """How many that pass there are of each stance and of each speaker, in one walk through the covering index."""
        query = select(_stance, _speaker, func.count()).where(*where).group_by(_speaker, _stance)
        stances, speakers = Counter[str](), Counter[str]()
        for stance, speaker, count in self._connection.execute(query):
            stances[stance] += count
            speakers[speaker] += count
        return _commonest(stances), _commonest(speakers)

    def _said(self, numbers: Sequence[int]) -> list[Said]:
        found: dict[int, Said] = {}
        for part in batches(numbers):
            query = select(_S.number, _S.body).where(_S.number.in_(part))
            found |= {row.number: _built(row.number, row.body) for row in self._connection.execute(query)}
        return [found[number] for number in numbers]


def _built(number: int, body: str) -> Said:
    try:
        said: Said = build(Said, json.loads(body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IntegrityError(
            f"statement {number} cannot be read from the ledger ({type(error).__name__}: {error}); 'djeli verify' says "
            "what was changed; restore the case from a backup"
        ) from error
    return said


def _commonest(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _conditions(wanted: SayingFilter, stance: ColumnElement[str] = _S.stance) -> list[ColumnElement[bool]]:
    """The whole filter for the database."""
    found: list[ColumnElement[bool]] = []
    if wanted.stance:
        found.append(stance == wanted.stance)
    if wanted.event:
        found.append(_S.events.contains(f" {wanted.event} ", autoescape=True))
    if wanted.who:
        found.append(_speaks(wanted.who))
    if wanted.about:
        found.append(or_(_speaks(wanted.about), _heard(_naming(wanted.about))))
    if wanted.since or wanted.until:
        days = select(_T.saying).where(_T.day >= (wanted.since or "0"))
        found.append(_S.number.in_(days.where(_T.day <= wanted.until) if wanted.until else days))
    if wanted.words:
        found.append(_heard(" ".join(f'"{word}"*' for word in wanted.words)))
    return found


def _naming(forms: Collection[str]) -> str:
    """A question for words said that hold one of some names."""
    return f"quotes : ({' OR '.join(f'"{form}"' for form in forms)})"


def _speaks(forms: Sequence[str]) -> ColumnElement[bool]:
    by_id = (_S.actors.contains(f" {form} ", autoescape=True) for form in forms)
    return or_(*by_id, *(_S.voices.contains(f" {form} ", autoescape=True) for form in forms))


def _heard(asked: str) -> ColumnElement[bool]:
    """Statements whose words the index finds; rows of the index have the numbers of statements."""
    met: Select[Any] = (
        select(column("rowid", Integer)).select_from(table("d_heard")).where(column("d_heard").op("MATCH")(asked))
    )
    return _S.number.in_(met)
