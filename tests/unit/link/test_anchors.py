"""Given anchors: which words may name one deed, what is compared, how they group."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from djeli.anchors import Mention
from djeli.link.anchors import BOTH, OTHER, SAME, anchor_card, link_anchors
from djeli.link.kinship import kinship, one_stem


def mention(id: str, item: str, word: str, *, hit: str = "", around: str = "", sentence: int = 0) -> Mention:
    """A mention of a made-up page."""
    return Mention(
        id=id,
        item=item,
        language="en",
        sentence=sentence,
        start=0,
        word=word,
        words=frozenset({word}),
        hit=frozenset(hit.split()),
        around=frozenset(f"{word} {hit} {around}".split()),
        page=frozenset(f"{word} {hit} {around}".split()),
    )


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("find", "discover", "same_sense"),
        ("explosion", "explode", "derived"),
        ("kill", "murder", "broader"),
        ("shell", "negotiate", "far"),
        ("shell", "zzyzx", ""),
    ],
)
def test_words_and_their_kin(left: str, right: str, found: str) -> None:
    """Words share a sense, derive from one another, or are broader; the order of the two makes no difference."""
    assert kinship().between(left, right) == kinship().between(right, left) == found


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [("acquire", "acquisition", True), ("quake", "earthquake", True), ("raid", "rain", False), ("war", "warn", False)],
)
def test_stems(left: str, right: str, one: bool) -> None:
    """Forms of one word begin alike for most of the shorter one, or one ends in the other."""
    assert one_stem(left, right) is one


def test_the_card_weighs_every_comparison_and_never_falls_with_likeness() -> None:
    """Both halves have all steps; more likeness never weighs less."""
    card = anchor_card()
    assert set(card.features) == {*OTHER, *BOTH} and set(card.stories) == {*SAME, *BOTH}
    for name in ("tied_alike", "told_alike", "near_alike", "told_elsewhere", "type"):
        for half in (card.features, card.stories):
            weights = [step.weight for step in half[name]]
            assert weights == sorted(weights), name
    for name in ("meaning", "both_spread"):
        weights = [step.weight for step in card.features[name]]
        assert weights == sorted(weights), name


PAGES = [
    mention("a", "p1", "shell", hit="market town", around="army noon"),
    mention("b", "p2", "shelling", hit="market town", around="army shell"),
    mention("c", "p2", "negotiate", hit="truce", around="envoy capital", sentence=1),
    mention("d", "p3", "shell", hit="market town", around="army witness"),
    mention("e", "q1", "shell", hit="market town", around="army noon"),
]
STORIES = [["p1", "p2", "p3"], ["q1"]]


def test_anchors_of_one_story_group_and_others_never_do() -> None:
    """Verb and noun of one deed join across pages; another deed and another story stay apart."""
    found = link_anchors(PAGES, STORIES)
    assert found.groups == (("a", "b", "d"), ("c",), ("e",))


def test_the_order_of_anchors_and_stories_changes_nothing() -> None:
    """Neither groups nor links depend on who came first."""
    assert link_anchors(PAGES[::-1], STORIES[::-1]) == link_anchors(PAGES, STORIES)


def test_a_link_is_the_sum_of_its_parts() -> None:
    """The parts shown add up to the log-odds of the probability, the prior among them, each with a sentence."""
    links = link_anchors(PAGES, STORIES).links
    assert links
    for one in links:
        total = sum(part.weight for part in one.parts)
        assert log(one.probability / (1 - one.probability)) == pytest.approx(total, abs=0.01)
        assert all(part.reason and "{" not in part.reason for part in one.parts)


def test_pages_of_no_story_stand_alone() -> None:
    """An item that no story holds is one of its own."""
    lost = replace(PAGES[0], id="z", item="elsewhere")
    assert ("z",) in link_anchors([*PAGES, lost], STORIES).groups
