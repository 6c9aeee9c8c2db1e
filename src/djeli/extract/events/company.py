"""Company a verb needs to tell what its concept says, in languages read without a parse: `needs` of triggers.yaml.

"Les gendarmes ont libéré LA VOIE" frees nobody, "a nommé SON CHIEN" appoints nobody. A needed word is a word of the
language, or a class with its sign: `+people`, `+party`, `+place`, `+name`, `+number` among what the verb acts on
(behind an active verb, before a passive one); `<armed`, `<civilians` who acts; `-armed` and `!word` who may not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from djeli.extract.lexicon import Hit, Lexicon, View
from djeli.extract.roles.order import Order, Told, is_number, order_of, told, verb_start, word
from djeli.vocab import PartyKind

_BEHIND = 8
"""Tokens behind a verb in which its object begins."""

_BEFORE = 10
"""Tokens before a verb in which its subject stands."""

_STOPS = frozenset('.;:!?()"“”«»')
_NOBODY = frozenset({PartyKind.PLACE_OR_OBJECT, PartyKind.GOVERNMENT, PartyKind.ORGANISATION})
_HIT = frozenset({PartyKind.CIVILIANS, PartyKind.PROTESTERS, PartyKind.RIOTERS})
_KINDS: Mapping[str, Callable[[PartyKind], bool]] = MappingProxyType(
    {
        "people": lambda kind: kind not in _NOBODY,
        "party": lambda kind: kind is not PartyKind.PLACE_OR_OBJECT,
        "place": lambda kind: kind is PartyKind.PLACE_OR_OBJECT,
        "armed": lambda kind: kind.armed,
        "civilians": lambda kind: kind in _HIT,
    }
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A sentence as the needs of a verb see it: `names` of each token by its Doc index."""

    doc: Any
    names: Mapping[int, Sequence[str]]
    lexicon: Lexicon
    order: Order

    def meets(self, need: str, i: int) -> bool:
        """Whether the token at `i` is what is needed: a word, or a class with its sign."""
        form = word(self.doc[i])
        if need == "+name":
            small = self.order.articles | self.order.contracted | self.order.prepositions
            return bool(self.doc[i].text[:1].isupper()) and form not in small
        if need == "+number":
            return is_number(self.doc[i], self.order) and form not in self.order.articles
        if need == "+civilians" and form in self.order.pronouns:
            return True
        return self.of_kind(need[1:], i) if need[0] == "+" else need in self.names.get(i, ())

    def of_kind(self, name: str, i: int) -> bool:
        """Whether the token at `i` is a people word of a class."""
        kinds = (self.lexicon.people.get(one) for one in self.names.get(i, ()))
        return any(kind is not None and _KINDS[name](kind) for kind in kinds)


def has_company(hit: Hit, view: View, lexicon: Lexicon, doc: Any) -> bool:
    """Whether what a pattern needs stands beside it; True for patterns that need nothing, and with a parse."""
    needs = hit.pattern.needs
    if not needs or doc.has_annotation("DEP"):
        return True
    order = order_of(lexicon.code)
    low = view.index[0]
    at = next((i for i in range(hit.first, hit.last + 1) if word(doc[i]).startswith(hit.pattern.stem)), hit.last)
    inside = {word(doc[i]) for i in range(hit.first, hit.last + 1) if i != at}
    if not inside <= order.have | order.be | order.been | order.small:
        return True  # a longer phrase knows by itself
    way = told(doc, at, low, order, frozenset(), after_party=True)
    # "se sont emparés": with a pronoun of its own the verb is active, whatever its auxiliary
    passive = way in (Told.PASSIVE, Told.REDUCED) and not inside & order.small
    start = verb_start(doc, at, low, order)
    before, behind = _before(doc, start, low), _behind(doc, hit.last, view.index[-1], order, passive=passive)
    beside = _Beside(doc, dict(zip(view.index, view.names, strict=True)), lexicon, order)
    doers = behind if passive else [*before, *behind] if way is Told.GERUND else before
    if not _doers_fit(needs, doers, beside):
        return False
    things = [need for need in needs if need[0] not in "<-!"]
    if not things or _clitic(doc, start, at, order):
        return True
    around = [*before, *behind] if passive else behind
    return any(beside.meets(need, i) for need in things for i in around)


def _before(doc: Any, start: int, low: int) -> Sequence[int]:
    first = max(low, start - _BEFORE)
    return range(next((i + 1 for i in range(start - 1, first - 1, -1) if doc[i].text in _STOPS), first), start)


def _behind(doc: Any, last: int, high: int, order: Order, *, passive: bool) -> Sequence[int]:
    """What may be the object: up to the next clause; behind a passive, up to its doer."""
    ends = order.clauses | order.relatives | order.parting | (order.by if passive else frozenset())
    # "ont arrêté DANS la nuit, à Gao, trois hommes" has its object behind; "a libéré des fonds POUR les soldats" not
    later = (order.prepositions - order.at - order.of) | {","}
    end = min(high + 1, last + 1 + _BEHIND)
    for i in range(last + 1, end):
        if doc[i].text in _STOPS or word(doc[i]) in ends or (i > last + 2 and word(doc[i]) in later):
            return range(last + 1, i)
    return range(last + 1, end)


def _clitic(doc: Any, start: int, at: int, order: Order) -> bool:
    """As in "LES a arrêtés", "L'y avait enlevée": an article before an auxiliary is a pronoun."""
    verbal = order.have | order.been | order.part
    return any(word(doc[i]) in order.definite and word(doc[i + 1]) in verbal for i in range(max(start - 1, 0), at))


def _doers_fit(needs: Sequence[str], doers: Sequence[int], beside: _Beside) -> bool:
    """Whether no doer is there that may not be, and one that must be."""
    for need in needs:
        if need[0] == "!" and any(need[1:] in beside.names.get(i, ()) for i in doers):
            return False
        if need[0] == "-" and any(beside.of_kind(need[1:], i) for i in doers):
            return False
    wanted = [f"+{need[1:]}" for need in needs if need[0] == "<"]
    return not wanted or any(beside.meets(need, i) for need in wanted for i in doers)
