"""Parties of an event as two sides, the way tables of dyads have them; the same rules for every war.

Who acts is side A, who is acted on side B. In fights, and where parties have no direction, they are parted into
state and others; where that leaves one side empty, the first stands against the rest. A thing (a convoy, a market) is
no side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from djeli.resources.event_types import event_types
from djeli.values import Party
from djeli.views import Event
from djeli.vocab import PartyKind, Role

STATE = frozenset(
    {
        PartyKind.STATE_FORCES,
        PartyKind.POLICE,
        PartyKind.GOVERNMENT,
        PartyKind.EXTERNAL_FORCES,
        PartyKind.PEACEKEEPERS,
        PartyKind.MERCENARIES,
    }
)
CIVIL = frozenset({PartyKind.CIVILIANS, PartyKind.PERSON, PartyKind.PROTESTERS, PartyKind.ORGANISATION})
_UNARMED = frozenset({PartyKind.GOVERNMENT, PartyKind.UNKNOWN})
"""Kinds that stand behind those who carry arms, where both are told."""
_VAGUE = frozenset({PartyKind.ARMED_UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two sides, the best named party of each first. `hit` are those harmed, by kind, whether or not a side."""

    a: tuple[Party, ...]
    b: tuple[Party, ...]
    hit: frozenset[PartyKind]


def sides(event: Event) -> Sides:
    """Both sides of an event; either may be empty."""
    by_role = {role: _parties(event, role) for role in Role}
    acting, struck = by_role[Role.PERPETRATOR], by_role[Role.TARGET]
    victims, without = by_role[Role.VICTIM], by_role[Role.PARTICIPANT]
    hit = frozenset(one.kind for one in (*struck, *victims))
    kind = event_types().get(event.type)
    if kind is not None and kind.two_sided:
        acting, struck = _parted([one for one in (*acting, *struck, *victims, *without) if one.kind not in CIVIL])
    elif without and not struck:
        acting, struck = _parted([*acting, *without])
    else:
        acting, struck = [*acting, *without], [*struck, *victims]
    names = {_key(party) for party in acting}
    return Sides(a=_ordered(acting), b=_ordered([one for one in struck if _key(one) not in names]), hit=hit)


def _parties(event: Event, role: Role) -> list[Party]:
    """Parties in a role, those that most claims name first."""
    found = [one for one in event.participants if one.role is role and one.party.kind is not PartyKind.PLACE_OR_OBJECT]
    return [one.party for one in sorted(found, key=lambda one: -len(one.claims))]


def _parted(parties: Sequence[Party]) -> tuple[list[Party], list[Party]]:
    state = [party for party in parties if party.kind in STATE]
    other = [party for party in parties if party.kind not in STATE]
    if state and other:
        return state, other
    return list(parties[:1]), list(parties[1:])


def _key(party: Party) -> str:
    return party.actor or party.name.casefold()


def _ordered(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each once: armed ones before others, those that the actor table knows before mere names, "gunmen" last."""
    once: dict[str, Party] = {}
    for party in parties:
        once.setdefault(_key(party), party)
    return tuple(sorted(once.values(), key=lambda one: (one.kind in _UNARMED, one.kind in _VAGUE, not one.actor)))
