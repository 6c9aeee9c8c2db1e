"""How long each form takes on a case, and how much memory.

python tools/bench_exports.py CASE [FORM ...] [--audience=public]

Each form is written by a process of its own, reading of the case included. CPU seconds are what counts where other
work runs beside. A case of a hundred thousand events: tools/synth.py, or any case you have.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import djeli
from djeli.export import EXPORTERS

AIM = 30
"""Seconds that a hundred thousand events may take."""


def one(case: str, form: str, audience: str) -> None:
    """Write one form and print what it took."""
    with tempfile.TemporaryDirectory() as folder, djeli.open(case) as opened:
        events = opened.counts()["d_event"]
        wall = time.perf_counter()
        written = opened.export(form, Path(folder) / "out", audience=audience)
        took, size = time.perf_counter() - wall, sum(path.stat().st_size for path in written)
    cpu, peak = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    per = cpu * 100_000 / max(events, 1)
    mark = "" if per < AIM else "  above the aim"
    print(
        f"{form:<12}{events:>9,} events {took:>8.1f} s wall {cpu:>8.1f} s CPU {per:>8.1f} s per 100,000 "
        f"{peak:>7,.0f} MiB {size / 2**20:>8,.1f} MiB written{mark}",
        flush=True,
    )


def main() -> None:
    """Each form in a process of its own."""
    case, *forms = [word for word in sys.argv[1:] if not word.startswith("--")]
    audience = next(
        (word.removeprefix("--audience=") for word in sys.argv if word.startswith("--audience=")), "internal"
    )
    if "--one" in sys.argv:
        one(case, forms[0], audience)
        return
    for form in forms or [name for name in EXPORTERS if name != "bagit"]:
        command = [sys.executable, __file__, case, form, "--one", f"--audience={audience}"]
        subprocess.run(command, check=False)


if __name__ == "__main__":
    main()
