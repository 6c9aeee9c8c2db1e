"""Words of word order, and how a word of violence is told, for sentences without a parse.

The lists stand in `lang/<code>/order.yaml`; a language without that file has none, and nothing is found in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any

from djeli import lang

_APOSTROPHES = str.maketrans({"’": "'"})


class Told(StrEnum):
    """How the word that tells an occurrence stands in its sentence."""

    NOUN = "noun"  # une attaque
    ACTIVE = "active"  # ont attaqué, attaquent
    GERUND = "gerund"  # tuant
    PASSIVE = "passive"  # ont été tués
    REDUCED = "reduced"  # (des soldats) tués
    UNDERGONE = "undergone"  # sont morts, ont péri


@dataclass(frozen=True, slots=True)
class Order:
    """`order.yaml` of one language; each field is the list of that name."""

    have: frozenset[str]
    be: frozenset[str]
    been: frozenset[str]
    between: frozenset[str]
    articles: frozenset[str]
    contracted: frozenset[str]
    prepositions: frozenset[str]
    before_noun: frozenset[str]
    joins: frozenset[str]
    naming: frozenset[str]
    tied: frozenset[str]
    done_by: frozenset[str]
    carriers: frozenset[str]
    aims: frozenset[str]
    struck: frozenset[str]
    cost: frozenset[str]
    blamed: frozenset[str]
    suspected: frozenset[str]
    accusing: frozenset[str]
    works: frozenset[str]
    clauses: frozenset[str]
    relatives: frozenset[str]
    counted: frozenset[str]
    plain_adjectives: frozenset[str]
    numbers: frozenset[str]
    times: frozenset[str]
    pronouns: frozenset[str]
    by: frozenset[str]
    against: frozenset[str]
    at: frozenset[str]
    of: frozenset[str]
    sides: frozenset[str]
    that: frozenset[str]
    parting: frozenset[str]
    counter: frozenset[str]
    of_ends: frozenset[str]
    glue: frozenset[str]
    definite: frozenset[str]
    measures: frozenset[str]
    near: frozenset[str]
    least: frozenset[str]
    at_least: frozenset[str]
    ands: frozenset[str]
    hit_by: frozenset[str]
    to_have: frozenset[str]
    to_be: frozenset[str]
    small: frozenset[str]
    part: frozenset[str]
    verb_first: frozenset[str]
    lost: frozenset[str]
    lost_what: frozenset[str]
    verb_leads: frozenset[str]
    either_way: frozenset[str]
    done_to: frozenset[str]
    frames: frozenset[str]  # auxiliaries of the active, where verbs frame their clause
    genitive: frozenset[str]  # articles of a genitive right behind its noun
    capitals: frozenset[str]  # not empty where nouns are written with a capital
    shapes: Shapes
    cases: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Endings that do the work of a preposition, by its mark: "+ins" is "by", "+gen" is "of"."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """How words of a kind look, as regular expressions for a whole form."""

    participles: re.Pattern[str]
    finite: re.Pattern[str]
    sure_finite: re.Pattern[str]
    gerunds: re.Pattern[str]
    adverbs: re.Pattern[str]
    passives: re.Pattern[str]  # participles that are passive without an auxiliary: "убиты"
    adjectives: re.Pattern[str]  # may stand between a preposition and its noun


@cache
def order_of(code: str) -> Order:
    """The compiled `order.yaml` of language `code`; empty lists where it has none."""
    raw = lang.load(code, "order")
    shapes = Shapes(**{f.name: re.compile((raw.get("shapes") or {}).get(f.name, "(?!)")) for f in fields(Shapes)})
    named = (f.name for f in fields(Order) if f.name not in ("shapes", "cases"))
    lists = {name: frozenset(str(word) for word in raw.get(name) or ()) for name in named}
    cases = tuple((mark, re.compile(ending)) for mark, ending in (raw.get("cases") or {}).items())
    return Order(**lists, shapes=shapes, cases=cases)


def word(token: Any) -> str:
    """The lower-case form of a token with straight apostrophes."""
    return str(token.lower_).translate(_APOSTROPHES)


def before(doc: Any, index: int, order: Order, low: int) -> int:
    """Index of the last token before `index` that is no adverb between auxiliary and participle; `low - 1` if none."""
    at = index - 1
    while at >= low and (word(doc[at]) in order.between or order.shapes.adverbs.match(word(doc[at]))):
        at -= 1
    return at


def is_number(token: Any, order: Order) -> bool:
    """Whether a token is a number in figures or words, hyphens included ("vingt-deux")."""
    return bool(token.like_num) or all(part in order.numbers for part in word(token).split("-"))


def is_participle(form: str, order: Order) -> bool:
    """Whether a form ends as past participles do."""
    return order.shapes.participles.match(form) is not None


def is_verb_mark(token: Any, order: Order) -> bool:
    """Whether a token shows a finite verb: an auxiliary or an ending that only verbs have."""
    form = word(token)
    return form in order.have or form in order.be or form in order.been or _ends_finite(token, order)


def _ends_finite(token: Any, order: Order) -> bool:
    if token.pos_:
        return token.pos_ == "VERB" and order.shapes.finite.match(word(token)) is not None
    return order.shapes.sure_finite.match(word(token)) is not None


def told(doc: Any, index: int, low: int, order: Order, undergo: frozenset[str], *, after_party: bool) -> Told:
    """How the word at `index` is told.

    `low` is where its sentence begins; `after_party` says that a party ends right before it.
    """
    form = word(doc[index])
    gerund = order.shapes.gerunds.match(form) is not None
    at = before(doc, index, order, low)
    left = word(doc[at]) if at >= low else ""
    if form in undergo and left in order.have | order.be:
        return Told.UNDERGONE
    if left in order.been:
        return Told.PASSIVE
    if is_participle(form, order):
        if left in order.be:
            return Told.PASSIVE
        if left in order.have:
            return Told.ACTIVE
        if left in order.ands:
            return _as_before(doc, at, low, order)
    if order.shapes.passives.match(form) and left not in order.prepositions:
        return Told.PASSIVE
    if left in order.articles | order.contracted | order.before_noun | order.prepositions and not gerund:
        return Told.NOUN
    if gerund and len(form) > 4:
        return Told.GERUND
    if is_participle(form, order):
        return Told.UNDERGONE if form in undergo else Told.REDUCED
    if order.shapes.finite.match(form) and form in undergo:
        return Told.UNDERGONE
    return Told.ACTIVE if order.shapes.finite.match(form) or after_party else Told.NOUN


def _as_before(doc: Any, at: int, low: int, order: Order) -> Told:
    """How a participle is told that follows another one: "a blessé X et TUÉ Y", "ont été attaqués et TUÉS"."""
    while at > low and doc[at].text not in ".;:":
        if word(doc[at]) in order.been:
            return Told.PASSIVE
        if word(doc[at]) in order.be:
            return Told.REDUCED
        if word(doc[at]) in order.have:
            return Told.ACTIVE
        at -= 1
    return Told.REDUCED


def verb_start(doc: Any, index: int, low: int, order: Order) -> int:
    """Index of the first token of the verb group that ends at `index`: auxiliaries, adverbs, negation, reflexives."""
    at = index
    small = order.have | order.be | order.been | order.between | order.small
    while at > low and (word(doc[at - 1]) in small or order.shapes.adverbs.match(word(doc[at - 1]))):
        at -= 1
    while at < index and word(doc[at]) in order.between - order.part:
        at += 1
    return at
