"""What extraction works with, loaded once per process: pipelines, word lists, actors, the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from djeli import lang
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

    def one_thread(self) -> AbstractContextManager[None]:
        """Within it matrices are multiplied in this thread alone."""
        from djeli.extract import pipelines  # noqa: PLC0415 - as below

        return pipelines.one_thread()

    def language_of(self, item: Item) -> str:
        """The language whose words the item is read with; an item of unknown language is read as English."""
        return lang.nearest((item.language or "en").lower().replace("_", "-").split("-")[0])

    def pipeline(self, code: str, *, plain: bool = False) -> Any:
        """The spaCy pipeline of a language, loaded at its first use; `plain`: tokens and sentences only."""
        # spaCy takes 0.7 s to import; commands that read nothing should not pay for it.
        from djeli.extract import pipelines  # noqa: PLC0415

        return pipelines.plain_pipeline(code) if plain else pipelines.spacy_pipeline(code)


class _Lexicons(Mapping[str, Lexicon]):
    """Lexicons by language, each compiled when a page first needs it: ten of them take as long as a long page."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self._codes = codes

    def __getitem__(self, code: str) -> Lexicon:
        if code not in self._codes:
            raise KeyError(code)
        return lexicon(code)

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def load_tools(settings: Settings | None = None, *, gazetteer: Gazetteer | None = None) -> Tools:
    """Tools for the languages and theatres of `settings`.

    Raises:
        ResourceError: a word list or the actor table breaks its rules.
    """
    chosen = settings or Settings()
    codes = tuple(code for code in lang.available() if not chosen.languages or code in chosen.languages)
    return Tools(
        languages=codes,
        lexicons=_Lexicons(codes),
        actors=actor_table(chosen.theatres),
        gazetteer=open_gazetteer(chosen.theatres or None) if gazetteer is None else gazetteer,
    )
