"""The whole ledger of a case in one hand, for exports and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from djeli.bundle import Bundle
from djeli.pipeline import as_judged
from djeli.pipeline.versions import superseded
from djeli.records import Claim
from djeli.store import EventFilter, View
from djeli.views import Account


def bundle_of(view: View, *, case: str, audience: str, folder: Path | None = None) -> Bundle:
    """Everything an export or a page may need, read from one transaction as long as the view is open."""

    def accounts() -> list[Account]:
        return as_judged(view, view.accounts())

    def claims() -> Iterator[Claim]:
        known = set()
        for claim in view.claims():
            known.add(claim.id)
            yield claim
        for account in bundle.accounts if any(view.judgements()) else ():  # corrections make claims of their own
            yield from (claim for told in account.claims.values() for claim in told if claim.id not in known)

    parts: dict[str, Callable[[], Any]] = {
        "documents": view.documents,
        "captures": view.captures,
        "texts": view.texts,
        "items": view.items,
        "reports": view.reports,
        "accounts": accounts,
        "claims": claims,
        "spoken": lambda: view.claims(spoken=True),
        "events": lambda: view.events(EventFilter(planned=True)),
        "assessments": view.assessments,
        "judgements": view.judgements,
        "newer": lambda: superseded(bundle.documents, bundle.captures),
    }
    bundle = Bundle(case=case, audience=audience, parts=parts, folder=folder)
    return bundle
