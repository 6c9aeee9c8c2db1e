"""Originals, kept by the hash of their bytes and never changed.

`originals/ab/abcdef…` for the SHA-256 abcdef…; a file appears under its name only when it is whole and on disk, so
that a kill leaves no half original.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from djeli.errors import IntegrityError

_CHUNK = 1 << 20


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex, read in chunks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def place(root: Path, name: str) -> Path:
    """Where the original with this SHA-256 lies, or would lie."""
    return root / name[:2] / name


def keep(root: Path, data: bytes) -> str:
    """Write bytes unless they are there; return their SHA-256."""
    name = hashlib.sha256(data).hexdigest()
    target = place(root, name)
    if target.exists():
        return name
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return name


def read(root: Path, name: str) -> bytes:
    """Bytes of an original.

    Raises:
        IntegrityError: it is missing, or its bytes are not those that were kept.
    """
    path = place(root, name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IntegrityError(f"the original {name} is missing from {path.parent} ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != name:
        raise IntegrityError(f"the original {path} was changed: its SHA-256 is no longer its name")
    return data
