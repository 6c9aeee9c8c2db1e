"""One page of a case with what was read out of it, and the list of its pages: quick however large the case is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from djeli.assess import Shield, publisher_of
from djeli.errors import NotFound
from djeli.ledger.browsing import Browsing
from djeli.ledger.small import lock, lock_file
from djeli.pipeline.versions import latest, superseded
from djeli.records import Capture, Claim, Document, Item, Report, Span, Text
from djeli.store import Failure, View
from djeli.store.originals import read as read_original
from djeli.views import Assessment, Event

_TEXT, _SHA = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One text with the page it was read from.

    `outline` has id, start and end of its items. `captures` tell how the bytes came. `reading` is the text of a newer
    reading of the same bytes, `version` that of other bytes found later at the same address; both empty if none is.
    """

    text: Text
    document: Document
    outline: tuple[tuple[str, int, int], ...]
    captures: tuple[Capture, ...]
    reading: str = ""
    version: str = ""

    @property
    def original(self) -> str:
        """SHA-256 of the preserved file: of the page itself, or of the archive it is in."""
        return self.document.container or self.document.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part of a text: its items, and all that was read out of them. `event_of` leads from reports to events."""

    items: tuple[Item, ...]
    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    unresolved: tuple[Span, ...]
    event_of: Mapping[str, str]
    events: Mapping[str, Event]
    grades: Mapping[str, Assessment]
    shield: Shield


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One page in the list: what it says of itself, what it tells, when it came. `grades` are of its first items."""

    document: Document
    text: str
    title: str
    publisher: str
    published: str
    items: int
    events: tuple[str, ...]
    grades: tuple[str, ...]
    captured: str
    superseded: bool

    @property
    def name(self) -> str:
        """What a page without a title is called: by the end of its address."""
        return self.document.uri.rstrip("/").rsplit("/", 1)[-1] or self.document.uri


class Leafing(Browsing):
    """A case folder whose pages are read one by one."""

    def sheet(self, text: str) -> Sheet:
        """A text with its page and the outline of its items.

        Raises:
            NotFound: no text has that id.
        """
        if not _TEXT.fullmatch(text):
            raise NotFound(f"{text[:40]!r} names no text; open pages from the list of pages")
        found = self.text(text)
        with self.store.reading() as view:
            document = next(view.documents([found.document]), None)
            if document is None:
                raise NotFound("the page of this text was never read to its end; run 'djeli run' on the case")
            now = view.text_of([document.id]).get(document.id, text)
            newer = latest(document.id, superseded(*view.same_addresses([document.id])))
            version = view.text_of([newer]).get(newer, "") if newer != document.id else ""
            return Sheet(
                text=found,
                document=document,
                outline=tuple(view.outline(text)),
                captures=tuple(view.captures(document.container or document.id)),
                reading="" if now == text else now,
                version=version,
            )

    def leaf(self, sheet: Sheet, start: int, end: int) -> Leaf:
        """What was read out of the items that reach into `[start, end)` of a sheet's text."""
        names = [name for name, first, last in sheet.outline if first < end and start < last]
        with self.store.reading() as view:
            reports = tuple(view.reports_in(names))
            claims = tuple(view.claims_by(names))
            event_of = view.event_of(report.id for report in reports)
            return Leaf(
                items=tuple(sorted(view.items(names), key=lambda item: item.start)),
                reports=reports,
                claims=claims,
                unresolved=tuple(span for span in view.unresolved_in(names) if span.start < end and start < span.end),
                event_of=event_of,
                events={event.id: event for event in view.named(sorted(set(event_of.values())))},
                grades=view.assessments(names),
                shield=Shield(claim for claim in claims if claim.prop == "person"),
            )

    def page_rows(self, text: str = "", *, offset: int = 0, limit: int = 50) -> tuple[int, list[PageRow]]:
        """How many pages hold the words in their address, title or publisher, and some of them, the last read first."""
        with self.store.reading() as view:
            count, found = view.leaf_page(text, offset, limit)
            told, texts = view.told([d.id for d in found]), view.text_of(d.id for d in found)
            names = [name for one in told.values() for name in one.first]
            items, grades = {item.id: item for item in view.items(names)}, view.assessments(names)
            others, captures = view.same_addresses(d.id for d in found)
            newer, came = superseded(others, captures), {c.document: c for c in reversed(captures)}
            rows = []
            for document in found:
                one, capture = told[document.id], came.get(document.container or document.id)
                head = items[one.first[0]] if one.first else None
                title = document.title or (head.title if head else None)
                published = (head.published if head else None) or document.published
                rows.append(
                    PageRow(
                        document=document,
                        text=texts.get(document.id, ""),
                        title=title.value if title else "",
                        publisher=publisher_of(head, document)[0] if head else "",
                        published=published.value[:10] if published else "",
                        items=one.items,
                        events=one.events,
                        grades=tuple(sorted({grades[name].grade for name in one.first if name in grades})),
                        captured=capture.at.isoformat() if capture else "",
                        superseded=document.id in newer,
                    )
                )
            return count, rows

    def failure_rows(self, text: str = "", *, offset: int = 0, limit: int = 50) -> tuple[int, list[Failure]]:
        """How many inputs could not be read, and some of them, the newest first."""
        with self.store.reading() as view:
            return view.failure_page(text, offset, limit)

    def told_by(self, new: Sequence[str], known: Sequence[str], *, limit: int = 50) -> tuple[list[Event], int, int]:
        """Events that some originals tell of, how many in all, and how many of these only new ones tell of.

        Those come first.
        """
        with self.store.reading() as view:
            fresh, pages = set(view.members(new)), view.members([*new, *known])
            names = sorted({event for one in view.told(pages).values() for event in one.events})
            events = list(view.named(names))
        alone = {event.id for event in events if fresh.issuperset(event.documents)}
        events.sort(key=lambda event: (event.id not in alone, event.background, event.title))
        return events[:limit], len(events), len(alone)

    def original_bytes(self, original: str) -> bytes:
        """A preserved file, checked against its hash.

        Raises:
            NotFound: the case keeps no such file.
            IntegrityError: it is gone, or no longer what was kept.
        """
        with self.store.reading() as view:
            if not _SHA.fullmatch(original) or not _kept(view, original):
                raise NotFound(f"no original {original[:64]!r} is kept in this case")
        return read_original(self.originals, original)

    def busy(self) -> bool:
        """Whether somebody else is working in the case right now."""
        if not self.folder.is_dir():
            return False
        with lock_file(self.folder) as handle:
            return not lock(handle)


def _kept(view: View, original: str) -> bool:
    return next(iter(view.captures(original)), None) is not None
