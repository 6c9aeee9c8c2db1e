"""Signals of one item: what the page itself gives away about how far to trust it. Never "fake": only reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from djeli.assess.offices import office_signals
from djeli.assess.overrule import NONE, Decision
from djeli.assess.signals import about, phrase_signal, signal
from djeli.assess.source import assess_source, publisher_of
from djeli.assess.speakers import informant_signals
from djeli.records import Claim, Document, Item, Span
from djeli.values import Party
from djeli.views import Account, Assessment, Signal
from djeli.vocab import Basis, Credibility, ItemKind, PartyKind, RegionKind, Role

PHRASES = (
    "opinion",
    "loaded_words",
    "sensational",
    "generic_biography",
    "stock_caption",
    "empty_caption",
    "generated_text",
    "stock_phrases",
    "machine_translated",
    "fiction",
    "fiction_label",
    "under_duress",
    "unverified_by_outlet",
    "correction",
)
GRAVE = frozenset({"fiction", "fiction_label", "generated_text", "conflicting_roles", "conflicting_offices"})
"""Signals that alone make the content of a page doubtful."""
ASIDE = frozenset({RegionKind.RELATED_LINK, RegionKind.COMMENTS, RegionKind.NAVIGATION, RegionKind.SHARE_PROMPT})
"""Regions whose words are not the item's."""
ATTRIBUTED = frozenset({"named_source", "credited_source", "body_source"})
LONG = 120
"""Words from which a page that tells of events may be expected to give a day, a count or somebody's words."""
_QUOTE = re.compile('[“”«»„「」"]')
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAKS = re.compile(r"[.,;:!?\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an item beside its text: claims about it, its copies, names found nowhere, decisions on it.

    `told` are its claims about itself and about actors; `unresolved` spans of places no gazetteer knows; `strangers`
    names that nothing else knows.
    """

    told: Sequence[Claim] = ()
    copies: int = 0
    unresolved: Sequence[Span] = ()
    strangers: Mapping[str, Span] = field(default_factory=dict)
    decided: Decision = NONE


def assess_item(
    item: Item,
    document: Document | None,
    story: str,
    accounts: Sequence[Account] = (),
    *,
    source: Assessment | None = None,
    known: Known | None = None,
) -> Assessment:
    """Grade one item by what it shows.

    Args:
        item: the item.
        document: the document it stands in; None when only the item is known.
        story: the text's characters from `item.start` to `item.end`.
        accounts: the item's own reports.
        source: the publisher's grade; F where None.
        known: what else is known of it.
    """
    known = known or Known()
    source = source or _unproven(item, document)
    aside = sorted((r.start - item.start, r.end - item.start) for r in item.regions if r.kind in ASIDE)
    words = (phrase_signal(name, story, start=item.start, text_id=item.text, aside=aside) for name in PHRASES)
    signals = [
        *_dates(item, document),
        *source.signals,
        *([signal("no_author")] if item.author is None and (document is None or document.author is None) else []),
        *informant_signals(accounts, known.told, publisher_of(item, document)[0]),
        *_specifics(item, story, aside),
        *_kind(item),
        *_regions(item),
        *(found for found in words if found),
        *_roles(accounts, story, item.start),
        *office_signals(known.told, story, start=item.start, text_id=item.text),
        *_company(known),
    ]
    counted = known.decided.kept(signals)
    graded = Assessment(
        subject=item.id,
        reliability=source.reliability,
        credibility=_credibility(counted),
        signals=tuple(counted),
        overruled_by=source.overruled_by,
    )
    return known.decided.applied(graded)


def _credibility(signals: Sequence[Signal]) -> Credibility:
    """4 with a grave signal, or signals against it about three things; 3 when dated, attributed and nothing against.

    Two signals about one thing (no name, no detail) count once. Better than 3 takes other, independent texts, so an
    item alone never has it; what is neither cannot be judged.
    """
    against = [found for found in signals if found.effect < 0]
    if len({about(found.name) for found in against}) >= 3 or any(found.name in GRAVE for found in against):
        return Credibility.DOUBTFUL
    names = {found.name for found in signals}
    sound = "dated" in names and not names.isdisjoint(ATTRIBUTED) and not against
    return Credibility.POSSIBLY_TRUE if sound else Credibility.CANNOT_JUDGE


def _dates(item: Item, document: Document | None) -> Iterable[Signal]:
    field = item.published or (document.published if document else None)
    if field is None:
        yield signal("no_date")
    else:
        yield signal("dated", date=field.value[:10], spans=[field.span] if field.span else [])


def _unproven(item: Item, document: Document | None) -> Assessment:
    """The source where nothing was found out about it."""
    field = item.publisher or (document.publisher if document else None)
    return assess_source(field.value if field else "", None, basis=field.basis if field else Basis.NONE)


def _specifics(item: Item, story: str, aside: Sequence[tuple[int, int]]) -> Iterable[Signal]:
    """Nothing that could be checked: no quotation mark and no number but years, in a text of some length."""
    kept, at = [], 0
    headers = [(r.start - item.start, r.end - item.start) for r in item.regions]
    for start, end in sorted({*aside, *headers}):
        kept.append(story[at : max(at, start)])
        at = max(at, end)
    body = "".join([*kept, story[at:]])
    count = len(body.split())
    numbers = (number.rstrip(".,") for number in _NUMBER.findall(body))
    if count >= LONG and not _QUOTE.search(body) and all(_YEAR.fullmatch(number) for number in numbers):
        yield signal("no_specifics", count=count)


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


def _company(known: Known) -> Iterable[Signal]:
    """What other pages and tables say, or don't: copies, places and names found nowhere else."""
    if known.copies:
        yield signal("copy", count=known.copies)
    if len(known.unresolved) >= 3:
        yield signal("unknown_places", count=len(known.unresolved), spans=known.unresolved)
    if known.strangers:
        listed = sorted(known.strangers, key=lambda name: known.strangers[name])
        more = f" and {len(listed) - 4} more" if len(listed) > 4 else ""
        yield signal("unknown_names", names=", ".join(listed[:4]) + more, spans=[known.strangers[n] for n in listed])


def _roles(accounts: Sequence[Account], story: str, start: int) -> Iterable[Signal]:
    """One named party as doer and victim of the same act, both told in one clause: across clauses reading slips."""
    for account in accounts:
        sides: list[dict[str, tuple[Party, Span]]] = [{}, {}]
        for number, roles in enumerate(((Role.PERPETRATOR,), (Role.VICTIM, Role.TARGET))):
            for role in roles:
                for claim in account.claims.get(role.value, ()):
                    party: Party = claim.parsed()
                    if claim.stance.affirms and party.actor and party.kind is not PartyKind.CIVILIANS:
                        sides[number][party.actor] = (party, claim.spans[0])
        both = [key for key in sorted(set(sides[0]) & set(sides[1])) if _one_clause(account, key, sides, story, start)]
        if both:
            names = ", ".join(sides[0][key][0].name for key in both)
            yield signal("conflicting_roles", names=names, spans=[side[key][1] for key in both for side in sides])


def _one_clause(
    account: Account, key: str, sides: Sequence[Mapping[str, tuple[Party, Span]]], story: str, start: int
) -> bool:
    """Whether no sign that parts clauses stands between doer, act and victim."""
    spans = [account.report.anchor, *(side[key][1] for side in sides)]
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    doer, victim = (side[key][1] for side in sides)
    return not doer.overlaps(victim) and not _BREAKS.search(story[first - start : last - start])
