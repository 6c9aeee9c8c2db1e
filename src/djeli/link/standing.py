"""What a linking leaves for the next decision: its units and all compared pairs, as arrays that a case can keep.

An analyst's tie or bar changes no probability, only which groups come of them, and only in the components that it
touches. The arrays are plain numbers with their lengths in front: nothing in a case that a stranger hands over is run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from djeli.errors import IntegrityError
from djeli.link.cluster import SLACK, as_rows, cluster, components
from djeli.link.partition import Ground, partition
from djeli.link.profile import Profile
from djeli.link.terms import Rows
from djeli.views import Link

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
    """Units in the order of their ids, the pairs of them that were compared, and whether pages are in two scripts."""

    ids: tuple[str, ...]
    items: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    ground: Ground
    several_scripts: bool
    inner: tuple[Inner, ...] = ()

    @cached_property
    def _home(self) -> Mapping[str, int]:
        return {member: n for n, some in enumerate(self.members) for member in some}

    def dump(self) -> bytes:
        """As bytes, for `load`."""
        ground = self.ground
        arrays: dict[str, Any] = {
            "id": self.ids,
            "item": self.items,
            "size": [len(some) for some in self.members],
            "member": [name for some in self.members for name in some],
            "main": ground.main,
            "left": ground.left,
            "right": ground.right,
            "chance": ground.chances,
            "far": ground.far,
        }
        at = {name: n for n, name in enumerate(arrays["member"])}
        arrays |= {
            "first": [at[one.left] for one in self.inner],
            "second": [at[one.right] for one in self.inner],
            "score": [one.score for one in self.inner],
            "apart": [one.apart for one in self.inner],
        }
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
        rows = [(self._home[a], self._home[b]) for a, b in moved if a in self._home and b in self._home]
        pages = {self.items[a] for a, b in rows if self.items[a] == self.items[b]}
        if self.several_scripts or (pages and not self._same_units(pages, after, threshold)):
            return None
        tied, parted = (as_rows(self._units(pairs)) for pairs in after)
        ties = np.concatenate([tied, as_rows(self._units(before[0]))])
        ground, size = self.ground, len(self.ids)
        strong = ground.chances >= threshold - SLACK
        left, right = ground.left[strong], ground.right[strong]
        part = components(size, np.concatenate([left, ties[:, 0]]), np.concatenate([right, ties[:, 1]]))
        some = np.flatnonzero(np.isin(part, part[[n for pair in rows for n in pair]]))
        return self._grouped(some, tied, parted, threshold)

    def _same_units(self, pages: set[str], after: tuple[Collection[Ends], Collection[Ends]], threshold: float) -> bool:
        """Whether the reports of these pages make the same units under ties and bars."""
        stand = {tuple(sorted(some)) for item, some in zip(self.items, self.members, strict=True) if item in pages}
        names = {name for some in stand for name in some}
        inner = [one for one in self.inner if one.left in names]
        same, different = ({(a, b) for a, b in some if self._of_one_page(a, b, pages)} for some in after)
        found = cluster(
            names,
            {(one.left, one.right): one.score for one in inner},
            threshold=threshold,
            same=same,
            different=(different | {(one.left, one.right) for one in inner if one.apart}) - same,
        )
        return set(found) == stand

    def _of_one_page(self, a: str, b: str, pages: set[str]) -> bool:
        if a not in self._home or b not in self._home:
            return False
        page = self.items[self._home[a]]
        return page in pages and page == self.items[self._home[b]]

    def _units(self, pairs: Collection[Ends]) -> set[tuple[int, int]]:
        found = ((self._home[a], self._home[b]) for a, b in pairs if a in self._home and b in self._home)
        return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}

    def _grouped(self, some: Rows, tied: Rows, parted: Rows, threshold: float) -> list[tuple[str, ...]]:
        """Groups among some units that no strong pair and no tie leads out of."""
        at = np.full(len(self.ids), -1, dtype=np.int64)
        at[some] = np.arange(len(some))
        whole = self.ground
        inside = (at[whole.left] >= 0) & (at[whole.right] >= 0)
        left, right, chances = at[whole.left[inside]], at[whole.right[inside]], whole.chances[inside]
        ground = Ground(main=whole.main[some], left=left, right=right, chances=chances, far=whole.far[inside])
        ties, bars = (_inside(at[pairs]) for pairs in (tied, parted))
        home = partition(ground, ties, bars, _nothing, threshold=threshold).home
        found: dict[int, list[str]] = {}
        for n, head in zip(some.tolist(), home.tolist(), strict=True):
            found.setdefault(head, []).extend(self.members[n])
        return sorted(tuple(sorted(group)) for group in found.values())


def _inside(pairs: Rows) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairs.tolist() if a >= 0 and b >= 0]


def _nothing(core: Rows, barred: Rows) -> tuple[Rows, Rows]:
    return as_rows([]), np.empty(0, dtype=np.int64)


def standing(
    units: Sequence[Profile], ground: Ground, inner: Iterable[Link], apart: Callable[[str, str], bool], *, scripts: bool
) -> Standing:
    """The standing of a linking.

    Args:
        units: in the order of their ids.
        ground: what was compared of them.
        inner: links between reports of one page.
        apart: whether two such reports tell outright of two things.
        scripts: whether pages are in several scripts.
    """
    order = np.lexsort((ground.right, ground.left))  # what was added to stands as what was linked at once
    return Standing(
        tuple(one.id for one in units),
        tuple(one.item for one in units),
        tuple(one.members for one in units),
        Ground(
            main=ground.main,
            left=ground.left[order],
            right=ground.right[order],
            chances=ground.chances[order],
            far=ground.far[order],
        ),
        scripts,
        tuple(Inner(one.left, one.right, one.probability, apart(one.left, one.right)) for one in inner),
    )


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
        ids, items, members = ([one.decode() for one in found[name].tolist()] for name in ("id", "item", "member"))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IntegrityError(f"what linking kept cannot be read ({error}); 'djeli run' makes it anew") from error
    left, right = found["left"].astype(np.int64), found["right"].astype(np.int64)
    ends = np.cumsum(found["size"])
    whole = len(ids) == len(items) == len(ends) == len(found["main"]) and (not len(ends) or ends[-1] == len(members))
    ends_in = ((left, ids), (right, ids), (found["first"], members), (found["second"], members))
    inside = all(not len(some) or (some.min() >= 0 and some.max() < len(all_)) for some, all_ in ends_in)
    alike = [{len(found[name]) for name in some} for some in (("left", "right", "chance", "far"), _INNER)]
    if not (whole and inside and all(len(lengths) == 1 for lengths in alike)):
        raise IntegrityError("what linking kept does not fit together; 'djeli run' makes it anew")
    starts = (ends - found["size"]).tolist()
    some = tuple(tuple(members[start:end]) for start, end in zip(starts, ends.tolist(), strict=True))
    ground = Ground(main=found["main"], left=left, right=right, chances=found["chance"], far=found["far"])
    rows = zip(*(found[name].tolist() for name in _INNER), strict=True)
    inner = tuple(Inner(members[a], members[b], score, apart) for a, b, score, apart in rows)
    return Standing(tuple(ids), tuple(items), some, ground, bool(head["scripts"]), inner)


_INNER = ("first", "second", "score", "apart")
