"""Dates that cannot be right as they stand: a weekday its year does not have, a page older than what it tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from djeli.fold.voices import voice_name
from djeli.records import Claim, digest
from djeli.values import When
from djeli.views import Account, Dispute, Side
from djeli.vocab import DateAnchor, DisputeKind, Precision

MISFIT = ": no such weekday in "
"""Stands in the reason of a date whose year was mended because its weekday does not fit."""
SLACK = 2
"""Days a page may be older than what it tells: time zones, and pages dated by their first version."""


def slips(accounts: Sequence[Account], event_id: str) -> Iterator[Dispute]:
    """Disputes of a page with itself over when it happened."""
    yield from _weekdays(accounts, event_id)
    yield from _older(accounts, event_id)


def _weekdays(accounts: Sequence[Account], event_id: str) -> Iterator[Dispute]:
    """The year as it is written against the year its weekday belongs to."""
    told = [(a, c, c.parsed()) for a in accounts for c in a.claims.get("when", ())]
    wrong = [(a, c, when) for a, c, when in told if MISFIT in when.reason]
    if not wrong:
        return
    account, claim, when = min(wrong, key=lambda row: row[1].id)
    written = when.reason.split(MISFIT)[1].split(",")[0]
    same = [(a, c) for a, c, w in told if (w.start, w.end) == (when.start, when.end)]
    yield _two(
        event_id,
        DisputeKind.DATE,
        Side(value=str(when.start), claims=_ids(c for _, c in same), speakers=_names(same)),
        Side(
            value=f"{written}, as it is written",
            claims=_ids(c for _, c, _ in wrong),
            speakers=_names([(account, claim)]),
        ),
        f"The page writes {written}, but the weekday it names fits {when.start.year}.",
    )


def _older(accounts: Sequence[Account], event_id: str) -> Iterator[Dispute]:
    """A page dated before the day on which it says the event took place."""
    found = [(a, c) for a in accounts if a.modality.happened for c in a.claims.get("when", ()) if _after(a, c)]
    for account, claim in sorted(found, key=lambda pair: pair[1].id)[:1]:
        when: When = claim.parsed()
        page = account.item.published.value[:10] if account.item.published else ""
        yield _two(
            event_id,
            DisputeKind.CHRONOLOGY,
            Side(value=f"took place on {when.start}", claims=(claim.id,), speakers=_names([(account, claim)])),
            Side(value=f"told on {page}", claims=(claim.id,), speakers=_names([(account, claim)])),
            f"The page is of {page}, before the day it tells of, {when.start}.",
        )


def _after(account: Account, claim: Claim) -> bool:
    when: When = claim.parsed()
    page = account.item.published.value[:10] if account.item.published else ""
    if len(page) < len("2000-01-01") or when.precision is not Precision.DAY or when.anchor is not DateAnchor.STATED:
        return False
    return when.start - dt.date.fromisoformat(page) > dt.timedelta(SLACK) and claim.modality.happened


def _ids(claims: Iterator[Claim]) -> tuple[str, ...]:
    return tuple(sorted({claim.id for claim in claims}))


def _names(told: Sequence[tuple[Account, Claim]]) -> tuple[str, ...]:
    return tuple(sorted({voice_name(claim, account) for account, claim in told}))


def _two(event_id: str, kind: DisputeKind, one: Side, other: Side, reason: str) -> Dispute:
    return Dispute(
        id=digest("dispute", event_id, kind, "when", "slip", one.claims, other.claims),
        event=event_id,
        kind=kind,
        prop="when",
        sides=(one, other),
        reason=reason,
        independent=False,
    )
