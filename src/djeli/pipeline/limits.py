"""A limit on the processor time that one document may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from djeli.errors import OversizedInput

PER_CHARACTER = 1 / 2000
"""Seconds of processor time a character may take, on top of `read_timeout`: some twenty times what is usual."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop the block when this process has worked on it for that many seconds of processor time.

    Needs the main thread and POSIX timers; elsewhere the block runs without a limit.

    Raises:
        OversizedInput: the time is up.
    """
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: Any) -> None:
        raise OversizedInput(
            f"took longer than {seconds:,.0f} s of processor time and was set aside; raise read_timeout in "
            "djeli.toml, or save the part you need as a file of its own"
        )

    before = signal.signal(signal.SIGPROF, stop)
    # Again after a while: a library that catches everything must not catch the limit for good.
    signal.setitimer(signal.ITIMER_PROF, seconds, 5.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
