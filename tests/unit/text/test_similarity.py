"""Words, runs, sketches, containment, rarity and cosine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.text.similarity import containment, cosine, plain, rarity, runs, sketch, vector, words

tokens = st.lists(
    st.sampled_from(["army", "village", "road", "bridge", "raid", "two", "night", "river", "toll"]), max_size=60
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kidal, Ménaka & Gao", ["kidal", "menaka", "gao"]),
        ("N'Djaména", ["n", "djamena"]),
        ("Пять сёл", ["пять", "сел"]),
        ("١٢ قتيلا", ["١٢", "قتيلا"]),
        ("", []),
        ("¡Año!", ["ano"]),
        ("STRASSE straße", ["strasse", "strasse"]),
    ],
)
def test_words(text: str, wanted: list[str]) -> None:
    """Case and accents fall away, digits and scripts stay."""
    assert words(text) == wanted


@given(tokens)
def test_a_text_contains_itself(some: list[str]) -> None:
    """Containment in itself is 1, or 0 for nothing."""
    assert containment(runs(some), runs(some)) == (1.0 if some else 0.0)


@given(tokens, tokens)
def test_containment_is_symmetric_and_bounded(one: list[str], other: list[str]) -> None:
    """The order of the two texts does not matter, and a share is a share."""
    share = containment(runs(one), runs(other))
    assert share == containment(runs(other), runs(one))
    assert 0 <= share <= 1


@given(tokens, tokens)
def test_a_part_is_contained(one: list[str], other: list[str]) -> None:
    """A text of at least one whole run lies wholly in itself with something after it."""
    if len(one) >= 5:
        assert containment(runs(one), runs(one + other)) == 1.0


@given(tokens)
def test_a_sketch_is_part_of_the_runs(some: list[str]) -> None:
    """A sketch holds only runs of the text, the same for the same runs."""
    assert set(sketch(runs(some)).tolist()) <= set(runs(some).tolist())


def test_rarity_knows_a_prior() -> None:
    """In two pages everything looks rare until a prior says what is common elsewhere."""
    pages = [["killed", "tinzaouaten"], ["killed", "tinzaouaten"]]
    bare, told = rarity(pages), rarity(pages, prior={"killed": 0.5}, strength=50)
    assert bare["killed"] == bare["tinzaouaten"] == 0
    assert told["tinzaouaten"] > 0.7
    assert told["killed"] < 0.3


@given(tokens, tokens)
def test_cosine_of_unit_vectors(one: list[str], other: list[str]) -> None:
    """A cosine lies between 0 and 1 and is 1 for a text with itself."""
    weights = dict.fromkeys([*one, *other], 0.5)
    a, b = vector(one, weights), vector(other, weights)
    assert 0 <= cosine(a, b) <= 1
    assert not a or cosine(a, a) == pytest.approx(1)


def test_plain_keeps_ascii_fast_path() -> None:
    """Both paths agree on plain text."""
    assert plain("ABC 12") == "abc 12"
