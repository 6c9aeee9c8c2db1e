"""Which reports become one event: rows of hand-made accounts from many wars."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from accounts import account, day, party, place, stories
from djeli.link import Linking, link
from djeli.link.profile import item_words
from djeli.records import Item, Judgement, Text
from djeli.views import Account
from djeli.vocab import DateAnchor, ItemKind, Modality, PartyKind, Resolution, Verdict

M23 = party("M23", PartyKind.REBEL_GROUP, "m23")


def linked(rows: dict[str, dict[str, object]], judgements: tuple[Judgement, ...] = ()) -> tuple[Linking, list[Account]]:
    """Accounts of the rows (sentence to what is known) and their linking."""
    accounts = [account(sentence, **known) for sentence, known in rows.items()]
    sentences = {a.report.id: sentence for a, sentence in zip(accounts, rows, strict=True)}
    return link(accounts, stories(accounts, sentences), judgements), accounts


def together(rows: dict[str, dict[str, object]]) -> bool:
    """Whether the first two rows stand in one group."""
    result, accounts = linked(rows)
    first, second = accounts[0].report.id, accounts[1].report.id
    return any(first in group and second in group for group in result.groups)


SAME = [
    (
        "same day, place, toll; other words",
        {
            "Gunmen killed 12 herders near the wells of Ansongo on Monday.": {
                "when": "2023-03-06",
                "where": "Ansongo",
                "killed": 12,
            },
            "A dozen pastoralists were shot dead outside Ansongo, elders said.": {
                "when": "2023-03-06",
                "where": "Ansongo",
                "killed": 12,
            },
        },
    ),
    (
        "rising toll, same day and place",
        {
            "A bomb at a Goma camp for the displaced killed nine people on Friday.": {
                "when": "2024-05-03",
                "where": "Goma",
                "killed": 9,
                "published": "2024-05-03",
            },
            "The death toll of Friday's bombing of the displaced camp in Goma rose to 18.": {
                "when": "2024-05-03",
                "where": "Goma",
                "killed": 18,
                "published": "2024-05-10",
            },
        },
    ),
    (
        "a region and a town in it",
        {
            "An air raid on a jade mining town in Kachin killed dozens at a concert on Sunday night.": {
                "when": "2022-10-23",
                "where": place("Kachin", Resolution.ADM1, country="MM", adm1="Kachin"),
            },
            "Jets bombed a concert in Hpakant on Sunday night, killing at least 60 jade miners and singers.": {
                "when": "2022-10-23",
                "where": "Hpakant",
                "killed": 60,
            },
        },
    ),
    (
        "no date in one of them, published the day after",
        {
            "Dissident fighters ambushed a police patrol on the road to Tibú on Tuesday, killing five officers.": {
                "when": "2023-09-05",
                "where": "Tibú",
                "killed": 5,
                "published": "2023-09-06",
            },
            "Five officers died when dissident fighters ambushed a police patrol near Tibú, the governor said.": {
                "where": "Tibú",
                "killed": 5,
                "published": "2023-09-06",
            },
        },
    ),
    (
        "night across two dates",
        {
            "Shelling of a hospital in Kherson overnight killed four patients and a nurse.": {
                "when": "2023-08-01",
                "where": "Kherson",
                "killed": 5,
            },
            "Kherson hospital shelled: nurse and four patients among the dead.": {
                "when": "2023-08-02",
                "where": "Kherson",
                "killed": 5,
            },
        },
    ),
]

APART = [
    (
        "same camp, another month",
        {
            "Rebels attacked the army camp of Bunia on 3 March 2023, killing 7 soldiers.": {
                "when": "2023-03-03", "where": "Bunia", "killed": 7},
            "Rebels attacked the army camp of Bunia on 9 June 2023, killing 11 soldiers.": {
                "when": "2023-06-09", "where": "Bunia", "killed": 11},
        },
    ),
    (
        "same day, other end of the country",
        {
            "Militants killed six villagers fetching water at a spring in Bunia on Sunday.": {
                "when": "2023-03-05", "where": "Bunia", "killed": 6},
            "Militants killed six farmers on their way home from the fields in Sake on Sunday.": {
                "when": "2023-03-05", "where": "Sake", "killed": 6},
        },
    ),
    (
        "other country",
        {
            "An explosion in Idlib market killed 8 shoppers.": {"when": "2023-03-05", "where": "Idlib", "killed": 8},
            "An explosion in Marawi market killed 8 shoppers.": {"when": "2023-03-05", "where": "Marawi", "killed": 8},
        },
    ),
    (
        "nothing but the type in common",
        {
            "Clashes were reported in Port-au-Prince.": {"where": "Port-au-Prince"},
            "Fighters shot at a convoy in El Fasher.": {"where": "El Fasher"},
        },
    ),
    (
        "done and planned",
        {
            "The army attacked Sake on 4 May 2023.": {"when": "2023-05-04", "where": "Sake"},
            "The army will attack Sake on 4 May 2023.": {
                "when": "2023-05-04", "where": "Sake", "modality": Modality.PLANNED},
        },
    ),
    (
        "types that never name one event",
        {
            "An attack on Goma on 4 May 2023 was condemned.": {"when": "2023-05-04", "where": "Goma"},
            "A trade agreement was signed in Goma on 4 May 2023.": {
                "when": "2023-05-04", "where": "Goma", "type": "agreement"},
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rows"), SAME)
def test_reports_of_one_event_link(name: str, rows: dict[str, dict[str, object]]) -> None:
    """Different words, tolls or precisions do not hide one event."""
    assert together(rows), name


@pytest.mark.parametrize(("name", "rows"), APART)
def test_reports_of_different_events_stay_apart(name: str, rows: dict[str, dict[str, object]]) -> None:
    """Likeness of kind, words or toll does not make one event out of two."""
    assert not together(rows), name


def pair() -> dict[str, dict[str, object]]:
    """Two reports that link on their own."""
    return SAME[0][1]


def test_every_link_explains_itself() -> None:
    """The parts add up to the log-odds, and each has its sentence."""
    found, _ = linked(pair())
    assert len(found.links) == 1
    parts = found.links[0].parts
    odds = found.links[0].probability / (1 - found.links[0].probability)
    assert odds == pytest.approx(2.718281828 ** sum(part.weight for part in parts), rel=0.05)
    assert all(part.reason.strip().endswith(".") for part in parts)


def judgement(left: str, right: str, verdict: Verdict, *, minute: int = 0) -> Judgement:
    """A decision made by hand."""
    at = dt.datetime(2024, 1, 1, 12, minute, tzinfo=dt.UTC)
    return Judgement(left=left, right=right, verdict=verdict, by="analyst", at=at)


def test_an_analyst_overrules_the_machine() -> None:
    """DIFFERENT parts what links by itself, SAME ties what does not; the latest word counts."""
    _, accounts = linked(pair())
    a, b = accounts[0].report.id, accounts[1].report.id
    parted, _ = linked(pair(), (judgement(a, b, Verdict.DIFFERENT),))
    assert len(parted.groups) == 2
    again, _ = linked(pair(), (judgement(a, b, Verdict.DIFFERENT), judgement(b, a, Verdict.UNSURE, minute=1)))
    assert len(again.groups) == 1
    _, strangers = linked(APART[2][1])
    tie = judgement(strangers[0].report.id, strangers[1].report.id, Verdict.SAME)
    tied, _ = linked(APART[2][1], (tie,))
    assert len(tied.groups) == 1


def test_two_explicit_dates_are_a_hard_no() -> None:
    """Word for word the same apart from two full dates: two events; with a date read off the page it may link."""
    words = "The rebels of M23 shelled the displaced camp at Goma, killing nine people and wounding thirty-three, {}."
    known = {"where": "Goma", "killed": 9, "perpetrator": M23}
    stated = {words.format(n): known | {"when": day(f"2024-05-0{n}")} for n in (1, 7)}
    assert not together(stated)
    weak = {
        words.format(n): known | {"when": day(f"2024-05-0{n}", DateAnchor.PUBLICATION if n == 2 else DateAnchor.STATED)}
        for n in (1, 2)
    }
    assert together(weak)


def test_copies_link_by_their_words() -> None:
    """The same sentence in two copies of a text links without date or place."""
    sentence = "Unidentified riders burnt three granaries and drove off two hundred head of cattle."
    accounts = [account(sentence, page=str(n), family="f") for n in range(2)]
    found = link(accounts, {a.item.id: sentence for a in accounts})
    assert len(found.groups) == 1


def test_nothing_in_nothing_out() -> None:
    """An empty case links to nothing, and one report stands alone."""
    assert link([], {}) == Linking(groups=(), links=())
    one = account("Shots were heard in Marawi.")
    assert link([one], {}).groups == ((one.report.id,),)


FERRY = """The ferry Santa Rosa sank off Buenaventura on Tuesday night after a fire in its engine room, harbour master
Efraín Cuero said. Divers of the Pacific coastguard searched the estuary near Isla Cascajal until dawn, and fishermen
from Juanchaco brought nine survivors ashore. The owner, Naviera Litoral, said the vessel was inspected in March."""
FERRY_AGAIN = """Nine survivors of the Santa Rosa were brought ashore in Juanchaco by fishermen, Naviera Litoral said on
Wednesday. The ferry had caught fire off Buenaventura; harbour master Efraín Cuero said coastguard divers searched the
waters around Isla Cascajal all night. The company said an inspection in March had found the engine room in order."""
SCHOOL = """The mayor of Pasto opened a music school on Monday in the presence of Governor Rojas. The building at Parque
Nariño will give lessons to some three hundred pupils a year, the town hall said, and concerts will be held there on
Sundays. Teachers from Cali and Popayán are to give the first courses in September."""


def test_items_without_reports_find_their_story() -> None:
    """Pages in which nothing was found to have happened still gather by what they tell, in every order."""
    texts = [
        Text(document=f"{n:064d}", reader="test@1", content=words)
        for n, words in enumerate((FERRY, FERRY_AGAIN, SCHOOL))
    ]
    items = [Item(text=text.id, start=0, end=len(text.content), language="en") for text in texts]
    told = {item.id: text.content for item, text in zip(items, texts, strict=True)}
    for order in (items, items[::-1]):
        groups = {frozenset(group) for group in link([], told, items=order).stories}
        assert groups == {frozenset({items[0].id, items[1].id}), frozenset({items[2].id})}


REPORT = " Armed groups in the east of the republic of Maruvia fight the army and Colonel Tano's militia. "
SECTIONS = (
    (
        "The rebels of the Red Banner freed thirty miners near Walikale in an exchange in 2011.",
        {"type": "release", "when": "2011-02-03", "where": "Walikale"},
    ),
    (
        "Sixty traders died when the market of Goma was shelled.",
        {"type": "killing", "where": "Goma", "killed": 60},
    ),
)


@pytest.mark.parametrize("kind", [ItemKind.SECTION, ItemKind.ARTICLE])
def test_sections_of_one_report_are_compared_by_their_passages(kind: ItemKind) -> None:
    """Two sections in the words of one report tell two things, though as pages they would be taken for one story."""
    told = []
    for n, (sentence, known) in enumerate(SECTIONS):
        one = account(sentence, page=str(n), **known)
        told.append(replace(one, item=replace(one.item, kind=kind, end=one.item.end + len(REPORT) * 4)))
    accounts = [replace(one, report=replace(one.report, item=one.item.id)) for one in told]
    texts = {one.item.id: sentence + REPORT * 4 for one, (sentence, _) in zip(accounts, SECTIONS, strict=True)}
    assert len(link(accounts, texts).groups) == (2 if kind is ItemKind.SECTION else 1)


@pytest.mark.parametrize(
    ("entries", "many"),
    [
        (("3 May 2021:", "9 June 2021:", "1 July 2021:", "4 August 2021:", "30 August 2021:"), True),
        (("2011, Jan 4th, ", "2012, May 9th, ", "2014, June 3rd, ", "2015, July 8th, "), True),
        (("— May 1964: ", "— Aug. 7, 1982: ", "— June 1987: ", "— April 1991: "), True),
        (("12 مارس 2020: ", "15 أبريل 2020: ", "2 مايو 2020: ", "9 يونيو 2020: "), True),
        (("On 3 May, ", "Later, ", "The mayor said: ", "Two days on, "), False),
        (("3 May 2021:", "3 May 2021:", "3 May 2021:", "3 May 2021:"), False),
    ],
)
def test_a_row_of_dated_entries_is_no_story(entries: tuple[str, ...], many: bool) -> None:
    """A timeline is no one story, in any script; a report with a few dates, or one day's, may be."""
    told = "\n".join(f"{head} rebels entered the town of Walikale and burnt the market." for head in entries)
    text = Text(document="0" * 64, reader="test@1", content=told)
    assert item_words(Item(text=text.id, start=0, end=len(told), language="en"), told).manifold is many
