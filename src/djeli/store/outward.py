"""What of a case is read for what leaves it: who is named in it, words and days, what was written and taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from djeli.records import Span
from djeli.store.rows import HandedOut, Withdrawn


class Outward(Protocol):
    """Part of the role of a view."""

    def withdrawn(self) -> list[Withdrawn]:
        """Documents whose content was taken out."""
        ...

    def handed(self, document: str = "") -> list[HandedOut]:
        """What was written for whom; with `document` what was written since it came into the case."""
        ...

    def values(self, props: Sequence[str], holding: str = "") -> Iterator[str]:
        """Values of claims of some properties, each once; with `holding` those that hold these characters."""
        ...

    def speakers(self) -> Iterator[str]:
        """Speakers of claims as they are kept, each once."""
        ...

    def authors(self) -> Iterator[str]:
        """Authors that pages or suppliers name."""
        ...

    def grades(self) -> Iterator[tuple[str, str]]:
        """Subject of every assessment with its grade; the reasons are not read."""
        ...

    def scopes(self) -> Iterator[tuple[str, str]]:
        """Id of every report with the words it is told in; no whole text is read into memory for it."""
        ...

    def claim_spans(self) -> Iterator[tuple[str, tuple[Span, ...]]]:
        """Id of every claim with the spans of its words; nothing else of it is read."""
        ...

    def homes(self) -> Mapping[str, str]:
        """Text -> its document."""
        ...

    def naming(self) -> Iterator[tuple[str, str]]:
        """Id and words of claims that may name a person."""
        ...

    def days(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """ISO days that items and documents say they are of; a document that says none has the day it first came."""
        ...

    def contents(self) -> Iterator[tuple[str, str]]:
        """Id and characters of every text, in the order they were read."""
        ...

    def characters(self) -> int:
        """How many characters all texts have."""
        ...

    def content(self, text: str) -> str:
        """The characters of a text."""
        ...

    def unknown_names(self) -> Iterator[tuple[str, str, Span]]:
        """The same with the words that stand there and their item; no whole text is read for it."""
        ...
