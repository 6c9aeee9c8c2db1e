"""Claims, denials, accusations and condemnations of a deed: said of that deed, no events of their own.

"The group claimed the bombing" makes the group a perpetrator by its own word; "denied any part in it" a denied one;
"blamed the militia" an accused one. Only where an item tells no deed the speech act can be about does it stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.extract.events.find import MERE_TALK
from djeli.extract.mentions import RoleMention, Sentence, Trigger
from djeli.extract.roles.parties import PartyWords
from djeli.resources.event_types import event_types
from djeli.vocab import PartyKind, Role

BACK = 8
"""Sentences a speech act may look back for its deed before it takes the item's first."""

AHEAD = 2

CLAIM, DENIAL, ACCUSATION = "claim_of_responsibility", "denial", "accusation"
_ABOUT_DEEDS = frozenset({CLAIM, DENIAL, ACCUSATION, "condemnation", "appeal", "support", "statement"})
_DEEDS = frozenset({"violence", "coercion", "protest"})


def onto_deeds(
    triggers: Sequence[Trigger], roles: Sequence[RoleMention], sentences: Sequence[Sentence], words: PartyWords
) -> tuple[tuple[Trigger, ...], tuple[RoleMention, ...]]:
    """Triggers without the speech acts that speak of a deed of the item; their parties stand at that deed."""
    moved: list[RoleMention] = []
    gone: set[int] = set()
    for number, trigger in enumerate(triggers):
        if trigger.type not in _ABOUT_DEEDS:
            continue
        deed = _deed(number, triggers)
        if deed is None:
            continue
        gone.add(number)
        about = trigger.type != DENIAL or any(t.lower_ in words.involvement for t in sentences[trigger.sentence].tokens)
        if trigger.modality.happened and about:
            moved += _parties(number, trigger.type, deed, triggers, roles)
    gone |= _mere_talk(triggers, roles)
    kept = [n for n in range(len(triggers)) if n not in gone]
    place = {old: new for new, old in enumerate(kept)}
    left = tuple(replace(triggers[old], same_as=place.get(triggers[old].same_as, -1)) for old in kept)
    return left, tuple(replace(r, trigger=place[r.trigger]) for r in (*roles, *moved) if r.trigger in place)


def _parties(
    number: int, kind: str, deed: int, triggers: Sequence[Trigger], roles: Sequence[RoleMention]
) -> Iterator[RoleMention]:
    """The speech act's parties as perpetrators of the deed: by their own word, denied, or accused."""
    if Role.PERPETRATOR not in event_types()[triggers[deed].type].roles:
        return
    have = {(r.start, r.end) for r in roles if r.trigger == deed}
    wanted = {CLAIM: Role.PERPETRATOR, DENIAL: Role.PERPETRATOR, ACCUSATION: Role.TARGET}.get(kind)
    for role in roles:
        fits = role.trigger == number and role.role is wanted and (role.start, role.end) not in have
        if not fits or role.party.kind in (PartyKind.PERSON, PartyKind.CIVILIANS, PartyKind.PLACE_OR_OBJECT):
            continue
        yield replace(
            role,
            trigger=deed,
            role=Role.PERPETRATOR,
            claimed=kind == CLAIM,
            denied=kind == DENIAL,
            accused=kind == ACCUSATION,
        )


def _deed(number: int, triggers: Sequence[Trigger]) -> int | None:
    """The deed a speech act is about: beside it, else the nearest before, else the item's first, else just behind."""
    act = triggers[number]
    deeds = [n for n, t in enumerate(triggers) if _is_deed(t)]
    here = [n for n in deeds if triggers[n].sentence == act.sentence]
    if here:
        return min(here, key=lambda n: abs(triggers[n].start - act.start))
    before = [n for n in deeds if triggers[n].sentence < act.sentence]
    if before:
        near = before[-1]
        return near if act.sentence - triggers[near].sentence <= BACK else before[0]
    return next((n for n in deeds if 0 < triggers[n].sentence - act.sentence <= AHEAD), None)


def _is_deed(trigger: Trigger) -> bool:
    kind = event_types()[trigger.type]
    return kind.family in _DEEDS and trigger.modality.happened and not trigger.aggregate


def _mere_talk(triggers: Sequence[Trigger], roles: Sequence[RoleMention]) -> set[int]:
    """Speech by nobody public; plain statements never are events: what they say is told by the attributions."""
    types = event_types()
    public = {
        role.trigger
        for role in roles
        if role.party.actor or role.party.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN, PartyKind.CIVILIANS)
    }
    return {
        n
        for n, trigger in enumerate(triggers)
        if types[trigger.type].family == "statement"
        and types[trigger.type].specificity <= MERE_TALK
        and (n not in public or types[trigger.type].specificity == 0)
    }
