"""All decisions: who, when, why, what they changed; those taken back; those that no longer attach to anything."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli.assess.overrule import ITEM, SOURCE
from djeli.ledger.placing import PLACE
from djeli.ledger.teams import Past
from djeli.web.desk import AtDesk, with_query
from djeli.web.pages.review import KINDS

router = APIRouter(include_in_schema=False)
PER_PAGE = 100
_QUESTIONS = {kind.value: words for kind, words in KINDS.items()}


@router.get("/history", response_class=HTMLResponse)
def history(desk: AtDesk, who: str = "", every: str = "", adrift: str = "", page: int = 1) -> HTMLResponse:
    """Decisions, the newest first."""
    found = desk.case.history(who=who, every=bool(every))
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(max(page, 1), pages)
    query = {"who": who, "every": every, "adrift": adrift}
    return desk.page(
        "history.html",
        rows=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        total=len(found),
        people=desk.case.analysts(),
        adrift=desk.case.adrift() if adrift else None,
        who=who,
        every=bool(every),
        number=number,
        pages=pages,
        about=about,
        turn=lambda to: with_query("/history", query, page=to if to > 1 else ""),
        link=lambda **changes: with_query("/history", query, **changes),
    )


def about(one: Past) -> list[tuple[str, str]]:
    """What a decision speaks of, each with its page; an empty address where there is none."""
    kind, _, name = one.decided.of.partition(":")
    if kind == SOURCE:
        return [(f"source {name}", f"/sources/{quote(name, safe='')}")]
    if kind == ITEM:
        return [(f"article {name[:8]}", f"/items/{name}")]
    if one.decided.of.startswith(PLACE):
        return [(f"the name {name}", f"/places/{quote(name, safe='')}")]
    return [_named(each) for each in one.about.split(" and ")]


def _named(name: str) -> tuple[str, str]:
    """An event with its page, or a question of the queue in the words of its kind: its id says nothing to anybody."""
    kind, mark, _ = name.partition("-")
    if mark and kind in _QUESTIONS:
        return f"question: {_QUESTIONS[kind]}", ""
    return name, f"/events/{name}" if len(name) < 8 else ""
