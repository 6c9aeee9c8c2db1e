"""Told as the past behind the story, or as several occurrences in one lump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from djeli.extract.events.verbs import children
from djeli.extract.lexicon import ModalWords, View

WINDOW = 5
"""Tokens before a trigger in which a set wording counts when there is no parse."""

_NEAR = 9
"""Tokens around a trigger in which "years ago" and its like count."""


def told_as_past(chain: Sequence[tuple[Any, str]], words: ModalWords) -> bool:
    """Pluperfect, "since", "anniversary of", "previous"."""
    for node, rel in chain:
        kind, _, preposition = rel.partition(":")
        if preposition in words.background.prepositions or (
            kind == "pobj" and preposition == "of" and node.lemma_.lower() in words.background.nouns
        ):
            return True
        if preposition in ("for", "of", "with", "over", "in") and node.lemma_.lower() in words.charged:
            return True
        if kind == "compound" and node.lemma_.lower() in words.background.nouns | words.charged:
            return True
        if kind and node.lemma_.lower() in words.fiction:
            return True  # "a film about the siege"
        if node.pos_ == "VERB" and any(c.lemma_.lower() in words.fiction for c in children(node, "nsubj")):
            return True  # "the novel tells of a kidnapping"
        if rel in ("", "dobj", "conj", "nsubjpass") and _pluperfect(node) and not _reported(node):
            return True
        if rel == "" and any(c.lower_ in words.background.adjectives for c in children(node, "amod")):
            return True
        if any(c.lower_ in words.background.prepositions for c in children(node, "mark")) and rel in ("", "conj"):
            return True
        if rel in ("", "dobj") and any(c.lower_ in words.formerly and c.i < node.i for c in children(node, "advmod")):
            return True
    return False


def _pluperfect(node: Any) -> bool:
    if node.tag_ not in ("VBN", "VBD") or any(c.tag_ == "MD" for c in children(node, "aux")):
        return False
    return any(c.lower_ in ("had", "'d") for c in children(node, "aux"))


def _reported(node: Any) -> bool:
    """Below a verb of saying in the past the pluperfect is the news itself: "said its fighters had destroyed …"."""
    for _ in range(3):
        if node.dep_ == "ccomp" and node.head.tag_ in ("VBD", "VBN", "VBG", "VBZ", "VBP", "NN"):
            return True
        if node.dep_ not in ("conj", "xcomp"):
            return False
        node = node.head
    return False


def in_a_lump(token: Any, words: ModalWords) -> bool:
    """Several occurrences in one lump: "a wave of attacks", "repeated attacks", "often attacked"."""
    governors = words.aggregate
    if token.pos_ in ("NOUN", "PROPN"):
        if _one_of_kinds(token, words):
            return True
        plural = token.tag_ in ("NNS", "NNPS")
        if token.lemma_.lower() in governors.nouns and any(c.lower_ == "of" for c in token.children):
            return True  # the head of a set phrase: "wave of attacks"
        if plural and any(c.lower_ in governors.adjectives for c in children(token, "amod", "det")):
            return True
        if token.dep_ == "pobj" and token.head.lower_ in ("of", "in") and token.head.head != token.head:
            return plural and token.head.head.lemma_.lower() in governors.nouns
        return False
    if any(c.lower_ in words.often for c in children(token, "advmod")):
        return True
    # "has killed thousands since 2015" sums up years
    perfect = any(c.lower_ in ("have", "has", "'ve", "had") for c in children(token, "aux"))
    near = [*children(token, "prep"), *(p for c in children(token, "dobj") for p in children(c, "prep"))]
    return perfect and any(c.lower_ in words.background.prepositions and any(children(c, "pobj")) for c in near)


def _one_of_kinds(token: Any, words: ModalWords) -> bool:
    """In a list of kinds: "incidents have included bombings, kidnappings and landmines"."""
    for _ in range(6):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    return bool(token.dep_ in ("dobj", "attr") and token.head.lemma_.lower() in words.kinds)


def near_past(at: int, view: View, words: ModalWords) -> bool:
    """Set wordings of the past just before a trigger ("in memory of"), or near it ("years ago")."""
    low = next((n for n, index in enumerate(view.index) if index >= at), len(view.index))
    before = view.names[max(0, low - WINDOW) : low]
    if contains(before, words.background.windows):
        return True
    return contains(view.names[max(0, low - _NEAR) : low + _NEAR], words.after)


def contains(tokens: Sequence[tuple[str, ...]], phrases: Iterable[Sequence[str]]) -> bool:
    """Whether the words of one of the phrases stand side by side, each as one of a token's names."""
    there = {name for names in tokens for name in names}
    # most phrases fail here, by one lookup
    return any(_stands(tokens, phrase) for phrase in phrases if phrase[0] in there and there.issuperset(phrase))


def _stands(tokens: Sequence[tuple[str, ...]], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return any(
        all(word in names for word, names in zip(phrase, tokens[n : n + size], strict=True))
        for n in range(len(tokens) - size + 1)
    )
