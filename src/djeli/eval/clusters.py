"""clusters: the whole job on real incidents: linking, date, place, toll, copies, contradictions, distractors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from djeli.eval.bench import Bench, Row
from djeli.eval.book import Book, Page
from djeli.eval.languages import by_language
from djeli.eval.values import as_linked
from djeli.views import Account, Estimate, Event
from djeli.vocab import DisputeKind, Harm, ItemKind, Precision, Role

_LEFT_OUT = frozenset({ItemKind.ANALYSIS, ItemKind.OPINION, ItemKind.FICTION, ItemKind.PROFILE})
"""Kinds whose reports stay in the ledger and are not exported as events here (bench/README.md)."""
_DATED = frozenset({Precision.DAY, Precision.DAYS, Precision.WEEK})
"""What dates an event told as background: "the coup of 2012" names a time, it tells no event of its own."""
_PROPS = {
    (DisputeKind.DENIAL, Role.PERPETRATOR.value): "responsibility",
    (DisputeKind.DENIAL, Role.VICTIM.value): "victim_status",
}
"""The benchmark's name of a field where the kind alone does not tell it."""
_FIELDS = {
    DisputeKind.TOLL: "toll",
    DisputeKind.RESPONSIBILITY: "responsibility",
    DisputeKind.DENIAL: "existence",
    DisputeKind.EXISTENCE: "existence",
    DisputeKind.PLACE: "place",
    DisputeKind.DATE: "date",
    DisputeKind.IDENTITY: "actor_identity",
    DisputeKind.ROLE: "actor_role",
    DisputeKind.STATUS: "status",
    DisputeKind.FIGURE: "count",
    DisputeKind.CIRCUMSTANCE: "circumstances",
    DisputeKind.CHRONOLOGY: "date",
}


def pages(rows: Sequence[Row]) -> list[Page]:
    """Text, address and the date if the page gives one."""
    return [Page(key=row["id"], text=row["text"], date=row.get("date_if_given") or "") for row in rows]


def _shown(account: Account) -> bool:
    if account.item.kind in _LEFT_OUT or not account.modality.happened:
        return False
    when = account.when()
    return not account.report.background or (when is not None and when.precision in _DATED)


def _bounds(one: Estimate | None) -> dict[str, int | None]:
    return {k: getattr(one, k) if one else None for k in ("low", "best", "high")}


def _row(event: Event, accounts: Sequence[Account]) -> Row:
    when, where = event.when, event.where
    killed = _bounds(event.harm.get(Harm.KILLED))
    scope = accounts[0].report.scope
    return {
        "event_id": event.id,
        "type": event.type,
        "date": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "place": where.name if where else None,
        "country": where.country_name if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "actors": [{"name": one.party.name, "role": one.role.value} for one in event.participants],
        **{f"killed_{name}": value for name, value in killed.items()},
        "counts": {harm.value: _bounds(one) for harm, one in event.harm.items() if harm is not Harm.KILLED},
        "evidence": [scope.start, scope.end],
    }


def predict(book: Book, rows: Sequence[Row]) -> Row:
    """Events of each page, copies, contradictions."""
    found: dict[str, Any] = {}
    exported: set[str] = set()
    for row in rows:
        key = row["id"]
        shown = {e: [a for a in told if _shown(a)] for e, told in book.accounts.get(key, {}).items()}
        found[key] = [_row(as_linked(told, book.events[e]), told) for e, told in shown.items() if told]
        exported |= {e for e, told in shown.items() if told}
    copies: dict[str, list[str]] = defaultdict(list)
    for key, family in book.families.items():
        copies[family].append(key)
    found["_syndication"] = [group for group in copies.values() if len(group) > 1]
    found["_contradictions"] = list(_contradictions(book, exported))
    return found


def _contradictions(book: Book, exported: set[str]) -> list[Row]:
    home = {
        claim.id: key
        for key, events in book.accounts.items()
        for told in events.values()
        for account in told
        for claims in (*account.claims.values(), account.said)
        for claim in claims
    }
    return [
        {
            "event_id": event.id,
            "field": _PROPS.get((one.kind, one.prop), _FIELDS[one.kind]),
            "pages": sorted({home[c] for side in one.sides for c in side.claims if c in home}),
        }
        for event in book.events.values()
        if event.id in exported
        for one in event.disputes
        if one.kind in _FIELDS
    ]


BENCH = Bench(
    name="clusters",
    files="pages.jsonl",
    pages=pages,
    predict=predict,
    arguments=lambda gold, pred: [str(pred), "--split", "dev", "--json"],
    whole=True,
    figures={
        "main pages B-cubed F1": "bcubed_main.f1",
        "links to other incidents": "distractors.wrong_links_to_gold",
        "date": "page.date",
        "place ≤ 161 km": "page.place",
        "best toll is a reported one": "page.toll_best_is_a_reported_value",
        "syndication F1": "syndication.f1",
        "contradiction recall, same group": "contradictions.recall_same_group",
        "false events on no-event pages": "distractors.false_events",
    },
    more=by_language,
)
