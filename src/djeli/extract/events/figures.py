"""Words of force that tell of no force: figures of speech, games, and what nature or sickness does.

"A declaration of war on free speech", "the team was slaughtered in the final", "the flood killed 30". Read off the
noun that acts or is acted on (`figures` of modality.yaml); who acts among people is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from djeli.extract.events.verbs import children
from djeli.extract.lexicon import ModalWords, View
from djeli.extract.mentions import Sentence
from djeli.resources.event_types import EventType

_AIMED = frozenset({"on", "against", "upon", "at", "of", "with"})
_ON = frozenset({"on", "against", "upon"})
_BY = frozenset({"in", "by", "from", "of", "during"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD", "CD"})
_ENDS = frozenset({".", "!", "?", "…", '"', "”", "»"})
_HEADING = 10
"""Tokens up to which a line without a verb is a heading."""


def is_heading(sentence: Sentence) -> bool:
    """A line without a finite verb, a number or a full stop: "Combating Terrorist Financing"; no item's own title."""
    tokens = sentence.tokens
    if sentence.title or len(tokens) > _HEADING or tokens[-1].text in _ENDS or not tokens[0].tag_:
        return False
    return not any(t.tag_ in _FINITE for t in tokens)


def is_figure(token: Any, kind: EventType, words: ModalWords) -> bool:
    """Whether a word of violence or war is a figure, a game, or a misfortune nobody made; see `plain.py` too."""
    if not token.dep_:
        return False
    if kind.family == "military" and token.pos_ == "VERB":
        return any(t.lemma_.lower() in words.prizes for t in children(token, "dobj", "nsubjpass"))
    if kind.family != "violence" and kind.id != "war_declaration":
        return False
    if any(t.lemma_.lower() in words.causes for t in _doers(token)):
        return True
    if any(t.lemma_.lower() in words.aims for t in _goals(token)):
        return True
    within = [p.lemma_.lower() for c in children(token, "prep") if c.lower_ in _BY for p in children(c, "pobj")]
    if token.pos_ == "VERB" and any(word in words.causes for word in within):
        return True
    sides = [t.lemma_.lower() for t in children(token, "nsubj", "nsubjpass")]
    return any(s in words.contests for s in sides) and any(g in words.games for g in within)


def is_sport(view: View, words: ModalWords) -> bool:
    """Whether a sentence tells of a game: a word of sport beside another, and none of blood, arms or police."""
    if not any(_is(names, words.sport) for names in view.names) or any(_is(n, words.earnest) for n in view.names):
        return False
    played = words.sport | words.contests | words.games
    return len({names[0] for names in view.names if _is(names, played)}) > 1


def _is(names: Sequence[str], words: frozenset[str]) -> bool:
    return not words.isdisjoint(names)


def _doers(token: Any) -> Iterator[Any]:
    yield from children(token, "nsubj")
    for agent in children(token, "agent"):
        yield from children(agent, "pobj")
    if token.dep_ == "acl" and token.tag_ == "VBG":
        yield token.head
    for subject in children(token, "nsubj"):
        if subject.tag_ in ("WDT", "WP") and token.dep_ == "relcl":
            yield token.head


def _goals(token: Any) -> Iterator[Any]:
    if token.pos_ == "VERB":
        yield from children(token, "dobj", "nsubjpass")
    near = [token.head] if token.dep_ == "dobj" else [token.head.head] if token.dep_ == "pobj" else []
    near += children(token, "dobj")
    for one in (token, *near):
        for prep in children(one, "prep"):
            if prep.lower_ in (_AIMED if one == token else _ON):
                yield from children(prep, "pobj")
