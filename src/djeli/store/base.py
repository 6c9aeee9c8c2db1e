"""The three roles of a store. A backend implements them and passes tests/contract/test_stores.py.

Store   opens and closes, hands out the other two
Writer  appends, inside one transaction: all of it or nothing
View    reads
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from djeli.records import Capture, Claim, Document, Extraction, Item, Judgement, Reading, Report, Span, Text
from djeli.views import Account, Assessment, Dispute, Event, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Bytes kept in the case: a file as it came, container or not.

    `media_type` is what the bytes show; `declared` what the server said, with its charset.
    """

    id: str
    media_type: str
    size: int
    declared: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input, or a member of one, that could not be read."""

    original: str
    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Everything computed from the kept rows, written in one go."""

    events: Sequence[Event]
    links: Sequence[Link]
    families: Mapping[str, tuple[str, float]]  # item id -> family, containment in the family's first text
    assessments: Sequence[Assessment]
    words: Mapping[str, str]  # event id -> words to search
    recipe: str = ""  # settings and version they were computed with


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What `events` may be filtered by; empty fields do not filter. Dates are ISO days, compared by overlap."""

    country: str = ""
    place: str = ""
    actor: str = ""
    type: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    disputed: bool = False
    planned: bool = False  # also what did not happen: planned, threatened, negated
    background: bool = True


class Writer(Protocol):
    """Appends. Methods that find the row there already return False and write nothing."""

    def original(self, original: Original, capture: Capture) -> bool:
        """Note kept bytes and how they came; the same bytes again only add a capture when the address is new."""
        ...

    def failure(self, failure: Failure) -> None:
        """Note an input that could not be read."""
        ...

    def reading(self, reading: Reading, items: Sequence[Item], extractions: Sequence[Extraction], method: str) -> bool:
        """One document with all that was read out of it: whole, or not there."""
        ...

    def complete(self, original: str, method: str) -> None:
        """Mark an original as read to its end by this method."""
        ...

    def judgement(self, judgement: Judgement) -> None:
        """Append a decision."""
        ...

    def mint(self, event: str, seed: str) -> None:
        """Remember an event id and the report it was minted for."""
        ...

    def redirect(self, old: str, new: str) -> None:
        """From now on `old` leads to `new` (to itself: it lives again)."""
        ...

    def derive(self, derived: Derived) -> None:
        """Replace all derived tables."""
        ...


class View(Protocol):
    """Reads. Records come back equal to what was written."""

    def verify(self, originals: Path) -> list[str]:
        """Sentences about everything that is not as it was written; empty when all is well."""
        ...

    def originals(self) -> Iterator[Original]:
        """Files as they came, in order of arrival."""
        ...

    def captures(self, document: str = "") -> Iterator[Capture]:
        """How bytes came, for one original or all."""
        ...

    def failures(self) -> Iterator[Failure]:
        """Inputs that could not be read."""
        ...

    def completed(self) -> Mapping[str, str]:
        """Original id -> method that read it to its end."""
        ...

    def read_methods(self) -> Mapping[str, str]:
        """Document id -> method of its current reading."""
        ...

    def documents(self) -> Iterator[Document]:
        """Documents that were read."""
        ...

    def texts(self) -> Iterator[Text]:
        """Texts of all documents."""
        ...

    def text(self, text: str) -> Text:
        """One Text by id."""
        ...

    def items(self) -> Iterator[Item]:
        """Items of all current readings."""
        ...

    def reports(self) -> Iterator[Report]:
        """Reports of all current readings."""
        ...

    def past_reports(self, reports: Iterable[str]) -> Iterator[Report]:
        """Reports by id, also those of older readings."""
        ...

    def claims(self, subjects: Iterable[str] = (), *, props: Iterable[str] = ()) -> Iterator[Claim]:
        """Claims, all or those about some subjects, of all properties or those named."""
        ...

    def unresolved(self) -> Iterator[Span]:
        """Spans of names that look like places and were found nowhere."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Decisions in the order they were made."""
        ...

    def accounts(self, reports: Iterable[str] = ()) -> list[Account]:
        """Reports with their claims, item, document and text family; all, or those named."""
        ...

    def events(self, wanted: EventFilter) -> Iterator[Event]:
        """Events that pass the filter, newest first, undated ones last."""
        ...

    def event(self, event: str) -> Event:
        """One event by its id, redirects followed."""
        ...

    def disputes(self) -> Iterator[Dispute]:
        """Disputes of all events."""
        ...

    def links(self, reports: Iterable[str] = (), *, touching: bool = False) -> Iterator[Link]:
        """Scored pairs: all, those both of whose reports are named, or with `touching` those one of whose is."""
        ...

    def families(self) -> Mapping[str, tuple[str, float]]:
        """Item id -> its text family, and how much of it is contained in the family's first text."""
        ...

    def assessments(self) -> Mapping[str, Assessment]:
        """Subject -> assessment."""
        ...

    def event_of(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report id -> event id."""
        ...

    def minted(self) -> Mapping[str, str]:
        """Event id -> the report it was minted for, in order of minting."""
        ...

    def redirects(self) -> Mapping[str, str]:
        """Old event id -> where it leads now."""
        ...

    def stale(self, recipe: str = "") -> bool:
        """Whether rows were written that the derived tables do not know yet, or they were computed otherwise."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many current rows of each kind there are."""
        ...


class Store(Protocol):
    """An open case."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction: committed when the block ends well, else rolled back."""
        ...

    def reading(self) -> AbstractContextManager[View]:
        """A consistent view."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
