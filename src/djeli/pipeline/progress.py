"""How long work tells where it is. The library never prints: whoever calls decides what to show."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with the stage, what is done, what there is to do (None: not known yet) and a short note."""

    def __call__(self, stage: str, done: int, total: int | None, note: str = "") -> None:
        """Take note of where the work is."""
        ...


def silent(stage: str, done: int, total: int | None, note: str = "") -> None:
    """Shows nothing."""
