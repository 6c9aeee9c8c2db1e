"""Who does the work: this process or a pool of processes, and what happens when one of them dies."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

from djeli.errors import InputError
from djeli.pipeline.work import Done
from djeli.settings import Settings

ALONE_BELOW = 400_000  # bytes: for less, starting worker processes costs more than it saves

DIED = (
    "the process that read it died (out of memory, or a fault in a library) and it was set aside; save the part you "
    "need as a smaller file"
)

Outcomes = list[Done | InputError]
Call = tuple[Callable[..., Outcomes], tuple[Any, ...]]


class Here(Executor):
    """Runs what is submitted at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run and return a finished Future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def _begin() -> None:
    """A worker leaves Ctrl-C to the process that started it, and leaves with that process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def pool(processes: int) -> Executor:
    """A process pool. Spawned: a forked child would share the store's connection and the parser's threads."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)


class Crew:
    """An executor that outlives the death of its workers."""

    def __init__(self, settings: Settings, size: int, executor: Executor | None = None) -> None:
        """`size` bytes are to be worked on; without `executor`, a pool is started when they are many."""
        small = settings.processes == 1 or size < ALONE_BELOW
        self._processes = settings.processes
        self._mine = executor is None
        self._executor = executor or (Here() if small else pool(settings.processes))

    def submit(self, call: Call) -> Future[Outcomes]:
        """Send out a call; a pool that has broken is replaced first."""
        function, arguments = call
        try:
            return self._executor.submit(function, *arguments)
        except BrokenExecutor:
            self._renew()
            return self._executor.submit(function, *arguments)

    def _renew(self) -> None:
        if self._mine:
            self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor, self._mine = pool(self._processes), True

    def result(self, future: Future[Outcomes], singles: Sequence[tuple[str, Call]]) -> Outcomes:
        """What came of a call. When its worker died, its documents are tried one by one in a process apart.

        Args:
            future: of the call.
            singles: name and call of every document in it.
        """
        try:
            return future.result()
        except BrokenExecutor:
            return list(_one_by_one(singles))

    def close(self) -> None:
        """Let the workers go."""
        if self._mine:
            self._executor.shutdown(cancel_futures=True)


def _one_by_one(singles: Sequence[tuple[str, Call]]) -> Iterator[Done | InputError]:
    """Outcomes of single documents; one whose process dies is named, and the next gets a new process."""
    alone = pool(1)
    try:
        for name, (function, arguments) in singles:
            try:
                yield from alone.submit(function, *arguments).result()
            except BrokenExecutor:
                yield InputError(DIED, where=name)
                alone.shutdown()
                alone = pool(1)
    finally:
        alone.shutdown()
