"""The first page: what came in, what is new, what is disputed, what stayed unresolved."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, JSONResponse, Response

from djeli.listing import Order
from djeli.report.map import outlines
from djeli.store import EventFilter
from djeli.web.desk import AtDesk, with_query
from djeli.web.draw import months

router = APIRouter()
_NEW, _DISPUTED = 8, 8


@router.get("/", response_class=HTMLResponse, include_in_schema=False)
def overview(desk: AtDesk) -> HTMLResponse:
    """A case at one glance."""
    case = desk.case
    everything = EventFilter()
    tally = case.tally(everything)
    return desk.page(
        "overview.html",
        counts=case.counts(),
        tally=tally,
        newest=case.page(everything, limit=_NEW),
        disputed=case.page(EventFilter(disputed=True), order=Order.DEADLIEST, limit=_DISPUTED),
        failures=case.failures(),
        timeline=months.svg(tally.months, lambda first, last: with_query("/events", {}, since=first, until=last)),
    )


@router.get("/api/land", include_in_schema=False)
def land() -> Response:
    """Outlines of countries as GeoJSON, for the maps."""
    return JSONResponse(_outlines(), headers={"cache-control": "max-age=86400"})


@cache
def _outlines() -> dict[str, object]:
    shapes = [[[list(pair) for pair in zip(ring[::2], ring[1::2], strict=True)]] for ring in outlines()]
    return {"type": "MultiPolygon", "coordinates": shapes}
