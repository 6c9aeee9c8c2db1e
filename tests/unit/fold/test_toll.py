"""Low, best and high under the three rules, in tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts import account
from djeli.fold.toll import estimate, statements, with_doers
from djeli.records import Span
from djeli.values import Quantity
from djeli.vocab import Exactness, FoldRule, Harm, Informant, Modality, PartyKind, Scope, Stance

ARMY = ("the army", Informant.ARMY)
UNION = ("the union", Informant.UNION)
UN = ("the UN mission", Informant.UNITED_NATIONS)


def least(number: int) -> Quantity:
    """At least so many."""
    return Quantity(low=number, best=None, high=None, exactness=Exactness.AT_LEAST)


def upto(number: int) -> Quantity:
    """Up to so many."""
    return Quantity(low=None, best=None, high=number, exactness=Exactness.AT_MOST)


def dozens() -> Quantity:
    """A vague word."""
    return Quantity(low=24, best=None, high=99, exactness=Exactness.VAGUE)


def scoped(number: int, scope: Scope, kind: PartyKind = PartyKind.UNKNOWN) -> Quantity:
    """An exact count of a scope and of people of a kind."""
    return Quantity(low=number, best=number, high=number, scope=scope, party=kind)


R, N, C = FoldRule.REPRESENTATIVE, FoldRule.INFORMATIVE, FoldRule.CONSERVATIVE

ROWS = [
    ("one account", [{"killed": 12}], {R: (12, 12, 12), N: (12, 12, 12), C: (12, 12, 12)}),
    ("army 50, union 84", [{"killed": 50, "says": ARMY}, {"killed": 84, "says": UNION}],
        {R: (50, 50, 84), N: (50, 84, 84), C: (50, 50, 84)}),
    ("two against one", [{"killed": 9, "says": ARMY}, {"killed": 7, "says": UNION}, {"killed": 7, "says": UN}],
        {R: (7, 7, 9), N: (7, 7, 9), C: (7, 7, 9)}),
    ("copies do not outvote", [{"killed": 9, "family": "f"}, {"killed": 9, "family": "f"}, {"killed": 9, "family": "f"},
        {"killed": 7, "says": UNION}, {"killed": 7, "says": UN}], {R: (7, 7, 9), N: (7, 7, 9), C: (7, 7, 9)}),
    ("the later count", [{"killed": 9, "published": "2024-05-03"}, {"killed": 18, "published": "2024-05-10"}],
        {R: (9, 18, 18), N: (9, 18, 18), C: (9, 9, 18)}),
    ("the later count is lower", [{"killed": 30, "published": "2024-05-03"}, {"killed": 22, "published": "2024-05-10"}],
        {N: (22, 22, 30), C: (22, 22, 30)}),
    ("at least", [{"killed": least(12)}], {R: (12, 12, 12), N: (12, 12, 12), C: (12, 12, 12)}),
    ("up to", [{"killed": upto(70)}], {R: (70, 70, 70), N: (70, 70, 70)}),
    ("exact before at least", [{"killed": least(12)}, {"killed": 14}], {N: (12, 14, 14), C: (12, 12, 14)}),
    ("dozens", [{"killed": dozens()}], {R: (24, None, 99), N: (24, None, 99), C: (24, None, 99)}),
    ("dozens and a number", [{"killed": dozens()}, {"killed": 31}],
        {R: (31, 31, 31), N: (31, 31, 31), C: (31, 31, 31)}),
    ("some of them", [{"killed": 253}, {"killed": Quantity(low=5, best=5, high=5, of="foreign nationals",
        party=PartyKind.CIVILIANS)}], {R: (253, 253, 253), N: (253, 253, 253), C: (253, 253, 253)}),
    ("one man told of", [{"killed": 21}, {"killed": 1, "says": UN}], {N: (21, 21, 21), C: (21, 21, 21)}),
    ("their own dead apart", [{"killed": scoped(40, Scope.EVENT, PartyKind.CIVILIANS)},
        {"killed": scoped(4, Scope.EVENT, PartyKind.REBEL_GROUP), "says": ARMY}], {N: (40, 40, 40), C: (40, 40, 40)}),
    ("an aggregate is left out", [{"killed": 5}, {"killed": scoped(400, Scope.AGGREGATE)}],
        {R: (5, 5, 5), N: (5, 5, 5), C: (5, 5, 5)}),
    ("a part is no total", [{"killed": 20}, {"killed": scoped(6, Scope.PART, PartyKind.POLICE)}],
        {R: (20, 20, 20), N: (20, 20, 20), C: (20, 20, 20)}),
    ("a stock is no toll", [{"killed": scoped(80, Scope.STOCK)}], {R: None, N: None, C: None}),
    ("a denial counts nobody", [{"killed": 20, "stance": Stance.DENIES}], {R: None, N: None}),
    ("a plan counts nobody", [{"killed": 20, "modality": Modality.PLANNED}], {R: None, N: None}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "wanted"), ROWS)
def test_rules(name: str, rows: list[dict[str, object]], wanted: dict[FoldRule, tuple[int, int | None, int]]) -> None:
    """Low, best and high of each rule, the same from either end."""
    accounts = [account(f"People died in Bunia {n}.", page=str(n), **row) for n, row in enumerate(rows)]
    for order in (accounts, accounts[::-1]):
        for rule, bounds in wanted.items():
            found = estimate(order, Harm.KILLED, rule)
            assert (found and (found.low, found.best, found.high)) == bounds, f"{name} {rule}"
            assert found is None or (found.rule is rule and found.reason.endswith("."))


def test_parts_of_different_people_are_summed_only_when_informative() -> None:
    """Seven soldiers and 24 rebels: 31 where no total is given, and never beside a total."""
    counts = {
        "killed": [
            (scoped(7, Scope.PART, PartyKind.STATE_FORCES), ARMY, Stance.ASSERTS),
            (scoped(24, Scope.PART, PartyKind.REBEL_GROUP), ARMY, Stance.ASSERTS),
        ]
    }
    one = account("Seven soldiers and 24 rebels died in Marawi.", more=counts)
    found = estimate([one], Harm.KILLED, N)
    assert found is not None
    assert found.best == 31
    assert "sum" in found.reason
    assert estimate([one], Harm.KILLED, C) is None
    total = account("In Marawi 40 people died.", killed=40)
    both = estimate([one, total], Harm.KILLED, R)
    assert both is not None
    assert both.best == 40


def test_a_sum_is_not_added_to_what_it_sums() -> None:
    """Eleven soldiers and a policeman are twelve, and "12 dead" two sentences on are the same twelve."""
    content = "Rebels killed 11 soldiers and one policeman. The attack near Gao left 12 dead among the security forces."
    police, army = PartyKind.POLICE, PartyKind.STATE_FORCES
    counts = [
        ("11 soldiers and one policeman", scoped(12, Scope.EVENT, police)),
        ("11 soldiers", scoped(11, Scope.PART, army)),
        ("one policeman", scoped(1, Scope.PART, police)),
        ("12 dead", scoped(12, Scope.EVENT, army)),
    ]
    one = account(content, more={"killed": [(count, None, Stance.ASSERTS) for _, count in counts]})
    text = one.item.text
    at = [content.index(words) for words, _ in counts]
    spans = [Span(text, start, start + len(words)) for start, (words, _) in zip(at, counts, strict=True)]
    told = [replace(c, spans=(span,)) for c, span in zip(one.claims["killed"], spans, strict=True)]
    one = replace(one, claims={"killed": tuple(told)})
    found = estimate([one], Harm.KILLED, N)
    assert found is not None
    assert (found.best, found.high) == (12, 12)


def test_the_sides_of_a_battle_are_counted_apart() -> None:
    """Soldiers and rebels share no range; the reason names whom the count is of, and who is counted apart."""
    told = [
        account("The army says two soldiers died.", killed=scoped(2, Scope.EVENT, PartyKind.STATE_FORCES), says=ARMY),
        account("The rebels say 47 soldiers died.", killed=scoped(47, Scope.EVENT, PartyKind.STATE_FORCES)),
        account("The army says 20 rebels died.", killed=scoped(20, Scope.EVENT, PartyKind.REBEL_GROUP), says=ARMY),
    ]
    found = estimate(told, Harm.KILLED, N)
    assert found is not None
    assert (found.low, found.high) == (2, 47)
    assert "of soldiers" in found.reason
    assert "Counted apart: 20 rebels." in found.reason


def test_every_speaker_keeps_a_toll() -> None:
    """Statements stay apart by voice, with the claims they rest on."""
    one = account(
        "The army says 50 died, the union 84.",
        more={"killed": [(50, ARMY, Stance.ASSERTS), (84, UNION, Stance.ASSERTS)]},
    )
    found = {s.name: s.point for s in statements([one], Harm.KILLED)}
    assert found == {"the army": 50, "the union": 84}
    known = {claim.id for claim in one.claims["killed"]}
    assert {claim for s in statements([one], Harm.KILLED) for claim in s.claims} == known


def test_a_child_alone_is_the_toll_and_beside_a_total_a_part() -> None:
    """One girl killed is a toll of one; twelve people, three of them children, are twelve."""
    girl = Quantity(low=1, best=1, high=1, of="three-year-old girl", party=PartyKind.CIVILIANS)
    children = Quantity(low=3, best=3, high=3, of="children", party=PartyKind.CIVILIANS)
    total = Quantity(low=12, best=12, high=12, of="people", party=PartyKind.CIVILIANS)
    alone = estimate([account("a", killed=girl)], Harm.KILLED, FoldRule.INFORMATIVE)
    parts = {"killed": [(children, None, Stance.ASSERTS)]}
    both = estimate([account("a", killed=total, more=parts)], Harm.KILLED, FoldRule.INFORMATIVE)
    assert alone is not None
    assert both is not None
    assert (alone.low, alone.best, alone.high) == (1, 1, 1)
    assert (both.low, both.best, both.high) == (12, 12, 12)


def hit(number: int) -> Quantity:
    """So many hit, dead or wounded."""
    return scoped(number, Scope.HIT)


@pytest.mark.parametrize(
    ("killed", "told", "expected"),
    [
        (None, [hit(5)], 5),
        (2, [hit(5)], 3),
        (1, [hit(1)], None),
        (5, [hit(5)], None),
        (1, [hit(5), 3], 4),
        (1, [hit(3), 2], 2),
        (least(2), [hit(9)], 7),
        (dozens(), [hit(100)], 76),
    ],
)
def test_the_dead_are_no_survivors(killed: object, told: list[object], expected: int | None) -> None:
    """Of those hit the dead are taken off; who alone was hit where somebody died is the dead."""
    more = {"wounded": [(one, None, Stance.ASSERTS) for one in told]}
    claims = {"killed": killed} if killed is not None else {}
    found = estimate([account("a", more=more, **claims)], Harm.WOUNDED, N)  # type: ignore[arg-type]
    assert (found.best if found else None) == expected


def test_the_remainder_says_what_it_rests_on() -> None:
    """The reason names those hit and the dead, and both claims stand behind the number."""
    one = account("a", killed=2, more={"wounded": [(hit(5), None, Stance.ASSERTS)]})
    found = estimate([one], Harm.WOUNDED, N)
    assert found is not None
    assert "5 were hit, 2 of whom died" in found.reason
    assert set(found.claims) == {claim.id for harm in ("killed", "wounded") for claim in one.claims[harm]}


def test_who_killed_himself_after_others_is_counted_apart() -> None:
    """Four classmates are the toll; a book of every body counts five."""
    himself = Quantity(low=1, best=1, high=1, of="himself", party=PartyKind.ARMED_UNKNOWN)
    told = [account("a", killed=4, more={"killed": [(himself, None, Stance.ASSERTS)]})]
    found = estimate(told, Harm.KILLED, N)
    assert found is not None
    assert found.best == 4
    assert "Counted apart: 1 attackers." in found.reason
    assert with_doers(told, Harm.KILLED, N) == 5


def test_a_listed_sum_is_no_part() -> None:
    """A man and two children are all the dead, two children alone some of them."""
    family = Quantity(low=3, best=3, high=3, of="man and children", party=PartyKind.CIVILIANS)
    child = Quantity(low=1, best=1, high=1, of="child", party=PartyKind.CIVILIANS)
    found = estimate([account("a", killed=family, more={"killed": [(child, None, Stance.ASSERTS)]})], Harm.KILLED, N)
    assert found is not None
    assert found.best == 3
