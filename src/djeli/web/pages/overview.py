"""The first page: what came in, what is new, what is disputed, what stayed unresolved."""

from __future__ import annotations

import gzip
import json
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

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
def land(request: Request) -> Response:
    """Outlines of countries as GeoJSON, for the maps; packed where the browser can unpack, as a map is mostly these."""
    headers = {"cache-control": "max-age=86400", "vary": "accept-encoding"}
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(_outlines(packed=packed), media_type="application/json", headers=headers)


@cache
def _outlines(*, packed: bool) -> bytes:
    if packed:
        return gzip.compress(_outlines(packed=False), mtime=0)
    shapes = [[[list(pair) for pair in zip(ring[::2], ring[1::2], strict=True)]] for ring in outlines()]
    return json.dumps({"type": "MultiPolygon", "coordinates": shapes}, separators=(",", ":")).encode()
