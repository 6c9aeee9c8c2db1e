"""Pending originals through read, split and extract; each document is committed whole or not at all.

Killed at any moment, the next run goes on where this one was: documents that were committed are skipped, and an
original counts as done only when its last document is.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from djeli import read
from djeli.errors import InputError
from djeli.pipeline.crew import Call, Crew, Outcomes
from djeli.pipeline.progress import Progress, silent
from djeli.pipeline.work import Done, Work, fingerprint, readings, through, whole
from djeli.records import Reading
from djeli.settings import Settings
from djeli.store import Failure, Original, Store
from djeli.store.originals import place

COMMIT_EVERY = 1.0  # seconds: a kill loses at most this much work, and commits stay rare enough to be cheap
FEW = 1000  # pending files whose addresses are asked for one by one
CHUNK = 24  # documents of a container a worker gets at once


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


def read_pending(
    store: Store,
    root: Path,
    settings: Settings,
    *,
    extra: tuple[str, ...] = (),
    executor: Executor | None = None,
    retry: bool = False,
    progress: Progress = silent,
) -> Read:
    """Read every original that the present method has not read to its end; with `retry` also those with failures.

    `root` is the folder of the originals, `extra` are gazetteers of the case, and `executor` is anything with the
    interface of `concurrent.futures.Executor`; a process pool is started when it is None.
    """
    method = fingerprint(settings, extra)
    with store.reading() as view:
        pending = view.pending(method)
        if retry:
            failed, mine = {failure.original for failure in view.failures()}, {one.id for one in pending}
            pending = [one for one in view.originals() if one.id in mine or one.id in failed]
        some = [one.id for one in pending] if len(pending) < FEW else [""]
        uris = {capture.document: capture.uri for name in some for capture in view.captures(name)}
        known = view.read_methods() if any(one.media_type in read.CONTAINERS for one in pending) else {}
    if not pending:
        return Read()
    crew = Crew(settings, sum(one.size for one in pending), executor)
    try:
        run = _Run(store, crew, root=root, settings=settings, extra=extra, method=method, known=known)
        return run.run(pending, uris, progress)
    finally:
        crew.close()


@dataclass(slots=True)
class _Task:
    """One submitted piece; `last` is set when its original is done with it, `faults` were met while cutting it out."""

    original: Original
    uri: str
    future: Future[Outcomes]
    singles: Sequence[tuple[str, Call]]
    last: bool
    size: int
    faults: Sequence[InputError] = ()


def _nothing() -> Future[Outcomes]:
    """Of a call that had no document to work on."""
    future: Future[Outcomes] = Future()
    future.set_result([])
    return future


class _Run:
    """One run's state: what waits to be committed."""

    def __init__(
        self,
        store: Store,
        crew: Crew,
        *,
        root: Path,
        settings: Settings,
        extra: tuple[str, ...],
        method: str,
        known: Mapping[str, str],
    ) -> None:
        self.store, self.crew, self.root, self.settings, self.extra = store, crew, root, settings, extra
        self.method, self.known = method, known
        self.result = Read()
        self._waiting: list[tuple[_Task, Outcomes]] = []
        self._committed = time.monotonic()

    def run(self, pending: list[Original], uris: Mapping[str, str], progress: Progress) -> Read:
        """Submit, collect in order, commit now and then."""
        total = sum(one.size for one in pending)
        done = 0
        tasks = self._tasks(pending, uris)
        window = deque(islice(tasks, 4 * self.settings.processes))
        while window:
            task = window.popleft()
            self._waiting.append((task, [*self.crew.result(task.future, task.singles), *task.faults]))
            if time.monotonic() - self._committed >= COMMIT_EVERY:
                self.commit()
            done += task.size
            progress("read", min(done, total), total, task.uri)
            window.extend(islice(tasks, 1))
        self.commit()
        progress("read", total, total, "")
        return self.result

    def _tasks(self, pending: list[Original], uris: Mapping[str, str]) -> Iterator[_Task]:
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
                yield from self._members(original, work)
            else:
                call: Call = (whole, (work,))
                yield _Task(original, work.uri, self.crew.submit(call), [(work.uri, call)], True, original.size)

    def _members(self, original: Original, work: Work) -> Iterator[_Task]:
        """A container is unpacked here and its members are sent out in chunks."""
        faults: list[InputError] = []
        chunk: list[Reading] = []
        sent = 0
        for one in readings(work):
            if isinstance(one, InputError):
                faults.append(one)
            elif self.known.get(one.document.id) != f"{one.text.reader}+{self.method}":
                chunk.append(one)
            if len(chunk) == CHUNK:
                size = min(sum(reading.document.size for reading in chunk), original.size - sent)
                sent += size
                yield self._piece(original, work, chunk, size)
                chunk = []
        yield self._piece(original, work, chunk, original.size - sent, last=True, faults=faults)

    def _piece(
        self,
        original: Original,
        work: Work,
        chunk: list[Reading],
        size: int,
        *,
        last: bool = False,
        faults: Sequence[InputError] = (),
    ) -> _Task:
        def call(some: list[Reading]) -> Call:
            return through, (some, self.settings, self.extra)

        singles = [(one.document.uri, call([one])) for one in chunk]
        future = self.crew.submit(call(list(chunk))) if chunk else _nothing()
        return _Task(original, work.uri, future, singles, last, size, faults)

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
