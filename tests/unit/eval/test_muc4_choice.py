"""How the adapter of MUC-4 chooses country, place and tolls of a template."""

from __future__ import annotations

import pytest

from djeli.eval import muc4_slots as slots
from djeli.eval.muc4_fill import values
from djeli.eval.muc4_scene import Counted, Named, Scene, plain, value_of
from djeli.eval.muc4_slots import Hit
from djeli.vocab import Harm

SCENE = Scene(
    names=(
        Named(sentence=0, text="kidal", country="mali", start=4, words=("gz=settlement", "loc=True")),
        Named(sentence=3, text="mali", country="mali", start=90, words=("gz=country", "loc=False")),
        Named(sentence=3, text="wadi rum", country="", start=99, words=("run", "ent=LOC")),
    ),
    numbers=(
        Counted(sentence=0, value=6, words=("harm=killed",)),
        Counted(sentence=0, value=4, words=("harm=wounded",)),
    ),
    where=(("mali", "kidal"),),
    home="mali",
    placed="niger",
)
ANCHORS = {0: 1.0}


def test_every_name_and_every_number_is_a_candidate() -> None:
    """Names that no gazetteer has stand beside those it has; the dateline's country is a candidate too."""
    assert set(slots.finest(SCENE, "ATTACK", ANCHORS, [0])) == {"kidal", "mali", "wadi rum"}
    assert set(slots.countries(SCENE, "ATTACK", ANCHORS, [0])) == {"mali", "niger"}


def test_what_the_program_chose_and_where_it_stands_are_words() -> None:
    """The program's own place says so, and a candidate of the telling sentence is near."""
    assert "chosen=True" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["kidal"]
    assert "chosen=False" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["wadi rum"]
    assert "nearest=0" in slots.finest(SCENE, "ATTACK", ANCHORS, [0])["kidal"]


def test_tolls_are_told_or_added_up_from_the_victims() -> None:
    """Two named victims and three peasants are five; "peasants" alone are several."""
    hit = [
        Hit(number=1, named=True, deed="killing"),
        Hit(number=1, named=True, deed="killing"),
        Hit(number=3, named=False, deed="killing"),
    ]
    found = slots.tolls(SCENE, "ATTACK", ANCHORS, hit, Harm.KILLED)
    assert {(5, 5), (6, 6), (4, 4), (2, 2), (1, 1)} <= set(found)
    assert "as=all" in found[5, 5]
    assert (2, None) not in found
    several = slots.tolls(SCENE, "ATTACK", ANCHORS, [Hit(number=None, named=False, deed="killing")], Harm.KILLED)
    assert (2, None) in several


@pytest.mark.parametrize(
    ("phrases", "plural", "number"),
    [
        (["three peasants"], True, 3),
        (["the 12 nuns"], True, 12),
        (["peasants"], True, None),
        (["a peasant"], False, 1),
    ],
)
def test_a_phrase_says_how_many(phrases: list[str], plural: bool, number: int | None) -> None:
    """By numeral, by singular, or not at all."""
    assert slots.number_of(phrases, plural=plural) == number


@pytest.mark.parametrize(
    ("word", "value"), [("Seven", 7), ("1,200", 1200), ("1989", None), ("many", None), ("40000", None)]
)
def test_numbers_are_read_but_not_years(word: str, value: int | None) -> None:
    """A year is no toll."""
    assert value_of(word) == value


def test_names_are_compared_bare() -> None:
    """Without accents, capitals, articles and marks."""
    assert plain("The San José-Norte") == "san jose norte"


def test_a_toll_is_printed_only_when_likely() -> None:
    """An unlikely toll is left open; a country without a finer place stands alone."""
    chosen = {"country": ("mali", 0.9), "place": (None, 0.0)}
    row = values({**chosen, "deaths": ((6, 6), 0.7), "injured": ((1, 1), 0.05)})
    assert row["location"] == "mali"
    assert row["deaths"] == {"lo": 6, "hi": 6}
    assert row["injured"] is None
