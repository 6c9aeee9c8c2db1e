"""A case that is opened, filled, read, judged and checked: the one object every surface stands on."""

from __future__ import annotations

import datetime as dt
import getpass
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from djeli import pipeline, plugins
from djeli.bundle import Bundle
from djeli.errors import CaseError, NotFound
from djeli.export import EXPORTERS
from djeli.gazetteer import add_dump, name_key, open_gazetteer
from djeli.ledger.bundling import bundle_of
from djeli.ledger.pins import add_pin, near_names
from djeli.ledger.small import iso_day, lock, lock_file, spans_of
from djeli.ledger.sources import SourceRow, source_rows
from djeli.pipeline.gather import Input, addresses, take
from djeli.records import Claim, Document, Item, Judgement, Report, Span, Text
from djeli.report.page import render
from djeli.settings import Settings
from djeli.store import EventFilter, Failure, Store
from djeli.values import Where
from djeli.values import dump as dump_value
from djeli.views import Account, Assessment, Dispute, Event, Link
from djeli.vocab import Resolution, Verdict

LEDGER, ORIGINALS, SETTINGS, PLACES = "ledger.db", "originals", "djeli.toml", "gazetteer"
AUDIENCES = ("internal",)
"""Whom an export may be for. The others come with their own rules; until then an export says it is internal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of `add`: inputs taken, known and refused, and what reading them found."""

    gathered: pipeline.Gathered
    read: pipeline.Read | None
    events: int

    @property
    def failures(self) -> list[Failure]:
        """Every input or member that could not be used."""
        return [*self.gathered.failures, *(self.read.failures if self.read else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An event with everything it rests on, ready to be shown by any surface."""

    event: Event
    accounts: tuple[Account, ...]
    documents: dict[str, Document]
    links: tuple[Link, ...]
    item_grades: dict[str, Assessment]
    words: dict[Span, str]
    """The exact words of every span of the claims."""


class Case:
    """A case folder, opened. Use it as a context manager, or call `close`."""

    def __init__(self, folder: Path, settings: Settings, store: Store) -> None:
        self.folder = folder.absolute()  # a later change of the working directory must not lead elsewhere
        self.settings = settings
        self.store = store
        self._text = lru_cache(maxsize=256)(self._load_text)

    def __enter__(self) -> Case:
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

    def add(
        self, inputs: Sequence[str | Path], *, run: bool = True, progress: pipeline.Progress = pipeline.silent
    ) -> Added:
        """Keep files, folders and addresses, and read them unless `run` is False."""
        names = [str(one) for one in inputs]
        with self._alone():
            gathered = pipeline.gather(self.store, self.originals, self.settings, names, progress=progress)
        read = self.run(progress=progress) if run else None
        return Added(gathered=gathered, read=read, events=self.counts()["d_event"])

    def add_bytes(self, data: bytes, uri: str, *, media_type: str = "") -> str:
        """Keep bytes at hand under an address. Returns their SHA-256; `run` reads them."""
        one = Input(data=data, uri=uri, method="file", media_type=media_type)
        return take(self.store, self.originals, self.settings, one)[0]

    def run(
        self,
        *,
        retry: bool = False,
        executor: Executor | None = None,
        progress: pipeline.Progress = pipeline.silent,
    ) -> pipeline.Read:
        """Read what is pending, with `retry` also what failed before, then compute events anew if anything changed."""
        with self._alone():
            found = pipeline.read_pending(
                self.store,
                self.originals,
                self.settings,
                extra=self.gazetteers,
                executor=executor,
                retry=retry,
                progress=progress,
            )
            with self.store.reading() as view:
                stale = view.stale(pipeline.recipe(self.settings))
            if stale:
                pipeline.derive(self.store, self.settings, progress=progress)
        return found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One run at a time in a case; a second one is told so."""
        if not self.folder.is_dir():
            yield
            return
        with lock_file(self.folder) as handle:
            if not lock(handle):
                raise CaseError(
                    f"another Djeli is working in {self.folder}; wait until it has finished, then try again"
                )
            yield

    # --- reading ------------------------------------------------------------------------------------------------

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

    def show(self, event: str) -> Shown:
        """One event with its accounts, links, and the words of every value.

        Raises:
            NotFound: no such event.
        """
        with self.store.reading() as view:
            found = view.event(event)
            accounts = tuple(view.accounts(found.reports))
            documents = {one.id: one for one in view.documents() if one.id in found.documents}
            links = tuple(view.links(found.reports))
            grades = {key: value for key, value in view.assessments().items() if key in found.items}
        spans = {span for account in accounts for span in spans_of(account)}
        words = {span: self.quote(span) for span in spans}
        return Shown(event=found, accounts=accounts, documents=documents, links=links, item_grades=grades, words=words)

    def claims(self, subjects: Iterable[str] = ()) -> list[Claim]:
        """Claims, all or those about some reports, items or actors."""
        with self.store.reading() as view:
            return list(view.claims(subjects))

    def disputes(self) -> list[Dispute]:
        """Disputes of all events."""
        with self.store.reading() as view:
            return list(view.disputes())

    def documents(self) -> list[Document]:
        """Documents that were read."""
        with self.store.reading() as view:
            return list(view.documents())

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

    def judge(
        self,
        left: str,
        right: str,
        verdict: Verdict,
        *,
        by: str = "",
        why: str = "",
        value: str = "",
        seen: str = "",
    ) -> Judgement:
        """Append a decision and compute events anew."""
        judgement = self._judgement(left, right, verdict, by=by, why=why, value=value, seen=seen)
        with self._alone():
            with self.store.writing() as writer:
                writer.judgement(judgement)
            pipeline.derive(self.store, self.settings)
        return judgement

    def _judgement(
        self, left: str, right: str, verdict: Verdict, *, by: str, why: str, value: str, seen: str = ""
    ) -> Judgement:
        return Judgement(
            left=left,
            right=right,
            verdict=verdict,
            by=by or self.settings.custodian or getpass.getuser(),
            at=dt.datetime.now(dt.UTC),
            why=why,
            value=value,
            seen=seen,
        )

    def detached(self) -> list[Judgement]:
        """Decisions on reports that no newer reading tells any more: they wait for an analyst to look again."""
        with self.store.reading() as view:
            return list(pipeline.kept(view).attached.detached) if any(view.judgements()) else []

    def superseded(self) -> dict[str, str]:
        """Documents whose address holds other bytes by now, and the newest version: kept, but not counted."""
        with self.store.reading() as view:
            return dict(pipeline.kept(view).newer)

    def verify(self) -> list[str]:
        """Sentences about everything that is not as it was written; empty when all is well."""
        with self.store.reading() as view:
            return view.verify(self.originals)

    def load_gazetteer(self, dump: Path) -> int:
        """Load a GeoNames dump for this case; the next run reads the texts again with it. Returns its places."""
        folder = self.folder / PLACES
        folder.mkdir(exist_ok=True)
        return add_dump(dump, folder / f"{dump.stem}.npz")

    def pin(self, name: str, lat: float, lon: float, *, country: str, why: str = "", by: str = "") -> Judgement:
        """Say where a name is: kept as a decision, and as a place of this case that the next run uses."""
        where = Where(
            name=name,
            resolution=Resolution.SETTLEMENT,
            lat=lat,
            lon=lon,
            country=self.country_code(country),
            reason=why,
        )
        add_pin(self.folder / PLACES, where)
        judgement = self._judgement(
            f"place:{name_key(name)}", "where", Verdict.CORRECTED, by=by, why=why, value=dump_value(where)
        )
        with self._alone(), self.store.writing() as writer:
            writer.judgement(judgement)
        return judgement

    def unresolved_names(self) -> list[tuple[str, int, tuple[str, ...]]]:
        """Names found nowhere, how often they stand in the texts, and places whose names come near; commonest first."""
        names = Counter(self.quote(span) for span in self.unresolved())
        gazetteer = open_gazetteer(self.settings.theatres or None, tuple(Path(p) for p in self.gazetteers))
        return [(name, count, near_names(gazetteer, name)) for name, count in names.most_common()]

    def sources(self) -> list[SourceRow]:
        """Who published what is in the case, how that is known, and what is known of them."""
        with self.store.reading() as view:
            return source_rows(view)

    def export(self, form: str, out: Path, *, audience: str) -> list[Path]:
        """Write the ledger to files.

        Raises:
            NotFound: no such form.
            CaseError: the audience has no rules yet, so nothing may leave for it.
        """
        if audience not in AUDIENCES:
            raise CaseError(
                f"no export for the audience {audience!r} yet: names, places and delays would need its rules. "
                f"Known: {', '.join(AUDIENCES)} (for the team that keeps the case)"
            )
        write = plugins.load(EXPORTERS, form)
        written: list[Path] = write(self._bundle(audience), out)
        return written

    def write_page(self, out: Path) -> Path:
        """Write the case as one HTML page for the team: nothing in it is masked."""
        out.write_text(render(self._bundle("internal")), encoding="utf-8")
        return out

    def _bundle(self, audience: str) -> Bundle:
        with self.store.reading() as view:
            return bundle_of(view, case=self.settings.title or self.folder.name, audience=audience)
