"""What one page says of one event, as benchmarks ask for it."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.fold import fold
from djeli.views import Account, Event
from djeli.vocab import FoldRule, Harm


def on_page(accounts: Sequence[Account], event: str) -> Event:
    """The accounts of one page folded by themselves."""
    return fold(accounts, event_id=event, rule=FoldRule.INFORMATIVE)


def best(event: Event, harm: Harm) -> int | None:
    """The best count, else the only bound there is."""
    found = event.harm.get(harm)
    if found is None:
        return None
    return next((v for v in (found.best, found.low, found.high) if v is not None), None)
