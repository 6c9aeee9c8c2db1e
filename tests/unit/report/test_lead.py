"""What one sentence bears out: places where something is, dates of its own year, whole names, no hedge lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from djeli.records import Span
from djeli.report.dossier import Page, Told
from djeli.report.lead import _of_telling, _only_a_state, _own, _plain, fits, headline, of_another_time, tells_time
from djeli.values import Party, When, Where
from djeli.vocab import DateAnchor, PartyKind, Precision, Resolution


def told(sentence: str, words: str, value: object, prop: str = "type") -> Told:
    """A claim at some words of a sentence."""
    at = sentence.index(words)
    return Told(
        claim="c", report="r", prop=prop, value=value, name=words, words=words, passage=sentence, text="t", start=0,
        end=len(sentence), spans=(Span("t", at, at + len(words)),),
        page=Page(item="i", outlet="Wire", title="", published="", uri=""),
    )  # fmt: skip


def year(of: int) -> When:
    """A whole year."""
    return When(start=dt.date(of, 1, 1), end=dt.date(of, 12, 31), precision=Precision.YEAR, anchor=DateAnchor.STATED)


@pytest.mark.parametrize(
    ("sentence", "place", "resolution", "there"),
    [
        ("Gunmen attacked a market in Gao.", "Gao", Resolution.SETTLEMENT, True),
        ("The army of Chad attacked a camp.", "Chad", Resolution.COUNTRY, False),
        ("He said France would go on fighting.", "France", Resolution.COUNTRY, False),
        ("Dozens of Russia's fighters died.", "Russia", Resolution.COUNTRY, False),
        ("Rebels hold the north of Chad.", "Chad", Resolution.COUNTRY, True),
        ("Rebels fought troops across northern Chad.", "Chad", Resolution.COUNTRY, True),
        ("Gangs killed ten in the town of Pont, in Haiti's Artibonite region.", "Artibonite", Resolution.ADM1, True),
        ("Sudan accuses Chad of arming rebels.", "Chad", Resolution.COUNTRY, False),
        ("They attacked a village northwest of the besieged town of Gao.", "Gao", Resolution.SETTLEMENT, False),
        ("They attacked the northern town of Gao.", "Gao", Resolution.SETTLEMENT, True),
        ("They answered threats from Chad President Dasso.", "Chad", Resolution.COUNTRY, False),
        ("Rebels attacked a camp in Chad Friday.", "Chad", Resolution.COUNTRY, True),
    ],
)
def test_a_place_is_where_something_is(sentence: str, place: str, resolution: Resolution, there: bool) -> None:
    """A country that acts or owns is no place of an event."""
    assert _own(told(sentence, place, Where(name=place, resolution=resolution), "where")) is there


def test_a_date_is_of_the_year_that_its_sentence_gives() -> None:
    """A year worked out from elsewhere gives way to the one that is written there."""
    assert _own(told("They struck in May 2012.", "May 2012", year(2012), "when"))
    assert not _own(told("They struck in May of 2012.", "May", year(2023), "when"))
    assert _own(told("They struck in May.", "May", year(2023), "when"))


@pytest.mark.parametrize(
    ("sentence", "words", "trigger", "whole"),
    [
        ("Gunmen from the hills attacked a convoy.", "a convoy", "attacked", True),
        ("Troops killed Red Front leader Dasso.", "Red Front", "killed", False),
        ("Nine died in an insurgent ambush near Gao.", "an insurgent", "ambush", False),
        ("The Red Front attacked a convoy.", "The Red Front", "attacked", True),
        ("It attacked a convoy.", "It", "attacked", False),
        ("They attacked its own fighters.", "its own fighters", "attacked", False),
        ("Another 31 civilians died.", "Another 31 civilians", "died", False),
        ("Only three of the soldiers were freed.", "Only three of the soldiers", "freed", False),
        ("Three of the soldiers were freed.", "Three of the soldiers", "freed", False),
        ("Members of the gang attacked a convoy.", "Members of the gang", "attacked", True),
    ],
)
def test_names_in_clauses_are_whole(sentence: str, words: str, trigger: str, whole: bool) -> None:
    """A part of a longer name, a modifier, a pronoun and what points back are quoted, never made a party of ours."""
    kind = told(sentence, trigger, "armed_attack")
    assert fits(told(sentence, words, Party(name=words, kind=PartyKind.REBEL_GROUP), "target"), kind) is whole


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Gunmen attacked a convoy near Gao on Friday.", True),
        ("Gunmen reportedly attacked a convoy near Gao.", False),
        ("Two officers died in an attack that authorities blamed on the Front.", False),
        ("Gunmen attacked a convoy, officials suspected.", False),
        ("Gunmen didn't attack a convoy.", False),
        ("Ukraine helped rebels who attacked a convoy.", False),
        ("Gunmen attack convoy near Gao", False),
    ],
)
def test_hedges_and_headlines_are_quoted(sentence: str, plain: bool) -> None:
    """What a page only suggests, denies or shouts in a headline is not said in other words."""
    word = "attacked" if "attacked" in sentence else "attack"
    assert _plain(told(sentence, word, "armed_attack")) is plain


def test_words_of_time_are_seen() -> None:
    """Nobody says that a sentence gives no date where it holds words of time."""
    assert tells_time("It was declared in November 2015.") and tells_time("He died on Tuesday.")
    assert not tells_time("Fighters attacked the airport and a school.")
    assert headline(told("Missile hits station, dozens dead", "hits", "missile_strike"))


def test_counts_of_another_month_are_of_another_event() -> None:
    """A count whose sentence names only months far from the event's is left out; without a month it stays."""
    june = When(start=dt.date(2020, 6, 4), end=dt.date(2020, 6, 4), precision=Precision.DAY, anchor=DateAnchor.STATED)
    assert of_another_time("On November 13, 2020, France announced a death.", june)
    assert not of_another_time("On 5 June 2020 two died.", june) and not of_another_time("Two died.", june)


def test_a_month_before_the_speaker_is_of_the_telling() -> None:
    """As in "In May 2023 the office found that men were killed": nobody says that they were killed in May."""
    sentence = "In 2023 the rights office found that men were killed in March."
    at = sentence.index("the rights office")
    kind = replace(told(sentence, "killed", "killing"), voice="the rights office", voice_at=Span("t", at, at + 17))
    assert _of_telling(told(sentence, "In 2023", year(2023), "when"), kind)
    assert not _of_telling(told(sentence, "in March", year(2023), "when"), kind)
    assert not _of_telling(told(sentence, "In 2023", year(2023), "when"), replace(kind, voice_at=None))


@pytest.mark.parametrize(
    ("sentence", "words", "state"),
    [
        ("Civilians fled the besieged town on Friday.", "besieged", True),
        ("Rebels besieged the town on Friday.", "besieged", False),
        ("The town was besieged by rebels on Friday.", "besieged", False),
    ],
)
def test_a_word_that_describes_a_thing_tells_no_event(sentence: str, words: str, state: bool) -> None:
    """A besieged town says how it stands, not that a siege took place on the day of the sentence."""
    assert _only_a_state(told(sentence, words, "siege")) is state
