"""Sentences without a parse, and the places found in them: shared by tests of places."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy

from djeli.extract.mentions import PlaceMention, Sentence
from djeli.extract.places.find import PlaceHint, find_places
from djeli.gazetteer import open_gazetteer


@cache
def tokenizer(lang: str) -> Any:
    """A tokenizer and sentence splitter without parse or entities."""
    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    return nlp


def sentences_of(text: str, lang: str) -> tuple[Sentence, ...]:
    """Sentences of a text, line by line."""
    found: list[Sentence] = []
    position = 0
    for paragraph, line in enumerate(text.splitlines(keepends=True)):
        for span in tokenizer(lang)(line.rstrip("\n")).sents:
            start, end = position + span.start_char, position + span.end_char
            found.append(Sentence(len(found), start, end, paragraph, paragraph == 0, position, span))
        position += len(line)
    return tuple(found)


def find(text: str, lang: str = "en", hint: PlaceHint | None = None, **options: bool) -> tuple[PlaceMention, ...]:
    """Mentions of a text."""
    return find_places(sentences_of(text, lang), text, open_gazetteer(), lang, hint=hint, **options)
