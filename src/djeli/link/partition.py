"""Groups out of compared units: first what pages are mainly about, then everything else beside it.

What pages mention besides would otherwise thin out the mean between their main occurrences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from djeli.link.cluster import Known, grouped
from djeli.link.terms import Numbers, Rows

Ends = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a partition is made from: units by number in the order of their ids, and the pairs that were compared.

    `far` marks pairs of two explicit full dates, which are never one event unless an analyst says so.
    """

    main: NDArray[np.bool_]
    left: Rows
    right: Rows
    chances: Numbers
    far: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Groups:
    """For each unit the smallest of its group: among main units only, and among all."""

    core: Rows
    home: Rows


def partition(
    ground: Ground,
    tied: Iterable[Ends],
    parted: Iterable[Ends],
    bridges: Callable[[Rows, Rows], tuple[Rows, Rows]],
    *,
    threshold: float,
    known: tuple[Known, Known] | None = None,
) -> Groups:
    """The groups.

    Args:
        ground: what was compared.
        tied: pairs of units an analyst tied; they win over everything else.
        parted: pairs of units an analyst parted.
        bridges: from the groups of main units, pairs of those in two scripts that are to be joined, and the units
            whose bridges are not what they were; its second argument are the barred pairs as codes, see `coded`.
        threshold: mean probability from which groups join.
        known: groups as they were (of main units; of all), where only those of some units are to be worked out.
    """
    size, left, right = len(ground.main), ground.left, ground.right
    ties = coded(_rows(tied))
    barred = np.setdiff1d(np.concatenate([coded(_rows(parted)), left[ground.far] << 32 | right[ground.far]]), ties)
    both = ground.main[left] & ground.main[right]
    same = decoded(ties)
    inside = ground.main[same[:, 0]] & ground.main[same[:, 1]]
    core = grouped(
        size,
        left[both],
        right[both],
        ground.chances[both],
        threshold=threshold,
        same=same[inside],
        different=decoded(barred),
        known=known[0] if known else None,
    )
    joined = np.flatnonzero(core != np.arange(size))
    bridged, changed = bridges(core, barred)
    same = np.concatenate([same, np.stack([core[joined], joined], axis=1), bridged])
    touched = None
    if known:  # a unit whose group of main units changed pulls the whole group along
        moved = known[1].touched | (core != known[0].home)
        moved[changed] = True
        touched = Known(known[1].home, moved | np.isin(core, core[moved]))
    home = grouped(
        size,
        left,
        right,
        ground.chances,
        threshold=threshold,
        same=same,
        different=decoded(barred),
        known=touched,
    )
    return Groups(core, home)


def _rows(pairs: Iterable[Ends]) -> Rows:
    return np.array([(min(pair), max(pair)) for pair in pairs], dtype=np.int64).reshape(-1, 2)


def coded(pairs: Rows) -> Rows:
    """Each pair as one number, sorted, once."""
    return np.unique(pairs[:, 0] << 32 | pairs[:, 1])


def decoded(codes: Rows) -> Rows:
    """Pairs out of their numbers."""
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)
