"""The words of an item as places are looked for among them, and what the whole item tells about its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from djeli.extract.mentions import Sentence
from djeli.extract.places.words import Words
from djeli.gazetteer import Gazetteer


class Token(NamedTuple):
    """A word with its place in the Text and what a recogniser called it.

    In scripts without capitals (`cased` False) every word counts as one that may begin a name.
    """

    text: str
    low: str
    start: int
    end: int
    label: str
    capital: bool
    cased: bool = True


def tokens_of(sentence: Sentence) -> tuple[Token, ...]:
    """The sentence's words; labels are empty when nobody named entities."""
    found = []
    for token in sentence.tokens:
        text = token.text
        if text.isspace():
            continue
        start = sentence.offset + token.idx
        first = text[0]
        uncased = not first.isascii() and first.isalpha() and first.lower() == first.upper()
        # One letter alone is a little word taken off the next one; no name begins with it.
        capital = len(token.lower_) > 1 if uncased else first.isupper()
        # Scripts without capitals have letters of several forms, which their tokenizer's lower-case form makes one.
        shown, low = (token.lower_, token.lower_) if uncased else (text, text.casefold())
        found.append(Token(shown, low, start, start + len(text), token.ent_type_, capital, not uncased))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Page:
    """What the whole item tells about its words."""

    lower: frozenset[str]  # words that also stand in lower case
    surnames: frozenset[str]  # last words of names of persons with more than one word
    labelled: bool  # whether anybody named entities
    upper: bool  # whether the page is written in capitals


@dataclass(frozen=True, slots=True)
class Book:
    """What is looked into while names are weighed."""

    content: str
    gazetteer: Gazetteer
    words: Words
    page: Page
    unlisted: frozenset[str] = frozenset()  # names that a sentence says are places and the gazetteer lacks


def survey(lines: Sequence[tuple[Token, ...]], words: Words) -> Page:
    """Look over an item once before names are weighed."""
    lower: set[str] = set()
    surnames: Counter[str] = Counter()
    capitals = letters = 0
    labelled = False
    for tokens in lines:
        for n, token in enumerate(tokens):
            labelled = labelled or bool(token.label)
            if token.text.isalpha():
                letters += 1
                capitals += token.text.isupper() and len(token.text) > 1
                if token.text.islower():
                    lower.add(token.low)
            if n and token.capital and token.text.isalpha() and is_given(tokens[n - 1], words):
                surnames[token.low] += 1
    return Page(frozenset(lower), frozenset(surnames), labelled, capitals > 0.5 * max(letters, 1))


def is_given(token: Token, words: Words) -> bool:
    """Whether a word is a given name or a title, so that a capital behind it begins a person's name."""
    return token.capital and (token.low in words.first_names or token.low.rstrip(".") in words.titles)
