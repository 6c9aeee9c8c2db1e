"""Reading from a case: only current rows, as the records they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, column, func, select, table, text

from djeli.errors import NotFound
from djeli.listing import Order, Spot, Tally
from djeli.records import Capture, Claim, Judgement, Report, Span, Text
from djeli.store import browse, codec, derived, names, schema
from djeli.store.beside import beside
from djeli.store.contests import SqlContests
from djeli.store.made import Made
from djeli.store.named import SqlNamed
from djeli.store.near import batches
from djeli.store.parts import SqlParts
from djeli.store.prints import SqlPrints
from djeli.store.rows import EventFilter, Failure, Original
from djeli.store.spoken import SqlSpoken
from djeli.store.tasks import SqlTasks
from djeli.store.verify import verify
from djeli.store.write import content_mark
from djeli.views import Account, Dispute, Event, Link


class SqlView(SqlNamed, SqlPrints, SqlContests, SqlSpoken, SqlParts, SqlTasks):
    """Reads through one SQLAlchemy connection inside one transaction."""

    def __init__(self, connection: Connection, made: Made | None = None) -> None:
        """`made`: decisions that other views of the case have read already."""
        super().__init__(connection)
        self._made = made or Made()

    def verify(self, originals: Path) -> list[str]:
        """Sentences about everything that is not as it was written; empty when all is well."""
        return verify(self._connection, originals)

    def originals(self) -> Iterator[Original]:
        """Files as they came, in order of arrival."""
        return (_original(row) for row in self._rows(select(schema.original).order_by(schema.original.c.k)))

    def pending(self, method: str) -> list[Original]:
        """Files that this method has not read to their end, in order of arrival."""
        now, table = schema.current, schema.original
        done = select(now.c.subject).where(now.c.kind == "complete", now.c.method == method)
        query = select(table).where(table.c.id.not_in(done)).order_by(table.c.k)
        return [_original(row) for row in self._rows(query)]

    def captures(self, document: str = "") -> Iterator[Capture]:
        """How bytes came, for one original or all."""
        query = select(schema.capture).order_by(schema.capture.c.k)
        if document:
            query = query.where(schema.capture.c.document == document)
        return (codec.to_capture(row) for row in self._rows(query))

    def failures(self) -> Iterator[Failure]:
        """Inputs that could not be read."""
        for row in self._rows(select(schema.failure).order_by(schema.failure.c.k)):
            yield Failure(original=row["original"], place=row["place"], message=row["message"])

    def completed(self) -> Mapping[str, str]:
        """Original id -> method that read it to its end."""
        now = schema.current
        query = select(now.c.subject, now.c.method).where(now.c.kind == "complete")
        return {row["subject"]: row["method"] for row in self._rows(query)}

    def read_methods(self) -> Mapping[str, str]:
        """Document id -> method of its current reading."""
        now = schema.current
        query = select(now.c.subject, now.c.method).where(now.c.kind == "reading")
        return {row["subject"]: row["method"] for row in self._rows(query)}

    def text(self, text: str) -> Text:
        """One Text by id.

        Raises:
            NotFound: no Text has that id.
        """
        table = schema.text_table
        row = next(self._rows(select(table).where(table.c.id == bytes.fromhex(text)).limit(1)), None)
        if row is None:
            raise NotFound(f"no text {text} in this case")
        return codec.to_text(row)

    def reports(self) -> Iterator[Report]:
        """Reports of all current readings."""
        return (codec.to_report(row) for row in self._rows(self._current(schema.report)))

    def past_reports(self, reports: Iterable[str]) -> Iterator[Report]:
        """Reports by id, also those of older readings."""
        seen: set[str] = set()
        for part in batches(reports):
            query = select(schema.report).where(schema.report.c.id.in_([bytes.fromhex(name) for name in part]))
            for row in self._rows(query.order_by(schema.report.c.k.desc())):
                report = codec.to_report(row)
                if report.id not in seen:
                    seen.add(report.id)
                    yield report

    def claims(
        self, subjects: Iterable[str] = (), *, props: Iterable[str] = (), spoken: bool = False, holding: str = ""
    ) -> Iterator[Claim]:
        """Claims, all or those about some subjects, of all properties or some.

        With `spoken` only those with a speaker, with `holding` only those whose written value holds these words.
        """
        wanted, of = list(subjects), list(props)
        base = self._current(schema.claim)
        if of:
            base = base.where(schema.claim.c.prop.in_(of))
        if spoken:
            base = base.where(schema.claim.c.speaker != "")
        if holding:
            base = base.where(schema.claim.c.value.contains(holding, autoescape=True))
        if not wanted:
            texts = self._texts_of_items()
            yield from (codec.to_claim(row, texts[row["item"]]) for row in self._rows(base))
        for part in batches(wanted):
            rows = list(self._rows(base.where(schema.claim.c.subject.in_(part))))
            texts = self._texts_of_items({row["item"] for row in rows})
            yield from (codec.to_claim(row, texts[row["item"]]) for row in rows)

    def unresolved(self) -> Iterator[Span]:
        """Spans of names that look like places and were found nowhere."""
        texts = self._texts_of_items()
        for row in self._rows(self._current(schema.unresolved)):
            yield Span(texts[row["item"]], row["start"], row["stop"])

    def judgements(self) -> Iterator[Judgement]:
        """Decisions in the order they were made."""
        return iter(self._made.seen_by(self._connection))

    def accounts(self, reports: Iterable[str] = ()) -> list[Account]:
        """Reports with their claims, item, document and text family; all, or those named."""
        wanted = set(reports)
        every = list(self.reports_near(wanted) if wanted else self.reports())
        items = {item.id: item for item in self.items({report.item for report in every} if wanted else None)}
        home = self._text_homes({item.text for item in items.values()} if wanted else None)
        families = self.families(items if wanted else None)
        found = [report for report in every if not wanted or report.id in wanted]
        homes = {report.item for report in found}
        by_subject: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.claims(sorted(wanted | homes) if wanted else ()):
            by_subject[claim.subject][claim.prop].append(claim)
        statements = {item: own["said"] for item in homes if (own := by_subject[item]) and "said" in own}
        told = beside((report for report in every if report.item in statements), statements)
        return [
            Account(
                report=report,
                item=items[report.item],
                document=home[report.anchor.text],
                claims=_grouped(by_subject[report.id], by_subject[report.item]),
                family=families.get(report.item, ("", 0.0))[0],
                said=told.get(report.id, ()),
            )
            for report in found
        ]

    def events(self, wanted: EventFilter) -> Iterator[Event]:
        """Events that pass the filter, newest first, undated ones last."""
        table = schema.d_event
        query = (
            select(table)
            .where(*self._passing(wanted))
            .order_by(table.c.start.is_(None), table.c.start.desc(), table.c.id)
        )
        for row in self._connection.execute(query):
            yield derived.event_of(row)

    def _passing(self, wanted: EventFilter) -> list[ColumnElement[bool]]:
        """The whole filter for the database."""
        found = browse.conditions(wanted)
        if wanted.text:
            found.append(schema.d_event.c.id.in_(_with_words(wanted.text)))
        if wanted.place:
            found.append(self._called(wanted.place, (names.PLACE,)))
        if wanted.actor:
            found.append(self._called(wanted.actor, (names.PARTY,), (names.ACTOR,)))
        return found

    def _called(self, wanted: str, kinds: Sequence[str], exact: Sequence[str] = ()) -> ColumnElement[bool]:
        """Events beside which a name of some kinds holds the words, or is them."""
        table = schema.d_name
        fits = names.called(self._connection, table, wanted, kinds, exact)
        return schema.d_event.c.id.in_(select(table.c.event).where(fits))

    def tally(self, wanted: EventFilter) -> Tally:
        """Events that pass the filter, counted by facet and month."""
        return browse.tally(self._connection, self._passing(wanted))

    def spots(self, wanted: EventFilter, cell: float) -> list[Spot]:
        """Events that pass the filter, gathered in squares of `cell` degrees."""
        return browse.spots(self._connection, self._passing(wanted), cell)

    def page(self, wanted: EventFilter, order: Order, offset: int, limit: int) -> list[Event]:
        """Some of the events that pass the filter, in an order."""
        ids = browse.ids(self._connection, self._passing(wanted), order, offset, limit)
        found = {event.id: event for event in self.named(ids)}
        return [found[name] for name in ids]

    def named(self, events: Iterable[str]) -> Iterator[Event]:
        """Events by their present ids; those that are not there are left out."""
        table = schema.d_event
        for part in batches(events):
            for row in self._connection.execute(select(table).where(table.c.id.in_(part))):
                yield derived.event_of(row)

    def event(self, event: str) -> Event:
        """One event by its id, redirects followed.

        Raises:
            NotFound: no event has that id, now or before; the message lists ids that start alike.
        """
        table, name = schema.d_event, event.upper()
        for _ in range(8):  # a redirect of a redirect of a redirect: bounded, so that a loop cannot hang
            row = self._connection.execute(select(table).where(table.c.id == name)).first()
            if row is not None:
                return derived.event_of(row)
            leads = schema.redirect
            newer = select(leads.c.new).where(leads.c.old == name).order_by(leads.c.k.desc()).limit(1)
            name = self._connection.execute(newer).scalar() or ""
        near = self._connection.execute(select(table.c.id).where(table.c.id.startswith(event.upper()[:2])).limit(8))
        known = ", ".join(row.id for row in near) or "none alike; list them with 'djeli events'"
        raise NotFound(f"no event {event!r} in this case; ids that start alike: {known}")

    def disputes(self) -> Iterator[Dispute]:
        """Disputes of all events."""
        for event in self.events(EventFilter(disputed=True, planned=True)):
            yield from event.disputes

    def links(self, reports: Iterable[str] = (), *, touching: bool = False) -> Iterator[Link]:
        """Scored pairs: all, those both of whose reports are named, or with `touching` those one of whose is."""
        named, table = set(reports), schema.d_link
        if not named:
            yield from (derived.link_of(row) for row in self._connection.execute(select(table)))
            return
        for part in batches(sorted(named)):
            for row in self._connection.execute(select(table).where(table.c.left.in_(part))):
                if touching or row.right in named:
                    yield derived.link_of(row)
            if touching:
                for row in self._connection.execute(select(table).where(table.c.right.in_(part))):
                    if row.left not in named:
                        yield derived.link_of(row)

    def event_of(self, reports: Iterable[str]) -> Mapping[str, str]:
        """Report id -> event id."""
        table = schema.d_member
        found: dict[str, str] = {}
        for part in batches(reports):
            found |= {row["report"]: row["event"] for row in self._rows(select(table).where(table.c.report.in_(part)))}
        return found

    def stale(self, recipe: str = "") -> bool:
        """Whether rows were written that the derived tables do not know yet, or they were computed otherwise."""
        meta = schema.meta
        known = {row["key"]: row["value"] for row in self._rows(select(meta))}
        fresh = known.get("derived", "0") == str(content_mark(self._connection))
        return not fresh or known.get("recipe", "") != recipe

    def mark(self, *, decided: bool = True) -> int:
        """Number of the last entry that changes what is derived: while it stays, so does all that follows from it.

        Without `decided` the last one that is no decision.
        """
        return content_mark(self._connection, but=() if decided else ("judgement",))

    def counts(self) -> Mapping[str, int]:
        """How many current rows of each kind there are."""
        last = int(self._connection.execute(select(func.max(schema.entry.c.k))).scalar() or 0)
        events = self._connection.execute(select(func.count()).select_from(schema.d_event)).scalar_one()
        return {**self._made.counts(last, self._counted), "d_event": int(events)}

    def _counted(self) -> Mapping[str, int]:
        """Rows of append-only tables; of what readings found, those of older readings are taken off, which are few."""
        entry, now, found = schema.entry, schema.current, {}
        newest = select(now.c.entry).where(now.c.kind == "reading")
        older = select(entry.c.k).where(entry.c.kind == "reading", entry.c.k.not_in(newest))
        for kept in (schema.document, schema.item, schema.report, schema.claim, schema.unresolved):
            counted = select(func.count()).select_from(kept)
            whole, past = counted, counted.where(kept.c.entry.in_(older))
            found[kept.name] = int(self._connection.execute(whole).scalar_one()) - int(
                self._connection.execute(past).scalar_one()
            )
        for kept in (schema.original, schema.failure, schema.judgement):
            found[kept.name] = int(self._connection.execute(select(func.count()).select_from(kept)).scalar_one())
        return found


def _original(row: Mapping[str, Any]) -> Original:
    return Original(**{name: row[name] for name in ("id", "media_type", "declared", "size", "host")})


def _grouped(own: Mapping[str, list[Claim]], item: Mapping[str, list[Claim]]) -> dict[str, tuple[Claim, ...]]:
    """Claims about a report by property, with the credits of its item, which speak of every report in it."""
    found = {prop: tuple(claims) for prop, claims in own.items()}
    return found | {prop: tuple(claims) for prop, claims in item.items() if prop == "credit"}


def _with_words(words: str) -> Select[Any]:
    """Ids of events whose words hold all the words asked for; a word's closing * stands for any ending, all other
    signs of the query language are letters here.
    """
    cleaned = "".join(c if c.isalnum() or c in "'’-*" else " " for c in words)
    asked = " ".join(f'"{word.strip("*")}"{"*" * word.endswith("*")}' for word in cleaned.split() if word.strip("*"))
    asked = asked or '""'
    return select(column("event")).select_from(table("d_words")).where(text("d_words MATCH :asked")).params(asked=asked)
