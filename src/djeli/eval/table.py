"""The table of quality: written by the program between two marks of a page, never typed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from djeli import __version__
from djeli.eval.run import Result

AT_MOST = frozenset(
    {
        "links to other incidents",
        "false events on no-event pages",
        "same-event pairs merged",
        "wrong actor",
        "private taken as public",
        "independent reports merged",
        "strangers merged",
    }
)
"""Figures that are better when lower."""
SLACK = 0.01
"""Floors lie this share below what was measured, so that a rounding in a library fails nobody."""
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
    """Sentences about figures on the wrong side of their floor.

    A floor holds for one state of the data: results over another digest or number of pages are not compared.
    """
    known = json.loads(floors.read_text(encoding="utf-8"))
    found = []
    for result in results:
        floor = known.get(result.key, {})
        if (floor.get("digest"), floor.get("pages")) != (result.digest, result.pages):
            continue
        for name, least in floor["figures"].items():
            value = result.figures.get(name)
            if value is None or (value > least if name in AT_MOST else value < least):
                sign = "≤" if name in AT_MOST else "≥"
                found.append(f"{result.key}: {name} is {value}, the floor file says {sign} {least}")
    return found


def raised(results: Sequence[Result], floors: Path, *, lower: bool = False) -> list[str]:
    """Move floors up to the results, `SLACK` below them; down only with `lower`. Returns what was changed."""
    known = json.loads(floors.read_text(encoding="utf-8")) if floors.is_file() else {}
    changed = []
    for result in results:
        old = known.get(result.key, {})
        same = (old.get("digest"), old.get("pages")) == (result.digest, result.pages)
        figures = dict(old["figures"]) if same else {}
        for name, value in result.figures.items():
            wanted = value if name in AT_MOST else round(value * (1 - SLACK), 4)
            better = name not in figures or (wanted < figures[name] if name in AT_MOST else wanted > figures[name])
            if better or (lower and wanted != figures[name]):
                changed.append(f"{result.key}: {name} {figures.get(name, 'new')} → {wanted}")
                figures[name] = wanted
        known[result.key] = {"digest": result.digest, "pages": result.pages, "figures": figures}
    floors.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return changed
