"""Which pairs are worth comparing. A pair that is not named here counts as probability 0.

Small cases are compared in full. In larger ones a pair needs one of: neighbourhood in wording (each item's nearest
stories by their rarer words), two shared rare names, or the same place within four days. Reports that may not be one
event by type or by modality are never compared: what is planned or denied links only with its like.

Pairs are two columns of row numbers; rows are sorted by id, so the smaller number is the smaller id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from djeli.link.columns import Columns, closeness, kinds
from djeli.link.evidence import Corpus
from djeli.link.profile import Profile
from djeli.link.terms import UNIT, Numbers, Rows, pieces, without_zeros

FULL = 300
"""Up to so many items every pair of items is a candidate."""
NEIGHBOURS = 20
"""Nearest stories of each item; must exceed the number of pages of the largest event, or blobs tear."""
WIDESPREAD = 1000
"""Words in more stories than this are not looked at for neighbours: they would cost most and tell least."""
ALIKE = 0.04
"""Cosine of those words below which two stories are no neighbours; what links them then is place and time."""
CAP = 60
"""A place-and-time or name block larger than this tells nothing apart and is skipped."""
DAYS = 4
"""Width of a time bucket; neighbouring buckets overlap by half."""
_ROWS = 500
"""Stories held against others at a time, which bounds memory."""
_BLOCK = 16_384
"""Stories they are held against at a time: sums for so many fit into the nearest memory."""
_NO_ROWS = np.empty(0, dtype=np.int64)
_PAIRS = 2_000_000
"""Pairs of units looked at in one go, which bounds memory."""

Affinity = Callable[[str, str], float]
Pairs = tuple[Rows, Rows]


def within_items(profiles: Sequence[Profile], affinity: Affinity) -> list[tuple[str, str]]:
    """Pairs of reports of one item that may tell one occurrence, by id, sorted."""
    by_item: dict[str, list[Profile]] = {}
    for one in sorted(profiles, key=lambda p: p.id):
        by_item.setdefault(one.item, []).append(one)
    return sorted(
        (a.id, b.id) for group in by_item.values() for a, b in combinations(group, 2) if _comparable(a, b, affinity)
    )


def _comparable(a: Profile, b: Profile, affinity: Affinity) -> bool:
    return a.modality is b.modality and (closeness(kinds(a), kinds(b), affinity) > 0 or (a.main and b.main))


def across_items(columns: Columns, wording: Pairs | None = None) -> Pairs:
    """Pairs of units of different items to compare, sorted; `wording` are pairs of near items, where known."""
    items = np.unique(columns.item)
    if len(items) <= FULL:
        left, right = np.triu_indices(len(items), 1)
        return distinct(of_items(columns, items[left], items[right]))
    alike = _wording(items, columns.corpus) if wording is None else wording
    near = distinct([alike, by_names(items, columns.corpus)])
    return distinct([*of_items(columns, *near), *kept(columns, *same_place_and_time(columns))])


def distinct(parts: Iterable[Pairs]) -> Pairs:
    """Each pair once, the smaller row left, sorted."""
    known = [np.minimum(left, right) << 32 | np.maximum(left, right) for left, right in parts]
    met = np.concatenate([_NO_ROWS, *known])
    met.sort()  # several times as fast as a hash of millions, see `np.unique`
    met = met[np.diff(met, prepend=-1) != 0]
    return met >> 32, met & 0xFFFFFFFF


def kept(columns: Columns, left: Rows, right: Rows) -> Iterable[Pairs]:
    """Those pairs that may tell one event."""
    for start in range(0, len(left), _PAIRS):
        a, b = left[start : start + _PAIRS], right[start : start + _PAIRS]
        like = (columns.modality[a] == columns.modality[b]) & (columns.item[a] != columns.item[b])
        a, b = a[like], b[like]
        keep = (columns.main[a] & columns.main[b]) | (columns.close(a, b) > 0)
        yield a[keep], b[keep]


def of_items(columns: Columns, left: Rows, right: Rows) -> Iterable[Pairs]:
    """All units of one item with all of the other, for pairs of items, as far as they may tell one event."""
    order = np.argsort(columns.item, kind="stable")
    sizes = np.bincount(columns.item, minlength=len(columns.corpus.items))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    slices = (np.cumsum(sizes[left] * sizes[right]) - 1) // _PAIRS
    for some in np.split(np.arange(len(left)), np.flatnonzero(np.diff(slices)) + 1):
        ones, one_sizes = pieces(starts, order, left[some])
        other_items = np.repeat(right[some], one_sizes)
        others, other_sizes = pieces(starts, order, other_items)
        yield from kept(columns, np.repeat(ones, other_sizes), others)


def neighbour_words(corpus: Corpus) -> Any:
    """Stories by their words that are not widespread, see `WIDESPREAD`; one row for each item of the corpus."""
    story = corpus.story
    held = np.bincount(story.indices, minlength=story.shape[1])
    return without_zeros(story, np.where(held[story.indices] > WIDESPREAD, 0, story.data))


def _wording(items: Rows, corpus: Corpus) -> Pairs:
    """Each item with its nearest stories."""
    words = neighbour_words(corpus)
    row, column, _ = nearest(words if len(items) == words.shape[0] else words[items], np.arange(len(items)))
    return items[row], items[column]


def nearest(words: Any, rank: Rows) -> tuple[Rows, Rows, Numbers]:
    """The nearest rows of each row, best first, with their scores; equal scores go by rank.

    Blocks of rows are held against one another, each two of them once: what is like one way round is like the other,
    and what is added up for a block at a time stays near the processor.
    """
    starts = range(0, words.shape[0], _BLOCK)
    lists = [_Lists(start, min(_BLOCK, words.shape[0] - start), rank) for start in starts]
    for n, start in enumerate(starts):
        other = words[start : start + _BLOCK].T.tocsr()
        for k in range(n + 1):
            for row, column, score in _near_rows(words, starts[k], other):
                keep = row != column + start
                lists[k].note(row[keep], column[keep] + start, score[keep])
                if k < n:
                    lists[n].note(column + start, row, score)
    found = [one.best() for one in lists] or [(_NO_ROWS, _NO_ROWS, np.empty(0))]
    return tuple(np.concatenate(side) for side in zip(*found, strict=True))  # type: ignore[return-value]


def _near_rows(words: Any, first: int, other: Any) -> Iterable[tuple[Rows, Rows, Numbers]]:
    """What in a block is `ALIKE` to each row of the block that begins at `first`: row, column in the block, score.

    `other` is the block with rows and columns exchanged.
    """
    end = min(first + _BLOCK, words.shape[0])
    for start in range(first, end, _ROWS):
        scores = words[start : min(start + _ROWS, end)] @ other
        alike = np.flatnonzero(scores.data >= ALIKE * UNIT * UNIT)  # few of all
        row = np.searchsorted(scores.indptr, alike, side="right") + (start - 1)
        yield row, scores.indices[alike].astype(np.int64), scores.data[alike]


class _Lists:
    """The nearest rows met so far of each row of one block."""

    def __init__(self, start: int, size: int, rank: Rows) -> None:
        self._start, self._rank = start, rank
        self._last = np.zeros(size)  # the score that a row must reach to get into a list that is full
        self._parts: list[tuple[Rows, Rows, Numbers]] = []
        self._room = 2 * NEIGHBOURS * size

    def note(self, row: Rows, column: Rows, score: Numbers) -> None:
        """Take down what may be among the nearest; in no order."""
        keep = score >= self._last[row - self._start]
        self._parts.append((row[keep], column[keep], score[keep]))
        self._room -= len(self._parts[-1][0])
        if self._room < 0:
            self.best()

    def best(self) -> tuple[Rows, Rows, Numbers]:
        """The lists as they stand, one after the other."""
        row, column, score = (np.concatenate(side) for side in zip(*self._parts, strict=True))
        met = row, column, score = best(row, column, score, self._rank)
        full = np.flatnonzero(np.bincount(row - self._start, minlength=len(self._last)) == NEIGHBOURS)
        self._last[full] = score[np.searchsorted(row, full + self._start, side="right") - 1]
        self._parts = [met]
        self._room = 2 * NEIGHBOURS * len(self._last) - len(row)
        return met


def best(row: Rows, column: Rows, score: Numbers, rank: Rows) -> tuple[Rows, Rows, Numbers]:
    """The `NEIGHBOURS` columns of the highest score in each row, best first; equal scores go by rank."""
    row, column, score = _foremost(row, column, score)
    order = np.lexsort((rank[column], -score, row))
    row, column, score = row[order], column[order], score[order]
    first = np.flatnonzero(np.diff(row, prepend=-1))
    place = np.arange(len(row)) - np.repeat(first, np.diff(first, append=len(row)))
    keep = place < NEIGHBOURS
    return row[keep], column[keep], score[keep]


def _foremost(row: Rows, column: Rows, score: Numbers) -> tuple[Rows, Rows, Numbers]:
    """Those not below the last place of `best` in their row, equals of the last place among them.

    Row and score fit one whole number as long as rows are less than 2^21 apart: so one plain sort is enough.
    """
    if not len(row) or int(np.ptp(row)) >= 1 << 21:
        return row, column, score
    order = np.argsort(((row - row.min()) << 42) - score.astype(np.int64))
    row, column, score = row[order], column[order], score[order]
    first = np.flatnonzero(np.diff(row, prepend=-1))
    sizes = np.diff(first, append=len(row))
    last = score[first + np.minimum(sizes, NEIGHBOURS) - 1]
    keep = score >= np.repeat(last, sizes)
    return row[keep], column[keep], score[keep]


def by_names(items: Rows, corpus: Corpus) -> Pairs:
    """Items that share at least two rare names, none of them in more than `CAP` items."""
    names = corpus.names[items].tocsc()
    held = np.diff(names.indptr)
    names.data[:] = 1
    names.data[np.repeat((held < 2) | (held > CAP), held)] = 0
    names.eliminate_zeros()
    rows = names.tocsr()
    other = rows.T.tocsr()
    found = []
    for start in range(0, len(items), _ROWS):
        shared = (rows[start : start + _ROWS] @ other).tocoo()
        left = shared.row.astype(np.int64) + start
        keep = (shared.data >= 2) & (shared.col > left)
        found.append((items[left[keep]], items[shared.col[keep].astype(np.int64)]))
    return _joined(found)


def _joined(parts: Iterable[Pairs]) -> Pairs:
    several = [(_NO_ROWS, _NO_ROWS), *parts]
    return np.concatenate([a for a, _ in several]), np.concatenate([b for _, b in several])


def same_place_and_time(columns: Columns) -> Pairs:
    """Pairs of units in one block of place and time."""
    known: dict[tuple[object, ...], int] = {}
    rows, keys = [], []
    for n, one in enumerate(columns.units):
        for key in block_keys(one):
            rows.append(n)
            keys.append(known.setdefault(key, len(known)))
    if not rows:
        return _joined([])
    home = np.array(keys, dtype=np.int64)
    row = np.array(rows, dtype=np.int64)[np.argsort(home, kind="stable")]
    sizes = np.bincount(home)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    blocks = np.flatnonzero((sizes > 1) & (sizes <= CAP))
    ones, _ = pieces(starts, row, blocks)
    others, repeats = pieces(starts, row, np.repeat(blocks, sizes[blocks]))
    left, right = np.repeat(ones, repeats), others
    return left[left < right], right[left < right]


def block_keys(one: Profile) -> Iterable[tuple[object, ...]]:
    """Overlapping time buckets crossed with the place's name and its half-degree cell."""
    if one.when is None or one.where is None or (one.when.end - one.when.start).days > DAYS:
        return
    where = one.where
    spots: list[tuple[object, ...]] = [(where.country, where.name)]
    if where.lat is not None and where.lon is not None:
        spots.append((round(where.lat * 2), round(where.lon * 2)))
    day = one.when.start.toordinal()
    half = DAYS // 2
    for spot in spots:
        yield (*spot, day // half)
        yield (*spot, day // half + 1)
