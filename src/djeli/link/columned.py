"""What a linking that grows is made of: pairs, postings and nearest stories as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from djeli.link import block
from djeli.link.bench import VETO_DAYS, Scored
from djeli.link.evidence import PRIOR_PAGES
from djeli.link.partition import Groups
from djeli.link.postings import Postings
from djeli.link.profile import ItemWords, Profile
from djeli.link.shelf import shelved
from djeli.link.terms import Numbers, Rows, unit_values
from djeli.text.holders import Holders

FIELDS = ("tokens", "names", "numbers", "sounds")

Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Pairs:
    """Compared pairs by unit number, in order of arrival; `far` are those of two explicit full dates."""

    left: Rows
    right: Rows
    chances: Numbers
    far: Mask

    def only(self, keep: Mask) -> Pairs:
        """Those marked."""
        return Pairs(self.left[keep], self.right[keep], self.chances[keep], self.far[keep])

    def and_(self, more: Pairs) -> Pairs:
        """These and more."""
        return Pairs(
            np.concatenate([self.left, more.left]),
            np.concatenate([self.right, more.right]),
            np.concatenate([self.chances, more.chances]),
            np.concatenate([self.far, more.far]),
        )


@dataclass(slots=True, kw_only=True)
class Columned:
    """What an index is made of: see `Shelf`, `Pairs`, `Postings`.

    `core` and `home` hold for each unit the first by id of its group; `words` the weights of the words of stories,
    `near` and `scores` the nearest stories of each.
    """

    shelf: Mapping[str, Any]
    blocks: Holders
    pairs: Pairs
    core: Rows
    home: Rows
    fields: Mapping[str, Postings]
    actor_items: Rows
    words: Numbers
    near: Any
    scores: Numbers
    script: str
    several_scripts: bool


def differing(one: Pairs, other: Pairs) -> set[tuple[int, int]]:
    """Pairs that only one of the two has, or that they score otherwise."""
    told = []
    for some in (one, other):
        low, high = np.minimum(some.left, some.right).tolist(), np.maximum(some.left, some.right).tolist()
        told.append(set(zip(low, high, some.chances.tolist(), some.far.tolist(), strict=True)))
    return {pair[:2] for pair in told[0] ^ told[1]}


def _only(matrix: Any, columns: Mask) -> Any:
    """A matrix with these columns only: products of few rows would else walk through all of it."""
    keep = np.flatnonzero(columns[matrix.indices])
    ends = np.searchsorted(keep, matrix.indptr)
    return sparse.csr_matrix((matrix.data[keep], matrix.indices[keep], ends), shape=matrix.shape)


def against(matrix: Any, rows: Rows) -> Any:
    """What every row of a matrix shares with some of its rows, by their products: a column for each of the latter."""
    some = matrix[rows]
    held = np.zeros(matrix.shape[1], dtype=bool)
    held[some.indices[some.data > 0]] = True
    return (_only(matrix, held) @ some.T.tocsr()).tocoo()


def near_words(tokens: Postings, rows: Rows, weights: Numbers) -> Any:
    """Some stories as `block.neighbour_words` has them, words that don't count with 0."""
    counts, held = tokens.counts[rows], tokens.held
    values = unit_values(counts, weights)
    values[held[counts.indices] > block.WIDESPREAD] = 0
    return sparse.csr_matrix((values, counts.indices, counts.indptr), shape=counts.shape)


def listed(near: Any, scores: Numbers, row: Rows, column: Rows, score: Numbers) -> None:
    """Put down the nearest stories of rows, which come best first."""
    first = np.flatnonzero(np.diff(row, prepend=-1))
    place = np.arange(len(row)) - np.repeat(first, np.diff(first, append=len(row)))
    near[row, place], scores[row, place] = column, score


def columned(
    items: Sequence[ItemWords],
    scored: Scored,
    reports: Sequence[Profile],
    groups: Groups,
    wording: tuple[Rows, Rows, Numbers],
) -> Columned:
    """What the index of what was linked at once is made of."""
    units = scored.columns.units
    fields = {name: Postings.of(name, (getattr(one, name) for one in items), strength=PRIOR_PAGES) for name in FIELDS}
    fields["title"] = Postings.of("tokens", (item.title for item in items), strength=0)
    fields["actors"] = Postings.of("actors", (one.actors for one in reports), strength=PRIOR_PAGES)
    row, total, far = {item.id: n for n, item in enumerate(items)}, len(items), scored.ground(VETO_DAYS).far
    weights = fields["tokens"].rarity(total, coarse=True)
    near, scores = np.full((total, block.NEIGHBOURS), -1, dtype=np.int32), np.zeros((total, block.NEIGHBOURS))
    listed(near, scores, *wording)
    shelf = shelved(items, units)
    return Columned(
        shelf=shelf.columns(),
        blocks=shelf.blocks(),
        pairs=Pairs(scored.left, scored.right, scored.probabilities, far),
        core=groups.core,
        home=groups.home,
        fields=fields,
        actor_items=np.array([row[one.item] for one in reports], dtype=np.int64),
        words=near_words(fields["tokens"], np.arange(total), weights).data,
        near=near,
        scores=scores,
        script=items[0].script,
        several_scripts=len({item.script for item in items}) > 1,
    )
