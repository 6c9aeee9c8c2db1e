"""What the command line shows things on: consoles, progress bars, JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from djeli import ledger
from djeli.errors import CaseError
from djeli.viewcodec import plain

WIDTH = 100
"""Tables fit this many columns when the terminal does not say."""

out = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False, soft_wrap=False)
err = Console(stderr=True, width=None if sys.stderr.isatty() else WIDTH, highlight=False)

_OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls that JSON leaves as they are: C1 codes and changes of reading direction."""
_STAGES = {
    "add": "keeping ",
    "read": "reading ",
    "origin": "copies  ",
    "link": "linking ",
    "fold": "folding ",
    "assess": "grading ",
    "eval": "answering",
}


def words(text: str, style: str = "") -> Text:
    """Text shown as it is: page content must never be taken for markup or terminal codes."""
    return Text("".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text), style=style)


def called() -> str:
    """How this program is called in this shell: by its name where that leads to it, else as it was called now."""
    found, now = shutil.which("djeli"), sys.argv[0] if sys.argv else ""
    if Path(now).stem != "djeli" or (found and Path(found).resolve() == Path(now).resolve()):
        return "djeli"
    return now


def show_json(value: Any) -> None:
    """Print JSON for programs; characters that a terminal would obey are escaped, so that looking at it is safe."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    sys.stdout.write(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


@contextmanager
def bars() -> Iterator[Any]:
    """Progress bars on the error channel, one a stage; a function to hand to the ledger."""
    columns = (TextColumn("{task.description}"), BarColumn(28), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def note(stage: str, done: int, total: int | None, note: str = "") -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(_STAGES.get(stage, stage), total=total)
            progress.update(tasks[stage], completed=done, total=total)

        yield note


def case_folder(given: Path | None) -> Path:
    """The case to work on: the one named, $DJELI_CASE, or the nearest folder upwards that is one.

    Raises:
        CaseError: there is none.
    """
    if given is not None:
        return given
    if os.environ.get("DJELI_CASE"):
        return Path(os.environ["DJELI_CASE"])
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ledger.SETTINGS).is_file():
            return folder
    raise CaseError(
        f"{here} is no case and stands in none. Make one with 'djeli init NAME' and go into it, or name one with --case"
    )


@contextmanager
def opened(given: Path | None) -> Iterator[ledger.Case]:
    """The chosen case, open for the length of the block."""
    with ledger.open(case_folder(given)) as case:
        yield case
