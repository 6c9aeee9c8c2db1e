"""The manifest beside every export: what was written, for whom, by which rule, and what was left out and why."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from djeli import __version__
from djeli.bundle import Bundle

NAME = "manifest.json"


@dataclass(kw_only=True)
class Tally:
    """Counts while rows are made: events left out by reason, and notes on how the others were written."""

    left_out: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)

    def leave(self, reason: str) -> None:
        """One more event that stays out, and why."""
        self.left_out[reason] += 1


def sha256(path: Path) -> str:
    """Hash of a file, read in parts."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_manifest(
    bundle: Bundle,
    out: Path,
    schema: str,
    files: Mapping[Path, int],
    *,
    tally: Tally | None = None,
    more: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Write `manifest.json` beside some files with their numbers of rows. Returns all paths, the manifest last."""
    kept = tally or Tally()
    found: dict[str, Any] = {
        "schema": schema,
        "made_by": f"djeli {__version__}",
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "case": bundle.case,
        "audience": bundle.audience,
        "note": bundle.note,
        **(more or {}),
        "files": [
            {"name": path.relative_to(out).as_posix(), "rows": rows, "sha256": sha256(path)}
            for path, rows in files.items()
        ],
        "left_out": dict(kept.left_out.most_common()),
        "noted": dict(kept.noted.most_common()),
    }
    target = out / NAME
    target.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [*files, target]


def told(written: Sequence[Path]) -> dict[str, Any]:
    """The manifest of an export that was written; empty where it has none."""
    paths = [path for path in written if path.name == NAME]
    found: dict[str, Any] = json.loads(paths[-1].read_text(encoding="utf-8")) if paths else {}
    return found
