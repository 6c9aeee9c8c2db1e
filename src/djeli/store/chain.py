"""Seals and the chain: how a case shows that nothing in it was changed, added or removed behind its back.

seal(row)   = BLAKE2b-8 of the row's content columns
digest(entry) = BLAKE2b-16 of the seals of its rows, table by table, in order of insertion
chain(entry)  = BLAKE2b-16 of the chain before it, its header and its digest

The chain speaks of seals only: content can be withdrawn later while the seal stays, and the chain still holds.

weight(row)   = BLAKE2b-32 of a derived row's table and content, as a number
Derived rows come and go, so they have no chain but the sum of their weights modulo 2^256: whatever the order, and a
changed row costs its own weight only. Somebody who can find rows of a wanted sum (with much work), or write the sum
anew (with none), can hide a change: like the chain it shows edits, it doesn't prevent them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

START = bytes(16)
SUMS = 1 << 256
"""Sums of weights are taken modulo this."""


def seal(row: Mapping[str, Any]) -> bytes:
    """8 bytes over the content of a row, whatever the order of its keys."""
    return _hashed(row, hashlib.blake2b(digest_size=8)).digest()


def weight(table: str, row: Mapping[str, Any]) -> int:
    """What a derived row adds to the sum of its case."""
    return int.from_bytes(_hashed(row, hashlib.blake2b(digest_size=32, person=table.encode())).digest(), "big")


def _hashed(row: Mapping[str, Any], hasher: hashlib.blake2b) -> hashlib.blake2b:
    for name in sorted(row):
        value = row[name]
        data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
        hasher.update(f"{name}:{len(data)}:".encode())
        hasher.update(data)
    return hasher


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
