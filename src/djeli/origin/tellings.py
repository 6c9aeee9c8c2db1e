"""The words of items as copies are looked for among them, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from djeli import lang

Texts = Mapping[str, str]

LONGEST = 40_000
"""Characters up to which a text may be a translation; longer pages are reports and books, not stories."""


@dataclass(frozen=True, slots=True)
class Tellings:
    """Item id -> its words; its title; its language (ISO code); words of its page that are no story, such as a byline.

    All but the words may be missing. An item of unknown language is in no translation.
    """

    texts: Texts
    titles: Texts = field(default_factory=dict)
    languages: Texts = field(default_factory=dict)
    asides: Texts = field(default_factory=dict)

    def tongue(self, item: str) -> str:
        """The language an item is read as; empty where it is not known, or the text is too long."""
        code = self.languages.get(item, "")
        return lang.nearest(code) if code and len(self.texts[item]) <= LONGEST else ""

    def only(self, items: Iterable[str]) -> Tellings:
        """Some of the items."""
        wanted = list(items)
        parts = (self.texts, self.titles, self.languages, self.asides)
        return Tellings(*({item: part[item] for item in wanted if item in part} for part in parts))

    def beside(self, other: Tellings) -> Tellings:
        """These items and others."""
        return Tellings(
            {**self.texts, **other.texts},
            {**self.titles, **other.titles},
            {**self.languages, **other.languages},
            {**self.asides, **other.asides},
        )
