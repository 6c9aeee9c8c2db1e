"""One event out of its accounts: type, date, place, participants, title."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import account, day, party, place
from djeli.errors import InvalidRecord
from djeli.fold import fold
from djeli.fold.setting import best_when, best_where
from djeli.fold.title import title
from djeli.values import UNLISTED, Where
from djeli.views import Participant
from djeli.vocab import DateAnchor, FoldRule, Harm, Informant, Modality, PartyKind, Resolution, Role, Stance

CONVOY = party("army convoy", PartyKind.STATE_FORCES)
JNIM = party("JNIM", PartyKind.REBEL_GROUP, "jnim")
GUNMEN = party("gunmen", PartyKind.ARMED_UNKNOWN)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([], None),
        (["2023-03-06"], "2023-03-06"),
        (["2023-03-01/2023-03-31", "2023-03-06"], "2023-03-06"),
        (["2023-03-06", "2023-03-06", "2023-03-07"], "2023-03-06"),
        (["2023-03-06", "2023-03-07", "2023-03-07"], "2023-03-07"),
        (["2023-03-06", "2023-06-01", "2023-06-01"], "2023-06-01"),
        (["2023-05-01", "2023-03-01/2023-03-31", "2023-03-01/2023-03-31"], "2023-03-01/2023-03-31"),
    ],
)
def test_date(told: list[str], wanted: str | None) -> None:
    """The finest date that at least half of the texts are compatible with."""
    accounts = [account("Fighting.", page=str(n), when=when) for n, when in enumerate(told)]
    found, claims = best_when(accounts)
    assert found == (day(wanted) if wanted else None)
    assert bool(claims) == bool(wanted)


def test_a_stated_date_wins_over_one_read_off_the_page() -> None:
    """Of two equally supported days the one whose words hold the full date."""
    accounts = [
        account("Fighting.", page="1", when=day("2023-03-06", DateAnchor.PUBLICATION)),
        account("Fighting.", page="2", when=day("2023-03-07", DateAnchor.STATED)),
    ]
    found, _ = best_when(accounts)
    assert found is not None
    assert found.start == dt.date(2023, 3, 7)


VILLAGE = Where(
    name="Tin Kani", resolution=Resolution.ADM1, country="ML", adm1="Gao", reason=f"'Tin Kani' {UNLISTED}; in Gao"
)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([place("Mali", Resolution.COUNTRY, country="ML"), place("Gao")], "Gao"),
        ([place("Gao Region", Resolution.ADM1, country="ML", adm1="Gao"), place("Ansongo")], "Ansongo"),
        ([place("Goma"), place("Sake"), place("Sake")], "Sake"),
        ([place("Bunia"), place("Goma"), place("Goma")], "Goma"),
        ([place("Goma"), place("Goma", Resolution.NEAR)], "Goma"),
        ([place("Kherson")], "Kherson"),
        ([place("Gao"), VILLAGE, VILLAGE, VILLAGE], "Tin Kani"),
        ([place("Gao"), VILLAGE, VILLAGE], "Gao"),
        ([place("Gao"), place("Gao"), VILLAGE, VILLAGE, VILLAGE], "Gao"),
        ([], None),
    ],
)
def test_place(told: list[Where], wanted: str | None) -> None:
    """The finest place that at least half of the texts are compatible with."""
    accounts = [account("Fighting.", page=str(n), where=where) for n, where in enumerate(told)]
    found, _ = best_where(accounts)
    assert (found.name if found else None) == wanted


def people(**named: object) -> list[Participant]:
    """Participants from role names."""
    return [Participant(role=Role(role), party=found, claims=()) for role, found in named.items()]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "named", "where", "two_sided", "wanted"),
    [
        ("ambush", {"target": CONVOY}, place("Tinzaouatène", Resolution.NEAR), False,
            "Ambush of an army convoy near Tinzaouatène"),
        ("ambush", {"target": CONVOY, "perpetrator": JNIM}, place("Gao"), False,
            "Ambush of an army convoy by JNIM in Gao"),
        ("bombing", {}, place("Goma"), False, "Bombing in Goma"),
        ("abduction", {"victim": party("three aid workers")}, None, False, "Abduction of three aid workers"),
        ("abduction", {"victim": party("aid workers")}, None, False, "Abduction of aid workers"),
        ("clash", {"perpetrator": JNIM, "target": party("the army")}, place("Gao"), True,
            "Clash between JNIM and the army in Gao"),
        ("clash", {"perpetrator": JNIM}, place("Gao"), True, "Clash by JNIM in Gao"),
        ("raid", {"perpetrator": GUNMEN}, place("Tibú"), False, "Raid by gunmen in Tibú"),
        ("raid", {"target": party("United Nations base")}, None, False, "Raid of United Nations base"),
        ("raid", {"target": party("x" * 80)}, place("Gao"), False, "Raid in Gao"),
        ("statement", {}, None, False, "Statement"),
    ],
)  # fmt: skip
def test_title(label: str, named: dict[str, object], where: Where | None, two_sided: bool, wanted: str) -> None:
    """One readable line from type, parties and place."""
    assert title(label, people(**named), where, two_sided=two_sided) == wanted


@pytest.mark.parametrize(
    ("kind", "named", "where", "wanted"),
    [
        ("armed_attack", {"target": party("hotel"), "perpetrator": JNIM}, place("Gao"),
            "Attack on a hotel by JNIM in Gao"),
        ("killing", {"victim": party("town", PartyKind.PLACE_OR_OBJECT)}, place("Tibú"), "Attack in Tibú"),
        ("arson", {"target": party("villages"), "perpetrator": GUNMEN}, place("Tibú"), "Attack by gunmen in Tibú"),
        ("siege", {"target": party("El-Fasher", PartyKind.PLACE_OR_OBJECT), "perpetrator": GUNMEN}, place("El Fasher"),
            "Attack by gunmen in El Fasher"),
        ("killing", {"victim": party("Two farmers", PartyKind.CIVILIANS)}, place("Tibú"),
            "Attack of two farmers in Tibú"),
        ("diplomatic_break", {"perpetrator": party("Niger", PartyKind.GOVERNMENT, "gov_ne"),
            "target": party("Ukraine", PartyKind.GOVERNMENT, "gov_ua")}, None, "Niger breaks relations with Ukraine"),
        ("deployment", {"perpetrator": party("several servicemen", PartyKind.STATE_FORCES)}, None,
            "Deployment of several servicemen"),
        ("claim_of_responsibility", {"perpetrator": JNIM}, None, "JNIM claims an attack"),
        ("armed_attack", {"perpetrator": party("the report", PartyKind.PLACE_OR_OBJECT)}, place("Gao"),
            "Attack in Gao"),
        ("armed_attack", {"perpetrator": JNIM, "target": JNIM}, None, "Attack on JNIM"),
    ],
)  # fmt: skip
def test_title_by_type(kind: str, named: dict[str, object], where: Where | None, wanted: str) -> None:
    """Types have their own phrases and prepositions; nothing is said twice, and buildings are not killed."""
    assert title("attack", people(**named), where, kind=kind) == wanted


def test_words_of_another_language_give_way_to_their_kind() -> None:
    """A French noun in an English title becomes the English word for its kind, or is left out."""
    told = [
        Participant(role=Role.VICTIM, party=party("blessés", PartyKind.UNKNOWN), claims=("c1",)),
        Participant(role=Role.VICTIM, party=party("militaires", PartyKind.STATE_FORCES), claims=("c2",)),
        Participant(role=Role.PERPETRATOR, party=party("Ganda Izo", PartyKind.IDENTITY_MILITIA), claims=("c3",)),
    ]
    found = title("Ambush", told, place("Gao"), kind="ambush", foreign={"c1", "c2", "c3"})
    assert found == "Ambush of soldiers by Ganda Izo in Gao"


def test_french_title() -> None:
    """The templates of another language."""
    assert title("embuscade", people(target=CONVOY), place("Gao"), language="fr") == "Embuscade : un army convoy, Gao"


def test_the_whole_event() -> None:
    """Accounts of a wire, a radio and a background mention fold into one view with its claims."""
    accounts = [
        account("A", when="2023-03-06", where="Gao", killed=5, target=CONVOY, perpetrator=GUNMEN, family="w"),
        account("B", page="2", when="2023-03-06", where="Ansongo", killed=6, perpetrator=JNIM, type="ambush",
            says=("the governor", Informant.LOCAL_OFFICIAL, "governor")),
        account("C", type="ambush", killed=6, background=True),
    ]  # fmt: skip
    event = fold(accounts, event_id="E1", specificity=lambda kind: 5 if kind == "ambush" else 1)
    assert (event.id, event.type, event.background, event.origins_held) == ("E1", "ambush", False, 3)
    assert event.harm[Harm.KILLED].best in (5, 6)
    assert event.when is not None
    assert {p.party.name for p in event.participants if p.role is Role.PERPETRATOR} == {"gunmen", "JNIM"}
    known = {claim.id for a in accounts for found in a.claims.values() for claim in found}
    assert set(event.when_claims) | set(event.where_claims) <= known
    assert event.title.startswith("Ambush of an army convoy by JNIM")


def test_background_and_modality() -> None:
    """An event nobody tells in the foreground is marked; what is only planned stays planned."""
    assert fold([account("A", background=True)], event_id="x").background
    planned = fold([account("A", modality=Modality.PLANNED, killed=3, when="2030-01-01")], event_id="x")
    assert planned.modality is Modality.PLANNED
    assert not planned.harm
    assert planned.when is not None


def test_a_denied_party_took_no_part() -> None:
    """Who denies having done it, or is cleared of it, is no perpetrator."""
    one = account("A", more={"perpetrator": [(JNIM, ("JNIM", Informant.ARMED_GROUP), Stance.DENIES)]})
    assert fold([one], event_id="x").participants == ()


def test_older_things_told_beside_give_nobody_a_role() -> None:
    """A party of a background report takes part only where nothing is told in the foreground."""
    then = account("A", more={"perpetrator": [(JNIM, None, Stance.ASSERTS)]}, background=True)
    now = account("B", killed=3)
    assert fold([then, now], event_id="x").participants == ()
    assert fold([then], event_id="x").participants


def test_no_accounts_no_event() -> None:
    """An event without accounts is refused with a sentence."""
    with pytest.raises(InvalidRecord, match="without any account"):
        fold([], event_id="x")


@given(st.lists(st.integers(2, 200), min_size=1, max_size=8), st.sampled_from(list(FoldRule)), st.randoms())
@settings(max_examples=50)
def test_bounds_hold_every_number_told(tolls: list[int], rule: FoldRule, draw: object) -> None:
    """Low and high enclose all counts, best is one of them, and the order does not matter."""
    accounts = [account(f"{n}", page=str(i), killed=n) for i, n in enumerate(tolls)]
    found = fold(accounts, event_id="x", rule=rule)
    draw.shuffle(accounts)  # type: ignore[attr-defined]
    assert fold(accounts, event_id="x", rule=rule) == found
    harm = found.harm[Harm.KILLED]
    assert (harm.low, harm.high) == (min(tolls), max(tolls))
    assert harm.best in tolls
