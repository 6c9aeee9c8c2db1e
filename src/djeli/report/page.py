"""A case as one page to open in a browser: map, events with their quotes, disputes face to face, origins, grades.

One file, no script, nothing fetched; everything that comes from a report is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from djeli import phrases
from djeli.bundle import Bundle
from djeli.cited import page_of
from djeli.phrases import clip
from djeli.report.map import Dot, svg
from djeli.views import Account, Event
from djeli.vocab import Harm, Resolution, Role

_COARSE = frozenset({Resolution.ADM1, Resolution.AREA, Resolution.COUNTRY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value with its words and who says so."""

    value: str
    quote: str
    says: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One event as the template shows it."""

    event: Event
    when: str
    where: str
    toll: str
    origins: str
    grade: str
    values: tuple[tuple[str, tuple[Row, ...]], ...]
    estimates: tuple[tuple[str, str, str], ...]
    told: tuple[tuple[str, str], ...]
    disputes: tuple[Any, ...]


def render(bundle: Bundle, *, note: Callable[[], str] = str) -> str:
    """The whole page as HTML; `note` says for whom it is once all was looked at."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files("djeli.report") / "templates" / "case.html").read_text("utf-8"))
    shown = [event for event in bundle.events if event.modality.happened]
    ordered = sorted(shown, key=lambda e: (e.background, e.when is None, e.when and -e.when.start.toordinal(), e.id))
    return template.render(
        case=bundle.case,
        note=note,
        cards=[card(bundle, event) for event in ordered],
        map=_map(ordered),
        documents=len(bundle.documents),
        items=len(bundle.items),
        claims=len(bundle.claims),
        disputed=sum(bool(event.disputes) for event in ordered),
        confirmed=sum(event.origins_held > 1 for event in ordered),
        untold=len(bundle.events) - len(shown),
    )


def _map(events: Sequence[Event]) -> Markup:
    dots = []
    for event in events:
        if event.where is None or event.where.lat is None or event.where.lon is None:
            continue
        killed = event.harm.get(Harm.KILLED)
        size = float((killed.best or killed.high or killed.low or 1) if killed else 1)
        dots.append(
            Dot(
                lat=event.where.lat,
                lon=event.where.lon,
                label=f"{event.title}, {phrases.when(event.when)}, {phrases.where(event.where)}",
                link=f"#{event.id}",
                size=size,
                disputed=bool(event.disputes),
                coarse=event.where.resolution in _COARSE,
            )
        )
    return svg(dots)


def card(bundle: Bundle, event: Event) -> Card:
    """What the template shows of one event."""
    accounts = [bundle.account_of[name] for name in event.reports]
    labels: list[tuple[str, str]] = [(harm.value.capitalize(), harm.value) for harm in Harm]
    labels += [("By", Role.PERPETRATOR.value), ("Against", Role.TARGET.value), ("Victims", Role.VICTIM.value)]
    labels += [
        ("Between", Role.PARTICIPANT.value),
        ("With", Role.INSTRUMENT.value),
        ("When", "when"),
        ("Where", "where"),
    ]
    found = [(label, tuple(rows(bundle, accounts, prop))) for label, prop in labels]
    return Card(
        event=event,
        when=phrases.when(event.when),
        where=phrases.where(event.where),
        toll=_toll(event),
        origins=phrases.origins(event),
        grade=phrases.grade(event.assessment.grade) if event.assessment else "",
        values=tuple((label, listed) for label, listed in found if listed),
        estimates=tuple((h.value, phrases.estimate(e) or "no number", e.reason) for h, e in event.harm.items()),
        told=tuple(dict.fromkeys((outlet(bundle, a), clip(bundle.quote(a.report.scope))) for a in accounts)),
        disputes=tuple(_dispute(bundle, one) for one in event.disputes),
    )


def _dispute(bundle: Bundle, one: Any) -> dict[str, Any]:
    sides = [
        {
            "value": side.value,
            "speakers": ", ".join(side.speakers) or "no speaker named",
            "quotes": _quotes(bundle, side.claims)[:3],
        }
        for side in one.sides
    ]
    return {"kind": one.kind.value, "reason": one.reason, "independent": one.independent, "sides": sides}


def _quotes(bundle: Bundle, claims: Sequence[str]) -> list[str]:
    """The words of each claim, its parts joined; the same words once."""
    known = (bundle.claim_by_id[name] for name in claims if name in bundle.claim_by_id)
    return list(dict.fromkeys(clip(" … ".join(bundle.quote(span) for span in claim.spans)) for claim in known))


def outlet(bundle: Bundle, account: Account) -> str:
    """Who published the item, and when, as far as the page says."""
    return page_of(account.item, bundle.document_of[account.document])


def rows(bundle: Bundle, accounts: Sequence[Account], prop: str) -> list[Row]:
    """The distinct statements about one property; the same value in the same words once, with all who say so."""
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for account in accounts:
        for claim in account.claims.get(prop, ()):
            quote = clip(" … ".join(bundle.quote(span) for span in claim.spans))
            note = "" if claim.modality.happened else claim.modality.value
            told = found.setdefault((phrases.claimed(claim), quote, note), [])
            told.append((phrases.voice(claim), outlet(bundle, account)))
    return [Row(value=v, quote=q, note=n, says=phrases.told_by(told)) for (v, q, n), told in found.items()]


def _toll(event: Event) -> str:
    """Killed, else wounded, in words: a number never stands without what it counts."""
    for harm in (Harm.KILLED, Harm.WOUNDED):
        number = phrases.estimate(event.harm.get(harm))
        if number:
            return f"{number} {harm.value}"
    return ""
