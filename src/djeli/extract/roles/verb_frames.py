"""Who did what to whom where the verb frames its clause: "Bewaffnete HABEN in Gao drei Soldaten GETÖTET".

The auxiliary stands second and the participle last, or both last ("dass … getötet wurden"); what is said stands between
and before. A plain verb stands second: the group before it is its subject, or, where another word opens the clause,
the first group behind it ("Am Montag griffen Rebellen das Dorf an").
"""

from __future__ import annotations

from collections.abc import Iterator

from djeli.extract.clause import BREAKS, Scene, chain_of
from djeli.extract.roles.cast import doer, hit
from djeli.extract.roles.groups import Group
from djeli.extract.roles.order import is_participle, word
from djeli.resources.event_types import EventType
from djeli.vocab import Role

Cast = tuple[Role, Group, bool]

_NEAR = 2
"""Words between a noun and its genitive: article, number."""


def framed(scene: Scene, at: int, kind: EventType, *, undergone: bool) -> Iterator[Cast]:
    """Roles around a verb of a deed at `at`, doers first. `undergone`: it tells what befell its subject ("starben")."""
    low, high = _clause(scene, at)
    groups = [g for g in scene.groups if low <= g.low and g.high <= high]
    plain = [g for g in groups if not g.before]
    by = [g for g in groups if g.before in scene.order.by and g.label != "country"]
    if is_participle(word(scene.doc[at]), scene.order):
        yield from _participle(scene, (low, at, high), kind, plain, by, undergone=undergone)
        return
    if undergone:
        yield from (one for g in _first(scene, plain) for one in hit(kind, g))
        return
    ahead = [g for g in plain if g.high <= at]
    behind = [g for g in plain if g.low > at]
    if ahead:
        yield from (one for g in chain_of(scene, ahead[-1]) for one in doer(kind, g, sure=bool(behind)))
        yield from (one for g in _first(scene, behind) for one in hit(kind, g))
        return
    yield from _in_turn(scene, behind, kind)


def of_noun(scene: Scene, at: int, kind: EventType) -> Iterator[Cast]:
    """The party right behind a noun of a deed, in the genitive: "der Angriff DER REBELLEN auf das Dorf"."""
    taken = kind.roles.get(Role.VICTIM, False)
    for group in scene.groups:
        gap = scene.words(at + 1, group.low)
        if 0 <= group.low - at - 1 <= _NEAR and not group.before and gap and set(gap) <= scene.order.genitive:
            armed = group.party.kind.armed and not group.thing and not taken
            yield from doer(kind, group) if armed else hit(kind, group)


def is_verb(scene: Scene, at: int) -> bool:
    """Whether the word is told as a verb: no capital where nouns have one, and no article before it."""
    token = scene.doc[at]
    if scene.order.capitals and at > scene.start:
        return not token.text[:1].isupper()
    form = word(token)
    before = word(scene.doc[at - 1]) if at > scene.start else ""
    looks = is_participle(form, scene.order) or scene.order.shapes.finite.match(form) is not None
    return looks and before not in scene.order.articles | scene.order.contracted | scene.order.before_noun


def _participle(
    scene: Scene, span: tuple[int, int, int], kind: EventType, plain: list[Group], by: list[Group], *, undergone: bool
) -> Iterator[Cast]:
    low, at, high = span
    marks = {word(t) for t in scene.doc[low:high]}
    if marks & scene.order.be or undergone or not marks & scene.order.frames:
        yield from (one for g in by for one in doer(kind, g, sure=True))
        near = [g for g in plain if g.high <= at]
        yield from (one for g in (chain_of(scene, near[-1]) if near else []) for one in hit(kind, g))
        return
    yield from _in_turn(scene, plain, kind)


def _in_turn(scene: Scene, groups: list[Group], kind: EventType) -> Iterator[Cast]:
    """The first group does it, the next one is hit; a group that stands alone does it when it is armed."""
    first = _first(scene, groups)
    rest = [g for g in groups if g not in first]
    if not rest:
        for group in first:
            armed = group.party.kind.armed and not group.thing
            yield from doer(kind, group) if armed else hit(kind, group)
        return
    yield from (one for g in first for one in doer(kind, g, sure=True))
    yield from (one for g in _first(scene, rest) for one in hit(kind, g))


def _first(scene: Scene, groups: list[Group]) -> list[Group]:
    """The first group and those that a list ties to it."""
    found = groups[:1]
    for group in groups[1:]:
        if not group.joined:
            break
        found.append(group)
    return found


def _clause(scene: Scene, at: int) -> tuple[int, int]:
    """Token range of the clause around `at`: up to a break, a word that opens a clause, or a comma beside a verb."""
    low, high = at, at + 1
    while low > scene.start and not _ends(scene, low - 1):
        low -= 1
    while high < scene.end and not _ends(scene, high):
        high += 1
    return low, high


def _ends(scene: Scene, index: int) -> bool:
    form = word(scene.doc[index])
    return form in BREAKS or form in scene.order.clauses or form == "," or form in "„“»«"
