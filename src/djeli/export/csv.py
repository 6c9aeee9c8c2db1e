"""The event table as CSV for spreadsheets: one row an event, safe to open.

Cells that a spreadsheet would run as a formula are written with an apostrophe in front (OWASP's rule for CSV
injection: = + - @ tab, carriage return at the start).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.export.jsonl import SCHEMA
from djeli.views import Event
from djeli.vocab import Harm, Role

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PARTIES = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.PARTICIPANT, Role.INSTRUMENT)


def safe(value: Any) -> Any:
    """The value, with an apostrophe in front where a spreadsheet would take text for a formula."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \ufeff").startswith(_RISKY) else value


def row(bundle: Bundle, event: Event) -> dict[str, Any]:
    """One event as flat columns; empty where the reports say nothing."""
    when, where = event.when, event.where
    found: dict[str, Any] = {
        "id": event.id,
        "type": event.type,
        "title": event.title,
        "modality": event.modality.value,
        "background": int(event.background),
        "date_start": when.start.isoformat() if when else "",
        "date_end": when.end.isoformat() if when else "",
        "date_precision": when.precision.value if when else "",
        "place": where.name if where else "",
        "adm2": where.adm2 if where else "",
        "adm1": where.adm1 if where else "",
        "country": where.country if where else "",
        "latitude": where.lat if where and where.lat is not None else "",
        "longitude": where.lon if where and where.lon is not None else "",
        "place_resolution": where.resolution.value if where else "",
    }
    for harm in Harm:
        estimate = event.harm.get(harm)
        for bound in ("low", "best", "high"):
            value = getattr(estimate, bound) if estimate else None
            found[f"{harm.value}_{bound}"] = "" if value is None else value
    for role in PARTIES:
        found[role.value] = "; ".join(p.party.name for p in event.participants if p.role is role)
    return found | _evidence(bundle, event)


def _evidence(bundle: Bundle, event: Event) -> dict[str, Any]:
    first = bundle.report_of.get(event.reports[0])
    addresses = bundle.address_of
    return {
        "rule": event.rule.value,
        "reports": len(event.reports),
        "documents": len(event.documents),
        "origins_held": event.origins_held,
        "origins_credited": event.origins_credited,
        "disputes": "; ".join(f"{d.kind.value}: {d.reason}" for d in event.disputes),
        "grade": event.assessment.grade if event.assessment else "",
        "sources": "; ".join(sorted({addresses[name] for name in event.documents if name in addresses})),
        "quote": bundle.quote(first.scope) if first else "",
    }


def rows(bundle: Bundle) -> Iterator[dict[str, Any]]:
    """All events as flat columns."""
    return (row(bundle, event) for event in bundle.events)


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `events.csv` (UTF-8 with BOM, as spreadsheets want it) and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, manifest = out / "events.csv", out / "manifest.json"
    found = list(rows(bundle))
    columns = list(found[0]) if found else ["id"]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows({name: safe(value) for name, value in one.items()} for one in found)
    head = {"schema": SCHEMA, "case": bundle.case, "audience": bundle.audience}
    files = [{"name": path.name, "rows": len(found)}]
    manifest.write_text(json.dumps({**head, "files": files}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return [path, manifest]
