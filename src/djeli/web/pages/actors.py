"""Who is who: the list of actors, and one actor's page: what the table knows and, apart from it, what reports say."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from djeli.gazetteer import country_name
from djeli.ledger import ActorRow
from djeli.ledger.listed import OUTSIDE, REFERENCED
from djeli.resources.actor_facts import UNREFERENCED
from djeli.vocab import PartyKind
from djeli.web import actorview
from djeli.web.desk import AtDesk, with_query
from djeli.web.draw import lanes, months
from djeli.web.leaves import leaves
from djeli.web.pages.statements import rows as saying_rows

router = APIRouter(include_in_schema=False)
NAMES = {"q": "words", "kind": "kind", "country": "country"}
KNOWN = {
    REFERENCED: "in the actor table",
    UNREFERENCED: "in the actor table, without a reference",
    OUTSIDE: "named by reports only",
}
_SAID, _EVENTS = 12, 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One actor as the list shows it."""

    name: str
    link: str
    kind: str
    countries: str
    role: str
    events: int
    statements: int
    relations: int
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One fact of the actor table; `page` is the address it was read on, empty where there is none."""

    date: str
    words: str
    page: str
    read: str


@router.get("/actors", response_class=HTMLResponse)
def actors(desk: AtDesk) -> HTMLResponse:
    """Actors the case tells of, those most told of first."""
    wish = leaves("/actors", desk.request.query_params, NAMES)
    found = desk.case.actor_portion(
        country=wish.get("country"), kind=wish.get("kind"), text=wish.get("q"), offset=wish.offset
    )
    return desk.page(
        "actors.html",
        wish=wish,
        found=found,
        rows=[row(one) for one in found.rows],
        chosen=wish.chosen({"kind": kind_name, "country": country_name}),
        facets=[
            ("Kind", wish.choices("kind", found.facets["kind"], kind_name)),
            ("Country", wish.choices("country", found.facets["country"], country_name)),
        ],
    )


@router.get("/actors/{actor}", response_class=HTMLResponse)
def actor(desk: AtDesk, actor: str) -> Response:
    """One actor; a name spelt otherwise leads to its id."""
    found = desk.case.actor(actor, most=_SAID)
    if found.row.id != actor:
        return RedirectResponse(with_query(address(found.row.id), desk.request.query_params), status_code=303)
    timed = actorview.timed(found)
    taking_part = {"actor": found.row.id.removeprefix("name:")}
    facts = [_fact(one.date, one.sentence, one.reference) for one in found.facts]
    return desk.page(
        "actor.html",
        found=found,
        row=row(found.row),
        searched=desk.request.query_params.get("searched", ""),
        facts=facts,
        page_of_name=_page(found.reference),
        timed=timed,
        lanes=lanes.svg(found.row.name, timed.groups),
        narrow=lanes.svg(found.row.name, timed.groups, lanes.PHONE),
        timeline=months.svg(
            actorview.months(found), lambda first, last: with_query("/events", taking_part, since=first, until=last)
        ),
        events_link=with_query("/events", taking_part),
        events=found.events[:_EVENTS],
        sayings=saying_rows(desk.case, found.said[:_SAID]),
        about=saying_rows(desk.case, found.about[:_SAID]),
        is_person=found.row.kind is PartyKind.PERSON,
        silent=not (found.held or found.mission or found.case or found.events or found.said or found.about),
        statements_link=lambda name: with_query("/statements", {}, **{name: found.row.name}),
    )


def address(actor: str) -> str:
    """The page of an actor by its id."""
    return f"/actors/{quote(actor, safe='')}"


def row(one: ActorRow) -> Row:
    """An actor in words."""
    return Row(
        name=one.name,
        link=address(one.id),
        kind=kind_name(one.kind.value),
        countries=", ".join(country_name(code) for code in one.countries[:4])
        + (f" and {len(one.countries) - 4} more" if len(one.countries) > 4 else ""),
        role=one.role,
        events=one.counts.events,
        statements=one.counts.statements,
        relations=one.counts.relations,
        known="listed for a public role" if one.kind is PartyKind.PERSON else KNOWN.get(one.known, one.known),
    )


def kind_name(kind: str) -> str:
    """A kind of party in words."""
    return "public figure" if kind == PartyKind.PERSON.value else kind.replace("_", " ")


def _fact(date: str, sentence: str, reference: str) -> Known:
    page = _page(reference)
    words = sentence.split(": ", 1)[-1]
    return Known(date=date or "no date", words=words, page=page[0], read=page[1] or reference)


def _page(reference: str) -> tuple[str, str]:
    """The address of a reference, and the day it was opened; both empty where it is none."""
    if not reference.startswith(("https://", "http://")):
        return "", ""
    page, _, opened = reference.partition(" (")
    return page, opened.rstrip(")")
