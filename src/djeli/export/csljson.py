"""Sources as CSL-JSON, for reference managers and Pandoc: one entry an article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.export.events import items_told
from djeli.export.evidence import Evidence, Source
from djeli.export.manifest import write_manifest

SCHEMA = "djeli-csl/1"


def entry(source: Source, events: list[str]) -> dict[str, Any]:
    """One article."""
    found: dict[str, Any] = {"id": source.item, "type": "article-newspaper"}
    day = [int(part) for part in source.published[:10].split("-") if part.isdigit()]
    optional: dict[str, Any] = {
        "title": source.headline or source.address,
        "author": [{"literal": source.author}] if source.author else [],
        "container-title": source.outlet,
        "issued": {"date-parts": [day]} if day else {},
        "language": source.language,
        "URL": source.address if source.address.startswith("http") else "",
        "keyword": ", ".join(f"djeli event {event}" for event in events),
        "note": f"SHA-256 of the page: {source.document}" if source.document else "",
    }
    return found | {name: value for name, value in optional.items() if value}


def entries(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """All articles of the case."""
    evidence, told = Evidence(bundle), items_told(bundle)
    return (entry(evidence.source(item.id), told.get(item.id, [])) for item in bundle.items)


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `sources.csl.json` and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, count = out / "sources.csl.json", 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write("[")
        for count, one in enumerate(entries(bundle), start=1):
            stream.write(",\n" if count > 1 else "\n")
            stream.write(json.dumps(one, ensure_ascii=False))
        stream.write("\n]\n")
    return write_manifest(bundle, out, SCHEMA, {path: count})
