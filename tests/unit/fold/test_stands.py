"""Disputes that only sentences show: denials, admissions, who was hit, what with, how many, how far."""

from __future__ import annotations

import dataclasses

import pytest

from accounts import day, party
from djeli.fold.circumstances import counted
from djeli.fold.cues import bare, says
from djeli.views import Account
from djeli.vocab import DateAnchor, DisputeKind, PartyKind, Stance
from heard import disputes, page

K = DisputeKind
JUNTA = party("the Junta", PartyKind.GOVERNMENT, "sac_myanmar", "MM")
RIVALS = (
    {"perpetrator": party("M23", PartyKind.REBEL_GROUP, "m23")},
    {"perpetrator": party("FDLR", PartyKind.REBEL_GROUP, "fdlr")},
)


ARMY = ("the army", "mali_army")
SHOWN = [
    (
        "denied and laid at its door",
        [
            page("The army said it was not responsible for the raid.", speaker=ARMY),
            page("Soldiers burned the market.", perpetrator=party("Malian Army", PartyKind.STATE_FORCES, "mali_army")),
        ],
        (K.DENIAL, "perpetrator"),
    ),
    (
        "denied and blamed by an analyst",
        [
            page("Le Mouvement Kanu assure ne pas être l'auteur de la tuerie.", speaker=("Mouvement Kanu", "")),
            page("An expert called the massacre the work of Kanu.", speaker=("an expert", "")),
        ],
        (K.DENIAL, "perpetrator"),
    ),
    (
        "unfounded, and admitted by the same state",
        [
            page("The army called reports of the strike baseless.", speaker=ARMY),
            page("The government acknowledged the strike.", speaker=("government", "mali_government")),
        ],
        (K.DENIAL, "perpetrator"),
    ),
    (
        "nobody has claimed it, then somebody does",
        [
            page("No group has claimed responsibility for the bombing."),
            page(
                "The group claimed the bombing.",
                speaker=("the group", ""),
                stance=Stance.CLAIMS_RESPONSIBILITY,
            ),
        ],
        (K.RESPONSIBILITY, "claim"),
    ),
    (
        "each accuses the other",
        [page("The two armies accused each other of opening fire at the border.")],
        (K.RESPONSIBILITY, "participant"),
    ),
    (
        "fighters or civilians",
        [
            page("The spokesman said only militants died in the strike.", speaker=("spokesman", "")),
            page("The strike killed 12 civilians.", victim=party("civilians", PartyKind.CIVILIANS)),
        ],
        (K.DENIAL, "victim"),
    ),
    (
        "a camp, or nothing military",
        [
            page("The fighters said they had struck a military camp.", speaker=("fighters", "")),
            page("There was no military presence in the village, an elder said.", speaker=("an elder", "")),
        ],
        (K.CIRCUMSTANCE, "target"),
    ),
    (
        "two jets or three",
        [page("Two fighter jets bombed the school."), page("Trois avions de chasse ont bombardé l'école.")],
        (K.CIRCUMSTANCE, "aircraft"),
    ),
    (
        "15 km or 40 km from one town",
        [page("The shelling hit a hamlet 15 km north of Goma."), page("The shelling hit a hamlet 40km from Goma.")],
        (K.PLACE, "distance"),
    ),
    (
        "done or only tried",
        [
            page("The minister spoke of a coup attempt.", speaker=("minister", ""), type="coup"),
            page("Officers overthrew the president in the coup.", type="coup"),
        ],
        (K.STATUS, "type"),
    ),
    (
        "two groups claim it, one of them named",
        [
            page("It is unclear who did it, as two rival groups have claimed responsibility."),
            page("Kanu said it did it.", speaker=("Mouvement Kanu", ""), stance=Stance.CLAIMS_RESPONSIBILITY),
        ],
        (K.RESPONSIBILITY, "claim"),
    ),
    (
        "weapons, where rivals are named",
        [page("It was hit by HIMARS rockets.", **RIVALS[0]), page("A thermobaric weapon burned it.", **RIVALS[1])],
        (K.CIRCUMSTANCE, "instrument"),
    ),
]


@pytest.mark.parametrize(("name", "accounts", "wanted"), SHOWN)
def test_sentences_show_disputes(name: str, accounts: list[Account], wanted: tuple[DisputeKind, str]) -> None:
    """Each pair of sentences is a dispute of its kind, about its property."""
    assert wanted in {(one.kind, one.prop) for one in disputes(*accounts)}, name


QUIET = [
    (
        "failed in something else, beside the success",
        [
            page("Officers ousted the president, saying that every attempt at reform had failed.", type="coup"),
            page("After the coup a council was named.", type="coup"),
        ],
    ),
    (
        "people fail in many things",
        [
            page("The colonel said the cabinet had failed in its duties.", type="coup"),
            page("After the coup a council was named.", type="coup"),
        ],
    ),
    ("a denial nobody contradicts", [page("The army said it was not responsible for the fire.", speaker=ARMY)]),
    (
        "another party is accused",
        [
            page("The army said it was not responsible for the blast.", speaker=ARMY),
            page("The blast was planted by rebels.", perpetrator=party("M23", PartyKind.REBEL_GROUP, "m23")),
        ],
    ),
    (
        "weapons, where nobody disputes who did it",
        [page("It was hit by a HIMARS salvo."), page("A thermobaric weapon burned the hall.")],
    ),
    ("a group claims it", [page("The group claimed it.", speaker=("Kanu", ""), stance=Stance.CLAIMS_RESPONSIBILITY)]),
    ("one aircraft is an article", [page("A jet bombed the depot."), page("Two jets bombed the depot.")]),
    ("distances that are one, rounded", [page("It lies 18 km from Goma."), page("It lies 20 km from Goma.")]),
    ("people may be anybody", [page("Only militants died."), page("Nine people died.", killed=9)]),
]


@pytest.mark.parametrize(("name", "accounts"), QUIET)
def test_other_sentences_show_none(name: str, accounts: list[Account]) -> None:
    """What only looks like a contradiction is none."""
    assert disputes(*accounts) == (), name


def test_a_denial_taken_back_is_stale() -> None:
    """Who first denies and later admits holds no two equal sides."""
    found = disputes(
        page("The army first said it was not responsible for the bombing.", speaker=ARMY),
        page("The army took responsibility for the bombing.", speaker=ARMY),
    )
    assert [side.stale for one in found for side in one.sides if side.value.startswith("denied")] == [
        "later admitted by the same voice"
    ]


def test_neighbouring_days_are_one_night_only_if_somebody_says_so() -> None:
    """Monday and Tuesday differ, unless the later one is told as a night."""
    monday = page("On Monday gunmen attacked the convoy.", when="2024-03-04")
    tuesday = page("Gunmen attacked the convoy on Tuesday.", when="2024-03-05")
    night = page("Gunmen attacked it before dawn on Tuesday.", when="2024-03-05")
    assert [one.kind for one in disputes(monday, tuesday)] == [K.DATE]
    assert disputes(monday, night) == ()


def test_a_year_that_its_weekday_does_not_have() -> None:
    """The page contradicts itself, and both years are shown."""
    mended = dataclasses.replace(
        day("2019-01-01"), reason="'Tuesday 1 January 2018': no such weekday in 2018, but in 2019, near 2019-01-01"
    )
    found = disputes(page("The raid of Tuesday 1 January 2018 left six dead.", when=mended))
    assert [(one.kind, [side.value for side in one.sides]) for one in found] == [
        (K.DATE, ["2019-01-01", "2018, as it is written"])
    ]


def test_a_page_older_than_what_it_tells() -> None:
    """A page of the 1st cannot report the 9th as past; the day before may be a time zone."""
    late = day("2024-05-09", DateAnchor.STATED)
    found = disputes(page("The raid of 9 May 2024 left six dead.", when=late, published="2024-05-01"))
    assert [one.kind for one in found] == [K.CHRONOLOGY]
    assert disputes(page("The raid of 9 May left seven dead.", when=late, published="2024-05-08")) == ()


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("La junte a nié toute implication.", "denies"),
        ("Las FARC niegan haber puesto la bomba.", "denies"),
        ("ونفت الجماعة مسؤوليتها عن الهجوم", "denies"),
        ("Le accuse sono prive di fondamento.", "unfounded"),
        ("Стороны обвиняют друг друга в обстреле.", "mutual"),
        ("It is unclear who did it, as two rival groups have claimed responsibility.", "contended"),
        ("Deux groupes ont revendiqué l'embuscade.", "contended"),
        ("Es seien nur Kämpfer getroffen worden.", "armed_only"),
    ],
)
def test_phrases_of_many_languages(text: str, block: str) -> None:
    """Accents, cases and prefixes do not hide a phrase."""
    assert says(block, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three junta fighter jets", [("aircraft", 3)]),
        ("six of the seven floors of the hotel", []),
        ("quatre hôtels et 3 églises", [("hotels", 4), ("churches", 3)]),
        ("at 20 h 40 deux avions", [("aircraft", 2)]),
    ],
)
def test_things_are_counted(text: str, found: list[tuple[str, int]]) -> None:
    """A number belongs to the noun behind it, with few words between."""
    assert list(counted(bare(text))) == found
