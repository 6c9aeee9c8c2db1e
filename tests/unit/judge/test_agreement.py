"""Figures of agreement against values worked out by hand or printed in textbooks."""

from __future__ import annotations

import pytest

from djeli.judge.agreement import FEW, agreement, alpha, interval, kappa, meaning, warning, word

BOTH_YES, FIRST_YES, SECOND_YES, BOTH_NO = 20, 5, 10, 15
FIFTY = [("y", "y")] * BOTH_YES + [("y", "n")] * FIRST_YES + [("n", "y")] * SECOND_YES + [("n", "n")] * BOTH_NO
"""35 of 50 alike; by chance (25·30 + 25·20) / 2500 = 1/2; so kappa is (0.7 - 0.5) / 0.5."""

# Krippendorff's four observers and twelve units with missing answers, whose nominal alpha he gives as 0.743.
OBSERVERS = ("1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .")


def units(*rows: str) -> list[list[str]]:
    """Answers by question out of one line for each observer."""
    return [[one for one in column if one != "."] for column in zip(*(row.split() for row in rows), strict=True)]


def test_kappa_by_hand() -> None:
    """The share above chance, of what chance leaves."""
    assert kappa(FIFTY) == pytest.approx(0.4)
    assert kappa([("a", "a"), ("b", "b")]) == 1.0
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1.0)


def test_kappa_is_undefined_where_nothing_varies() -> None:
    """Nobody can tell agreement from chance where both said the same throughout, or said nothing."""
    assert kappa([("a", "a")] * 9) is None
    assert kappa([]) is None


def test_alpha_as_printed() -> None:
    """Krippendorff's own example, with answers missing."""
    assert alpha(units(*OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


def test_alpha_by_hand() -> None:
    """Two coders, four questions, two apart: six answers of one label, two of the other; 1 - 7·4 / (64 - 40)."""
    assert alpha([["a", "a"], ["a", "a"], ["a", "a"], ["b", "b"]]) == 1.0
    assert alpha([["a", "a"], ["a", "a"], ["a", "b"], ["a", "b"]]) == pytest.approx(1 - 7 * 4 / (64 - 40))


def test_alpha_leaves_single_answers_out() -> None:
    """What one person alone answered says nothing of agreement."""
    assert alpha([["a", "a"], ["b", "b"], ["a"], []]) == alpha([["a", "a"], ["b", "b"]]) == 1.0
    assert alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a", "a"]]) is None


def test_interval_of_a_share() -> None:
    """Wilson's interval lies inside 0 to 1 and holds the share; of nothing it is everything."""
    low, high = interval(35, 50)
    assert (low, high) == pytest.approx((0.5625, 0.8090), abs=0.001)
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(3, 3)[1] == 1.0
    assert interval(3, 3)[0] == pytest.approx(3 / (3 + 1.96**2))


def test_all_figures_of_two() -> None:
    """Two people: share, kappa, alpha and what they mean; questions of one alone are left out."""
    found = agreement([*({"A": a, "B": b} for a, b in FIFTY), {"A": "y"}])
    assert (found.analysts, found.questions, found.pairs, found.alike) == (("A", "B"), 50, 50, 35)
    assert found.share == 0.7
    assert found.kappa == pytest.approx(0.4)
    assert found.alpha == pytest.approx(1 - 99 * 30 / (100**2 - 55**2 - 45**2))
    assert "35 are alike" in meaning(found) and "kappa 0.40" in meaning(found)
    assert warning(found) == ""


def test_three_people_have_no_kappa() -> None:
    """Each pair of answers to a question counts; kappa is for two."""
    found = agreement([{"A": "y", "B": "y", "C": "n"}, {"A": "n", "B": "n"}])
    assert (found.questions, found.pairs, found.alike, found.kappa) == (2, 4, 2, None)
    assert found.alpha is not None
    assert f"fewer than {FEW}" in warning(found)


def test_nothing_is_said_of_nothing() -> None:
    """No question with two answers: no figure, and a sentence that says so."""
    found = agreement([{"A": "y"}])
    assert (found.share, found.kappa, found.alpha, warning(found)) == (None, None, None, "")
    assert "nothing can be said" in meaning(found)
    same = agreement([{"A": "y", "B": "y"}] * 3)
    assert "same answer" in meaning(same)
    assert "no better than chance" in meaning(agreement([{"A": "y", "B": "n"}, {"A": "n", "B": "y"}]))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (-0.1, "poor"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.6, "moderate"),
        (0.8, "substantial"),
        (0.81, "almost perfect"),
    ],
)
def test_words_of_landis_and_koch(figure: float, expected: str) -> None:
    """The common words for ranges."""
    assert word(figure) == expected
