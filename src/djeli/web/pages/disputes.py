"""Everything that accounts disagree about, its sides facing each other; nothing is settled here."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli import wording
from djeli.ledger.disputed import EVENT, OTHER, Disputed, Words
from djeli.views import Side
from djeli.web.desk import AtDesk
from djeli.web.eventview import Quote, SideView
from djeli.web.leaves import leaves

router = APIRouter(include_in_schema=False)
NAMES = {"q": "words", "of": "about", "kind": "disputed"}
OF = {
    "other": "no event",
    "event": "an event",
    "relation": "a relation of actors",
    "figure": "a figure",
    "statement": "what somebody said",
    "person": "a public person",
}
INDEPENDENT = {
    True: "The sides rest on different voices.",
    False: "The sides do not rest on different voices: one voice may stand on both.",
    None: "Whether the sides rest on different voices is not known.",
}
_PER_PAGE, _SPEAKERS = 20, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One dispute as the page shows it; `where` is the address of what it is about, empty where that has none."""

    id: str
    kind: str
    of: str
    about: str
    where: str
    reason: str
    independent: str
    sides: tuple[SideView, ...]


@router.get("/disputes", response_class=HTMLResponse)
def disputes(desk: AtDesk) -> HTMLResponse:
    """Disputes page by page, filtered by what they are about, their kind and words."""
    wish = leaves("/disputes", desk.request.query_params, NAMES, per_page=_PER_PAGE)
    found = desk.case.disputed_portion(
        of=wish.get("of"), kind=wish.get("kind"), text=wish.get("q"), offset=wish.offset, limit=_PER_PAGE
    )
    named = {"of": _of, "kind": _kind}
    beside = wish.get("of") not in ("", EVENT)
    return desk.page(
        "disputes.html",
        wish=wish,
        beside=beside,
        behind=not found.total and not beside and desk.case.behind(),
        tabs=(wish.link(of=""), wish.link(of=OTHER)),
        found=found,
        rows=[row(one) for one in found.rows],
        chosen=wish.chosen(named),
        facets=[
            ("Disputed", wish.choices("kind", found.facets["kind"], _kind)),
            *([("About", wish.choices("of", found.facets["of"], _of))] if beside else []),
        ],
    )


def row(one: Disputed) -> Row:
    """A dispute with its sides and their quotes."""
    dispute = one.dispute
    return Row(
        id=dispute.id,
        kind=_kind(dispute.kind.value),
        of=_of(one.of),
        about=one.about,
        where=f"/events/{one.event}#d-{dispute.id}" if one.event else "",
        reason=dispute.reason,
        independent=INDEPENDENT[dispute.independent],
        sides=tuple(_side(side, told) for side, told in zip(dispute.sides, one.sides, strict=True)),
    )


def _side(side: Side, told: tuple[Words, ...]) -> SideView:
    more = len(side.speakers) - _SPEAKERS
    named = ", ".join(side.speakers[:_SPEAKERS]) + (f" and {more} more" if more > 0 else "")
    return SideView(
        value=side.value,
        speakers=named or "no speaker named",
        stale=side.stale,
        quotes=tuple(Quote(words=each.sentence, span=each.span, page=each.page) for each in told),
    )


def _kind(kind: str) -> str:
    return wording.DISPUTES.get(kind, kind)


def _of(kind: str) -> str:
    return OF.get(kind, kind)
