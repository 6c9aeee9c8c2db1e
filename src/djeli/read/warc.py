"""WARC, plain or gzipped: one Reading for each page that was answered with 200 and holds text.

What is passed over (requests, redirects, images, other statuses) is counted, and the counts stand as a warning on the
last page. A page's publisher is what its mark-up says, or else the host, as SUPPLIED: an archive is a file that
anybody can write.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.dispatch import declared_charset, reader_for
from djeli.read.raw import Raw
from djeli.read.rows import host
from djeli.read.sniff import identify
from djeli.read.table import CONTAINERS, READERS
from djeli.records import Field, Reading
from djeli.vocab import Basis

_RECORDS = ("response", "resource", "conversion")
_PACKED = (b"\x1f\x8b", b"\x78")


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading a page.

    Raises:
        UnreadableInput: not one page with text in it.
    """
    skipped: Counter[str] = Counter()
    last: Reading | None = None
    faults = 0
    for one in _members(raw, skipped):
        if isinstance(one, InputError):
            faults += 1
            yield one
            continue
        if last is not None:
            yield last
        last = one
    counted = ", ".join(f"{count} {reason}" for reason, count in sorted(skipped.items()))
    if last is not None:
        note = (f"records of the archive that were passed over: {counted}",) if counted else ()
        yield dataclasses.replace(last, warnings=(*last.warnings, *note))
    elif not faults:
        raise UnreadableInput(f"is an archive without a page of text ({counted or 'no records'})", where=raw.where)


def _members(raw: Raw, skipped: Counter[str]) -> Iterator[Reading | InputError]:
    number = 0
    if raw.fault:
        yield UnreadableInput(f"{raw.fault}. What came before the break is read", where=raw.where)
    try:
        records = ArchiveIterator(io.BytesIO(raw.data))
        while (record := _next(records)) is not None:
            number += 1
            if number > raw.settings.max_members:
                yield OversizedInput(
                    f"has more than {raw.settings.max_members:,} records; the rest was not read", where=raw.where
                )
                return
            reason = _passed_over(record)
            if reason:
                skipped[reason] += 1
            else:
                yield from _page(raw, record, number, skipped)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error, AttributeError, TypeError) as error:
        # warcio meets broken heads with whatever its parsing of them raises
        yield UnreadableInput(
            f"breaks off or is damaged after record {number} ({type(error).__name__}: {str(error)[:120]}); what came "
            "before was read. Fetch or copy it again",
            where=raw.where,
        )


def _next(records: Any) -> Any:
    """The next record, or None; warcio would print its doubts on the terminal."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(records, None)


def _passed_over(record: Any) -> str:
    """Why a record holds no page; empty when it may."""
    if record.rec_type not in _RECORDS:
        return f"{record.rec_type} records"
    status = record.http_headers.get_statuscode() if record.http_headers is not None else "200"
    if status.startswith("3"):
        return "redirects"
    return "" if status == "200" else f"answers with status {status}"


def _page(raw: Raw, record: Any, number: int, skipped: Counter[str]) -> Iterator[Reading | InputError]:
    uri = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or f"{raw.uri}#record-{number}"
    headers = record.http_headers or record.rec_headers
    content_type = headers.get_header("Content-Type") or ""
    member = f"record {number} <{uri}>"
    try:
        data = _payload(raw, record, member)
        if not data.strip():
            skipped["empty answers"] += 1
            return
        media_type, warning = identify(data, uri=uri, declared=content_type)
    except UnreadableInput:
        skipped[f"answers of type {content_type.partition(';')[0] or 'unknown'}"] += 1
        return
    except OversizedInput as error:
        yield error
        return
    if media_type in CONTAINERS or media_type not in READERS:
        skipped[f"answers of type {media_type}"] += 1
        return
    part = raw.part(
        data,
        uri=uri,
        media_type=media_type,
        member=member,
        charset=declared_charset(content_type),
        fetched_host="",
        warnings=(warning,) if warning else (),
    )
    try:
        for one in reader_for(media_type)(part):
            yield _with_host(one, uri) if isinstance(one, Reading) else one
    except InputError as error:
        yield error


def _payload(raw: Raw, record: Any, member: str) -> bytes:
    """The body with transfer and content coding undone.

    Raises:
        OversizedInput: more than `max_bytes`.
    """
    stream = record.content_stream()
    data = bytearray()
    while chunk := stream.read(65536):
        data += chunk
        if len(data) > raw.settings.max_bytes:
            raise OversizedInput(
                f"is larger than {raw.settings.max_bytes:,} bytes; raise max_bytes in djeli.toml",
                where=f"{raw.where}, {member}",
            )
    if getattr(record.raw_stream, "limit", 0) > 0:  # fewer bytes came than the record's head promised
        raise EOFError(f"{member} is cut off")
    return bytes(data)


def _with_host(reading: Reading, uri: str) -> Reading:
    document = reading.document
    name = host(uri)
    if document.publisher is not None or not name:
        return reading
    publisher = Field(value=name, basis=Basis.SUPPLIED)
    known = dataclasses.replace(document, publisher=publisher, publisher_basis=Basis.SUPPLIED)
    return dataclasses.replace(reading, document=known)
