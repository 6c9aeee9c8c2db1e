"""Grades of a case's items and events: gathers what the assessing stage needs to know beside the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from djeli.assess import (
    NONE,
    Decisions,
    Known,
    Shield,
    assess_item,
    assess_source,
    facts_of,
    outlet_of,
    publisher_of,
)
from djeli.assess.overrule import ITEM, SOURCE, key
from djeli.records import Claim, Document, Item, Span
from djeli.views import Account, Assessment
from djeli.vocab import Basis

TOLD = ("said", "credit", "person", "holds_role", "member_of", "allied_with", "led_by", "split_from", "sponsored_by")
"""Properties of claims about an item or an actor that signals rest on."""


def graded_items(
    pairs: Sequence[tuple[Item, Document]],
    stories: Mapping[str, str],
    accounts: Sequence[Account],
    told: Mapping[str, Sequence[Claim]],
    *,
    copies: Mapping[str, int],
    unresolved: Sequence[Span],
    names: Mapping[str, Mapping[str, Span]],
    decided: Decisions,
    shield: Shield,
) -> Iterator[tuple[str, Assessment]]:
    """Item id and grade of every item.

    Args:
        pairs: items with their documents.
        stories: item id to its characters.
        accounts: reports of all items.
        told: item id to its claims about itself and about actors.
        copies: item id to the number of other items that print its text.
        unresolved: places no gazetteer knows.
        names: item id to the names in it that nothing else knows.
        decided: what people decided about grades.
        shield: who is private, and named in no reason.
    """
    reports: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        reports[account.item.id].append(account)
    places: dict[str, list[Span]] = defaultdict(list)
    for span in unresolved:
        places[span.text].append(span)
    sources: dict[tuple[str, Basis], Assessment] = {}
    for item, document in pairs:
        known = Known(
            told=told.get(item.id, ()),
            copies=copies[item.id],
            unresolved=[span for span in places[item.text] if item.start <= span.start < item.end],
            strangers={
                n: s for n, s in names.get(item.id, {}).items() if not any(s.overlaps(p) for p in places[item.text])
            },
            decided=decided.get(key(ITEM, item.id), NONE),
        )
        mask = shield.mask([item.id], _claims(told, reports, item.id))
        publisher = publisher_of(item, document)
        if publisher not in sources:
            sources[publisher] = graded_source(*publisher, decided)
        source = sources[publisher]
        graded = assess_item(item, document, stories[item.id], reports[item.id], source=source, known=known)
        yield item.id, mask.of_grade(graded)


def _claims(
    told: Mapping[str, Sequence[Claim]], reports: Mapping[str, Sequence[Account]], item: str
) -> Sequence[Claim]:
    """All claims of an item."""
    parties = (c for account in reports.get(item, ()) for found in account.claims.values() for c in found)
    return [*told.get(item, ()), *parties]


def graded_source(name: str, basis: Basis, decided: Decisions) -> Assessment:
    """Grade of a publisher: what the outlet table says of it, and what people decided."""
    outlet = outlet_of(name, basis)
    decision = decided.get(key(SOURCE, name), decided.get(key(SOURCE, outlet.name), NONE) if outlet else NONE)
    return assess_source(name, facts_of(outlet) if outlet else None, basis=basis, decided=decision)
