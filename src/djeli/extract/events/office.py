"""Killings that are assassinations by whom they hit: one person of political or public office, singled out.

Code books and the press call the killing of a mayor, a candidate or a party leader an assassination whatever verb is
used; a soldier or a passer-by is killed. The office is read off the words of the victim's noun phrase (`offices` of
parties.yaml), never off who killed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.mentions import RoleMention, Sentence, Trigger
from djeli.extract.roles.parties import PartyWords
from djeli.vocab import Role

_KILLINGS = frozenset({"killing", "shooting"})
_SINGULAR = frozenset({"NN", "NNP"})


def by_office(
    triggers: Sequence[Trigger], roles: Sequence[RoleMention], sentences: Sequence[Sentence], words: PartyWords
) -> tuple[Trigger, ...]:
    """Triggers, those that tell the killing of one office-holder and nobody else named assassination."""
    hit: dict[int, list[RoleMention]] = {}
    for role in roles:
        if role.role is Role.VICTIM:
            hit.setdefault(role.trigger, []).append(role)
    return tuple(
        replace(t, type="assassination")
        if t.type in _KILLINGS
        and _kills(t, sentences[t.sentence], words)
        and len(hit.get(n, ())) == 1
        and _holds_office(hit[n][0], sentences[t.sentence], words)
        else t
        for n, t in enumerate(triggers)
    )


def _kills(trigger: Trigger, sentence: Sentence, words: PartyWords) -> bool:
    """Whether somebody did it to the one hit ("was shot dead"), not a death told as such ("died")."""
    if not trigger.verbal or "killing" not in trigger.kinds or trigger.aggregate:
        return False
    doc = sentence.tokens.doc
    return any(doc[m].pos_ == "VERB" and doc[m].lemma_.lower() not in words.undergo for m in trigger.members)


def _holds_office(role: RoleMention, sentence: Sentence, words: PartyWords) -> bool:
    """One noun of office in the victim's phrase, in the singular and not as another's ("the mayor's son")."""
    inside = [
        t
        for t in sentence.tokens
        if role.start <= sentence.range_of(t)[0] and sentence.range_of(t)[1] <= role.end and t.dep_ != "nummod"
    ]
    held = [t for t in inside if t.lemma_.lower() in words.offices or _pair(t) in words.offices]
    return any(t.tag_ in _SINGULAR and t.dep_ not in ("poss", "pobj") for t in held)


def _pair(token: Any) -> str:
    before = token.nbor(-1) if token.i > token.sent.start else None
    return f"{before.lower_} {token.lemma_.lower()}" if before is not None else ""
