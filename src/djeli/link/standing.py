"""What a linking leaves for the next decision: its units and all compared pairs, as arrays that a case can keep.

An analyst's tie or bar changes no probability, only which groups come of them, and only in the components that it
touches. The arrays are plain numbers with their lengths in front: nothing in a case that a stranger hands over is run.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from djeli.errors import IntegrityError
from djeli.link.cluster import SLACK, as_rows, cluster
from djeli.link.partition import Ground, partition
from djeli.link.terms import Rows

Ends = tuple[str, str]
_KINDS = {"id": "S32", "item": "S32", "size": "<i4", "member": "S32", "main": "?", "left": "<i4", "right": "<i4",
    "chance": "<f8", "far": "?", "first": "<i4", "second": "<i4", "score": "<f8", "apart": "?"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inner:
    """Two reports of one page that were compared: `apart` says that they tell outright of two things."""

    left: str
    right: str
    score: float
    apart: bool


@dataclass(frozen=True)
class Standing:
    """Units in the order of their ids, the pairs of them that were compared, and whether pages are in two scripts.

    `columns` has names as bytes: units (`id`), their items, how many reports each stands for (`size`) and which
    (`member`), and pairs of reports of one page as rows of `member` (`first`, `second`, `score`, `apart`).
    """

    columns: Mapping[str, Any]
    ground: Ground
    several_scripts: bool

    @cached_property
    def _unit(self) -> Rows:
        """The unit of each member."""
        return np.repeat(np.arange(len(self.columns["id"])), self.columns["size"])

    def dump(self) -> bytes:
        """As bytes, for `load`."""
        ground = self.ground
        pairs = {"main": ground.main, "left": ground.left, "right": ground.right}
        arrays = {**self.columns, **pairs, "chance": ground.chances, "far": ground.far}
        packed = {name: np.asarray(arrays[name], dtype=kind) for name, kind in _KINDS.items()}
        head = {"scripts": self.several_scripts, "sizes": {name: len(each) for name, each in packed.items()}}
        return json.dumps(head).encode() + b"\n" + b"".join(each.tobytes() for each in packed.values())

    def regrouped(
        self, before: tuple[Collection[Ends], Collection[Ends]], after: tuple[Collection[Ends], Collection[Ends]],
        *, threshold: float,
    ) -> list[tuple[str, ...]] | None:  # fmt: skip
        """Groups of reports in the components that other ties and bars touch; None where that isn't all there is to it.

        So it is where reports of one page make other units, and in cases in two scripts, where groups are compared as
        wholes.

        Args:
            before: pairs of reports that were tied, and parted.
            after: those that are now.
            threshold: of the linking.
        """
        moved = {pair for old, new in zip(before, after, strict=True) for pair in {*old} ^ {*new}}
        home = self._homes({name for some in (*before, *after) for pair in some for name in pair})
        rows = [(home[a], home[b]) for a, b in moved if a in home and b in home]
        items = self.columns["item"]
        pages = {items[a] for a, b in rows if items[a] == items[b]}
        if self.several_scripts or any(not self._same_units(page, after, threshold) for page in pages):
            return None
        tied, parted, once = (as_rows(_of_units(pairs, home)) for pairs in (*after, before[0]))
        strong = self.ground.chances >= threshold - SLACK
        left = np.concatenate([self.ground.left[strong], tied[:, 0], once[:, 0]])
        right = np.concatenate([self.ground.right[strong], tied[:, 1], once[:, 1]])
        some = _reached(len(items), left, right, [n for pair in rows for n in pair])
        return self._grouped(some, tied, parted, threshold)

    def _homes(self, names: Collection[str]) -> dict[str, int]:
        """The units of reports, as far as they stand in one."""
        wanted = np.array(sorted(name.encode() for name in names), dtype=np.bytes_)
        at = np.flatnonzero(np.isin(self.columns["member"], wanted)) if len(wanted) else np.empty(0, dtype=np.int64)
        return {self.columns["member"][n].decode(): int(self._unit[n]) for n in at.tolist()}

    def _same_units(self, page: bytes, after: tuple[Collection[Ends], Collection[Ends]], threshold: float) -> bool:
        """Whether the reports of a page make the same units under ties and bars."""
        columns = self.columns
        units = np.flatnonzero(columns["item"] == page)
        at = np.flatnonzero(np.isin(self._unit, units))
        name = {int(n): columns["member"][n].decode() for n in at}
        stand: dict[int, list[str]] = {}
        for n in at.tolist():
            stand.setdefault(int(self._unit[n]), []).append(name[n])
        inner = [
            Inner(name[a], name[b], float(columns["score"][n]), bool(columns["apart"][n]))
            for n in np.flatnonzero(np.isin(columns["first"], at)).tolist()
            if (a := int(columns["first"][n])) in name and (b := int(columns["second"][n])) in name
        ]
        mine = {*name.values()}
        same, different = ({pair for pair in some if mine.issuperset(pair)} for some in after)
        found = cluster(
            mine,
            {(one.left, one.right): one.score for one in inner},
            threshold=threshold,
            same=same,
            different=(different | {(one.left, one.right) for one in inner if one.apart}) - same,
        )
        return set(found) == {tuple(sorted(some)) for some in stand.values()}

    def _grouped(self, some: Rows, tied: Rows, parted: Rows, threshold: float) -> list[tuple[str, ...]]:
        """Groups among some units that no strong pair and no tie leads out of."""
        at = np.full(len(self.columns["id"]), -1, dtype=np.int64)
        at[some] = np.arange(len(some))
        whole = self.ground
        inside = (at[whole.left] >= 0) & (at[whole.right] >= 0)
        left, right, chances = at[whole.left[inside]], at[whole.right[inside]], whole.chances[inside]
        ground = Ground(main=whole.main[some], left=left, right=right, chances=chances, far=whole.far[inside])
        ties, bars = (_inside(at[pairs]) for pairs in (tied, parted))
        home = partition(ground, ties, bars, _nothing, threshold=threshold).home
        ends, sizes, members = np.cumsum(self.columns["size"]), self.columns["size"], self.columns["member"]
        found: dict[int, list[str]] = {}
        for n, head in zip(some.tolist(), home.tolist(), strict=True):
            mine = members[ends[n] - sizes[n] : ends[n]].tolist()
            found.setdefault(head, []).extend(name.decode() for name in mine)
        return sorted(tuple(sorted(group)) for group in found.values())


def _of_units(pairs: Collection[Ends], home: Mapping[str, int]) -> set[tuple[int, int]]:
    found = ((home[a], home[b]) for a, b in pairs if a in home and b in home)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def _reached(size: int, left: Rows, right: Rows, start: Sequence[int]) -> Rows:
    """Nodes that edges lead to from some."""
    found = np.zeros(size, dtype=bool)
    found[list(start)] = True
    while True:
        edges = np.flatnonzero(found[left] != found[right])
        if not len(edges):
            return np.flatnonzero(found)
        found[left[edges]] = found[right[edges]] = True


def _inside(pairs: Rows) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairs.tolist() if a >= 0 and b >= 0]


def _nothing(core: Rows, barred: Rows) -> tuple[Rows, Rows]:
    return as_rows([]), np.empty(0, dtype=np.int64)


def standing(
    names: tuple[Any, Any], members: Sequence[tuple[str, ...]], ground: Ground, inner: Iterable[Inner], *, scripts: bool
) -> Standing:
    """The standing of a linking.

    Args:
        names: of units, in the order of their ids, and of their items.
        members: the reports that each unit stands for.
        ground: what was compared of them.
        inner: reports of one page that were compared, in the order of their ids.
        scripts: whether pages are in several scripts.
    """
    order = np.lexsort((ground.right, ground.left))  # what was added to stands as what was linked at once
    flat, pairs = [name for some in members for name in some], list(inner)
    at = {name: n for n, name in enumerate(flat)}
    columns = {
        "id": np.array(names[0], dtype=np.bytes_),
        "item": np.array(names[1], dtype=np.bytes_),
        "size": np.array([len(some) for some in members], dtype=np.int64),
        "member": np.array(flat, dtype=np.bytes_),
        "first": np.array([at[one.left] for one in pairs], dtype=np.int64),
        "second": np.array([at[one.right] for one in pairs], dtype=np.int64),
        "score": np.array([one.score for one in pairs], dtype=float),
        "apart": np.array([one.apart for one in pairs], dtype=bool),
    }
    left, right, far = ground.left[order], ground.right[order], ground.far[order]
    sorted_ = Ground(main=ground.main, left=left, right=right, chances=ground.chances[order], far=far)
    return Standing(columns, sorted_, scripts)


def load(data: bytes) -> Standing:
    """What `Standing.dump` wrote.

    Raises:
        IntegrityError: it is something else.
    """
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        found, at = {}, 0
        for name, kind in _KINDS.items():
            found[name] = np.frombuffer(body, dtype=kind, count=int(head["sizes"][name]), offset=at)
            at += found[name].nbytes
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IntegrityError(f"what linking kept cannot be read ({error}); 'djeli run' makes it anew") from error
    many, sizes = len(found["id"]), found["size"].astype(np.int64)
    whole = many == len(found["item"]) == len(sizes) == len(found["main"]) and not (sizes < 0).any()
    whole = whole and int(sizes.sum()) == len(found["member"])
    ends_in = {"left": many, "right": many, "first": len(found["member"]), "second": len(found["member"])}
    inside = all(not len(found[n]) or (found[n].min() >= 0 and found[n].max() < size) for n, size in ends_in.items())
    alike = [{len(found[name]) for name in some} for some in (("left", "right", "chance", "far"), _INNER)]
    if not (whole and inside and all(len(lengths) == 1 for lengths in alike)):
        raise IntegrityError("what linking kept does not fit together; 'djeli run' makes it anew")
    left, right = found["left"].astype(np.int64), found["right"].astype(np.int64)
    ground = Ground(main=found["main"], left=left, right=right, chances=found["chance"], far=found["far"])
    columns = {name: found[name] for name in ("id", "item", "member", *_INNER)} | {"size": sizes}
    return Standing(columns, ground, bool(head["scripts"]))


_INNER = ("first", "second", "score", "apart")
