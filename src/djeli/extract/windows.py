"""Who did what to whom by word order and prepositions, for sentences without a parse (French).

A word of violence is a noun ("attaque de X contre Y"), an active verb ("X ont tué Y"), a passive or a participle ("Y
tués par X") or undergone ("Y sont morts"); each has its own places for doer and hit. What no rule explains is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from djeli.extract.groups import Group, groups_of
from djeli.extract.lexicon import view_of
from djeli.extract.mentions import Sentence, Trigger
from djeli.extract.order import Order, Told, before, is_participle, is_verb_mark, order_of, told, verb_start, word
from djeli.extract.parties import Context, Found
from djeli.resources.event_types import EventType, event_types
from djeli.values import Party
from djeli.vocab import Harm, PartyKind, Role

REACH = 22
"""Tokens to the right of a word in which its parties may stand."""

NEAR = 4
"""Tokens between a noun and the "de" that belongs to it, between a participle and the noun before it."""

_TAKEN = frozenset({Harm.ARRESTED, Harm.ABDUCTED, Harm.KILLED})
_BREAKS = frozenset(";:.!?")
_AGAINST = frozenset({"contre", "sur", "visant", "ciblant", "vers", "envers", "face"})
_AT = frozenset({"à", "au", "aux"})
_OF = frozenset({"de", "d'", "du", "des"})
_SIDES = frozenset({"entre", "avec", "opposant", "contre", "impliquant", *_AT})


@dataclass(frozen=True, slots=True)
class _Scene:
    sentence: Sentence
    doc: Any
    groups: tuple[Group, ...]
    order: Order
    ctx: Context

    @property
    def start(self) -> int:
        return int(self.sentence.tokens.start)

    @property
    def end(self) -> int:
        return int(self.sentence.tokens.end)

    def words(self, low: int, high: int) -> list[str]:
        return [word(t) for t in self.doc[max(low, self.start) : min(high, self.end)]]


def roles_by_window(trigger: Trigger, sentence: Sentence, ctx: Context) -> Iterator[tuple[Role, Found]]:
    """Roles around a trigger, doers first."""
    order = order_of(ctx.lexicon.code)
    scene = _Scene(sentence, sentence.tokens.doc, groups_of(sentence, ctx, order), order, ctx)
    types = event_types()
    for index, kind in sorted(zip(trigger.members, trigger.kinds, strict=True)):
        at = _lexical(scene, index, trigger)
        if at is None:
            continue
        for role, group, accused in _of_member(scene, at, types[kind]):
            party = _as_party(group.party, role, types[kind], ctx)
            start, _ = sentence.range_of(scene.doc[group.low])
            _, end = sentence.range_of(scene.doc[group.high - 1])
            yield role, Found(start=start, end=end, party=party, label=group.label, accused=accused)
            if group.owner is not None and role is Role.TARGET and group.label == "object":
                yield role, Found(start=end - 1, end=end, party=group.owner, label="people")


def _lexical(scene: _Scene, index: int, trigger: Trigger) -> int | None:
    """The token that carries the meaning: the participle of "ont tué"; None when another member is that token."""
    if word(scene.doc[index]) not in scene.order.have | scene.order.be:
        return index
    for at in range(index + 1, min(index + 6, scene.end)):
        if is_participle(word(scene.doc[at])) and word(scene.doc[at]) not in scene.order.been:
            return None if at in trigger.members else at
    return None


def _as_party(party: Party, role: Role, kind: EventType, ctx: Context) -> Party:
    """Men and individuals who attack are armed unknowns."""
    plain = party.kind in (PartyKind.CIVILIANS, PartyKind.UNKNOWN) and party.name.split()[0].lower() in ctx.words.persons
    if role is Role.PERPETRATOR and kind.family == "violence" and plain:
        return replace(party, kind=PartyKind.ARMED_UNKNOWN)
    return party


def _of_member(scene: _Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    after_party = any(g.high == at for g in scene.groups)
    how = told(scene.doc, at, scene.start, scene.order, scene.ctx.words.undergo_forms, after_party=after_party)
    if how in (Told.ACTIVE, Told.GERUND):
        yield from _active(scene, at, kind, gerund=how is Told.GERUND)
    elif how is Told.NOUN:
        yield from _noun(scene, at, kind)
    else:
        yield from _undergone(scene, at, kind, how)
    yield from _agents(scene, at, kind, how)


def _doer(kind: EventType, group: Group, *, accused: bool = False, sure: bool = False) -> Iterator[tuple[Role, Group, bool]]:
    """The group in the role of who acts; plain civilians only where the grammar is sure."""
    if group.thing:
        return
    if kind.two_sided or (Role.PERPETRATOR not in kind.roles and Role.PARTICIPANT in kind.roles):
        yield Role.PARTICIPANT, group, accused
    elif Role.PERPETRATOR in kind.roles and (sure or group.party.kind is not PartyKind.CIVILIANS):
        yield Role.PERPETRATOR, group, accused


def _hit(kind: EventType, group: Group) -> Iterator[tuple[Role, Group, bool]]:
    if group.label == "country":
        return
    if kind.two_sided:
        if not group.thing:
            yield Role.PARTICIPANT, group, False
    elif kind.roles.get(Role.VICTIM, False) and not group.thing:
        yield Role.VICTIM, group, False
    elif Role.TARGET in kind.roles:
        yield Role.TARGET, group, False
    elif Role.VICTIM in kind.roles and not group.thing:
        yield Role.VICTIM, group, False


def _active(scene: _Scene, at: int, kind: EventType, *, gerund: bool) -> Iterator[tuple[Role, Group, bool]]:
    start = verb_start(scene.doc, at, scene.start, scene.order)
    if gerund:
        start = _verb_before(scene, at)
    subjects = _subjects(scene, start) if start is not None else []
    objects = list(_objects(scene, at))
    for group in subjects:
        yield from _doer(kind, group, sure=bool(objects))
    if not subjects and not gerund and start is not None:
        yield from _accused(scene, start, kind)
        yield from (one for g in _inverted(scene, at, start) for one in _doer(kind, g))
    for group in objects:
        yield from _hit(kind, group)


def _undergone(scene: _Scene, at: int, kind: EventType, how: Told) -> Iterator[tuple[Role, Group, bool]]:
    if how is Told.REDUCED:
        groups = [g for g in scene.groups if 0 <= at - g.high <= NEAR and not _parted(scene, g.high, at)]
        left = groups[-1:]
        if left and left[0].joined:
            left = _chain(scene, left[0])
    else:
        left = _subjects(scene, verb_start(scene.doc, at, scene.start, scene.order))
    for group in left:
        if group.thing and how is Told.UNDERGONE:
            continue
        yield from _hit(kind, group)


def _noun(scene: _Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    yield from _carried(scene, at, kind)
    yield from _modified(scene, at, kind)
    done_to = kind.roles.get(Role.VICTIM, False) or (bool(_TAKEN & set(kind.harm)) and kind.specificity > 3)
    done_to = done_to or Harm.ARRESTED in kind.harm
    owned = False
    for group in _right(scene, at):
        gap = scene.words(at + 1, group.low)
        if kind.two_sided and group.before in _SIDES:
            yield from _hit(kind, group)
        elif kind.two_sided and group.before in _OF and len(gap) <= NEAR:
            yield from _hit(kind, group)
        elif group.before in _AGAINST or set(gap) & scene.order.aims:
            if group.before in _AGAINST or group.before == "" or "contre" in gap:
                yield from _hit(kind, group)
        elif group.before in _OF and not owned and len(gap) <= NEAR + 2 and not _parted(scene, at + 1, group.low, of=True):
            owned = True
            side = group.party.kind.armed and not group.thing and not done_to
            yield from _doer(kind, group) if side else _hit(kind, group)
        elif group.joined and owned and group.before in _OF:
            yield from _doer(kind, group) if group.party.kind.armed and not done_to else _hit(kind, group)
        elif group.before in _AT and set(gap) & scene.order.cost:
            yield from _hit(kind, group)
    if any(w in scene.order.struck for w in scene.words(at - 4, at)):
        yield from (one for g in _struck(scene, at) for one in _hit(kind, g))


def _agents(scene: _Scene, at: int, kind: EventType, how: Told) -> Iterator[tuple[Role, Group, bool]]:
    """Doers behind "par", blamed ones behind "attribué à", suspected ones behind "soupçonné d'être"."""
    if how in (Told.ACTIVE, Told.GERUND):
        return
    by = False
    for group in _right(scene, at, through=True):
        gap = scene.words(at + 1, group.low)
        if group.before == "par":
            by = (group.joined and by) or _names_doer(scene, at, group, how)
            if by:
                yield from _doer(kind, group, sure=how is not Told.NOUN)
        elif group.before in _AT and set(gap) & scene.order.blamed and not set(gap) & {"et", "par"}:
            yield from _doer(kind, group, accused=True)
        elif group.before in _OF and set(gap) & scene.order.suspected and "être" in gap[-6:]:
            yield from _doer(kind, group, accused=True)
    left = [g for g in scene.words(at - 4, at) if g in scene.order.blamed]
    if how is Told.NOUN and left:
        behind = [g for g in _right(scene, at) if g.before in _AT and g.low - at <= NEAR]
        yield from (one for g in behind for one in _doer(kind, g, accused=True))


def _names_doer(scene: _Scene, at: int, group: Group, how: Told) -> bool:
    """Whether a "par" belongs to the deed: right behind it, or behind a participle of doing, not of saying or backing."""
    spot = next((i for i in range(group.low - 1, at, -1) if word(scene.doc[i]) == "par"), None)
    if spot is None:
        return group.joined
    left = before(scene.doc, spot, scene.order, scene.start)
    while left > at and (scene.doc[left].like_num or not is_participle(word(scene.doc[left]))) and spot - left < 12:
        if scene.doc[left].text == ",":
            break
        left -= 1
    if left <= at:
        return True
    form = word(scene.doc[left])
    if form in scene.order.done_by or scene.doc[left].text == ",":
        return True
    deeds = {hit.last for hit in scene.ctx.lexicon.triggers.find(view_of(scene.sentence.tokens)) if hit.pattern.source != "not"}
    return left in deeds and how is not Told.NOUN


def _right(scene: _Scene, at: int, *, through: bool = False) -> Iterator[Group]:
    """Groups to the right of a word up to the end of its clause; brackets are passed over."""
    depth, spoken = 0, False
    stops: dict[int, bool] = {}
    for i in range(at + 1, min(at + 1 + REACH, scene.end)):
        text = scene.doc[i].text
        depth += text in "([" if text else 0
        if depth == 0:
            form = word(scene.doc[i])
            closing = text in _BREAKS or (form in scene.order.clauses and not through) or text in "»”"
            if closing or (form in scene.order.clauses and through and form in ("que", "qu'", "mais", "alors", "tandis")):
                spoken = True
        stops[i] = spoken or depth > 0
        depth -= text in ")]" if text and depth else 0
        if spoken:
            break
    yield from (g for g in scene.groups if g.low > at and g.low in stops and not stops[g.low])


def _objects(scene: _Scene, at: int) -> Iterator[Group]:
    """What an active verb acts on: the first group without a preposition, and those of its list."""
    first: Group | None = None
    for group in _right(scene, at):
        if first is None:
            gap = scene.words(at + 1, group.low)
            if group.before or len(gap) > 10 or set(gap) & (scene.order.relatives | scene.order.struck):
                if group.before in _AT and set(gap) & {"vie"}:
                    yield group
                if group.before in ("contre", "sur", "à", "au", "aux") and len(gap) <= 6:
                    yield group
                return
            if any(is_verb_mark(t, scene.order) for t in scene.doc[at + 1 : group.low]) or "," in gap:
                return
            first = group
            yield group
        elif group.joined and group.before == "":
            yield group
        else:
            return


def _subjects(scene: _Scene, verb: int) -> list[Group]:
    """The groups that govern the verb group beginning at `verb`."""
    order, doc = scene.order, scene.doc
    if verb - 1 >= scene.start and word(doc[verb - 1]) in order.relatives:
        close = [g for g in scene.groups if 0 <= verb - 1 - g.high <= 3]
        return close[-1:]
    low = verb
    coordinated = verb - 1 >= scene.start and word(doc[verb - 1]) in ("et", "puis", ",", "ou")
    passed = not coordinated
    while low > scene.start:
        token, form = doc[low - 1], word(doc[low - 1])
        if token.text in _BREAKS or token.text in "«“»”" or form in order.clauses:
            break
        if is_verb_mark(token, order):
            if passed:
                break
            passed, verb = True, low - 1
            while verb > scene.start and is_verb_mark(doc[verb - 1], order):
                verb -= 1
            low = verb
            continue
        low -= 1
    heads = [g for g in scene.groups if low <= g.low and g.high <= verb and not g.before and not _behind(scene, g, low)]
    if not heads:
        return []
    return _chain(scene, heads[-1])


def _behind(scene: _Scene, group: Group, low: int) -> bool:
    """Whether a group only follows another noun in apposition or a bracket: "…, chef de la police, …"."""
    opening = scene.doc[group.low - 1].text if group.low > low else ""
    return opening in ("(", "[")


def _chain(scene: _Scene, last: Group) -> list[Group]:
    """The group and those that a list ties to it on the left."""
    place = scene.groups.index(last)
    chain = [last]
    while chain[0].joined and place > 0:
        place -= 1
        chain.insert(0, scene.groups[place])
    return chain


def _parted(scene: _Scene, low: int, high: int, *, of: bool = False) -> bool:
    """Whether words between a noun and its participle (or its "de") break them apart."""
    words = scene.words(low, high)
    breaks = scene.order.clauses | scene.order.relatives | scene.order.have | scene.order.be | _BREAKS | {"par"}
    if of:
        breaks = breaks | {"contre", "sur", "dans", "à", "au", "en", "lors", ",", "et", "près"}
    return bool(set(words) & breaks)


def _verb_before(scene: _Scene, at: int) -> int | None:
    """Start of the verb group before a gerund ("ont attaqué le camp, TUANT"), whose subject is the gerund's too."""
    for i in range(at - 1, scene.start - 1, -1):
        if scene.doc[i].text in _BREAKS:
            return None
        if is_verb_mark(scene.doc[i], scene.order):
            return verb_start(scene.doc, i, scene.start, scene.order)
    return None


def _accused(scene: _Scene, verb: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """Who is accused "d'avoir tué": the group between the verb of accusing and the infinitive."""
    if word(scene.doc[verb]) != "avoir":
        return
    close = [g for g in scene.groups if 0 <= verb - g.high <= 3]
    if close and set(scene.words(close[-1].low - 4, close[-1].low)) & scene.order.accusing:
        yield from (one for g in _chain(scene, close[-1]) for one in _doer(kind, g, accused=True))


def _inverted(scene: _Scene, at: int, verb: int) -> list[Group]:
    """The doer behind its verb: "le village qu'ont attaqué les rebelles"."""
    if verb - 1 < scene.start or word(scene.doc[verb - 1]) not in ("que", "qu'"):
        return []
    return [g for g in scene.groups if not g.before and 0 < g.low - at <= 2]


def _carried(scene: _Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """The subject of a verb that carries the noun: "X ont mené une attaque", "l'attaque que mènent les X"."""
    for i in range(at - 1, max(at - 7, scene.start - 1), -1):
        form = word(scene.doc[i])
        if scene.doc[i].text in _BREAKS or form in scene.order.relatives | scene.order.clauses:
            break
        if form in scene.order.carriers:
            left = before(scene.doc, i, scene.order, scene.start)
            aux = left >= scene.start and word(scene.doc[left]) in scene.order.have
            if aux or not is_participle(form):
                start = verb_start(scene.doc, i, scene.start, scene.order)
                yield from (one for g in _subjects(scene, start) for one in _doer(kind, g))
            return
    for i in range(at + 1, min(at + 6, scene.end)):
        if word(scene.doc[i]) in scene.order.carriers and {"que", "qu'"} & set(scene.words(at + 1, i)):
            yield from (one for g in scene.groups if not g.before and 0 < g.low - i <= 2 for one in _doer(kind, g))


def _modified(scene: _Scene, at: int, kind: EventType) -> Iterator[tuple[Role, Group, bool]]:
    """The doer named by an adjective: "attaque djihadiste", "frappe israélienne"."""
    if kind.two_sided or Role.PERPETRATOR not in kind.roles or kind.roles.get(Role.VICTIM, False):
        return
    for i in range(at + 1, min(at + 3, scene.end)):
        token, form = scene.doc[i], word(scene.doc[i])
        if form in scene.order.plain_adjectives or not token.is_alpha or token.text[:1].isupper():
            continue
        if form in scene.order.prepositions | scene.order.contracted | scene.order.articles:
            return
        known = scene.ctx.lexicon.people.get(form)
        if known is not None and known.armed:
            yield Role.PERPETRATOR, Group(i, i + 1, Party(name=token.text, kind=known), "people"), False
            return
        nations = list(scene.ctx.gazetteer.demonym(form))
        if len(nations) == 1:
            party = Party(name=nations[0].name_fr or nations[0].name, kind=PartyKind.GOVERNMENT, country=nations[0].iso2)
            yield Role.PERPETRATOR, Group(i, i + 1, party, "country"), False
            return


def _struck(scene: _Scene, at: int) -> Sequence[Group]:
    """The subject of "a été la cible d'une attaque"."""
    for i in range(at - 1, max(at - 7, scene.start - 1), -1):
        if is_verb_mark(scene.doc[i], scene.order):
            return _subjects(scene, verb_start(scene.doc, i, scene.start, scene.order))
    return ()
