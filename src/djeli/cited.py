"""A claim with its words, who says so, and the page it stands on: what lists of claims and answers are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from djeli import phrases
from djeli.records import Claim, Document, Item, Span
from djeli.views import Bond, Comparison, Dispute, FigureView, Promise, Said

LONGEST = 400
"""Characters of a passage on either side of the words pointed at, at most."""
FEW = 3
"""Words up to which a quote is shown with its sentence: "this", "the massacre"."""
_END = re.compile(r"[.!?…][\"”»’)\]]*\s+(?=[\"“«(\[]?[^\W\d_a-zß-öø-ÿ])|\n")
"""Where a sentence ends: a full stop before a capital, or the end of a line."""
_SHORT = re.compile(r"(?:^|[\s(])(?:[^\W\d_](?:\.[^\W\d_])*|[A-Z][a-z]{1,2}|Sept|Capt|Brig)\.\s*$")
"""An abbreviation before a full stop ("Aug.", "U.S.", "Gen."): no sentence ends there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A claim that can be read without the case at hand.

    `quote` is the words of its spans, `passage` the sentences they stand in. `page` names publisher and date,
    `published` is the item's ISO date or empty, `uri` the address of the document. `events` are the events it tells
    of. `private` says that its speaker is a named person with no public role.
    """

    claim: Claim
    quote: str
    passage: str
    page: str
    published: str
    document: str
    uri: str
    family: str = ""
    events: tuple[str, ...] = ()
    private: bool = False

    @property
    def value(self) -> Any:
        """The typed value of the claim."""
        return self.claim.parsed()

    @property
    def who(self) -> str:
        """Who says it, in one name; empty for the page's own voice. A person without a public role is marked."""
        if self.claim.speaker is None:
            return ""
        return self.claim.speaker.name + (" (private)" if self.private else "")

    @property
    def read(self) -> str:
        """The words said; those too few to be understood alone with the sentence around them."""
        return self.quote if len(self.quote.split()) > FEW else self.passage


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSaying:
    """A statement however many copies tell it, with every telling, the fullest first."""

    said: Said
    told: tuple[Cited, ...]

    @property
    def first(self) -> Cited:
        """The fullest telling."""
        return self.told[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBond:
    """A relation of two actors however often it is told, with every telling, denials last."""

    bond: Bond
    told: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFigure:
    """A figure however often it is told, with every telling; what contradicts it, its sum, and what became of it."""

    view: FigureView
    told: tuple[Cited, ...]
    disputes: tuple[Dispute, ...] = ()
    comparison: Comparison | None = None
    promise: Promise | None = None


def page_of(item: Item, document: Document | None) -> str:
    """Who published the item and when, as far as the page says."""
    publisher = item.publisher or (document.publisher if document else None)
    published = item.published or (document.published if document else None)
    name = publisher.value if publisher else (document.uri.rsplit("/", 1)[-1] if document else "unknown")
    return phrases.page_name(name, published.value if published else "")


def passage(content: str, spans: Sequence[Span], within: tuple[int, int]) -> str:
    """The sentences that the spans stand in, on one line; no further than the item and 400 characters either way."""
    start, stop = bounds_of(content, spans, within)
    return " ".join(content[start:stop].split())


def bounds_of(content: str, spans: Sequence[Span], within: tuple[int, int]) -> tuple[int, int]:
    """Where the sentences that the spans stand in begin and end."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    low, high = max(within[0], first - LONGEST), min(within[1], last + LONGEST)
    ends = [m.end() for m in _END.finditer(content, low, first) if not _short(content, low, m)]
    start = ends[-1] if ends else low
    after = (m.end() for m in _END.finditer(content, max(first, last - 1), high) if not _short(content, low, m))
    return start, next(after, high)


def _short(content: str, low: int, end: re.Match[str]) -> bool:
    return content[end.start()] == "." and bool(_SHORT.search(content, max(low, end.start() - 12), end.start() + 1))
