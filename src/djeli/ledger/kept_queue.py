"""The queue of questions, kept while the ledger stays as it is.

In a small case it is made anew after every decision. In a large one that takes longer than anybody waits: then the
queue from before the decision is shown without the questions that were answered since, until a fresh one is made in
the background.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from djeli.judge.queue import Task
from djeli.judge.rows import in_force, seen_fact
from djeli.ledger.shelves import PATIENCE
from djeli.store import Store, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A queue, up to which entry it was made, and the seconds that took."""

    mark: int
    tasks: list[Task]
    seconds: float


class KeptQueue:
    """Hands out the open questions of a case.

    Args:
        store: of the case.
        make: makes the queue anew from a view.
        settled: whether what follows from the last entry is computed already; only then a queue is kept.
    """

    def __init__(self, store: Store, make: Callable[[View], list[Task]], settled: Callable[[View], bool]) -> None:
        self._store, self._make, self._settled = store, make, settled
        self._kept: Made | None = None
        self._making = threading.Lock()

    def open(self) -> list[Task]:
        """Questions nobody answered, the most risky first."""
        kept = self._kept
        with self._store.reading() as view:
            if kept is not None and kept.mark == view.mark():
                return kept.tasks
            if kept is None or kept.seconds < PATIENCE:
                return self._fresh(view)
            answered = {str(seen_fact(one, "task")) for one in in_force(view.judgements())}
        if self._making.acquire(blocking=False):
            threading.Thread(target=self._anew, name="djeli-queue", daemon=True).start()
        return [task for task in kept.tasks if task.id not in answered]

    def _fresh(self, view: View) -> list[Task]:
        mark, start = view.mark(), time.monotonic()
        tasks = self._make(view)
        if self._settled(view):
            self._kept = Made(mark=mark, tasks=tasks, seconds=time.monotonic() - start)
        return tasks

    def _anew(self) -> None:
        try:
            with self._store.reading() as view:
                self._fresh(view)
        finally:
            self._making.release()
