"""Speakers that are actors of the table: "a spokesman for X", "X fighters" and "X" all speak for X."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.mentions import ActorMention, Attribution, Range
from djeli.extract.speech.words import Words, words_of
from djeli.vocab import Informant, PartyKind

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KINDS = {
    PartyKind.STATE_FORCES: Informant.ARMY,
    PartyKind.POLICE: Informant.POLICE,
    PartyKind.GOVERNMENT: Informant.GOVERNMENT,
    PartyKind.REBEL_GROUP: Informant.ARMED_GROUP,
    PartyKind.POLITICAL_MILITIA: Informant.ARMED_GROUP,
    PartyKind.IDENTITY_MILITIA: Informant.ARMED_GROUP,
    PartyKind.CRIMINALS: Informant.ARMED_GROUP,
    PartyKind.MERCENARIES: Informant.ARMED_GROUP,
}


def resolve_speakers(
    attributions: Sequence[Attribution], actors: Sequence[ActorMention], content: str, lang: str
) -> tuple[Attribution, ...]:
    """The attributions with `actor` filled where the speaker's phrase names one actor and speaks for it.

    A phrase that names two actors, or holds other plain words ("residents of a town held by X"), is left alone. The
    informant's kind follows the actor's where the words gave none.
    """
    words = words_of(lang)
    named = [a for a in actors if a.named and a.party.actor]
    known: dict[str, ActorMention] = {}
    found = []
    for one in attributions:
        mention = _speaking(one.source, named, content, words) or known.get(one.name)
        if mention is not None and one.name:
            known[one.name] = mention
        found.append(one if mention is None else _resolved(one, mention))
    return tuple(found)


def _resolved(one: Attribution, mention: ActorMention) -> Attribution:
    kind = _KINDS.get(mention.party.kind, one.informant)
    informant = kind if one.informant in (Informant.UNKNOWN, Informant.PERSON) else one.informant
    return replace(one, actor=mention.party.actor, informant=informant)


def _speaking(source: Range | None, actors: Sequence[ActorMention], content: str, words: Words) -> ActorMention | None:
    if source is None:
        return None
    inside = [a for a in actors if source[0] <= a.start and a.end <= source[1]]
    if not inside or len({a.party.actor for a in inside}) > 1:
        return None
    rest = content[slice(*source)]
    for actor in sorted(inside, key=lambda a: -a.start):
        rest = rest[: actor.start - source[0]] + " " + rest[actor.end - source[0] :]
    plain = [w for w in _WORD.findall(rest) if not w[:1].isupper() and not w.isdigit()]
    return inside[0] if all(w.lower() in words.speaks_for for w in plain) else None
