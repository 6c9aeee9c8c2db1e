"""A tokenizer for languages that write little words glued to the next one.

Tokens are cut from the text as it stands ("وبالقصف" is و, ب, القصف); the lower-case form of a token is its folded
letters, and its lemma the form under which the word lists know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from djeli.lang.script import Script, bare

_PIECE = re.compile(
    r"\d+(?:[.,/:\u066b\u066c-]\d+)*|[^\W\d_](?:[^\W\d_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d'’.](?=[^\W\d_])|"
    r"[\u0610-\u061a\u0640\u064b-\u065f\u0670])*|\s|[^\w\s]|_"
)


class GluedTokenizer:
    """Cuts a text into a Doc; every token hangs on itself, as `tools` asks of Docs without a parse."""

    def __init__(self, vocab: Any, script: Script) -> None:
        self._vocab = vocab
        self._script = script
        self._parts = lru_cache(maxsize=65_536)(self._part)
        _fold_lower(vocab)

    def __call__(self, text: str) -> Any:
        """The Doc of a text; its tokens joined give the text back."""
        from spacy.tokens import Doc  # noqa: PLC0415 - spaCy is imported late

        words: list[str] = []
        lemmas: list[str] = []
        spaces: list[bool] = []
        for word, lemma in self._cut(text):
            if word == " " and spaces and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                continue
            words.append(word)
            lemmas.append(lemma)
            spaces.append(False)
        size = len(words)
        return Doc(self._vocab, words=words, spaces=spaces, lemmas=lemmas, heads=list(range(size)), deps=[""] * size)

    def _cut(self, text: str) -> Iterator[tuple[str, str]]:
        at = 0
        for match in _PIECE.finditer(text):
            if match.start() > at:
                yield text[at : match.start()], ""
            yield from self._parts(match[0])
            at = match.end()
        if at < len(text):
            yield text[at:], ""

    def _part(self, word: str) -> tuple[tuple[str, str], ...]:
        if not word[0].isalpha():
            return ((word, "" if word.isspace() else bare(word)),)
        found = []
        at = 0
        for size, reading in self._script.pieces(word):
            found.append((word[at : at + size], self._script.lemma(reading)))
            at += size
        return tuple(found)


def _fold_lower(vocab: Any) -> None:
    from spacy.attrs import LOWER  # noqa: PLC0415 - spaCy is imported late

    vocab.lex_attr_getters = {**vocab.lex_attr_getters, LOWER: lambda word: "ل" if word == "لل" else bare(word.lower())}
