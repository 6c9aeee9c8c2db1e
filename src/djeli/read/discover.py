"""What the user named -> what there is to read: files, folders walked in a stable order, and addresses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from djeli.errors import InputError, UnreadableInput
from djeli.read.raw import check_bytes
from djeli.read.sniff import suffix
from djeli.read.table import MEDIA_TYPES
from djeli.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read, or a reason why it is not read.

    `kind` is "file", "url" or "skipped"; `uri` the path or address as given (for files of a folder: folder joined
    with the path below it). `reason` is set for what is skipped; `error` too when the user named it himself, so
    that it counts as a failure.
    """

    kind: str
    uri: str
    reason: str = ""
    error: InputError | None = None

    @property
    def path(self) -> Path:
        """The file's path."""
        return Path(self.uri)


def discover(inputs: Sequence[str]) -> Iterator[Source]:
    """Sources for what the user named, in the order given; folders in sorted order, each file once.

    Hidden files and files of unknown extension inside folders come as "skipped"; a file named outright is always
    tried. Links to folders are followed unless they lead back into a folder that is being walked.
    """
    seen: set[tuple[int, int]] = set()
    for given in inputs:
        if is_url(given):
            yield Source("url", given)
            continue
        try:
            status = Path(given).stat()
        except (OSError, ValueError) as error:
            yield _failed(given, error)
            continue
        if S_ISDIR(status.st_mode):
            yield from _walk(Path(given), seen)
        elif not S_ISREG(status.st_mode):
            why = "is neither file nor folder (a device, pipe or socket); give a file, a folder or an address"
            yield Source("skipped", given, why, UnreadableInput(why, where=given))
        elif _first_time(status, seen):
            yield Source("file", given)
        else:
            yield Source("skipped", given, "was already named")


def is_url(given: str) -> bool:
    """Whether the words are an address: a scheme and two slashes (a Windows path has no slashes after its colon)."""
    scheme, mark, _ = given.partition("://")
    return bool(mark) and scheme.isalnum() and not Path(given).exists()


def load(source: Source, settings: Settings) -> bytes:
    """Bytes of a file source.

    Raises:
        UnreadableInput: it is gone, is a folder, or may not be read.
        OversizedInput: it is larger than `max_bytes`; nothing beyond that is read.
    """
    try:
        with source.path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            check_bytes(size, settings, where=source.uri)
            data = file.read(settings.max_bytes + 1)
    except OSError as error:
        raise _unreadable(source.uri, error) from error
    check_bytes(len(data), settings, where=source.uri)
    return data


def _first_time(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _unreadable(given: str, error: OSError | ValueError) -> UnreadableInput:
    cures = {
        FileNotFoundError: "does not exist; check the spelling and the folder you are in",
        PermissionError: "may not be read by you; change its permissions, or copy it to where you may",
        IsADirectoryError: "is a folder; name it to `add` to read what is in it",
        NotADirectoryError: "leads through something that is no folder; check the path",
    }
    why = next((text for kind, text in cures.items() if isinstance(error, kind)), f"cannot be opened ({error})")
    return UnreadableInput(why, where=given)


def _failed(given: str, error: OSError | ValueError) -> Source:
    fault = _unreadable(given, error)
    return Source("skipped", given, fault.what, fault)


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Source]:
    """Files below `folder`, depth first, names in code-point order. Iterative: depth of folders is no limit."""
    waiting: list[Path] = [folder]
    walked: set[tuple[int, int]] = set()
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if S_ISDIR(status.st_mode):
                if path != folder and path.name.startswith("."):
                    yield Source("skipped", str(path), "is a hidden folder")
                elif _first_time(status, walked):
                    waiting += sorted(path.iterdir(), key=lambda p: p.name, reverse=True)
                else:
                    yield Source("skipped", str(path), "is a link back to a folder already walked")
                continue
        except OSError as error:
            yield _failed(str(path), error)
            continue
        yield _member(path, status, seen)


def _member(path: Path, status: os.stat_result, seen: set[tuple[int, int]]) -> Source:
    name = str(path)
    if path.name.startswith(".") or path.name.endswith("~"):
        return Source("skipped", name, "is hidden or a backup copy")
    if not S_ISREG(status.st_mode):
        return Source("skipped", name, "is neither file nor folder")
    extension = suffix(name)
    if extension not in MEDIA_TYPES:
        return Source("skipped", name, f"has the extension {extension or 'of no kind'!r}, which Djeli does not read")
    return Source("file", name) if _first_time(status, seen) else Source("skipped", name, "was already named")
