"""Who did what to whom by word order and prepositions, for sentences without a parse (French).

A word of violence is a noun ("attaque de X contre Y"), an active verb ("X ont tué Y"), a passive or a participle ("Y
tués par X") or undergone ("Y sont morts"); each has its own places for doer and hit. What no rule explains is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from djeli.extract.clause import (
    BREAKS,
    Scene,
    chain_of,
    objects_of,
    parted,
    right_of,
    since,
    subjects_of,
    verb_before,
)
from djeli.extract.lexicon import base_form, view_of
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.roles.cast import doer, hit
from djeli.extract.roles.groups import Group, groups_of
from djeli.extract.roles.order import Told, before, is_participle, is_verb_mark, order_of, told, verb_start, word
from djeli.extract.roles.parties import Context, Found
from djeli.extract.roles.verb_frames import framed, is_verb, of_noun
from djeli.extract.roles.verb_leads import verb_led
from djeli.resources.event_types import EventType, event_types
from djeli.values import Party
from djeli.vocab import Harm, PartyKind, Role

NEAR = 4
"""Tokens between a noun and the "de" that belongs to it, between a participle and the noun before it."""

_ON_PERSONS = frozenset({"accident", "aircraft_downing", "beating", "mob_violence", "poisoning", "stabbing"})
"""What befalls the one named behind "de", armed or not, though nobody need be named: "lynchage d'un soldat"."""


def roles_by_window(trigger: Trigger, sentence: Sentence, ctx: Context) -> Iterator[tuple[Role, Found]]:
    """Roles around a trigger, doers first."""
    order = order_of(ctx.lexicon.code)
    scene = Scene(sentence, sentence.tokens.doc, groups_of(sentence, ctx, order), order, ctx)
    types = event_types()
    for index, kind in sorted(zip(trigger.members, trigger.kinds, strict=True)):
        at = _lexical(scene, index, trigger)
        if at is None:
            continue
        for role, group, accused in _of_member(scene, at, types[kind], trigger.members):
            party = _as_party(group.party, role, types[kind], ctx)
            start, _ = sentence.range_of(scene.doc[group.low])
            _, end = sentence.range_of(scene.doc[group.high - 1])
            yield role, Found(start=start, end=end, party=party, label=group.label, accused=accused)
            if (
                group.owner is not None
                and group.owner.label != "country"
                and role is Role.TARGET
                and group.label == "object"
            ):
                low, high = group.owner.low, group.owner.high - 1
                spot = sentence.range_of(scene.doc[low])[0], sentence.range_of(scene.doc[high])[1]
                yield role, Found(start=spot[0], end=spot[1], party=group.owner.party, label="people")


def _lexical(scene: Scene, index: int, trigger: Trigger) -> int | None:
    """The token that carries the meaning: the participle of "ont tué"; None when another member is that token."""
    form = word(scene.doc[index])
    if form in scene.order.prepositions | scene.order.contracted | scene.order.articles | scene.order.been:
        return None
    if form not in scene.order.have | scene.order.be:
        return index
    for at in range(index + 1, min(index + 6, scene.end)):
        if is_participle(word(scene.doc[at]), scene.order) and word(scene.doc[at]) not in scene.order.been:
            return None if at in trigger.members else at
    return None


def _as_party(party: Party, role: Role, kind: EventType, ctx: Context) -> Party:
    """Men and individuals who attack are armed unknowns."""
    plain = (
        party.kind in (PartyKind.CIVILIANS, PartyKind.UNKNOWN) and party.name.split()[0].lower() in ctx.words.persons
    )
    if role is Role.PERPETRATOR and kind.family == "violence" and plain:
        return replace(party, kind=PartyKind.ARMED_UNKNOWN)
    return party


def _of_member(scene: Scene, at: int, kind: EventType, members: Sequence[int]) -> Iterator[tuple[Role, Group, bool]]:
    if scene.order.verb_leads:
        yield from verb_led(scene, at, kind)
        return
    if scene.order.frames:
        if is_verb(scene, at):
            yield from framed(scene, at, kind, undergone=word(scene.doc[at]) in scene.ctx.words.undergo_forms)
            return
        yield from of_noun(scene, at, kind)
    after_party = any(g.high == at for g in scene.groups)
    how = told(scene.doc, at, scene.start, scene.order, scene.ctx.words.undergo_forms, after_party=after_party)
    if (
        how is Told.ACTIVE
        and scene.order.lost_what & set(scene.words(at, at + 3))
        and word(scene.doc[at]) in scene.order.lost
    ):
        how = Told.UNDERGONE
    if how in (Told.ACTIVE, Told.GERUND):
        yield from _active(scene, at, kind, gerund=how is Told.GERUND)
    elif how is Told.NOUN:
        yield from _noun(scene, at, kind, stop=min((m for m in members if m > at), default=scene.end))
    else:
        yield from _undergone(scene, at, kind, how)
    yield from _agents(scene, at, kind, how)


def _active(scene: Scene, at: int, kind: EventType, *, gerund: bool) -> Iterator[tuple[Role, Group, bool]]:
    start: int | None = verb_start(scene.doc, at, scene.start, scene.order)
    if gerund:
        start = verb_before(scene, at)
    elif (
        start is not None
        and word(scene.doc[start]) in scene.order.to_have
        and start > scene.start
        and is_participle(word(scene.doc[start - 1]), scene.order)
    ):
        start = verb_start(scene.doc, start - 1, scene.start, scene.order)  # "ont affirmé avoir tué"
    objects = list(objects_of(scene, at))
    accused = [] if start is None else list(_accused(scene, start, kind))
    yield from accused
    subjects = [] if start is None or accused else subjects_of(scene, start)
    for group in subjects:
        yield from doer(kind, group, sure=bool(objects))
    if not subjects and not gerund and start is not None:
        yield from (one for g in _inverted(scene, at, start) for one in doer(kind, g))
    for group in objects:
        yield from hit(kind, group)


def _undergone(scene: Scene, at: int, kind: EventType, how: Told) -> Iterator[tuple[Role, Group, bool]]:
    if how is Told.REDUCED:
        groups = [g for g in scene.groups if 0 <= at - g.high <= NEAR and not parted(scene, g.high, at)]
        left = groups[-1:]
        if left and left[0].joined:
            left = chain_of(scene, left[0])
    else:
        start = verb_start(scene.doc, at, scene.start, scene.order)
        left = subjects_of(scene, start) or _following(scene, start, at)
    for group in left:
        if group.thing and how is Told.UNDERGONE:
            continue
        yield from hit(kind, group)


def _following(scene: Scene, start: int, at: int) -> list[Group]:
    """A subject behind its verb, in languages that put it there: "murieron dos niños"."""
    if word(scene.doc[start]) not in scene.order.verb_first:
        return []
    behind = [g for g in scene.groups if g.low > at]
    close = behind[0].low - at <= NEAR and not behind[0].before if behind else False
    if not close or parted(scene, at + 1, behind[0].low, of=True):
        return []
    last = 1
    while last < len(behind) and behind[last].joined:
        last += 1
    return behind[:last]


def _noun(scene: Scene, at: int, kind: EventType, *, stop: int) -> Iterator[tuple[Role, Group, bool]]:
    yield from _carried(scene, at, kind)
    yield from _modified(scene, at, kind)
    yield from (one for g in scene.groups if g.low <= at < g.high and g.label == "actor" for one in doer(kind, g))
    done_to = _suffered(kind)
    owned = False
    for group in right_of(scene, at):
        gap = scene.words(at + 1, group.low)
        near = group.before in scene.order.of and len(gap) <= NEAR
        if kind.two_sided and (group.before in scene.order.sides or near):
            yield from hit(kind, group)
        elif group.before in scene.order.against or set(gap) & scene.order.aims:
            if group.before in scene.order.against or group.before == "" or set(gap) & scene.order.counter:
                yield from hit(kind, group)
        elif (
            group.before in scene.order.of
            and group.low < stop
            and not owned
            and len(gap) <= NEAR + 2
            and not parted(scene, at + 1, group.low, of=True)
        ):
            owned = True
            side = group.party.kind.armed and not group.thing and not done_to
            yield from doer(kind, group) if side else hit(kind, group)
        elif group.joined and owned and group.before in scene.order.of:
            yield from doer(kind, group) if group.party.kind.armed and not done_to else hit(kind, group)
        elif (
            group.before in scene.order.at
            and set(gap) & scene.order.cost
            and Role.VICTIM in kind.roles
            and not group.thing
        ):
            yield Role.VICTIM, group, False
    if any(w in scene.order.struck for w in scene.words(at - 4, at)):
        yield from (one for g in _struck(scene, at) for one in hit(kind, g))


def _suffered(kind: EventType) -> bool:
    """Whether "de" behind the noun names those it is done to: "meurtre de", "arrestation de"; not "raid de"."""
    if kind.id in _ON_PERSONS:
        return True
    return kind.roles.get(Role.VICTIM, False) or (Harm.ARRESTED in kind.harm and Harm.WOUNDED not in kind.harm)


def _agents(scene: Scene, at: int, kind: EventType, how: Told) -> Iterator[tuple[Role, Group, bool]]:
    """Doers behind "par", blamed ones behind "attribué à", suspected ones behind "soupçonné d'être"."""
    if how in (Told.ACTIVE, Told.GERUND):
        return
    by = False
    for group in right_of(scene, at, through=True):
        gap = scene.words(at + 1, group.low)
        if group.before in scene.order.by:
            by = (group.joined and by) or _namesdoer(scene, at, group, how)
            if by:
                yield from doer(kind, group, sure=how is not Told.NOUN)
            continue
        blamed = group.before in scene.order.at and since(gap, scene.order.blamed) <= NEAR
        suspected = group.before in {*scene.order.of, ""} and since(gap, scene.order.suspected) <= NEAR
        if blamed or (suspected and scene.order.to_be & set(gap[-3:])):
            yield from doer(kind, group, accused=True)
    left = [g for g in scene.words(at - 4, at) if g in scene.order.blamed]
    if how is Told.NOUN and left:
        behind = [g for g in right_of(scene, at) if g.before in scene.order.at and g.low - at <= NEAR]
        yield from (one for g in behind for one in doer(kind, g, accused=True))


def _namesdoer(scene: Scene, at: int, group: Group, how: Told) -> bool:
    """Whether a "par" belongs to the deed: right behind it, or behind a participle of doing, not of saying."""
    spot = next((i for i in range(group.low - 1, at, -1) if word(scene.doc[i]) in scene.order.by), None)
    if spot is None and group.before.startswith("+"):  # the case says "by": no word stands for it
        return (
            not set(scene.words(at, group.low)).isdisjoint(scene.order.done_by)
            if how is Told.NOUN
            else (group.low - at <= NEAR)
        )
    if spot is None:
        return group.joined
    left = before(scene.doc, spot, scene.order, scene.start)
    while (
        left > at
        and (scene.doc[left].like_num or not is_participle(word(scene.doc[left]), scene.order))
        and spot - left < 12
    ):
        if scene.doc[left].text == ",":
            break
        left -= 1
    if left <= at:
        return True
    form = word(scene.doc[left])
    if form in scene.order.done_by or scene.doc[left].text == ",":
        return True
    deeds = {
        hit.last
        for hit in scene.ctx.lexicon.triggers.find(view_of(scene.sentence.tokens))
        if hit.pattern.source != "not"
    }
    return left in deeds and how is not Told.NOUN


def _accused(scene: Scene, verb: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """Who is accused "d'avoir tué": the group between the verb of accusing and the infinitive."""
    if word(scene.doc[verb]) not in scene.order.to_have:
        return
    close = [g for g in scene.groups if 0 <= verb - g.high <= 3]
    if close and set(scene.words(close[-1].low - 4, close[-1].low)) & scene.order.accusing:
        yield from (one for g in chain_of(scene, close[-1]) for one in doer(kind, g, accused=True))


def _inverted(scene: Scene, at: int, verb: int) -> list[Group]:
    """The doer behind its verb: "le village qu'ont attaqué les rebelles"."""
    if verb - 1 < scene.start or word(scene.doc[verb - 1]) not in scene.order.that:
        return []
    return [g for g in scene.groups if not g.before and 0 < g.low - at <= 2]


def _carried(scene: Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """The subject of a verb that carries the noun: "X ont mené une attaque", "l'attaque que mènent les X"."""
    for i in range(at - 1, max(at - 7, scene.start - 1), -1):
        form = word(scene.doc[i])
        if scene.doc[i].text in BREAKS or form in scene.order.relatives | scene.order.clauses:
            break
        if form in scene.order.carriers:
            left = before(scene.doc, i, scene.order, scene.start)
            aux = left >= scene.start and word(scene.doc[left]) in scene.order.have
            if aux or not is_participle(form, scene.order):
                start = verb_start(scene.doc, i, scene.start, scene.order)
                yield from (one for g in subjects_of(scene, start) for one in doer(kind, g))
            return
    for i in range(at + 1, min(at + 6, scene.end)):
        if word(scene.doc[i]) in scene.order.carriers and scene.order.that & set(scene.words(at + 1, i)):
            yield from (one for g in scene.groups if not g.before and 0 < g.low - i <= 2 for one in doer(kind, g))


def _modified(scene: Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """The doer named by an adjective: "attaque djihadiste", "frappe israélienne"."""
    if kind.two_sided or Role.PERPETRATOR not in kind.roles or kind.roles.get(Role.VICTIM, False):
        return
    view = view_of(scene.sentence.tokens)
    arms = {i for hit in scene.ctx.lexicon.weapons.find(view) for i in range(hit.first, hit.last + 1)}
    for i in range(at + 1, min(at + 5, scene.end)):
        token, form = scene.doc[i], word(scene.doc[i])
        if form in scene.order.plain_adjectives or not token.is_alpha or token.text[:1].isupper():
            continue
        if i in arms or (form in scene.order.of and i + 1 in arms):
            continue  # "attaque de drones russes"
        if form in scene.order.prepositions | scene.order.contracted | scene.order.articles:
            return
        known = scene.ctx.lexicon.people.get(form) or scene.ctx.lexicon.people.get(base_form(token))
        if known is not None and known.armed:
            yield Role.PERPETRATOR, Group(i, i + 1, Party(name=token.text, kind=known), "people"), False
            return
        nations = list(scene.ctx.gazetteer.demonym(form))
        if len(nations) == 1:
            party = Party(
                name=nations[0].name_fr or nations[0].name, kind=PartyKind.GOVERNMENT, country=nations[0].iso2
            )
            yield Role.PERPETRATOR, Group(i, i + 1, party, "country"), False
            return


def _struck(scene: Scene, at: int) -> Sequence[Group]:
    """The subject of "a été la cible d'une attaque"."""
    for i in range(at - 1, max(at - 7, scene.start - 1), -1):
        if is_verb_mark(scene.doc[i], scene.order):
            return subjects_of(scene, verb_start(scene.doc, i, scene.start, scene.order))
    return ()
