"""What a foreground event must bring: a definite party, a count, a day or a place. The rest is background.

Rhetoric, analysis and asides name deeds without telling them ("attacks have increased", "the kidnappings must stop").
Such words stay in the ledger as background; they make no event of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from djeli.extract.mentions import Mentions, Trigger
from djeli.resources.event_types import event_types
from djeli.vocab import PartyKind, Role

_FORCE = frozenset({"violence", "coercion", "protest"})
_HIT = (Role.VICTIM, Role.TARGET)


def weigh(mentions: Mentions, attached: Mapping[int, Sequence[int]]) -> tuple[Trigger, ...]:
    """Triggers with those that lack evidence marked background; what an occurrence's other tellings say counts too."""
    triggers = mentions.triggers
    marks = [0] * len(triggers)
    for number in range(len(triggers)):
        head = _head(triggers, number)
        marks[head] += _marks(mentions, number, attached)
    return tuple(
        replace(t, background=True) if t.same_as < 0 and not t.background and not _enough(t, marks[n]) else t
        for n, t in enumerate(triggers)
    )


def _head(triggers: Sequence[Trigger], number: int) -> int:
    for _ in range(len(triggers)):
        if triggers[number].same_as < 0:
            break
        number = triggers[number].same_as
    return number


def _enough(trigger: Trigger, marks: int) -> bool:
    return marks >= (2 if event_types()[trigger.type].family in _FORCE else 1)


def _marks(mentions: Mentions, number: int, attached: Mapping[int, Sequence[int]]) -> int:
    """Evidence of one telling: two marks for those hit or counted, one each for a doer, a day, a place."""
    trigger = mentions.triggers[number]
    roles = [r for r in mentions.roles if r.trigger == number]
    found = 2 * any(r.role in (*_HIT, Role.PARTICIPANT) for r in roles) + 2 * bool(attached.get(number))
    found += any(r.role is Role.PERPETRATOR and r.party.kind is not PartyKind.UNKNOWN for r in roles)
    found += any(r.role is Role.INSTRUMENT for r in roles)
    found += any(t.sentence == trigger.sentence for t in mentions.times)
    found += any(p.sentence == trigger.sentence and p.locative for p in mentions.places)
    sentence = mentions.sentences[trigger.sentence]
    return found + 2 * sentence.title
