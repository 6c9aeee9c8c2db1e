"""Items and units of a linking that grows: known by columns, themselves at hand as far as somebody asked for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from djeli.link import block
from djeli.link.prepare import mains
from djeli.link.profile import ItemWords, Profile
from djeli.link.terms import Rows
from djeli.link.unit import unit
from djeli.text.holders import Holders, holders, numbered
from djeli.text.similarity import Hashes

Names = NDArray[np.bytes_]
Fetch = Callable[[Collection[str]], tuple[Sequence[Profile], Sequence[ItemWords]]]
"""From ids of items to all their reports and their words."""


class Order:
    """Names in order of arrival and in that of the alphabet; an open resource."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.order: Rows = np.argsort(names, kind="stable")
        self._sorted = names[self.order]
        self._rank: Rows | None = None

    def __len__(self) -> int:
        return len(self.names)

    def add(self, names: Sequence[str]) -> None:
        """More names, which come last."""
        more = packed(names)
        numbers = np.arange(len(self.names), len(self.names) + len(more))
        inner = np.argsort(more, kind="stable")
        at = np.searchsorted(self._sorted, more[inner])
        self.order = np.insert(self.order, at, numbers[inner])
        self._sorted = np.insert(self._sorted, at, more[inner])
        self.names, self._rank = np.concatenate([self.names, more]), None

    @property
    def rank(self) -> Rows:
        """The place of each name in the alphabet."""
        if self._rank is None:
            self._rank = np.empty(len(self.order), dtype=np.int64)
            self._rank[self.order] = np.arange(len(self.order))
        return self._rank

    def row(self, name: str) -> int | None:
        """Where a name came; None where it never did."""
        at = int(np.searchsorted(self._sorted, name.encode()))
        return int(self.order[at]) if at < len(self._sorted) and self._sorted[at] == name.encode() else None


class Shelf:
    """An open resource that `place` changes.

    Columns of units: their items by row, whether they are what these are mainly about, and the reports they stand for.
    """

    def __init__(self, columns: Mapping[str, Any], blocks: Holders, fetch: Fetch | None = None) -> None:
        """See `columns`."""
        self.ids, self.unit_ids = Order(columns["item"]), Order(columns["unit"])
        self.home: Rows = columns["home"].astype(np.int64)
        self.main: NDArray[np.bool_] = columns["main"].astype(bool)
        self.sizes: Rows = columns["size"].astype(np.int64)
        self.members = Order(columns["member"])
        self._first = np.concatenate([[0], np.cumsum(self.sizes)])
        self._by_item = np.argsort(self.home, kind="stable")
        self._start = np.concatenate([[0], np.cumsum(np.bincount(self.home, minlength=len(self.ids)))])
        self._later: dict[int, list[int]] = defaultdict(list)
        self._blocks, self._fetch = blocks, fetch
        self._items: dict[int, ItemWords] = {}
        self._units: dict[int, Profile] = {}

    def columns(self) -> dict[str, Any]:
        """Everything but the blocks, as it is given to the constructor."""
        return {
            "item": self.ids.names,
            "unit": self.unit_ids.names,
            "home": self.home,
            "main": self.main,
            "size": self.sizes,
            "member": self.members.names,
        }

    def blocks(self) -> Holders:
        """Units by their blocks of place and time."""
        return self._blocks

    def put(self, items: Iterable[ItemWords], units: Iterable[Profile]) -> None:
        """Keep these at hand."""
        self._items |= {self.row(one.id): one for one in items}
        self._units |= {self.unit_row(one.id): one for one in units}

    def row(self, item: str) -> int:
        """The row of an item."""
        found = self.ids.row(item)
        if found is None:
            raise KeyError(item)
        return found

    def unit_row(self, name: str) -> int:
        """The row of a unit."""
        found = self.unit_ids.row(name)
        if found is None:
            raise KeyError(name)
        return found

    def unit_of(self, report: str) -> int | None:
        """The unit that stands for a report."""
        at = self.members.row(report)
        return None if at is None else int(np.searchsorted(self._first, at, side="right")) - 1

    def item(self, row: int) -> ItemWords:
        """An item."""
        self.need([row])
        return self._items[row]

    def unit(self, row: int) -> Profile:
        """A unit."""
        if row not in self._units:
            self.need([int(self.home[row])])
        return self._units[row]

    def unit_name(self, row: int) -> str:
        """The id of a unit."""
        return str(self.unit_ids.names[row].decode())

    def item_name(self, row: int) -> str:
        """The id of an item."""
        return str(self.ids.names[row].decode())

    def reports(self, row: int) -> tuple[str, ...]:
        """The reports that a unit stands for."""
        some = self.members.names[self._first[row] : self._first[row + 1]]
        return tuple(name.decode() for name in some.tolist())

    def units_of(self, row: int) -> list[int]:
        """The units of an item, in order of arrival."""
        known = self._by_item[self._start[row] : self._start[row + 1]].tolist() if row + 1 < len(self._start) else []
        return known + self._later.get(row, [])

    def need(self, rows: Iterable[int]) -> None:
        """Have these items and their units at hand."""
        missing = sorted({row for row in rows if row not in self._items})
        if not missing or self._fetch is None:
            return
        reports, words = self._fetch([self.item_name(row) for row in missing])
        by_id = {one.id: one for one in reports}
        told = {one.id: one for one in words}
        numbers = [n for row in missing for n in self.units_of(row)]
        made = mains([unit([by_id[name] for name in self.reports(n)]) for n in numbers], told)
        self.put(words, made)

    def rename(self, families: Mapping[str, str], change: Callable[[Any, str], Any]) -> None:
        """Other names of families for what is at hand; what is not will come with them."""
        for n, item in self._items.items():
            if item.id in families:
                self._items[n] = change(item, families[item.id])
        for n, one in self._units.items():
            if one.item in families:
                self._units[n] = change(one, families[one.item])

    def grow(self, items: Sequence[ItemWords]) -> None:
        """Items that were put at the end."""
        self.ids.add([item.id for item in items])
        self.put(items, ())

    def place(self, units: Sequence[Profile]) -> list[Hashes]:
        """Units that were put at the end, of items that are there. Returns the keys of their blocks."""
        start, keys = len(self.unit_ids), []
        self.unit_ids.add([one.id for one in units])
        self.members.add([name for one in units for name in one.members])
        self.home = np.concatenate([self.home, [self.row(one.item) for one in units]]).astype(np.int64)
        self.main = np.concatenate([self.main, [one.main for one in units]]).astype(bool)
        self.sizes = np.concatenate([self.sizes, [len(one.members) for one in units]]).astype(np.int64)
        self._first = np.concatenate([[0], np.cumsum(self.sizes)])
        for n, one in enumerate(units, start=start):
            self._later[int(self.home[n])].append(n)
            keys.append(block_numbers(one))
            self._blocks.add(n, keys[-1])
        self.put((), units)
        return keys

    def pairs(self, reports: Iterable[tuple[str, str]]) -> set[tuple[int, int]]:
        """Pairs of reports as pairs of the units they stand in, by the alphabet."""
        found = ((self.unit_of(a), self.unit_of(b)) for a, b in reports)
        rank = self.unit_ids.rank
        rows = ((int(rank[a]), int(rank[b])) for a, b in found if a is not None and b is not None and a != b)
        return {(min(pair), max(pair)) for pair in rows}

    def together(self, keys: Hashes) -> list[list[int]]:
        """The units in each of some blocks."""
        return self._blocks.of(keys)


class Every(Sequence[Profile]):
    """All units of a shelf in some order; each is made when it is asked for."""

    def __init__(self, shelf: Shelf, order: Rows) -> None:
        self._shelf, self._order = shelf, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self._shelf.unit(int(n)) for n in self._order[row]]
        return self._shelf.unit(int(self._order[row]))


def shelved(items: Sequence[ItemWords], units: Sequence[Profile]) -> Shelf:
    """A shelf of these, all of them at hand."""
    row = {item.id: n for n, item in enumerate(items)}
    columns = {
        "item": packed([item.id for item in items]),
        "unit": packed([one.id for one in units]),
        "home": np.array([row[one.item] for one in units], dtype=np.int64),
        "main": np.array([one.main for one in units], dtype=bool),
        "size": np.array([len(one.members) for one in units], dtype=np.int64),
        "member": packed([name for one in units for name in one.members]),
    }
    found = Shelf(columns, holders([block_numbers(one) for one in units]))
    found.put(items, units)
    return found


def block_numbers(one: Profile) -> Hashes:
    """The blocks of a unit as numbers, each once."""
    return np.unique(numbered(map(repr, block.block_keys(one))))


def packed(names: Sequence[str]) -> Names:
    """Ids as one array."""
    return np.array([name.encode() for name in names], dtype=np.bytes_)
