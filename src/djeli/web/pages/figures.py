"""Figures that are no toll of one event: polls, the displaced, forces, votes, promises; as pictures and as a list."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli import wording
from djeli.ledger.asking import ToldFilter
from djeli.vocab import FigureKind
from djeli.web import figureview
from djeli.web.desk import AtDesk
from djeli.web.leaves import Leaves, leaves

router = APIRouter(include_in_schema=False)
NAMES = {
    "q": "words",
    "kind": "kind",
    "holder": "of whom",
    "place": "place",
    "since": "page from",
    "until": "page to",
}
_SAMPLE, _DRAWN, _SERIES = 8, 50, 12


@router.get("/figures", response_class=HTMLResponse)
def figures(desk: AtDesk) -> HTMLResponse:
    """Series and kinds drawn, and every figure page by page with its words."""
    wish = leaves("/figures", desk.request.query_params, NAMES)
    found = desk.case.figure_portion(wanted(wish), offset=wish.offset)
    shown = {one.view.id for one in found.rows}
    lines = [pair for pair in desk.case.series() if {one.view.id for one in pair[1]} & shown][:_SERIES]
    charts = [figureview.of_series(*pair) for pair in lines]
    charts += figureview.by_kind(found.rows, most=_DRAWN if wish.get("kind") else _SAMPLE)
    return desk.page(
        "figures.html",
        wish=wish,
        found=found,
        rows=[figureview.row(one) for one in found.rows],
        charts=charts,
        chosen=wish.chosen({"kind": kind_name}),
        facets=[("Kind", wish.choices("kind", found.facets["kind"], kind_name))],
        one_kind=bool(wish.get("kind")),
    )


def wanted(wish: Leaves) -> ToldFilter:
    """The ledger's filter for the filters of an address."""
    return ToldFilter(
        kind=wish.get("kind"), who=wish.get("holder"), place=wish.get("place"), since=wish.get("since"),
        until=wish.get("until"), text=wish.get("q"),
    )  # fmt: skip


def kind_name(kind: str) -> str:
    """A kind of figure in words."""
    return wording.KINDS[FigureKind(kind)] if kind in set(FigureKind) else kind.replace("_", " ")
