"""One event as its page shows it: values with their quotes, sides of disputes, origins; nothing is decided here."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from djeli import phrases
from djeli.cited import page_of
from djeli.judge.corrected import METHOD
from djeli.ledger import Shown
from djeli.origin import Origins
from djeli.records import Claim, Span
from djeli.views import Account, Dispute
from djeli.vocab import Harm, Role

LABELS: tuple[tuple[str, str], ...] = (
    *((harm.value.capitalize(), harm.value) for harm in Harm),
    ("By", Role.PERPETRATOR.value),
    ("Against", Role.TARGET.value),
    ("Victims", Role.VICTIM.value),
    ("Between", Role.PARTICIPANT.value),
    ("With", Role.INSTRUMENT.value),
    ("When", "when"),
    ("Where", "where"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a page, and where the reader shows them."""

    words: str
    span: Span
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value in one wording, with everybody who says so."""

    value: str
    quote: Quote
    says: str
    note: str
    claim: str = ""
    """The first claim that says so; what was read wrongly is mended by it."""
    prop: str = ""
    mended: bool = False
    """Whether a person read it so, and not the machine."""
    again: bool = False
    """Whether it is the value before it, in other words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One side of a dispute with its quotes."""

    value: str
    speakers: str
    stale: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeView:
    """A dispute with its sides facing each other. `independent` says in words whether the sides are."""

    id: str
    kind: str
    reason: str
    independent: str
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTold:
    """One page's telling of the event: its words, who published them, and the grade of the article."""

    page: str
    item: str
    report: str
    quote: Quote
    family: str
    background: bool
    grade: str
    published: str


def values(shown: Shown) -> list[tuple[str, list[Value]]]:
    """Every property that some account gives, in the order people ask for them."""
    found = ((label, list(_values(shown, prop))) for label, prop in LABELS)
    return [(label, listed) for label, listed in found if listed]


def _values(shown: Shown, prop: str) -> Iterator[Value]:
    """The distinct statements about one property, all words for one value together, with all who say so."""
    told: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    first: dict[tuple[str, str, str], Quote] = {}
    claims: dict[tuple[str, str, str], Claim] = {}
    for account in shown.accounts:
        for claim in account.claims.get(prop, ()):
            quote = quote_of(shown, account, claim)
            note = "" if claim.modality.happened else claim.modality.value
            key = (shown.mask(phrases.claimed(claim)), quote.words, note)
            first.setdefault(key, quote)
            claims.setdefault(key, claim)
            told.setdefault(key, []).append((shown.mask(phrases.voice(claim)), quote.page))
    order = {value: place for place, value in reversed([*enumerate(key[0] for key in told)])}
    before = ""
    for key, pages in sorted(told.items(), key=lambda one: order[one[0][0]]):
        claim, again, before = claims[key], key[0] == before, key[0]
        yield Value(
            value=key[0],
            quote=first[key],
            says=phrases.told_by(pages),
            note=key[2],
            claim=claim.id,
            prop=prop,
            mended=claim.method == METHOD,
            again=again,
        )


def page_name(shown: Shown, account: Account) -> str:
    """Who published an account, and when."""
    return page_of(account.item, shown.documents.get(account.document))


def quote_of(shown: Shown, account: Account, claim: Claim) -> Quote:
    """The words of a claim, its parts joined; it opens at the first of them."""
    words = " … ".join(" ".join(shown.words[span].split()) for span in claim.spans)
    return Quote(words=words, span=claim.spans[0], page=page_name(shown, account))


def origins(shown: Shown) -> Origins:
    """Whose word it is, without the names of those who are private."""
    held = (
        dataclasses.replace(one, name=shown.mask(one.name), reason=shown.mask(one.reason)) for one in shown.origins.held
    )
    return dataclasses.replace(shown.origins, held=tuple(held))


def pages(shown: Shown) -> list[PageTold]:
    """Every page's telling, the earliest first, undated ones last."""
    found = []
    for account in shown.accounts:
        scope = account.report.scope
        document = shown.documents.get(account.document)
        day = account.item.published or (document.published if document else None)
        grade = shown.item_grades.get(account.item.id)
        found.append(
            PageTold(
                page=page_name(shown, account),
                item=account.item.id,
                report=account.report.id,
                quote=Quote(words=" ".join(shown.words[scope].split()), span=scope, page=page_name(shown, account)),
                family=account.family or account.item.id,
                background=account.report.background,
                grade=grade.grade if grade else "",
                published=day.value[:10] if day else "",
            )
        )
    return sorted(found, key=lambda one: (not one.published, one.published, one.page, one.report))


def disputes(shown: Shown) -> list[DisputeView]:
    """Disputes with the quotes of every side."""
    claims = {c.id: (a, c) for a in shown.accounts for told in (*a.claims.values(), a.said) for c in told}
    return [_dispute(shown, shown.mask.of_dispute(one), claims) for one in shown.event.disputes]


def _dispute(shown: Shown, one: Dispute, claims: dict[str, tuple[Account, Claim]]) -> DisputeView:
    told = {True: "The sides rest on different origins.", False: "The sides may rest on one origin."}
    sides = []
    for side in one.sides:
        quotes = [quote_of(shown, *claims[name]) for name in side.claims if name in claims]
        alone = {(quote.words, quote.page): quote for quote in quotes}
        speakers = ", ".join(side.speakers) or "no speaker named"
        sides.append(SideView(value=side.value, speakers=speakers, stale=side.stale, quotes=tuple(alone.values())))
    return DisputeView(
        id=one.id,
        kind=one.kind.value.replace("_", " "),
        reason=one.reason,
        independent=told.get(one.independent, "") if one.independent is not None else "",
        sides=tuple(sides),
    )
