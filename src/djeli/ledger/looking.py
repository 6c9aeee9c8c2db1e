"""A case that is looked into: its events, actors, statements, figures and questions; nothing here writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from djeli import pipeline
from djeli.anchors import Anchor, SameEvent
from djeli.ask import Answer
from djeli.assess import Shield
from djeli.assess.overrule import by_decision
from djeli.cited import CitedFigure, CitedSaying
from djeli.errors import NotFound
from djeli.gazetteer import Gazetteer, open_gazetteer
from djeli.ledger import asking, listed, people
from djeli.ledger.asking import ToldFilter
from djeli.ledger.disputed import EVENT, Disputed, fitting, kind_of, of_events, others, thing_of
from djeli.ledger.listed import ActorRow
from djeli.ledger.parcels import Shown, shown
from djeli.ledger.people import History
from djeli.ledger.pins import near_names
from djeli.ledger.shelf import Shelf
from djeli.ledger.shelves import Shelves, state_of
from djeli.ledger.small import iso_day
from djeli.ledger.sources import SourceRow, source_rows
from djeli.pipeline.anchors import same_event
from djeli.pipeline.gather import addresses
from djeli.pipeline.parts import TIES
from djeli.records import Claim, Document, Item, Judgement, Report, Span, Text
from djeli.settings import Settings
from djeli.store import DisputeFilter, EventFilter, Failure, Store, View
from djeli.views import Assessment, Dispute, Event

ORIGINALS, PLACES = "originals", "gazetteer"
"""Folders of a case: originals by hash, and gazetteers of its own."""


class Look:
    """A case folder that is looked into. `Case` is this and what fills, judges and hands out."""

    def __init__(self, folder: Path, settings: Settings, store: Store) -> None:
        self.folder = folder.absolute()  # a later change of the working directory must not lead elsewhere
        self.settings = settings
        self.store = store
        self._growing = pipeline.Growing()
        self._text = lru_cache(maxsize=256)(self._load_text)
        self.shelves = Shelves(store, self.text)
        self.figured = Shelves(store, self.text, ("figure", *TIES))
        self.tied = Shelves(store, self.text, TIES)
        self._actors: tuple[str, list[ActorRow]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self.store.close()

    @property
    def originals(self) -> Path:
        """Where the originals are kept."""
        return self.folder / ORIGINALS

    @property
    def gazetteers(self) -> tuple[str, ...]:
        """Gazetteers of this case, loaded dumps and pinned places."""
        return tuple(str(path) for path in sorted((self.folder / PLACES).glob("*")) if path.is_file())

    def events(
        self,
        *,
        country: str = "",
        place: str = "",
        actor: str = "",
        type: str = "",
        since: str = "",
        until: str = "",
        text: str = "",
        disputed: bool = False,
        planned: bool = False,
        background: bool = True,
    ) -> list[Event]:
        """Events, newest first.

        Args:
            country: ISO code or name.
            place: name of the place or of a unit above it.
            actor: name or id of a participant.
            type: id of an event type.
            since: first day, ISO; also a year or a month.
            until: last day, ISO; also a year or a month.
            text: words that stand in the event's reports.
            disputed: only events whose accounts disagree.
            planned: also what is told as planned, threatened, denied or prevented.
            background: also what is only mentioned in passing.
        """
        wanted = EventFilter(
            country=self.country_code(country) if country else "",
            place=place,
            actor=actor,
            type=type,
            since=iso_day(since, last=False),
            until=iso_day(until, last=True),
            text=text,
            disputed=disputed,
            planned=planned,
            background=background,
        )
        with self.store.reading() as view:
            return list(view.events(wanted))

    def country_code(self, name: str) -> str:
        """ISO 3166 code for a code or a name.

        Raises:
            NotFound: no country has that name.
        """
        found = open_gazetteer().country(name.upper() if len(name) <= 3 else name)
        if found is None:
            raise NotFound(f"no country is called {name!r}; give a name or a two-letter code, such as Mali or ML")
        return found.iso2

    def event(self, event: str) -> Event:
        """One event; an older id leads to the newer one.

        Raises:
            NotFound: no such event.
        """
        with self.store.reading() as view:
            return view.event(event)

    def show(self, event: str, *, links: bool = True) -> Shown:
        """One event with its accounts, links, the words of every value, and what is said of it.

        Args:
            event: its id, or an older one.
            links: also every scored pair of its reports.

        Raises:
            NotFound: no such event.
        """
        with self.store.reading() as view:
            return shown(view, event, self.text, links=links)

    def claims(self, subjects: Iterable[str] = ()) -> list[Claim]:
        """Claims, all or those about some reports, items or actors."""
        with self.store.reading() as view:
            return list(view.claims(subjects))

    def actors(self, *, country: str = "", kind: str = "", text: str = "") -> list[ActorRow]:
        """Actors the case tells of, those most told of first; of persons only those in a public role.

        Args:
            country: ISO code or name of a country the actor table puts them in.
            kind: kind of party, such as rebel_group or person.
            text: words of the name, an alias or the role.

        Raises:
            NotFound: no country or kind has that name.
        """
        code = self.country_code(country) if country else ""
        with self.store.reading() as view:
            return people.filtered(self._listed(view), country=code, kind=kind, text=text)

    def _listed(self, view: View) -> list[ActorRow]:
        """All actors of the case, kept while it stays as it is."""
        state, kept = state_of(view), self._actors
        if kept is None or kept[0] != state:
            kept = self._actors = state, listed.rows(view)
        return kept[1]

    def actor(self, name: str, *, most: int | None = None) -> History:
        """One actor: what the actor table knows, and apart from it what the reports say.

        Args:
            name: an id, a name, an alias, or something spelt nearly so.
            most: statements to hand out, of its own and of those that name it; all where it is None.

        Raises:
            NotFound: no such actor, several, or a person without a public role.
        """
        with self.tied.open() as shelf:
            return people.history(name, shelf, self._listed(shelf.view), most=most)

    def statements(
        self,
        *,
        speaker: str = "",
        stance: str = "",
        event: str = "",
        actor: str = "",
        since: str = "",
        until: str = "",
        text: str = "",
    ) -> list[CitedSaying]:
        """What somebody is told to have said, newest page first, each statement once with every page that tells it.

        Args:
            speaker: name, alias, role or organisation of who says it.
            stance: asserts, denies, confirms, accuses, claims_responsibility, condemns, predicts, promises, calls_for.
            event: id of an event the words tell of.
            actor: who speaks or is spoken of.
            since: first day of the page, ISO; also a year or a month.
            until: last day of the page, ISO; also a year or a month.
            text: words of the statement or its speaker.

        Raises:
            NotFound: no such stance or event, or not a date.
        """
        wanted = ToldFilter(
            who=speaker,
            kind=stance,
            event=event,
            actor=actor,
            since=iso_day(since, last=False),
            until=iso_day(until, last=True),
            text=text,
        )
        with self.store.reading() as view:
            return asking.statements(Shelf(view, self.text), wanted)

    def figures(
        self, *, kind: str = "", holder: str = "", place: str = "", since: str = "", until: str = "", text: str = ""
    ) -> list[CitedFigure]:
        """Figures that are no toll of one event (votes, polls, forces, money, control, pledges), newest page first.

        Each stands once however often it is told, with what contradicts it, its sum, and what became of a promise.

        Args:
            kind: vote, poll, force_size, displaced, money, count, control, violations, comparison, pledge, ultimatum.
            holder: whom the figure is about.
            place: a place its sentence names.
            since: first day of the page, ISO; also a year or a month.
            until: last day of the page, ISO; also a year or a month.
            text: words of its sentence.

        Raises:
            NotFound: no such kind, or not a date.
        """
        wanted = ToldFilter(
            who=holder,
            kind=kind,
            place=place,
            since=iso_day(since, last=False),
            until=iso_day(until, last=True),
            text=text,
        )
        with self.store.reading() as view:
            return asking.figures(Shelf(view, self.text), wanted)

    def ask(self, question: str) -> Answer:
        """What the ledger says to a question in English or French, with words, speakers and disputes.

        Nothing is made up: where the reports do not say, the answer says so, what was searched and what comes near.
        """
        with self.store.reading() as view:
            return asking.answer(
                question, Shelf(view, self.text), theatres=self.settings.theatres, overlays=self.gazetteers
            )

    def disputes(self) -> list[Dispute]:
        """Disputes of all events."""
        with self.store.reading() as view:
            return list(view.disputes())

    def disputed(self, *, of: str = "", kind: str = "", limit: int | None = None) -> list[Disputed]:
        """What accounts disagree about, each dispute with its words: of events, newest first, then of all else.

        Args:
            of: event, relation, figure, statement or person; other: all but events.
            kind: kind of dispute, such as toll.
            limit: at most so many. What is not of an event is looked for only where events leave room.

        Raises:
            NotFound: no such thing or kind.
        """
        about, wanted = thing_of(of), kind_of(kind)
        found: list[Disputed] = []
        with self.store.reading() as view:
            if about in ("", EVENT):
                named = view.contests(DisputeFilter(kind=wanted), 0, limit).rows
                found += of_events(view, self.text, named)
            if about != EVENT and (limit is None or len(found) < limit):
                found += fitting(others(Shelf(view, self.text)), of=about, kind=wanted, text="")
        return found[:limit]

    def shield(self) -> Shield:
        """Who is private in the case: names that no sentence but a quote repeats."""
        with self.store.reading() as view:
            return Shield(view.claims(props=("person",)))

    def deciders(self) -> dict[str, str]:
        """Short id of a decision -> who made it; for screens inside the case only."""
        with self.store.reading() as view:
            return by_decision(view.judgements())

    def documents(self) -> list[Document]:
        """Documents that were read."""
        with self.store.reading() as view:
            return list(view.documents())

    def same_event(self, anchors: Sequence[Anchor]) -> SameEvent:
        """Which of the words you marked in texts of this case tell one event, within and across pages, with reasons.

        Only anchors of pages that tell one story are compared.

        Raises:
            NotFound: an anchor points into no text of this case, or outside it.
        """
        with self.store.reading() as view:
            texts = {text.id: text for text in view.texts()}
            items, accounts = list(view.items()), view.accounts()
        return same_event(anchors, texts, items, accounts, self.settings)

    def items(self) -> list[Item]:
        """Items of all documents."""
        with self.store.reading() as view:
            return list(view.items())

    def reports(self) -> list[Report]:
        """Mentions of occurrences."""
        with self.store.reading() as view:
            return list(view.reports())

    def assessments(self) -> dict[str, Assessment]:
        """Grades of items and events, by id."""
        with self.store.reading() as view:
            return dict(view.assessments())

    def failures(self) -> list[Failure]:
        """Inputs that could not be read."""
        with self.store.reading() as view:
            return list(view.failures())

    def addresses(self) -> dict[str, str]:
        """Original -> the address it came from."""
        with self.store.reading() as view:
            return addresses(view.captures())

    def unresolved(self) -> list[Span]:
        """Names that look like places and were found nowhere."""
        with self.store.reading() as view:
            return list(view.unresolved())

    def counts(self) -> dict[str, int]:
        """How many rows of each kind there are."""
        with self.store.reading() as view:
            return dict(view.counts())

    def text(self, text: str) -> Text:
        """A Text by id."""
        return self._text(text)

    def _load_text(self, text: str) -> Text:
        with self.store.reading() as view:
            return view.text(text)

    def quote(self, span: Span) -> str:
        """The exact words at a span."""
        return self.text(span.text).quote(span)

    def detached(self) -> list[Judgement]:
        """Decisions on reports that no newer reading tells any more: they wait for an analyst to look again."""
        with self.store.reading() as view:
            return list(pipeline.kept(view).attached.detached) if any(view.judgements()) else []

    def superseded(self) -> dict[str, str]:
        """Documents whose address holds other bytes by now, and the newest version: kept, but not counted."""
        with self.store.reading() as view:
            return dict(pipeline.kept(view).newer)

    def unresolved_names(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Names found nowhere, how often they stand in the texts, and places whose names come near; commonest first."""
        names = Counter(self.quote(span) for span in self.unresolved())
        gazetteer = self.places()
        return [(name, count, near_names(gazetteer, name)) for name, count in names.most_common()]

    def places(self) -> Gazetteer:
        """The gazetteer of this case, loaded dumps and pinned places included."""
        return open_gazetteer(self.settings.theatres or None, tuple(Path(p) for p in self.gazetteers))

    def behind(self) -> bool:
        """Whether events and lists are not those that a run would give: pages wait, or an older Djeli computed them."""
        with self.store.reading() as view:
            return view.stale(pipeline.recipe(self.settings))

    def sources(self) -> list[SourceRow]:
        """Who published what is in the case, how that is known, and what is known of them."""
        with self.store.reading() as view:
            return source_rows(view)
