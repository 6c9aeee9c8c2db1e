"""Work on hostile bytes in a child process that may use little time and memory, and write nothing.

A parser of PDF or DOCX that loops, swells or crashes takes the child with it and leaves an InputError behind. The
child sets its limits on itself before it looks at the bytes. Bytes go in and JSON comes out through files that have
no name, so that neither side can block the other and the size of the answer is bounded by the system.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib import import_module
from typing import Any

from djeli.errors import OversizedInput, UnreadableInput
from djeli.settings import Settings

try:
    import resource
except ImportError:  # Windows has none: there only the time limit holds
    resource = None  # type: ignore[assignment]

MEMORY = 2 * 1024**3  # bytes of address space; PDFium needs a few hundred MB for the largest reports met
_CODE = "from djeli.read.sandbox import serve; serve()"


class Refusal(Exception):
    """Raised in the child by the work itself: a sentence with fault and cure for the user."""


def call(function: str, data: bytes, settings: Settings, *, where: str) -> Any:
    """Run `module:function(data, settings)` in a child and return its JSON answer.

    Raises:
        UnreadableInput: the work refused the bytes, or the child crashed on them.
        OversizedInput: out of time or memory, or too long an answer.
    """
    limits: dict[str, Any] = {
        "function": function,
        "cpu": int(settings.read_timeout) + 1,
        "memory": MEMORY + 4 * settings.max_bytes,
        "answer": 8 * settings.max_chars + 1024 * 1024,
        "max_chars": settings.max_chars,
    }
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(json.dumps(limits).encode() + b"\n" + data)
        given.seek(0)
        try:
            # -P: a file called json.py in the folder where the user stands must not be imported.
            done = subprocess.run(
                [sys.executable, "-P", "-c", _CODE],
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=settings.read_timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(settings, where) from error
        answer.seek(0)
        found = answer.read()
        if len(found) >= limits["answer"]:
            raise OversizedInput("holds more text than max_chars allows; raise it in djeli.toml", where=where)
        return _answer(found, done.returncode, settings, where)


def _too_slow(settings: Settings, where: str) -> OversizedInput:
    return OversizedInput(
        f"took longer than {settings.read_timeout:g} s to read; raise read_timeout in djeli.toml, or save the part "
        "you need as a smaller file",
        where=where,
    )


def _answer(answer: bytes, status: int, settings: Settings, where: str) -> Any:
    try:
        result = json.loads(answer)
    except ValueError as error:
        if status == -24:  # SIGXCPU
            raise _too_slow(settings, where) from error
        raise UnreadableInput(
            f"made its parser fail (status {status}); the file is damaged or hostile. Open it in a viewer and save it "
            "anew as PDF/A or .txt",
            where=where,
        ) from error
    if "refused" in result:
        raise UnreadableInput(str(result["refused"]), where=where)
    if "memory" in result:
        raise OversizedInput("needs more memory than a reader is given; save it in smaller parts", where=where)
    return result["answer"]


def serve() -> None:
    """The child's side: limits, then work, then the answer. Not to be called elsewhere."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    limits = json.loads(head)
    module, _, function = limits["function"].partition(":")
    work = getattr(import_module(module), function)
    _limit(limits)
    try:
        result = {"answer": work(data, limits)}
    except Refusal as refusal:
        result = {"refused": str(refusal)}
    except MemoryError:
        result = {"memory": True}
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()


def _limit(limits: dict[str, Any]) -> None:
    if resource is None:
        return
    for name, value in (
        (resource.RLIMIT_CPU, limits["cpu"]),
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["answer"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        hard = resource.getrlimit(name)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (limit, limit if name != resource.RLIMIT_CPU else hard))
