"""The event table as CSV for spreadsheets: one row an event, safe to open."""

from __future__ import annotations

import codecs
from pathlib import Path

from djeli.bundle import Bundle
from djeli.export.events import EVENTS, events
from djeli.export.manifest import write_manifest
from djeli.export.table import write_csv

SCHEMA = "djeli-events/1"


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `events.csv` (UTF-8 with BOM, as spreadsheets want it) and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "events.csv"
    count = write_csv(path, EVENTS, events(bundle), head=codecs.BOM_UTF8.decode())
    return write_manifest(bundle, out, SCHEMA, {path: count})
