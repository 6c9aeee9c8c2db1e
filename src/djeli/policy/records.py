"""Any record as an audience may see it: every word in it, however deep, goes through the veil."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from operator import is_
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from djeli.errors import CaseError
from djeli.records import Claim, Judgement, Text
from djeli.values import PROPERTIES, Where, dump
from djeli.views import Event

Wordy = Callable[[str], str]
_How = Callable[[Any, Wordy | None], Any]

IDS = frozenset(
    {
        "id", "ids", "item", "items", "report", "reports", "document", "documents", "event", "events", "text", "texts",
        "container", "claims", "claim", "when_claims", "where_claims", "denials", "figures", "family", "families",
    }
)  # fmt: skip
"""Fields that hold ids. One that turns out to hold anything else than a hash is words all the same."""
_CODES = frozenset(
    {"type", "method", "media_type", "language", "reader", "encoding", "prop", "overruled_by", "version", "tool"}
)
"""Fields that hold words of Djeli's own."""
_HASHES = frozenset({32, 64})
"""Lengths of ids that are hashes."""
CLAIMS = frozenset({"claims", "claim", "when_claims", "where_claims", "denials"})
"""Fields that hold ids of claims, which are hashes of the very words that are withheld."""
_ADDRESSES = frozenset({"uri", "address", "addresses", "href", "link", "url", "reference", "site", "host"})
_PEOPLE = frozenset({"by", "custodian", "decided_by", "assigned", "assignee"})


_LISTS = (tuple[str, ...], list[str], frozenset[str])


def _wordless(hint: Any) -> bool:
    """Whether a field of this type holds numbers, days and choices only."""
    if get_origin(hint) in (Union, UnionType):
        return all(_wordless(one) for one in get_args(hint))
    if hint in (type(None), bool, int, float, dt.date, dt.datetime):
        return True
    return isinstance(hint, type) and issubclass(hint, Enum)


@cache
def _worded(kind: type) -> tuple[tuple[str, bool, bool], ...]:
    """Fields of a class that may hold words; whether each holds one string, and whether it holds several."""
    hints = get_type_hints(kind)
    found = ((field.name, hints[field.name]) for field in dataclasses.fields(kind) if field.init)
    return tuple((name, hint is str, hint in _LISTS) for name, hint in found if not _wordless(hint))


class Records:
    """Looks through records by their classes; which fields hold words is worked out once a class."""

    def __init__(
        self,
        text: Wordy,
        address: Wordy,
        *,
        by: Wordy,
        where: Callable[[Where, str], Where],
        event: Callable[[Event, Event], Event],
        ref: Wordy | None = None,
    ) -> None:
        """What is made of words, addresses and names of analysts.

        Args:
            text: of any words.
            address: of an address or the name of a file.
            by: of the name of an analyst.
            where: of a place and the id of the report it is told in, or "".
            event: of an event as it was and as it is with all its words changed.
            ref: of the id of a claim; None where ids stay.
        """
        self._text, self._address, self._by, self._where, self._ref = text, address, by, where, ref
        self._event = event
        self._fields: dict[type, tuple[tuple[str, Wordy | None, bool], ...]] = {}
        self._how: dict[type, _How] = {}
        self._special: dict[type, _How] = {
            Where: self._place, Claim: self._claim, Text: self._refused, Judgement: self._decided, Event: self._told,
        }  # fmt: skip

    def of[T](self, record: T) -> T:
        """The record, itself where nothing in it had to be changed."""
        made: T = self._any(record, self._words)
        return made

    def _words(self, text: str) -> str:
        return self._text(text)

    def _any(self, value: Any, wordy: Wordy | None) -> Any:
        kind = type(value)
        if kind is str:
            return wordy(value) if wordy is not None and value else value
        how = self._how.get(kind)
        if how is None:
            how = self._how[kind] = self._looks(kind)
        return how(value, wordy)

    def _looks(self, kind: type) -> _How:
        """How values of one type are looked through."""
        if kind is tuple or kind is list:
            return self._each
        if dataclasses.is_dataclass(kind):
            return self._special.get(kind, self._record)
        if issubclass(kind, Mapping):
            return self._mapping
        if kind in (set, frozenset):
            return lambda value, wordy: kind(self._any(one, wordy) for one in value)
        return lambda value, wordy: value

    def _mapping(self, value: Any, wordy: Wordy | None) -> Any:
        found = {self._key(key): self._any(one, wordy) for key, one in value.items()}
        same = all(map(is_, found, value)) and all(map(is_, found.values(), value.values()))
        return value if same else found

    def _key(self, key: Any) -> Any:
        if type(key) is str:
            return self._ided(key)
        return key

    def _each(self, value: Any, wordy: Wordy | None) -> Any:
        found = [self._any(one, wordy) for one in value]
        if all(map(is_, found, value)):
            return value
        kind = type(value)
        return kind(found)

    def _record(self, value: Any, _: Wordy | None = None) -> Any:
        changed = self._changed(value)
        return dataclasses.replace(value, **changed) if changed else value

    def _place(self, value: Where, _: Wordy | None) -> Where:
        return self._where(value, "")

    def _refused(self, value: Text, _: Wordy | None) -> Text:
        raise CaseError("the text of a page leaves the case with the audience 'internal' only; use its quotes")

    def _decided(self, value: Judgement, _: Wordy | None) -> Judgement:
        made: Judgement = self._record(value)
        if made is not value:
            made.__dict__["id"] = value.id
        return made

    def _told(self, value: Event, _: Wordy | None) -> Event:
        return self._event(value, self._record(value))

    def _changed(self, value: Any) -> dict[str, Any]:
        kind = type(value)
        plan = self._fields.get(kind)
        if plan is None:
            plan = self._fields[kind] = tuple(self._plan(kind))
        found = {}
        for name, wordy, plain in plan:
            old = getattr(value, name)
            if not old:
                continue
            new = wordy(old) if plain and wordy is not None else self._any(old, wordy)
            if new is not old and new != old:
                found[name] = new
        return found

    def _plan(self, kind: type) -> Iterator[tuple[str, Wordy | None, bool]]:
        """Fields of a class that may hold words, how these change, and whether they hold nothing but one string."""
        for name, plain, listed in _worded(kind):
            wordy = self._handler(name)
            kept = plain and wordy is None  # words of Djeli's own
            ids = listed and name in IDS and (wordy is None or name not in CLAIMS)
            if not (kept or ids):
                yield name, wordy, plain

    def _handler(self, name: str) -> Wordy | None:
        if name in CLAIMS:
            return self._ref
        if name in _PEOPLE:
            return self._by
        if name in _ADDRESSES:
            return self._address
        if name in _CODES:
            return None
        return self._ided if name in IDS else self._text

    def _ided(self, text: str) -> str:
        return text if len(text) in _HASHES and text.isalnum() and text.isascii() else self._text(text)

    def _claim(self, claim: Claim, _: Wordy | None) -> Claim:
        changed = self._changed(claim)
        if PROPERTIES[claim.prop] is Where:
            value = dump(self._where(claim.parsed(), claim.subject))
            changed.pop("value", None)  # a place is more than words
            if value != claim.value:
                changed["value"] = value
        name = claim.id if self._ref is None else self._ref(claim.id)
        if not changed and name == claim.id:
            return claim
        made = dataclasses.replace(claim, **changed)
        made.__dict__["id"] = name
        return made
