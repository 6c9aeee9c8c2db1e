"""Corrections of what was read on a page: the corrected claim stands where the machine's stood.

The words stay those the machine pointed at, or the mention's own where it had found none: a correction changes how a
page is read, never the page. The machine's claim stays in the ledger; it only isn't counted. A report of another type
keeps its id.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from djeli.judge.rows import COMMENT, REPORT, seen_value
from djeli.records import Claim, Judgement
from djeli.values import PROPERTIES, Quantity
from djeli.views import Account
from djeli.vocab import Scope, SubjectKind, Verdict

TYPE = "type"
METHOD = "analyst@1"
"""Method of a claim as an analyst reads it."""


def of_reports(judgements: Iterable[Judgement], reports: Iterable[str]) -> dict[str, list[Judgement]]:
    """Decisions about values of single reports, by report, oldest first."""
    known, found = set(reports), defaultdict(list)
    for one in judgements:
        if one.left in known and one.verdict in (Verdict.CORRECTED, Verdict.REJECTED) and one.right not in known:
            found[one.left].append(one)
    return dict(found)


def corrected(accounts: Sequence[Account], judgements: Iterable[Judgement]) -> list[Account]:
    """Accounts as analysts read them; mentions that somebody rejected as no event are left out.

    Args:
        accounts: as the machine read them.
        judgements: decisions in force, as they speak of these reports.
    """
    rows = of_reports(judgements, (account.report.id for account in accounts))
    if not rows:
        return list(accounts)
    found = []
    for account in accounts:
        decided = rows.get(account.report.id, [])
        if any(one.right == REPORT and one.verdict is Verdict.REJECTED for one in decided):
            continue
        found.append(_account(account, decided) if decided else account)
    return found


def _account(account: Account, decided: Sequence[Judgement]) -> Account:
    claims: Mapping[str, tuple[Claim, ...]] = account.claims
    for one in decided:
        if one.right in PROPERTIES and one.right != COMMENT:
            claims = {**claims, one.right: _claims(account, claims.get(one.right, ()), one)}
    kind = next((one.value for one in reversed(decided) if _of_type(one)), "")
    return dataclasses.replace(account, claims={prop: told for prop, told in claims.items() if told}, judged=kind)


def _of_type(one: Judgement) -> bool:
    return one.right == TYPE and one.verdict is Verdict.CORRECTED


def _claims(account: Account, told: Sequence[Claim], one: Judgement) -> tuple[Claim, ...]:
    """The claims of one property under one decision."""
    wrong = list(told) if _of_type(one) else _meant(told, one)
    kept = tuple(claim for claim in told if claim not in wrong)
    if one.verdict is Verdict.REJECTED:
        return kept
    if not wrong and any(claim.value == one.value for claim in kept):  # a newer reading finds it by itself
        return kept
    read = [_read(claim, one) for claim in wrong] or [_added(account, one)]
    return tuple({claim.id: claim for claim in (*kept, *read)}.values())


def _meant(told: Sequence[Claim], one: Judgement) -> list[Claim]:
    """The claims a decision speaks of: those of the value seen, or where none has it any more, all of the event's own.

    A newer reading may give another wrong number for the same words; parts and sums over several events are other
    claims, and stay.
    """
    before = seen_value(one)
    same = [claim for claim in told if claim.value == before]
    if same or any(claim.value == one.value for claim in told):
        return same
    return [claim for claim in told if _of_event(claim)]


def _of_event(claim: Claim) -> bool:
    value = claim.parsed()
    return not isinstance(value, Quantity) or value.scope is Scope.EVENT


def _read(claim: Claim, one: Judgement) -> Claim:
    return dataclasses.replace(claim, value=one.value, method=METHOD)


def _added(account: Account, one: Judgement) -> Claim:
    return Claim(
        item=account.item.id,
        subject_kind=SubjectKind.REPORT,
        subject=account.report.id,
        prop=one.right,
        value=one.value,
        spans=(account.report.scope,),
        method=METHOD,
        modality=account.modality,
    )
