"""Ledger to files that other programs read. A new form is one module and one line in EXPORTERS."""

from __future__ import annotations

from djeli.bundle import Bundle

EXPORTERS: dict[str, str] = {
    "jsonl": "djeli.export.jsonl:export",
    "csv": "djeli.export.csv:export",
}
"""Form -> "module:function" of `export(bundle, out_folder) -> list of paths`."""

__all__ = ["EXPORTERS", "Bundle"]
