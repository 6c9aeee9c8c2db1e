"""Bytes to Readings: checks sizes, finds the format, unpacks gzip, calls the reader, turns faults into rows."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.raw import Raw, check_bytes
from djeli.read.sniff import identify, known
from djeli.read.table import GZIP, READERS
from djeli.records import Reading
from djeli.settings import Settings

_CHUNK = 65536

Reader = Callable[[Raw], Iterator[Reading | InputError]]


def read(
    data: bytes, *, uri: str, settings: Settings, media_type: str = "", fetched_host: str = ""
) -> Iterator[Reading | InputError]:
    """Readings of one input: one for a document, one a member for a container.

    Never raises for what is in `data`: each fault is yielded as an InputError, and members after it still come.

    Args:
        data: the bytes as they came.
        uri: address or path they came from; kept as given.
        settings: limits.
        media_type: as HTTP declared it, parameters included; the bytes' own signs go before it.
        fetched_host: host Djeli fetched this from; empty for files.
    """
    try:
        raw = prepare(data, uri=uri, settings=settings, media_type=media_type, fetched_host=fetched_host)
        yield from reader_for(raw.media_type)(raw)
    except InputError as error:
        yield error
    except Exception as error:  # parsers of hostile input fail in ways nobody lists; the batch goes on
        yield UnreadableInput(
            f"could not be read: {type(error).__name__}: {str(error)[:200]}. Please report this file's format as a "
            "fault of Djeli",
            where=uri,
        )


def prepare(data: bytes, *, uri: str, settings: Settings, media_type: str, fetched_host: str) -> Raw:
    """Check size, find the media type, and unpack a gzipped file that is not a WARC.

    Raises:
        UnreadableInput: empty, or of a kind that is not read.
        OversizedInput: over `max_bytes`, or unpacking to more than `max_bytes` or `max_ratio` allow.
    """
    if not data:
        raise UnreadableInput("is empty (0 bytes); expected text. Check that the download finished", where=uri)
    check_bytes(len(data), settings, where=uri)
    found, warning = identify(data, uri=uri, declared=media_type)
    charset = declared_charset(media_type)
    raw = Raw(
        data=data,
        uri=uri,
        media_type=found,
        settings=settings,
        charset=charset,
        fetched_host=fetched_host,
        warnings=(warning,) if warning else (),
    )
    if found != GZIP:
        return raw
    inner, fault = gunzip(data, settings, where=uri)
    if fault and not inner.startswith(b"WARC/"):  # of a broken archive, whole records can still be read
        raise UnreadableInput(fault, where=uri)
    found, warning = identify(inner, uri=uri, declared="")
    if found == GZIP:
        raise UnreadableInput("is gzip inside gzip; unpack it first", where=uri)
    notes = (warning,) if warning else ()
    return raw.part(inner, media_type=found, member="gzip", charset=charset, warnings=notes, fault=fault)


def gunzip(data: bytes, settings: Settings, *, where: str) -> tuple[bytes, str]:
    """Unpack all gzip members of `data`; with what could be unpacked comes the fault, if there was one.

    Raises:
        OversizedInput: more than `max_bytes`, or more than `max_ratio` times the packed size (over 1 MiB).
    """
    cap = min(settings.max_bytes, max(settings.max_ratio * len(data), 1024 * 1024))
    out = bytearray()
    unpacker = zlib.decompressobj(wbits=31)
    position, chunk = 0, b""
    try:
        while chunk or position < len(data):
            if not chunk:  # small pieces: the unused rest of each is copied at every member's end
                chunk, position = data[position : position + _CHUNK], position + _CHUNK
            out += unpacker.decompress(chunk, cap + 1 - len(out))
            if len(out) > cap:
                raise OversizedInput(
                    f"unpacks to more than {cap:,} bytes from {len(data):,}. If it is sound, unpack it yourself, or "
                    "raise max_bytes or max_ratio in djeli.toml",
                    where=where,
                )
            chunk = b""
            if unpacker.eof:
                chunk = unpacker.unused_data.lstrip(b"\0")
                if chunk or position < len(data):
                    unpacker = zlib.decompressobj(wbits=31)
    except zlib.error as error:
        return bytes(out), f"is a damaged gzip file ({error}); fetch or copy it again"
    if not unpacker.eof:
        return bytes(out), "is a gzip file that breaks off; fetch or copy it again"
    return bytes(out), ""


def declared_charset(media_type: str) -> str:
    """The charset parameter of a Content-Type, or an empty string."""
    for part in media_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")
    return ""


@cache
def reader_for(media_type: str) -> Reader:
    """The reader of a media type, imported when first asked for.

    Raises:
        UnreadableInput: no reader is listed for it.
    """
    if media_type not in READERS:
        raise UnreadableInput(f"is {media_type}, which Djeli does not read. {known()}")
    module, _, function = READERS[media_type].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
