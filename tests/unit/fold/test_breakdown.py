"""Totals with their parts, wounded who died later, and stocks, each count at its own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts import account, count
from djeli.fold.breakdown import beyond
from djeli.fold.toll import estimate
from djeli.records import Claim
from djeli.values import Quantity
from djeli.views import Account
from djeli.vocab import Exactness, FoldRule, Harm, PartyKind, Scope, Stance

SOLDIERS, CIVILIANS = PartyKind.STATE_FORCES, PartyKind.CIVILIANS
Told = tuple[str, str, Quantity]


def part(number: int, of: str, kind: PartyKind) -> Quantity:
    """Some of a total."""
    return count(number, of=of, party=kind, scope=Scope.PART)


def least(number: int) -> Quantity:
    """At least so many."""
    return Quantity(low=number, best=None, high=None, exactness=Exactness.AT_LEAST)


def telling(sentence: str, *told: Told) -> Account:
    """An account whose counts, (property, words, value), stand at their words."""
    bare = account(sentence)
    claims: dict[str, list[Claim]] = {}
    for prop, words, value in told:
        start = sentence.index(words)
        one = account(sentence, more={prop: [(value, None, Stance.ASSERTS)]}).claims[prop][0]
        span = replace(one.spans[0], start=start, end=start + len(words))
        claims.setdefault(prop, []).append(replace(one, spans=(span,)))
    return replace(bare, claims={**bare.claims, **{prop: tuple(found) for prop, found in claims.items()}})


SIXTY = "Of the 60 dead in Tibú, 41 were soldiers and 12 civilians, five of them children."
ROWS = [
    ([("killed", "60", count(60)), ("killed", "41", part(41, "soldiers", SOLDIERS)),
      ("killed", "12", part(12, "civilians", CIVILIANS))],
     "Of the 60, 41 soldiers and 12 civilians are told apart; who the other 7 were is not told."),
    ([("killed", "60", count(60)), ("killed", "41", part(41, "soldiers", SOLDIERS)),
      ("killed", "12", part(12, "civilians", CIVILIANS)), ("killed", "five", part(5, "children", CIVILIANS))],
     "who the other 7 were is not told."),
    ([("killed", "60", least(60)), ("killed", "41", part(41, "soldiers", SOLDIERS))],
     "who the other about 19 were is not told."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "reason"), ROWS)
def test_the_remainder_is_told(told: list[Told], reason: str) -> None:
    """The estimate says which parts of the total are told and how many are left; children are civilians already."""
    found = estimate([telling(SIXTY, *told)], Harm.KILLED, FoldRule.INFORMATIVE)
    assert found is not None
    assert found.best == 60
    assert reason in found.reason


def test_parts_that_make_up_the_whole_leave_nothing() -> None:
    """A total whose parts are all told gets no word about a remainder."""
    one = telling(
        "15 died: 12 soldiers and 3 civilians.",
        ("killed", "15", count(15)),
        ("killed", "12", part(12, "soldiers", SOLDIERS)),
        ("killed", "3", part(3, "civilians", CIVILIANS)),
    )
    found = estimate([one], Harm.KILLED, FoldRule.INFORMATIVE)
    assert found is not None
    assert "other" not in found.reason


@pytest.mark.parametrize(("whole", "sides"), [(31, ["31 killed", "34 killed"]), (40, [])])
def test_parts_beyond_their_whole_are_a_dispute(whole: int, sides: list[str]) -> None:
    """Twenty civilians and 14 soldiers are more than 31 dead, and fewer than 40."""
    one = telling(
        f"Of the {whole} dead, 20 were civilians and 14 soldiers.",
        ("killed", str(whole), count(whole)),
        ("killed", "20", part(20, "civilians", CIVILIANS)),
        ("killed", "14", part(14, "soldiers", SOLDIERS)),
    )
    assert [side.value for dispute in beyond([one], Harm.KILLED, "e") for side in dispute.sides] == sides


@pytest.mark.parametrize(
    ("sentence", "toll", "killed", "wounded"),
    [
        ("Seven died and 20 were hurt; two of the wounded died later.", None, 9, 18),
        ("Seven died and 20 were hurt; two of the wounded died later, bringing the toll to nine.", "nine", 9, 18),
        ("Two of the wounded died; Seven died and 20 were hurt in all.", None, 7, 20),
    ],
)
def test_wounded_who_die_move_over(sentence: str, toll: str | None, killed: int, wounded: int) -> None:
    """Those who die later leave the wounded told before and join the dead, unless a new toll counts them already."""
    late = ("killed", "two of the wounded" if "two" in sentence else "Two of the wounded", count(2, of="wounded"))
    told = [("killed", "Seven", count(7)), ("wounded", "20", count(20)), late]
    one = telling(sentence, *told, *([("killed", toll, count(9))] if toll else []))
    found = [estimate([one], harm, FoldRule.INFORMATIVE) for harm in (Harm.KILLED, Harm.WOUNDED)]
    assert [each.best for each in found if each is not None] == [killed, wounded]


def test_one_wounded_who_died_alone_is_the_toll() -> None:
    """Where nothing else is told of dead, the wounded who died are the dead."""
    one = telling("One of the wounded died.", ("killed", "One of the wounded", count(1, of="wounded")))
    found = estimate([one], Harm.KILLED, FoldRule.INFORMATIVE)
    assert found is not None
    assert found.best == 1


def test_taken_freed_and_held_are_never_summed() -> None:
    """Thirty taken, twelve freed and 18 held are thirty, twelve, and no new event's count."""
    one = telling(
        "30 were taken, 12 freed and 18 are still held.",
        ("abducted", "30", count(30)),
        ("released", "12", count(12)),
        ("abducted", "18", count(18, scope=Scope.STOCK)),
    )
    found = {harm: estimate([one], harm, FoldRule.INFORMATIVE) for harm in (Harm.ABDUCTED, Harm.RELEASED)}
    assert {harm: one.best for harm, one in found.items() if one is not None} == {Harm.ABDUCTED: 30, Harm.RELEASED: 12}
