"""Where in the tree the parties of a trigger stand: subject, object, agent, target, sides, means.

Shared subjects are followed through conjunctions, participles and infinitives; relative pronouns to their noun;
verbs of little meaning give their subject to the noun they carry ("carried out an attack").
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from djeli.extract.events.verbs import is_verb_of
from djeli.extract.lexicon import Lexicon
from djeli.extract.roles.parties import PartyWords

_STEPS = 5
_SELF = frozenset({"use", "deploy", "employ", "promise", "threaten", "make", "have", "launch", "join", "fire"})
"""Verbs whose own subject does what the infinitive behind their object says ("used drones to attack")."""


class Slot(StrEnum):
    """A grammatical place of a party."""

    SUBJECT = "subject"  # the doer of an active verb, or of the verb that carries a noun
    OBJECT = "object"  # what the verb acts on; the subject of a passive
    HARMED = "harmed"  # the attack wounded X
    AGENT = "agent"  # by X
    TARGET = "target"  # attack on X
    OF = "of"  # killing of X
    POSSESSOR = "possessor"  # X's attack
    COMPOUND = "compound"  # a rebel attack
    SIDE = "side"  # between X and Y, with Y
    MEANS = "means"  # with rockets
    BESIDE = "beside"  # went off near X
    ACCUSED = "accused"  # blamed on X, accused X of


def slots(token: Any, lexicon: Lexicon, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    """Slots and their head tokens for one word of a trigger, conjuncts apart."""
    found = _of_verb(token, words) if token.pos_ in ("VERB", "AUX", "ADJ") else _of_noun(token, lexicon, words)
    for slot, head in found:
        for one in _conjuncts(head):
            yield slot, one


def _conjuncts(head: Any) -> Iterator[Any]:
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from _conjuncts(child)


def _of_verb(verb: Any, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    passive = _passive(verb) or _objectless(verb, words)
    subject = subject_of(verb)
    if subject is not None:
        accused = verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in words.accusing
        yield (Slot.OBJECT if passive else Slot.ACCUSED if accused else Slot.SUBJECT), subject
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield Slot.OBJECT, verb.head
    elif verb.dep_ == "acl" and verb.tag_ == "VBG":
        yield Slot.SUBJECT, verb.head
    elif verb.dep_ == "amod":
        yield Slot.OBJECT, verb.head
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") or _after_result(child, words):
            yield Slot.OBJECT, _antecedent(child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            yield Slot.OBJECT, child
        elif child.dep_ in ("prep", "agent"):
            yield from _prepositional(child, words, after_verb=True)
        elif child.dep_ == "advcl" and child.lower_ == "using":
            yield from ((Slot.MEANS, one) for one in child.children if one.dep_ == "dobj")


def _passive(verb: Any) -> bool:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ in ("VBN", "VBD") and any(c.dep_ == "agent" for c in verb.children):
        return not any(c.dep_ in ("dobj", "aux") for c in verb.children)  # headlines: "Five killed by gunmen"
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return _passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return False


def _after_result(child: Any, words: PartyWords) -> bool:
    """An object the parser took for a complement: "shot dead a tribal elder"."""
    verb = child.head
    return child.dep_ == "oprd" and child.pos_ in ("NOUN", "PROPN") and verb.lemma_.lower() in words.needs_object


def _objectless(verb: Any, words: PartyWords) -> bool:
    """Headlines leave out the auxiliary: "Three soldiers killed as fighters attack"."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in words.needs_object or verb.dep_ == "conj":
        return False
    own = {"dobj" if _after_result(c, words) else c.dep_ for c in verb.children}
    return "nsubj" in own and not own & {"dobj", "obj", "aux", "ccomp", "dative", "prt"}


def subject_of(verb: Any) -> Any:
    """The token that stands as subject, shared ones included, or None."""
    for step in range(_STEPS):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None:
            return _antecedent(own)
        if verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return None  # the noun it hangs on is its subject; the caller sees to that
        if verb.dep_ == "pcomp":
            verb = verb.head
            blamed = next((c for c in verb.head.children if c.dep_ in ("dobj", "nsubjpass")), None)
            if blamed is not None and verb.lower_ in ("of", "for", "from", "with"):
                return blamed  # "accused soldiers of executing"
        if verb.dep_ not in ("conj", "xcomp", "advcl", "prep", "ccomp", "acl"):
            return None
        if verb.dep_ == "ccomp" and verb.tag_ != "VB":
            return None
        if verb.dep_ == "acl" and (step == 0 or verb.tag_ == "VB"):
            return None
        if verb.dep_ == "acl":
            # "foiled a plot to kill": whose plot it is the tree does not say
            return verb.head if verb.tag_ in ("VBN", "VBG") else None
        if verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and verb.head.lemma_.lower() not in _SELF:
            controlled = next((c for c in verb.head.children if c.dep_ == "dobj"), None)
            if controlled is not None:
                return controlled  # "sent soldiers to attack"
        verb = _told_before(verb) or verb.head
        if verb.pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
            return None
        if verb.pos_ in ("VERB",) and _passive(verb) and verb.dep_ != "conj":
            own = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
            return own if own is not None else None
    return None


def _told_before(verb: Any) -> Any:
    """What was done, where a saying stands between it and its participle: "Rebels shelled Gao, it said, killing two".

    The tree hangs the participle on the saying; nobody who only tells of it did it.
    """
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < verb.head.i:
        return None
    return next((c for c in verb.head.children if c.dep_ == "ccomp" and c.i < verb.head.i), None)


def _antecedent(token: Any) -> Any:
    """The noun a relative pronoun stands for, else the token itself."""
    if token.tag_ in ("WP", "WDT") and token.head.dep_ == "relcl":
        return token.head.head
    return token


def _prepositional(prep: Any, words: PartyWords, *, after_verb: bool) -> Iterator[tuple[Slot, Any]]:
    lower = prep.lower_
    objects = [c for c in prep.children if c.dep_ in ("pobj", "obj")]
    if lower in words.agent:
        yield from ((Slot.AGENT, one) for one in objects)
    elif lower in words.sides and not (after_verb and lower == "with"):
        yield from ((Slot.SIDE, one) for one in objects)
    elif lower in words.means:
        yield from ((Slot.MEANS, one) for one in objects)
    elif lower in words.target:
        yield from ((Slot.TARGET, one) for one in objects)
    elif after_verb and lower in words.beside and prep.head.lemma_.lower() in words.instrumental:
        yield from ((Slot.BESIDE, one) for one in objects)
    elif lower == "of" and not after_verb:
        yield from ((Slot.OF, one) for one in objects)


def _of_noun(noun: Any, lexicon: Lexicon, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    for child in noun.children:
        if child.dep_ == "prep":
            yield from _prepositional(child, words, after_verb=False)
        elif child.dep_ == "poss":
            yield Slot.POSSESSOR, child
        elif child.dep_ in ("compound", "nmod", "amod"):
            yield Slot.COMPOUND, child
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBD", "VBG"):
            yield from _from_participle(child, lexicon, words)
        elif child.dep_ == "relcl" and child.lemma_.lower() in words.blamed:
            yield from _blamed(child, words)
        elif child.dep_ == "relcl" and is_verb_of(child, lexicon.modal.light):
            yield from ((Slot.AGENT, one) for c in child.children if c.dep_ == "agent" for one in c.children)
    yield from _carried(noun, lexicon, words)


def _from_participle(verb: Any, lexicon: Lexicon, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    """Parties of a participle: "an attack carried out by X", "a raid targeting Y"."""
    if verb.lemma_.lower() in words.blamed:
        yield from _blamed(verb, words)
    elif verb.lower_ in words.target or verb.lower_ == "involving":
        slot = Slot.SIDE if verb.lower_ == "involving" else Slot.TARGET
        yield from ((slot, c) for c in verb.children if c.dep_ == "dobj")
    elif verb.tag_ == "VBN" and is_verb_of(verb, lexicon.modal.light):
        for child in verb.children:
            if child.dep_ == "agent":
                yield from ((Slot.AGENT, one) for one in child.children if one.dep_ == "pobj")


def _blamed(verb: Any, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    """The party behind "blamed on", "attributed to"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == words.blamed[verb.lemma_.lower()]:
            yield from ((Slot.ACCUSED, one) for one in child.children if one.dep_ == "pobj")


def _carried(noun: Any, lexicon: Lexicon, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    """Parties of the verb that carries the noun: doer of light verbs, the one hit with verbs of suffering."""
    verb, modal = noun.head, lexicon.modal
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        subject = subject_of(verb)
        if subject is not None and is_verb_of(verb, modal.light):
            yield (Slot.OBJECT if _passive(verb) else Slot.SUBJECT), subject
        for child in verb.children:
            aimed = child.dep_ == "prep" and child.lower_ in words.target and child.lower_ not in ("in", "at")
            if aimed and is_verb_of(verb, modal.light):
                yield from ((Slot.TARGET, one) for one in child.children if one.dep_ == "pobj")
    elif noun.dep_ == "nsubjpass" and verb.lemma_.lower() in words.blamed:
        yield from _blamed(verb, words)
    elif noun.dep_ == "nsubjpass" and is_verb_of(verb, modal.light):
        for child in verb.children:
            if child.dep_ == "agent":
                yield from ((Slot.AGENT, one) for one in child.children if one.dep_ == "pobj")
    elif noun.dep_ == "nsubj" and verb.pos_ == "VERB" and is_verb_of(verb, modal.cause):
        yield from ((Slot.HARMED, c) for c in verb.children if c.dep_ == "dobj")
    elif noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in words.struck | words.answerable:
        yield from _predicated(noun, words)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "behind" and noun.head.head.lemma_ == "be":
        subject = subject_of(noun.head.head)
        if subject is not None:
            yield Slot.ACCUSED, subject
    elif noun.dep_ == "pobj" and noun.head.lower_ in ("in", "of") and noun.head.head.pos_ in ("VERB", "NOUN"):
        above = noun.head.head
        if above.dep_ == "dobj" and above.lemma_.lower() in modal.aggregate.nouns | modal.carriers:
            yield from _carried(above, lexicon, words)


def _predicated(noun: Any, words: PartyWords) -> Iterator[tuple[Slot, Any]]:
    """The subject of "was the target of the attack" and of "is responsible for the attack"."""
    middle = noun.head.head
    if middle.head.pos_ not in ("AUX", "VERB"):
        return
    subject = subject_of(middle.head)
    if subject is None:
        return
    if middle.lemma_.lower() in words.answerable and noun.head.lower_ in ("for", "of"):
        yield Slot.ACCUSED, subject
    elif middle.lemma_.lower() in words.struck and noun.head.lower_ == "of":
        yield Slot.TARGET, subject
