"""Documents that were withdrawn, as pages tell of them: hash, day and reason stay, and old addresses say why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fastapi.responses import HTMLResponse

from djeli import phrases
from djeli.ledger import Case
from djeli.store import Withdrawn
from djeli.web.desk import Desk

GONE = 410
"""The status of an address whose document was withdrawn: it was here, and will not come back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneView:
    """One document that was withdrawn."""

    document: str
    day: str
    reason: str
    by: str


def listed(case: Case) -> list[GoneView]:
    """All, the last withdrawn first."""
    return _views(reversed(case.withdrawn()))


def of_event(case: Case, event: str) -> list[GoneView]:
    """Those that told of an event."""
    return _views(case.withdrawn_from(event.upper()))


def of_text(case: Case, text: str) -> list[GoneView]:
    """That which a text was read from, if it was withdrawn."""
    return _views(one for one in case.withdrawn() if text in one.texts or text == one.document)


def of_document(case: Case, document: str) -> list[GoneView]:
    """A document, if it was withdrawn."""
    return _views(one for one in case.withdrawn() if one.document == document)


def page(desk: Desk, found: list[GoneView], *, what: str) -> HTMLResponse:
    """The page of an address whose document was withdrawn."""
    return desk.page("withdrawn.html", status=GONE, what=what, withdrawn=found)


def _views(found: Iterable[Withdrawn]) -> list[GoneView]:
    once = {one.document: one for one in found}
    return [
        GoneView(
            document=one.document,
            day=phrases.when_day(dt.date.fromisoformat(one.at[:10])),
            reason=one.reason,
            by=one.by,
        )
        for one in once.values()
    ]
