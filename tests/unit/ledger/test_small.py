"""Small helpers of a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from djeli.errors import CaseError
from djeli.ledger.small import lock_file


def test_the_lock_is_never_taken_through_a_link(tmp_path: Path) -> None:
    """A stranger's case whose lock file is a link must not touch what the link names."""
    precious = tmp_path / "precious.txt"
    precious.write_text("keep me", encoding="utf-8")
    case = tmp_path / "case"
    case.mkdir()
    (case / ".lock").symlink_to(precious)
    with pytest.raises(CaseError, match="cannot be worked in"):
        lock_file(case)
    assert precious.read_text(encoding="utf-8") == "keep me"


def test_the_lock_file_is_made_once(tmp_path: Path) -> None:
    """It can be opened again and again."""
    for _ in range(2):
        lock_file(tmp_path).close()
    assert (tmp_path / ".lock").is_file()
