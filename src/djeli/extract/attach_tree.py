"""How closely a date or place stands to the word that tells an occurrence, by the parse.

The way between both leads through the tree; each edge has a price, and edges that open another clause are dear. What
stands in a relative clause, or behind "after", tells of something else: it belongs to that, not to what lies outside.
Without a parse, commas and words that open a clause are the price. Universal labels of spaCy's English models.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from djeli.extract.mentions import Range, Sentence

FAR = 1000.0
"""A price from which on a date or place belongs to something else."""

_UNIT = 22  # characters of distance that one unit of the tree counts like
_CHEAP = frozenset({"prep", "pobj", "npadvmod", "advmod", "nummod", "compound", "punct", "nmod", "pcomp", "case",
                    "dep", "quantmod", "det", "amod", "poss", "obl", "fixed", "flat", "flat:name"})  # fmt: skip
_FROM_SPOT = {"relcl": 4.0, "acl:relcl": 4.0, "ccomp": 5.0, "advcl": 3.0, "acl": 3.0, "parataxis": 5.0, "appos": 1.0,
              "conj": 2.0, "xcomp": 0.7, "csubj": 3.0}  # fmt: skip
_FROM_TRIGGER = {"relcl": 1.5, "acl:relcl": 1.5, "ccomp": 3.0, "advcl": 2.0, "acl": 1.0, "parataxis": 4.0,
                 "appos": 1.0, "conj": 1.2, "xcomp": 0.5, "csubj": 1.0}  # fmt: skip
_ELSEWHEN = frozenset({"after", "before", "following", "since", "until", "despite", "like", "than", "ahead",
                       "après", "avant", "depuis", "malgré", "comme"})  # fmt: skip
_BREAK = re.compile(r",|;|:|\s[-–—]\s|\(|\)")
_OPENERS = re.compile(
    r"(?<!\w)(?:after|before|when|while|who|which|whose|where|and|but|that|following|"
    r"après|avant|quand|lorsque|tandis|qui|que|dont|où|et|mais|suite)(?!\w)",
    re.IGNORECASE,
)


def head_of(sentence: Sentence, spot: Range) -> Any | None:
    """The token of a range that governs its others; None when no token lies in it."""
    tokens = sentence.tokens
    starts = _starts(tokens)
    low, high = spot[0] - sentence.offset, spot[1] - sentence.offset
    first = bisect_right(starts, low) - 1
    if first >= 0 and low >= starts[first] + len(tokens[first]):
        first += 1  # the range begins in the space behind a token
    inside = [tokens[n] for n in range(max(first, 0), bisect_left(starts, high))]
    return next((t for t in inside if t.head not in inside or t.head.i == t.i), inside[0] if inside else None)


def _starts(tokens: Any) -> list[int]:
    """Where each token of a sentence begins in its Doc; kept with the Doc, since every date and place asks."""
    known = tokens.doc.user_data
    key = ("starts", tokens.start, tokens.end)
    if key not in known:
        known[key] = [token.idx for token in tokens]
    starts: list[int] = known[key]
    return starts


def _overlaps(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _upward(token: Any) -> Iterator[Any]:
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def price(sentence: Sentence, trigger: Range, spot: Range, others: frozenset[str] = frozenset()) -> float:
    """What it costs to take a date or place at `spot` for that of the trigger: `FAR` or more when it is another's.

    Args:
        sentence: in which both stand.
        trigger: the word that tells the occurrence.
        spot: the date or place.
        others: lemmas of words that keep what stands with them to themselves ("said", "was charged"), unless the
            trigger is that word.
    """
    flat = _flat(sentence, trigger, spot)
    if not sentence.tokens.doc.has_annotation("DEP"):
        return flat
    word, place = head_of(sentence, trigger), head_of(sentence, spot)
    if word is None or place is None:
        return flat
    if others and kept_by(sentence, spot, others, but=trigger):
        return FAR
    return _UNIT * _walk(word, place) + min(flat, 200) / 2


def kept_by(sentence: Sentence, spot: Range, others: frozenset[str], *, but: Range | None = None) -> bool:
    """Whether a date or place hangs on one of these words: prepositions and the words of the date itself between."""
    token = head_of(sentence, spot) if sentence.tokens.doc.has_annotation("DEP") else None
    while token is not None and token.head.i != token.i and token.dep_ in _CHEAP:
        token = token.head
        if token.pos_ in ("ADP", "SCONJ") or _overlaps(sentence.range_of(token), spot):
            continue
        mine = but is not None and _overlaps(sentence.range_of(token), but)
        return not mine and (token.lemma_.lower() in others or token.lower_ in others)
    return False


def _walk(word: Any, place: Any) -> float:
    """Price of the way through the tree."""
    above = [t.i for t in _upward(word)]
    cost, token = 0.0, place
    while token.i not in above:
        if token.head.i == token.i:
            return 8.0  # two trees in one sentence
        if _is_persons(token):
            return FAR
        # "the shooting that hurt six on Sunday": the clause tells of the trigger itself
        cost += 0.7 if token.head.i == word.i else _edge(token, _FROM_SPOT)
        if token.lower_ in _ELSEWHEN or any(c.dep_ == "mark" and c.lower_ in _ELSEWHEN for c in token.children):
            cost += 6.0
        token = token.head
    for step in _upward(word):
        if step.i == token.i:
            break
        cost += _edge(step, _FROM_TRIGGER) + 2.0 * (step.lower_ in _ELSEWHEN)
    return cost


def _is_persons(token: Any) -> bool:
    """Whether the token is the verb of a clause about a person ("the mayor, who was taken on 3 May")."""
    return token.dep_ == "relcl" and any(c.lower_ in ("who", "whom", "whose") for c in token.subtree)


def told_of_a_person(sentence: Sentence, spot: Range) -> bool:
    """Whether a date or place stands in a relative clause about a person."""
    token = head_of(sentence, spot) if sentence.tokens.doc.has_annotation("DEP") else None
    return token is not None and any(_is_persons(t) for t in _upward(token))


def _edge(token: Any, prices: dict[str, float]) -> float:
    if token.dep_ in _CHEAP:
        return 0.2
    return prices.get(token.dep_, 1.0)


def _flat(sentence: Sentence, trigger: Range, spot: Range) -> float:
    """Characters between both; a clause that opens between them counts like a stretch of text."""
    left, right = (trigger[1], spot[0]) if spot[0] >= trigger[1] else (spot[1], trigger[0])
    first = sentence.offset + sentence.tokens.start_char
    between = sentence.tokens.text[max(0, left - first) : max(0, right - first)]
    return max(0, right - left) + 25.0 * len(_BREAK.findall(between)) + 25.0 * len(_OPENERS.findall(between))
