"""The gate before the parser lets every telling line through."""

from __future__ import annotations

import pytest

from djeli import lang
from djeli.extract.events.gate import tells
from djeli.resources.event_types import event_types, type_of_concept

TELLING = (
    "Rebels fought soldiers near the river.",
    "Twelve were slain at dawn.",
    "The minister was shot.",
    "They blew up the bridge.",
    "The truce was broken within hours.",
    "Workers struck for a week and marched on the capital.",
    "Car-bombs went off.",
    "Villagers fled.",
)
IDLE = ("She likes tea with lemon.", "The weather stays fine until Sunday.", "He studied music in Vienna.")


@pytest.mark.parametrize("line", TELLING)
def test_telling_lines_pass(line: str) -> None:
    """Regular and irregular forms, plurals and hyphens open the gate."""
    assert tells(line, "en")


@pytest.mark.parametrize("line", IDLE)
def test_idle_lines_do_not(line: str) -> None:
    """Lines without a word of the lists need no parse."""
    assert not tells(line, "en")


def test_every_strong_noun_passes() -> None:
    """All nouns of all concepts but plain speech open the gate, in both languages."""
    types, known = event_types(), type_of_concept()
    for code in lang.available():
        for concept, entry in lang.load(code, "triggers").items():
            if concept not in known or types[known[concept]].family == "statement":
                continue
            for noun in entry.get("nouns") or ():
                assert tells(f"x {noun} y", code), f"{code}: {concept}: {noun}"
