"""Reports that try to write to the terminal, to a spreadsheet or to the page are shown, and do nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ESC = "\x1b"
EVIL = {
    "colour": f"{ESC}[31mred{ESC}[0m",
    "title of the terminal": f"{ESC}]0;owned\x07",
    "screen cleared": f"{ESC}[2J{ESC}[1;1H",
    "one-byte escape": "\x9b31m",
    "markup": "[red]Army[/red] [link=https://evil.example]here[/link] [/]",
    "backwards": "\u202elatipsoh\u202c \u2066x\u2069",
    "carriage return": "harmless\rHACKED",
    "nothing seen": "zero\u200bwidth\u2060joined\ufeff",
}

Djeli = Callable[..., Any]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that carries all of them in its title, its outlet, its speakers and its text."""
    path = tmp_path_factory.mktemp("hostile") / "evil.html"
    marks = " ".join(EVIL.values())
    path.write_text(
        f"<html><head><title>Raid on Gao {marks}</title></head><body><h1>Raid on Gao {marks}</h1><p>Wire {marks}</p>"
        f"<p>GAO, Mali - Gunmen {marks} attacked a market in Gao on 11 March 2021 and killed nine traders, "
        f"said mayor {marks}.</p><p>The army denied that nine traders were killed {marks}.</p></body></html>",
        encoding="utf-8",
    )
    return path


def harmless(text: str) -> None:
    """No character that commands a terminal, and none that turns the reading direction."""
    found = re.findall(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not found, [hex(ord(c)) for c in found]


def test_inspect_shows_hostile_pages_harmlessly(djeli: Djeli, report: Path) -> None:
    """One screen about a hostile page holds nothing a terminal would obey, and markup stands as it was written."""
    said = djeli("inspect", report)
    assert said.status == 0
    harmless(said.out + said.err)
    assert "[red]Army" in " ".join(said.out.split())


def test_every_screen_shows_hostile_content_harmlessly(djeli: Djeli, report: Path, empty_case: Path) -> None:
    """The same for each command that shows what is in a case."""
    assert djeli("add", report, "--case", empty_case).status == 0
    listed = djeli("events", "--case", empty_case)
    chosen = listed.out.splitlines()[1][:4]
    for command in (["events"], ["show", chosen], ["disputes"], ["sources"], ["items"], ["gazetteer", "unresolved"]):
        said = djeli(*command, "--case", empty_case)
        assert said.status == 0, (command, said)
        harmless(said.out + said.err)


def test_hostile_file_names_and_arguments(djeli: Djeli, empty_case: Path, tmp_path: Path) -> None:
    """A file name with codes in it, and the same as an argument, are shown harmlessly too."""
    odd = tmp_path / f"a{ESC}[31m[bold]b.txt"
    odd.write_bytes(b"")
    for arguments in (["add", odd], ["events", "--text", f"{ESC}[31m[red]"], ["show", f"{ESC}[31m"]):
        said = djeli(*arguments, "--case", empty_case)
        harmless(said.out + said.err)
        assert "Traceback" not in said.err


def test_json_escapes_what_terminals_obey(djeli: Djeli, report: Path) -> None:
    """JSON keeps the characters, escaped, so that printing it does nothing."""
    said = djeli("inspect", report, "--json")
    assert ESC not in said.out and "\x07" not in said.out and "\x9b" not in said.out
