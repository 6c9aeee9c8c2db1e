"""Which counts and times a report tells of an event, and which are another's."""

from __future__ import annotations

import pytest

from djeli.records import Span
from djeli.report.around import _attribute
from djeli.report.dossier import Actor, Fact, Page, Told
from djeli.report.lead import Lead, _own_time
from djeli.report.parties import _facts
from djeli.report.tell import _of_another as _it_is_another
from djeli.report.tolls import _of_another, _people
from djeli.resources.event_types import event_types
from djeli.values import Quantity


def told(sentence: str, words: str, value: object, *, start: int = 0) -> Told:
    """A claim at some words of a sentence that begins at `start`."""
    at = start + sentence.index(words)
    return Told(
        claim=words, report="r", prop="killed", value=value, name=words, words=words, passage=sentence, text="t",
        start=start, end=start + len(sentence), spans=(Span("t", at, at + len(words)),),
        page=Page(item="i", outlet="Wire", title="", published="", uri=""),
    )  # fmt: skip


def number(of: str, best: int = 30) -> Quantity:
    """An exact count."""
    return Quantity(low=best, best=best, high=best, of=of)


@pytest.mark.parametrize(
    ("type", "lead", "sentence", "another"),
    [
        ("armed_attack", "Gunmen attacked Gao.", "The attack killed 30 people.", False),
        ("relations_severed", "The two states broke off relations.", "Last week's raid killed 30 people.", True),
        ("armed_attack", "Gunmen attacked Gao.", "Two attacks in a week killed 30 people.", True),
        ("killing", "They killed nine in two other events.", "In the latest, 30 people died.", True),
    ],
)
def test_a_count_of_something_else_is_not_told(type: str, lead: str, sentence: str, another: bool) -> None:
    """What broke off relations killed nobody, and the dead of several attacks are not one attack's."""
    kind = told(lead, lead, type)
    type = {"relations_severed": _diplomatic()}.get(type, type)
    found = _of_another(told(sentence, "30", number("people"), start=500), Lead(kind=kind, type=type, plain=True))
    assert found is another


def _diplomatic() -> str:
    """A type of the ontology in which nobody is hurt."""
    return next(name for name, one in event_types().items() if one.family == "diplomatic")


@pytest.mark.parametrize(
    ("sentence", "of", "people"),
    [("A monitor counted 30 lives lost.", "lives", "people"), ("It killed 30 herders.", "herders", "herders")],
)
def test_lives_are_people(sentence: str, of: str, people: str) -> None:
    """Thirty lives were not killed; thirty people were."""
    assert _people(told(sentence, f"30 {of}", number(of))) == people


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Last month the agency declared a famine in the town.", True),
        ("The town has been under siege for a year.", True),
        ("Gunmen attacked the town.", False),
    ],
)
def test_a_sentence_may_have_a_time_of_its_own(sentence: str, own: bool) -> None:
    """What happened last month takes no date from a page about yesterday."""
    assert bool(_own_time().search(sentence)) is own


@pytest.mark.parametrize(
    ("sentence", "attribute"),
    [
        ("Some 21 percent thought of a June 2015 peace deal.", True),
        ("After the November 2015 attack 35 percent were angry.", True),
        ("According to a 2018 poll 88 percent were afraid.", False),
        ("By October 2015 most were content.", False),
        ("The state, which will leave by May 2024, had 1,000 troops there.", True),
    ],
)
def test_a_year_in_a_name_is_not_a_figures_time(sentence: str, attribute: bool) -> None:
    """The year of a deal is the deal's; a poll's own year is its figures'."""
    assert bool(_attribute().search(sentence)) is attribute


def test_a_fact_is_told_with_its_finest_date() -> None:
    """The month is left out where the table has the day."""
    facts = (
        Fact(sentence="Founded", date="Aug 2013", reference="a"),
        Fact(sentence="Founded", date="22 Aug 2013", reference="b"),
    )
    found = _facts(Actor(id="a", name="A", kind="rebel group", facts=facts))
    assert [one.date for one in found] == ["22 Aug 2013"]
    facts = tuple(Fact(sentence="Founded", date=day, reference="a") for day in ("2013-08", "2013-08-22", "2012"))
    assert [one.date for one in _facts(Actor(id="a", name="A", kind="rebel group", facts=facts))] == [
        "2013-08-22",
        "2012",
    ]


def test_it_may_be_another_than_the_speaker() -> None:
    """Claims by rebels that "it" bombed a camp, which the army denies, say nothing of bombs of the rebels."""
    sentence = "The army denied claims by the rebels that it bombed a camp."
    assert _it_is_another(told(sentence, "that it bombed a camp", ""))
    assert not _it_is_another(told("The rebels said that it was theirs.", "that it was theirs", ""))
