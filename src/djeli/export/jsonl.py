"""The ledger as JSON Lines, one file a record, after the published schema `schemas/ledger-1.schema.json`.

Every value carries its spans as `{text, start, end, quote}`. Who judged appears under a pseudonym that holds within
one export only, or within one release.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from djeli import __version__
from djeli.bundle import Bundle
from djeli.records import Claim, Document, Field, Span, unsigned
from djeli.viewcodec import plain
from djeli.vocab import SubjectKind

SCHEMA = "djeli-ledger/1"
Row = dict[str, Any]


def span(bundle: Bundle, one: Span) -> Row:
    """A span with its words."""
    return {"text": one.text, "start": one.start, "end": one.end, "quote": bundle.quote(one)}


def _spans(bundle: Bundle, claims: Iterable[str]) -> list[Row]:
    return [span(bundle, one) for one in bundle.spans_of(claims)]


def _field(bundle: Bundle, field: Field | None) -> Row | None:
    if field is None:
        return None
    return {
        "value": field.value,
        "basis": field.basis.value,
        "span": span(bundle, field.span) if field.span is not None else None,
    }


def _fields(bundle: Bundle, owner: object, names: Iterable[str]) -> Row:
    return {name: _field(bundle, getattr(owner, name)) for name in names}


def documents(bundle: Bundle) -> Iterator[Row]:
    """Documents with how they came; the custodian's name stays in the case."""
    captures: dict[str, list[Row]] = {}
    for one in bundle.captures:
        row = {"uri": one.uri, "at": one.at.isoformat(), "method": one.method, "tool": one.tool, "version": one.version}
        captures.setdefault(one.document, []).append(row)
    for document in bundle.documents:
        yield _document(bundle, document) | {
            "captures": captures.get(document.id) or captures.get(document.container, []),
            "superseded_by": bundle.newer.get(document.id),
        }


def _document(bundle: Bundle, document: Document) -> Row:
    names = ("id", "uri", "media_type", "size", "container", "member")
    row: Row = {name: getattr(document, name) for name in names}
    fields = _fields(bundle, document, ("title", "author", "publisher", "published", "place"))
    return row | fields | {"publisher_basis": document.publisher_basis.value}


def texts(bundle: Bundle) -> Iterator[Row]:
    """Texts with their characters."""
    for text in bundle.texts:
        row = {"id": text.id, "document": text.document, "reader": text.reader, "encoding": text.encoding}
        yield row | {"length": len(text.content), "content": text.content}


def items(bundle: Bundle) -> Iterator[Row]:
    """Items with their header values and the parts that hold no story."""
    for item in bundle.items:
        yield {
            "id": item.id,
            "document": bundle.document_of_text[item.text],
            "text": item.text,
            "start": item.start,
            "end": item.end,
            "kind": item.kind.value,
            "language": item.language,
            **_fields(bundle, item, ("title", "author", "publisher", "published", "dateline")),
            "regions": [{"start": r.start, "end": r.end, "kind": r.kind.value} for r in item.regions],
            "notes": list(item.notes),
        }


def reports(bundle: Bundle) -> Iterator[Row]:
    """Mentions of occurrences, each with the event it belongs to."""
    for account in bundle.accounts:
        report = account.report
        yield {
            "id": report.id,
            "item": report.item,
            "document": account.document,
            "event": bundle.event_of_report.get(report.id),
            "type": account.type,
            "background": report.background,
            "modality": account.modality.value,
            "anchor": span(bundle, report.anchor),
            "scope": span(bundle, report.scope),
        }


def _claim(bundle: Bundle, claim: Claim) -> Row:
    speaker = claim.speaker
    return {
        "id": claim.id,
        "item": claim.item,
        "subject_kind": claim.subject_kind.value,
        "subject": claim.subject,
        "prop": claim.prop,
        "value": plain(claim.parsed()),
        "spans": [span(bundle, one) for one in claim.spans],
        "speaker": None
        if speaker is None
        else {
            "name": speaker.name,
            "informant": speaker.informant.value,
            "actor": speaker.actor,
            "role": speaker.role,
            "organisation": speaker.organisation,
            "via": speaker.via,
            "span": span(bundle, speaker.span),
            "cue": span(bundle, speaker.cue) if speaker.cue is not None else None,
        },
        "stance": claim.stance.value,
        "modality": claim.modality.value,
        "phase": claim.phase.value,
        "valid": plain(claim.valid),
        "method": claim.method,
    }


def claims(bundle: Bundle) -> Iterator[Row]:
    """Every claim."""
    return (_claim(bundle, claim) for claim in bundle.claims)


def credits(bundle: Bundle) -> Iterator[Row]:
    """Outlets credited in an item: possible origins, not confirmations."""
    for claim in bundle.claims:
        if claim.subject_kind is SubjectKind.ITEM and claim.prop == "credit":
            party = plain(claim.parsed())
            spans = [span(bundle, one) for one in claim.spans]
            yield {"id": claim.id, "item": claim.item, "party": party, "spans": spans}


def events(bundle: Bundle) -> Iterator[Row]:
    """Events as folded, every value with the words it rests on."""
    for event in bundle.events:
        row = plain(event)
        for name in ("when", "where"):
            found = row.pop(f"{name}_claims")
            row[name] = row[name] and {"value": row[name], "claims": found, "spans": _spans(bundle, found)}
        for estimate in row["harm"].values():
            estimate["spans"] = _spans(bundle, estimate["claims"])
        for participant in row["participants"]:
            participant["spans"] = _spans(bundle, participant["claims"])
        row["disputes"] = [dispute["id"] for dispute in row["disputes"]]
        row["decisions"] = [one["id"] for one in row["decisions"]]  # who made them stands in no export by name
        yield row


def disputes(bundle: Bundle) -> Iterator[Row]:
    """Disputes, each side with its words."""
    for event in bundle.events:
        for dispute in event.disputes:
            row: Row = plain(dispute)
            for side in row["sides"]:
                side["spans"] = _spans(bundle, side["claims"])
            yield row


def assessments(bundle: Bundle) -> Iterator[Row]:
    """Grades with their signals."""
    for assessment in bundle.assessments.values():
        row: Row = plain(assessment)
        for signal, kept in zip(row["signals"], assessment.signals, strict=True):
            signal["spans"] = [span(bundle, one) for one in kept.spans]
        row["overruled_by"] = bool(assessment.overruled_by)
        yield row


def judgements(bundle: Bundle) -> Iterator[Row]:
    """Decisions; names of people replaced by pseudonyms made for this export."""
    salt = bundle.salt or secrets.token_bytes(16)
    for judgement in bundle.judgements:
        row: Row = plain(judgement)
        marked = _marked(judgement.value, salt) if judgement.right == "assigned" else judgement.value
        by = _marked(judgement.by, salt)
        yield {"id": judgement.id, **row, "value": marked, "why": unsigned(judgement), "by": by}


def _marked(names: str, salt: bytes) -> str:
    """Names joined by semicolons, each replaced by its pseudonym."""
    found = (name.strip() for name in names.split(";") if name.strip())
    marks = (hashlib.blake2b(name.encode(), key=salt, digest_size=4).hexdigest() for name in found)
    return "; ".join(f"analyst-{mark}" for mark in marks)


def _nothing(bundle: Bundle) -> Iterator[Row]:
    """A record type that nothing fills yet; the file is there, so that readers need not ask."""
    return iter(())


FILES: dict[str, Callable[[Bundle], Iterator[Row]]] = {
    "documents": documents,
    "texts": texts,
    "items": items,
    "reports": reports,
    "claims": claims,
    "events": events,
    "disputes": disputes,
    "relations": _nothing,
    "figures": _nothing,
    "credits": credits,
    "assessments": assessments,
    "judgements": judgements,
}


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> Row:
    count, hasher = 0, hashlib.sha256()
    with path.open("wb") as stream:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            stream.write(line)
            hasher.update(line)
            count += 1
    return {"name": path.name, "rows": count, "sha256": hasher.hexdigest()}


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write all files and a manifest into the folder `out`.

    Returns:
        The paths written, the manifest last.
    """
    out.mkdir(parents=True, exist_ok=True)
    paths = [out / f"{name}.jsonl" for name in FILES]
    files = [_write(path, make(bundle)) for path, make in zip(paths, FILES.values(), strict=True)]
    manifest = {
        "schema": SCHEMA,
        "made_by": f"djeli {__version__}",
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "case": bundle.case,
        "audience": bundle.audience,
        "files": files,
    }
    target = out / "manifest.json"
    target.write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*paths, target]
