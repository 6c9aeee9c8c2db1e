"""The events that an event is told to stand to: retaliation, response, cause, part, phase; as reports claim it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from djeli.records import Claim
from djeli.store import View
from djeli.values import Related
from djeli.views import Account, Event
from djeli.vocab import EventRelation, Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """One event beside another, with the claims that put it there.

    `back`: the relation is told of the neighbour ("the neighbour is retaliation for this event"). `denied`: nobody but
    those who deny it tells it.
    """

    relation: EventRelation
    back: bool
    event: str
    title: str
    claims: tuple[Claim, ...]
    denied: bool = False


def neighbours(view: View, event: Event, accounts: Sequence[Account]) -> tuple[Neighbour, ...]:
    """Events that reports of this event, or reports of others, put beside it; what is only planned is left out."""
    own = [claim for account in accounts for claim in account.claims.get("related", ())]
    mine = frozenset(event.reports)
    beside = view.claims_in(set(event.items), ("related",))  # a report is told to stand to others of its own item
    others = [c for c in beside if _told(c).report in mine and c.subject not in mine]
    homes = view.event_of([*(_told(c).report for c in own), *(c.subject for c in others)])
    found: dict[tuple[EventRelation, bool, str], list[Claim]] = defaultdict(list)
    for claims, back in ((own, False), (others, True)):
        for claim in claims:
            home = homes.get(claim.subject if back else _told(claim).report, "")
            if home and home != event.id and claim.modality in (Modality.ACTUAL, Modality.NEGATED):
                found[_told(claim).relation, back, home].append(claim)
    return tuple(
        Neighbour(
            relation=relation,
            back=back,
            event=home,
            title=view.event(home).title,
            claims=tuple(claims),
            denied=all(claim.modality is Modality.NEGATED for claim in claims),
        )
        for (relation, back, home), claims in sorted(found.items())
    )


def _told(claim: Claim) -> Related:
    value: Related = claim.parsed()
    return value
