"""What an answer is made of. Nothing in it is without words of a page, but what the actor table says, kept apart."""

from __future__ import annotations

from dataclasses import dataclass

from djeli.records import Span
from djeli.views import Dispute


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing a page says: what, who says so, in which words, where. `against`: it is denied there.

    `pages` are publisher and date of each page with these words, `date` the first one's ISO date or empty; `claims`
    the claims that hold it, `span` where the first of them stands.
    """

    text: str
    voice: str
    quote: str
    pages: tuple[str, ...]
    date: str = ""
    claims: tuple[str, ...] = ()
    against: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer: a sentence, and the lines it rests on. `event` is an id to open with `djeli show`, or empty."""

    sentence: str
    lines: tuple[Line, ...]
    event: str = ""
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the actor table says beside the reports, with the page it was read on or "unreferenced"."""

    sentence: str
    date: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the ledger says to a question.

    `understood` is the question as it was read, `found` what the reports say, `known` what the actor table adds.
    Where `found` is empty, `reason` says why in a sentence, `missing` the words that stand nowhere, `near` what comes
    near. `more` counts answers left out.
    """

    question: str
    understood: str
    found: tuple[Found, ...] = ()
    more: int = 0
    known: tuple[Known, ...] = ()
    near: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    searched: str = ""
    reason: str = ""

    @property
    def says(self) -> bool:
        """Whether the reports hold an answer."""
        return bool(self.found)
