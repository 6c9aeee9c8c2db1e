"""Stands on one question, gathered into sides: the form every dispute has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.fold.reconcile import Verdict
from djeli.fold.voices import family_of, voice, voice_name
from djeli.records import Claim, Span, digest
from djeli.views import Account, Dispute, Side
from djeli.vocab import DisputeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One claim's stand in a question: a value, in words, and whose word it is.

    `said` is the page's ISO date, empty when unknown; `stale` by what this was superseded, empty where it stands.
    """

    value: Any
    words: str
    claims: tuple[str, ...]
    voice: str
    name: str
    family: str
    said: str = ""
    stale: str = ""


def stand_of(account: Account, claim: Claim, value: Any, words: str = "") -> Stand:
    """One claim's stand; `words` spell the value where its own name does not."""
    if not words:
        words = value.name if hasattr(value, "name") else _span_of(value)
    return Stand(
        value=value,
        words=words,
        claims=(claim.id,),
        voice=voice(claim, account),
        name=voice_name(claim, account),
        family=family_of(account),
        said=account.item.published.value[:10] if account.item.published else "",
    )


FAR = 3000
"""Characters from an account's words beyond which what somebody says of a doer, or denies, may be of something else."""


def is_near(account: Account, claim: Claim) -> bool:
    """Whether a claim's words stand within `FAR` of those for the account's deed, or on another page."""
    return not far_apart(account.report.scope, claim.spans[0])


def far_apart(one: Span, other: Span) -> bool:
    """Whether two places of one page lie more than `FAR` from one another."""
    return one.text == other.text and max(one.start - other.end, other.start - one.end) > FAR


def _span_of(when: Any) -> str:
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def dispute(
    event_id: str, kind: DisputeKind, prop: str, stands: Sequence[Stand], compare: Callable[[Any, Any], Verdict]
) -> Dispute | None:
    """Gather stands into sides; a stand joins the first side that agrees with it as a whole."""
    sides: list[list[Stand]] = []
    for stand in stands:
        agreeing = (side for side in sides if all(compare(member.value, stand.value).agree for member in side))
        home = next(agreeing, None)
        if home is None:
            sides.append([stand])
        else:
            home.append(stand)
    sides = _clear(sides, compare)
    if len(sides) < 2:
        return None
    reason = next(
        verdict.reason for a in sides[0] for b in sides[1] if not (verdict := compare(a.value, b.value)).agree
    )
    views = tuple(_side(side) for side in sides)
    return Dispute(
        id=digest("dispute", event_id, kind, prop, [side.claims for side in views]),
        event=event_id,
        kind=kind,
        prop=prop,
        sides=views,
        reason=reason,
        independent=_independent(sides),
    )


def _clear(sides: list[list[Stand]], compare: Callable[[Any, Any], Verdict]) -> list[list[Stand]]:
    """Only sides that truly contradict another stay: a side that every other could live with is no side."""
    return [
        side
        for side in sides
        if any(not compare(a.value, b.value).agree for other in sides if other is not side for a in side for b in other)
    ]


def _side(stands: Sequence[Stand]) -> Side:
    return Side(
        value=stands[0].words,
        claims=tuple(sorted({claim for stand in stands for claim in stand.claims})),
        speakers=tuple(sorted({stand.name for stand in stands})),
        stale=stands[0].stale if all(stand.stale for stand in stands) else "",
    )


def _independent(sides: Sequence[Sequence[Stand]]) -> bool | None:
    """Whether the first two sides rest on different voices; None where texts of one family speak for themselves."""
    one, other = ({stand.voice for stand in side} for side in sides[:2])
    if one & other:
        return False
    families = [{stand.family for stand in side} for side in sides[:2]]
    named = all(not v.startswith("text:") for v in one | other)
    return True if named or not families[0] & families[1] else None
