"""Dates that stand beside one word and are that word's alone, by the parse.

"The 3 May shooting" dates the shooting and not the arrest told with it; in "pleaded guilty to murder on Monday" the
day is the court's, though the parse may hang it on the murder.
"""

from __future__ import annotations

from typing import Any

from djeli.extract.attach_tree import head_of
from djeli.extract.mentions import Range, Sentence

_BEFORE = frozenset({"compound", "nmod", "nummod", "poss", "amod", "npadvmod"})
_SETTING = frozenset({"during", "at", "amid", "pendant", "lors", "durante"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass"})
_BINDS = frozenset({"prep", "pobj", "pcomp", "npadvmod", "nmod", "obl", "case"})


def by_noun(sentence: Sentence, trigger: Range, spot: Range) -> bool:
    """Whether a date stands before a noun that doesn't tell what the trigger tells."""
    noun = _noun_behind(sentence, spot)
    word = head_of(sentence, trigger) if noun is not None else None
    if noun is None or word is None or word.i == noun.i:
        return False
    if noun.i in (a.i for a in word.ancestors):
        return False
    if noun.dep_ in _SUBJECTS and noun.head.i == word.i:
        return False
    # "shot four people during a Saturday night party": the party's day is the deed's
    return not (noun.dep_ == "pobj" and noun.head.lower_ in _SETTING)


def _noun_behind(sentence: Sentence, spot: Range) -> Any | None:
    """The noun that a date stands before as its modifier ("Friday's attack", "the March 3 raid")."""
    if not sentence.tokens.doc.has_annotation("DEP"):
        return None
    token = head_of(sentence, spot)
    found = None
    while (
        token is not None and token.dep_ in _BEFORE and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")
    ):
        token = found = token.head
    return found if found is not None and sentence.range_of(found)[0] >= spot[1] else None


def by_court(sentence: Sentence, trigger: Range, spot: Range, court: frozenset[str]) -> bool:
    """Whether a date behind the trigger's noun belongs to the judicial verb that governs that noun."""
    word = head_of(sentence, trigger) if court and sentence.tokens.doc.has_annotation("DEP") else None
    if word is None or (word.pos_ == "VERB" and word.dep_ == "ROOT") or spot[0] < trigger[1]:
        return False
    token = word
    while token.dep_ in ("prep", "pobj", "pcomp", "dobj", "conj", "compound") and token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    if token.i == word.i or token.lemma_.lower() not in court:
        return False
    place = head_of(sentence, spot)
    while place is not None and place.dep_ in _BINDS and place.head.i != place.i:
        place = place.head
        if place.pos_ not in ("ADP", "NUM"):
            break
    return place is not None and place.i in (word.i, token.i)
