"""The guides on Python and on publishing without harm do what they say: every block is run."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from copies import copied
from djeli import ledger
from djeli.cli import app

HOWTO = Path(__file__).parents[3] / "docs" / "howto"
PAGE = "https://news.example/page"


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


def test_every_command_of_publishing_safely_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a reader would, in the folder of a case that holds the page which the guide withdraws."""
    home = copied(folder, tmp_path / "my-case")
    with ledger.open(home) as case:
        case.add_bytes(b"Shot in Timbuktu\n\nGunmen killed two men in Timbuktu, Mali, on 6 May 2021.\n", PAGE)
        case.run()
    monkeypatch.chdir(home)
    monkeypatch.delenv("DJELI_CASE", raising=False)
    blocks = re.findall(r"```sh\n(.*?)```", (HOWTO / "publish-safely.md").read_text("utf-8"), re.DOTALL)
    commands = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    for command in commands:
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            app.main()
        assert not ended.value.code, f"{command}: {capsys.readouterr()}"
    said = " ".join(capsys.readouterr().out.split())
    assert len(commands) >= 5 and {"export", "page", "withdraw", "verify"} <= {one.split()[1] for one in commands}
    assert "audience: public" in said and "audience: partner" in said and "page for public" in said
    assert (home / "out-partner" / "events.csv").is_file() and said.count("a person is at risk") == 2
