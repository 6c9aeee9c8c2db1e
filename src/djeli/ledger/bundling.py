"""The whole ledger of a case in one hand, for exports and pages."""

from __future__ import annotations

from djeli.bundle import Bundle
from djeli.pipeline import as_judged
from djeli.pipeline.versions import superseded
from djeli.store import EventFilter, View


def bundle_of(view: View, *, case: str, audience: str) -> Bundle:
    """Everything an export or a page may need, read in one transaction."""
    documents, captures = tuple(view.documents()), tuple(view.captures())
    accounts = tuple(as_judged(view, view.accounts()))
    claims = tuple(view.claims())
    known = {claim.id for claim in claims}
    read = (claim for account in accounts for told in account.claims.values() for claim in told)
    return Bundle(
        case=case,
        audience=audience,
        documents=documents,
        captures=captures,
        newer=superseded(documents, captures),
        texts=tuple(view.texts()),
        items=tuple(view.items()),
        accounts=accounts,
        claims=(*claims, *(claim for claim in read if claim.id not in known)),
        events=tuple(view.events(EventFilter(planned=True))),
        assessments=dict(view.assessments()),
        judgements=tuple(view.judgements()),
    )
