"""Writing to a case: rows are sealed, entries are chained, all in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from djeli.records import Capture, Extraction, Item, Judgement, Reading, check_placed
from djeli.store import chain, codec, derived, schema, tables
from djeli.store.amend import Amending
from djeli.store.rows import Changes, Derived, Failure, Original
from djeli.store.withdraw import take_out

_PART = 1 << 28
"""Bytes of an array in one row; the database takes no more than a billion."""
_Batch = list[tuple[Table, dict[str, Any]]]


class SqlWriter:
    """Appends through one SQLAlchemy connection whose transaction the store began."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        entry = schema.entry
        last = connection.execute(select(entry.c.k, entry.c.chain).order_by(entry.c.k.desc()).limit(1)).first()
        self._last: int = last.k if last else 0
        self._chain: bytes = last.chain if last else chain.START
        self._entries: list[dict[str, Any]] = []
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._current: dict[tuple[str, str], tuple[int, str]] = {}

    def _append(self, kind: str, subject: str, method: str, rows: _Batch) -> None:
        """Queue one entry with its rows; `flush` writes them."""
        at = dt.datetime.now(dt.UTC).isoformat()
        self._last += 1
        by_table: dict[str, list[dict[str, Any]]] = {}
        for table, row in rows:
            row["seal"] = chain.seal(row)
            row["entry"] = self._last
            by_table.setdefault(table.name, []).append(row)
        seals = [row["seal"] for name in schema.KEPT for row in by_table.get(name, ())]
        header = {"kind": kind, "subject": subject, "method": method, "at": at}
        digest = chain.digest(seals)
        self._chain = chain.link(self._chain, digest=digest, **header)
        self._entries.append(header | {"k": self._last, "digest": digest, "chain": self._chain})
        self._current[kind, subject] = (self._last, method)
        for name, found in by_table.items():
            self._rows.setdefault(name, []).extend(found)

    def flush(self) -> None:
        """Send queued rows to the database, inside the open transaction."""
        if self._entries:
            self._connection.execute(schema.entry.insert(), self._entries)
        for name, table in schema.KEPT.items():
            if self._rows.get(name):
                self._connection.execute(table.insert(), self._rows[name])
        if self._current:
            self._replace_current()
        self._entries, self._rows, self._current = [], {}, {}

    def _replace_current(self) -> None:
        now = schema.current
        rows = [{"b_kind": kind, "b_subject": subject} for kind, subject in self._current]
        gone = now.delete().where(now.c.kind == text(":b_kind"), now.c.subject == text(":b_subject"))
        self._connection.execute(gone, rows)
        fresh = [
            {"kind": kind, "subject": subject, "entry": entry, "method": method}
            for (kind, subject), (entry, method) in self._current.items()
        ]
        self._connection.execute(now.insert(), fresh)

    def _exists(self, table: Table, **wanted: object) -> bool:
        self.flush()
        conditions = [table.c[name] == value for name, value in wanted.items()]
        return self._connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one() > 0

    def original(self, original: Original, capture: Capture) -> bool:
        """Note kept bytes and how they came. Returns whether the bytes are new to the case.

        Bytes the case has add a capture when the address is new, or last gave other bytes.
        """
        fresh = not self._exists(schema.original, id=original.id)
        rows: _Batch = []
        if fresh:
            kept = {name: getattr(original, name) for name in ("id", "media_type", "declared", "size", "host")}
            rows.append((schema.original, kept))
        if fresh or self._last_at(capture.uri) != capture.document:
            rows.append((schema.capture, codec.capture_row(capture)))
        if rows:
            self._append("original", original.id, f"{capture.tool}@{capture.version}", rows)
        return fresh

    def _last_at(self, uri: str) -> str | None:
        """The bytes that came last from an address."""
        now = schema.capture
        wanted = select(now.c.document).where(now.c.uri == uri).order_by(now.c.k.desc()).limit(1)
        return self._connection.execute(wanted).scalar()

    def failure(self, failure: Failure) -> None:
        """Note an input that could not be read; the same fault of the same input is noted once."""
        row = {name: getattr(failure, name) for name in ("original", "place", "message")}
        if not self._exists(schema.failure, **row):
            self._append("failure", failure.original, "", [(schema.failure, row)])

    def reading(self, reading: Reading, items: Sequence[Item], extractions: Sequence[Extraction], method: str) -> bool:
        """One document with all that was read out of it. Returns False when this method has read it already.

        Raises:
            InvalidRecord: something points into another text than the document's.
        """
        check_placed(reading, items, extractions)
        if self._exists(schema.withdrawn, document=reading.document.id):
            return False
        document, body = reading.document, reading.text
        key = (("reading", document.id), method)
        known = self._current.get(key[0])
        if (known and known[1] == method) or self._is_current("reading", document.id, method):
            return False
        rows: _Batch = [(schema.document, codec.document_row(document)), (schema.text_table, codec.text_row(body))]
        rows += [(schema.item, codec.item_row(item)) for item in items]
        for extraction in extractions:
            rows += [(schema.report, codec.report_row(report)) for report in extraction.reports]
            rows += [(schema.claim, codec.claim_row(claim)) for claim in extraction.claims]
            home = bytes.fromhex(extraction.item)
            rows += [
                (schema.unresolved, {"item": home, "start": span.start, "stop": span.end})
                for span in extraction.unresolved_places
            ]
        self._append("reading", document.id, method, rows)
        return True

    def _is_current(self, kind: str, subject: str, method: str) -> bool:
        now = schema.current
        wanted = select(now.c.method).where(now.c.kind == kind, now.c.subject == subject)
        return self._connection.execute(wanted).scalar_one_or_none() == method

    def complete(self, original: str, method: str) -> None:
        """Mark an original as read to its end by this method."""
        self._append("complete", original, method, [])

    def judgement(self, judgement: Judgement) -> None:
        """Append a decision."""
        self._append("judgement", judgement.id, "", [(schema.judgement, codec.judgement_row(judgement))])

    def mint(self, event: str, seed: str) -> None:
        """Remember an event id and the report it was minted for."""
        self._append("mint", event, "", [(schema.minted, {"id": event, "seed": seed})])

    def redirect(self, old: str, new: str) -> None:
        """From now on `old` leads to `new`."""
        self._append("redirect", old, "", [(schema.redirect, {"old": old, "new": new})])

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
        self.flush()
        lost = codec.compact(take_out(self._connection, documents, originals))
        for name in sorted({*documents, *originals}):
            row = {"document": name, "reason": reason, "by": by, "entries": lost}
            self._append("withdrawal", name, " ".join(traces.get(name, ())), [(schema.withdrawn, row)])

    def handed(self, form: str, audience: str, place: str) -> None:
        """Note that something was written for somebody."""
        row = {"form": form, "audience": audience, "place": place, "upto": self._last}
        self._append("handed", form, "", [(schema.handed, row)])

    def derive(self, found: Derived) -> None:
        """Replace all derived tables and note up to which entry they speak."""
        self.flush()
        derived.replace(self._connection, found)
        self._no_kin()
        state = {"derived": str(content_mark(self._connection)), "recipe": found.recipe}
        remember(self._connection, state | {"derived_seal": derived.seal(self._connection)})

    def amend(self, changes: Changes) -> None:
        """Replace some derived rows; the seal follows, and then they know of every entry."""
        self.flush()
        sealed = Amending(self._connection).amend(changes)
        remember(self._connection, {"derived": str(content_mark(self._connection)), "derived_seal": sealed})

    def kin(self, mark: str, arrays: Mapping[str, bytes]) -> None:
        """Keep what the next page is held against."""
        self.flush()
        self._no_kin()
        for name, body in arrays.items():
            cut = (body[start : start + _PART] for start in range(0, len(body), _PART))
            rows = [{"name": name, "part": n, "body": part} for n, part in enumerate(cut)]
            if rows:
                self._connection.execute(tables.d_kin.insert(), rows)
        remember(self._connection, {"kin": mark})

    def _no_kin(self) -> None:
        self._connection.execute(tables.d_kin.delete())
        self._connection.execute(schema.meta.delete().where(schema.meta.c.key == "kin"))


def content_mark(connection: Connection, but: Collection[str] = ()) -> int:
    """Key of the last entry that changes what is derived, some kinds left out."""
    entry = schema.entry
    kinds = [kind for kind in schema.CONTENT_KINDS if kind not in but]
    found = connection.execute(select(func.max(entry.c.k)).where(entry.c.kind.in_(kinds))).scalar()
    return int(found or 0)


def remember(connection: Connection, pairs: Mapping[str, str]) -> None:
    """Set keys of `meta`."""
    meta = schema.meta
    keys: Iterable[str] = list(pairs)
    connection.execute(meta.delete().where(meta.c.key.in_(keys)))
    connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in pairs.items()])
