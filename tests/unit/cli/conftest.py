"""A way to call the command line as a shell does, without paying for a new process each time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from djeli import ledger
from djeli.cli import app
from djeli.settings import Settings


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """All of it with its line breaks taken out, because long paths are broken where the screen ends."""
        return " ".join(f"{self.out} {self.err}".replace("\n", "").split())


Djeli = Callable[..., Said]


@pytest.fixture
def djeli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Djeli:
    """Run `djeli ...` in this process, through the same `main` as the installed command."""
    monkeypatch.delenv("DJELI_CASE", raising=False)

    def call(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["djeli", *map(str, arguments)])
        capsys.readouterr()
        try:
            app.main()
            status = 0
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
        shown = capsys.readouterr()
        return Said(status, shown.out, shown.err)

    return call


@pytest.fixture
def empty_case(tmp_path: Path) -> Path:
    """A case with nothing in it."""
    ledger.create(tmp_path / "empty", Settings(title="Empty", workers=1)).close()
    return tmp_path / "empty"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short report of our own."""
    path = tmp_path / "story.txt"
    path.write_text(
        "Gunmen kill nine in Gao market\n\nHarbour Wire\n12 March 2021\n\n"
        "GAO, Mali - Gunmen on motorcycles attacked a market in Gao on 11 March 2021 and killed nine traders, "
        "the mayor said.\n\nThe army said six people were killed.\n",
        encoding="utf-8",
    )
    return path
