"""Disputes of events as rows: what a list of them is ordered, counted and searched by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from djeli.cited import page_of, passage
from djeli.judge.corrected import METHOD
from djeli.pipeline.base import Kept
from djeli.records import Claim
from djeli.store import DisputeRow
from djeli.text.similarity import words
from djeli.views import Account, Dispute, Event


def disputes_of(events: Iterable[Event], accounts: Mapping[str, Account], base: Kept) -> Iterator[DisputeRow]:
    """What accounts of events disagree about; `accounts` are by report."""
    for event in (one for one in events if one.disputes):
        told = {
            claim.id: (claim, account)
            for account in (accounts[name] for name in event.reports)
            for some in (*account.claims.values(), account.said)
            for claim in some
        }
        each = {one.id: one for one in event.disputes}  # told twice, it is listed once
        for place, one in enumerate(each.values()):
            parts = (event.title, event.id, one.reason, *_sides(one), *_quotes(one, told, base))
            plain = words(" ".join(dict.fromkeys(parts)))
            yield DisputeRow(
                id=one.id,
                event=event.id,
                place=place,
                start=event.when.start.isoformat() if event.when else "",
                kind=one.kind.value,
                words="".join(f" {word}" for word in dict.fromkeys(plain)),
            )


def _sides(one: Dispute) -> Iterator[str]:
    for side in one.sides:
        yield side.value
        yield from side.speakers


def _quotes(one: Dispute, told: Mapping[str, tuple[Claim, Account]], base: Kept) -> Iterator[str]:
    """Sentences of each side, once each, and the first page each stands on: what is shown of the dispute."""
    for side in one.sides:
        found: dict[str, str] = {}
        for claim, account in (told[name] for name in side.claims if name in told):
            if claim.method != METHOD:  # what a person corrected has no words of its own
                item = account.item
                sentence = passage(base.texts[item.text].content, claim.spans, (item.start, item.end))
                if sentence not in found:
                    found[sentence] = page_of(item, base.documents.get(account.document))
        yield from (part for pair in found.items() for part in pair)
