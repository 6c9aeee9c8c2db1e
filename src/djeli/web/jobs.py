"""Adding in the background: one batch at a time, in the order they came, with its progress for whoever asks."""

from __future__ import annotations

import queue
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from enum import StrEnum

from djeli.errors import CaseError, DjeliError
from djeli.ledger import Added, Case
from djeli.pipeline import Sent

WAITING = 8
"""Batches that may wait, at most: what they hold lies on this machine's disk until its turn comes."""
KEPT = 50
"""Finished batches that are remembered; the pages they added are in the case anyway."""
PATIENCE = 600.0
"""Seconds that a batch waits for another Djeli to finish with the case."""
SHOWN = 40
STAGES = {
    "add": "keeping the originals",
    "read": "reading",
    "origin": "looking for copies and origins",
    "link": "linking reports of one event",
    "fold": "putting accounts together",
    "assess": "grading",
}


class State(StrEnum):
    """Where a batch is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a batch. `events` are id, title and whether nothing else tells of it; of `told` in all, a part."""

    new: int
    known: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    pages: int
    items: int
    reports: int
    events: tuple[tuple[str, str, bool], ...]
    told: int
    fresh: int


@dataclass(slots=True)
class Job:
    """One batch of files and addresses. Written by the thread that works on it, read by pages."""

    id: str
    names: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    state: State = State.WAITING
    stage: str = ""
    note: str = ""
    done: int = 0
    total: int = 0
    fault: str = ""
    outcome: Outcome | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    def progress(self, stage: str, done: int, total: int | None, note: str = "") -> None:
        """Take note of where the work is."""
        self.stage, self.done, self.total, self.note = STAGES.get(stage, stage), done, total or 0, note


@dataclass(frozen=True, slots=True)
class _Batch:
    job: Job
    work: Callable[[Job], None]
    folder: tempfile.TemporaryDirectory[str]


class Jobs:
    """Batches of one case. The thread starts with the first batch, and ends with the process."""

    def __init__(self, case: Case, *, executor: Executor | None = None) -> None:
        """`executor` reads the pages; without one processes apart do, new ones for each batch.

        They load the places that an analyst pinned meanwhile, and give their memory back.
        """
        self._case, self._executor = case, executor
        self._jobs: dict[str, Job] = {}
        self._waiting: queue.Queue[_Batch] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def submit(
        self,
        files: Sequence[Sent],
        addresses: Sequence[str],
        folder: tempfile.TemporaryDirectory[str],
        *,
        skipped: Sequence[tuple[str, str]] = (),
    ) -> Job:
        """Add a batch to those that wait. The folder of its files goes away when it is done.

        Raises:
            CaseError: too many wait already.
        """
        names = (*(one.label for one in files), *addresses)
        return self.start(names, lambda job: self._add(job, files, addresses), folder, skipped=skipped)

    def read_again(self) -> Job:
        """Read all pages again that wait for it, as a batch without files.

        Raises:
            CaseError: too many batches wait already.
        """
        folder = tempfile.TemporaryDirectory(prefix="djeli-again-")
        return self.start(("pages of the case, read again",), lambda job: self._add(job, (), ()), folder)

    def start(
        self,
        names: Sequence[str],
        work: Callable[[Job], None],
        folder: tempfile.TemporaryDirectory[str],
        *,
        skipped: Sequence[tuple[str, str]] = (),
    ) -> Job:
        """Add work to what waits; its folder goes away when it is done.

        Raises:
            CaseError: too much waits already.
        """
        job = Job(id=secrets.token_hex(8), names=tuple(names), skipped=tuple(skipped))
        with self._lock:
            try:
                self._waiting.put_nowait(_Batch(job, work, folder))
            except queue.Full:
                folder.cleanup()
                raise CaseError(
                    f"{WAITING} batches are waiting to be read already; wait until one is done, then send this again"
                ) from None
            self._jobs[job.id] = job
            for old in [one for one, kept in self._jobs.items() if kept.ended.is_set()][:-KEPT]:
                del self._jobs[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="djeli-adding", daemon=True)
                self._thread.start()
        return job

    def find(self, job: str) -> Job | None:
        """A batch by its id."""
        return self._jobs.get(job)

    def listed(self) -> list[Job]:
        """All batches that are remembered, the newest first."""
        return list(self._jobs.values())[::-1]

    def before(self, job: Job) -> int:
        """How many batches come before one that waits."""
        return sum(one.state in (State.WAITING, State.WORKING) for one in self._ahead(job))

    def _ahead(self, job: Job) -> list[Job]:
        listed = list(self._jobs.values())
        return listed[: listed.index(job)] if job in listed else []

    def _work(self) -> None:
        while True:
            batch = self._waiting.get()
            try:
                self._one(batch)
            finally:
                batch.folder.cleanup()
                batch.job.ended.set()

    def _add(self, job: Job, files: Sequence[Sent], addresses: Sequence[str]) -> None:
        self._wait_for_the_case(job)
        job.state = State.WORKING
        added = self._case.add_sent(files, addresses, progress=job.progress, executor=self._executor)
        job.outcome = self._outcome(added)

    def _one(self, batch: _Batch) -> None:
        job = batch.job
        try:
            batch.work(job)
            job.state = State.DONE
        except DjeliError as error:
            job.fault, job.state = str(error), State.FAILED
        except Exception as error:  # the thread must live on for the next batch, and the page must say what happened
            job.fault = f"this batch could not be read to its end ({type(error).__name__}); please report it"
            job.state = State.FAILED

    def _wait_for_the_case(self, job: Job) -> None:
        until = time.monotonic() + PATIENCE
        while self._case.busy() and time.monotonic() < until:
            job.stage = "another Djeli is working in this case; this batch waits for it"
            time.sleep(0.5)

    def _outcome(self, added: Added) -> Outcome:
        gathered, read = added.gathered, added.read
        addresses = self._case.addresses()
        events, told, fresh = self._case.told_by(gathered.new, gathered.known, limit=SHOWN)
        return Outcome(
            new=len(gathered.new),
            known=tuple(addresses.get(name, name) for name in gathered.known),
            refused=tuple((one.place, one.message) for one in added.failures),
            pages=read.documents if read else 0,
            items=read.items if read else 0,
            reports=read.reports if read else 0,
            events=tuple((event.id, event.title, number < fresh) for number, event in enumerate(events)),
            told=told,
            fresh=fresh,
        )
