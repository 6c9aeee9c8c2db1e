"""The data behind links: the scorecard and the table of common words keep their rules."""

from __future__ import annotations

from importlib.resources import files

import pytest

from djeli.errors import ResourceError
from djeli.link.evidence import common_words
from djeli.link.features import FEATURES
from djeli.link.score import parse_scorecard, probability, scorecard
from djeli.link.stories import STORIES
from djeli.resources import load_yaml

FALLING = ("day_gap", "period_gap", "published_gap")
RISING = ("event_type", "toll_killed", "toll_other", "told_alike", "story_alike", "title_alike", "rare_words", "names",
    "numbers", "quotes", "specifics")  # fmt: skip


def test_the_shipped_card_weighs_every_comparison() -> None:
    """Each comparison has steps, and none of them can decide alone against the prior and one other."""
    card = scorecard()
    assert set(card.features) == set(FEATURES)
    for name, steps in card.features.items():
        for step in steps:
            assert abs(step.weight) <= 5, f"{name} {step}"


@pytest.mark.parametrize("name", FALLING)
def test_larger_gaps_never_weigh_more(name: str) -> None:
    """Steps of a gap fall."""
    weights = [step.weight for step in scorecard().features[name]]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("name", RISING)
def test_more_likeness_never_weighs_less(name: str) -> None:
    """Steps of a likeness rise."""
    weights = [step.weight for step in scorecard().features[name]]
    assert weights == sorted(weights)


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_every_comparison_says_what_it_does(name: str) -> None:
    """The docstring is the explanation shown to the analyst."""
    assert (FEATURES[name].__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"prior": "low"}, "'prior' must be a number"),
        ({"features": {}}, "has no steps"),
        ({"extra": [{"upto": 1, "weight": 1, "says": "x"}]}, "is not one Djeli compares"),
        ({"day_gap": [{"upto": 3, "weight": 1, "says": "x"}, {"upto": 2, "weight": 0, "says": "y"}]}, "must ascend"),
        ({"day_gap": [{"weight": 1, "says": "x"}]}, "either 'upto' or 'word'"),
        ({"day_gap": [{"upto": 3, "weight": "1", "says": "x"}]}, "a number 'weight'"),
        ({"day_gap": [{"upto": 3, "weight": 1}]}, "a sentence 'says'"),
    ],
)
def test_faults_are_named(change: dict[str, object], fault: str) -> None:
    """A broken card is refused with a sentence."""
    raw = dict(load_yaml(files("djeli.resources") / "link" / "scorecard.yaml"))
    top = {"prior", "features"} & set(change)
    raw = raw | change if top else raw | {"features": raw["features"] | change}
    with pytest.raises(ResourceError, match=fault):
        parse_scorecard(raw)


def test_common_words_are_shares() -> None:
    """Function words of several languages are common, and no share leaves 0 to 1."""
    words = common_words()
    for word in ("the", "said", "les", "selon", "segun", "nach", "после", "قال", "killed"):
        assert word in words, word
    assert words["the"] > words["killed"]
    assert all(0 < share <= 1 for share in words.values())


@pytest.mark.parametrize(("odds", "wanted"), [(0.0, 0.5), (99.0, 1.0), (-99.0, 0.0), (2.0, 0.880797)])
def test_probability(odds: float, wanted: float) -> None:
    """The logistic function, safe at both ends."""
    assert probability(odds) == wanted


def test_the_second_half_weighs_every_comparison_of_stories() -> None:
    """Each comparison of main occurrences has steps, gaps fall, likeness rises, and each says what it does."""
    card = scorecard()
    assert set(card.stories) == set(STORIES)
    for name, steps in card.stories.items():
        weights = [step.weight for step in steps]
        if name in ("days_told", "published_gap"):
            assert weights == sorted(weights, reverse=True), name
        elif name not in ("places_told", "lag", "copies", "undated"):
            assert weights == sorted(weights), name
        assert (STORIES[name].__doc__ or "").strip().endswith("."), name
