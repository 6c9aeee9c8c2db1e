"""What the learned reader sees of a word: its dictionary form, or a mask where the word would tell a side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from djeli.extract.lexicon import Lexicon
from djeli.extract.mentions import ActorMention, Sentence
from djeli.extract.roles.parties import Context, context
from djeli.extract.tools import Tools
from djeli.resources import load_yaml

ARMED = "ARMED_PARTY"
BODY = "RULING_BODY"
NATION = "NATION"
PLACE = "PLACE"
NAME = "NAME"
NUMBER = "NUMBER"
MASKS = frozenset({ARMED, BODY, NATION})
"""Masks of words that tell a side or stand for one."""


@cache
def _hidden() -> Mapping[str, str]:
    raw = load_yaml(files("djeli.extract.learned") / "masks.yaml")
    return {**dict.fromkeys(raw["bodies"], BODY), **dict.fromkeys(raw["armed"], ARMED)}


@dataclass(frozen=True, slots=True)
class Eyes:
    """How words of one item are seen. `named` holds the Doc indexes of words of named actors, by sentence."""

    lexicon: Lexicon
    parties: Context
    named: Mapping[int, frozenset[int]]
    _memory: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False)

    def see(self, token: Any, sentence: int) -> str:
        """The word as a feature: a dictionary form or a mask."""
        if token.i in self.named.get(sentence, ()):
            return ARMED
        key = (token.lemma_, token.pos_, token.ent_type_)
        known = self._memory.get(key)
        if known is None:
            known = self._memory[key] = self._plain(token)
        return known

    def _plain(self, token: Any) -> str:
        lemma = token.lemma_.lower()
        hidden = _hidden().get(lemma)
        if hidden is not None:
            return hidden
        kind = self.lexicon.people.get(lemma)
        if kind is not None and kind.armed:
            return ARMED
        if token.ent_type_ == "NORP" or (token.text[:1].isupper() and self.parties.gazetteer.demonym(token.text)):
            return NATION
        if token.like_num:
            return NUMBER
        if token.pos_ == "PROPN":
            return PLACE if token.ent_type_ in ("GPE", "LOC", "FAC") else NAME
        return str(lemma)


def eyes(sentences: Sequence[Sentence], actors: Sequence[ActorMention], tools: Tools, code: str) -> Eyes:
    """The way words of an item are seen."""
    lexicon = tools.lexicons[code]
    named: dict[int, frozenset[int]] = {}
    for actor in actors:
        if actor.named:
            home = sentences[actor.sentence]
            inside = {t.i for t in home.tokens if _within(home.range_of(t), actor)}
            named[actor.sentence] = named.get(actor.sentence, frozenset()) | inside
    return Eyes(lexicon, context(lexicon, actors, tools.gazetteer), named)


def _within(span: tuple[int, int], actor: ActorMention) -> bool:
    return actor.start < span[1] and span[0] < actor.end
