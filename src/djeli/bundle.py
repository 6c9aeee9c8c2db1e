"""What exports and reports get: the whole ledger as records and views, read in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from djeli.records import Capture, Claim, Document, Item, Judgement, Span, Text
from djeli.views import Account, Assessment, Event


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The ledger of a case for one audience."""

    case: str
    audience: str
    documents: tuple[Document, ...]
    captures: tuple[Capture, ...]
    texts: tuple[Text, ...]
    items: tuple[Item, ...]
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    assessments: Mapping[str, Assessment]
    judgements: tuple[Judgement, ...]
    newer: Mapping[str, str] = field(default_factory=dict)  # superseded document -> the newest at its address

    @cached_property
    def _text_by_id(self) -> dict[str, Text]:
        return {text.id: text for text in self.texts}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def document_of_text(self) -> dict[str, str]:
        """Text id -> document id."""
        return {text.id: text.document for text in self.texts}

    @cached_property
    def event_of_report(self) -> dict[str, str]:
        """Report id -> event id."""
        return {report: event.id for event in self.events for report in event.reports}

    @cached_property
    def account_of(self) -> dict[str, Account]:
        """Report id -> its account."""
        return {account.report.id: account for account in self.accounts}

    @cached_property
    def document_of(self) -> dict[str, Document]:
        """Document id -> the document."""
        return {document.id: document for document in self.documents}

    @cached_property
    def address_of(self) -> dict[str, str]:
        """Document id -> the address it came from."""
        return {document.id: document.uri for document in self.documents}

    def quote(self, span: Span) -> str:
        """The exact words at a span."""
        return self._text_by_id[span.text].quote(span)

    def spans_of(self, claims: Iterable[str]) -> list[Span]:
        """Spans of some claims, each once, in order."""
        found = (span for name in claims if name in self.claim_by_id for span in self.claim_by_id[name].spans)
        return list(dict.fromkeys(found))
