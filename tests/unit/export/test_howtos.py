"""The guides on handing over and on Python do what they say: every command and every block is run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from djeli.cli.app import app

HOWTO = Path(__file__).parents[3] / "docs" / "howto"


def test_every_block_of_the_python_guide_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One after the other, in one place, as a reader would."""
    shutil.copytree(folder, tmp_path / "my-case")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (HOWTO / "python.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    for block in blocks:
        exec(block, names)  # noqa: S102 - it is our own guide
    said = capsys.readouterr().out
    assert len(blocks) >= 6
    assert "disputed" in said and "Admiralty" in said and "no death in low" in said


def test_every_command_of_the_guide_on_handing_over_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ends well and prints the lines that stand below it."""
    shutil.copytree(folder, tmp_path / "case")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DJELI_CASE", str(tmp_path / "case"))
    text = (HOWTO / "hand-a-case-over.md").read_text("utf-8")
    ran = 0
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *shown = command.strip().splitlines()
            done = CliRunner().invoke(app, line.split()[1:])
            said = " ".join(done.output.split())
            assert done.exit_code == 0, f"{line}: {done.output}"
            assert all(" ".join(one.split()) in said for one in shown), line
            ran += 1
    assert ran >= 7
