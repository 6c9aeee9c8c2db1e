"""What exports and reports get: the ledger of a case as records and views, as one audience may see it.

Everything went through the veil of the audience (`djeli.policy`) before: exporters and reports never hold what they may
not write.

Parts are read when they are first asked for: an export that needs no claims does not wait for a million of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from djeli.records import Capture, Claim, Document, Item, Judgement, Report, Span, Text
from djeli.views import Account, Assessment, Event

Parts = Mapping[str, Callable[[], Any]]
"""Name of a part -> what reads it. Whoever may not see all of a case gets parts that hold back or veil."""


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The ledger of a case for one audience, as long as its case is open.

    `folder` is that of the case where originals may leave it (audience internal), else None. For words of a page use
    `quote`: `texts` are there for the audience internal only. A release, whose bytes must be the same each time, says
    `at` what time it is written of (UTC), and which secret `salt` its marks of analysts are made with; else both are
    of the moment.
    """

    case: str
    audience: str
    parts: Parts
    folder: Path | None = None
    at: dt.datetime | None = None
    salt: bytes = b""

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents that were read."""
        return tuple(self.parts["documents"]())

    @cached_property
    def captures(self) -> tuple[Capture, ...]:
        """How bytes came, in order of time."""
        return tuple(self.parts["captures"]())

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts, with their characters; none but for the audience internal."""
        return tuple(self.parts["texts"]())

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items."""
        return tuple(self.parts["items"]())

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All reports as they were read; `accounts` has them with what people corrected."""
        return tuple(self.parts["reports"]())

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """All reports with their claims; the dearest part of a large case."""
        return tuple(self.parts["accounts"]())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, those that a person's correction made included."""
        return tuple(self.parts["claims"]())

    @cached_property
    def spoken(self) -> tuple[Claim, ...]:
        """The claims that a speaker makes, the page's own left out."""
        return tuple(self.parts["spoken"]())

    def told(self, prop: str, *, holding: str = "") -> Iterable[Claim]:
        """The claims of one property as they were read; with `holding` those whose written value holds these words."""
        told: Callable[[str, str], Iterable[Claim]] = self.parts["told"]()
        return told(prop, holding)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events, also those planned, denied or prevented, newest first."""
        return tuple(self.parts["events"]())

    @cached_property
    def assessments(self) -> Mapping[str, Assessment]:
        """Grades of items and events by id."""
        return dict(self.parts["assessments"]())

    @cached_property
    def grades(self) -> Mapping[str, str]:
        """Grades of items and events by id, as "C3"; `assessments` has their reasons too."""
        found: Mapping[str, str] = self.parts["grades"]()
        return found

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """What people decided, in the order they did; none where decisions do not leave."""
        return tuple(self.parts["judgements"]())

    @cached_property
    def newer(self) -> Mapping[str, str]:
        """Superseded document -> the newest at its address."""
        return dict(self.parts["newer"]())

    @cached_property
    def note(self) -> str:
        """For whom this is and what was held back: the sentence at the head of whatever is written from it."""
        return str(self.parts["note"]())

    @cached_property
    def scope_of(self) -> Mapping[str, str]:
        """Report id -> the words it is told in; read at once, which is quicker than a `quote` for each of many."""
        found: Mapping[str, str] = self.parts["scopes"]()
        return found

    @cached_property
    def span_of(self) -> Mapping[str, tuple[Span, ...]]:
        """Claim id -> where its words stand."""
        found: Mapping[str, tuple[Span, ...]] = self.parts["spans"]()
        return found

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def document_of_text(self) -> Mapping[str, str]:
        """Text id -> document id."""
        return dict(self.parts["homes"]())

    @cached_property
    def event_of_report(self) -> dict[str, str]:
        """Report id -> event id."""
        return {report: event.id for event in self.events for report in event.reports}

    @cached_property
    def account_of(self) -> dict[str, Account]:
        """Report id -> its account."""
        return {account.report.id: account for account in self.accounts}

    @cached_property
    def report_of(self) -> dict[str, Report]:
        """Report id -> the report."""
        return {report.id: report for report in self.reports}

    @cached_property
    def item_of(self) -> dict[str, Item]:
        """Item id -> the item."""
        return {item.id: item for item in self.items}

    @cached_property
    def document_of(self) -> dict[str, Document]:
        """Document id -> the document."""
        return {document.id: document for document in self.documents}

    @cached_property
    def address_of(self) -> dict[str, str]:
        """Document id -> the address it came from."""
        return {document.id: document.uri for document in self.documents}

    @cached_property
    def _words(self) -> Callable[[Span], str]:
        found: Callable[[Span], str] = self.parts["words"]()
        return found

    def quote(self, span: Span) -> str:
        """The words at a span, exact but for what the audience may not read."""
        return self._words(span)

    def spans_of(self, claims: Iterable[str]) -> list[Span]:
        """Spans of some claims, each once, in order."""
        found = (span for name in claims for span in self.span_of.get(name, ()))
        return list(dict.fromkeys(found))
