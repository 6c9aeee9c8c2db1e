"""A clause without a parse: where its verb's subject and objects stand, and how far a word reaches to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from djeli.extract.mentions import Sentence
from djeli.extract.roles.groups import Group
from djeli.extract.roles.order import Order, is_verb_mark, verb_start, word
from djeli.extract.roles.parties import Context

REACH = 22
"""Tokens to the right of a word in which its parties may stand."""

BREAKS = frozenset(";:.!?")


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with its groups and words."""

    sentence: Sentence
    doc: Any
    groups: tuple[Group, ...]
    order: Order
    ctx: Context

    @property
    def start(self) -> int:
        """First token of the sentence."""
        return int(self.sentence.tokens.start)

    @property
    def end(self) -> int:
        """One past its last token."""
        return int(self.sentence.tokens.end)

    def words(self, low: int, high: int) -> list[str]:
        """Lower-case forms of tokens `[low, high)`, cut to the sentence."""
        return [word(t) for t in self.doc[max(low, self.start) : min(high, self.end)]]


def right_of(scene: Scene, at: int, *, through: bool = False) -> Iterator[Group]:
    """Groups to the right of a word up to the end of its clause; brackets are passed over."""
    depth, spoken = 0, False
    stops: dict[int, bool] = {}
    for i in range(at + 1, min(at + 1 + REACH, scene.end)):
        text = scene.doc[i].text
        depth += text in "([" if text else 0
        if depth == 0:
            form = word(scene.doc[i])
            closing = text in BREAKS or (form in scene.order.clauses and not through) or text in "»”"
            if closing or (form in scene.order.clauses and through and form in scene.order.parting):
                spoken = True
        stops[i] = spoken or depth > 0
        depth -= text in ")]" if text and depth else 0
        if spoken:
            break
    yield from (g for g in scene.groups if g.low > at and g.low in stops and not stops[g.low])


def objects_of(scene: Scene, at: int) -> Iterator[Group]:
    """What an active verb acts on: the first group without a preposition, and those of its list."""
    first: Group | None = None
    for group in right_of(scene, at):
        if first is None:
            gap = scene.words(at + 1, group.low)
            if group.before or len(gap) > 10 or set(gap) & (scene.order.relatives | scene.order.struck):
                if group.before in scene.order.hit_by and len(gap) <= 6:
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


def subjects_of(scene: Scene, verb: int) -> list[Group]:
    """The groups that govern the verb group beginning at `verb`."""
    order, doc = scene.order, scene.doc
    if verb - 1 >= scene.start and word(doc[verb - 1]) in order.pronouns:
        ahead = [g for g in scene.groups if g.high < verb and not g.before and not g.thing]
        return ahead if len(ahead) == 1 else []
    if verb - 1 >= scene.start and word(doc[verb - 1]) in order.relatives:
        close = [g for g in scene.groups if 0 <= verb - 1 - g.high <= 3]
        return close[-1:]
    low = verb
    coordinated = verb - 1 >= scene.start and word(doc[verb - 1]) in ("et", "puis", ",", "ou")
    passed = not coordinated
    while low > scene.start:
        token, form = doc[low - 1], word(doc[low - 1])
        if token.text in BREAKS or token.text in "«“»”–—/|" or form in order.clauses:
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
    return chain_of(scene, heads[-1])


def _behind(scene: Scene, group: Group, low: int) -> bool:
    """Whether a group only follows another noun in apposition or a bracket: "…, chef de la police, …"."""
    opening = scene.doc[group.low - 1].text if group.low > low else ""
    return opening in ("(", "[")


def chain_of(scene: Scene, last: Group) -> list[Group]:
    """The group and those that a list ties to it on the left."""
    place = scene.groups.index(last)
    chain = [last]
    while chain[0].joined and place > 0:
        place -= 1
        chain.insert(0, scene.groups[place])
    return chain


def parted(scene: Scene, low: int, high: int, *, of: bool = False) -> bool:
    """Whether words between a noun and its participle (or its "de") break them apart."""
    words = scene.words(low, high)
    breaks = scene.order.clauses | scene.order.relatives | scene.order.have | scene.order.be | BREAKS | scene.order.by
    if of:
        breaks = breaks | scene.order.of_ends
    return bool(set(words) & breaks)


def verb_before(scene: Scene, at: int) -> int | None:
    """Start of the verb group before a gerund ("ont attaqué le camp, TUANT"), whose subject is the gerund's too."""
    for i in range(at - 1, scene.start - 1, -1):
        if scene.doc[i].text in BREAKS:
            return None
        if is_verb_mark(scene.doc[i], scene.order):
            return verb_start(scene.doc, i, scene.start, scene.order)
    return None


def since(gap: Sequence[str], forms: frozenset[str]) -> int:
    """Words between the last of `forms` and the end of a gap; more than any reach when none is there."""
    return next((n for n, form in enumerate(reversed(gap)) if form in forms), REACH)
