"""Signals of one item: what the page itself gives away about how far to trust it. Never "fake": only reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from djeli.assess.signals import phrase_signal, signal
from djeli.assess.source import assess_source
from djeli.records import Document, Item, Span, Speaker
from djeli.values import Party
from djeli.views import Account, Assessment, Signal
from djeli.vocab import Basis, Credibility, Informant, ItemKind, PartyKind, RegionKind, Reliability, Role

PHRASES = (
    "opinion",
    "sensational",
    "generic_biography",
    "stock_caption",
    "generated_text",
    "fiction",
    "unverified_by_outlet",
    "correction",
)
GRAVE = frozenset({"fiction", "generated_text", "conflicting_roles"})
"""Signals that alone make the content of a page doubtful."""
UNNAMED = frozenset(
    {Informant.ANONYMOUS, Informant.SECURITY_SOURCE, Informant.WITNESS, Informant.RESIDENTS, Informant.UNKNOWN}
)


def assess_item(
    item: Item,
    document: Document | None,
    story: str,
    accounts: Sequence[Account] = (),
    *,
    source: Assessment | None = None,
    copies: int = 0,
    unresolved: Sequence[Span] = (),
) -> Assessment:
    """Grade one item by what it shows.

    Args:
        item: the item.
        document: the document it stands in; None when only the item is known.
        story: the text's characters from `item.start` to `item.end`.
        accounts: the item's own reports.
        source: the publisher's grade; F where None.
        copies: how many other items of the case share its wording.
        unresolved: spans of places no gazetteer knows.
    """
    signals = [
        *_dates(item, document),
        *_publisher(item, document, source),
        *_informants(accounts),
        *_kind(item),
        *_regions(item),
        *(found for name in PHRASES if (found := phrase_signal(name, story, start=item.start, text_id=item.text))),
        *_roles(accounts),
    ]
    if copies:
        signals.append(signal("copy", count=copies))
    if len(unresolved) >= 3:
        signals.append(signal("unknown_places", count=len(unresolved), spans=unresolved))
    return Assessment(
        subject=item.id,
        reliability=source.reliability if source else Reliability.F,
        credibility=_credibility(signals),
        signals=tuple(signals),
    )


def _credibility(signals: Sequence[Signal]) -> Credibility:
    """4 with a grave signal or three against it, 3 when dated, attributed and nothing against, else 6.

    Better than 3 takes other, independent texts, so an item alone never has it.
    """
    against = [found for found in signals if found.effect < 0]
    if len(against) >= 3 or any(found.name in GRAVE for found in against):
        return Credibility.DOUBTFUL
    names = {found.name for found in signals}
    sound = {"dated", "named_source"} <= names and not against
    return Credibility.POSSIBLY_TRUE if sound else Credibility.CANNOT_JUDGE


def _dates(item: Item, document: Document | None) -> Iterable[Signal]:
    field = item.published or (document.published if document else None)
    if field is None:
        yield signal("no_date")
    else:
        yield signal("dated", date=field.value[:10], spans=[field.span] if field.span else [])


def _publisher(item: Item, document: Document | None, source: Assessment | None) -> Iterable[Signal]:
    field = item.publisher or (document.publisher if document else None)
    basis = field.basis if field else Basis.NONE
    if source is None:
        source = assess_source(field.value if field else "", None, basis=basis)
    yield from source.signals
    if item.author is None and (document is None or document.author is None):
        yield signal("no_author")


def _informants(accounts: Sequence[Account]) -> Iterable[Signal]:
    """Who is named as saying it: a named speaker, unnamed ones only, or nobody."""
    if not accounts:
        return
    speakers: dict[str, Speaker] = {}
    for account in accounts:
        for claims in account.claims.values():
            speakers |= {c.speaker.name: c.speaker for c in claims if c.speaker is not None}
    named = {name: s for name, s in speakers.items() if s.actor or s.informant not in UNNAMED}
    if named:
        spans = [named[name].span for name in sorted(named)]
        yield signal("named_source", names=", ".join(sorted(named)[:4]), spans=spans)
    elif speakers:
        spans = [speakers[name].span for name in sorted(speakers)]
        yield signal("anonymous_only", names=", ".join(sorted(speakers)[:4]), spans=spans)
    else:
        yield signal("no_named_source")


def _kind(item: Item) -> Iterable[Signal]:
    if item.kind is ItemKind.OPINION:
        yield signal("opinion", words="the page is labelled so")
    if item.kind is ItemKind.FICTION:
        yield signal("fiction", words="the page is labelled so")
    if item.kind is ItemKind.STATEMENT:
        yield signal("own_statement")


def _regions(item: Item) -> Iterable[Signal]:
    """Related links count as inlined when story goes on after them."""
    last = item.end - (item.end - item.start) // 5
    spans = [
        Span(item.text, r.start, r.end) for r in item.regions if r.kind is RegionKind.RELATED_LINK and r.end < last
    ]
    if spans:
        yield signal("related_links_inlined", spans=spans)


def _roles(accounts: Sequence[Account]) -> Iterable[Signal]:
    """One named party as doer and victim of the same act."""
    for account in accounts:
        sides: list[dict[str, tuple[Party, Span]]] = [{}, {}]
        for number, roles in enumerate(((Role.PERPETRATOR,), (Role.VICTIM, Role.TARGET))):
            for role in roles:
                for claim in account.claims.get(role.value, ()):
                    party: Party = claim.parsed()
                    if claim.stance.affirms and party.actor and party.kind is not PartyKind.CIVILIANS:
                        sides[number][party.actor] = (party, claim.spans[0])
        both = sorted(set(sides[0]) & set(sides[1]))
        if both:
            names = ", ".join(sides[0][key][0].name for key in both)
            yield signal("conflicting_roles", names=names, spans=[side[key][1] for key in both for side in sides])
