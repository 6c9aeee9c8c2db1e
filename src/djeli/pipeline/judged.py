"""Accounts read from a case as people judged them, without computing anything else anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from djeli.fold import under_all_rules as all_rules
from djeli.judge import events
from djeli.judge.corrected import corrected
from djeli.judge.rows import REPORT, in_force
from djeli.pipeline.reattach import attached
from djeli.pipeline.versions import superseded
from djeli.resources.event_types import affinity
from djeli.store import View
from djeli.values import PROPERTIES
from djeli.views import Account, Estimate, Event
from djeli.vocab import FoldRule, Harm, Verdict


def under_all_rules(view: View, event: Event) -> Mapping[Harm, Mapping[FoldRule, Estimate]]:
    """Every count of an event as each rule gives it; what a person set is the same under all."""
    shown = {one.id for one in event.decisions if one.of not in event.reports}
    rows = [one for one in in_force(view.judgements()) if one.id in shown] if shown else []
    return all_rules(as_judged(view, view.accounts(event.reports)), events.fixed(rows))


def as_judged(view: View, accounts: Sequence[Account]) -> list[Account]:
    """The same accounts with the corrections of their values; most cases have none, and pay nothing."""
    mending = (Verdict.CORRECTED, Verdict.REJECTED)
    props = {*PROPERTIES, REPORT}
    if not any(one.verdict in mending and one.right in props for one in view.judgements()):
        return list(accounts)
    newer = superseded(list(view.documents()), list(view.captures()))
    decided = attached(view, [account.report for account in accounts], newer, affinity)
    return corrected(accounts, decided.judgements)
