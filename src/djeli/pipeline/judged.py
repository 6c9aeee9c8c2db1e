"""Accounts read from a case as people judged them, without computing anything else anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from djeli.fold import under_all_rules as all_rules
from djeli.judge import events
from djeli.judge.corrected import corrected
from djeli.judge.rows import REPORT, in_force
from djeli.pipeline.reattach import carried
from djeli.store import View
from djeli.values import PROPERTIES
from djeli.views import Account, Estimate, Event
from djeli.vocab import FoldRule, Harm, Verdict

_ID = 32
"""Characters of the id of a report."""


def under_all_rules(
    view: View, event: Event, accounts: Sequence[Account]
) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
    """Every count of an event as each rule gives it; what a person set is the same under all.

    Args:
        view: of the case.
        event: the event.
        accounts: its accounts as people judged them.
    """
    shown = {one.id for one in event.decisions if one.of not in event.reports}
    rows = [one for one in in_force(view.judgements()) if one.id in shown] if shown else []
    return all_rules(accounts, events.fixed(rows))


def as_judged(view: View, accounts: Sequence[Account]) -> list[Account]:
    """The same accounts with the corrections of their values; most cases have none, and pay nothing."""
    mending = (Verdict.CORRECTED, Verdict.REJECTED)
    props = {*PROPERTIES, REPORT}
    rows = [one for one in in_force(view.judgements()) if one.verdict in mending and one.right in props]
    of_reports = [one for one in rows if len(one.left) == _ID]  # the others are about events
    if not of_reports:
        return list(accounts)
    return corrected(accounts, carried(of_reports, {account.report.id for account in accounts}, view.heirs())[0])
