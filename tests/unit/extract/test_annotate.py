"""Sentences stand where their offsets say."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from djeli.extract.annotate import annotate, story_lines
from djeli.extract.mentions import Sentence
from djeli.extract.pipelines import bare_pipeline
from djeli.extract.tools import Tools, load_tools
from djeli.records import Basis, Field, Item, Region, Text
from djeli.vocab import RegionKind


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def source(content: str) -> Text:
    """A text of these characters."""
    return Text(document="0" * 64, reader="test@1", content=content)


def plain(words: str) -> str:
    """Characters with every white space a plain space, as the parser gets them."""
    return "".join(" " if c.isspace() else c for c in words)


def check(text: Text, sentences: tuple[Sentence, ...]) -> None:
    """Offsets of sentences and tokens give the words."""
    for sentence in sentences:
        assert plain(text.content[sentence.start : sentence.end]) == plain(sentence.tokens.text)
        for token in sentence.tokens:
            start, end = sentence.range_of(token)
            assert plain(text.content[start:end]) == plain(token.text)


WORDS = st.sampled_from(
    [
        "Gunmen",
        "attacked",
        "Gao.",
        "«Barkhane»",
        "l’armée",
        "\u00a0",
        "\n",
        "\r\n",
        "😀",
        "قصف",
        "12,500",
        "U.S.",
        "\t",
        "—",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_offsets_give_the_words(content: str) -> None:
    """Whatever the characters, every sentence and token stands where it says."""
    text = source(content)
    item = Item(text=text.id, start=0, end=len(content), language="en")
    check(text, annotate(item, text, tools()))


def test_a_headline_does_not_run_into_the_story() -> None:
    """Lines are parsed apart, and the item's title is marked."""
    content = "Gunmen kill five in Gao\nBAMAKO — Gunmen killed five people on Monday. The army said so."
    text = source(content)
    title = Field(value=content[:23], basis=Basis.TEXT, span=text.span(0, 23))
    item = Item(text=text.id, start=0, end=len(content), language="en", title=title)
    found = annotate(item, text, tools())
    assert [content[s.start : s.end] for s in found if s.title] == ["Gunmen kill five in Gao"]
    assert content[found[-1].start : found[-1].end] == "The army said so."
    check(text, found)


def test_boilerplate_is_left_out() -> None:
    """Regions that hold no story are not read; what stands around them on the line is."""
    content = "Rebels attacked Gao. READ MORE: Ten killed in Mopti Nobody was hurt."
    text = source(content)
    link = Region(content.index("READ"), content.index("Nobody"), RegionKind.RELATED_LINK)
    item = Item(text=text.id, start=0, end=len(content), language="en", regions=(link,))
    assert [content[s.start : s.end] for s in annotate(item, text, tools())] == [
        "Rebels attacked Gao.",
        "Nobody was hurt.",
    ]


def test_a_wrapped_line_is_joined_and_a_paragraph_is_not() -> None:
    """A long line that goes on in lower case below is one line; an empty line parts."""
    content = "The army said that at least twenty-five of its soldiers were\nkilled in the ambush.\n\nit was dark"
    text = source(content)
    lines = story_lines(Item(text=text.id, start=0, end=len(content)), text)
    assert [content[line.start : line.end].split(maxsplit=1)[0] for line in lines] == ["The", "it"]


def test_an_unknown_language_gives_nothing() -> None:
    """An item in a language without words is left alone."""
    text = source("იქ თავდასხმა მოხდა დღეს.")
    assert annotate(Item(text=text.id, start=0, end=20, language="ka"), text, tools()) == ()


def test_a_pipeline_without_a_parser_answers_about_trees() -> None:
    """Children, subtrees and conjuncts of an unparsed Doc are empty; asking must not read outside its memory."""
    pipeline = bare_pipeline("fr")
    text = "Des hommes armés ont attaqué Dablo. Ils ont tué dix civils et blessé douze autres, selon la mairie."
    for _ in range(50):
        doc = pipeline(text)
        assert not doc.has_annotation("DEP")
        assert len(list(doc.sents)) == 2
        assert "".join(token.text_with_ws for token in doc) == text
        for token in doc:
            assert list(token.children) == []
            assert list(token.conjuncts) == []
            assert list(token.subtree) == [token]


def test_a_sentence_without_an_end_is_cut() -> None:
    """Words in a row by the thousand are read in pieces, each where it stands."""
    text = source("Gunmen killed nine in Gao, " + "and the mayor said he said " * 700 + "so.\n\nPeace came.")
    item = Item(text=text.id, start=0, end=len(text.content), language="en")
    sentences = annotate(item, text, tools())
    check(text, sentences)
    assert max(len(one.tokens) for one in sentences) <= 500
    assert sentences[-1].tokens.text == "Peace came."
