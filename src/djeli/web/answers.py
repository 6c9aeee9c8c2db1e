"""Questions that may take longer than a page: worked out in the background, kept while the ledger stays as it is.

A small case answers before the page is sent. In a large one the page comes at once, says what is being looked at, and
shows the answer when it is there; whoever asks the same again gets the same answer. Answers live in memory alone.
"""

from __future__ import annotations

import queue
import secrets
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from djeli.errors import CaseError, DjeliError, NotFound
from djeli.web.jobs import State

SOON = 1.2
"""Seconds that a page waits for its answer, so that a small case shows it at once."""
WAITING, KEPT = 6, 24
"""Questions that may wait for their turn, and answers that are kept: each may hold a whole case in words."""
AN_HOUR = 3600.0
"""Seconds after which an answer that nobody asks for again is let go: a sheet of somebody's may be behind it."""


@dataclass(slots=True)
class Answer:
    """An answer, or one that is being worked out. Written by the thread that works on it, read by pages."""

    id: str
    work: Callable[[], Any]
    state: State = State.WAITING
    found: Any = None
    fault: DjeliError | None = None
    asked: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def open(self) -> bool:
        """Whether it is still being worked out."""
        return not self.ended.is_set()


class Answers:
    """Answers of one case, by what was asked."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Answer] = {}
        self._waiting: queue.Queue[Answer] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, key: Hashable, work: Callable[[], Any], *, wait: float | None = None) -> Answer:
        """The answer to a question, begun now if it was not asked before; after a moment's wait.

        Args:
            key: what is asked, and of which state of the ledger: the same key has the same answer.
            work: gives the answer.
            wait: seconds to wait for it; a moment where none are given.

        Raises:
            CaseError: too many questions wait already.
            DjeliError: what the work raised.
        """
        with self._lock:
            one = self._known.pop(key, None) or self._begun(work)
            self._known[key] = one  # at the end: what was asked last is kept longest
            self._forget()
        one.asked = time.monotonic()
        one.ended.wait(SOON if wait is None else wait)
        if one.fault is not None:
            with self._lock:
                self._known.pop(key, None)
            raise one.fault
        return one

    def find(self, name: str) -> Answer:
        """An answer by its id.

        Raises:
            NotFound: there is none, or none any more.
        """
        with self._lock:
            self._forget()
            found = next((one for one in self._known.values() if one.id == name), None)
        if found is None:
            raise NotFound("this answer is not kept any more, or never was; ask again")
        return found

    def _begun(self, work: Callable[[], Any]) -> Answer:
        one = Answer(id=secrets.token_hex(8), work=work)
        try:
            self._waiting.put_nowait(one)
        except queue.Full:
            raise CaseError(f"{WAITING} questions wait for their answer already; ask again in a minute") from None
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="djeli-answers", daemon=True)
            self._thread.start()
        return one

    def _forget(self) -> None:
        now = time.monotonic()
        ended = [key for key, one in self._known.items() if not one.open]
        old = [key for key in ended if now - self._known[key].asked > AN_HOUR]
        for key in {*old, *ended[: max(0, len(self._known) - KEPT)]}:
            del self._known[key]

    def _work(self) -> None:
        while True:
            one = self._waiting.get()
            one.state, begun = State.WORKING, time.monotonic()
            try:
                one.found = one.work()
                one.state = State.DONE
            except DjeliError as error:
                one.fault, one.state = error, State.FAILED
            except Exception as error:  # the thread must live on, and the page must say what happened
                one.fault = CaseError(f"no answer could be found ({type(error).__name__}); please report it")
                one.state = State.FAILED
            finally:
                one.seconds, one.work = time.monotonic() - begun, _done
                one.ended.set()


def _done() -> None:
    """Stands where the work was, so that what it held is let go."""
