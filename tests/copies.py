"""Copies of a case that other tests look at in the meantime."""

from __future__ import annotations

import shutil
from pathlib import Path


def copied(case: Path, folder: Path) -> Path:
    """Copy a case that nobody writes to into a folder that must not exist.

    SQLite's log and index beside the ledger are left out: they come and go with the connections of other tests, and
    of a ledger that is only read they hold nothing.
    """
    return Path(shutil.copytree(case, folder, ignore=shutil.ignore_patterns("*-wal", "*-shm")))
