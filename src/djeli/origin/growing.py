"""Text families that grow: an added text is held against the few that share lines or runs of words with it.

The outcome is that of `families` over all texts. Where a text changes what is known of others among themselves (a line
turns out to be boilerplate, or none; a run becomes too common to find copies by; old families become others), it says
so, and all families have to be looked for anew; so it does where the first text in another language comes, or where a
clue that a translation was found by becomes too common.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from djeli.origin.boilerplate import DECIDING, MIN_CARRIERS, is_boilerplate, line_keys, without
from djeli.origin.families import (
    COMMON_RUN,
    Families,
    Overlap,
    copied,
    found_by,
    group,
    lookup,
    share_of,
    telling,
    worth,
)
from djeli.origin.signs import clues
from djeli.origin.tellings import Tellings
from djeli.origin.translations import COMMON_CLUE, SHARED, Signs
from djeli.records import digest
from djeli.text.holders import Holders, holders, numbered
from djeli.text.similarity import Hashes, runs, words

Read = Callable[[Iterable[str]], Tellings]
"""Gives what is known of items by their ids."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Items whose family, or share of it that another holds, is not what it was, and how many are in each family."""

    families: Mapping[str, tuple[str, float]]
    members: Mapping[str, tuple[str, ...]]
    renamed: frozenset[str] = frozenset()
    """Items there were, whose family goes by another name now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What finds copies of one more text: texts by row, the runs and lines they hold, and who copies whom.

    `sizes` counts the runs of each, `looked` those it is looked up by; `families` are those of several members.
    `tongues` are the languages the texts are read as; `clues` are kept where there are several.
    """

    items: Sequence[str]
    sizes: Sequence[int]
    looked: Sequence[int]
    runs: Holders
    lines: Holders
    known: frozenset[str]
    overlaps: Sequence[Overlap]
    families: Sequence[tuple[str, ...]]
    tongues: Sequence[str]
    clues: Holders


def found_in(told: Tellings, found: Families) -> Found:
    """The same of texts whose families were looked for."""
    order, nothing = sorted(told.texts), np.empty(0, dtype=np.uint64)
    keys = [lookup(found.hashes[item]) for item in order]
    return Found(
        items=order,
        sizes=[len(found.hashes[item]) for item in order],
        looked=[len(row) for row in keys],
        runs=holders(keys),
        lines=holders([_hashed(line_keys(told.texts[item])) for item in order]),
        known=found.boilerplate,
        overlaps=found.overlaps,
        families=sorted({one.members for one in found.families.values() if len(one.members) > 1}),
        tongues=[told.tongue(item) for item in order],
        clues=holders([found.clues.get(item, nothing) for item in order]),
    )


class Copies:
    """The families of a case, and what finds copies of one more text; an open resource that `add` changes."""

    def __init__(self, found: Found) -> None:
        self._items, self._sizes, self._looked = list(found.items), list(found.sizes), list(found.looked)
        self._row = {item: n for n, item in enumerate(self._items)}
        self._runs, self._lines, self._known = found.runs, found.lines, found.known
        self._tongues, self._clues = list(found.tongues), found.clues
        self._spoken = set(self._tongues) - {""}
        self._many = len(self._spoken) > 1
        self._overlaps: dict[str, list[Overlap]] = {}
        for one in found.overlaps:
            self._note(one)
        self._members = {digest("family", some[0]): some for some in found.families}
        self._homes: dict[str, tuple[str, float]] = {}
        for name, some in self._members.items():
            self._homes |= {item: (name, self._share(item, some)) for item in some}

    def _share(self, item: str, family: Collection[str]) -> float:
        """The largest share of its wording that an item has in common with another member."""
        mine = (one for one in self._overlaps.get(item, ()) if one.left in family and one.right in family)
        return max((one.containment for one in mine), default=0.0)

    def found(self) -> Found:
        """Everything it is made of."""
        overlaps = {(one.left, one.right): one for some in self._overlaps.values() for one in some}
        return Found(
            items=self._items,
            sizes=self._sizes,
            looked=self._looked,
            runs=self._runs,
            lines=self._lines,
            known=self._known,
            overlaps=[overlaps[pair] for pair in sorted(overlaps)],
            families=sorted(self._members.values()),
            tongues=self._tongues,
            clues=self._clues,
        )

    def home(self, item: str) -> tuple[str, float] | None:
        """The family of an item and the share of it that another member holds; None where it isn't known."""
        if item in self._homes:
            return self._homes[item]
        return (digest("family", item), 0.0) if item in self._row else None

    def family(self, item: str) -> str:
        """The family of an item; itself where it isn't known."""
        found = self.home(item)
        return found[0] if found else item

    def _note(self, one: Overlap) -> None:
        for item in (one.left, one.right):
            self._overlaps.setdefault(item, []).append(one)

    def add(self, item: str, told: Tellings, read: Read) -> Joined | None:
        """Take in one more text; None where that changes what is known of others.

        Args:
            item: its id.
            told: its words, and what is known of it.
            read: the same of texts there are already, by their ids.
        """
        if not self._lines_stay(item, told, read):
            return None
        hashes = runs(words(without(told.texts[item], self._known)))
        keys, row = lookup(hashes), len(self._items)
        tongue = told.tongue(item)
        near, abroad = self._near(hashes, keys), self._abroad(told.texts[item], tongue)
        if near is None or abroad is None:
            return None
        kept = {item: hashes} | self._hashes([self._items[n] for n in near], read)
        alike = set()
        for other in sorted(kept.keys() - {item}):
            share = copied(kept[item], kept[other])
            if share is not None:
                alike.add(other)
                self._note(Overlap(left=min(item, other), right=max(item, other), containment=share))
        self._translations(item, told, sorted({self._items[n] for n in abroad} - alike), read)
        self._tongues.append(tongue)
        if tongue and self._many:
            self._clues.add(row, clues(told.texts[item]))
        self._row[item] = row
        self._items.append(item)
        self._sizes.append(len(hashes))
        self._looked.append(len(keys))
        self._runs.add(row, keys)
        self._lines.add(row, _hashed(line_keys(told.texts[item])))
        return self._grouped(item, kept, read)

    def _lines_stay(self, item: str, told: Tellings, read: Read) -> bool:
        """Whether the lines that are boilerplate are the same ones with this text."""
        keys = sorted(set(line_keys(told.texts[item])))
        for key, rows in zip(keys, self._lines.of(_hashed(keys)), strict=True):
            if len(rows) + 1 < MIN_CARRIERS:
                continue
            first = sorted([item, *(self._items[n] for n in rows)])[:DECIDING]
            if item in first:
                every = read(one for one in first if one != item).beside(told)
                if is_boilerplate(first, every.texts, every.titles) != (key in self._known):
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

    def _abroad(self, text: str, tongue: str) -> list[int] | None:
        """Rows that may be translations; None where that was not kept, or a clue of a known one becomes too common."""
        if tongue and not self._many:
            foreign = bool(self._spoken - {tongue})
            self._spoken.add(tongue)
            return None if foreign else []
        counts: dict[int, int] = {}
        for rows in self._clues.of(clues(text)) if tongue else ():
            if len(rows) == COMMON_CLUE and self._translated(rows):
                return None
            if len(rows) < COMMON_CLUE:
                for row in rows:
                    if self._tongues[row] != tongue:
                        counts[row] = counts.get(row, 0) + 1
        return [row for row, n in counts.items() if n >= SHARED]

    def _translated(self, rows: Iterable[int]) -> bool:
        """Whether some of the rows are translations of one another."""
        some = {self._items[row] for row in rows}
        overlaps = (one for item in some for one in self._overlaps.get(item, ()) if one.translation)
        return any({one.left, one.right} <= some for one in overlaps)

    def _translations(self, item: str, told: Tellings, others: Sequence[str], read: Read) -> None:
        if not others:
            return
        signs = Signs(read(others).beside(told))
        for other in others:
            found = telling(min(item, other), max(item, other), signs)
            if found is not None:
                self._note(found)

    def _hashes(self, items: Iterable[str], read: Read) -> dict[str, Hashes]:
        wanted = list(items)
        texts = read(wanted).texts if wanted else {}
        return {one: runs(words(without(texts[one], self._known))) for one in wanted}

    def _grouped(self, item: str, kept: Mapping[str, Hashes], read: Read) -> Joined | None:
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
        old = {name: self.home(name) for name in part if name != item}
        changed = {name: home for name, home in now.items() if old.get(name) != home}
        for name in changed:
            self._members.pop((old.get(name) or ("",))[0], None)
        self._members |= {one.id: one.members for one in found.values() if len(one.members) > 1}
        self._homes |= {name: home for name, home in changed.items() if home[0] in self._members}
        renamed = {name for name in changed if (was := old.get(name)) is not None and was[0] != changed[name][0]}
        return Joined(
            changed, {name: one.members for name, one in found.items() if item in one.members}, frozenset(renamed)
        )

    def size(self, item: str) -> int:
        """How many texts are in an item's family."""
        return len(self._home(item))

    def _home(self, item: str) -> tuple[str, ...]:
        return self._members.get(self.family(item), (item,))


def _hashed(keys: Iterable[str]) -> Hashes:
    """Lines as numbers, each once."""
    return numbered(sorted(set(keys)))
