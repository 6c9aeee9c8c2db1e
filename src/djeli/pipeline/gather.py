"""Bytes into the case: kept by hash, with a record of how they came. Nothing is read yet."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from djeli import __version__, read
from djeli.errors import InputError
from djeli.pipeline.progress import Progress, silent
from djeli.records import Capture
from djeli.settings import Settings
from djeli.store import Failure, Original, Store
from djeli.store.originals import keep


@dataclass(slots=True)
class Gathered:
    """What an `add` did: originals new to the case, those it had already, and inputs that could not be taken."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Bytes with their address, before they are in the case."""

    data: bytes
    uri: str
    method: str
    media_type: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file at hand whose name is a label only: it came from a browser, and says nothing about this machine."""

    path: Path
    label: str


def gather(
    store: Store, root: Path, settings: Settings, inputs: Sequence[str], *, progress: Progress = silent
) -> Gathered:
    """Keep files, folders and addresses (`inputs`, as the user gave them) in the folder `root`."""
    result = Gathered()
    found = list(read.discover(inputs))
    for number, source in enumerate(found, start=1):
        if source.kind == "skipped" and source.error is None:
            result.skipped.append(f"{source.uri}: {source.reason}")
        else:
            _take(store, root, settings, result, uri=source.uri, get=partial(_bytes, source, settings))
        progress("add", number, len(found), source.uri)
    return result


def gather_sent(
    store: Store,
    root: Path,
    settings: Settings,
    files: Sequence[Sent],
    addresses: Sequence[str],
    *,
    progress: Progress = silent,
) -> Gathered:
    """Keep files that somebody sent, and fetch addresses; no word of theirs is taken for a path of this machine."""
    result = Gathered()
    found: list[tuple[str, Callable[[], Input]]] = [(one.label, partial(_sent, one, settings)) for one in files]
    found += [(uri, partial(_bytes, read.Source("url", uri), settings)) for uri in addresses]
    for number, (uri, get) in enumerate(found, start=1):
        _take(store, root, settings, result, uri=uri, get=get)
        progress("add", number, len(found), uri)
    return result


def _take(
    store: Store, root: Path, settings: Settings, result: Gathered, *, uri: str, get: Callable[[], Input]
) -> None:
    try:
        one = get()
        refuse_withdrawn(store, one)
    except InputError as error:
        failure = Failure(original="", place=error.where or uri, message=error.what)
        with store.writing() as writer:
            writer.failure(failure)
        result.failures.append(failure)
        return
    name, fresh = take(store, root, settings, one)
    (result.new if fresh else result.known).append(name)


def _sent(one: Sent, settings: Settings) -> Input:
    """Bytes of a file that was sent; faults speak of it by its label.

    Raises:
        InputError: it cannot be opened, or is too large.
    """
    try:
        return Input(data=read.load(read.Source("file", str(one.path)), settings), uri=one.label, method="file")
    except InputError as error:
        raise type(error)(error.what, where=one.label) from error


def _bytes(source: read.Source, settings: Settings) -> Input:
    """Bytes of a file or an address.

    Raises:
        InputError: it cannot be opened, is too large, or is not to be fetched.
    """
    if source.error is not None:
        raise source.error
    if source.kind == "url":
        got = read.fetch(source.uri, settings)
        return Input(data=got.data, uri=source.uri, method="fetch", media_type=got.media_type, host=got.host)
    return Input(data=read.load(source, settings), uri=source.uri, method="file")


def take(store: Store, root: Path, settings: Settings, one: Input) -> tuple[str, bool]:
    """Keep one input. Returns its SHA-256, and whether the case did not have these bytes yet."""
    refuse_withdrawn(store, one)
    name = keep(root, one.data)
    media_type, _ = read.sniff(one.data, uri=one.uri, declared=one.media_type)
    capture = Capture(
        document=name,
        uri=one.uri,
        at=dt.datetime.now(dt.UTC),
        method=one.method,
        version=__version__,
        custodian=settings.custodian,
    )
    original = Original(id=name, media_type=media_type, declared=one.media_type, size=len(one.data), host=one.host)
    with store.writing() as writer:
        return name, writer.original(original, capture)


def refuse_withdrawn(store: Store, one: Input) -> None:
    """Keep out what was taken out.

    Raises:
        InputError: the case held these bytes once, and they were withdrawn.
    """
    name = hashlib.sha256(one.data).hexdigest()
    with store.reading() as view:
        gone = next((found for found in view.withdrawn() if found.document == name), None)
    if gone is not None:
        raise InputError(
            f"was withdrawn from this case on {gone.at[:10]} ({gone.reason}) and is not taken again; leave it out, or "
            "make a new case for it",
            where=one.uri,
        )


def addresses(captures: Iterable[Capture]) -> dict[str, str]:
    """Original -> the first address it came from."""
    found: dict[str, str] = {}
    for capture in captures:
        found.setdefault(capture.document, capture.uri)
    return found
