"""Terms of one field over all items of a case, to which items can be added: who holds a term, and how rare it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from djeli.link.evidence import prior_share
from djeli.link.terms import Numbers, Rows, Terms, rarities

Mask = NDArray[np.bool_]


class Postings:
    """Rows in order of arrival; an open resource that `append` changes."""

    def __init__(self, field: str, terms: Sequence[str], counts: Any, shares: Numbers, *, strength: int) -> None:
        self.field, self._strength = field, strength
        self.terms, self.counts, self.shares = list(terms), counts, shares
        self.vocabulary: dict[str, int] = dict(zip(self.terms, range(len(self.terms)), strict=True))
        self.held: Rows = np.bincount(counts.indices, minlength=counts.shape[1])[: len(self.terms)].astype(np.int64)

    @classmethod
    def of(cls, field: str, rows: Iterable[Iterable[str]], *, strength: int) -> Postings:
        """Those of some rows."""
        first = Terms(rows)
        terms = list(first.vocabulary)
        return cls(field, terms, first.counts, _prior(field, terms), strength=strength)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return int(self.counts.shape[0])

    def rarity(self, total: int, *, coarse: bool) -> Numbers:
        """The rarity of each term among so many rows."""
        return rarities(self.held, total, shares=self.shares, strength=self._strength, coarse=coarse)

    def append(self, rows: Iterable[Iterable[str]]) -> None:
        """Add rows at the end."""
        more = Terms(rows)
        own = list(more.vocabulary)
        columns = np.array([self.vocabulary.setdefault(term, len(self.vocabulary)) for term in own], dtype=np.int32)
        fresh = [term for term in own if self.vocabulary[term] >= len(self.terms)]
        self.terms += fresh
        self.shares = np.concatenate([self.shares, _prior(self.field, fresh)])
        width, old, new = max(1, len(self.terms)), self.counts, more.counts
        placed = (new.data, columns[new.indices] if own else new.indices, new.indptr)
        tail = sparse.csr_matrix(placed, shape=(new.shape[0], width))
        tail.sort_indices()
        self.counts = joined(old, tail)
        held = np.concatenate([self.held, np.zeros(len(fresh), dtype=np.int64)])
        self.held = held + np.bincount(tail.indices, minlength=width)[: len(held)]

    def holders(self, wanted: Mask) -> Rows:
        """Rows that hold one of the terms marked."""
        if not wanted.any():
            return np.empty(0, dtype=np.int64)
        at = np.flatnonzero(wanted[self.counts.indices])
        return np.unique(np.searchsorted(self.counts.indptr, at, side="right") - 1)


def _prior(field: str, terms: Sequence[str]) -> Numbers:
    return np.array([prior_share(field, term) for term in terms], dtype=float)


def joined(upper: Any, lower: Any) -> Any:
    """One matrix over the other; the columns of `lower` are those of `upper` and perhaps more."""
    data = np.concatenate([upper.data, lower.data])
    indices = np.concatenate([upper.indices, lower.indices])
    ends = np.concatenate([upper.indptr, lower.indptr[1:] + upper.indptr[-1]])
    return sparse.csr_matrix((data, indices, ends), shape=(upper.shape[0] + lower.shape[0], lower.shape[1]))
