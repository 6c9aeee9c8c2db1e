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

_PARTICIPLE = re.compile(r".{2,}(?:[éiu]e?s?|is|ise|ises|its?|ites?|erts?|ertes?|ints?|intes?)$")
_PRESENT = re.compile(r"[gq]ues?$")  # attaque, revendiquent: no participles in -u
_FINITE = re.compile(r".{3,}(?:aient|èrent|irent|ait|ent)$")
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


@cache
def order_of(code: str) -> Order:
    """The compiled `order.yaml` of language `code`; empty lists where it has none."""
    raw = lang.load(code, "order")
    return Order(**{f.name: frozenset(str(word) for word in raw.get(f.name) or ()) for f in fields(Order)})


def word(token: Any) -> str:
    """The lower-case form of a token with straight apostrophes."""
    return str(token.lower_).translate(_APOSTROPHES)


def before(doc: Any, index: int, order: Order, low: int) -> int:
    """Index of the last token before `index` that is no adverb between auxiliary and participle; `low - 1` if none."""
    at = index - 1
    while at >= low and (word(doc[at]) in order.between or word(doc[at]).endswith("ment")):
        at -= 1
    return at


def is_number(token: Any, order: Order) -> bool:
    """Whether a token is a number in figures or words, hyphens included ("vingt-deux")."""
    return bool(token.like_num) or all(part in order.numbers for part in word(token).split("-"))


def is_participle(form: str) -> bool:
    """Whether a form ends as past participles do."""
    return _PARTICIPLE.match(form) is not None and _PRESENT.search(form) is None


def is_verb_mark(token: Any, order: Order) -> bool:
    """Whether a token shows a finite verb: an auxiliary or an ending that only verbs have."""
    form = word(token)
    return form in order.have or form in order.be or form in order.been or _ends_finite(token)


def _ends_finite(token: Any) -> bool:
    if token.pos_:
        return token.pos_ == "VERB" and _FINITE.match(word(token)) is not None
    return re.match(r".{3,}(?:aient|èrent|irent)$", word(token)) is not None


def told(doc: Any, index: int, low: int, order: Order, undergo: frozenset[str], *, after_party: bool) -> Told:
    """How the word at `index` is told.

    `low` is where its sentence begins; `after_party` says that a party ends right before it.
    """
    form = word(doc[index])
    at = before(doc, index, order, low)
    left = word(doc[at]) if at >= low else ""
    if form in undergo and left in order.have | order.be:
        return Told.UNDERGONE
    if left in order.been:
        return Told.PASSIVE
    if is_participle(form):
        if left in order.be:
            return Told.PASSIVE
        if left in order.have:
            return Told.ACTIVE
        if left in ("et", "ou", "puis", ","):
            return _as_before(doc, at, low, order)
    if left in order.articles | order.contracted | order.before_noun | order.prepositions and not form.endswith("ant"):
        return Told.NOUN
    if form.endswith("ant") and len(form) > 4:
        return Told.GERUND
    if is_participle(form):
        return Told.UNDERGONE if form in undergo else Told.REDUCED
    return Told.ACTIVE if _FINITE.match(form) or after_party else Told.NOUN


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
    small = order.have | order.be | order.been | order.between | {"n'", "ne", "se", "s'", "y", "l'", "lui", "leur"}
    while at > low and (word(doc[at - 1]) in small or word(doc[at - 1]).endswith("ment")):
        at -= 1
    while at < index and word(doc[at]) in order.between - {"n'", "ne", "y", "en"}:
        at += 1
    return at
