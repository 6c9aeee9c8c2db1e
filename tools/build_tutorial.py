"""Run the commands of docs/tutorial, docs/howto and docs/why/worked-example.md, and write down what they really print.

    python tools/build_tutorial.py [PAGES]

A block begins with ```console, may say `head=N` (the first N lines are shown) or `from=TEXT` (from the first line that
holds TEXT), and holds one command after `$ `. Commands run in a folder of their own, in the order of the page.
Event ids that a page names are those of the last list of events it shows, links the first of the last `djeli show`, so
they are replaced when they change.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from djeli.cli.app import app
from djeli.errors import DjeliError

ROOT = Path(__file__).resolve().parents[1]
GUIDES = [page for page in sorted((ROOT / "docs" / "howto").glob("*.md")) if "```console" in page.read_text("utf-8")]
"""Guides that show commands; they are run as the tutorial is."""
PAGES = [*sorted((ROOT / "docs" / "tutorial").glob("*.md")), ROOT / "docs" / "why" / "worked-example.md", *GUIDES]
BLOCK = re.compile(r"```console(?P<options>[^\n]*)\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
EVENT = re.compile(r"^([0-9A-HJKMNP-TV-Z]{4})  ", re.MULTILINE)
LINK = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{8}\b")
LINES = 12
"""Lines shown when the block doesn't say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A block as it was run: the command, its exit status, all it printed."""

    block: re.Match[str]
    command: str
    status: int
    output: str


def djeli(arguments: list[str]) -> tuple[int, str]:
    """Exit status and output of a command of ours, run in this process to save the time of starting."""
    result = CliRunner().invoke(app, arguments)
    if isinstance(result.exception, DjeliError):
        return 2, result.output + f"djeli: {result.exception}\n"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def shell(command: str) -> tuple[int, str]:
    """Exit status and output of any other command."""
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def run_page(text: str, folder: Path) -> Iterator[Ran]:
    """Run every block of a page in `folder`, where the sources of Djeli lie as they do for a newcomer."""
    home = folder.resolve()
    (home / "src").symlink_to(ROOT / "src")
    known: dict[str, str] = {}
    listed: list[str] = []
    linked: list[str] = []
    with chdir(home):
        for block in BLOCK.finditer(text):
            command = block["command"]
            for old in re.findall(r"djeli (?:show|explain|review \w+) ([0-9A-HJKMNP-TV-Z]{4})\b", command):
                known.setdefault(old, listed[0] if listed else old)
            for old in LINK.findall(command):
                known.setdefault(old, linked[0] if linked else old)
            for old, new in known.items():
                command = command.replace(old, new)
            words = shlex.split(command)
            if words[0] == "cd":
                os.chdir(words[1])
                status, output = 0, ""
            else:
                status, output = djeli(words[1:]) if words[0] == "djeli" else shell(command)
            if words[:2] == ["djeli", "events"]:
                listed = EVENT.findall(output) or listed
            if words[:2] == ["djeli", "show"]:
                linked = LINK.findall(output) or linked
            yield Ran(block=block, command=command, status=status, output=output.replace(str(home), "~"))


def shown(ran: Ran) -> str:
    """The part of the output that the page shows."""
    lines = [line.rstrip() for line in ran.output.strip("\n").splitlines()]
    options = dict(re.findall(r"(\w+)=(\"[^\"]+\"|\S+)", ran.block["options"]))
    first = next((i for i, line in enumerate(lines) if options.get("from", "").strip('"') in line), 0)
    last = first + int(options.get("head", LINES))
    kept = (["…"] if first else []) + lines[first:last] + (["…"] if last < len(lines) else [])
    return "".join(f"{line}\n" for line in kept)


def rewritten(text: str) -> str:
    """The page with what its commands print now.

    Raises:
        SystemExit: a command failed.
    """
    folder = Path(tempfile.mkdtemp())
    try:
        for ran in list(run_page(text, folder)):
            if ran.status:
                raise SystemExit(f"{ran.command}: status {ran.status}\n{ran.output}")
            new = f"```console{ran.block['options']}\n$ {ran.command}\n{shown(ran)}```"
            text = text.replace(ran.block.group(), new, 1)
    finally:
        shutil.rmtree(folder)
    return text


def main() -> None:
    """Rewrite all pages, or those named."""
    for page in [Path(name).resolve() for name in sys.argv[1:]] or PAGES:
        page.write_text(rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
        print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
