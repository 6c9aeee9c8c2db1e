"""Cases that an older Djeli made are brought up to date when they are opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import djeli

SINCE = {9: ("withdrawn", "handed", "withheld")}
"""Number of migrations that a case had -> tables that came after them."""


@pytest.mark.parametrize("had", sorted(SINCE))
def test_an_older_case_is_brought_up_to_date(demo_copy: Path, had: int) -> None:
    """Without the tables that came later it opens, verifies and takes a decision, and has them then."""
    with sqlite3.connect(demo_copy / "ledger.db") as ledger:
        for table in SINCE[had]:
            ledger.execute(f"DROP TABLE {table}")
        ledger.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(had),))
    with djeli.open(demo_copy) as case:
        case.decide(case.events()[0].id, accept=True, by="Awa", why="looked at")
        assert case.verify() == []
    with sqlite3.connect(demo_copy / "ledger.db") as ledger:
        tables = {name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(SINCE[had]) <= tables
