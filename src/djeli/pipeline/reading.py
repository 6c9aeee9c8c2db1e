"""Pending originals through read, split and extract; each document is committed whole or not at all.

Killed at any moment, the next run goes on where this one was: documents that were committed are skipped, and an
original counts as done only when its last document is.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from djeli import read
from djeli.errors import InputError
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.work import Done, Work, fingerprint, through, whole
from djeli.records import Reading
from djeli.settings import Settings
from djeli.store import Failure, Original, Store
from djeli.store.originals import place

COMMIT_EVERY = 1.0  # seconds: a kill loses at most this much work, and commits stay rare enough to be cheap
CHUNK = 24  # documents of a container a worker gets at once
ALONE_BELOW = 400_000  # bytes: for less, starting worker processes costs more than it saves


@dataclass(slots=True)
class Read:
    """What a run of reading did."""

    originals: int = 0
    documents: int = 0
    items: int = 0
    reports: int = 0
    claims: int = 0
    regions: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


class _Here(Executor):
    """Runs what is submitted at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run and return a finished Future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def executor_for(settings: Settings, size: int) -> Executor:
    """A process pool on all cores, or this process when the work is small."""
    if settings.processes == 1 or size < ALONE_BELOW:
        return _Here()
    # spawn: a forked child would share the store's connection and the parser's threads.
    return ProcessPoolExecutor(settings.processes, mp_context=get_context("spawn"))


def read_pending(
    store: Store,
    root: Path,
    settings: Settings,
    *,
    extra: tuple[str, ...] = (),
    executor: Executor | None = None,
    progress: Progress = silent,
) -> Read:
    """Read every original that the present method has not read to its end.

    `root` is the folder of the originals, `extra` are gazetteers of the case, and `executor` is anything with the
    interface of `concurrent.futures.Executor`; a process pool is started when it is None.
    """
    method = fingerprint(settings, extra)
    with store.reading() as view:
        completed = view.completed()
        uris = {capture.document: capture.uri for capture in view.captures()}
        pending = [one for one in view.originals() if completed.get(one.id) != method]
        known = view.read_methods()
    if not pending:
        return Read()
    pool = executor or executor_for(settings, sum(one.size for one in pending))
    try:
        run = _Run(store, root=root, settings=settings, extra=extra, method=method, known=known)
        return run.run(pending, uris, pool, progress)
    finally:
        if executor is None:
            pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class _Task:
    """One submitted piece; `last` is set when its original is done with it."""

    original: Original
    uri: str
    future: Future[list[Done | InputError]]
    last: bool
    size: int


class _Run:
    """One run's state: what waits to be committed."""

    def __init__(
        self,
        store: Store,
        *,
        root: Path,
        settings: Settings,
        extra: tuple[str, ...],
        method: str,
        known: Mapping[str, str],
    ) -> None:
        self.store, self.root, self.settings, self.extra = store, root, settings, extra
        self.method, self.known = method, known
        self.result = Read()
        self._waiting: list[tuple[_Task, list[Done | InputError]]] = []
        self._committed = time.monotonic()

    def run(self, pending: list[Original], uris: Mapping[str, str], pool: Executor, progress: Progress) -> Read:
        """Submit, collect in order, commit now and then."""
        total = sum(one.size for one in pending)
        done = 0
        tasks = self._tasks(pending, uris, pool)
        window = deque(islice(tasks, 4 * self.settings.processes))
        while window:
            task = window.popleft()
            self._waiting.append((task, task.future.result()))
            if time.monotonic() - self._committed >= COMMIT_EVERY:
                self.commit()
            done += task.size
            progress("read", min(done, total), total, task.uri)
            window.extend(islice(tasks, 1))
        self.commit()
        progress("read", total, total, "")
        return self.result

    def _tasks(self, pending: list[Original], uris: Mapping[str, str], pool: Executor) -> Iterator[_Task]:
        for original in pending:
            work = Work(
                path=str(place(self.root, original.id)),
                uri=uris.get(original.id, original.id),
                media_type=original.declared or original.media_type,
                host=original.host,
                settings=self.settings,
                extra=self.extra,
            )
            if original.media_type in read.CONTAINERS:
                yield from self._members(original, work, pool)
            else:
                yield _Task(original, work.uri, pool.submit(whole, work), True, original.size)

    def _members(self, original: Original, work: Work, pool: Executor) -> Iterator[_Task]:
        """A container is unpacked here and its members are sent out in chunks."""
        data = Path(work.path).read_bytes()
        found = read.read(
            data, uri=work.uri, settings=work.settings, media_type=work.media_type, fetched_host=work.host
        )
        faults: list[Done | InputError] = []
        chunk: list[Reading] = []
        sent = 0
        for one in found:
            if isinstance(one, InputError):
                faults.append(one)
            elif self.known.get(one.document.id) != f"{one.text.reader}+{self.method}":
                chunk.append(one)
            if len(chunk) == CHUNK:
                size = min(sum(reading.document.size for reading in chunk), original.size - sent)
                sent += size
                yield _Task(original, work.uri, self._submit(chunk, pool), False, size)
                chunk = []
        last: Future[list[Done | InputError]] = Future()
        rest = self._submit(chunk, pool).result() if chunk else []
        last.set_result([*rest, *faults])
        yield _Task(original, work.uri, last, True, original.size - sent)

    def _submit(self, chunk: list[Reading], pool: Executor) -> Future[list[Done | InputError]]:
        return pool.submit(through, list(chunk), self.settings, self.extra)  # type: ignore[arg-type]

    def commit(self) -> None:
        """Write what waits, in one transaction."""
        with self.store.writing() as writer:
            for task, outcomes in self._waiting:
                for outcome in outcomes:
                    if isinstance(outcome, InputError):
                        failure = Failure(
                            original=task.original.id, place=outcome.where or task.uri, message=outcome.what
                        )
                        writer.failure(failure)
                        self.result.failures.append(failure)
                    elif writer.reading(outcome.reading, outcome.items, outcome.extractions, outcome.method):
                        self._count(outcome)
                if task.last:
                    writer.complete(task.original.id, self.method)
                    self.result.originals += 1
        self._waiting = []
        self._committed = time.monotonic()

    def _count(self, done: Done) -> None:
        result = self.result
        result.documents += 1
        result.items += len(done.items)
        result.regions += sum(len(item.regions) for item in done.items)
        result.reports += sum(len(found.reports) for found in done.extractions)
        result.claims += sum(len(found.claims) for found in done.extractions)
        result.warnings += [f"{done.reading.document.uri}: {warning}" for warning in done.reading.warnings]
