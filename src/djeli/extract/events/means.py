"""Weapons of an occurrence, and the finer type they give: an attack with dynamite is a bombing, whoever did it.

A weapon belongs to an occurrence when it is one of its words ("a bomb exploded"), stands before it ("a dynamite
attack"), or hangs on it in the tree within a few steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.lexicon import Hit, Lexicon, view_of
from djeli.extract.mentions import RoleMention, Sentence, Trigger
from djeli.resources.event_types import event_types
from djeli.values import Party
from djeli.vocab import PartyKind, Role

STEPS = 4
"""Steps in the tree from a weapon up to the word that tells the deed."""

_TELLING = frozenset(
    {"explosive", "ied", "vehicle_bomb", "grenade", "missile", "drone", "artillery", "blade", "chemical"}
)
"""Classes whose words may be part of the telling itself ("a bomb exploded")."""
_BESIDE = _TELLING | {"firearms", "incendiary", "aircraft"}
_FIRES = frozenset({"fire"})


def find_weapons(
    triggers: Sequence[Trigger], roles: Sequence[RoleMention], sentences: Sequence[Sentence], lexicon: Lexicon
) -> Iterator[RoleMention]:
    """Weapons as instruments of the occurrences they belong to, those already read as instruments left out."""
    types = event_types()
    have = {(r.start, r.end) for r in roles if r.role is Role.INSTRUMENT}
    for number, home in _armed_sentences(triggers, sentences):
        doc = home.tokens.doc
        owner = {m: n for n, t in enumerate(triggers) if t.sentence == number for m in t.members}
        for hit in lexicon.weapons.find(view_of(home.tokens)):
            token = doc[hit.last]
            if token.pos_ not in ("NOUN", "PROPN") or token.lower_ in _FIRES or hit.pattern.meaning not in _BESIDE:
                continue
            trigger = _owner(token, owner, within=hit.pattern.meaning in _TELLING)
            if trigger is None or Role.INSTRUMENT not in types[triggers[trigger].type].roles:
                continue
            words = doc[hit.first : hit.last + 1]
            start, end = home.range_of(words)
            if not any(start < high and low < end for low, high in have):
                have.add((start, end))
                party = Party(name=words.text, kind=PartyKind.PLACE_OR_OBJECT)
                yield RoleMention(trigger=trigger, role=Role.INSTRUMENT, start=start, end=end, party=party)


def _armed_sentences(triggers: Sequence[Trigger], sentences: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    for number in sorted({t.sentence for t in triggers if event_types()[t.type].family in ("violence", "coercion")}):
        if sentences[number].tokens.doc.has_annotation("DEP"):
            yield number, sentences[number]


def _owner(token: Any, owner: Mapping[int, int], *, within: bool) -> int | None:
    """The trigger a weapon's word belongs to."""
    if token.i in owner:
        return owner[token.i] if within else None
    node = token
    for _ in range(STEPS):
        if node.head == node or (node.dep_ == "conj" and node.pos_ == "VERB") or node.dep_ in ("ccomp", "advcl"):
            return None
        node = node.head
        if node.i in owner:
            return owner[node.i]
    return None


def refine(
    triggers: Sequence[Trigger], roles: Sequence[RoleMention], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Trigger, ...]:
    """Triggers of general types with the finer one their weapon gives (`refine_with` of the type's file)."""
    types = event_types()
    finer: dict[int, str] = {}
    for role in roles:
        kind = types[triggers[role.trigger].type]
        if role.role is Role.INSTRUMENT and kind.refine_with:
            sentence = sentences[triggers[role.trigger].sentence]
            for meaning in _classes(role, sentence, lexicon):
                if meaning in kind.refine_with:
                    finer.setdefault(role.trigger, kind.refine_with[meaning])
    return tuple(replace(t, type=finer[n]) if n in finer else t for n, t in enumerate(triggers))


def _classes(role: RoleMention, sentence: Sentence, lexicon: Lexicon) -> Iterator[str]:
    """Classes of the weapons named inside a role's words, the longest name first."""
    hits: list[Hit] = [
        hit
        for hit in lexicon.weapons.find(view_of(sentence.tokens))
        if role.start <= sentence.range_of(sentence.tokens.doc[hit.last])[0] < role.end
    ]
    for hit in sorted(hits, key=lambda h: -h.length):
        yield hit.pattern.meaning
