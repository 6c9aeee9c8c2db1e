"""Linear models over hashed words: a table of weights, and a probability for each of its columns."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

BITS = 17
"""Words of a model share 2^17 rows; what collisions cost is in docs/why/learned.md."""


@lru_cache(1 << BITS)
def row_of(word: str) -> int:
    """The row of a word: its CRC-32, cut to `BITS` bits."""
    return zlib.crc32(word.encode()) & ((1 << BITS) - 1)


@dataclass(frozen=True, slots=True)
class Model:
    """`table` holds a weight for each row and column, `base` what each column starts from."""

    columns: tuple[str, ...]
    table: Any
    base: Any

    def logits(self, words: Iterable[str]) -> Any:
        """The sum of the words' weights, each word once; one number a column."""
        rows = list({row_of(w) for w in words})
        return self.table[rows].sum(axis=0) + self.base

    def chances(self, words: Iterable[str]) -> dict[str, float]:
        """A probability for each column."""
        values = 1.0 / (1.0 + np.exp(-self.logits(words)))
        return dict(zip(self.columns, values.tolist(), strict=True))


@cache
def models() -> Mapping[str, Model]:
    """The models that ship with the reader; empty when the weights are not there."""
    return read_models(files("djeli.extract.learned") / "weights.npz")


def read_models(path: Traversable) -> Mapping[str, Model]:
    """Models of a weights file by name; empty when there is no such file."""
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        raw = dict(np.load(stream, allow_pickle=False))
    names = sorted({key.split("/")[0] for key in raw if key.endswith("/base")})
    return {name: _unpacked(name, raw) for name in names}


def _unpacked(name: str, raw: Mapping[str, Any]) -> Model:
    columns = tuple(str(c) for c in raw[f"{name}/columns"])
    table = np.zeros((1 << BITS, len(columns)), dtype=np.float32)
    table[raw[f"{name}/rows"]] = raw[f"{name}/values"]
    return Model(columns, table, raw[f"{name}/base"].astype(np.float32))


def packed(name: str, model: Model) -> dict[str, Any]:
    """Arrays of a model for a weights file: half precision, rows of zeros left out."""
    rows = np.flatnonzero(np.abs(model.table).max(axis=1) > 0)
    return {
        f"{name}/columns": np.array(model.columns),
        f"{name}/rows": rows.astype(np.uint32),
        f"{name}/values": model.table[rows].astype(np.float16),
        f"{name}/base": np.asarray(model.base, dtype=np.float32),
    }


def together(columns: Sequence[str], parts: Sequence[tuple[Any, float]]) -> Model:
    """One model of several columns, each given as weights and base."""
    table = np.stack([weights for weights, _ in parts], axis=1).astype(np.float32)
    return Model(tuple(columns), table, np.array([base for _, base in parts], dtype=np.float32))
