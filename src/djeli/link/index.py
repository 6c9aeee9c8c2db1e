"""A linking that grows: added pages cost in proportion to what they touch, and the outcome is that of linking anew.

A page touches the pages it is compared with, those whose words weigh otherwise since it came (see `terms.steady`),
those whose nearest stories it changes, and those in its blocks of names, places and days. Their pairs are scored
anew, and the components these pairs stand in are grouped anew. Everything else is left as it is, because nothing it
depends on has changed: so the order in which pages come changes neither groups nor probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from djeli.link import block
from djeli.link.bench import VETO_DAYS, Bench, Scored
from djeli.link.cluster import Known
from djeli.link.columned import FIELDS, Columned, Pairs, against, differing, listed, near_words
from djeli.link.columns import Affinity, Columns
from djeli.link.evidence import RARE, Corpus, heard
from djeli.link.partition import Ground, Groups
from djeli.link.postings import joined
from djeli.link.profile import ItemWords, Profile
from djeli.link.shelf import Every, Fetch, Shelf, block_numbers
from djeli.link.terms import UNIT, Numbers, Rows, is_large, steady

TOO_MANY = 0.2
"""Share of all items from which it is cheaper to link anew than to mend."""

Mask = NDArray[np.bool_]


class Index:
    """All that a linking of a large case was worked out from; an open resource that `add` changes.

    `core` and `home` hold for each unit the first by id of its group: among main units, and among all.
    """

    def __init__(self, found: Columned, fetch: Fetch | None = None) -> None:
        """Without `fetch` items and units must be put on the shelf."""
        self.shelf = Shelf(found.shelf, found.blocks, fetch)
        self.pairs, self.core, self.home = found.pairs, found.core, found.home
        self._fields = {name: found.fields[name] for name in FIELDS}
        self._titles, self._actors, self._actor_items = found.fields["title"], found.fields["actors"], found.actor_items
        self._rarities()
        counts = self._fields["tokens"].counts
        self._words = sparse.csr_matrix((found.words, counts.indices, counts.indptr), shape=counts.shape)
        self.near, self.scores = found.near, found.scores
        self.script, self.several_scripts = found.script, found.several_scripts
        self.reweighed = np.zeros(0, dtype=np.int64)  # items by their parties
        self.dirty = np.zeros(len(self.shelf.unit_ids), dtype=bool)  # units whose pairs changed

    def columned(self) -> Columned:
        """Everything it is made of."""
        return Columned(
            shelf=self.shelf.columns(),
            blocks=self.shelf.blocks(),
            pairs=self.pairs,
            core=self.core,
            home=self.home,
            fields={**self._fields, "title": self._titles, "actors": self._actors},
            actor_items=self._actor_items,
            words=self._words.data,
            near=self.near,
            scores=self.scores,
            script=self.script,
            several_scripts=self.several_scripts,
        )

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.shelf.ids)

    @property
    def largest(self) -> int:
        """Reports in the largest group."""
        return int(np.bincount(self.home, weights=self.shelf.sizes).max())

    def every(self, order: Rows) -> Sequence[Profile]:
        """All units in some order, made when they are asked for: only cases in two scripts ask."""
        return Every(self.shelf, order)

    def rarity(self, name: str, terms: Sequence[str]) -> Numbers:
        """The rarity of terms of one field; 0 where no item holds them."""
        known = self._fields[name].vocabulary
        found = np.append(self._known[name], 0.0)
        return np.asarray(found[[known.get(term, -1) for term in terms]] if len(terms) else np.empty(0))

    def of(self, item: str) -> ItemWords:
        """The words of one item."""
        return self.shelf.item(self.shelf.row(item))

    def heard(self, one: ItemWords, other: ItemWords) -> float | None:
        """Sum of the rarity of names that sound alike; None within one script or without names."""
        return heard(one, other, lambda sounds: self.rarity("sounds", sounds))

    def fits(self, items: int, reports: int) -> bool:
        """Whether so many more leave the rarity of most words alone."""
        ends = ((self.total, items), (self._actors.size, reports))
        same = all(int(steady(n, coarse=True)) == int(steady(n + more, coarse=True)) for n, more in ends)
        return same and is_large(self.total) and self.total > block.FULL

    def actors(self) -> dict[str, float]:
        """How rare each party is among reports."""
        found = np.round(self._actors.rarity(self._actors.size, coarse=True), 6)
        return dict(zip(self._actors.terms, found.tolist(), strict=True))

    def _rarities(self) -> dict[str, Numbers]:
        self._known = {name: each.rarity(self.total, coarse=True) for name, each in self._fields.items()}
        return self._known

    def _near(self, rows: Rows, weights: Numbers) -> Any:
        """Stories as `block.neighbour_words` has them."""
        return near_words(self._fields["tokens"], rows, weights)

    def grow(self, items: Sequence[ItemWords], reports: Sequence[Profile]) -> Mask:
        """Take in new items; which items are touched. Their units come with `place`."""
        before = {name: (self._known[name], self._standing(name)) for name in FIELDS}
        ranked = self._actors.rarity(self._actors.size, coarse=True)
        start, known = self.total, len(self._fields["tokens"].terms)
        self.shelf.grow(items)
        self.several_scripts |= any(item.script != self.script for item in items)
        for name, each in self._fields.items():
            each.append(getattr(item, name) for item in items)
        self._titles.append(item.title for item in items)
        self._actors.append(one.actors for one in reports)
        fresh = {item.id: start + n for n, item in enumerate(items)}
        self._actor_items = np.concatenate([self._actor_items, [fresh[one.item] for one in reports]]).astype(np.int64)
        weights = self._rarities()
        touched = np.zeros(self.total, dtype=bool)
        touched[start:] = True
        changed = {name: self._changed(name, *before[name]) for name in FIELDS}
        for name in FIELDS:
            touched[self._fields[name].holders(changed[name])] = True
        touched[self._titles.holders(self._title_words(changed["tokens"], known))] = True
        rarer = np.zeros(len(self._actors.terms), dtype=bool)
        rarer[: len(ranked)] = self._actors.rarity(self._actors.size, coarse=True)[: len(ranked)] != ranked
        self.reweighed = np.unique(self._actor_items[self._actors.holders(rarer)])
        touched[self.reweighed] = True
        wording = self._fields["tokens"].holders(changed["tokens"])
        self._rewrite(np.union1d(wording, np.arange(start, self.total)), weights["tokens"], start)
        touched[self._renew(np.union1d(wording, np.arange(start, self.total)), start)] = True
        return touched

    def _standing(self, name: str) -> Rows:
        """What else than its rarity decides what a term does: whether neighbours or blocks of names go by it."""
        held = self._fields[name].held
        if name == "tokens":
            return (held <= block.WIDESPREAD).astype(np.int64)
        return ((held > 1) & (held <= block.CAP)).astype(np.int64) if name == "names" else np.zeros_like(held)

    def _changed(self, name: str, weights: Numbers, standing: Rows) -> Mask:
        """Terms that were there before and weigh or serve otherwise now."""
        found = np.zeros(len(self._fields[name].terms), dtype=bool)
        now, old = self._known[name], len(weights)
        found[:old] = (now[:old] != weights) | (self._standing(name)[:old] != standing)
        return found

    def _title_words(self, changed: Mask, known: int) -> Mask:
        """Words of titles whose weight changed, those no story had held among them."""
        words = self._fields["tokens"]
        moved = {words.terms[n] for n in np.flatnonzero(changed).tolist()} | set(words.terms[known:])
        found = np.zeros(len(self._titles.terms), dtype=bool)
        found[[n for term in moved if (n := self._titles.vocabulary.get(term)) is not None]] = True
        return found

    def _rewrite(self, rows: Rows, weights: Numbers, start: int) -> None:
        """The wording of some rows, of those from `start` for the first time."""
        old, new = rows[rows < start], rows[rows >= start]
        near = self._near(old, weights)
        if len(old):
            pointers = self._words.indptr
            sizes = pointers[old + 1] - pointers[old]
            within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            self._words.data[np.repeat(pointers[old], sizes) + within] = near.data
        self._words = joined(self._words, self._near(new, weights))

    def _renew(self, rows: Rows, start: int) -> Rows:
        """Nearest stories after some rows changed; which rows have others than before."""
        rank, more = self.shelf.ids.rank, self.total - start
        self.near = np.concatenate([self.near, np.full((more, block.NEIGHBOURS), -1, dtype=np.int64)])
        self.scores = np.concatenate([self.scores, np.zeros((more, block.NEIGHBOURS))])
        before = self.near.copy()
        row, column, score = self._alike(rows)
        mine = np.zeros(self.total, dtype=bool)
        mine[rows] = True
        self._relist(rows, *block.best(row, column, score, rank))
        other = ~mine[column]
        short = self._merge(column[other], row[other], score[other], mine, rank)
        if len(short):
            self._relist(short, *block.best(*self._alike(short), rank))
        return np.flatnonzero((np.sort(self.near, axis=1) != np.sort(before, axis=1)).any(axis=1))

    def _alike(self, rows: Rows) -> tuple[Rows, Rows, Numbers]:
        """All stories that are alike to each of some rows: as `block.nearest` does, for few rows."""
        found = against(self._words, rows)
        row, column = rows[found.col], found.row.astype(np.int64)
        keep = (found.data >= block.ALIKE * UNIT * UNIT) & (row != column)
        return row[keep], column[keep], found.data[keep]

    def _relist(self, rows: Rows, row: Rows, column: Rows, score: Numbers) -> None:
        self.near[rows], self.scores[rows] = -1, 0.0
        listed(self.near, self.scores, row, column, score)

    def _merge(self, row: Rows, column: Rows, score: Numbers, mine: Mask, rank: Rows) -> Rows:
        """Weigh changed stories against the nearest ones of unchanged rows; rows whose list can't be known from it.

        A list of full length hides what came after it. Where a changed story falls below its last place, that row
        has to be looked at as a whole.
        """
        listed = (mine[self.near] & (self.near >= 0)).any(axis=1) & ~mine
        full, last = self.near[:, -1] >= 0, self.scores[:, -1]
        better = ~full[row] | (score > last[row]) | ((score == last[row]) & (rank[column] < rank[self.near[row, -1]]))
        rows = np.union1d(np.flatnonzero(listed), row[better])
        ends = np.stack([last[rows], np.where(full[rows], rank[self.near[rows, -1]], len(rank))], axis=1)
        was_full = full[rows]
        kept_row, kept_place = np.nonzero((self.near[rows] >= 0) & ~mine[self.near[rows]])
        mentioned = np.isin(row, rows)
        a = np.concatenate([rows[kept_row], row[mentioned]])
        b = np.concatenate([self.near[rows][kept_row, kept_place], column[mentioned]])
        c = np.concatenate([self.scores[rows][kept_row, kept_place], score[mentioned]])
        self._relist(rows, *block.best(a, b, c, rank))
        now, place = self.scores[rows, -1], self.near[rows, -1]
        worse = (now < ends[:, 0]) | ((now == ends[:, 0]) & (rank[place] > ends[:, 1])) | (place < 0)
        return np.asarray(rows[was_full & worse])

    def place(self, units: Sequence[Profile]) -> Mask:
        """Put down the units of new items; which items stand in a block with them that tells something apart."""
        start = len(self.shelf.unit_ids)
        touched = np.zeros(self.total, dtype=bool)
        for keys in self.shelf.place(units):
            for some in self.shelf.together(keys):
                old = [n for n in some if n < start]
                if len(old) <= block.CAP:
                    touched[self.shelf.home[old]] = True
        return touched

    def regrouped(self, profiles: Callable[[Sequence[str]], Sequence[Profile]]) -> bool:
        """Whether the reports of an item make other units than before, because its parties are rarer or commoner now.

        `profiles` gives the units of items by their ids.
        """
        shelf = self.shelf
        several = [n for n in self.reweighed.tolist() if int(shelf.sizes[shelf.units_of(n)].sum()) > 1]
        if not several:
            return False
        shelf.need(several)
        old = sorted((shelf.unit(u) for n in several for u in shelf.units_of(n)), key=lambda one: one.id)
        return sorted(profiles([shelf.item_name(n) for n in several]), key=lambda one: one.id) != old

    def candidates(self, touched: Mask) -> tuple[Rows, Rows]:
        """Pairs of items of which one is touched, by wording and by names."""
        row, place = np.nonzero((self.near >= 0) & (touched[:, None] | touched[self.near]))
        names = self._fields["names"]
        rare = (self._known["names"] > RARE) & (self._standing("names") > 0)
        holds = sparse.csr_matrix((np.append(rare, False)[names.counts.indices].astype(float),
            names.counts.indices, names.counts.indptr), shape=names.counts.shape)  # fmt: skip
        rows = np.flatnonzero(touched)
        shared = against(holds, rows)
        keep = (shared.data >= 2) & (shared.row != rows[shared.col])
        left = np.concatenate([row, shared.row[keep].astype(np.int64)])
        return left, np.concatenate([self.near[row, place], rows[shared.col[keep]]])

    def together(self, touched: Mask) -> tuple[Rows, Rows]:
        """Pairs of units of which one is of a touched item, by place and time."""
        left, right = [], []
        rows = np.flatnonzero(touched).tolist()
        self.shelf.need(rows)
        for item in rows:
            for n in self.shelf.units_of(item):
                for others in self.shelf.together(block_numbers(self.shelf.unit(n))):
                    if 1 < len(others) <= block.CAP:
                        left += [n] * len(others)
                        right += others
        return np.array(left, dtype=np.int64), np.array(right, dtype=np.int64)

    def rescore(self, touched: Mask, bench: Bench, affinity: Affinity) -> tuple[Scored, set[str]]:
        """Score all pairs of touched items anew: the pairs, among as many units as they need; all touched units."""
        shelf, near, blocks = self.shelf, self.candidates(touched), self.together(touched)
        mine = touched[shelf.home]
        wanted = touched.copy()
        wanted[near[0]] = wanted[near[1]] = True
        wanted[shelf.home[blocks[1]]] = True
        rows = np.flatnonzero(wanted).tolist()
        shelf.need(rows)
        corpus = Corpus([shelf.item(n) for n in rows], self)
        numbers = sorted((n for r in rows for n in shelf.units_of(r)), key=lambda n: shelf.unit(n).id)
        columns = Columns([shelf.unit(n) for n in numbers], corpus, affinity, self.actors())
        at = np.full(len(mine), -1, dtype=np.int64)
        at[numbers] = np.arange(len(numbers))
        item_at = np.full(self.total, -1, dtype=np.int64)
        item_at[rows] = [corpus.row[shelf.item(n).id] for n in rows]
        pairs = block.distinct([(item_at[near[0]], item_at[near[1]])])
        found = block.distinct([*block.of_items(columns, *pairs), *block.kept(columns, at[blocks[0]], at[blocks[1]])])
        scored = bench.of(corpus).score(columns, *found)
        order = np.array(numbers, dtype=np.int64)
        fresh = Pairs(order[found[0]], order[found[1]], scored.probabilities, scored.ground(VETO_DAYS).far)
        stale = mine[self.pairs.left] | mine[self.pairs.right]
        self.dirty = np.zeros(len(mine), dtype=bool)
        self.dirty[len(self.home) :] = True
        for a, b in differing(self.pairs.only(stale), fresh):
            self.dirty[[a, b]] = True
        self.pairs = self.pairs.only(~stale).and_(fresh)
        return scored, {shelf.unit_name(n) for n in np.flatnonzero(mine).tolist()}

    def touch(self, units: Iterable[int]) -> None:
        """Only these units are to be grouped anew."""
        self.dirty = np.zeros(len(self.shelf.unit_ids), dtype=bool)
        self.dirty[list(units)] = True

    def ground(self) -> tuple[Ground, Rows, tuple[Known, Known]]:
        """What a partition needs, with units in the order of their ids; that order; and the groups as they were."""
        rank, order = self.shelf.unit_ids.rank, self.shelf.unit_ids.order
        main = self.shelf.main[order]
        left, right = rank[self.pairs.left], rank[self.pairs.right]
        low, high = np.minimum(left, right), np.maximum(left, right)
        known = []
        for label in (self.core, self.home):
            grown = np.concatenate([label, np.arange(len(label), len(order))])
            known.append(Known(rank[grown[order]], self.dirty[order]))
        ground = Ground(main=main, left=low, right=high, chances=self.pairs.chances, far=self.pairs.far)
        return ground, order, (known[0], known[1])

    def settle(self, groups: Groups, order: Rows) -> tuple[Rows, Rows]:
        """Put down the new groups: first units of those that are no longer, and units of those that are new."""
        core, home = np.empty_like(order), np.empty_like(order)
        core[order], home[order] = order[groups.core], order[groups.home]
        old = np.concatenate([self.home, np.full(len(home) - len(self.home), -1)])
        self.core, self.home = core, home
        moved = old != home
        heads = np.union1d(home[moved], old[moved & (old >= 0)])
        return heads, np.flatnonzero(np.isin(home, heads))
