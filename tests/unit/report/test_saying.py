"""How words are passed on: a clause, a thing, a sentence; denials, voices of other languages, initials."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from djeli.records import Span
from djeli.report.build import _filled
from djeli.report.chapters import _tellers
from djeli.report.cites import say, voice_of
from djeli.report.document import Chapter, Heading, Paragraph
from djeli.report.dossier import File, Page, Told
from djeli.report.sides import backing, introduced
from djeli.report.tell import statement
from djeli.report.trace import untold
from djeli.values import Quantity
from djeli.views import Side
from djeli.vocab import Exactness, Manner, Stance

PAGE = Page(item="i", outlet="Lake Post", title="", published="", uri="")


def told(words: str, passage: str, stance: Stance, voice: str = "the army", manner: Manner = Manner.INDIRECT) -> Told:
    """A statement."""
    return Told(
        claim="c", report="r", prop="said", value=None, name=words, words=words, passage=passage, text="t", start=0,
        end=len(passage), spans=(Span("t", 0, len(words)),), page=PAGE, voice=voice, stance=stance, manner=manner,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "stance", "said"),
    [
        ("that it had won", Stance.ASSERTS, "The army said “that it had won”"),
        ("that it had fled.", Stance.DENIES, "The army denied “that it had fled”"),
        ("the raid", Stance.CLAIMS_RESPONSIBILITY, "The army claimed responsibility for “the raid”"),
        ("an inquiry", Stance.CALLS_FOR, "The army called for “an inquiry”"),
        ("Sudan of arming rebels", Stance.ACCUSES, "The army accused “Sudan of arming rebels”"),
    ],
)  # fmt: skip
def test_words_that_are_no_sentence_follow_their_verb(words: str, stance: Stance, said: str) -> None:
    """A clause or a thing stands behind the verb it belongs to, and nothing is said that no page says."""
    one = statement(told(words, f"The army spoke of it: {words}", stance))
    assert one.text == f"{said}, according to Lake Post."
    assert untold(one) == []


def test_a_fragment_that_is_neither_is_given_with_its_sentence() -> None:
    """The words "fifty soldiers" alone would be read as a statement; the sentence around says what was said."""
    passage = "The army spoke of fifty soldiers."
    one = statement(told("fifty soldiers", passage, Stance.ASSERTS))
    assert one.text == f"The army said, in the words of Lake Post: “{passage}”"


def test_a_voice_with_a_second_name_is_closed_by_a_comma() -> None:
    """As in "The front, the CSP, said"; before a full stop the comma falls away."""
    one = told("that it had won", "x", Stance.ASSERTS, voice="the front, the CSP")
    assert statement(one).text.startswith("The front, the CSP, said “that")
    last = say("toll", "own", [one], count="two men", verb="were", harm="killed", outlet=voice_of(one))
    assert last.text == "Two men were killed, according to the front, the CSP."


def test_an_actor_is_introduced_by_the_initials_that_pages_use() -> None:
    """Initials that no page uses tell a reader nothing."""
    name = "Permanent Strategic Framework"
    assert introduced(name, ["The CSP denied it."]) == f"{name} (CSP)"
    assert introduced(name, ["The coalition denied it."]) == name


def test_a_chapter_with_nothing_to_tell_is_named_at_the_end() -> None:
    """A heading above "there is nothing" is left out; the reader is told that it was."""
    empty = Chapter(title="Missions", blocks=(Heading(text="Talks"), Paragraph(sentences=(say("nothing", "events"),))))
    full = Chapter(title="Method", blocks=(Paragraph(sentences=(say("brief", "none"),)),))
    [kept] = _filled([empty, full])
    assert kept.title == "Method"
    assert kept.blocks[-1].sentences[0].text.endswith("Missions.")
    assert list(_filled([full])) == [full]


def test_a_foreign_page_is_quoted_whole() -> None:
    """English verbs before words of another language would make neither."""
    one = told("l'attaque", "Ils ont revendiqué l'attaque.", Stance.CLAIMS_RESPONSIBILITY)
    foreign = replace(one, page=replace(PAGE, language="fr"))
    assert "Ils ont revendiqué" in statement(foreign).text


def counted(low: int, high: int | None, exactness: Exactness, name: str) -> Told:
    """A count of the killed."""
    best = low if exactness is Exactness.EXACT else None
    value = Quantity(low=low, best=best, high=high, exactness=exactness)
    return replace(told(name, f"{name} died.", Stance.ASSERTS), claim=name, prop="killed", value=value)


def test_a_count_of_other_people_backs_no_side() -> None:
    """The word "dozens" far from "two" contradicts nothing, and is not shown as saying two."""
    two = [counted(2, 2, Exactness.EXACT, "two"), counted(2, 2, Exactness.EXACT, "a pair")]
    dozens = counted(24, 99, Exactness.VAGUE, "dozens")
    event = cast(Any, SimpleNamespace(id="e"))
    side = Side(value="2 killed", claims=("two", "a pair", "dozens"), speakers=())
    shown = backing(File(event=event, told=(*two, dozens)), side)
    assert [one.claim for one in shown] == ["two", "a pair"]


def test_who_says_the_same_in_the_same_words_stands_in_one_row() -> None:
    """Voices are gathered by page; a page's own voice is the page."""
    one = told("at Gao", "x", Stance.ASSERTS)
    hill = replace(one, voice="", page=replace(PAGE, outlet="Hill News"))
    assert (
        _tellers([one, replace(one, voice="residents"), one, hill]) == "the army and residents, in Lake Post; Hill News"
    )
    copies = [replace(one, page=replace(PAGE, outlet=name, family="f")) for name in ("Lake Post", "Copy Daily")]
    assert _tellers(copies) == "the army, in Lake Post"
