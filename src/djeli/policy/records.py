"""Any record as an audience may see it: every word in it, however deep, goes through the veil."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from djeli.errors import CaseError
from djeli.records import Claim, Judgement, Text
from djeli.values import PROPERTIES, Where, dump
from djeli.views import Event

Wordy = Callable[[str], str]

IDS = frozenset(
    {
        "id", "ids", "item", "items", "report", "reports", "document", "documents", "event", "events", "text", "texts",
        "container", "claims", "claim", "when_claims", "where_claims", "denials", "figures", "family", "families",
        "actor", "outlet", "country", "type", "method", "media_type", "language", "reader", "encoding", "prop",
        "overruled_by", "since", "until", "first", "last", "deadline", "at", "version", "tool", "publisher_basis",
    }
)  # fmt: skip
"""Fields that hold ids, codes and days: no words. What begins with `name:` is words all the same."""
CLAIMS = frozenset({"claims", "claim", "when_claims", "where_claims", "denials"})
"""Fields that hold ids of claims, which are hashes of the very words that are withheld."""
_ADDRESSES = frozenset({"uri", "address", "addresses", "href", "link", "url", "reference", "site", "host"})
_PEOPLE = frozenset({"by", "custodian", "decided_by", "assigned", "assignee"})


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
        self._fields: dict[type, tuple[tuple[str, Wordy | None], ...]] = {}

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
            return self._named(key) if key.startswith("name:") or " " in key else key
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
            plan = self._fields[kind] = tuple(
                (field.name, self._handler(field.name)) for field in dataclasses.fields(kind) if field.init
            )
        found = {}
        for name, wordy in plan:
            old = getattr(value, name)
            if old is None or old in ("", ()):
                continue
            new = self._any(old, wordy)
            if new is not old and new != old:
                found[name] = new
        return found

    def _handler(self, name: str) -> Wordy | None:
        if name in CLAIMS:
            return self._ref
        if name in _PEOPLE:
            return self._by
        if name in _ADDRESSES:
            return self._address
        return self._named_only if name in IDS or name in ("subject", "other", "left", "right") else self._text

    def _named_only(self, text: str) -> str:
        return self._named(text) if text.startswith(("name:", "place:")) else text

    def _named(self, text: str) -> str:
        return self._text(text)

    def _claim(self, claim: Claim) -> Claim:
        changed = self._changed(claim)
        if PROPERTIES[claim.prop] is Where:
            changed["value"] = dump(self._where(claim.parsed(), claim.subject))
        if self._ref is None and not changed:
            return claim
        made = dataclasses.replace(claim, **changed) if changed else dataclasses.replace(claim)
        made.__dict__["id"] = self._ref(claim.id) if self._ref is not None else claim.id
        return made
