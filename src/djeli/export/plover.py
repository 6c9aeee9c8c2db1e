"""PLOVER records as JSON lines, with fields of our own that the format allows.

One record an event. What has not happened as far as is told, or is told in passing, goes out too, marked by auxiliary
modes (future, hypothetical, negation, historical). PLOVER has no precision of dates, no low and high and no disputes:
`date_precision`, `size_low`, `size_high`, `disputes`, `grade` and `radius_km` are Djeli's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.export.codes import country, data, place_name
from djeli.export.evidence import Evidence
from djeli.export.manifest import Tally, write_manifest
from djeli.export.notes import disputes
from djeli.export.sides import sides
from djeli.resources.actors import load_actors
from djeli.resources.event_types import codes, event_types
from djeli.values import Party, Where
from djeli.views import Event
from djeli.vocab import Harm

SCHEMA = "djeli-plover/1"
_SIZES = {"dead": Harm.KILLED, "injured": Harm.WOUNDED, "arrested": Harm.ARRESTED}


def left_out(event: Event) -> str:
    """Why an event has no record; empty when it has."""
    kind = event_types().get(event.type)
    if kind is None or kind.plover is None:
        return f"no type for it: {kind.plover_reason if kind else 'unknown type'}"
    if event.when is None:
        return "no date is told, and the format needs one"
    return ""


def record(event: Event, evidence: Evidence) -> dict[str, Any]:
    """One event."""
    code, when, both = event_types()[event.type].plover, event.when, sides(event)
    assert code is not None and when is not None  # noqa: S101 - left_out() has looked
    actors, recipients = list(both.a), list(both.b)
    if event_types()[event.type].two_sided:  # of a fight between two all parties are actors
        actors, recipients = [*actors, *recipients], []
    needs = code.type in codes()["plover"]["needs_recipient"]
    nobody = [_nobody()]
    return {
        "id": event.id,
        "has_event": True,
        "date": when.start.isoformat(),
        "enddate": when.end.isoformat() if when.end != when.start else None,
        "date_precision": when.precision.value,
        "actor": [entity(one) for one in actors] or nobody,
        "recipient": [entity(one) for one in recipients] or (nobody if needs else []),
        "event": [code.type],
        "event_loc": location(event.where) if event.where else None,
        "event_text": event.title,
        "quad_code": data("plover")["quad"][code.type],
        "event_scale": scale(code.type, code.modes),
        "mode": [*code.modes, *_auxiliary(event)],
        "context": list(code.contexts),
        "size": _bounds(event, "best"),
        "size_low": _bounds(event, "low"),
        "size_high": _bounds(event, "high"),
        "disputes": list(disputes(event)),
        "grade": event.assessment.grade if event.assessment else None,
        "text": evidence.words(event),
        "cite_info": [
            {
                "citation": one.article,
                "url": one.address,
                "title": one.headline,
                "language": one.language,
                "publication": one.outlet,
                "date": one.published[:10],
            }
            for one in evidence.sources(event)
        ],
        "coder": "djeli",
    }


def entity(party: Party) -> dict[str, Any]:
    """A party as an actor or recipient: its code is country and sector."""
    known = load_actors().get(party.actor)
    sector = known.sector if known else data("plover")["sector"][party.kind.value]
    land = country(party.country or (known.country if known else ""))
    return {
        "code": f"{land.iso3 if land else ''}{sector}",
        "country": land.iso3 if land else None,
        "sector": [sector],
        "entity_text": party.name,
        "identifier_id": f"djeli:{party.actor}" if party.actor else None,
    }


def _nobody() -> dict[str, Any]:
    return {"code": "UNK", "country": None, "sector": ["UNK"], "entity_text": "", "identifier_id": None}


def scale(kind: str, modes: tuple[str, ...]) -> float:
    """Place on the scale, of the first mode that has one, else of the type."""
    scores = data("plover")["scale"]
    return float(next((scores[f"{kind}:{mode}"] for mode in modes if f"{kind}:{mode}" in scores), scores[kind]))


def location(where: Where) -> dict[str, Any]:
    """A place."""
    level = data("plover")["resolution"].get(where.resolution.value)
    land = country(where.country)
    return {
        "resolved_place": where.name,
        "geonameid": where.geonameid,
        "lat": where.lat,
        "lon": where.lon,
        "city": where.name if level in (4, 5) else None,
        "district": where.adm2 or None,
        "province": where.adm1 or None,
        "country": place_name(where.country, where.country_name),
        "country_code": land.iso3 if land else None,
        "resolution": level,
        "radius_km": where.radius_km,
    }


def _auxiliary(event: Event) -> Iterator[str]:
    if not event.modality.happened:
        yield data("plover")["auxiliary"][event.modality.value]
    if event.background:
        yield data("plover")["background"]


def _bounds(event: Event, bound: str) -> dict[str, int]:
    found = {name: getattr(event.harm[harm], bound) for name, harm in _SIZES.items() if harm in event.harm}
    return {name: value for name, value in found.items() if value is not None}


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `plover.jsonl` and a manifest that says what was left out into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, tally, evidence, count = out / "plover.jsonl", Tally(), Evidence(bundle), 0
    with path.open("w", encoding="utf-8") as stream:
        for event in bundle.events:
            why = left_out(event)
            if why:
                tally.leave(why)
                continue
            stream.write(json.dumps(record(event, evidence), ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    return write_manifest(bundle, out, SCHEMA, {path: count}, tally=tally)
