"""What is a contradiction, what only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts import account, party, place
from djeli.fold import Fixed, find_disputes, fold
from djeli.fold.sides import FAR
from djeli.records import Claim
from djeli.values import Quantity
from djeli.views import Account
from djeli.vocab import DisputeKind, Exactness, Informant, Modality, PartyKind, Resolution, Role, Scope, Stance

ARMY = ("the army", Informant.ARMY)
UNION = ("the union", Informant.UNION)
REBELS = ("a rebel spokesman", Informant.ARMED_GROUP, "m23")
M23 = party("M23", PartyKind.REBEL_GROUP, "m23")
FDLR = party("FDLR", PartyKind.REBEL_GROUP, "fdlr")
SOLDIERS = party("the army", PartyKind.STATE_FORCES, country="MM")
JUNTA = party("the junta", PartyKind.GOVERNMENT, country="MM")


def about(number: int) -> Quantity:
    """Some so many."""
    return Quantity(low=number * 9 // 10, best=number, high=number * 11 // 10, exactness=Exactness.APPROXIMATE)


def least(number: int) -> Quantity:
    """At least so many."""
    return Quantity(low=number, best=None, high=None, exactness=Exactness.AT_LEAST)


def of(number: int, kind: PartyKind, scope: Scope = Scope.EVENT) -> Quantity:
    """A count of people of a kind."""
    return Quantity(low=number, best=number, high=number, party=kind, of=kind.value, scope=scope)


def noun(number: int, words: str) -> Quantity:
    """A count with the noun it stands with."""
    return Quantity(low=number, best=number, high=number, party=PartyKind.CIVILIANS, of=words)


def dozens() -> Quantity:
    """A vague word."""
    return Quantity(low=24, best=None, high=99, exactness=Exactness.VAGUE)


def accounts(rows: list[dict[str, object]]) -> list[Account]:
    """Accounts, one page each."""
    return [account(f"Fighting {n}.", page=str(n), **row) for n, row in enumerate(rows)]


def kinds(rows: list[dict[str, object]]) -> set[DisputeKind]:
    """The kinds of dispute found, checked to be the same from either end."""
    found = find_disputes(accounts(rows), event_id="e")
    assert find_disputes(accounts(rows)[::-1], event_id="e") == found
    return {dispute.kind for dispute in found}


K = DisputeKind
DISPUTED = [
    ("army 50, union 84", [{"killed": 50, "says": ARMY}, {"killed": 84, "says": UNION}], K.TOLL),
    ("own voices, no dates", [{"killed": 7}, {"killed": 15}], K.TOLL),
    ("named voices differ whatever the day", [{"killed": 50, "says": ARMY, "published": "2024-01-01"},
        {"killed": 84, "says": UNION, "published": "2024-01-04"}], K.TOLL),
    ("a later count that is lower", [{"killed": 30, "published": "2024-01-01"},
        {"killed": 12, "published": "2024-01-04"}], K.TOLL),
    ("at least 10 against 170", [{"killed": least(10)}, {"killed": 170}], K.TOLL),
    ("wounded", [{"wounded": 3, "says": ARMY}, {"wounded": 40, "says": UNION}], K.FIGURE),
    ("blamed on two groups", [{"perpetrator": M23, "says": ARMY},
        {"perpetrator": FDLR, "says": UNION}], K.RESPONSIBILITY),
    ("claimed by one, blamed on another", [{"perpetrator": M23, "says": REBELS, "stance": Stance.CLAIMS_RESPONSIBILITY},
        {"perpetrator": FDLR, "says": ARMY, "stance": Stance.ACCUSES}], K.RESPONSIBILITY),
    ("army against rebels", [{"perpetrator": SOLDIERS}, {"perpetrator": M23}], K.RESPONSIBILITY),
    ("denied by the accused", [{"perpetrator": M23, "says": ARMY, "stance": Stance.ACCUSES},
        {"perpetrator": M23, "says": REBELS, "stance": Stance.DENIES}], K.DENIAL),
    ("the army's own dead", [{"killed": of(2, PartyKind.STATE_FORCES), "says": ARMY},
        {"killed": of(47, PartyKind.STATE_FORCES), "says": REBELS}], K.TOLL),
    ("long after the deed", [{"killed": 203, "says": ARMY, "when": "2022-03-27", "published": "2022-05-12"},
        {"killed": 500, "says": UNION, "published": "2022-05-13"}], K.TOLL),
    ("the accused denies the deed", [{"perpetrator": M23, "says": ARMY, "stance": Stance.ACCUSES},
        {"says": REBELS, "stance": Stance.DENIES}], K.DENIAL),
    ("never happened", [{"says": UNION}, {"says": ARMY, "stance": Stance.DENIES}], K.EXISTENCE),
    ("two days", [{"when": "2024-02-01"}, {"when": "2024-02-05"}], K.DATE),
    ("two towns", [{"where": "Goma"}, {"where": "Bunia"}], K.PLACE),
    ("two countries", [{"where": place("North Kivu", Resolution.ADM1, country="CD", adm1="North Kivu")},
        {"where": "El Fasher"}], K.PLACE),
]  # fmt: skip

AGREED = [
    ("the same", [{"killed": 12}, {"killed": 12}], K.TOLL),
    ("rounded", [{"killed": 1000, "says": ARMY}, {"killed": 970, "says": UNION}], K.TOLL),
    ("about 30 and 29", [{"killed": about(30)}, {"killed": 29}], K.TOLL),
    ("at least 12 and 14", [{"killed": least(12), "says": ARMY}, {"killed": 14, "says": UNION}], K.TOLL),
    ("a count that rose", [{"killed": 9, "published": "2024-01-01"},
        {"killed": 18, "published": "2024-01-03"}], K.TOLL),
    ("the same voice, later", [{"killed": 9, "says": ARMY, "published": "2024-01-01"},
        {"killed": 18, "says": ARMY, "published": "2024-01-03"}], K.TOLL),
    ("soldiers and rebels", [{"killed": of(7, PartyKind.STATE_FORCES)},
        {"killed": of(24, PartyKind.REBEL_GROUP)}], K.TOLL),
    ("part and whole", [{"killed": 40}, {"killed": of(6, PartyKind.POLICE, Scope.PART)}], K.TOLL),
    ("one event and a year", [{"killed": 4}, {"killed": of(300, PartyKind.UNKNOWN, Scope.AGGREGATE)}], K.TOLL),
    ("planned and done", [{"killed": 4}, {"killed": 90, "modality": Modality.PLANNED}], K.TOLL),
    ("gunmen and a name", [{"perpetrator": M23}, {"perpetrator": party("gunmen", PartyKind.ARMED_UNKNOWN)}],
        K.RESPONSIBILITY),
    ("organs of one state", [{"perpetrator": SOLDIERS}, {"perpetrator": JUNTA}], K.RESPONSIBILITY),
    ("a longer name", [{"perpetrator": party("Karen National Union")},
        {"perpetrator": party("the Karen National Union fighters")}], K.RESPONSIBILITY),
    ("a denial alone", [{"says": ARMY, "stance": Stance.DENIES}], K.EXISTENCE),
    ("a day in its month", [{"when": "2024-02-01"}, {"when": "2024-02-01/2024-02-29"}], K.DATE),
    ("one night", [{"when": "2024-02-01"}, {"when": "2024-02-02"}], K.DATE),
    ("a town in its region", [{"where": "Goma"},
        {"where": place("North Kivu", Resolution.ADM1, country="CD", adm1="North Kivu")}], K.PLACE),
    ("two countries, nothing finer", [{"where": place("Sudan", Resolution.COUNTRY, country="SD")},
        {"where": place("Chad", Resolution.COUNTRY, country="TD")}], K.PLACE),
    ("a day and another month", [{"when": "2024-02-01"}, {"when": "2024-06-01/2024-06-30"}], K.DATE),
    ("neighbours", [{"where": "Goma"}, {"where": "Sake"}], K.PLACE),
    ("dozens and a number", [{"killed": dozens(), "says": ARMY}, {"killed": least(50), "says": UNION}], K.TOLL),
    ("some of the victims", [{"killed": 253}, {"killed": noun(5, "foreign nationals")}], K.TOLL),
    ("six more", [{"killed": 40}, {"killed": noun(6, "more")}], K.TOLL),
    ("their own dead and ours", [{"killed": of(47, PartyKind.STATE_FORCES), "says": REBELS},
        {"killed": of(9, PartyKind.REBEL_GROUP), "says": ARMY}], K.TOLL),
    ("a count of the first day", [{"killed": least(30), "says": ARMY, "when": "2024-01-01", "published": "2024-01-01"},
        {"killed": 57, "says": UNION, "published": "2024-01-03"}], K.TOLL),
    ("so far", [{"killed": 14, "says": ARMY, "when": "2024-01-01", "published": "2024-01-02"},
        {"killed": 21, "says": UNION, "published": "2024-01-03"}], K.TOLL),
    ("suicide bombers and a name", [{"perpetrator": M23},
        {"perpetrator": party("suicide bombers", PartyKind.POLITICAL_MILITIA)}], K.RESPONSIBILITY),
    ("the accused denies its part, not the event", [{"says": UNION},
        {"perpetrator": M23, "says": ARMY, "stance": Stance.ACCUSES},
        {"says": REBELS, "stance": Stance.DENIES}], K.EXISTENCE),
    ("copies", [{"killed": 12, "family": "f"}, {"killed": 12, "family": "f"}], K.TOLL),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "kind"), DISPUTED)
def test_contradictions_are_found(name: str, rows: list[dict[str, object]], kind: DisputeKind) -> None:
    """Each pair is a dispute of its kind."""
    assert kind in kinds(rows), name


@pytest.mark.parametrize(("name", "rows", "kind"), AGREED)
def test_what_only_looks_like_one_is_not(name: str, rows: list[dict[str, object]], kind: DisputeKind) -> None:
    """None of these is a dispute of the kind it resembles."""
    assert kind not in kinds(rows), name


def test_sides_carry_claims_and_speakers() -> None:
    """Who stands where, on which claims, and whether the sides are independent."""
    told = accounts([{"killed": 50, "says": ARMY}, {"killed": 84, "says": UNION}, {"killed": 84, "says": UNION}])
    (found,) = find_disputes(told, event_id="e")
    assert [(side.value, side.speakers) for side in found.sides] == [
        ("50 killed", ("the army",)),
        ("84 killed", ("the union",)),
    ]
    assert [len(side.claims) for side in found.sides] == [1, 2]
    assert found.independent is True
    assert "50" in found.reason
    assert "84" in found.reason


def test_two_voices_of_one_page_may_contradict_one_another() -> None:
    """Two named voices of one page make a dispute; two figures of the page's own voice are a part or an older count."""
    voices = {"killed": [(12, ARMY, Stance.ASSERTS), (31, UNION, Stance.ASSERTS)]}
    (found,) = find_disputes([account("The army says 12, the union 31.", more=voices)], event_id="e")
    assert found.kind is K.TOLL
    assert found.independent is True
    own = {"killed": [(12, None, Stance.ASSERTS), (31, None, Stance.ASSERTS)]}
    assert find_disputes([account("First 12, then 31.", more=own)], event_id="e") == ()


def test_what_a_dispute_says_fits_one_speaker_and_several() -> None:
    """The sentence on two counts needs no verb, so a speaker in the plural stands in it as well as one."""
    many = ("residents", Informant.RESIDENTS)
    (found,) = find_disputes(accounts([{"killed": 50, "says": ARMY}, {"killed": 84, "says": many}]), event_id="e")
    assert found.reason == "50 according to the army, 84 according to residents."


def test_acting_together_is_no_rivalry() -> None:
    """Two perpetrators named in one page's own voice act together; elsewhere each alone is no contradiction."""
    both = account("M23 and FDLR.", more={"perpetrator": [(M23, None, Stance.ASSERTS), (FDLR, None, Stance.ASSERTS)]})
    alone = account("M23.", perpetrator=M23)
    assert find_disputes([both, alone], event_id="e") == ()


@pytest.mark.parametrize(("far", "wanted"), [(200, True), (FAR + 200, False)])
def test_a_denial_far_down_a_page_is_of_something_else(far: int, wanted: bool) -> None:
    """An accusation and a denial on one long page are one dispute only where they stand near one another."""
    accused = account("x" * 20, perpetrator=M23, says=ARMY, stance=Stance.ACCUSES, page="long")
    denied = account("x" * 20, perpetrator=M23, says=REBELS, stance=Stance.DENIES, page="long")
    moved = {prop: tuple(_moved(claim, far) for claim in claims) for prop, claims in denied.claims.items()}
    scope = replace(denied.report.scope, start=far, end=far + 20)
    lower = replace(denied, claims=moved, report=replace(denied.report, anchor=scope, scope=scope))
    found = find_disputes([accused, lower], event_id="e")
    assert any(one.kind is DisputeKind.DENIAL for one in found) is wanted


@pytest.mark.parametrize(("far", "wanted"), [(200, True), (FAR + 200, False)])
def test_a_doer_named_far_from_the_deed_is_no_rival(far: int, wanted: bool) -> None:
    """Who is blamed thousands of characters from an account's words need not be blamed for its deed."""
    here, there = accounts([{"perpetrator": M23, "says": ARMY}, {"perpetrator": FDLR, "says": UNION}])
    claims = {prop: tuple(_moved(claim, far) for claim in found) for prop, found in there.claims.items()}
    found = find_disputes([here, replace(there, claims=claims)], event_id="e")
    assert any(one.kind is DisputeKind.RESPONSIBILITY for one in found) is wanted


def _moved(claim: Claim, far: int) -> Claim:
    """The claim so many characters further down its page."""
    return replace(claim, spans=tuple(replace(one, start=one.start + far, end=one.end + far) for one in claim.spans))


NAMED = [
    ("one account", [{"perpetrator": M23, "says": ARMY}], "M23"),
    ("who the army says and who the union says", [{"perpetrator": M23, "says": ARMY},
        {"perpetrator": FDLR, "says": UNION}], ""),
    ("denied by the accused", [{"perpetrator": M23, "says": ARMY, "stance": Stance.ACCUSES},
        {"perpetrator": M23, "says": REBELS, "stance": Stance.DENIES}], ""),
    ("claimed by one", [{"perpetrator": M23, "says": REBELS, "stance": Stance.CLAIMS_RESPONSIBILITY},
        {"perpetrator": FDLR, "says": ARMY, "stance": Stance.ACCUSES}], "M23"),
    ("claimed by two", [{"perpetrator": M23, "says": REBELS, "stance": Stance.CLAIMS_RESPONSIBILITY},
        {"perpetrator": FDLR, "says": UNION, "stance": Stance.CLAIMS_RESPONSIBILITY}], ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "doer"), NAMED, ids=[row[0] for row in NAMED])
def test_a_title_accuses_nobody_where_accounts_disagree(name: str, rows: list[dict[str, object]], doer: str) -> None:
    """Accused is not did; whoever alone claims it may be named, and whom a person set is."""
    told = accounts(rows)
    title = fold(told, event_id="e").title
    assert [one for one in ("M23", "FDLR") if one in title] == ([doer] if doer else [])
    assert "FDLR" in fold(told, event_id="e", fixed=Fixed(parties={Role.PERPETRATOR: (FDLR,)})).title
