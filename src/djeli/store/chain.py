"""Seals and the chain: how a case shows that nothing in it was changed, added or removed behind its back.

seal(row)   = BLAKE2b-8 of the row's content columns
digest(entry) = BLAKE2b-16 of the seals of its rows, table by table, in order of insertion
chain(entry)  = BLAKE2b-16 of the chain before it, its header and its digest

The chain speaks of seals only: content can be withdrawn later while the seal stays, and the chain still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

START = bytes(16)


def seal(row: Mapping[str, Any]) -> bytes:
    """8 bytes over the content of a row, whatever the order of its keys."""
    hasher = hashlib.blake2b(digest_size=8)
    for name in sorted(row):
        value = row[name]
        data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        hasher.update(f"{name}:{len(data)}:".encode())
        hasher.update(data)
    return hasher.digest()


def digest(seals: Iterable[bytes]) -> bytes:
    """16 bytes over the seals of an entry's rows."""
    hasher = hashlib.blake2b(digest_size=16)
    for value in seals:
        hasher.update(value)
    return hasher.digest()


def link(before: bytes, *, kind: str, subject: str, method: str, at: str, digest: bytes) -> bytes:
    """Next value of the chain."""
    header = "\0".join((kind, subject, method, at)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(before + len(header).to_bytes(4, "big") + header + digest, digest_size=16).digest()
