"""How questions are read: what is wanted, what it is about, which names stand where, which days are meant."""

from __future__ import annotations

import datetime as dt

import pytest

from djeli.ask.names import ACTOR, NAME, PLACE, Named, Names
from djeli.ask.reading import Asked, read
from djeli.ask.words import fits, languages, question_words, split

KNOWN = Names(
    [
        ("JNIM", Named(ACTOR, "jnim", "JNIM")),
        ("FARC", Named(ACTOR, "farc", "FARC")),
        ("WHO", Named(ACTOR, "who", "World Health Organization")),
        ("Red Ibis Front", Named(NAME, "red ibis front", "Red Ibis Front")),
        ("Amara Diallo", Named(NAME, "amara diallo", "Amara Diallo")),
        ("Diallo", Named(NAME, "amara diallo", "Amara Diallo")),
        ("Gao", Named(PLACE, "gao", "Gao")),
        ("Peru", Named(PLACE, "peru", "Peru", "PE")),
        ("Peruvians", Named(PLACE, "peru", "Peru", "PE")),
    ]
)


def reading(question: str) -> Asked:
    """The question as read, with no gazetteer at hand."""
    return read(question, KNOWN, lambda name: None)


@pytest.mark.parametrize(
    ("question", "wanted", "cue", "names"),
    [
        ("Who attacked Gao?", "who", "attack", [("Gao", "object")]),
        ("who was attacked by JNIM", "who", "attack", [("JNIM", "doer")]),
        ("whom did JNIM attack in Gao", "who", "attack", [("JNIM", "doer"), ("Gao", "place")]),
        ("How many people died in Gao", "how_many", "die", [("Gao", "place")]),
        ("when was Gao bombed", "when", "bomb", [("Gao", "object")]),
        ("When did the FARC leave Peru?", "when", "leave", [("FARC", "doer"), ("Peru", "object")]),
        ("what did JNIM say about the FARC", "what", "say", [("JNIM", "doer"), ("FARC", "about")]),
        ("what did WHO say about Peru", "what", "say", [("WHO", "doer"), ("Peru", "about")]),
        ("who leads the Red Ibis Front", "who", "lead", [("Red Ibis Front", "object")]),
        ("which group does Diallo lead", "who", "lead", [("Diallo", "doer")]),
        ("which groups formed the Red Ibis Front", "who", "found", [("Red Ibis Front", "object")]),
        ("did the FARC attack Gao", "whether", "attack", [("FARC", "doer"), ("Gao", "object")]),
        ("where is JNIM active", "where", "active", [("JNIM", "doer")]),
        ("how did Peru vote", "how", "vote", [("Peru", "doer")]),
        ("who ambushed the patrol near Gao", "who", "attack", [("Gao", "place")]),
        ("who looted Gao", "who", "looting", [("Gao", "object")]),
        ("Qui a attaqué Gao ?", "who", "attack", [("Gao", "object")]),
        ("Combien de morts à Gao ?", "how_many", "die", [("Gao", "place")]),
        ("que dit le JNIM sur les FARC", "what", "say", [("JNIM", "doer")]),
        ("quand le JNIM a-t-il quitté Gao", "when", "leave", [("JNIM", "doer"), ("Gao", "object")]),
        ("qui dirige le JNIM", "who", "lead", [("JNIM", "object")]),
        ("Gao a été attaquée par qui ?", "who", "attack", [("Gao", "object")]),
    ],
)
def test_questions_are_taken_apart(question: str, wanted: str, cue: str, names: list[tuple[str, str]]) -> None:
    """What is wanted, the main cue, and each name with its part in the question."""
    asked = reading(question)
    assert asked.main is not None and (asked.wanted, asked.main.id) == (wanted, cue), asked
    assert [(one.words, one.role) for one in asked.mentions if one.words in dict(names)] == names, asked


def test_days_are_read_and_loose_ones_named() -> None:
    """Full dates become days; what counts from another day is told apart, never guessed."""
    asked = reading("who attacked Gao in March 2021")
    assert (asked.since, asked.until) == (dt.date(2021, 3, 1), dt.date(2021, 3, 31))
    assert reading("who attacked Gao last week").undated == ("last week",)
    assert reading("qui a attaqué Gao en mars 2021").since == dt.date(2021, 3, 1)


def test_people_and_words_are_told_apart() -> None:
    """Kinds of people and names of peoples say who was counted; other words must stand in the answer."""
    asked = reading("how many soldiers were killed in the market of Gao")
    assert asked.people == ("soldiers",) and asked.topics == ("market",)
    assert "peruvians" in reading("how many Peruvians were killed in Gao").people


def test_small_words_are_no_names() -> None:
    """A short word is a name only where it is written in capitals."""
    assert [one.words for one in reading("who attacked Gao").mentions] == ["Gao"]
    assert [one.words for one in reading("what did WHO say").mentions] == ["WHO"]
    assert reading("what did who say").mentions == ()


def test_open_endings_are_short() -> None:
    """A closing ~ stands for up to five letters."""
    assert fits("attack~", "attackers") and fits("attack~", "attack") and not fits("kill~", "killjoyous")
    assert split("a coup d'état~") == ("a", "coup", "d", "etat~")


def test_every_language_has_the_same_parts() -> None:
    """Each file of words says who, when, where, how many, why, how and what, and knows the main cues."""
    for code in languages():
        known = question_words(code)
        for kind in ("who", "when", "where", "how_many", "why", "how", "what"):
            assert any(kind == meaning for found in known.wanted._by_first.values() for _, meaning, _ in found), code
