"""The learned reader's say: which parties stand in which role, and which occurrences are told as particular ones.

Rules propose, the models choose. A role found by rule falls when the models are nearly sure it is none; a phrase that
no rule proposed enters when they are confident, always with its own words as the span. Types with two equal sides
and all families but violence and coercion are left to the rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.extract.learned.look import ROLES, TELLING, Look, Seen, look
from djeli.extract.learned.model import models
from djeli.extract.mentions import Mentions, RoleMention, Trigger
from djeli.extract.tools import Tools
from djeli.resources.event_types import event_types
from djeli.values import Party
from djeli.vocab import PartyKind, Role

ADD = 0.4
"""Chance from which a phrase that no rule proposed takes a role."""

DROP = 0.03
"""Chance below which a role that a rule proposed falls."""

RHETORIC = 0.2
"""Chance below which an occurrence is told in passing: it becomes background."""

CODES = frozenset({"en"})
"""Languages the models were trained on."""


def enabled() -> bool:
    """Whether the weights are there and `DJELI_LEARNED` is not "0"."""
    return os.environ.get("DJELI_LEARNED") != "0" and bool(models())


def choose(mentions: Mentions, tools: Tools, code: str = "en") -> Mentions:
    """Mentions with roles chosen by the models and mere rhetoric put into the background."""
    if code not in CODES or not enabled():
        return mentions
    seen = look(mentions, tools, models(), code)
    if not seen.told:
        return mentions
    return replace(mentions, roles=_roles(mentions, seen), triggers=_triggers(mentions, seen))


def _triggers(mentions: Mentions, seen: Look) -> tuple[Trigger, ...]:
    low = {t.trigger for t in seen.told if t.chances[TELLING] < RHETORIC}
    return tuple(
        replace(t, background=True) if n in low and not mentions.sentences[t.sentence].title else t
        for n, t in enumerate(mentions.triggers)
    )


def _roles(mentions: Mentions, seen: Look) -> tuple[RoleMention, ...]:
    kept = [role for role in mentions.roles if not _refused(role, seen, mentions)]
    added = [role for one in seen.seen for role in _taken(one, mentions, kept)]
    return tuple(dict.fromkeys((*kept, *added)))


def _refused(role: RoleMention, seen: Look, mentions: Mentions) -> bool:
    """Whether the models are nearly sure that a phrase has not the role a rule gave it."""
    if role.role not in ROLES or role.claimed or role.trigger not in {t.trigger for t in seen.told}:
        return False
    here = mentions.triggers[role.trigger].sentence
    heads = [one for one in seen.seen if one.sentence == here and role.start <= one.start and one.end <= role.end]
    return bool(heads) and all(one.chances[role.role.value] < DROP for one in heads)


def _taken(one: Seen, mentions: Mentions, kept: Sequence[RoleMention]) -> Iterator[RoleMention]:
    """The role of a candidate no rule gave one to, where the type of its occurrence knows that role."""
    role = max(ROLES, key=lambda r: one.chances[r.value])
    allowed = event_types()[mentions.triggers[one.trigger].type].roles
    role = Role.TARGET if role is Role.VICTIM and Role.VICTIM not in allowed else role
    chance = one.chances[Role.VICTIM.value if role is Role.TARGET else role.value]
    if max(chance, one.chances[role.value]) < ADD or role not in allowed:
        return
    cut = one.best(role)
    if any(r.start < cut.end and cut.start < r.end for r in kept):
        return
    yield RoleMention(trigger=one.trigger, role=role, start=cut.start, end=cut.end, party=_party(one, role))


def _party(one: Seen, role: Role) -> Party:
    """A thing hit or used is an object, whatever it was called for."""
    unknown = one.party.kind in (PartyKind.UNKNOWN, PartyKind.ORGANISATION) and role is Role.INSTRUMENT
    return replace(one.party, kind=PartyKind.PLACE_OR_OBJECT) if unknown else one.party
