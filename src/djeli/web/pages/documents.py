"""The pages of the case: who published them, what they tell, when they came, and what could not be read."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from djeli.web import gone
from djeli.web.desk import AtDesk, with_query
from djeli.web.leaves import PER_PAGE, page_number

router = APIRouter(include_in_schema=False)
_LONGEST = 200


@router.get("/documents", response_class=HTMLResponse)
def documents(desk: AtDesk, q: str = "", page: str = "1") -> HTMLResponse:
    """The list, filtered by words of title, publisher or address."""
    words, number = " ".join(q.replace("\0", " ").split())[:_LONGEST], page_number(page)
    offset = (number - 1) * PER_PAGE
    refused, failures = desk.case.failure_rows(words, offset=offset, limit=PER_PAGE)
    total, rows = desk.case.page_rows(words, offset=offset, limit=PER_PAGE)
    return desk.page(
        "documents.html",
        words=words,
        number=number,
        pages=max(1, -(-max(total, refused) // PER_PAGE)),
        total=total,
        rows=rows,
        refused=refused,
        failures=failures,
        withdrawn=gone.listed(desk.case) if number == 1 and not words else [],
        turn=lambda to: with_query("/documents", {"q": words}, page=to if to > 1 else ""),
    )
