"""One occurrence told several times over an item is one report; evidence, weapons and speech acts shape it."""

from __future__ import annotations

from functools import cache

import pytest

from djeli.extract import reading
from djeli.extract.annotate import annotate
from djeli.extract.assemble import head_of
from djeli.extract.mentions import Mentions
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Item, Text


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def mentions_of(content: str) -> Mentions:
    """The mentions of a text that is one English item."""
    text = Text(document="0" * 64, reader="test@1", content=content)
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(content))
    item = Item(text=text.id, start=0, end=len(content), language="en")
    return reading.find_mentions(item, text, document, tools(), annotate(item, text, tools()))


def heads(content: str) -> list[str]:
    """Types of the occurrences of a text, background ones in brackets."""
    triggers = mentions_of(content).triggers
    return [f"({t.type})" if t.background else t.type for t in triggers if t.same_as < 0]


ONCE = (
    (
        "Gunmen attacked a mosque in Kano on Friday, killing nine. Another attack killed four people.",
        ["armed_attack", "armed_attack"],
    ),
    ("A bomb went off in Jos. Elsewhere, an explosion wounded two people.", ["bombing", "explosion"]),
    ("Gunmen attacked the mine on Monday. The attack killed four guards.", ["armed_attack"]),
    ("A bomb exploded near the court in Herat on Friday. The blast broke windows.", ["bombing"]),
    ("Rebels raided Kessa on Monday. At least 12 people were killed.", ["raid"]),
    (
        "The journalist Ana Lind was shot dead in Recife on Monday. Lind was killed as she left her office.",
        ["shooting"],
    ),
    (
        "On Monday rebels attacked Bria. On Friday militiamen attacked Zemio and burned the market.",
        ["armed_attack", "armed_attack", "arson"],
    ),
)


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_later_tellings_are_bound_to_the_first(text: str, expected: list[str]) -> None:
    """What points back, tells the same person or only a toll is no second event; another day and place is."""
    found = heads(text)
    assert len(found) == len(expected), f"{text}\n  {found}"


def test_people_of_other_names_are_other_victims() -> None:
    """Two named victims are two deeds, however alike."""
    found = heads("Juan Prado was murdered in Cali on Monday. Pedro Gil was murdered in Pasto on Monday.")
    assert found == ["killing", "killing"]


REFINED = (
    ("Three people were killed in a dynamite attack on a bridge in Puno.", "bombing"),
    ("Militants attacked the barracks with drones on Monday.", "drone_strike"),
    ("The army attacked the village with mortars on Monday.", "shelling"),
    ("A car bomb exploded outside the bank in Kirkuk on Monday.", "car_bombing"),
    ("The rebels attacked the village with mortars on Monday.", "shelling"),
)


@pytest.mark.parametrize(("text", "expected"), REFINED)
def test_the_weapon_makes_the_type_finer(text: str, expected: str) -> None:
    """An attack is called after its weapon, on every side alike."""
    assert heads(text)[0] == expected


UNPROVEN = (
    "Attacks have increased.",
    "The kidnappings must stop.",
    "Violence is no answer and killings bring nothing.",
    "We condemn the bombings of the past and the killings of the present.",
)


@pytest.mark.parametrize("text", UNPROVEN)
def test_rhetoric_makes_no_foreground_event(text: str) -> None:
    """Deeds named without party, count, day or place stay in the background."""
    assert [t for t in heads(text) if not t.startswith("(")] == []


SPOKEN = (
    (
        "A bomb exploded at a market in Quetta on Monday, killing six people. "
        "The Baloch Liberation Army claimed responsibility for the attack.",
        "claimed",
    ),
    (
        "Gunmen killed nine villagers in Kogi on Monday. The army denied any involvement in the killings.",
        "denied",
    ),
)


@pytest.mark.parametrize(("text", "how"), SPOKEN)
def test_claims_and_denials_stand_at_the_deed(text: str, how: str) -> None:
    """A claim of responsibility or denial is said of the deed and is no event of its own."""
    found = mentions_of(text)
    assert not {t.type for t in found.triggers} & {"claim_of_responsibility", "denial"}
    told = [r for r in found.roles if getattr(r, how)]
    assert told, f"{text}\n  {[(r.role, r.party.name) for r in found.roles]}"
    assert head_of(found.triggers, told[0].trigger) == 0


def test_members_of_a_body_and_the_body_are_both_named() -> None:
    """Members of a body did it, so the body is said to have done it: two mentions, each with its words."""
    text = "Members of the FARC burned two buses in Cauca on Monday."
    doers = [text[r.start : r.end] for r in mentions_of(text).roles if r.role.value == "perpetrator"]
    assert any("Members" in words for words in doers)
    assert "FARC" in {words.removeprefix("the ") for words in doers}
