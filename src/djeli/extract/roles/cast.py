"""Which role a type of event gives to who acts and to who is hit."""

from __future__ import annotations

from collections.abc import Iterator

from djeli.extract.roles.groups import Group
from djeli.resources.event_types import EventType
from djeli.vocab import PartyKind, Role


def doer(
    kind: EventType, group: Group, *, accused: bool = False, sure: bool = False
) -> Iterator[tuple[Role, Group, bool]]:
    """The group in the role of who acts; plain civilians only where the grammar is sure."""
    if group.thing:
        return
    if kind.two_sided or (Role.PERPETRATOR not in kind.roles and Role.PARTICIPANT in kind.roles):
        yield Role.PARTICIPANT, group, accused
    elif Role.PERPETRATOR in kind.roles and (sure or group.party.kind is not PartyKind.CIVILIANS):
        yield Role.PERPETRATOR, group, accused


def hit(kind: EventType, group: Group) -> Iterator[tuple[Role, Group, bool]]:
    """The group in the role of who is hit: victim, target, or the other side."""
    if group.label == "country":
        return
    if kind.two_sided:
        if not group.thing:
            yield Role.PARTICIPANT, group, False
    elif kind.roles.get(Role.VICTIM, False) and not group.thing:
        yield Role.VICTIM, group, False
    elif Role.TARGET in kind.roles:
        yield Role.TARGET, group, False
    elif Role.VICTIM in kind.roles and not group.thing:
        yield Role.VICTIM, group, False
