"""Grammar of sentences: dates of each precision, places of each resolution, numbers, lists, articles, verbs."""

from __future__ import annotations

import datetime as dt

import pytest

from djeli.report import grammar
from djeli.report.templates import words
from djeli.values import Quantity, When, Where
from djeli.vocab import DateAnchor, Exactness, Precision, Resolution


def when(first: str, last: str, precision: Precision) -> When:
    """A date."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return When(start=start, end=end, precision=precision, anchor=DateAnchor.STATED)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (when("2021-05-04", "2021-05-04", Precision.DAY), "on 4 May 2021"),
        (when("2024-07-25", "2024-07-27", Precision.DAYS), "between 25 and 27 July 2024"),
        (when("2024-07-29", "2024-08-02", Precision.DAYS), "between 29 July and 2 August 2024"),
        (when("2023-12-30", "2024-01-02", Precision.DAYS), "between 30 December 2023 and 2 January 2024"),
        (when("2024-07-22", "2024-07-28", Precision.WEEK), "in the days from 22 to 28 July 2024"),
        (when("2022-04-01", "2022-04-30", Precision.MONTH), "in April 2022"),
        (when("2023-05-01", "2023-07-31", Precision.SEASON), "between May and July 2023"),
        (when("2013-01-01", "2013-12-31", Precision.YEAR), "in 2013"),
    ],
)
def test_dates_are_as_coarse_as_known(value: When, said: str) -> None:
    """No date is finer than the words had it."""
    assert grammar.on(value) == said


@pytest.mark.parametrize(
    ("resolution", "said"),
    [
        (Resolution.SETTLEMENT, "in Gao (Mali)"),
        (Resolution.NEAR, "near Gao (Mali)"),
        (Resolution.AREA, "in the area of Gao (Mali)"),
        (Resolution.WATER, "off Gao (Mali)"),
        (Resolution.POINT, "at Gao (Mali)"),
        (Resolution.BETWEEN, "between Gao (Mali)"),
    ],
)
def test_places_say_how_they_are_known(resolution: Resolution, said: str) -> None:
    """A place that is only near is said to be near; a unit of the same name is not said twice."""
    assert grammar.at(Where(name="Gao", resolution=resolution, adm1="Gao", country_name="Mali")) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Quantity(low=2, best=2, high=2), "two"),
        (Quantity(low=12, best=12, high=12), "12"),
        (Quantity(low=1200, best=1200, high=1200), "1,200"),
        (Quantity(low=18, best=20, high=22, exactness=Exactness.APPROXIMATE), "about 20"),
        (Quantity(low=5, best=5, high=None, exactness=Exactness.AT_LEAST), "at least five"),
        (Quantity(low=None, best=None, high=70, exactness=Exactness.AT_MOST), "up to 70"),
        (Quantity(low=20, best=None, high=30, exactness=Exactness.RANGE), "between 20 and 30"),
    ],
)
def test_counts_keep_their_hedge(value: Quantity, said: str) -> None:
    """At least, at most, about and between stay."""
    assert grammar.quantity(value) == said


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [
        ("a convoy", "was"), ("two soldiers", "were"), ("20 people", "were"), ("the police", "were"),
        ("the bus", "was"),
        ("one of the leaders", "was"), ("the army and the police", "were"), ("villagers", "were"),
        ("Islamic State", "was"),
        ("as many as 170 hostages", "were"), ("women", "were"),
    ],
)  # fmt: skip
def test_verbs_agree(phrase: str, verb: str) -> None:
    """Was after one, were after many."""
    assert grammar.was(phrase) == verb


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("Malian army", "the Malian army"), ("United Nations", "the United Nations"), ("army", "the army"),
        ("The rebels", "the rebels"), ("residents", "residents"), ("Mali's government", "Mali's government"),
        ("Human Rights Watch", "Human Rights Watch"), ("a spokesman", "a spokesman"),
    ],
)  # fmt: skip
def test_voices_take_their_article(voice: str, said: str) -> None:
    """Bodies known by a common noun have an article, names have none."""
    assert grammar.the(voice, words("articled")) == said


def test_lists_and_articles() -> None:
    """A list has its last and; an article goes by the first letter; the same is not said twice."""
    assert grammar.listed(["a", "b", "a", "c"]) == "a, b and c" and grammar.listed(["a"]) == "a"
    assert grammar.a("ambush") == "an ambush" and grammar.a("raid") == "a raid"


@pytest.mark.parametrize(
    ("words_", "said"),
    [
        ("“We fought.”", "“We fought.”"),
        ('He said "no" twice', "“He said ‘no’ twice”"),
        ("It “won”, he said", "“It ‘won’, he said”"),
        ("plain", "“plain”"),
    ],
)
def test_quotation_marks_are_not_doubled(words_: str, said: str) -> None:
    """Outer marks once, inner ones single."""
    assert grammar.quoted(words_) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("10 people were killed.", "Ten people were killed."),
        ("21 civilians died.", "Twenty-one civilians died."),
        ("203 men died.", "203 men died."),
        ("25 July 2024 was a Thursday.", "25 July 2024 was a Thursday."),
        ("25 to 27 July.", "25 to 27 July."),
        ("“coalition” spoke.", "“coalition” spoke."),
    ],
)
def test_a_sentence_begins_with_a_word_where_it_can(text: str, said: str) -> None:
    """Small numbers are spelt at the beginning; dates and quotations stay as they are."""
    assert grammar.opened(text) == said


def test_numbers_in_words_are_found_again() -> None:
    """What spells a number and what checks a sentence read one table."""
    assert grammar.SPELT[grammar.spelt(47)] == "47"
    assert len(grammar.SPELT) == 99


@pytest.mark.parametrize(
    ("text", "said"),
    [("He said “no”", "He said “no”."), ("He said “no.”.", "He said “no.”"), ("He said “no”.", "He said “no”.")],
)
def test_a_sentence_has_one_full_stop(text: str, said: str) -> None:
    """A quotation with an end of its own gets no second one."""
    assert grammar.ended(text) == said


@pytest.mark.parametrize(("iso", "said"), [("2017-03-02", "on 2 March 2017"), ("2017-03", "in March 2017"), ("", "")])
def test_a_day_of_the_actor_table_follows_what_happened(iso: str, said: str) -> None:
    """A day is "on", a month or a year "in"."""
    assert grammar.on_iso(iso) == said
