"""Who did what to whom where the verb leads: "قتل مسلحون جنديين", and where the genitive stands right behind its noun.

A verb takes the first group behind it as its doer and the second as the one hit; a verb whose passive is written as its
active ("قتل") and that has one group only is passive. A noun of a deed has its doer or the one hit right behind it
("هجوم المسلحين", "مقتل جندي"), and the one hit behind a preposition. What no rule explains is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from djeli import lang
from djeli.extract.clause import BREAKS, Scene, right_of
from djeli.extract.places.words import words_of
from djeli.extract.roles.cast import doer, hit
from djeli.extract.roles.groups import Group
from djeli.extract.roles.order import word
from djeli.resources.event_types import EventType
from djeli.values import Party
from djeli.vocab import PartyKind, Role

Cast = tuple[Role, Group, bool]

_NEAR = 4
"""Words between a verb and its subject or object: numbers, "at least", a day."""
_REACH = 7
"""Words between a noun of a deed and the verb that carries it."""
_THE = "ال"


def verb_led(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """Roles around the word of a deed at `at`, doers first."""
    if _is_verb(scene, at):
        yield from _of_verb(scene, at, kind)
    else:
        yield from _of_noun(scene, at, kind)
    yield from _by(scene, at, kind)


def _is_verb(scene: Scene, at: int) -> bool:
    """Whether the word stands as a verb: no article, no preposition or noun of its own before it."""
    script = lang.script(scene.ctx.lexicon.code)
    form = word(scene.doc[at])
    if script is None or form not in script.stems or form.startswith(_THE):
        return False
    if at == scene.start:
        return True
    left = scene.doc[at - 1]
    opens = scene.order.joins | scene.order.clauses | scene.order.small | scene.order.between | scene.order.relatives
    if not left.is_alpha or word(left) in opens or word(left) == "ف":
        return True
    if word(left) in scene.order.prepositions or word(left) in scene.order.carriers:
        return False
    return any(g.high == at for g in scene.groups) or script.stems[form] != form


def _of_verb(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    behind = _bare_behind(scene, at)
    first = _listed(behind, 0)
    second = _listed(behind, len(first)) if _close(scene, first, behind) else []
    own = _before(scene, at)
    undergone = word(scene.doc[at]) in scene.ctx.words.undergo_forms
    either = word(scene.doc[at]) in scene.order.either_way
    acting: list[Group] = []
    if undergone:
        struck = own or first
    elif own:
        acting, struck = ([], own) if either and not first and not _collective(scene, own) else (own, first)
    elif first and first[0].thing and second and not second[0].thing:
        struck = first  # "انفجرت سيارة ...": a thing acts on nobody
    elif second or not either:
        acting, struck = first, second
    else:
        acting, struck = ([], first) if not _collective(scene, first) else (first, [])
    for group in acting:
        yield from doer(kind, group, sure=bool(struck))
    for group in struck or list(_upon(scene, at, acting)):
        yield from hit(kind, group)


def _bare_behind(scene: Scene, at: int) -> list[Group]:
    """Groups without a preposition to the right, up to the first that has one or stands too far."""
    found: list[Group] = []
    end = at + 1
    for group in right_of(scene, at):
        gap = scene.words(end, group.low)
        verbs = any(w in scene.order.carriers | scene.order.aims | scene.order.either_way for w in gap)
        if group.before or len(gap) > _NEAR or verbs or set(gap) & (scene.order.relatives | scene.order.prepositions):
            break
        found.append(group)
        end = group.high
    return found


def _listed(groups: list[Group], start: int) -> list[Group]:
    """The group at `start` and those a list ties to it."""
    if start >= len(groups):
        return []
    end = start + 1
    while end < len(groups) and groups[end].joined:
        end += 1
    return groups[start:end]


def _close(scene: Scene, first: list[Group], behind: list[Group]) -> bool:
    """Whether what follows the subject may be the object: no comma between."""
    if not first or len(behind) <= len(first):
        return False
    return "," not in scene.words(first[-1].high, behind[len(first)].low)


def _before(scene: Scene, at: int) -> list[Group]:
    """The subject before its verb: "إن قواته قتلت", "الجيش قصف"."""
    left = [g for g in scene.groups if 0 <= at - g.high <= 1 and not g.before]
    gap = scene.words(left[-1].high, at) if left else []
    return left[-1:] if left and not set(gap) - scene.order.small else []


def _collective(scene: Scene, groups: list[Group]) -> bool:
    """A definite armed body alone behind its verb acts: "قصف الجيش"; those counted or indefinite are hit."""
    if len(groups) != 1 or not groups[0].party.kind.armed or groups[0].thing:
        return False
    group = groups[0]
    numbered = any(t.like_num or word(t) in scene.order.numbers for t in scene.doc[group.low - 1 : group.low])
    definite = any(word(t).startswith(_THE) for t in scene.doc[group.low : group.high])
    return not numbered and (group.label == "actor" or definite)


def _upon(scene: Scene, at: int, acting: list[Group]) -> Iterator[Group]:
    """What a verb acts on behind its preposition: "أطلقوا النار على مدنيين"."""
    for group in right_of(scene, at):
        if group not in acting and group.before in scene.order.hit_by:
            near = scene.words(max([at + 1, *(g.high for g in acting)]), group.low)
            if len(near) <= _NEAR:
                yield group
            return


def _of_noun(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    yield from _carried(scene, at, kind)
    yield from _nation(scene, at, kind)
    done_to = bool({word(scene.doc[at]), scene.doc[at].lemma_} & scene.order.done_to)
    owned = False
    for group in right_of(scene, at):
        gap = [w for w in scene.words(at + 1, group.low) if w not in scene.order.numbers | scene.order.before_noun]
        if kind.two_sided and (group.before in scene.order.sides or group.joined):
            yield from hit(kind, group)
        elif gap and gap[-1] in scene.order.done_by:
            yield from doer(kind, group)
        elif _aimed_at(scene, group, gap):
            yield from hit(kind, group)
        elif not owned and group.before in {"", *scene.order.of} and _only_adjectives(scene, at, group):
            owned = True
            acts = group.party.kind.armed and not group.thing and not done_to
            yield from doer(kind, group) if acts else hit(kind, group)
        elif owned and group.joined and not group.before:
            acts = group.party.kind.armed and not group.thing and not done_to
            yield from doer(kind, group) if acts else hit(kind, group)
    if any(w in scene.order.struck for w in scene.words(at - _NEAR, at)):
        yield from _struck(scene, at, kind)


def _aimed_at(scene: Scene, group: Group, gap: list[str]) -> bool:
    """Whether a verb of aiming or a preposition of attack says that the group is hit."""
    if not group.before:
        return bool(set(gap) & scene.order.aims)
    against = group.before in scene.order.against and group.before not in scene.order.at
    return against and not set(gap) & BREAKS


def _only_adjectives(scene: Scene, at: int, group: Group) -> bool:
    """Whether nothing but an adjective, a number or the preposition of the genitive parts the noun and the group."""
    passed = scene.order.numbers | scene.order.before_noun | scene.order.of | scene.order.plain_adjectives
    rest = [
        t for t in scene.doc[at + 1 : group.low] if word(t) not in passed and t.lemma_ not in passed and not t.like_num
    ]
    return not rest


def _carried(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """The subject of the verb that carries the noun: "شن مسلحون هجوما", "قوات شنت غارة"."""
    for i in range(at - 1, max(at - _REACH - 1, scene.start - 1), -1):
        if scene.doc[i].text in BREAKS:
            return
        if word(scene.doc[i]) in scene.order.carriers:
            inside = [g for g in scene.groups if i < g.low and g.high <= at and not g.before]
            for group in inside[:1] or _before(scene, i):
                yield from doer(kind, group)
            return


def _struck(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """Who "came under" the deed: "تعرضت القرية لهجوم"."""
    for i in range(at - 1, max(at - _REACH - 1, scene.start - 1), -1):
        if word(scene.doc[i]) in scene.order.struck:
            inside = [g for g in scene.groups if i < g.low and g.high <= at and not g.before]
            for group in inside[:1] or _before(scene, i):
                yield from hit(kind, group)
            return


def _by(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """Doers behind "by the hand of", "by the bullets of": "على يد مسلحين", "برصاص الجيش", "من قبل"."""
    for group in right_of(scene, at, through=True):
        gap = scene.words(at + 1, group.low)
        if group.before in scene.order.by or (gap and gap[-1] in scene.order.by):
            yield from doer(kind, group, sure=True)
            return


def _nation(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """The doer named by an adjective of a country behind a noun of attack: "غارة إسرائيلية"."""
    if kind.two_sided or Role.PERPETRATOR not in kind.roles or kind.roles.get(Role.VICTIM, False):
        return
    nations = words_of(scene.ctx.lexicon.code).nations
    for i in range(at, min(at + 3, scene.end)):
        token = scene.doc[i]
        if word(token) in scene.order.prepositions or not token.is_alpha:
            return
        code = _nation_of(token, nations)
        if code and not any(g.low <= i < g.high for g in scene.groups if g.label != "people"):
            party = Party(name=token.text, kind=PartyKind.GOVERNMENT, country=code)
            yield from doer(kind, Group(i, i + 1, party, "country"))
            return


def _nation_of(token: Any, nations: Any) -> str:
    form = word(token)
    return next((nations[form[:size]] for size in range(len(form), 3, -1) if form[:size] in nations), "")
