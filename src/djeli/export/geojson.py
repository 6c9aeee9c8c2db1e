"""Events as GeoJSON (RFC 7946): one feature an event, with how exactly the place is known.

An event at no known place has a feature with no geometry, which the standard allows: nothing is left out, and nothing
is put where it may not have been. The point of a region is its middle; `place_resolution` and `radius_km` say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.export.events import event_row
from djeli.export.evidence import Evidence
from djeli.export.manifest import write_manifest
from djeli.views import Event

SCHEMA = "djeli-geojson/1"


def feature(evidence: Evidence, event: Event) -> dict[str, Any]:
    """One event."""
    where = event.where
    point = None
    if where is not None and where.lat is not None and where.lon is not None:
        point = {"type": "Point", "coordinates": [where.lon, where.lat]}
    row = event_row(event)
    own = {name: value for name, value in row.items() if value not in (None, "") and name not in _GEOMETRY}
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": point,
        "properties": own
        | {
            "radius_km": where.radius_km if where else None,
            "sources": [one.address for one in evidence.sources(event)],
            "quote": evidence.words(event),
        },
    }


_GEOMETRY = frozenset({"latitude", "longitude"})


def features(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """All events."""
    evidence = Evidence(bundle)
    return (feature(evidence, event) for event in bundle.events)


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `events.geojson` and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, count = out / "events.geojson", 0
    with path.open("w", encoding="utf-8") as stream:
        stream.write('{"type":"FeatureCollection","features":[')
        for count, one in enumerate(features(bundle), start=1):
            stream.write(",\n" if count > 1 else "\n")
            stream.write(json.dumps(one, ensure_ascii=False, separators=(",", ":")))
        stream.write("\n]}\n")
    return write_manifest(bundle, out, SCHEMA, {path: count})
