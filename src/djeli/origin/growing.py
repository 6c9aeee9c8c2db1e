"""Text families that grow: an added text is held against the few that share lines or runs of words with it.

The outcome is that of `families` over all texts. Where a text changes what is known of others among themselves (a line
turns out to be boilerplate, or none; a run becomes too common to find copies by; old families become others), it says
so, and all families have to be looked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from djeli.origin.boilerplate import DECIDING, MIN_CARRIERS, is_boilerplate, line_keys, without
from djeli.origin.families import COMMON_RUN, Families, Overlap, copied, found_by, group, lookup, share_of, worth
from djeli.text.similarity import Hashes, runs, words

Texts = Mapping[str, str]
Told = tuple[Texts, Texts]
"""Item id -> its words; item id -> its title, where it has one."""


class Holders:
    """Which rows hold a key: keys of most rows sorted in one array, those of rows that came later beside it."""

    def __init__(self, rows: Sequence[Hashes]) -> None:
        sizes = [len(row) for row in rows]
        keys = np.concatenate([np.empty(0, dtype=np.uint64), *rows])
        order = np.argsort(keys, kind="stable")
        self._keys: Hashes = keys[order]
        self._rows: NDArray[np.int32] = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)[order]
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


@dataclass(frozen=True, slots=True)
class Joined:
    """Items whose family, or share of it that another holds, is not what it was, and how many are in each family."""

    families: Mapping[str, tuple[str, float]]
    members: Mapping[str, tuple[str, ...]]


class Copies:
    """The families of a case, and what finds copies of one more text; an open resource that `add` changes."""

    def __init__(self, texts: Texts, titles: Texts, found: Families) -> None:
        """`found` are the families of these texts."""
        order = sorted(texts)
        self.homes = {item: (one.id, found.share(item)) for item, one in found.families.items()}
        self._members = {one.id: one.members for one in found.families.values() if len(one.members) > 1}
        self._overlaps: dict[str, list[Overlap]] = {}
        for one in found.overlaps:
            self._note(one)
        self._items = order
        self._sizes = [len(found.hashes[item]) for item in order]
        self._looked = [len(lookup(found.hashes[item])) for item in order]
        self._runs = Holders([lookup(found.hashes[item]) for item in order])
        self._lines = Holders([_hashed(line_keys(texts[item])) for item in order])
        self._known = found.boilerplate

    def _note(self, one: Overlap) -> None:
        for item in (one.left, one.right):
            self._overlaps.setdefault(item, []).append(one)

    def add(self, item: str, told: Told, read: Callable[[Iterable[str]], Told]) -> Joined | None:
        """Take in one more text; None where that changes what is known of others.

        Args:
            item: its id.
            told: its words and its title.
            read: the same of texts there are already, by their ids.
        """
        if not self._lines_stay(item, told, read):
            return None
        hashes = runs(words(without(told[0][item], self._known)))
        keys, row = lookup(hashes), len(self._items)
        near = self._near(hashes, keys)
        if near is None:
            return None
        kept = {item: hashes} | self._hashes([self._items[n] for n in near], read)
        for other in sorted(kept.keys() - {item}):
            share = copied(kept[item], kept[other])
            if share is not None:
                self._note(Overlap(left=min(item, other), right=max(item, other), containment=share))
        self._items.append(item)
        self._sizes.append(len(hashes))
        self._looked.append(len(keys))
        self._runs.add(row, keys)
        self._lines.add(row, _hashed(line_keys(told[0][item])))
        return self._grouped(item, kept, read)

    def _lines_stay(self, item: str, told: Told, read: Callable[[Iterable[str]], Told]) -> bool:
        """Whether the lines that are boilerplate are the same ones with this text."""
        keys = sorted(set(line_keys(told[0][item])))
        for key, rows in zip(keys, self._lines.of(_hashed(keys)), strict=True):
            if len(rows) + 1 < MIN_CARRIERS:
                continue
            first = sorted([item, *(self._items[n] for n in rows)])[:DECIDING]
            if item in first:
                others = read(one for one in first if one != item)
                texts, titles = ({**known, **mine} for known, mine in zip(others, told, strict=True))
                if is_boilerplate(first, texts, titles) != (key in self._known):
                    return False
        return True

    def _near(self, hashes: Hashes, keys: Hashes) -> list[int] | None:
        """Rows that may be copies; None where a run becomes too common to tell."""
        counts: dict[int, int] = {}
        for rows in self._runs.of(keys):
            if len(rows) == COMMON_RUN:
                return None
            if len(rows) < COMMON_RUN:
                for row in rows:
                    counts[row] = counts.get(row, 0) + 1
        sampled = len(keys) < len(hashes)
        found = []
        for row, n in counts.items():
            some = sampled or self._looked[row] < self._sizes[row]
            if worth(n, some, min(self._sizes[row], len(hashes))):
                found.append(row)
        return found

    def _hashes(self, items: Iterable[str], read: Callable[[Iterable[str]], Told]) -> dict[str, Hashes]:
        wanted = list(items)
        texts = read(wanted)[0] if wanted else {}
        return {one: runs(words(without(texts[one], self._known))) for one in wanted}

    def _grouped(self, item: str, kept: Mapping[str, Hashes], read: Callable[[Iterable[str]], Told]) -> Joined | None:
        """Families among all texts that overlaps lead to from this one; None where old ones become others."""
        part, open_ = {item}, [item]
        while open_:
            for one in self._overlaps.get(open_.pop(), ()):
                more = {one.left, one.right} - part
                part |= more
                open_ += more
        hashes = {**kept, **self._hashes(sorted(part - kept.keys()), read)}
        overlaps = {(one.left, one.right): one for name in part for one in self._overlaps.get(name, ())}
        ordered = [overlaps[pair] for pair in sorted(overlaps)]
        found = found_by(group(sorted(part), ordered, hashes), ordered)
        before = {self._home(one) for one in part if one != item}
        after = {tuple(one for one in family.members if one != item) for family in found.values()} - {()}
        if before != after:
            return None
        now = {name: (one.id, share_of(name, one)) for name, one in found.items()}
        changed = {name: home for name, home in now.items() if self.homes.get(name) != home}
        for name in changed:
            self._members.pop(self.homes[name][0] if name in self.homes else "", None)
        self._members |= {one.id: one.members for one in found.values() if len(one.members) > 1}
        self.homes |= changed
        return Joined(changed, {name: one.members for name, one in found.items() if item in one.members})

    def size(self, item: str) -> int:
        """How many texts are in an item's family."""
        return len(self._home(item))

    def _home(self, item: str) -> tuple[str, ...]:
        return self._members.get(self.homes[item][0], (item,))


def _hashed(keys: Iterable[str]) -> Hashes:
    """Lines as numbers that hold as long as the process."""
    return np.fromiter((hash(key) & 0xFFFFFFFFFFFFFFFF for key in sorted(set(keys))), dtype=np.uint64)
