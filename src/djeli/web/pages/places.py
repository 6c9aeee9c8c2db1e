"""Names no gazetteer knew: which, how often, in what words, what comes near; and where an analyst says they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse

from djeli import phrases
from djeli.errors import NotFound
from djeli.ledger import Case
from djeli.ledger.placing import LONGEST, Candidate, Quoted, UnknownName
from djeli.records import Judgement
from djeli.web.desk import AtDesk, with_query
from djeli.web.leaves import leaves
from djeli.web.pages.decide import Given, Sent, decided, degrees
from djeli.web.security import checked

router = APIRouter(include_in_schema=False)
NAMES = {"q": "words"}
_PER_PAGE, _QUOTES = 25, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place spelt nearly so, in words, with its degrees and the address that fills them in."""

    name: str
    where: str
    lat: str
    lon: str
    country: str
    told: bool
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name of the list with the first words it stands in."""

    name: str
    link: str
    count: int
    pages: int
    quote: Quoted | None
    near: tuple[Near, ...]


@router.get("/places", response_class=HTMLResponse)
def places(desk: AtDesk) -> HTMLResponse:
    """Names found nowhere, the commonest first; and what was pinned."""
    wish = leaves("/places", desk.request.query_params, NAMES, per_page=_PER_PAGE)
    found = desk.case.unknown_places(text=wish.get("q"), offset=wish.offset, limit=_PER_PAGE)
    waiting, every = desk.case.waiting()
    return desk.page(
        "places.html",
        wish=wish,
        found=found,
        rows=_rows(desk.case, found.rows),
        chosen=wish.chosen({}),
        pinned=[(one, phrases.where(where), link(where.name)) for one, where in desk.case.pinned()[:100]],
        waiting=waiting,
        every=every,
    )


@router.post("/places", dependencies=[Depends(checked)])
def pin(desk: AtDesk, given: Sent) -> RedirectResponse:
    """Say where a name is."""
    return decided(desk, given, "pin", lambda by: [_pinned(desk.case, given, by)])


@router.post("/places/read", dependencies=[Depends(checked)])
def read_again(desk: AtDesk) -> RedirectResponse:
    """Read the pages again that wait for it, with the places as they are pinned now."""
    waiting, _ = desk.case.waiting()
    if not waiting:
        desk.tell("No page waits to be read again: all were read with the places as they are now.")
        return RedirectResponse("/places", status_code=303)
    job = desk.request.app.state.jobs.read_again()
    return RedirectResponse(with_query("/add", {}, job=job.id), status_code=303)


@router.get("/places/{name:path}", response_class=HTMLResponse)
def place(desk: AtDesk, name: str, lat: str = "", lon: str = "", country: str = "") -> HTMLResponse:
    """One name: its words, what comes near, and the form that says where it is; degrees of the address fill it."""
    if len(name) > LONGEST or not name.strip("/ "):
        raise NotFound(f"{name[:40]!r} is no name of a place; the list of names shows those no gazetteer knew")
    found = desk.case.unknown_place(name)
    waiting, every = desk.case.waiting()
    return desk.page(
        "place.html",
        here=link(found.name),  # whole, also where a name holds a question mark
        found=found,
        quotes=desk.case.quoted_names(found.spans[:_QUOTES]),
        near=_near(desk.case, found, 8),
        beside=[one for one in desk.case.told_beside(found.items) if one.where][:20],
        past=[one for one, _ in desk.case.pinned(found.name)],
        given={"lat": _clean(lat, 90, "north"), "lon": _clean(lon, 180, "east"), "country": country[:80]},
        waiting=waiting,
        every=every,
    )


def link(name: str) -> str:
    """The page of a name."""
    return f"/places/{quote(name, safe='')}"


def _pinned(case: Case, given: Given, by: str) -> Judgement:
    if not given.why.strip():
        raise NotFound("say how you know where it is: a map, a page, somebody from there")
    if not (given.lat.strip() and given.lon.strip()):
        raise NotFound("give the degrees north and east, or choose the spot on the map")
    if not given.country.strip():
        raise NotFound("say in which country it lies")
    lat, lon = float(degrees(given.lat, 90, "north")), float(degrees(given.lon, 180, "east"))
    return case.pin(given.name.strip(), lat, lon, country=given.country.strip(), why=given.why, by=by)


def _clean(text: str, most: float, way: str) -> str:
    return degrees(text[:20], most, way) if text.strip() else ""


def _rows(case: Case, names: Sequence[UnknownName]) -> list[Row]:
    quotes = {one.span: one for one in case.quoted_names([name.spans[0] for name in names])}
    return [
        Row(
            name=one.name,
            link=link(one.name),
            count=one.count,
            pages=len(one.items),
            quote=quotes.get(one.spans[0]),
            near=tuple(_near(case, one, 2)),
        )
        for one in names
    ]


def _near(case: Case, name: UnknownName, limit: int) -> list[Near]:
    return [_in_words(name.name, one) for one in case.near(name.name, name.items, limit=limit)]


def _in_words(name: str, one: Candidate) -> Near:
    place, lat, lon = one.place, f"{one.place.lat:.3f}", f"{one.place.lon:.3f}"
    return Near(
        name=place.name,
        where=", ".join(part for part in (place.adm1 if place.adm1 != place.name else "", one.country) if part),
        lat=lat,
        lon=lon,
        country=one.country,
        told=one.told,
        link=with_query(link(name), {}, lat=lat, lon=lon, country=one.country) + "#pin",
    )
