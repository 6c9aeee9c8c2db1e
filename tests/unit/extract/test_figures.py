"""Figures of English sentences: their kind, number, holder and details, and what is no figure."""

from __future__ import annotations

import pytest

from djeli.extract.figures.find import find_figures
from djeli.extract.mentions import FigureMention
from djeli.extract.roles.actors import find_actors
from english import sentences_of, tools

DISPLACED = """
More than 500,000 people have fled Sudan since April 2023. | displaced 500000 people Sudan
Fighting has displaced some 2.3 million people in eastern Congo. | displaced 2300000 people eastern Congo
About 120,000 Rohingya refugees crossed into Bangladesh. | displaced 120000 people Rohingya refugees
The offensive forced tens of thousands of people from their homes. | displaced 20000..99999 people people
Nearly 100,000 Karabakh Armenians left their homes. | displaced 100000 people Karabakh Armenians
OCHA said 45,000 households could be displaced. |
Shelling killed 14 people in Idlib. |
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Sentence and expected figures of each line."""
    pairs = (line.split("|") for line in table.strip().splitlines())
    return [(text.strip(), wanted.strip()) for text, wanted in pairs]


def figures_of(text: str) -> tuple[FigureMention, ...]:
    """The figures of an English page."""
    sentences = sentences_of(text)
    return find_figures(sentences, find_actors(sentences, text, tools().actors), text, "en")


def shown(found: FigureMention) -> str:
    """A figure as the tables write it."""
    one = found.figure
    number = one.best if one.best is not None else "" if one.low is None else f"{one.low}..{one.high}"
    said = one.detail("position")
    return " ".join(str(part) for part in (one.figure.value, said, number, one.unit, one.holder) if part != "")


@pytest.mark.parametrize(("text", "wanted"), rows(DISPLACED))
def test_displaced(text: str, wanted: str) -> None:
    """Who fled, from where; what is only feared and the dead of one event are no figure of flight."""
    assert "; ".join(map(shown, figures_of(text))) == wanted
