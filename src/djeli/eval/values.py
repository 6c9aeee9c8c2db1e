"""What one page says of one event, as benchmarks ask for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from djeli.fold import fold
from djeli.values import When, Where
from djeli.views import Account, Event
from djeli.vocab import FoldRule, Harm, Resolution

_COARSE = Resolution.ADM1.rank


def on_page(accounts: Sequence[Account], event: str) -> Event:
    """The accounts of one page folded by themselves."""
    return fold(accounts, event_id=event, rule=FoldRule.INFORMATIVE)


def as_linked(accounts: Sequence[Account], linked: Event) -> Event:
    """The accounts of one page; date and place as the ledger knows them where that is finer.

    A page that says "on Tuesday" without a date, or "in the north", is answered from the accounts it is linked with, as
    its reader would be: by the linked event's date or place, when the page's own is missing or holds it.
    """
    page = on_page(accounts, linked.id)
    when = linked.when if _finer_day(page.when, linked.when) else page.when
    where = linked.where if _finer_place(page.where, linked.where) else page.where
    return dataclasses.replace(page, when=when, where=where)


def _finer_day(mine: When | None, other: When | None) -> bool:
    if other is None or mine is None:
        return other is not None
    return mine.start <= other.start and other.end <= mine.end and (mine.end - mine.start) > (other.end - other.start)


def _finer_place(mine: Where | None, other: Where | None) -> bool:
    if other is None or mine is None:
        return other is not None
    return mine.country == other.country and mine.resolution.rank >= _COARSE and other.resolution.rank < _COARSE


def best(event: Event, harm: Harm) -> int | None:
    """The best count, else the only bound there is."""
    found = event.harm.get(harm)
    if found is None:
        return None
    return next((v for v in (found.best, found.low, found.high) if v is not None), None)
