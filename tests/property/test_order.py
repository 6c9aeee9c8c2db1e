"""The order in which reports arrive changes neither the partition nor the values of events."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import case
from djeli.fold import fold
from djeli.link import link
from djeli.origin import families, origins
from djeli.records import Judgement
from djeli.views import Account, Event
from djeli.vocab import FoldRule, Verdict


def run(accounts: list[Account], texts: dict[str, str], judgements: list[Judgement]) -> list[tuple[Event, int]]:
    """The whole way from accounts to events, ids left to the smallest report."""
    copies = families(texts)
    known = {a.report.id: a for a in accounts}
    found = link(accounts, texts, judgements)
    events = []
    for group in found.groups:
        told = [known[report] for report in group]
        events.append((fold(told, event_id=group[0], rule=FoldRule.REPRESENTATIVE), origins(told).independent))
    assert len(copies) == len(texts)
    return events


@given(st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_any_order_of_input_gives_the_same_events(seed: int) -> None:
    """Accounts, texts and judgements in any order: the same partition, tolls, dates, places, titles and disputes."""
    accounts, texts = case()
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    a, b, c = (accounts[n].report.id for n in (0, 1, 9))
    judgements = [
        Judgement(left=a, right=b, verdict=Verdict.DIFFERENT, by="x", at=at),
        Judgement(left=b, right=c, verdict=Verdict.SAME, by="x", at=at),
    ]
    wanted = run(list(accounts), texts, judgements)
    draw = random.Random(seed)
    shuffled, pages, decided = list(accounts), list(texts.items()), list(judgements)
    for some in (shuffled, pages, decided):
        draw.shuffle(some)
    assert run(shuffled, dict(pages), decided) == wanted
    assert 10 <= len(wanted) < len(accounts)
