"""What lists ask a store for: some rows of many, and how many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from djeli.listing import Contests, Prints, Tellings
from djeli.store.rows import Counted, DisputeFilter, PersonRow, SayingFilter, Spoken, TaskFilter, Telling
from djeli.views import Said


class Lists(Protocol):
    """Reads page by page, quick however many rows there are."""

    def tasks(self, wanted: TaskFilter, offset: int, limit: int | None) -> list[str]:
        """Some of the open questions that pass, the most risky first; equal risks go by id."""
        ...

    def task_counts(self, wanted: TaskFilter) -> Mapping[str, int]:
        """How many open questions of each kind pass."""
        ...

    def task_place(self, wanted: TaskFilter, task: str) -> tuple[int, str, str] | None:
        """How many come before one, the one before and the one after it (or empty); None where it is not among them."""
        ...

    def tasks_called(self, start: str, limit: int) -> list[str]:
        """Ids of open questions that begin so."""
        ...

    def tasks_named(self, ids: Sequence[str]) -> list[str]:
        """Open questions by id, in the order asked for."""
        ...

    def task_names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """What questions are called by: as much of each id as no other open question begins with."""
        ...

    def contests(self, wanted: DisputeFilter, offset: int, limit: int | None) -> Contests:
        """Some of the disputes of events that pass, newest events first, and how many there are of each kind."""
        ...

    def spoken(self, wanted: SayingFilter, offset: int, limit: int | None) -> Spoken:
        """Some of the statements that pass, newest page first, and how many there are of each stance and speaker."""
        ...

    def tellings(self, keys: Collection[str]) -> Iterator[Telling]:
        """Claims that tell what some speakers said."""
        ...

    def sayings_of(self, keys: Collection[str]) -> Mapping[int, str]:
        """Statements of some speakers by their number, each as text."""
        ...

    def counted(self, keys: Iterable[str]) -> Mapping[str, Counted]:
        """In how much some take part; those that do in nothing are left out."""
        ...

    def bodies(self) -> list[tuple[str, str]]:
        """Names, as pages have them, that relations show to be those of bodies, each with its key; sorted."""
        ...

    def kinds_of(self, keys: Iterable[str]) -> Mapping[str, str]:
        """What kind of party each is in most events, of those in which one is told."""
        ...

    def persons_called(self, names: Iterable[str]) -> Mapping[str, list[PersonRow]]:
        """Persons by their names in plain words, in the order of claims."""
        ...

    def parts_of(self, keys: Iterable[str], of: str) -> Iterator[tuple[str, str]]:
        """What some take part in: the event or the claim, and the item of a claim."""
        ...

    def person_names(self) -> set[str]:
        """Names of all persons in plain words."""
        ...

    def said_by(self, key: str) -> list[int]:
        """Statements, by number and newest page first, that an actor makes by some telling."""
        ...

    def said_about(self, forms: Collection[str]) -> list[int]:
        """Statements, by number and newest page first, whose words hold one of some names in plain words."""
        ...

    def said(self, numbers: Sequence[int]) -> list[Said]:
        """Statements by number, in the order asked for."""
        ...

    def publishers(self) -> list[Prints]:
        """Everybody who published an item, once for each way that is known."""
        ...

    def credited(self) -> Mapping[str, tuple[str, int]]:
        """Outlet -> the name it is credited by, and how many items of others do."""
        ...

    def creditors(self, outlet: str, publisher: str) -> list[tuple[str, int]]:
        """Other publishers whose items credit an outlet, most items first."""
        ...

    def printed(self, publisher: str, limit: int) -> list[str]:
        """Items of a publisher, the newest first."""
        ...

    def stands(self, items: Iterable[str] | None = None) -> list[tuple[str, str, str, str, str]]:
        """Items, all or some: each with its document, its publisher, the one key of the outlet, and its day or what it
        says for one.
        """
        ...

    def published(self) -> Mapping[str, int]:
        """Day (ISO, or what stands for it) -> how many documents have items of it."""
        ...

    def told_by(self, publisher: str) -> Tellings:
        """How many events a publisher's pages tell of, and how they stand."""
        ...

    def events_by(self, publisher: str, limit: int) -> Sequence[tuple[str, bool, bool]]:
        """Events that a publisher's pages tell of, newest first: whether they do alone, and are a side of a dispute."""
        ...
