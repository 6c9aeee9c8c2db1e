"""Djeli's own tables as Parquet, one file a table; each column's meaning is in its metadata. Needs pyarrow."""

from __future__ import annotations

from pathlib import Path

from djeli.bundle import Bundle
from djeli.export.arrow import batches, library, schema
from djeli.export.events import TABLES
from djeli.export.manifest import write_manifest

SCHEMA = "djeli-parquet/1"


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `events.parquet`, `disputes.parquet`, `sources.parquet` and a manifest into the folder `out`.

    Raises:
        CaseError: pyarrow is not installed.
    """
    library("pyarrow", use="the form parquet")
    writer = library("pyarrow.parquet", use="the form parquet").ParquetWriter
    out.mkdir(parents=True, exist_ok=True)
    files: dict[Path, int] = {}
    for name, table in TABLES.items():
        path, count = out / f"{name}.parquet", 0
        with writer(path, schema(table), compression="zstd") as stream:
            for batch in batches(bundle, table):
                stream.write_batch(batch)
                count += batch.num_rows
        files[path] = count
    return write_manifest(bundle, out, SCHEMA, files)
