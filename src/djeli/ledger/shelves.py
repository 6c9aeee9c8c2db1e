"""The shelf of an open case, kept while its ledger stays as it is, so that folding everything is done once.

Figures, relations and the pages of actors are folded from the whole case. In a small case that is done anew
after every change, before the page is shown. In a large one it takes longer than anybody waits: then the lists from
before the change are shown until those after it are folded, in the background.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from djeli.ledger.shelf import Shelf
from djeli.records import Text
from djeli.store import Store, View

PATIENCE = 1.0
"""Seconds that a page may fold; a person waits so long and wonders no more."""


class Shelves:
    """Hands out the shelf of a case over the view of the moment."""

    def __init__(self, store: Store, text: Callable[[str], Text], props: Collection[str] = ()) -> None:
        """`props`: only items that make claims of these properties are looked at, which no decision changes."""
        self._store, self._text, self._props = store, text, props
        self._kept: tuple[str, Shelf] | None = None
        self._longest = 0.0
        self._folding = threading.Lock()

    @contextmanager
    def open(self) -> Iterator[Shelf]:
        """The shelf, for use inside the block."""
        with self._store.reading() as view:
            state, kept = self._state(view), self._kept
            if kept is None or (kept[0] != state and self._longest < PATIENCE):
                kept = state, self._fresh(view)
            elif kept[0] != state:
                self._refold(kept[1])
            base, one = kept[1], kept[1].over(view)
            start, made = time.monotonic(), base.size
            yield one
            base.take(one)
            if base.size > made:
                self._longest = max(self._longest, time.monotonic() - start)
            if self._kept is None or self._kept[0] != kept[0]:
                self._put(kept)

    def _fresh(self, view: View) -> Shelf:
        return Shelf(view, self._text, within=view.items_telling(self._props) if self._props else None)

    def _state(self, view: View) -> str:
        return pages_of(view) if self._props else state_of(view)

    def _put(self, fresh: tuple[str, Shelf]) -> None:
        """Keep a shelf, unless what is kept came of a refolding that a page at work did not know of."""
        known = self._kept
        if known is None or known[1] is fresh[1] or self._longest < PATIENCE:
            self._kept = fresh

    def _refold(self, old: Shelf) -> None:
        """Fold in the background what the older shelf holds; one at a time."""
        if self._folding.acquire(blocking=False):
            threading.Thread(target=self._folded, args=(old,), name="djeli-shelf", daemon=True).start()

    def _folded(self, old: Shelf) -> None:
        try:
            with self._store.reading() as view:
                fresh = self._fresh(view)
                fresh.fold_as(old)
                fresh.take(fresh)
                self._kept = self._state(view), fresh
        finally:
            self._folding.release()


def state_of(view: View) -> str:
    """Another whenever something was written that lists are folded from, or events were computed anew."""
    return f"{view.mark()} {sorted(view.state().items())}"


def pages_of(view: View) -> str:
    """Another whenever pages came, went or were read anew, or all was computed anew; not after a decision."""
    known, last = view.state(), view.mark(decided=False)
    return f"{last} {int(known.get('derived', '0')) >= last} {known.get('recipe')}"
