"""A phrase that names somebody or something, without what the words around left on it."""

from __future__ import annotations

import re

from djeli.extract.figures.grammar import grammar
from djeli.extract.figures.holder import trimmed
from djeli.extract.figures.scene import Scene
from djeli.extract.mentions import Range
from djeli.lang.stems import folded

_VERBS = ("VERB", "AUX")
_STEPS = 6
"""Words between a word and the verb it hangs on."""
_WORD = re.compile(r"(?<!\w)\w+\s*$")
_LEAD = re.compile(r"\s+[a-zà-ÿ]{1,7}\s*$")
"""The preposition left before a date that was cut off."""


def _without_tail(scene: Scene, start: int, end: int) -> int:
    """The end of a phrase without the prepositions, articles and conjunctions it closes with."""
    known = grammar(scene.words.code)
    while (last := _WORD.search(scene.text, start, end)) is not None and last.start() > start:
        word = folded(last[0].strip())
        if word not in known.stops | known.inside and not known.articles.fullmatch(word):
            break
        end = last.start()
    return end


def verb_of(scene: Scene, start: int, end: int) -> Range | None:
    """The verb that the words `[start, end)` hang on, or that is among them; None without a parse."""
    base = scene.sentence.start - scene.sentence.offset
    if not scene.sentence.tokens.doc.has_annotation("DEP"):
        return None
    inside = [t for t in scene.sentence.tokens if start <= t.idx - base < end]
    token = next((t for t in inside if t.pos_ in _VERBS), inside[0] if inside else None)
    for _ in range(_STEPS):
        if token is None or token.pos_ in _VERBS or token.head is token:
            break
        token = token.head
    if token is None or token.pos_ not in _VERBS:
        return None
    return token.idx - base, token.idx - base + len(token.text)


def clean(scene: Scene, spot: Range | None) -> Range | None:
    """The phrase without dates in it, articles and conjunctions at its end, and a number at its head; None when that
    leaves nothing.
    """
    if spot is None:
        return None
    start, end = spot
    amount = scene.amount_at(start)
    if amount is not None and amount.end < end and amount.best is not None:
        start = amount.end
    for low, _ in scene.dates:
        if start < low < end:
            lead = _LEAD.search(scene.text, start, low)
            end = lead.start() if lead else low
    end = _without_tail(scene, start, end)
    return trimmed(scene, (start, end)) if start < end else None
