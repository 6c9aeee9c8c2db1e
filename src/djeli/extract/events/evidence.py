"""What a foreground event must bring: a definite party, a count, a day or a place. The rest is background.

Rhetoric, analysis and asides name deeds without telling them ("attacks have increased", "the kidnappings must stop").
Such words stay in the ledger as background; they make no event of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.mentions import Mentions, Sentence, Trigger, head_of
from djeli.resources.event_types import event_types
from djeli.vocab import PartyKind, Phase, Role

_FORCE = frozenset({"violence", "coercion", "protest"})
_ENOUGH = 2
_HAPPEN = frozenset({"occur", "happen", "take", "begin", "start", "perpetrate", "commit", "stage"})
_BEHIND = frozenset({"after", "following", "despite", "since", "amid", "before"})
"""Prepositions before what lies behind an act of politics that is told."""


_HIT = (Role.VICTIM, Role.TARGET)


def weigh(mentions: Mentions, attached: Mapping[int, Sequence[int]]) -> tuple[Trigger, ...]:
    """Triggers with those that lack evidence marked background; what an occurrence's other tellings say counts too."""
    triggers = mentions.triggers
    marks = [0] * len(triggers)
    for number in range(len(triggers)):
        head = head_of(triggers, number)
        marks[head] += _marks(mentions, number, attached)
    return tuple(
        replace(t, background=True) if t.same_as < 0 and not t.background and not _enough(mentions, n, marks[n]) else t
        for n, t in enumerate(triggers)
    )


def _took_place(token: Any) -> bool:
    """Whether the words say outright that it happened: "the murder that took place early this morning"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    verbs = [c for c in token.children if c.dep_ == "relcl"] + ([token.head] if token.dep_ == "nsubj" else [])
    return any(v.lemma_.lower() in _HAPPEN and v.tag_ in ("VBD", "VBN") for v in verbs)


def _enough(mentions: Mentions, number: int, marks: int) -> bool:
    """Force needs two marks; acts of politics, law and aid must be told as done, by or to a party the type asks for."""
    trigger = mentions.triggers[number]
    kind = event_types()[trigger.type]
    if kind.family in _FORCE:
        return marks >= _ENOUGH
    dated = any(t.sentence == trigger.sentence for t in mentions.times)
    named = any(r.trigger == number and r.role in kind.required_roles for r in mentions.roles)
    return (dated or named) and _told(trigger, mentions.sentences[trigger.sentence])


def _told(trigger: Trigger, sentence: Sentence) -> bool:
    """Whether an act is told as done: a verb in the past, or a noun carried by one; headlines tell in the present."""
    token = sentence.tokens.doc[trigger.token]
    if sentence.title or not token.tag_ or trigger.phase is not Phase.NONE or not trigger.modality.happened:
        return True
    verb = token if token.pos_ in ("VERB", "AUX") else _verb_above(token)
    if verb is None:
        return False
    if verb.tag_ in ("VBD", "VBN"):
        return bool(verb.dep_ != "amod")
    return bool(verb.tag_ == "VBG" and verb.dep_ in ("ROOT", "advcl", "conj", "ccomp", "relcl"))


def _verb_above(token: Any) -> Any:
    """The verb that carries a noun as its subject or object, through at most one noun phrase."""
    node = token
    for _ in range(3):
        if node.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "ROOT"):
            return node.head if node.head.pos_ in ("VERB", "AUX") else None
        if node.dep_ not in ("pobj", "prep", "conj", "appos", "compound") or node.lower_ in _BEHIND:
            return None
        node = node.head
    return node if node.pos_ == "VERB" else None


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
    return found + 2 * sentence.title + _took_place(sentence.tokens.doc[trigger.token])
