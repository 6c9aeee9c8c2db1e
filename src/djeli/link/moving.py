"""What becomes otherwise when a linking grows: links that move, and bridges between groups in two scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from djeli.link.bench import Bench
from djeli.link.cluster import as_rows
from djeli.link.prepare import ends, passable
from djeli.link.profile import Profile
from djeli.link.scripts import Words
from djeli.link.terms import Rows
from djeli.views import Link

Ends = tuple[str, str]


class Moved:
    """Links that may become others: what each was is asked for when it is first noted."""

    def __init__(self, link: Callable[[Ends], Link | None]) -> None:
        self._link = link
        self._before: dict[Ends, Link | None] = {}

    def note(self, pairs: Iterable[Ends]) -> None:
        """Pairs whose links are about to change."""
        for pair in pairs:
            if pair not in self._before:
                self._before[pair] = self._link(pair)

    def links(self) -> tuple[Link, ...]:
        """Links that are not what they were."""
        now = ((self._link(pair), before) for pair, before in sorted(self._before.items()))
        return tuple(one for one, before in now if one is not None and one != before)

    def gone(self) -> tuple[Ends, ...]:
        """Pairs without the link they had."""
        return tuple(p for p, before in sorted(self._before.items()) if before is not None and self._link(p) is None)


class Bridging:
    """Joins groups of main units in two scripts, which are compared as wholes; keeps the links.

    `before` are the links there were, of which some may be gone.
    """

    def __init__(self, bench: Bench, found: Sequence[Profile], texts: Words, before: Sequence[Link] = ()) -> None:
        self._bench, self._units, self._texts, self._before = bench, found, texts, before
        self.links: list[Link] = []

    def __call__(self, core: Rows, barred: Rows) -> tuple[Rows, Rows]:
        """See `partition`."""
        several = self._texts.several_scripts
        links = self._bench.bridges(core, self._units, self._texts) if several else []
        if not links and not self._before:
            return as_rows([]), np.empty(0, dtype=np.int64)
        row = {one.id: n for n, one in enumerate(self._units)}
        shut = {(a, b) for a, b in np.stack([core[barred >> 32], core[barred & 0xFFFFFFFF]], axis=1).tolist()}
        self.links = passable(links, shut, {one.id: head for one, head in zip(self._units, core.tolist(), strict=True)})
        moved = {ends(one) for one in self.links} ^ {ends(one) for one in self._before}
        touched = sorted({row[name] for pair in moved for name in pair})
        return as_rows((row[one.left], row[one.right]) for one in self.links), np.array(touched, dtype=np.int64)
