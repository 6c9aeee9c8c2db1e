"""Who did what to whom: parties in the roles that an event's type allows.

Grammar gives places (`slots`), the type says which role a place means: the subject of "attacked" is a perpetrator,
of "clashed" a participant, of "died" a victim. Pronouns and definite descriptions ("the group") take up a party of
the item when exactly one fits; otherwise nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.lexicon import Lexicon
from djeli.extract.mentions import ActorMention, Range, RoleMention, Sentence, Trigger
from djeli.extract.roles.parties import Context, Found, context, party_at, someone, something
from djeli.extract.roles.slots import Slot, slots
from djeli.extract.roles.windows import roles_by_window
from djeli.gazetteer import Gazetteer
from djeli.resources.event_types import EventType, event_types
from djeli.values import Party
from djeli.vocab import Harm, PartyKind, Role

BACK = 3
"""Sentences over which a pronoun or description may take up a party."""

_AIMED = frozenset({"on", "against", "upon", "targeting"})
"""Prepositions behind which even a noun no list knows is hit; "at" and "in" may stand before a time or manner."""

_ARTICLE = 4
"""Characters of "the " before a name, which make no phrase of it."""

_DOING = frozenset({"people", "actor", "name", "pronoun"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def find_roles(
    sentences: Sequence[Sentence],
    triggers: Sequence[Trigger],
    actors: Sequence[ActorMention],
    lexicon: Lexicon,
    *,
    gazetteer: Gazetteer,
) -> tuple[RoleMention, ...]:
    """Roles of all triggers of an item, in the order of triggers; one mention a party, role and place in the text."""
    ctx = context(lexicon, actors, gazetteer)
    found: list[RoleMention] = []
    for number, trigger in enumerate(triggers):
        sentence = sentences[trigger.sentence]
        if sentence.tokens.doc.has_annotation("DEP"):
            pairs = list(_parsed(trigger, sentence, sentences, ctx))
        else:
            pairs = list(roles_by_window(trigger, sentence, ctx))
        for role, one in _settled(pairs):
            mention = RoleMention(
                trigger=number, role=role, start=one.start, end=one.end, party=one.party, accused=one.accused
            )
            if mention not in found:
                found.append(mention)
    return tuple(found)


def _settled(pairs: Sequence[tuple[Role, Found]]) -> Iterator[tuple[Role, Found]]:
    """One range keeps one role, the first found; a doer is not at the same place the one hit."""
    taken: dict[Range, Role] = {}
    for role, one in pairs:
        span = (one.start, one.end)
        if taken.setdefault(span, role) is role:
            yield role, one


def _parsed(
    trigger: Trigger, sentence: Sentence, sentences: Sequence[Sentence], ctx: Context
) -> Iterator[tuple[Role, Found]]:
    types = event_types()
    doc = sentence.tokens.doc
    members = set(trigger.members)
    named = types[trigger.type]
    told = sorted(zip(trigger.members, trigger.kinds, strict=True), key=lambda m: doc[m[0]].pos_ != "VERB")
    for index, kind in told:
        token = doc[index]
        for slot, head in (*slots(token, ctx.lexicon, ctx.words), *_behind_phrase(token, trigger, sentence)):
            at = sentence.range_of(head)
            inside = trigger.start <= at[0] and at[1] <= trigger.end
            modifier = inside and (slot is Slot.COMPOUND or (slot is Slot.TARGET and token.pos_ == "VERB"))
            told_of = head.i in members and head.lemma_.lower() not in ctx.lexicon.people
            if told_of or modifier or head.i < sentence.tokens.start or head.i >= sentence.tokens.end:
                continue
            one = _party_in(slot, head, types[kind], home=sentence, sentences=sentences, ctx=ctx)
            owner = _owner(slot, head, one, sentence, ctx) if types[kind].family == "violence" else None
            if owner is not None and Role.PERPETRATOR in types[kind].roles:
                yield Role.PERPETRATOR, owner
            if one is None:
                continue
            role = role_of(slot, token, one, told=types[kind], named=named, ctx=ctx)
            if slot is Slot.ACCUSED:
                one = replace(one, accused=True)
            if role is Role.PERPETRATOR and types[kind].family == "violence":
                one = _armed(one, head, ctx)
            if role is not None:
                yield role, one
                if role is Role.PERPETRATOR:
                    yield from ((role, body) for body in _bodies(one, head, sentence, ctx))


def _owner(slot: Slot, head: Any, one: Found | None, sentence: Sentence, ctx: Context) -> Found | None:
    """Whose weapon it is: "UKRAINIAN drones struck …", "an ISRAELI air strike"; a state, said by its adjective."""
    if slot is Slot.COMPOUND and one is None and head.head.pos_ == "NOUN":
        nation, arm = head, head.head
    elif one is not None and one.label == "weapon" and slot in (Slot.SUBJECT, Slot.AGENT, Slot.MEANS, Slot.COMPOUND):
        nation, arm = next((c for c in head.children if c.dep_ in ("amod", "compound", "nmod")), head), head
    else:
        return None
    around = {arm.lemma_.lower(), arm.lower_, *(c.lower_ for c in arm.children)}
    if not around & ctx.words.remote or not nation.text[:1].isupper():
        return None
    nations = list(ctx.gazetteer.demonym(nation.text))
    if len(nations) != 1:
        return None
    start, end = sentence.range_of(nation)
    party = Party(name=nation.text, kind=PartyKind.GOVERNMENT, country=str(nations[0].iso2))
    return Found(start=start, end=end, party=party, label="actor")


def _party_in(
    slot: Slot, head: Any, kind: EventType, *, home: Sentence, sentences: Sequence[Sentence], ctx: Context
) -> Found | None:
    """The party at a grammatical place: where only people or only things can be hit, unlisted nouns count too."""
    one = _party(head, home, sentences, ctx)
    aimed = slot is not Slot.TARGET or head.head.lower_ in _AIMED
    ground = head.lemma_.lower() in ctx.words.grounds and (slot is Slot.BESIDE or not aimed)
    if ground or (one is None and not aimed):
        return None
    hit = slot in (Slot.OBJECT, Slot.TARGET, Slot.OF, Slot.BESIDE) and kind.family == "violence"
    if one is None and slot is Slot.OBJECT and kind.roles.get(Role.VICTIM, False):
        return someone(head, home, ctx)
    if one is None and hit and Role.TARGET in kind.roles and (slot is not Slot.OF or kind.specificity > 1):
        return something(head, home, ctx)
    if one is not None and one.label == "place" and slot is Slot.OBJECT and kind.roles.get(Role.VICTIM, False):
        # "Lind was killed": whom one can kill is a person, though a town may bear the name
        return replace(one, label="name", party=Party(name=one.party.name, kind=PartyKind.PERSON))
    if one is not None and hit and one.label == "people" and _is_building(head, ctx):
        # "attacked the embassy": a house here, though embassies also speak
        return replace(one, label="object", party=replace(one.party, kind=PartyKind.PLACE_OR_OBJECT))
    return one


def _is_building(head: Any, ctx: Context) -> bool:
    return head.lemma_.lower() in ctx.words.objects and head.pos_ in ("NOUN", "PROPN")


def _bodies(one: Found, head: Any, sentence: Sentence, ctx: Context) -> Iterator[Found]:
    """The organisation named inside a doer's phrase ("members of the Front"): it is said to have done it as well."""
    low, high = sentence.range_of(head.doc[head.left_edge.i : head.i + 1])
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ctx.words.of:
            high = max(high, *(sentence.range_of(c)[1] for c in child.subtree if c.dep_ == "pobj" or c.i == child.i))
    for actor in ctx.actors.get(sentence.index, ()):
        inside = low <= actor.start and actor.end <= max(high, one.end)
        bare = actor.end == one.end and actor.start - one.start <= _ARTICLE
        if inside and not bare and one.label != "pronoun":
            yield Found(start=actor.start, end=actor.end, party=actor.party, label="actor", accused=one.accused)


def _armed(one: Found, head: Any, ctx: Context) -> Found:
    """Two "men" who attack are armed unknowns; a herder or a student stays what the words call him."""
    if one.party.kind is PartyKind.CIVILIANS and head.lemma_.lower() in ctx.words.persons:
        return replace(one, party=replace(one.party, kind=PartyKind.ARMED_UNKNOWN))
    return one


def _behind_phrase(token: Any, trigger: Trigger, sentence: Sentence) -> Iterator[tuple[Slot, Any]]:
    """What a phrase that ends in a preposition acts on: "set fire to [a church]"."""
    if token.pos_ != "VERB" or not trigger.verbal:
        return  # "fighting between [the army and] … killed 12": the noun's phrase is no verb's
    for child in (c for c in sentence.tokens if c.pos_ == "ADP" and c.dep_ in ("prep", "dative")):
        start, end = sentence.range_of(child)
        if end == trigger.end and start > trigger.start:
            yield from ((Slot.OBJECT, one) for one in child.children if one.dep_ == "pobj")


def _party(head: Any, sentence: Sentence, sentences: Sequence[Sentence], ctx: Context) -> Found | None:
    if head.pos_ == "PRON":
        return _taken_up(head, sentence, sentences, ctx)
    found = party_at(head, sentence, ctx)
    if found is not None and found.label == "people":
        described = _described(head, found, sentence, ctx)
        return described or found
    if found is None and any(c.lower_ in _DEFINITE for c in head.children):
        return _described(head, None, sentence, ctx)
    return found


def _described(head: Any, found: Found | None, sentence: Sentence, ctx: Context) -> Found | None:
    """A description ("the group") as the one named party of a fitting kind just before; None when several fit."""
    kinds = ctx.words.descriptions.get(head.lower_)
    definite = any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in head.children)
    if (
        kinds is None
        or not definite
        or any(
            c.dep_ in ("amod", "compound", "prep", "relcl", "nummod") and c.lower_ not in ctx.words.kinds
            for c in head.children
        )
    ):
        return None
    span = sentence.range_of(head)
    fitting = {
        actor.party.actor: actor.party
        for back in range(BACK + 1)
        for actor in ctx.actors.get(sentence.index - back, ())
        if actor.party.kind in kinds and actor.end <= span[0] and actor.party.actor
    }
    if len(fitting) != 1:
        return None
    det = next(c for c in head.children if c.lower_ in _DEFINITE)
    start = sentence.range_of(det)[0]
    return Found(start=start, end=span[1], party=next(iter(fitting.values())), label="actor")


def _taken_up(
    pronoun: Any, sentence: Sentence, sentences: Sequence[Sentence], ctx: Context, depth: int = 0
) -> Found | None:
    """A pronoun as the one subject in the plural of this sentence so far or the sentence before."""
    lower = pronoun.lower_
    sayer = _sayer(pronoun, sentence, ctx)
    if sayer is not None:
        return sayer
    if lower not in ctx.words.plural and lower not in ctx.words.singular:
        return None
    plural = lower in ctx.words.plural
    doc_start = sentence.tokens.start
    here = [t for t in sentence.tokens.doc[doc_start : pronoun.i] if t.dep_ in ("nsubj", "nsubjpass")]
    heads = [(t, sentence) for t in here]
    if not heads and sentence.index > 0:
        before = sentences[sentence.index - 1]
        if before.paragraph in (sentence.paragraph, sentence.paragraph - 1):
            heads = [(t, before) for t in before.tokens if t.dep_ in ("nsubj", "nsubjpass")]
    fitting = {}
    for token, home in heads:
        if any(c.dep_ == "conj" for c in token.children):
            return None
        if token.pos_ == "PRON":
            # "They burned … They also took …": what the earlier one takes up, if it takes up anything
            one = _taken_up(token, home, sentences, ctx, depth + 1) if token.lower_ == lower and depth < BACK else None
        else:
            one = _party(token, home, sentences, ctx)
        if one is None and token.pos_ == "PRON":
            return None
        if one is None or one.label not in ("people", "actor", "name", "pronoun"):
            continue
        person = one.party.kind is PartyKind.PERSON
        many = token.tag_ in ("NNS", "NNPS") or one.label == "actor" or (token.pos_ == "PRON" and plural)
        if plural != many or (not plural and not person):
            continue
        fitting[one.party] = one
    if len(fitting) != 1:
        return None
    start, end = sentence.range_of(pronoun)
    return replace(next(iter(fitting.values())), start=start, end=end, label="pronoun")


def _sayer(pronoun: Any, sentence: Sentence, ctx: Context) -> Found | None:
    """The subject of the verb of saying above: "the army said it had killed"; only for "it" and "they"."""
    clause = pronoun.head
    if pronoun.tag_ != "PRP" or pronoun.lower_ not in ctx.words.collective or clause.dep_ != "ccomp":
        return None
    subject = next((c for c in clause.head.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "PRON" or subject.i > pronoun.i:
        return None
    found = _party(subject, sentence, (), ctx)
    if found is None or found.party.kind in (PartyKind.PERSON, PartyKind.CIVILIANS, PartyKind.PLACE_OR_OBJECT):
        return None
    start, end = sentence.range_of(pronoun)
    return replace(found, start=start, end=end, label="pronoun")


def role_of(slot: Slot, token: Any, one: Found, *, told: EventType, named: EventType, ctx: Context) -> Role | None:
    """The role a grammatical place means. `told` is the type of this word, `named` the type of the occurrence."""
    lemma = token.lemma_.lower()
    if one.label == "weapon":
        return Role.INSTRUMENT if Role.INSTRUMENT in named.roles and slot is not Slot.TARGET else None
    if slot is Slot.MEANS:
        return None
    if slot is Slot.BESIDE:
        return Role.TARGET if one.label == "object" and Role.TARGET in told.roles else None
    if lemma in ctx.words.undergo and token.pos_ == "VERB" and slot in (Slot.SUBJECT, Slot.OBJECT):
        return _hit(told, one) if slot is Slot.SUBJECT and one.label not in ("object", "place") else None
    if slot is Slot.HARMED and one.label not in ("object", "place"):
        return Role.VICTIM if Role.VICTIM in told.roles else None
    if told.two_sided:
        return Role.PARTICIPANT if one.label in _DOING or (one.label == "place" and one.party.country) else None
    if slot in (Slot.SUBJECT, Slot.AGENT, Slot.ACCUSED):
        acting = slot is not Slot.SUBJECT or any(c.dep_ == "dobj" for c in token.children)
        return _doer(told, one, civilians=acting)
    if slot is Slot.COMPOUND:
        return _doer(told, one) if one.party.kind.armed or one.label == "actor" else _hit_compound(told, one)
    if slot is Slot.POSSESSOR:
        return _hit(told, one) if _done_to(told) else _doer(told, one)
    if slot is Slot.SIDE:
        return Role.PARTICIPANT if Role.PARTICIPANT in told.roles and one.label in _DOING else None
    if slot is Slot.OF and not _done_to(told):
        # "the attack of the rebels", but "the bombing of the market"
        doer = one.party.kind.armed and token.tag_ == "NN"
        return _doer(told, one) if doer and told.id == "armed_attack" else _hit(told, one)
    if slot is Slot.TARGET and told.family != "violence" and one.label in ("object", "place"):
        return None
    return _hit(told, one)


def _done_to(kind: EventType) -> bool:
    """Types whose noun belongs to the one hit: "his killing", "the abduction of X"."""
    return kind.roles.get(Role.VICTIM, False) or Harm.ARRESTED in kind.harm or kind.roles.get(Role.TARGET, False)


def _doer(kind: EventType, one: Found, *, civilians: bool = False) -> Role | None:
    """The role of who acts; `civilians` says that the grammar leaves no doubt that even civilians did."""
    if one.label in ("object", "weapon") or (one.label == "place" and not one.party.country):
        return None
    if Role.PERPETRATOR in kind.roles:
        harmless = kind.family == "violence" and one.party.kind is PartyKind.CIVILIANS and not civilians
        return None if harmless or one.party.kind is PartyKind.PLACE_OR_OBJECT else Role.PERPETRATOR
    if Role.PARTICIPANT in kind.roles:
        return Role.PARTICIPANT
    return None


def _hit(kind: EventType, one: Found) -> Role | None:
    thing = one.label in ("object", "place")
    if kind.roles.get(Role.VICTIM, False) and not thing:
        return Role.VICTIM
    if Role.TARGET in kind.roles:
        return Role.TARGET
    if Role.VICTIM in kind.roles and not thing:
        return Role.VICTIM
    if Role.PARTICIPANT in kind.roles and not thing:
        return Role.PARTICIPANT
    return None


def _hit_compound(kind: EventType, one: Found) -> Role | None:
    """Parties before a noun ("civilian deaths"); a bare place name there says where, not who."""
    return None if one.label in ("place", "name") else _hit(kind, one)
