"""Sources as RIS, for reference managers: one entry an article that tells of an event, or of anything at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from djeli.bundle import Bundle
from djeli.export.events import items_told
from djeli.export.evidence import Evidence, Source
from djeli.export.manifest import write_manifest
from djeli.export.table import flat

SCHEMA = "djeli-ris/1"


def entry(source: Source, events: list[str]) -> str:
    """One entry; each line is a tag of two letters, two spaces, a hyphen and a value."""
    day = source.published[:10]
    values = [
        ("TY", "NEWS"),
        ("TI", source.headline or source.address),
        ("AU", source.author),
        ("T2", source.outlet),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("LA", source.language),
        ("UR", source.address if source.address.startswith("http") else ""),
        ("ID", source.item),
        *(("KW", f"djeli event {event}") for event in events),
        ("N1", f"SHA-256 of the page: {source.document}"),
    ]
    lines = [f"{tag}  - {flat(value)}" for tag, value in values if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def entries(bundle: Bundle) -> Iterator[str]:
    """All articles of the case."""
    evidence, told = Evidence(bundle), items_told(bundle)
    return (entry(evidence.source(item.id), told.get(item.id, [])) for item in bundle.items)


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `sources.ris` and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "sources.ris"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(entries(bundle))
    return write_manifest(bundle, out, SCHEMA, {path: len(bundle.items)})
