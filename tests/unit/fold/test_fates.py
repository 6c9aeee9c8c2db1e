"""Persons told dead and alive, held and free, or in two roles, across the pages of a case."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from djeli.fold.fates import Fate, PersonDispute, Telling, fates_of, persons
from djeli.vocab import DisputeKind

K = DisputeKind
NAME = "Tesfa Haile"


def page(text: str, day: str = "", *, spoken: str = "", family: str = "") -> Telling:
    """One page on the person."""
    said = ((f"said {text}", spoken),) if spoken else ()
    return Telling(
        name=NAME, claim=text, item=text, text=text, page=day, family=family or text, voice="a paper", spoken=said
    )


def found(*pages: Telling) -> list[PersonDispute]:
    """Disputes of the pages, the same in every order."""
    all_orders = [persons(order) for order in itertools.permutations(pages)]
    assert all(one == all_orders[0] for one in all_orders)
    return all_orders[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tesfa Haile was killed in the raid.", ["dead"]),
        ("The raid killed the rebel commander Tesfa Haile.", ["dead", "commander"]),
        ("The army spoke of the death of General Haile.", ["dead"]),
        ("Haile, the head of the front, was killed.", ["dead"]),
        ("Haile said 20 people were killed.", []),
        ("Haile's brother was killed.", []),
        ("After a year of silence Haile resurfaced in a video.", ["alive"]),
        ("Haile denied reports of his death.", ["alive"]),
        ("Tesfa Haile est vivant, dit sa famille.", ["alive"]),
        ("Tesfa Haile murió en el bombardeo.", ["dead"]),
        ("Haile was released on Monday.", ["free"]),
        ("Haile remains in custody.", ["held"]),
        ("The farmer Tesfa Haile came home.", ["civilian"]),
        ("Tesfa Haile, a teacher, came home.", ["civilian"]),
        ("Police call her an accomplice of Haile.", []),
    ],
)
def test_what_one_sentence_tells(text: str, told: list[str]) -> None:
    """Only words right beside the name speak of the person."""
    assert [fate.told for fate in fates_of(page(text))] == told


def test_killed_then_resurfaced() -> None:
    """Pages of two events make one dispute, each side with its sentence."""
    (one,) = found(
        page("Tesfa Haile was killed on Friday.", "2024-05-04"), page("Haile is alive, we saw him.", "2024-05-20")
    )
    assert one.dispute.kind is K.STATUS
    assert [side.value for side in one.dispute.sides] == ["alive", "killed"]
    assert [told[0][0] for told in one.sentences] == ["Haile is alive, we saw him", "Tesfa Haile was killed on Friday"]


def test_a_statement_after_the_death() -> None:
    """Who speaks on a later page is told alive by it; on an earlier page or one without a day nothing follows."""
    dead = page("Tesfa Haile was killed.", "2024-05-04")
    for day, number in (("2024-06-01", 1), ("2024-05-01", 0), ("2024-05", 0), ("", 0)):
        late = page("We go on, Tesfa Haile says.", day, spoken="We go on, Tesfa Haile says.")
        assert len(found(dead, late)) == number, day


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (page("Haile is alive.", "2024-05-01"), page("Tesfa Haile was killed.", "2024-05-04")),
        (page("Haile remains in custody.", "2024-05-01"), page("Haile was released.", "2024-05-04")),
        (page("The teacher Tesfa Haile spoke."), page("The farmer Tesfa Haile spoke.")),
        (page("Tesfa Haile was killed."), page("Haile died.")),
    ],
)
def test_what_is_no_dispute(one: Telling, other: Telling) -> None:
    """What was true before and roles that go together contradict nothing."""
    assert not found(one, other)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (page("Haile was released.", "2024-05-01"), page("Haile remains in custody.", "2024-05-04"), K.STATUS),
        (page("The rebel commander Tesfa Haile died."), page("The farmer Tesfa Haile died."), K.ROLE),
        (page("Tesfa Haile, a hostage, came home."), page("Haile, an accomplice, was arrested."), K.ROLE),
    ],
)
def test_held_and_roles(one: Telling, other: Telling, kind: DisputeKind) -> None:
    """Held after the release, in arms or not, victim or accomplice."""
    assert [row.dispute.kind for row in found(one, other)] == [kind]


def test_fate_keeps_its_sentence() -> None:
    """The words shown are those around the name, within its sentence."""
    (fate,) = fates_of(page("Rain fell. The raid killed Tesfa Haile on Friday. More rain."))
    assert isinstance(fate, Fate)
    assert fate.sentence == "The raid killed Tesfa Haile on Friday"


def test_spellings_of_one_name() -> None:
    """Abu Tesfe Haile is Tesfa Haile; another first name is another person."""
    dead = page("Haile was likely killed.", "2024-05-04")
    for name, number in (("Abu Tesfe Haile", 1), ("Selam Haile", 0)):
        late = dataclasses.replace(page("Haile is alive.", "2024-05-09"), name=name)
        assert len(found(dead, late)) == number, name
