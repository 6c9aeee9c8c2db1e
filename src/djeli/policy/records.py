"""Any record as an audience may see it: every word in it, however deep, goes through the veil."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from djeli.errors import CaseError
from djeli.records import Claim, Judgement, Text
from djeli.values import PROPERTIES, Where, dump
from djeli.views import Event

Wordy = Callable[[str], str]

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


def _wordless(hint: Any) -> bool:
    """Whether a field of this type holds numbers, days and choices only."""
    if get_origin(hint) in (Union, UnionType):
        return all(_wordless(one) for one in get_args(hint))
    if hint in (type(None), bool, int, float, dt.date, dt.datetime):
        return True
    return isinstance(hint, type) and issubclass(hint, Enum)


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
        if kind is tuple or kind is list:
            return self._each(value, wordy)
        if dataclasses.is_dataclass(kind):
            return self._record(value)
        if isinstance(value, Mapping):
            return {self._key(key): self._any(one, wordy) for key, one in value.items()}
        if kind in (set, frozenset):
            return kind(self._any(one, wordy) for one in value)
        return value

    def _key(self, key: Any) -> Any:
        if type(key) is str:
            return self._ided(key)
        return key

    def _each(self, value: Any, wordy: Wordy | None) -> Any:
        found = [self._any(one, wordy) for one in value]
        if all(new is old for new, old in zip(found, value, strict=True)):
            return value
        kind = type(value)
        return kind(found)

    def _record(self, value: Any) -> Any:
        kind = type(value)
        if kind is Where:
            return self._where(value, "")
        if kind is Claim:
            return self._claim(value)
        if kind is Text:
            raise CaseError("the text of a page leaves the case with the audience 'internal' only; use its quotes")
        changed = self._changed(value)
        made = dataclasses.replace(value, **changed) if changed else value
        if kind is Judgement and changed:
            made.__dict__["id"] = value.id
        return self._event(value, made) if kind is Event else made

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
            new = self._any(old, wordy) if not plain else old if wordy is None else wordy(old)
            if new is not old and new != old:
                found[name] = new
        return found

    def _plan(self, kind: type) -> Iterator[tuple[str, Wordy | None, bool]]:
        """Fields of a class that may hold words, how these change, and whether they hold nothing but one string."""
        hints = get_type_hints(kind)
        for field in dataclasses.fields(kind):
            hint, wordy = hints[field.name], self._handler(field.name)
            ids = field.name in IDS and hint in (tuple[str, ...], list[str], frozenset[str])
            if field.init and not _wordless(hint) and not (ids and (wordy is None or field.name not in CLAIMS)):
                yield field.name, wordy, hint is str

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

    def _claim(self, claim: Claim) -> Claim:
        changed = self._changed(claim)
        if PROPERTIES[claim.prop] is Where:
            changed["value"] = dump(self._where(claim.parsed(), claim.subject))
        if self._ref is None and not changed:
            return claim
        made = dataclasses.replace(claim, **changed) if changed else dataclasses.replace(claim)
        made.__dict__["id"] = self._ref(claim.id) if self._ref is not None else claim.id
        return made
