"""Decisions hold whatever the order in which they and the reports arrive; the latest wins; undone is as never made."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import case
from djeli.judge.pairs import pairs, settle
from djeli.judge.rows import DECISION, groups, in_force
from djeli.link import link
from djeli.records import Judgement
from djeli.vocab import Verdict

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
NAMES = "abcdefgh"


def row(minute: int, left: str, right: str, verdict: Verdict, value: str = "") -> Judgement:
    """A decision made at a minute."""
    at = START + dt.timedelta(minutes=minute)
    return Judgement(left=left, right=right, verdict=verdict, by="desk", at=at, value=value)


def drawn(draw: random.Random, names: str | list[str], count: int) -> list[Judgement]:
    """Decisions at random, of pairs and of groups, some of them contradicting others."""
    rows = []
    for minute in range(count):
        some = draw.sample(list(names), draw.choice((2, 2, 2, 4)))
        half = len(some) // 2
        verdict = draw.choice((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
        value = groups(some[:half], some[half:]) if half > 1 else ""
        rows.append(row(minute, some[0], some[half], verdict, value))
    return rows


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_decisions_never_contradict_and_the_latest_holds(seed: int) -> None:
    """However decisions contradict, what is handed to linking doesn't; the newest holds in full; order is nothing."""
    draw = random.Random(seed)
    rows = drawn(draw, NAMES, draw.randrange(1, 12))
    made = pairs(rows)
    shuffled = list(rows)
    draw.shuffle(shuffled)
    assert pairs(shuffled) == made
    same = {(one.left, one.right) for one in made if one.verdict is Verdict.SAME}
    settled, _ = settle(made)
    for one in made:
        if one.verdict is Verdict.DIFFERENT:
            assert not settled.together(one.left, one.right)
    assert all(settled.together(*pair) for pair in same)
    newest, held = rows[-1], settle(rows)[0]
    if newest.verdict is Verdict.SAME:
        assert held.together(newest.left, newest.right)
    if newest.verdict is Verdict.DIFFERENT:
        assert held.apart(newest.left, newest.right)


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_what_is_taken_back_was_never_made(seed: int) -> None:
    """To take a decision back leaves what the others say; to take that back as well brings it again."""
    draw = random.Random(seed)
    rows = drawn(draw, NAMES, 8)
    gone = draw.choice(rows)
    back = row(20, DECISION + gone.id, "decision", Verdict.WITHDRAWN)
    assert in_force([*rows, back]) == [one for one in rows if one is not gone]
    assert in_force([back, *rows, row(21, DECISION + back.id, "decision", Verdict.WITHDRAWN)]) == rows


@given(st.integers(0, 10**6))
@settings(max_examples=8, deadline=None)
def test_decisions_rule_over_linking(seed: int) -> None:
    """In the partition, what was told to be one is one and what was told apart is apart, whatever the machine found;
    the order in which reports come changes nothing; and with no decision in force all is as it was.
    """
    accounts, texts = case()
    draw = random.Random(seed)
    reports = draw.sample([account.report.id for account in accounts], 8)
    rows = drawn(draw, reports, 6)
    found = link(accounts, texts, pairs(rows)).groups
    home = {report: number for number, group in enumerate(found) for report in group}
    settled, _ = settle(rows)
    for one, other in combinations(reports, 2):
        if settled.together(one, other):
            assert home[one] == home[other]
        if settled.apart(one, other):
            assert home[one] != home[other]
    shuffled = list(accounts)
    draw.shuffle(shuffled)
    draw.shuffle(rows)
    assert link(shuffled, texts, pairs(rows)).groups == found
    undone = [*rows, *(row(50 + n, DECISION + one.id, "decision", Verdict.WITHDRAWN) for n, one in enumerate(rows))]
    assert link(accounts, texts, pairs(in_force(undone))).groups == link(accounts, texts).groups


def test_split_then_merge_gives_back_what_was() -> None:
    """An event split in two and put together again is the event it was; in between it is two."""
    accounts, texts = case()
    whole = max(link(accounts, texts).groups, key=len)
    left, right = whole[:1], whole[1:]
    split = row(1, left[0], right[0], Verdict.DIFFERENT, groups(left, right))
    merge = row(2, left[0], right[0], Verdict.SAME, groups(left, right))
    parted = link(accounts, texts, pairs([split])).groups
    assert whole not in parted
    assert not any(set(left) & set(group) and set(right) & set(group) for group in parted)
    assert whole in link(accounts, texts, pairs([split, merge])).groups
    assert link(accounts, texts, pairs([merge, split])).groups != parted  # the merge is the later one
