"""The queue of a large case: never waited for twice, and never asks what was answered."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import djeli
from djeli.judge.queue import Task
from djeli.ledger import kept_queue
from djeli.store import View


def test_a_slow_queue_is_shown_without_what_was_answered(demo_copy: Path) -> None:
    """After a decision the older queue is shown at once, shorter by the answer, and then the fresh one."""
    with djeli.open(demo_copy) as case:
        whole = case.review()
        made = threading.Event()
        real = case._queue._make

        def slow(view: View) -> list[Task]:
            made.wait(10)
            return real(view)

        kept = case._queue._kept
        assert kept is not None
        case._queue._kept = kept_queue.Made(mark=kept.mark, tasks=kept.tasks, seconds=kept_queue.PATIENCE * 2)
        case._queue._make = slow
        asked = next(task for task in whole if task.accept is not None)
        case.decide(asked.id, accept=True, by="Awa")
        shown = case.review()
        assert [task.id for task in shown] == [task.id for task in whole if task.id != asked.id]
        made.set()
        for _ in range(200):
            if case._queue._kept is not None and case._queue._kept.mark != kept.mark:
                break
            time.sleep(0.05)
        with case.store.reading() as view:
            assert [task.id for task in case.review()] == [task.id for task in real(view)]
