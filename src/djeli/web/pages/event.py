"""One event: every value with its quotes, disputes face to face, whose word it is, why it is one event, its grade."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from djeli import phrases
from djeli.errors import NotFound
from djeli.ledger import Case, Shown
from djeli.ledger.explaining import EventLinks
from djeli.report.map import Dot
from djeli.report.map import svg as map_svg
from djeli.vocab import FoldRule, Resolution
from djeli.web import decideview, eventview, gone
from djeli.web.desk import AtDesk
from djeli.web.draw import parts, told, tree
from djeli.web.pages.places import link as place_link

router = APIRouter(include_in_schema=False)
RULES = {
    FoldRule.CONSERVATIVE: "most conservative",
    FoldRule.REPRESENTATIVE: "most representative",
    FoldRule.INFORMATIVE: "most informative",
}
_LINKS = 12
"""Links inside an event, and near it, that its page shows."""
_NAMES = 6
_COARSE = frozenset({Resolution.ADM1, Resolution.AREA, Resolution.COUNTRY})


@router.get("/events/{event}", response_class=HTMLResponse)
def event(desk: AtDesk, event: str) -> Response:
    """The page of one event; an older id leads to where the event stands now."""
    try:
        shown = desk.case.show(event, links=False)
    except NotFound:
        withdrawn = gone.of_event(desk.case, event)
        if withdrawn:
            return gone.page(desk, withdrawn, what="What told of this event")
        raise
    if shown.event.id != event:
        return RedirectResponse(f"/events/{shown.event.id}", status_code=303)
    links = desk.case.explain(shown.event.id, most=_LINKS)
    pages, origins = eventview.pages(shown), eventview.origins(shown)
    return desk.page(
        "event.html",
        shown=shown,
        event=shown.event,
        values=eventview.values(shown),
        disputes=eventview.disputes(shown),
        pages=pages,
        origins=origins,
        withdrawn=gone.of_event(desk.case, shown.event.id),
        rules=RULES,
        by_rule=desk.case.rules_of(shown),
        map=_map(shown),
        unknown=_unknown(desk.case, shown),
        when_line=told.svg(shown.event.when, [(one.published, one.page) for one in pages]),
        tree=tree.svg(origins, _pages(pages)),
        links=_links(links) if isinstance(links, EventLinks) else [],
        forms=decideview.forms(shown, links if isinstance(links, EventLinks) else None, pages),
        hints=decideview.HINTS,
        tied=links.pairs if isinstance(links, EventLinks) else 0,
    )


def _pages(pages: list[eventview.PageTold]) -> list[tuple[str, str]]:
    """Name and text of every item, each once."""
    return list({one.item: (one.page, one.family) for one in pages}.values())


def _unknown(case: Case, shown: Shown) -> list[tuple[str, str]]:
    """Names that no gazetteer knew, with the pages that pin them.

    Of an event that stands on no map all of its articles'; of another only those told as its place: it may stand
    where it does for want of them.
    """
    names = case.unknown_in(shown.event.items)
    where = shown.event.where
    if where is not None and where.lat is not None and where.resolution not in _COARSE:
        told = {one.parsed().name for account in shown.accounts for one in account.claims.get("where", ())}
        names = [name for name in names if name in told and name != where.name]
    return [(name, place_link(name)) for name in names[:_NAMES]]


def _map(shown: Shown) -> Markup:
    where = shown.event.where
    if where is None or where.lat is None or where.lon is None:
        return Markup("")
    label = f"{phrases.where(where)}"
    return map_svg([Dot(lat=where.lat, lon=where.lon, label=label, coarse=where.resolution in _COARSE)], width=420)


def _links(links: EventLinks) -> list[tuple[str, list[tuple[object, Markup]]]]:
    return [
        (title, [(one, parts.svg([p for p in one.parts if p.name != "prior"])) for one in found])
        for title, found in (
            ("Why these pages are one event", links.inside),
            ("Came near, and is another event", links.near),
        )
        if found
    ]
