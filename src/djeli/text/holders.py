"""Which rows hold a key: a table of numbers to which rows can be added, and that can be kept as two arrays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from djeli.text.similarity import Hashes

Numbers = NDArray[np.int32]


class Holders:
    """Keys of most rows sorted in one array, those of rows that came later beside it; an open resource."""

    def __init__(self, keys: Hashes, rows: Numbers) -> None:
        """`keys` ascend, each with the row that holds it; the rows of one key ascend too."""
        self._keys, self._rows = keys, rows
        self._later: dict[int, list[int]] = {}

    def of(self, keys: Hashes) -> list[list[int]]:
        """For each key the rows that hold it, in order of arrival."""
        first, last = (np.searchsorted(self._keys, keys, side=side).tolist() for side in ("left", "right"))
        later = (self._later.get(key, []) for key in keys.tolist())
        return [self._rows[a:b].tolist() + more for a, b, more in zip(first, last, later, strict=True)]

    def add(self, row: int, keys: Hashes) -> None:
        """Note the keys of one more row."""
        for key in keys.tolist():
            self._later.setdefault(key, []).append(row)

    def arrays(self) -> tuple[Hashes, Numbers]:
        """Everything as it is given to the constructor."""
        if not self._later:
            return self._keys, self._rows
        more = [(key, row) for key, rows in self._later.items() for row in rows]
        keys = np.concatenate([self._keys, np.array([key for key, _ in more], dtype=np.uint64)])
        rows = np.concatenate([self._rows, np.array([row for _, row in more], dtype=np.int32)])
        order = np.lexsort((rows, keys))
        return keys[order], rows[order]


def holders(rows: Sequence[Hashes]) -> Holders:
    """The table of rows numbered as they come, each by its keys."""
    keys = np.concatenate([np.empty(0, dtype=np.uint64), *rows])
    order = np.argsort(keys, kind="stable")
    return Holders(keys[order], np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])[order])


def numbered(texts: Iterable[str]) -> Hashes:
    """Texts as 64-bit numbers that are the same in every process."""
    return np.fromiter((_number(text) for text in texts), dtype=np.uint64)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
