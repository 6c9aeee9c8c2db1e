"""The guide on Python does what it says: every block is run."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

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
