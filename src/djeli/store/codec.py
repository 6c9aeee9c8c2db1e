"""Records to rows and back. Rows are plain dicts without key, entry and seal."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from djeli import values
from djeli.records import (
    Block,
    Capture,
    Claim,
    Document,
    Field,
    Item,
    Judgement,
    Region,
    Report,
    Span,
    Speaker,
    Text,
)
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

Row = dict[str, Any]
_HEADER = ("title", "author", "publisher", "published", "dateline")
_FIELDS = ("title", "author", "publisher", "published", "place")


def compact(value: object) -> str:
    """JSON as stored: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _field(field: Field | None) -> list[Any] | None:
    if field is None:
        return None
    return [field.value, field.basis.value, *([field.span.start, field.span.end] if field.span else [])]


def _unfield(raw: list[Any] | None, text: str) -> Field | None:
    if raw is None:
        return None
    span = Span(text, raw[2], raw[3]) if len(raw) > 2 else None
    return Field(value=raw[0], basis=Basis(raw[1]), span=span)


def capture_row(capture: Capture) -> Row:
    """Row of a Capture."""
    return {
        "document": capture.document,
        "uri": capture.uri,
        "at": capture.at.isoformat(),
        "method": capture.method,
        "tool": capture.tool,
        "version": capture.version,
        "custodian": capture.custodian,
    }


def to_capture(row: Mapping[str, Any]) -> Capture:
    """Capture of a row."""
    names = ("document", "uri", "method", "tool", "version", "custodian")
    return Capture(at=dt.datetime.fromisoformat(row["at"]), **{name: row[name] for name in names})


def document_row(document: Document) -> Row:
    """Row of a Document."""
    return {
        "id": document.id,
        "uri": document.uri,
        "media_type": document.media_type,
        "size": document.size,
        "container": document.container,
        "member": document.member,
        "publisher_basis": document.publisher_basis.value,
        "fields": compact({name: _field(getattr(document, name)) for name in _FIELDS}),
    }


def to_document(row: Mapping[str, Any]) -> Document:
    """Document of a row."""
    fields = json.loads(row["fields"])
    return Document(
        id=row["id"],
        uri=row["uri"],
        media_type=row["media_type"],
        size=row["size"],
        container=row["container"],
        member=row["member"],
        publisher_basis=Basis(row["publisher_basis"]),
        **{name: _unfield(fields.get(name), "") for name in _FIELDS},
    )


def text_row(text: Text) -> Row:
    """Row of a Text."""
    return {
        "id": bytes.fromhex(text.id),
        "document": text.document,
        "reader": text.reader,
        "encoding": text.encoding,
        "content": text.content,
        "blocks": compact([[b.start, b.end, b.kind, b.level] for b in text.blocks]),
    }


def to_text(row: Mapping[str, Any]) -> Text:
    """Text of a row."""
    return Text(
        document=row["document"],
        reader=row["reader"],
        content=row["content"],
        encoding=row["encoding"],
        blocks=tuple(Block(*b) for b in json.loads(row["blocks"])),
    )


def item_row(item: Item) -> Row:
    """Row of an Item; header fields, regions and notes as one JSON."""
    header: dict[str, Any] = {name: _field(getattr(item, name)) for name in _HEADER}
    header["regions"] = [[r.start, r.end, r.kind.value] for r in item.regions]
    header["notes"] = list(item.notes)
    return {
        "id": bytes.fromhex(item.id),
        "text": bytes.fromhex(item.text),
        "start": item.start,
        "stop": item.end,
        "kind": item.kind.value,
        "language": item.language,
        "header": compact(header),
    }


def to_item(row: Mapping[str, Any]) -> Item:
    """Item of a row."""
    header, text = json.loads(row["header"]), row["text"].hex()
    return Item(
        text=text,
        start=row["start"],
        end=row["stop"],
        kind=ItemKind(row["kind"]),
        language=row["language"],
        regions=tuple(Region(a, b, RegionKind(kind)) for a, b, kind in header["regions"]),
        notes=tuple(header["notes"]),
        **{name: _unfield(header.get(name), text) for name in _HEADER},
    )


def report_row(report: Report) -> Row:
    """Row of a Report."""
    return {
        "id": bytes.fromhex(report.id),
        "item": bytes.fromhex(report.item),
        "text": bytes.fromhex(report.anchor.text),
        "anchor_start": report.anchor.start,
        "anchor_stop": report.anchor.end,
        "scope_start": report.scope.start,
        "scope_stop": report.scope.end,
        "type": report.type,
        "background": report.background,
    }


def to_report(row: Mapping[str, Any]) -> Report:
    """Report of a row."""
    text = row["text"].hex()
    return Report(
        item=row["item"].hex(),
        anchor=Span(text, row["anchor_start"], row["anchor_stop"]),
        scope=Span(text, row["scope_start"], row["scope_stop"]),
        type=row["type"],
        background=bool(row["background"]),
    )


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return ""
    cue = [speaker.cue.start, speaker.cue.end] if speaker.cue else []
    where = [speaker.span.start, speaker.span.end]
    more = [speaker.role, speaker.organisation, speaker.via]
    return compact([speaker.name, speaker.informant.value, speaker.actor, where, cue, *(more if any(more) else ())])


def _unspeaker(raw: str, text: str) -> Speaker | None:
    if not raw:
        return None
    name, informant, actor, where, cue, *more = json.loads(raw)
    role, organisation, via = more or ("", "", "")
    return Speaker(
        name=name,
        informant=Informant(informant),
        actor=actor,
        span=Span(text, *where),
        cue=Span(text, *cue) if cue else None,
        role=role,
        organisation=organisation,
        via=via,
    )


def claim_row(claim: Claim) -> Row:
    """Row of a Claim; the first span inline, further ones as JSON."""
    return {
        "id": bytes.fromhex(claim.id),
        "item": bytes.fromhex(claim.item),
        "subject_kind": claim.subject_kind.value,
        "subject": claim.subject,
        "prop": str(claim.prop),  # a member of a closed list is sealed by its repr, and read back as a word
        "value": claim.value,
        "start": claim.spans[0].start,
        "stop": claim.spans[0].end,
        "more": compact([[s.start, s.end] for s in claim.spans[1:]]) if claim.spans[1:] else "",
        "speaker": _speaker(claim.speaker),
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "phase": claim.phase.value,
        "valid": values.dump(claim.valid) if claim.valid else "",
        "method": claim.method,
    }


def to_claim(row: Mapping[str, Any], text: str) -> Claim:
    """Claim of a row; `text` is the id of the item's Text."""
    more = json.loads(row["more"]) if row["more"] else []
    claim = Claim(
        item=row["item"].hex(),
        subject_kind=SubjectKind(row["subject_kind"]),
        subject=row["subject"],
        prop=row["prop"],
        value=row["value"],
        spans=(Span(text, row["start"], row["stop"]), *(Span(text, a, b) for a, b in more)),
        speaker=_unspeaker(row["speaker"], text),
        stance=Stance(row["stance"]),
        modality=Modality(row["modality"]),
        phase=Phase(row["phase"]),
        valid=values.load(row["valid"], values.When) if row["valid"] else None,
        method=row["method"],
    )
    claim.__dict__["id"] = row["id"].hex()  # hashed when it was written; the row's seal covers it
    return claim


def judgement_row(judgement: Judgement) -> Row:
    """Row of a Judgement."""
    names = ("left", "right", "by", "why", "value", "seen")
    row: Row = {name: getattr(judgement, name) for name in names}
    return row | {
        "id": bytes.fromhex(judgement.id),
        "verdict": judgement.verdict.value,
        "at": judgement.at.isoformat(),
    }


def to_judgement(row: Mapping[str, Any]) -> Judgement:
    """Judgement of a row."""
    names = ("left", "right", "by", "why", "value", "seen")
    return Judgement(
        verdict=Verdict(row["verdict"]),
        at=dt.datetime.fromisoformat(row["at"]),
        **{name: row[name] for name in names},
    )
