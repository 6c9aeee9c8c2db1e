"""Roles by word order and prepositions, for sentences without a parse (French without a model).

Parties are the named actors and people nouns of the sentence; the word just before one, and its side of the trigger,
say its role. What stands behind a comma or farther than a few words off is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from djeli.extract.lexicon import base_form, view_of
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.parties import Context, Found
from djeli.resources.event_types import EventType, event_types
from djeli.values import Party
from djeli.vocab import PartyKind, Role

REACH = 9
"""Tokens between trigger and party."""

_BREAKS = frozenset(",;:.()—–")


def roles_by_window(trigger: Trigger, sentence: Sentence, ctx: Context) -> Iterator[tuple[Role, Found]]:
    """Roles around a trigger, nearest first."""
    doc = sentence.tokens.doc
    kind = event_types()[trigger.type]
    first, last = min(trigger.members), max(trigger.members)
    passive = any(t.lower_ in ctx.words.passive for t in doc[max(sentence.tokens.start, first - 3) : last + 1])
    for low, high, party, label in _parties(sentence, ctx):
        before = high <= first
        gap = doc[high:first] if before else doc[last + 1 : low]
        if (not before and low <= last) or len(gap) > REACH or any(t.text in _BREAKS for t in gap):
            continue
        lead = {t.lower_ for t in doc[max(0, low - 2) : low]}
        accused = bool(lead & ctx.words.accusing_forms)
        if accused and Role.PERPETRATOR in kind.roles:
            role: Role | None = Role.PERPETRATOR
        else:
            role = _role(doc, low, party, before=before, passive=passive, trigger=trigger, kind=kind, ctx=ctx)
        if role is not None:
            start, _ = sentence.range_of(doc[low])
            _, end = sentence.range_of(doc[high - 1])
            yield role, Found(start=start, end=end, party=party, label=label, accused=accused)


def _parties(sentence: Sentence, ctx: Context) -> Iterator[tuple[int, int, Party, str]]:
    """Token ranges of parties, `[low, high)`: named ones first, then people nouns outside them."""
    taken: set[int] = set()
    for actor in ctx.actors.get(sentence.index, ()):
        inside = [t.i for t in sentence.tokens if _within(sentence.range_of(t), actor.start, actor.end)]
        if inside:
            taken.update(inside)
            yield inside[0], inside[-1] + 1, actor.party, "actor"
    view = view_of(sentence.tokens)
    for hit in ctx.lexicon.compounds.find(view):
        if not taken.intersection(range(hit.first, hit.last + 1)):
            taken.update(range(hit.first, hit.last + 1))
            words = sentence.tokens.doc[hit.first : hit.last + 1]
            yield hit.first, hit.last + 1, Party(name=words.text, kind=PartyKind(hit.pattern.meaning)), "people"
    for token in sentence.tokens:
        kind = ctx.lexicon.people.get(token.lower_) or ctx.lexicon.people.get(base_form(token))
        if kind is not None and token.i not in taken:
            yield token.i, token.i + 1, Party(name=token.text, kind=kind), "people"
        elif base_form(token) in ctx.words.objects and token.i not in taken:
            yield token.i, token.i + 1, Party(name=token.text, kind=PartyKind.PLACE_OR_OBJECT), "object"


def _within(span: tuple[int, int], start: int, end: int) -> bool:
    return start <= span[0] and span[1] <= end


def _role(
    doc: Any, low: int, party: Party, *, before: bool, passive: bool, trigger: Trigger, kind: EventType, ctx: Context
) -> Role | None:
    lead = {t.lower_ for t in doc[max(0, low - 2) : low]}
    thing = party.kind is PartyKind.PLACE_OR_OBJECT
    hit = Role.VICTIM if Role.VICTIM in kind.roles and not thing else Role.TARGET
    if hit not in kind.roles:
        hit = Role.PARTICIPANT
    if kind.two_sided:
        return None if thing else Role.PARTICIPANT
    if lead & ctx.words.agent:
        return None if thing or Role.PERPETRATOR not in kind.roles else Role.PERPETRATOR
    if not before:
        return hit if hit in kind.roles and not (thing and hit is Role.PARTICIPANT) else None
    undergone = passive or doc[trigger.token].lower_ in ctx.words.undergo_forms
    if undergone:
        return hit if hit in kind.roles else None
    # An opening "Des" is an article, not "of".
    led = lead & (ctx.words.target | ctx.words.of) if low > 1 else set()
    if thing or led or party.kind is PartyKind.CIVILIANS:
        return None
    return Role.PERPETRATOR if Role.PERPETRATOR in kind.roles else None
