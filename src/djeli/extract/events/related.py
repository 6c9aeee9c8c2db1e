"""How one occurrence of an item is told to stand to another: "raided the camp in retaliation for the ambush".

Only what the words claim is taken, never mere order in time: "after" says nothing about cause. The words stand in
`lang/*/related.yaml`; its header says how they are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from djeli import lang
from djeli.extract.attach_tree import head_of as head_token
from djeli.extract.attach_tree import price
from djeli.extract.mentions import RelatedMention, Sentence, Trigger, head_of
from djeli.resources.event_types import event_types
from djeli.text.phrases import alternation, one_phrase
from djeli.vocab import EventRelation

_REACH = 90
"""Characters between the words and the event behind them: "in response to what it called a cowardly attack"."""

_BACK = 2
"""Sentences over which "In retaliation, …" looks back."""

_OPENS = 25
"""Characters before words that stand at the opening of a sentence: "On Monday, in retaliation for …"."""

_TIGHT = 15
"""Characters between an adjective and the word of its deed: "retaliatory strikes", "retaliatory artillery fire"."""

_BREAK = re.compile(r"[,;:!?…]|\s[-–—]\s")
_LASTING = frozenset({"armed_clash", "protest", "riot", "coup", "coup_attempt", "mutiny", "communal_violence"})
"""Types beside undertakings that another event may be part of."""


class _Way(Enum):
    FORWARD = auto()
    BACKWARD = auto()
    ALONE = auto()
    ADJECTIVE = auto()


_KEYS = {"forward": _Way.FORWARD, "backward": _Way.BACKWARD, "alone": _Way.ALONE, "adjectives": _Way.ADJECTIVE}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: all of them in one pattern, and one for each relation and way of reading it."""

    any: re.Pattern[str]
    each: tuple[tuple[_Way, EventRelation, re.Pattern[str]], ...]
    apart: re.Pattern[str]  # between two deeds these words say that they are two
    denied: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    way: _Way
    relation: EventRelation
    start: int
    end: int


@cache
def words_of(code: str) -> Words | None:
    """The compiled words of a language; None where it has none."""
    raw = lang.load(code, "related") if code in lang.available() else {}
    if not raw:
        return None
    each = [
        (way, EventRelation(name), [str(phrase) for phrase in phrases])
        for key, way in _KEYS.items()
        for name, phrases in raw[key].items()
        if phrases
    ]
    return Words(
        any=re.compile(_either(phrase for _, _, phrases in each for phrase in phrases), re.IGNORECASE),
        each=tuple((way, name, re.compile(_either(phrases), re.IGNORECASE)) for way, name, phrases in each),
        apart=re.compile(_either(p for way, name, found in each if _parts(way, name) for p in found), re.IGNORECASE),
        denied=re.compile(rf"{alternation(raw['not'])}(?:\s+\w+)?\s*$", re.IGNORECASE),
    )


def _parts(way: _Way, relation: EventRelation) -> bool:
    """Whether words tell two deeds apart; what a deed led to may well be its own toll."""
    return way is _Way.FORWARD and relation in (EventRelation.RETALIATION_FOR, EventRelation.RESPONSE_TO)


def _either(phrases: Iterable[str]) -> str:
    """Any of the phrases; one that ends in `~` lets letters follow."""
    found = list(phrases)
    glued = [one_phrase(phrase[:-1]).removesuffix(r"(?!\w)") for phrase in found if phrase.endswith("~")]
    return "|".join([*glued, alternation(phrase for phrase in found if not phrase.endswith("~"))])


def find_related(
    sentences: Sequence[Sentence], triggers: Sequence[Trigger], content: str, code: str
) -> tuple[RelatedMention, ...]:
    """Relations between occurrences of an item, as it claims them; both ends are indexes into its triggers.

    `content` is the text as patterns read it (`reading_form`).
    """
    words = words_of(code)
    if words is None or len(triggers) < 2:
        return ()
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for number, trigger in enumerate(triggers):
        by_sentence[trigger.sentence].append(number)
    found = [
        one
        for sentence in sentences
        if sentence.index in by_sentence and words.any.search(content, sentence.start, sentence.end)
        for one in _of_sentence(_Scene(sentence, by_sentence, triggers, content), words)
    ]
    return tuple({(one.left, one.relation, one.right): one for one in found}.values())


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence among the others: its triggers, those of all sentences, and the text."""

    sentence: Sentence
    by_sentence: Mapping[int, Sequence[int]]
    triggers: Sequence[Trigger]
    content: str

    @property
    def here(self) -> Sequence[int]:
        return self.by_sentence[self.sentence.index]

    def one(self, left: int, right: int) -> bool:
        """Whether two triggers tell one occurrence."""
        return head_of(self.triggers, left) == head_of(self.triggers, right)


def _of_sentence(scene: _Scene, words: Words) -> Iterator[RelatedMention]:
    for cue in _cues(scene, words):
        ends = _ends(cue, scene)
        if ends is None or scene.one(*ends):
            continue
        left, right = ends[::-1] if cue.way is _Way.BACKWARD else ends
        if cue.relation in (EventRelation.PART_OF, EventRelation.PHASE_OF) and not _lasts(scene.triggers[right]):
            continue
        before = max(scene.sentence.start, cue.start - 30), cue.start
        yield RelatedMention(
            start=cue.start,
            end=cue.end,
            sentence=scene.sentence.index,
            relation=cue.relation,
            left=left,
            right=right,
            denied=words.denied.search(scene.content, *before) is not None,
        )


def _cues(scene: _Scene, words: Words) -> list[_Cue]:
    """Words found in a sentence, those inside longer ones left out ("in retaliation" in "in retaliation for")."""
    found = [
        _Cue(way, relation, match.start(), match.end())
        for way, relation, pattern in words.each
        for match in pattern.finditer(scene.content, scene.sentence.start, scene.sentence.end)
    ]
    found.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[_Cue] = []
    for one in found:
        if not any(other.start < one.end and one.start < other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _ends(cue: _Cue, scene: _Scene) -> tuple[int, int] | None:
    """The event the words stand with, and the one they lead to; None where either is not told."""
    if cue.way is _Way.ADJECTIVE:
        own = _behind(cue, scene, reach=_TIGHT)
        other = None if own is None else _earlier(cue.start, scene)
    elif cue.way is _Way.ALONE:
        own = _with(cue, scene, scene.here)
        other = None if own is None else _earlier(min(cue.start, scene.triggers[own].start), scene)
    else:
        other = _behind(cue, scene, reach=_REACH)
        own = None if other is None else _with(cue, scene, _fitting(cue, scene, other))
    return None if own is None or other is None else (own, other)


def _fitting(cue: _Cue, scene: _Scene, other: int) -> list[int]:
    """Events that the words may hang on: those before them, those behind only of words that open the sentence.

    Of what leads somewhere it must be the one that the verb is told of: "information leading to the arrest" is none.
    """
    told = scene.triggers
    apart = [n for n in scene.here if not scene.one(n, other)]
    if cue.relation is EventRelation.LED_TO and cue.way is _Way.FORWARD:
        doers = _doers(cue, scene.sentence)
        return [
            n for n in apart if told[n].start < cue.start and (doers is None or not doers.isdisjoint(_tokens(told[n])))
        ]
    opens = cue.start - scene.sentence.start <= _OPENS
    behind = max(told[other].end, scene.content.find(",", told[other].end))
    return [n for n in apart if told[n].start <= cue.start or (opens and told[n].start > behind)]


def _tokens(trigger: Trigger) -> frozenset[int]:
    return frozenset((trigger.token, *trigger.members))


def _doers(cue: _Cue, sentence: Sentence) -> frozenset[int] | None:
    """Doc indexes of the words that a verb is told of; None where the clause before it is, or nothing is known."""
    verb = head_token(sentence, (cue.start, cue.end)) if sentence.tokens.doc.has_annotation("DEP") else None
    while verb is not None and verb.dep_ in ("aux", "auxpass", "prep") and verb.head.i != verb.i:
        verb = verb.head
    if verb is None:
        return None
    if verb.dep_ in ("acl", "relcl"):
        return frozenset(t.i for t in verb.head.subtree if t.i < verb.i)
    while verb.dep_ == "conj" and not any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.children):
        verb = verb.head
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
    if subject is None:
        return None
    return frozenset(t.i for t in subject.subtree) | {verb.i}


def _behind(cue: _Cue, scene: _Scene, *, reach: int) -> int | None:
    """The first event right behind the words, in their own clause."""
    behind = [n for n in scene.here if scene.triggers[n].start >= cue.end]
    first = min(behind, key=lambda n: scene.triggers[n].start, default=None)
    if first is None:
        return None
    between = scene.content[cue.end : scene.triggers[first].start]
    return first if len(between) <= reach and not _BREAK.search(between) else None


def _with(cue: _Cue, scene: _Scene, among: Sequence[int]) -> int | None:
    """The event the words hang on: the nearest by the tree, those before them first."""
    told, spot = scene.triggers, (cue.start, cue.end)
    before = [n for n in among if told[n].start <= cue.start]
    behind = [n for n in among if told[n].start >= cue.end]
    return min(
        before or behind,
        key=lambda n: (price(scene.sentence, (told[n].start, told[n].end), spot), told[n].start),
        default=None,
    )


def _earlier(place: int, scene: _Scene) -> int | None:
    """The event told last before a place, in its sentence or the two before."""
    for back in range(_BACK + 1):
        index = scene.sentence.index - back
        told = [n for n in scene.by_sentence.get(index, ()) if scene.triggers[n].end <= place]
        if told:
            return max(told, key=lambda n: (not scene.triggers[n].background, scene.triggers[n].start))
    return None


def _lasts(trigger: Trigger) -> bool:
    """Whether another event may be a part of this one."""
    return event_types()[trigger.type].undertaking or trigger.type in _LASTING or trigger.aggregate
