"""Events as table, map and timeline that filter together; the address says what is shown, so it can be sent."""

from __future__ import annotations

from math import isfinite
from typing import TypedDict

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli import phrases
from djeli.gazetteer import open_gazetteer
from djeli.listing import Facet, Order
from djeli.resources.event_types import type_name
from djeli.web.desk import AtDesk, with_query
from djeli.web.draw import months
from djeli.web.filters import TICKS, WORDS, Asked, asked
from djeli.web.leaves import PER_PAGE, Choice

router = APIRouter()
_SHOWN = 12
_ORDERS = {
    Order.NEWEST: "newest first",
    Order.OLDEST: "oldest first",
    Order.DEADLIEST: "most killed first",
    Order.ORIGINS: "most origins first",
    Order.WEAKEST: "weakest grade first",
}
_FINEST, _COARSEST = 0.0005, 45.0  # degrees of a map's square


@router.get("/events", response_class=HTMLResponse, include_in_schema=False)
def events(desk: AtDesk) -> HTMLResponse:
    """The list, its map, its timeline and its filters."""
    wish = asked(desk.request.query_params)
    tally = desk.case.tally(wish.wanted)
    found = desk.case.page(wish.wanted, order=wish.order, offset=wish.offset, limit=PER_PAGE)
    return desk.page(
        "events.html",
        asked=wish,
        tally=tally,
        events=found,
        facets=[(name, _choices(wish, tally.facets[name])) for name in ("type", "country", "grade")],
        chosen=_chosen(wish),
        orders=_ORDERS,
        timeline=months.svg(tally.months, lambda first, last: _link(wish, since=first, until=last)),
        points=with_query("/api/spots", wish.query),
        pages=max(1, -(-tally.total // PER_PAGE)),
        turn=lambda page: _link(wish, page=str(page) if page > 1 else ""),
        ticks=[(name, WORDS[name], name in wish.query) for name in TICKS],
    )


class Square(TypedDict):
    """A square of the map: its middle, its events and their tolls; the event's id where it holds one alone."""

    lat: float
    lon: float
    events: int
    disputed: int
    killed: int
    event: str
    title: str


_ASKED = [
    {"name": name, "in": "query", "description": words, "schema": {"type": "string"}} for name, words in WORDS.items()
]


@router.get("/api/spots", openapi_extra={"parameters": _ASKED})
def spots(desk: AtDesk, cell: float = 1.0) -> list[Square]:
    """Where the events of a filter lie, gathered in squares of `cell` degrees; at most 2,000, the fullest."""
    wish = asked(desk.request.query_params)
    size = min(_COARSEST, max(_FINEST, cell)) if isfinite(cell) else 1.0
    return [
        {
            "lat": round(one.lat, 4),
            "lon": round(one.lon, 4),
            "events": one.events,
            "disputed": one.disputed,
            "killed": one.killed,
            "event": one.event if one.events == 1 else "",
            "title": one.title,
        }
        for one in desk.case.spots(wish.wanted, cell=size)
    ]


def _link(wish: Asked, **changes: str) -> str:
    return with_query("/events", {**wish.query, "order": wish.order.value}, **changes)


def _choices(wish: Asked, facet: Facet) -> list[Choice]:
    chosen = wish.query.get(facet.name, "")
    listed = list(facet.counts.items())[:_SHOWN]
    return [
        Choice(
            _named(facet.name, value),
            count,
            _link(wish, **{facet.name: "" if value == chosen else value}),
            value == chosen,
        )
        for value, count in listed
        if value
    ]


def _named(facet: str, value: str) -> str:
    if facet == "type":
        return type_name(value)
    if facet == "country":
        country = open_gazetteer().country(value)
        return country.name if country else value
    return phrases.grade(value)


def _chosen(wish: Asked) -> list[tuple[str, str]]:
    """What the list is narrowed by, in words, with the address without it."""
    found = []
    for name, value in wish.query.items():
        shown = _named(name, value) if name in ("type", "country", "grade") else value
        words = WORDS[name] if name in TICKS or name == "box" else f"{WORDS[name]}: {shown}"
        found.append((words, _link(wish, **{name: ""})))
    return found
