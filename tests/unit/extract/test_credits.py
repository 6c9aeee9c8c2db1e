"""Credits of outlets: every notation, names with commas and "and", and what only looks like a credit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli import lang
from djeli.extract.credits import find_credits, split_names
from djeli.vocab import PartyKind

CREDITS = [
    ("The raid killed 12. (Sources: Reuters, France 24)", ["Reuters", "France 24"]),
    ("The raid killed 12. (Sources: Reuters, Reuters, BBC)", ["Reuters", "BBC"]),
    ("Twelve died. (AFP, RFI)", ["AFP", "RFI"]),
    ("Twelve died (CNN, BBC News, FDD, Al Jazeera).", ["CNN", "BBC News", "FDD", "Al Jazeera"]),
    ("BAMAKO (Reuters) - Twelve died.", ["Reuters"]),
    ("COLOMBO, April 25 (AFP) — The toll was cut.", ["AFP"]),
    ("With AFP", ["AFP"]),
    ("France 24 reports that talks are underway.", ["France 24"]),
    ("Original Source: www.example-inquirer.com", ["example-inquirer.com"]),
    ("Source: https://www.reuters.com/world/africa/some-story/", ["reuters.com"]),
    ("Source: SANA", ["SANA"]),
    ("Source: Xinhua. The attack came at dawn.", ["Xinhua"]),
    ("The town fell, it was said (via Reuters).", ["Reuters"]),
    ("Additional reporting by AP and Le Monde", ["AP", "Le Monde"]),
    ("— Additional reporting by AP", ["AP"]),
    ("The army retook the town. — Reuters", ["Reuters"]),
    ("Originally published by The Daily Courier.", ["The Daily Courier"]),
    ("The plan, reported by the New York Times and the BBC, failed.", ["New York Times", "BBC"]),
    ("The mayor told AFP that 12 died.", ["AFP"]),
    ("[AFP]", ["AFP"]),
    ("(Sources: U.S. News & World Report, Reuters)", ["U.S. News & World Report", "Reuters"]),
    (
        "(Sources: Center for Strategic & International Studies, Guardian, U.S., BBC)",
        ["Center for Strategic & International Studies", "Guardian, U.S.", "BBC"],
    ),
    (
        "Sources: Committee to Protect Journalists, Center for Peace and Conflict Studies and BBC",
        ["Committee to Protect Journalists", "Center for Peace and Conflict Studies", "BBC"],
    ),
]


def names(text: str, code: str = "en") -> list[str]:
    """Names credited in a text."""
    return [one.credit.name for one in find_credits(text, 0, len(text), code)]


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_credits(text: str, expected: list[str]) -> None:
    """Each notation gives one credit per outlet."""
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avec AFP", ["AFP"]),
        ("Douze morts. (avec AFP et Reuters)", ["AFP", "Reuters"]),
        ("Source : RFI, Jeune Afrique et AFP", ["RFI", "Jeune Afrique", "AFP"]),
        ("Selon RFI, douze personnes sont mortes.", ["RFI"]),
        ("Le maire, joint par Studio Tamani, parle de douze morts.", ["Studio Tamani"]),
    ],
)
def test_french_credits(text: str, expected: list[str]) -> None:
    """French notations, with the space before the colon."""
    assert names(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Azawad Liberation Front (FLA) said so.",
        "Two states (Mali, Niger) left.",
        "Islamic Republic News Agency (IRNA) opened an office.",
        "Photo: AFP",
        "(Photo by A. Name/AFP)",
        "Sources: two hospital doctors, a driver",
        "He died there (March 2012).",
        "The plan (see Annex) failed (May).",
        "Human Rights Watch (HRW) met the minister.",
        "(with agency inputs)",
    ],
)
def test_no_credits(text: str) -> None:
    """Abbreviations, states, pictures, dates and unnamed people are no credits."""
    assert names(text) == []


def test_a_table_of_outlets_helps() -> None:
    """A name that only the caller's table knows counts as an outlet."""
    text = "Twelve died. (Kofa Morning)"
    assert find_credits(text, 0, len(text), "en") == ()
    found = find_credits(text, 0, len(text), "en", is_outlet=lambda name: name == "Kofa Morning")
    assert [one.credit.kind for one in found] == [PartyKind.ORGANISATION]


def test_only_the_item_is_read() -> None:
    """Credits outside the item's range are another item's."""
    text = "(AFP) one\n(Reuters) two"
    assert [one.credit.name for one in find_credits(text, 10, len(text), "en")] == ["Reuters"]


def test_spans_stand_at_the_names() -> None:
    """The mention's range holds the outlet's words, its head the whole group."""
    text = "Twelve died. (Sources: Reuters, France 24)"
    one, two = find_credits(text, 0, len(text), "en")
    assert (text[one.start : one.end], text[two.start : two.end]) == ("Reuters", "France 24")
    assert one.group == two.group


@pytest.mark.parametrize("own", ["Reuters", "reuters.com", "The Reuters"])
def test_own_publisher_is_no_credit(own: str) -> None:
    """An outlet named as the source of its own page is left out."""
    text = "Twelve died. (Sources: Reuters, France 24)"
    assert [one.credit.name for one in find_credits(text, 0, len(text), "en", own=own)] == ["France 24"]


@given(st.text(alphabet="ABC abc,;()&.:-\nReuters", max_size=60))
def test_whatever_the_text(text: str) -> None:
    """No text breaks the reader, and every credit lies inside it, apart from the others, in order."""
    found = find_credits(text, 0, len(text), "en")
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(start < end for start, end in split_names(text, (0, len(text)), "en") if text[start:end].strip())


@pytest.mark.parametrize("code", lang.available())
def test_the_words_are_words(code: str) -> None:
    """Every list of the data file holds non-empty strings and none twice in the same case."""
    for key, entries in lang.load(code, "credits").items():
        assert all(isinstance(entry, str) and entry.strip() for entry in entries), key
