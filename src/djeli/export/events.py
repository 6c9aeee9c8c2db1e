"""Djeli's own tables: events, disputes and sources, one row each, as CSV, Parquet, XLSX and data frames hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from djeli.bundle import Bundle
from djeli.export.evidence import Evidence, public_address
from djeli.export.table import Columns, Row, joined
from djeli.views import Event
from djeli.vocab import Harm, Role

PARTIES = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.PARTICIPANT, Role.INSTRUMENT)
_BOUNDS = {
    "low": "lowest number of people {}, as told by a reliable account",
    "best": "number of people {} that the rule chose",
    "high": "highest number of people {}, as told by a reliable account",
}
_ROLES = {
    Role.PERPETRATOR: "who did it",
    Role.TARGET: "against whom or what",
    Role.VICTIM: "who was harmed",
    Role.PARTICIPANT: "who took part, without direction",
    Role.INSTRUMENT: "with what",
}
EVENTS: Columns = {
    "id": "the event's id; older ids lead to it in the case",
    "type": "type of event (docs/reference/event-types.md)",
    "title": "what it is, in one line",
    "modality": "actual; planned, threatened, hypothetical, negated and foiled did not happen as far as is told",
    "background": "1 when it is only mentioned in passing",
    "date_start": "first day, ISO; empty: not told",
    "date_end": "last day, ISO",
    "date_precision": "day, days (two to six), week, month, season, year, longer",
    "place": "name of the place; empty: not told",
    "adm2": "second-order unit",
    "adm1": "first-order unit",
    "country": "ISO 3166-1 alpha-2",
    "latitude": "degrees, WGS 84",
    "longitude": "degrees, WGS 84",
    "place_resolution": "point, settlement, near, between, adm2, adm1, area, country, water",
    **{f"{harm.value}_{name}": text.format(harm.value) for harm in Harm for name, text in _BOUNDS.items()},
    **{role.value: _ROLES[role] for role in PARTIES},
    "rule": "rule by which the best numbers were chosen",
    "reports": "mentions of the event",
    "documents": "pages that tell of it",
    "origins_held": "independent origins whose pages are in the case; copies count once",
    "origins_credited": "outlets credited whose pages are not in the case",
    "disputes": "what accounts disagree about, a sentence each",
    "grade": "source A to F and information 1 to 6 (Admiralty code)",
    "informants": "who is quoted for it",
    "sources": "addresses of the pages",
    "quote": "words of its first report",
}
DISPUTES: Columns = {
    "id": "the dispute's id",
    "event": "the event's id",
    "kind": "toll, responsibility, denial, existence, place, date, identity, role, status, figure and others",
    "about": "property that is disputed",
    "sentence": "what is disputed, in words",
    "side": "number of the side, from 1",
    "value": "what this side says",
    "speakers": "who says it",
    "superseded": "by what this side was superseded; empty: it stands",
    "independent": "1 the sides rest on different origins, 0 on one; empty: not known",
}
SOURCES: Columns = {
    "item": "id of the article or entry",
    "document": "SHA-256 of the page's bytes",
    "outlet": "who published it, as far as the page or its address says",
    "published": "date of the page, ISO; empty: not told",
    "headline": "its headline",
    "author": "its author, where the page names one",
    "language": "language code",
    "address": "where it came from; of a file its name",
    "grade": "source A to F and information 1 to 6 (Admiralty code)",
    "events": "ids of the events it tells of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns and what makes its rows."""

    columns: Columns
    rows: Callable[[Bundle], Iterator[Row]]
    about: str


def event_row(event: Event) -> Row:
    """What an event's view holds, as flat columns; None where the reports say nothing."""
    when, where = event.when, event.where
    found: Row = {
        "id": event.id,
        "type": event.type,
        "title": event.title,
        "modality": event.modality.value,
        "background": int(event.background),
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "date_precision": when.precision.value if when else None,
        "place": where.name if where else None,
        "adm2": where.adm2 if where else None,
        "adm1": where.adm1 if where else None,
        "country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "place_resolution": where.resolution.value if where else None,
    }
    for harm in Harm:
        estimate = event.harm.get(harm)
        for bound in _BOUNDS:
            found[f"{harm.value}_{bound}"] = getattr(estimate, bound) if estimate else None
    for role in PARTIES:
        found[role.value] = joined(p.party.name for p in event.participants if p.role is role)
    return found | {
        "rule": event.rule.value,
        "reports": len(event.reports),
        "documents": len(event.documents),
        "origins_held": event.origins_held,
        "origins_credited": event.origins_credited,
        "disputes": "; ".join(f"{d.kind.value}: {d.reason}" for d in event.disputes),
        "grade": event.assessment.grade if event.assessment else None,
    }


def events(bundle: Bundle) -> Iterator[Row]:
    """One row an event."""
    evidence, addresses = Evidence(bundle), bundle.address_of
    for event in bundle.events:
        yield event_row(event) | {
            "informants": joined(evidence.informants(event)),
            "sources": joined(sorted({public_address(addresses[d]) for d in event.documents if d in addresses})),
            "quote": evidence.words(event),
        }


def disputes(bundle: Bundle) -> Iterator[Row]:
    """One row a side of a dispute."""
    for event in bundle.events:
        for one in event.disputes:
            for number, side in enumerate(one.sides, start=1):
                yield {
                    "id": one.id,
                    "event": one.event,
                    "kind": one.kind.value,
                    "about": one.prop,
                    "sentence": one.reason,
                    "side": number,
                    "value": side.value,
                    "speakers": joined(side.speakers),
                    "superseded": side.stale,
                    "independent": None if one.independent is None else int(one.independent),
                }


def sources(bundle: Bundle) -> Iterator[Row]:
    """One row an article or entry."""
    evidence, told = Evidence(bundle), items_told(bundle)
    for item in bundle.items:
        source = evidence.source(item.id)
        yield {
            "item": item.id,
            "document": source.document,
            "outlet": source.outlet,
            "published": source.published or None,
            "headline": source.headline,
            "author": source.author,
            "language": source.language,
            "address": source.address,
            "grade": bundle.grades.get(item.id),
            "events": joined(told.get(item.id, ())),
        }


def items_told(bundle: Bundle) -> Mapping[str, list[str]]:
    """Item id -> ids of the events it tells of."""
    found: dict[str, list[str]] = {}
    for event in bundle.events:
        for item in event.items:
            found.setdefault(item, []).append(event.id)
    return found


TABLES: Mapping[str, Table] = {
    "events": Table(columns=EVENTS, rows=events, about="one row an event"),
    "disputes": Table(columns=DISPUTES, rows=disputes, about="one row a side of a dispute"),
    "sources": Table(columns=SOURCES, rows=sources, about="one row an article or entry of a page"),
}
"""Djeli's own tables by name."""

NUMBERS = frozenset(
    {"background", "reports", "documents", "origins_held", "origins_credited", "side", "independent"}
    | {f"{harm.value}_{bound}" for harm in Harm for bound in _BOUNDS}
)
"""Columns of whole numbers; `DEGREES` are numbers with a fraction, all others text."""
DEGREES = frozenset({"latitude", "longitude"})
