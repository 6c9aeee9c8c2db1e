"""The three roles of a store. A backend implements them and passes tests/contract/test_stores.py.

Store   opens and closes, hands out the other two
Writer  appends, inside one transaction: all of it or nothing
View    reads
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from djeli.listing import Order, Spot, Tally, Told
from djeli.records import Capture, Claim, Document, Extraction, Item, Judgement, Reading, Report, Span, Text
from djeli.store.kindred import Kindred
from djeli.store.lists import Lists
from djeli.store.outward import Outward
from djeli.store.rows import Chance, Changes, Derived, EventFilter, Failure, Original, Page
from djeli.views import Account, Assessment, Dispute, Event, Link


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

    def withdraw(
        self,
        documents: Collection[str],
        originals: Collection[str],
        *,
        reason: str,
        by: str,
        traces: Mapping[str, Sequence[str]],
    ) -> None:
        """Take out all that was kept of documents and of the originals they came in; hash, time and reason stay.

        So do the `traces` of each: ids of its texts, and of the events that it told of, by which old addresses know it.
        """
        ...

    def handed(self, form: str, audience: str, place: str) -> None:
        """Note that something was written for somebody."""
        ...

    def derive(self, derived: Derived) -> None:
        """Replace all derived tables."""
        ...

    def amend(self, changes: Changes) -> None:
        """Replace some derived rows."""
        ...

    def kin(self, mark: str, arrays: Mapping[str, bytes]) -> None:
        """Keep what the next page is held against; `derive` lets go of it, `amend` leaves it."""
        ...


class View(Outward, Kindred, Lists, Protocol):
    """Reads. Records come back equal to what was written."""

    def verify(self, originals: Path) -> list[str]:
        """Sentences about everything that is not as it was written; empty when all is well."""
        ...

    def originals(self) -> Iterator[Original]:
        """Files as they came, in order of arrival."""
        ...

    def pending(self, method: str) -> list[Original]:
        """Files that this method has not read to their end, in order of arrival."""
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

    def documents(self, names: Iterable[str] | None = None) -> Iterator[Document]:
        """Documents that were read; all, or those named."""
        ...

    def texts(self, names: Iterable[str] | None = None) -> Iterator[Text]:
        """Texts of documents; all, or those named."""
        ...

    def text(self, text: str) -> Text:
        """One Text by id."""
        ...

    def items(self, names: Iterable[str] | None = None) -> Iterator[Item]:
        """Items of current readings; all, or those named."""
        ...

    def reports_near(self, reports: Iterable[str]) -> Iterator[Report]:
        """Reports by id, with all others of their items."""
        ...

    def reports_in(self, items: Iterable[str]) -> Iterator[Report]:
        """Reports of some items."""
        ...

    def reports(self) -> Iterator[Report]:
        """Reports of all current readings."""
        ...

    def past_reports(self, reports: Iterable[str]) -> Iterator[Report]:
        """Reports by id, also those of older readings."""
        ...

    def claims(
        self, subjects: Iterable[str] = (), *, props: Iterable[str] = (), spoken: bool = False, holding: str = ""
    ) -> Iterator[Claim]:
        """Claims, all or those about some subjects, of all properties or some.

        With `spoken` only those with a speaker, with `holding` only those whose written value holds these words.
        """
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

    def tally(self, wanted: EventFilter) -> Tally:
        """Events that pass the filter, counted by facet and month."""
        ...

    def spots(self, wanted: EventFilter, cell: float) -> list[Spot]:
        """Events that pass the filter, gathered in squares of `cell` degrees, the fullest first."""
        ...

    def page(self, wanted: EventFilter, order: Order, offset: int, limit: int) -> list[Event]:
        """Some of the events that pass the filter, in an order."""
        ...

    def named(self, events: Iterable[str]) -> Iterator[Event]:
        """Events by their present ids; those that are not there are left out."""
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

    def chances(self, reports: Iterable[str], *, touching: bool = False) -> list[Chance]:
        """The same without what speaks for it, quick also for many; none where no report is named."""
        ...

    def links_of(self, pairs: Iterable[tuple[str, str]]) -> list[Link]:
        """Scored pairs by their two reports, in the order asked for; those that are not there are left out."""
        ...

    def items_of(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report -> the item it stands in."""
        ...

    def families(self, items: Iterable[str] | None = None) -> Mapping[str, tuple[str, float]]:
        """Item id -> its text family, and how much of it is contained in the family's first text; all, or of some."""
        ...

    def assessments(self, subjects: Iterable[str] | None = None) -> Mapping[str, Assessment]:
        """Subject -> assessment; all, or of some."""
        ...

    def claims_in(self, items: Collection[str], props: Collection[str]) -> Iterator[Claim]:
        """Claims of some properties that were made in some items, whatever they are about."""
        ...

    def items_telling(self, props: Collection[str]) -> set[str]:
        """Items that make claims of some properties, those of older readings among them."""
        ...

    def outline(self, text: str) -> list[tuple[str, int, int]]:
        """Id, start and end of every item of a text, in the order they stand in it."""
        ...

    def claims_by(self, items: Iterable[str]) -> Iterator[Claim]:
        """All claims made in some items, whatever they are about."""
        ...

    def text_of(self, documents: Iterable[str]) -> Mapping[str, str]:
        """Document -> id of the text that its current reading made of it."""
        ...

    def same_addresses(self, documents: Iterable[str]) -> tuple[list[Document], list[Capture]]:
        """All documents that stood at the addresses of some, and how the bytes of all these came."""
        ...

    def leaf_page(self, words: str, offset: int, limit: int) -> tuple[int, list[Document]]:
        """How many documents hold the words in their address, title or publisher, and some, the last read first."""
        ...

    def told(self, documents: Sequence[str]) -> Mapping[str, Told]:
        """Document -> what it tells."""
        ...

    def members(self, originals: Iterable[str]) -> list[str]:
        """Documents that some originals are, or hold."""
        ...

    def failure_page(self, words: str, offset: int, limit: int) -> tuple[int, list[Failure]]:
        """How many inputs could not be read whose place or fault holds the words, and some of them, newest first."""
        ...

    def unresolved_in(self, items: Iterable[str]) -> Iterator[Span]:
        """Spans of unknown places in the texts of some items."""
        ...

    def family_sizes(self, families: Iterable[str]) -> Mapping[str, int]:
        """How many items each of some families has."""
        ...

    def pages(self, items: Iterable[str] | None = None) -> list[Page]:
        """Items that events are computed from; all, or some."""
        ...

    def pages_of(self, source: str) -> list[Page]:
        """Items whose publisher a decision about this source speaks of."""
        ...

    def pages_at(self, sites: Collection[str]) -> list[Page]:
        """Items on pages of some sites."""
        ...

    def pages_elsewhere(self, sites: Collection[str], limit: int) -> list[Page]:
        """Items on pages of other sites, one of each document, as many as asked for."""
        ...

    def documents_called(self, name: str) -> list[Document]:
        """Documents by their address, or by its last part."""
        ...

    def reports_beginning(self, start: str) -> list[tuple[Report, str]]:
        """Reports whose id, or whose item's or document's, begins with these hex digits, each with its document."""
        ...

    def heads(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report -> the smallest report of its group in linking."""
        ...

    def groups(self, heads: Iterable[str]) -> list[list[str]]:
        """Groups of linking by their smallest report, with reports that somebody judged to be no event."""
        ...

    def heirs(self) -> Mapping[str, str]:
        """Report no reading finds any more -> the report that stands in its place."""
        ...

    def body(self, name: str) -> bytes | None:
        """An array that linking kept, by name; None where there is none."""
        ...

    def event_of(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report id -> event id."""
        ...

    def state(self) -> Mapping[str, str]:
        """Up to which entry derived rows speak (`derived`), how they were computed (`recipe`), and their seal."""
        ...

    def since(self, entry: int) -> list[tuple[int, str, str]]:
        """Number, kind and subject of each later entry that changes what is derived."""
        ...

    def read_since(self, entry: int, most: int) -> int:
        """How many later entries are readings, counted up to `most`."""
        ...

    def entry_before(self, moment: str) -> tuple[int, str]:
        """Number and time of the last entry written before a moment in UTC, ISO; 0 and nothing where there is none."""
        ...

    def entry_time(self, entry: int) -> str:
        """When an entry was written, ISO time in UTC; empty where there is no such entry."""
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

    def mark(self, *, decided: bool = True) -> int:
        """Number of the last entry that changes what is derived: while it stays, so does all that follows from it.

        Without `decided` the last one that is no decision.
        """
        ...

    def counts(self) -> Mapping[str, int]:
        """How many current rows of each kind there are."""
        ...


class Store(Protocol):
    """An open case."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction: committed when the block ends well, else rolled back."""
        ...

    def reading(self, until: int | None = None) -> AbstractContextManager[View]:
        """A consistent view; with `until` of rows up to that entry, beside derived rows of the present."""
        ...

    def tidy(self) -> None:
        """Write the ledger anew, so that nothing deleted is left in its files."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
