"""One document's way from bytes to claims, as a plain function that any `concurrent.futures.Executor` can run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from djeli import extract, read, split
from djeli.errors import InputError, IntegrityError
from djeli.extract.tools import PATH_VARIABLE, Tools, load_tools
from djeli.gazetteer import open_gazetteer, written
from djeli.pipeline.limits import PER_CHARACTER, limited
from djeli.records import Extraction, Item, Reading, check_placed, digest
from djeli.settings import Settings
from djeli.store import originals


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
    files = [(Path(name).name, _sum(name, Path(name).stat().st_mtime_ns)) for name in extra]
    chosen = digest(settings.languages, settings.theatres, models, files)[:8]
    return f"{split.METHOD}+{extract.METHOD}+{chosen}"


@cache
def _sum(name: str, _written: int) -> str:
    """SHA-256 of a file, summed once for each time it was written: a copied case must not be read again."""
    return originals.sha256(Path(name))


def tools_for(settings: Settings, extra: tuple[str, ...]) -> Tools:
    """Equipment of this process, loaded once, and anew when a gazetteer of the case was written."""
    return _tools_for(settings, extra, tuple(written(name) for name in extra))


@lru_cache(maxsize=8)
def _tools_for(settings: Settings, extra: tuple[str, ...], _written: tuple[int, ...]) -> Tools:
    gazetteer = open_gazetteer(theatres=settings.theatres or None, extra=tuple(Path(name) for name in extra))
    return load_tools(settings, gazetteer=gazetteer)


def through(some: list[Reading], settings: Settings, extra: tuple[str, ...]) -> list[Done | InputError]:
    """Split and extract documents that are read already; one that cannot be is named, and the others go on."""
    return [_through(reading, settings, extra) for reading in some]


def _through(reading: Reading, settings: Settings, extra: tuple[str, ...]) -> Done | InputError:
    tools, method = tools_for(settings, extra), fingerprint(settings, extra)
    seconds = settings.read_timeout + PER_CHARACTER * len(reading.text.content)
    try:
        with limited(seconds):
            items = split.split(reading.text, reading.document)
            found = extract.extract_many(items, reading.text, reading.document, tools)
        check_placed(reading, items, found)
    except InputError as error:
        return type(error)(error.what, where=error.where or reading.document.uri)
    except Exception as error:  # whatever a page does to a rule or a library: a batch goes on without that page
        return _set_aside(error, reading.document.uri)
    name = f"{reading.text.reader}+{method}"
    return Done(reading=reading, items=tuple(items), extractions=tuple(found), method=name)


def _set_aside(error: Exception, where: str) -> InputError:
    met = f"{type(error).__name__}: {error}".strip(": ")[:200]
    return InputError(f"set aside, because working on it failed ({met}); please report this page", where=where)


def readings(work: Work) -> Iterator[Reading | InputError]:
    """What a kept original holds; faults come as values."""
    path = Path(work.path)
    try:
        data = originals.read(path.parents[1], path.name)
    except IntegrityError as error:
        yield InputError(str(error), where=work.uri)
        return
    yield from _read(data, work)


def _read(data: bytes, work: Work) -> Iterator[Reading | InputError]:
    try:
        yield from read.read(
            data, uri=work.uri, settings=work.settings, media_type=work.media_type, fetched_host=work.host
        )
    except Exception as error:  # as in `_through`
        yield _set_aside(error, work.uri)


def whole(work: Work) -> list[Done | InputError]:
    """Read, split and extract one original; faults come back as values, so that a batch goes on."""
    return _all(readings(work), work)


def from_bytes(data: bytes, work: Work) -> list[Done | InputError]:
    """The same for bytes at hand."""
    return _all(_read(data, work), work)


def _all(found: Iterator[Reading | InputError], work: Work) -> list[Done | InputError]:
    return [one if isinstance(one, InputError) else _through(one, work.settings, work.extra) for one in found]
