"""Date and place of an event: the finest that most independent texts are compatible with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.fold.voices import family_of
from djeli.values import When, Where
from djeli.views import Account
from djeli.vocab import DateAnchor, Resolution

NEIGHBOURS_KM = 60.0
"""Two settlements nearer than this may be one place told loosely (a village and its market town)."""
FINE = frozenset({Resolution.POINT, Resolution.SETTLEMENT, Resolution.NEAR, Resolution.BETWEEN})
ANCHORS = (DateAnchor.STATED, DateAnchor.DATELINE, DateAnchor.EARLIER, DateAnchor.PUBLICATION)


@dataclass(frozen=True, slots=True)
class Told:
    """One value of one account with the claim it stands on and the text family that tells it."""

    value: Any
    claim: str
    family: str
    item: str


def told(accounts: Sequence[Account], prop: str) -> list[Told]:
    """Values of a property that a voice says are so, in the order of claim ids."""
    found = [
        Told(claim.parsed(), claim.id, family_of(account), account.item.id)
        for account in accounts
        for claim in account.claims.get(prop, ())
        if claim.modality is account.modality and claim.stance.affirms
    ]
    return sorted(found, key=lambda one: one.claim)


def same_time(one: When, other: When) -> bool:
    """Whether both intervals may hold one moment; neighbouring days may be one night."""
    return one.gap_days(other) <= 1


def same_place(one: Where, other: Where) -> bool:
    """Whether both may name one place: near settlements, or one holding the other as far as is known."""
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return True
    distance = one.kilometres(other)
    if one.resolution in FINE and other.resolution in FINE and distance is not None:
        return distance < NEIGHBOURS_KM
    if one.country and other.country and one.country != other.country:
        return False
    if Resolution.COUNTRY in (one.resolution, other.resolution) or not (one.adm1 and other.adm1):
        return True
    return one.adm1 == other.adm1


def best_when(accounts: Sequence[Account]) -> tuple[When | None, tuple[str, ...]]:
    """The narrowest interval that most texts are compatible with, and the claims that agree with it."""

    def fineness(one: When) -> tuple[Any, ...]:
        return (one.end - one.start).days, ANCHORS.index(one.anchor), one.start

    return _best(told(accounts, "when"), same_time, fineness)


OUTVOTES = 2
"""Texts by which a village that no gazetteer lists must lead to stand before a town that is compatible with it."""


def best_where(accounts: Sequence[Account]) -> tuple[Where | None, tuple[str, ...]]:
    """The finest place that most texts are compatible with, and the claims that agree with it.

    A village that no gazetteer lists is known as finely as its region; told by three texts it is the place all the
    same, and the market town that one text names is not.
    """

    def fineness(one: Where) -> tuple[Any, ...]:
        return one.resolution.rank, one.lat is None, one.name

    found = told(accounts, "where")
    best, claims = _best(found, same_place, fineness)
    if best is None or best.unlisted:
        return best, claims
    village = min(
        (one for one in found if one.value.unlisted), key=lambda one: (-_tell(one, found), one.claim), default=None
    )
    usual = max(_tell(one, found) for one in found if equal(one.value, best))
    if village is None or _tell(village, found) < usual + OUTVOTES or not same_place(village.value, best):
        return best, claims
    return village.value, tuple(one.claim for one in found if same_place(village.value, one.value))


def _tell(one: Told, found: Sequence[Told]) -> int:
    """How many text families tell just this value."""
    return len({other.family for other in found if equal(one.value, other.value)})


def _best(
    found: Sequence[Told], agree: Callable[[Any, Any], bool], fineness: Callable[[Any], tuple[Any, ...]]
) -> tuple[Any, tuple[str, ...]]:
    """Among values that at least half of the families agree with (else the best supported), the finest.

    Equally fine values go by how many families tell just this one, then by their own order.
    """
    if not found:
        return None, ()
    families = {one.family for one in found}
    votes = {one.claim: len({o.family for o in found if agree(one.value, o.value)}) for one in found}
    exact = {one.claim: len({o.family for o in found if equal(one.value, o.value)}) for one in found}
    enough = min(max(votes.values()), (len(families) + 1) // 2)
    able = [one for one in found if votes[one.claim] >= enough]
    finest = min(fineness(one.value)[0] for one in able)
    level = [one for one in able if fineness(one.value)[0] == finest]
    best = min(level, key=lambda one: (-exact[one.claim], -votes[one.claim], *fineness(one.value), one.claim))
    return best.value, tuple(one.claim for one in found if agree(best.value, one.value))


def equal(one: Any, other: Any) -> bool:
    """Whether both are the same days, or the same place, however they were found."""
    if isinstance(one, When):
        return (one.start, one.end) == (other.start, other.end)
    if one.geonameid is not None:
        return bool(one.geonameid == other.geonameid)
    return (one.name, one.country) == (other.name, other.country)
