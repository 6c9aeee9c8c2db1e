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
from djeli.link.terms import UNIT, Numbers, Rows, pieces

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
"""Stories held against all others at a time, which bounds memory."""
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
    met = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *known]))
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
    story = corpus.story.tocsc()
    story.data[np.repeat(np.diff(story.indptr) > WIDESPREAD, np.diff(story.indptr))] = 0
    story.eliminate_zeros()
    return story.tocsr()


def _wording(items: Rows, corpus: Corpus) -> Pairs:
    """Each item with its nearest stories."""
    words = neighbour_words(corpus)[items]
    row, column, _ = nearest(words, np.arange(len(items)), np.arange(len(items)))
    return items[row], items[column]


def nearest(words: Any, rows: Rows, rank: Rows) -> tuple[Rows, Rows, Numbers]:
    """The nearest rows of each of some rows, with their scores; equal scores go by rank."""
    other = words.T.tocsr() if len(rows) > _ROWS else words.T
    found = []
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        row, column, score = near_rows(words, some, other)
        found.append(best(row, column, score, rank))
    a, b = _joined((row, column) for row, column, _ in found)
    return a, b, np.concatenate([np.empty(0), *(score for _, _, score in found)])


def near_rows(words: Any, rows: Rows, other: Any) -> tuple[Rows, Rows, Numbers]:
    """All rows that are `ALIKE` to each of some rows; `other` are the words with rows and columns exchanged."""
    scores = (words[rows] @ other).tocsr()
    alike = np.flatnonzero(scores.data >= ALIKE * UNIT * UNIT)  # few of all
    row = rows[np.searchsorted(scores.indptr, alike, side="right") - 1]
    column, score = scores.indices[alike].astype(np.int64), scores.data[alike]
    keep = column != row
    return row[keep], column[keep], score[keep]


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
    none = np.empty(0, dtype=np.int64)
    several = [(none, none), *parts]
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
