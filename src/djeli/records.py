"""The records of Djeli: frozen, keyword-only, and impossible to build when invalid.

Document → Text → Item → Report → Claim, and beside them Judgement, Source, Assessment. What is computed from them
(events, disputes, links) is in `views.py`.

Ids are the content of a record, hashed: 16 bytes of BLAKE2b as 32 hex digits (a Document's is the SHA-256 of its
bytes). A claim's id leaves its method out, so that a better extractor finds the same claim again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from djeli import values
from djeli.errors import InvalidRecord
from djeli.vocab import (
    Basis,
    Informant,
    ItemKind,
    Modality,
    Phase,
    RegionKind,
    Stance,
    SubjectKind,
    Verdict,
)


def digest(*parts: object) -> str:
    """16-byte BLAKE2b of the parts, 32 hex digits. Parts are JSON-encoded, so ("a", "b") and ("ab",) differ."""
    encoded = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True)
    return hashlib.blake2b(encoded.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points `[start, end)` in the Text with id `text`."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidRecord(f"a span must have 0 <= start < end, met [{self.start}, {self.end}) in {self.text}")

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character of one Text."""
        return self.text == other.text and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """How bytes came into the case, in the terms of the Berkeley Protocol.

    `at` is UTC. `uri` is the address or the path as given; `method` is "file", "fetch" or "member" (of a container).
    """

    document: str
    uri: str
    at: dt.datetime
    method: str
    tool: str = "djeli"
    version: str = ""
    custodian: str = ""

    def __post_init__(self) -> None:
        if self.at.utcoffset() != dt.timedelta(0):
            raise InvalidRecord(f"a capture time must be in UTC, met {self.at!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value of an item that stands outside the story: title, author, publisher, date.

    With `basis` TEXT the words are at `span`; other bases have no span, because the words are not in the text.
    """

    value: str
    basis: Basis
    span: Span | None = None

    def __post_init__(self) -> None:
        if (self.basis is Basis.TEXT) != (self.span is not None):
            raise InvalidRecord(f"the field value {self.value!r}: a span goes with basis TEXT and with no other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes as they came, known by their SHA-256. The original is kept beside and never changed.

    `container` is the SHA-256 of the WARC, feed, JSONL or CSV file it is a member of, `member` its place in there.
    The fields are what structured data or the supplier say; they carry their basis.
    """

    id: str
    uri: str
    media_type: str
    size: int
    container: str = ""
    member: str = ""
    title: Field | None = None
    author: Field | None = None
    publisher: Field | None = None
    published: Field | None = None  # value: ISO date or date-time
    place: Field | None = None  # a place the supplier gives for the page, unverified
    publisher_basis: Basis = Basis.NONE

    def __post_init__(self) -> None:
        if len(self.id) != 64:
            raise InvalidRecord(f"a document id is a SHA-256 in hex, met {self.id!r}")


@dataclass(frozen=True, slots=True)
class Block:
    """A structural hint from the reader: `[start, end)` of the text came from this kind of element.

    `kind` is one of heading, paragraph, list, table, quote, caption, alt, navigation, link, code, footer, meta;
    `level` is 1–6 for headings, else 0.
    """

    start: int
    end: int
    kind: str
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class Text:
    """Characters that spans point into. For text/plain this is the decoded file itself.

    The id is the hash of document, reader and characters: texts of two documents are never confused.
    """

    document: str
    reader: str  # name@version
    content: str = field(repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    encoding: str = ""

    @cached_property
    def id(self) -> str:
        """Identity of these characters in this document under this reader."""
        return digest("text", self.document, self.reader, self.content)

    def span(self, start: int, end: int) -> Span:
        """A span of this text.

        Raises:
            InvalidRecord: the range is empty, reversed or outside the text.
        """
        if end > len(self.content):
            raise InvalidRecord(f"a span [{start}, {end}) beyond the end of text {self.id} ({len(self.content)})")
        return Span(self.id, start, end)

    def quote(self, span: Span) -> str:
        """The exact characters of a span; the only way to words.

        Raises:
            InvalidRecord: the span belongs to another text or lies outside this one.
        """
        if span.text != self.id or span.end > len(self.content):
            raise InvalidRecord(f"span {span} does not lie in text {self.id} of {len(self.content)} characters")
        return self.content[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Region:
    """A part that is not story: `[start, end)` in the item's text."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, kw_only=True)
class Item:
    """One article, entry or section of a page. Part of a Text, not a copy.

    `regions` are the parts of the item's range that hold no story; extraction skips them. `published` is an ISO
    date. `on_topic` is None until something judged it; off-topic items are kept and labelled.
    """

    text: str
    start: int
    end: int
    kind: ItemKind = ItemKind.UNKNOWN
    language: str = ""
    title: Field | None = None
    author: Field | None = None
    publisher: Field | None = None
    published: Field | None = None
    dateline: Field | None = None  # place named in a dateline
    regions: tuple[Region, ...] = ()
    notes: tuple[str, ...] = ()  # why it was cut here, why it has this kind: sentences for the analyst

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidRecord(f"an item must have 0 <= start < end, met [{self.start}, {self.end})")
        for region in self.regions:
            if not self.start <= region.start < region.end <= self.end:
                raise InvalidRecord(f"region {region} lies outside its item [{self.start}, {self.end})")

    @cached_property
    def id(self) -> str:
        """Identity: the text and the range; what was read from its header may improve without changing it."""
        return digest("item", self.text, self.start, self.end)

    @property
    def span(self) -> Span:
        """The whole item as a span."""
        return Span(self.text, self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Report:
    """One mention of one occurrence in one item: what links, clusters and judgements speak of.

    `anchor` is the trigger; `scope` the range of words the mention is told in (its sentence or sentences).
    """

    item: str
    anchor: Span
    scope: Span
    type: str
    background: bool = False

    @cached_property
    def id(self) -> str:
        """Identity: anchor and type."""
        return digest("report", self.anchor.text, self.anchor.start, self.anchor.end, self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it, when it is not the item's own voice. `span` holds the words that name the speaker.

    `role` is the office a person speaks in, `organisation` the body they speak for, both in the page's words; `via` is
    who passes it on ("X told Y that Z had said": Z, via X).
    """

    name: str
    span: Span
    informant: Informant = Informant.UNKNOWN
    actor: str = ""
    cue: Span | None = None
    role: str = ""
    organisation: str = ""
    via: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Item I, through speaker S, with stance T, says subject.prop = value, at spans.

    `value` is a plain word or canonical JSON (see `values`). `speaker` None is the item's own voice.
    """

    item: str
    subject_kind: SubjectKind
    subject: str
    prop: str
    value: str
    spans: tuple[Span, ...]
    method: str  # name@version of what found it
    speaker: Speaker | None = None
    stance: Stance = Stance.ASSERTS
    modality: Modality = Modality.ACTUAL
    phase: Phase = Phase.NONE
    valid: values.When | None = None

    def __post_init__(self) -> None:
        if not self.spans:
            raise InvalidRecord(f"a claim without a span: {self.prop} = {self.value!r} ({self.method})")
        if self.prop not in values.PROPERTIES:
            raise InvalidRecord(f"no property {self.prop!r}; known: {', '.join(values.PROPERTIES)}")
        kind = values.PROPERTIES[self.prop]
        if kind is not None:
            values.load(self.value, kind)
        if "@" not in self.method:
            raise InvalidRecord(f"a method is written name@version, met {self.method!r}")

    @cached_property
    def id(self) -> str:
        """Identity of what is claimed; the method is left out."""
        speaker = (self.speaker.name, self.speaker.span.start) if self.speaker else None
        places = [(s.text, s.start, s.end) for s in self.spans]
        valid = values.dump(self.valid) if self.valid else ""
        core = (self.item, self.subject, self.prop, self.value, places)
        return digest("claim", *core, speaker, self.stance, self.modality, self.phase, valid)

    def parsed(self) -> Any:
        """The value as its property's type (`values.PROPERTIES`), or the plain word."""
        kind = values.PROPERTIES[self.prop]
        return self.value if kind is None else values.load(self.value, kind)


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What a person decided; appended, the latest of one question wins, machine rows never override it.

    For links `left` and `right` are report ids. For a value `left` is the report (or event) id, `right` the property
    and `value` the corrected one. `seen` keeps the machine's value at the time.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    at: dt.datetime
    why: str = ""
    value: str = ""
    seen: str = ""

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise InvalidRecord("a judgement needs the name of who made it")
        if self.left == self.right:
            raise InvalidRecord("a judgement compares a thing with itself")

    @cached_property
    def id(self) -> str:
        """Identity of the decision as made."""
        return digest("judgement", self.left, self.right, self.verdict, self.by, self.at.isoformat(), self.value)


def unsigned(one: Judgement) -> str:
    """The reason of a decision without the name of who gave it: views and exports carry reasons, never who decided."""
    return re.sub(rf"(?<!\w){re.escape(one.by)}(?!\w)", "the analyst", one.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was read out of one item: its reports and the claims about them and about the item."""

    item: str
    method: str
    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    unresolved_places: tuple[Span, ...] = ()
    """Spans of names that look like places and were found nowhere."""

    def __post_init__(self) -> None:
        known = {report.id for report in self.reports}
        for claim in self.claims:
            if claim.subject_kind is SubjectKind.REPORT and claim.subject not in known:
                raise InvalidRecord(f"claim {claim.prop} speaks of report {claim.subject}, which is not in its item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader makes of bytes: the document, its text, and the containers' members as further readings."""

    document: Document
    text: Text
    warnings: tuple[str, ...] = ()


def check_placed(reading: Reading, items: Sequence[Item], extractions: Sequence[Extraction]) -> None:
    """Whether all that was read out of a text points into that text: rows keep one text for all spans of an item.

    Raises:
        InvalidRecord: a text of another document, an item or span of another text or beyond its end, or a claim or
            report of another item than its extraction's.
    """
    text, document = reading.text, reading.document
    if text.document != document.id:
        raise InvalidRecord(f"text {text.id} belongs to document {text.document}, not to {document.id}")
    spans = [item.span for item in items]
    known = {item.id for item in items}
    for extraction in extractions:
        if extraction.item not in known:
            raise InvalidRecord(f"an extraction of item {extraction.item}, which is not in text {text.id}")
        told: list[Report | Claim] = [*extraction.reports, *extraction.claims]
        for one in told:
            if one.item != extraction.item:
                raise InvalidRecord(f"{type(one).__name__} {one.id} is of item {one.item}, not of {extraction.item}")
        spans += extraction.unresolved_places
        spans += [span for report in extraction.reports for span in (report.anchor, report.scope)]
        spans += [span for claim in extraction.claims for span in claim.spans]
        speakers = [claim.speaker for claim in extraction.claims if claim.speaker is not None]
        spans += [span for speaker in speakers for span in (speaker.span, speaker.cue) if span is not None]
    for span in spans:
        if span.text != text.id or span.end > len(text.content):
            raise InvalidRecord(f"span {span} does not lie in text {text.id} of {len(text.content)} characters")


def quotes(text: Text, spans: Sequence[Span]) -> list[str]:
    """The words of several spans of one text."""
    return [text.quote(span) for span in spans]
