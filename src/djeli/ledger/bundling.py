"""The whole ledger of a case in one hand, for exports and pages: as it is for the team, behind its veil for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.ledger.behind import Behind
from djeli.ledger.wordstock import remembering
from djeli.pipeline import as_judged
from djeli.pipeline.versions import superseded
from djeli.policy import Veil
from djeli.records import Claim, Span
from djeli.store import EventFilter, View
from djeli.views import Account


def bundle_of(view: View, veil: Veil, *, case: str, folder: Path) -> Bundle:
    """Everything an export or a page may need, read from one transaction as long as the view is open.

    Args:
        view: of the case.
        veil: of the audience.
        case: what the case is called.
        folder: of the case; the bundle knows it only for the team.
    """
    if not veil.open:
        return Bundle(case=veil.text(case), audience=veil.audience, parts=Behind(view, veil).parts())
    content = remembering(view)

    def quote(span: Span) -> str:
        return content(span.text)[span.start : span.end]

    def accounts() -> list[Account]:
        return as_judged(view, view.accounts())

    def claims() -> Iterator[Claim]:
        known = set()
        for claim in view.claims():
            known.add(claim.id)
            yield claim
        for account in bundle.accounts if any(view.judgements()) else ():  # corrections make claims of their own
            yield from (claim for told in account.claims.values() for claim in told if claim.id not in known)

    def spans() -> dict[str, tuple[Span, ...]]:
        if any(view.judgements()):
            return {claim.id: claim.spans for claim in bundle.claims}
        return dict(view.claim_spans())

    parts: dict[str, Callable[[], Any]] = {
        "documents": view.documents,
        "captures": view.captures,
        "texts": view.texts,
        "homes": view.homes,
        "items": view.items,
        "reports": view.reports,
        "accounts": accounts,
        "claims": claims,
        "spoken": lambda: view.claims(spoken=True),
        "told": lambda: lambda prop, holding: view.claims(props=(prop,), holding=holding),
        "scopes": lambda: dict(view.scopes()),
        "spans": spans,
        "events": lambda: view.events(EventFilter(planned=True)),
        "assessments": view.assessments,
        "grades": lambda: dict(view.grades()),
        "judgements": view.judgements,
        "newer": lambda: superseded(bundle.documents, bundle.captures),
        "words": lambda: quote,
        "note": veil.note,
    }
    bundle = Bundle(case=case, audience=veil.audience, parts=parts, folder=folder)
    return bundle
