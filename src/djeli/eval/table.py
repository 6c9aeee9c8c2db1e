"""The table of quality: written by the program between two marks of a page, never typed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from djeli import __version__
from djeli.eval.run import Result

BEGIN, END = "<!-- begin: written by `djeli eval` -->", "<!-- end: written by `djeli eval` -->"


def markdown(results: Sequence[Result], command: str) -> str:
    """The table as Markdown, with command, version, date and data digests."""
    lines = [
        f"`{command}`, djeli {__version__}, {dt.datetime.now(dt.UTC).date().isoformat()}",
        "",
        "| benchmark | pages | data | figure | value |",
        "|---|---|---|---|---|",
    ]
    for result in results:
        head = f"{result.key} | {result.pages} | {result.digest}"
        for name, value in result.figures.items():
            lines.append(f"| {head} | {name} | {value:g} |")
        lines += [f"| {head} | {name} | not yet |" for name in result.not_yet]
    return "\n".join(lines)


def write(path: Path, results: Sequence[Result], command: str) -> None:
    """Replace what stands between the marks; a page without them gets the table at its end."""
    text = path.read_text(encoding="utf-8") if path.is_file() else f"# Quality\n\n{BEGIN}\n{END}\n"
    if BEGIN not in text:
        text = f"{text.rstrip()}\n\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{before}{BEGIN}\n{markdown(results, command)}\n{END}{after}", encoding="utf-8")


def below(results: Sequence[Result], floors: Path) -> list[str]:
    """Sentences about figures under their floor; figures of other data (another digest) are not compared."""
    known = json.loads(floors.read_text(encoding="utf-8"))
    found = []
    for result in results:
        floor = known.get(result.key)
        if floor is None or floor["digest"] != result.digest:
            continue
        for name, least in floor["figures"].items():
            value = result.figures.get(name)
            ceiling = name in floor.get("at_most", ())
            if value is None or (value > least if ceiling else value < least):
                found.append(f"{result.key}: {name} is {value}, the floor file says {'≤' if ceiling else '≥'} {least}")
    return found
