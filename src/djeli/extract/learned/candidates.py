"""Noun phrases that may fill a role, each with the spans that may stand for it.

Only sentences that tell an occurrence of violence or coercion are looked at, and their neighbours for parties, names
and weapons: nothing else costs anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from djeli.extract.learned.words import Eyes
from djeli.extract.lexicon import view_of
from djeli.extract.mentions import Mentions, Sentence, Trigger
from djeli.resources.event_types import event_types

FAMILIES = frozenset({"violence", "coercion"})
"""Families of types the learned reader judges; all else stays with the rules."""

_LEFT = frozenset(
    {"amod", "compound", "nmod", "poss", "case", "punct", "det", "nummod", "quantmod", "advmod", "predet"}
)
_BARE = frozenset({"DET", "NUM", "ADV", "PUNCT", "PRON", "ADP", "PART"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})

_CLAIMS = frozenset({"accusation", "claim_of_responsibility", "arrest", "charge", "conviction", "investigation"})
"""Types whose sentences name who did what an earlier sentence tells."""
_BESIDE, _REACH = 1, 3

Variants = dict[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The head of a noun phrase. `spans` maps token ranges of the Doc, half-open, to the names of their making."""

    sentence: Sentence
    head: Any
    spans: Variants
    away: int = 0  # sentences from the one that tells, negative before it


def judged(trigger: Trigger) -> bool:
    """Whether the learned reader has a say on a trigger."""
    kind = event_types()[trigger.type]
    return kind.muc4 is not None and kind.family in FAMILIES and not kind.two_sided


def told(mentions: Mentions) -> dict[int, list[int]]:
    """Numbers of the triggers the reader judges, by sentence; sentences without a parse are left out."""
    found: dict[int, list[int]] = {}
    for number, trigger in enumerate(mentions.triggers):
        if judged(trigger) and mentions.sentences[trigger.sentence].tokens.doc.has_annotation("DEP"):
            found.setdefault(trigger.sentence, []).append(number)
    return found


def beside(mentions: Mentions, telling: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Sentences without such a trigger that may name who is meant, with the number of the trigger they go with."""
    claiming = {t.sentence for t in mentions.triggers if t.type in _CLAIMS}
    found: dict[int, int] = {}
    for sentence in mentions.sentences:
        if sentence.index in telling or not sentence.tokens.doc.has_annotation("DEP"):
            continue
        reach = _REACH if sentence.index in claiming else _BESIDE
        near = [n for n in telling if 0 < abs(n - sentence.index) <= reach]
        if near:
            home = min(near, key=lambda n: (abs(n - sentence.index), n > sentence.index))
            found[sentence.index] = telling[home][0 if home > sentence.index else -1]
    return found


def candidates_beside(sentence: Sentence, away: int, eyes: Eyes) -> Iterator[Candidate]:
    """Parties, names and weapons of a sentence beside one that tells."""
    weapons = _weapons(sentence, eyes)
    for token in sentence.tokens:
        if token.pos_ not in _NOUNS or token.ent_type_ in _NEVER or len(token.text) < 2:
            continue
        if token.dep_ in ("compound", "nmod", "amod") and not _attributive(token, frozenset(), eyes, sentence):
            continue
        lemma = token.lemma_.lower()
        known = lemma in eyes.lexicon.people or lemma in eyes.parties.words.objects or token.i in weapons
        if known or token.ent_type_ in ("PERSON", "ORG") or token.i in eyes.named.get(sentence.index, ()):
            yield Candidate(sentence, token, _spans(token, token.doc, sentence, eyes), away)


def _weapons(sentence: Sentence, eyes: Eyes) -> frozenset[int]:
    """Doc indexes of words that name weapons."""
    return frozenset(hit.last for hit in eyes.lexicon.weapons.find(view_of(sentence.tokens)))


def candidates(sentence: Sentence, triggers: Sequence[Trigger], eyes: Eyes) -> Iterator[Candidate]:
    """Candidates of one sentence, in order."""
    weapons = _weapons(sentence, eyes)
    telling = {m for trigger in triggers for m in (*trigger.members, trigger.token)} - weapons
    doc = sentence.tokens.doc
    for token in sentence.tokens:
        if token.pos_ not in _NOUNS or token.ent_type_ in _NEVER or len(token.text) < 2:
            continue
        if token.i in telling and token.lemma_.lower() not in eyes.lexicon.people:
            continue
        modifies = token.dep_ in ("compound", "nmod", "amod")
        if modifies and token.i not in weapons and not _attributive(token, telling, eyes, sentence):
            continue
        yield Candidate(sentence, token, _spans(token, doc, sentence, eyes))


def _attributive(token: Any, telling: Set[int], eyes: Eyes, sentence: Sentence) -> bool:
    """A noun before a noun counts alone where it is a named actor, or modifies the telling word."""
    if token.head.i in telling:
        return True
    named = eyes.named.get(sentence.index, frozenset())
    return token.i in named and token.head.i not in named and token.i + 1 not in named


def _left_edge(head: Any, sentence: Sentence) -> int:
    low = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT:
            low = min(low, child.left_edge.i)
    return int(max(low, sentence.tokens.start))


def _spans(head: Any, doc: Any, sentence: Sentence, eyes: Eyes) -> Variants:
    made: dict[tuple[int, int], list[str]] = {}

    def add(name: str, low: int, high: int) -> None:
        if sentence.tokens.start <= low < high <= sentence.tokens.end:
            made.setdefault((low, high), []).append(name)

    end = head.i + 1
    full = _left_edge(head, sentence)
    bare = full
    while bare < head.i and (doc[bare].pos_ in _BARE or doc[bare].dep_ in ("nummod", "quantmod", "poss", "case")):
        bare += 1
    name = head.i
    while name > full and doc[name - 1].dep_ == "compound":
        name -= 1
    proper = head.i
    while proper > full and doc[proper - 1].pos_ == "PROPN" and head.pos_ == "PROPN":
        proper -= 1
    untitled = proper
    while untitled < head.i and doc[untitled].lower_ in eyes.lexicon.people:
        untitled += 1
    add("head", head.i, end)
    add("name", name, end)
    add("proper", proper, end)
    add("untitled", untitled, end)
    add("bare", bare, end)
    add("full", full, end)
    for child in head.rights:
        if child.dep_ in ("prep", "acl", "appos") and child.i > head.i:
            inner = _reach(child)
            kind = "of" if child.lower_ == "of" else "pp" if child.dep_ == "prep" else child.dep_
            if inner - head.i < 12:
                add(kind, bare, inner)
                add("full" + kind, full, inner)
            break
    for low, high in _around(head, doc, sentence, eyes):
        add("named", low, high)
    return {span: tuple(names) for span, names in made.items()}


def _reach(child: Any) -> int:
    """Where a phrase behind the head ends, relative clauses left out."""
    high = child.i
    for token in child.subtree:
        if token.dep_ in ("relcl", "advcl", "cc", "punct"):
            break
        high = max(high, token.i)
    return int(high) + 1


def _around(head: Any, doc: Any, sentence: Sentence, eyes: Eyes) -> Iterator[tuple[int, int]]:
    """Names around the head: that of the tagger, and that of the actor table."""
    if head.ent_type_ and head.ent_type_ not in _NEVER:
        low = high = head.i
        while low > sentence.tokens.start and doc[low].ent_iob_ == "I" and doc[low - 1].ent_type_ == head.ent_type_:
            low -= 1
        while high + 1 < sentence.tokens.end and doc[high + 1].ent_iob_ == "I":
            high += 1
        yield low, high + 1
    named = eyes.named.get(sentence.index, frozenset())
    if head.i in named:
        low = high = head.i
        while low - 1 in named:
            low -= 1
        while high + 1 in named:
            high += 1
        yield low, high + 1
