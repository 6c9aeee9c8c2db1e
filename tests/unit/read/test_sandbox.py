"""The child process: whatever the work does to itself, the parent gets an answer or an InputError."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read import sandbox
from djeli.settings import Settings

HERE = Path(__file__)


def echo(data: bytes, limits: dict[str, Any]) -> str:
    """Sound work."""
    return data.decode()


def refuse(data: bytes, limits: dict[str, Any]) -> str:
    """Work that finds a fault."""
    raise sandbox.Refusal("is blue; paint it red")


def crash(data: bytes, limits: dict[str, Any]) -> str:
    """Work that kills its process."""
    os.abort()


def swell(data: bytes, limits: dict[str, Any]) -> str:
    """Work that wants more memory than there may be."""
    return str(len(bytearray(1 << 40)))


def sleep(data: bytes, limits: dict[str, Any]) -> str:
    """Work that never ends."""
    time.sleep(60)
    return ""


def spin(data: bytes, limits: dict[str, Any]) -> str:
    """Work that burns time."""
    while True:
        pass


def chatter(data: bytes, limits: dict[str, Any]) -> str:
    """Work with too long an answer."""
    return "x" * (limits["answer"] + 10)


def write(data: bytes, limits: dict[str, Any]) -> str:
    """Work that raises what nobody foresaw."""
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the child import this module."""
    monkeypatch.setenv("PYTHONPATH", str(HERE.parent))


def call(name: str, timeout: float = 20.0) -> Any:
    """Run a function of this module in a child."""
    settings = Settings(read_timeout=timeout, max_chars=1000)
    return sandbox.call(f"{HERE.stem}:{name}", "Gao 😀".encode(), settings, where="f")


def test_answer() -> None:
    """Sound work gives its answer."""
    assert call("echo") == "Gao 😀"


@pytest.mark.parametrize(
    ("name", "timeout", "kind", "words"),
    [
        ("refuse", 20.0, UnreadableInput, "f: is blue; paint it red"),
        ("crash", 20.0, UnreadableInput, "made its parser fail"),
        ("write", 20.0, UnreadableInput, "made its parser fail"),
        ("swell", 20.0, OversizedInput, "more memory"),
        ("sleep", 1.0, OversizedInput, "took longer than 1 s"),
        ("spin", 1.0, OversizedInput, "took longer"),
        ("chatter", 20.0, OversizedInput, "more text than max_chars"),
    ],
)
def test_faults(name: str, timeout: float, kind: type[InputError], words: str) -> None:
    """Each way to fail has its message, and none takes the parent with it."""
    with pytest.raises(kind, match=words):
        call(name, timeout)
