"""Rows of terms as sparse matrices of whole numbers, so that sums don't depend on the order they are taken in.

A weight is kept as a whole number of 2^-20. Sums and products of those are exact in 64 bits: the same pages give the
same likeness to the last digit whichever came first, and whatever else is worked out in the same go.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Numbers = NDArray[np.float64]
Rows = NDArray[np.int64]

UNIT = 1 << 20
"""The whole number that stands for 1."""
EXACT = 2048
"""Cases of up to so many documents count each word exactly."""
_SLICE = 20_000
"""Pairs multiplied at a time, which bounds memory."""


class Terms:
    """Which terms stand in which row, and how often; an open resource, read only after it is built.

    Columns are numbered as terms come. Where a vocabulary is given, terms outside it are left out.
    """

    def __init__(self, rows: Iterable[Iterable[str]], vocabulary: Mapping[str, int] | None = None) -> None:
        columns = array("i")
        starts = array("q", [0])
        if vocabulary is None:
            numbers: defaultdict[str, int] = defaultdict()
            numbers.default_factory = numbers.__len__  # a term met for the first time gets the next number
            for row in rows:
                columns.extend(map(numbers.__getitem__, row))
                starts.append(len(columns))
            vocabulary = dict(numbers)
        else:
            for row in rows:
                columns.extend(n for n in map(vocabulary.get, row) if n is not None)
                starts.append(len(columns))
        self.vocabulary: Mapping[str, int] = vocabulary
        ones = np.ones(len(columns), dtype=np.int32)
        shape = (len(starts) - 1, max(1, len(vocabulary)))
        parts = (ones, np.frombuffer(columns, dtype=np.int32), np.frombuffer(starts, dtype=np.int64))
        self.counts = sparse.csr_matrix(parts, shape=shape, copy=True)
        self.counts.sum_duplicates()

    def held(self) -> Rows:
        """In how many rows each term stands."""
        return np.bincount(self.counts.indices, minlength=self.counts.shape[1]).astype(np.int64)


def steady(counts: Rows | int, *, coarse: bool) -> Any:
    """Counts as rarity takes them: exact, or where `coarse` rounded down to a power of two.

    In a large case one page more would otherwise change, by a hair, what every word of every page weighs, and all
    links would have to be worked out anew. So it changes the weight of few words, of each seldom.
    """
    if not coarse:
        return counts
    found = np.asarray(counts, dtype=np.int64)
    return np.where(found > 0, 2 ** np.floor(np.log2(np.maximum(found, 1))).astype(np.int64), 0)


def rarities(held: Rows, total: int, *, shares: Numbers | float = 0.0, strength: int, coarse: bool) -> Numbers:
    """`similarity.rarity` for all terms at once.

    Args:
        held: in how many documents each term stands.
        total: how many documents there are.
        shares: share of documents elsewhere that hold a term.
        strength: as how many documents those count beside these.
        coarse: whether counts are rounded, see `steady`.
    """
    every = float(steady(total, coarse=coarse)) + strength
    if every <= 1:
        return np.ones(len(held))
    told = steady(held, coarse=coarse) + strength * np.asarray(shares, dtype=float)
    return np.asarray(np.maximum(0.0, np.log(every / np.maximum(told, 1e-9))) / np.log(every))


def is_large(total: int) -> bool:
    """Whether a case has so many documents that counts are rounded."""
    return total > EXACT


def unit_rows(counts: Any, weights: Numbers) -> Any:
    """Each row as a unit vector of (1 + log count) times the term's weight, in whole numbers of 1 / `UNIT`."""
    return without_zeros(counts, unit_values(counts, weights))


def unit_values(counts: Any, weights: Numbers) -> Numbers:
    """The numbers of `unit_rows` in the order of `counts`, zeros among them."""
    raw = np.rint((1 + np.log(counts.data)) * weights[counts.indices] * UNIT).astype(np.int64)
    ends = np.concatenate([[0], np.cumsum(raw * raw)])  # may wrap around; differences within a row come out right
    length = np.sqrt((ends[counts.indptr[1:]] - ends[counts.indptr[:-1]]).astype(np.float64))
    each = np.repeat(np.maximum(length, 1.0), np.diff(counts.indptr))
    return np.asarray(np.rint(raw / each * UNIT))


def weighed(counts: Any, values: Numbers) -> Any:
    """Each row as the value of each of its terms, in whole numbers of 1 / `UNIT`; how often it stands doesn't count."""
    return without_zeros(counts, np.rint(values[counts.indices] * UNIT))


def without_zeros(counts: Any, data: Numbers) -> Any:
    """A matrix of the form of `counts` with other numbers, its zeros left out."""
    keep = data > 0
    ends = np.concatenate([[0], np.cumsum(keep)])
    parts = (data[keep], counts.indices[keep], ends[counts.indptr])
    return sparse.csr_matrix(parts, shape=counts.shape)


def dots(matrix: Any, left: Rows, right: Rows, other: Any = None) -> Numbers:
    """Products of rows of `matrix` with rows of `other` (of itself where None): whole numbers of 1 / `UNIT` squared."""
    found = np.zeros(len(left))
    second = matrix if other is None else other
    lengths, lengths_of = np.diff(matrix.indptr), np.diff(second.indptr)
    wanted = np.flatnonzero((lengths[left] > 0) & (lengths_of[right] > 0))
    for start in range(0, len(wanted), _SLICE):
        some = wanted[start : start + _SLICE]
        both = matrix[left[some]].multiply(second[right[some]])
        found[some] = np.asarray(both.sum(axis=1)).ravel()
    return found


def share(products: Numbers) -> Numbers:
    """Products of two rows as numbers, rounded to six places."""
    return np.asarray(np.round(products / (UNIT * UNIT), 6))


def cosines(products: Numbers) -> Numbers:
    """Products of two unit vectors as numbers, rounded to six places; rounded parts must not make more than one."""
    return np.minimum(share(products), 1.0)


def pieces(pointers: Rows, values: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """The values of some rows of a ragged table, and how many each row has."""
    sizes = pointers[rows + 1] - pointers[rows]
    within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return values[np.repeat(pointers[rows], sizes) + within], sizes


def ragged(rows: Sequence[Iterable[int]]) -> tuple[Rows, Rows]:
    """A table whose rows have different lengths: where each begins, and all values, sorted within each row."""
    ordered = [sorted(row) for row in rows]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in ordered])]).astype(np.int64)
    return pointers, np.array([value for row in ordered for value in row], dtype=np.int64)
