"""One document's way from bytes to claims, as a plain function that any `concurrent.futures.Executor` can run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from djeli import extract, read, split
from djeli.errors import InputError
from djeli.extract.tools import PATH_VARIABLE, Tools, load_tools
from djeli.gazetteer import open_gazetteer
from djeli.records import Extraction, Item, Reading, digest
from djeli.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What to read. `extra` are gazetteers of the case, `path` the kept original."""

    path: str
    uri: str
    media_type: str
    host: str
    settings: Settings
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A document with all that was read out of it."""

    reading: Reading
    items: tuple[Item, ...]
    extractions: tuple[Extraction, ...]
    method: str


def fingerprint(settings: Settings, extra: tuple[str, ...] = ()) -> str:
    """Name of the stages after reading, and of what their result depends on: words, places and models chosen.

    Two runs with the same fingerprint over the same bytes find the same; a document read under another one is read
    again.
    """
    models = [os.environ.get(PATH_VARIABLE.format(code), "") for code in ("EN", "FR")]
    files = [(Path(name).name, Path(name).stat().st_size, Path(name).stat().st_mtime_ns) for name in extra]
    chosen = digest(settings.languages, settings.theatres, models, files)[:8]
    return f"{split.METHOD}+{extract.METHOD}+{chosen}"


@cache
def tools_for(settings: Settings, extra: tuple[str, ...]) -> Tools:
    """Equipment of this process, loaded once."""
    gazetteer = open_gazetteer(theatres=settings.theatres or None, extra=tuple(Path(name) for name in extra))
    return load_tools(settings, gazetteer=gazetteer)


def through(readings: list[Reading], settings: Settings, extra: tuple[str, ...]) -> list[Done]:
    """Split and extract documents that are read already."""
    tools, method, done = tools_for(settings, extra), fingerprint(settings, extra), []
    for reading in readings:
        items = split.split(reading.text, reading.document)
        found = extract.extract_many(items, reading.text, reading.document, tools)
        name = f"{reading.text.reader}+{method}"
        done.append(Done(reading=reading, items=tuple(items), extractions=tuple(found), method=name))
    return done


def whole(work: Work) -> list[Done | InputError]:
    """Read, split and extract one original; faults come back as values, so that a batch goes on."""
    try:
        data = Path(work.path).read_bytes()
    except OSError as error:
        return [InputError(f"cannot be read ({error.strerror})", where=work.uri)]
    return from_bytes(data, work)


def from_bytes(data: bytes, work: Work) -> list[Done | InputError]:
    """The same for bytes at hand."""
    found: list[Done | InputError] = []
    for one in read.read(
        data, uri=work.uri, settings=work.settings, media_type=work.media_type, fetched_host=work.host
    ):
        if isinstance(one, InputError):
            found.append(one)
        else:
            found.extend(through([one], work.settings, work.extra))
    return found
