"""How things stand: over or not, held or free, agreed or not, clash or one-sided, who it was, and names of bodies."""

from __future__ import annotations

import pytest

from accounts import party
from djeli.fold.bodies import names
from djeli.vocab import DisputeKind, PartyKind, Stance
from heard import disputes, page

K = DisputeKind
COUNCIL = "The National Council for the Defence of Peace took power"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The siege is over, the minister said", "gunfire continued for hours", K.STATUS),
        ("El asedio ha terminado", "los disparos continuaban al anochecer", K.STATUS),
        ("All hostages have been freed", "three are still held in the forest", K.STATUS),
        ("A ransom was paid for the nuns", "no ransom was paid, the ministry said", K.EXISTENCE),
        ("Un accord a été conclu avec les rebelles", "le gouvernement affirme qu'aucun accord n'existe", K.EXISTENCE),
        (
            "Soldiers clashed with guerrillas near the river",
            "no hubo enfrentamiento, dicen los vecinos",
            K.CIRCUMSTANCE,
        ),
        ("The army published the names of the suspects", "the names were made up, the union says", K.IDENTITY),
        (COUNCIL, "The National Council for the Defence of Order took power", K.IDENTITY),
    ],
)
def test_two_answers(one: str, other: str, kind: DisputeKind) -> None:
    """Words on both sides make a dispute of the kind, whatever their language."""
    pages = page(one, published="2024-03-05"), page(other, published="2024-03-06")
    assert [found.kind for found in disputes(*pages)] == [kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The siege is over, the minister said", "the siege was lifted"),
        ("A ransom was paid for the nuns", "the nuns came home"),
        (COUNCIL, "The National Council for the Defense of Peace took power"),
        (COUNCIL, "The National Council took power"),
        (COUNCIL, "The Supreme Court for the Defence of Order took power"),
        ("The National Front for the Defence of the Homeland", "The National Front for the Defence of the Nation"),
    ],
)  # fmt: skip
def test_one_answer(one: str, other: str) -> None:
    """Only one side's words, a shorter name and another spelling contradict nothing."""
    assert not disputes(page(one), page(other))


def test_still_going_on_is_superseded() -> None:
    """An older page that says "still" is no rival of a later "over"."""
    early = page("gunfire continued at noon", published="2024-03-04")
    late = page("The siege is over", published="2024-03-05")
    assert not disputes(early, late)


def test_two_states_accuse_each_other() -> None:
    """Each side's own words stand as its side, under the name of the state it blames."""
    one = page("the Georgian army said Armenian troops crossed the border", speaker=("the Georgian army", ""))
    two = page("Armenia said Georgian troops opened fire", speaker=("Armenia", ""))
    found = [one for one in disputes(one, two) if one.prop == "aggression"]
    assert [[side.value for side in row.sides] for row in found] == [["Armenia is to blame", "Georgia is to blame"]]


def test_names_of_bodies() -> None:
    """Only names of three telling words with a link between them count."""
    text = "the Union of Forces for Progress and Justice met Red Cross staff of the Bank"
    assert list(names(text)) == ["Union of Forces for Progress and Justice"]


def test_a_denied_part_is_no_denied_event() -> None:
    """Who denies having been involved does not deny that it happened."""
    deed = page("A missile hit the station.", perpetrator=party("the Northern Army", PartyKind.REBEL_GROUP, "north"))
    denied = page("The capital denied on Friday that its army was involved.", stance=Stance.DENIES)
    assert K.EXISTENCE not in [one.kind for one in disputes(deed, denied)]


def test_the_end_of_a_long_number_counts_nothing() -> None:
    """In "4,310 people left their homes" nobody counts 310 homes."""
    assert not disputes(page("They burned 40 homes."), page("Some 4,310 people left their homes."))
