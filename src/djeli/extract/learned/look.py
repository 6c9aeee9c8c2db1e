"""What the learned reader thinks of an item: a chance for each trigger, and chances of roles for each candidate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from djeli.extract.learned.candidates import Candidate, beside, candidates, candidates_beside, told
from djeli.extract.learned.features import harms_by_sentence, kind_of, of_candidate, of_sentence, of_span
from djeli.extract.learned.model import Model
from djeli.extract.learned.words import ARMED, Eyes, eyes
from djeli.extract.mentions import Mentions, Range, RoleMention
from djeli.extract.tools import Tools
from djeli.values import Party
from djeli.vocab import PartyKind, Role

ROLES = (Role.PERPETRATOR, Role.TARGET, Role.VICTIM, Role.INSTRUMENT)
TELLING = "ANY"
"""Column of the trigger model: the trigger tells one particular thing that happened."""

WORTH_CUTTING = 0.08
"""Below this chance of every role nobody asks how the phrase is cut."""

_LABELS = {"PERSON": PartyKind.PERSON, "ORG": PartyKind.ORGANISATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A trigger by its number in the item, with words for the models and their chances (empty without models)."""

    trigger: int
    sentence: int
    type: str
    actual: bool
    words: tuple[str, ...] = field(repr=False)
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One way to cut a candidate's phrase: offsets in the Text, half-open, and the chance that it is the right one."""

    start: int
    end: int
    text: str
    words: tuple[str, ...] = field(repr=False)
    chances: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A candidate: its head's offsets, the trigger it goes with, the party it names, its chance in each role."""

    start: int
    end: int
    sentence: int
    away: int
    trigger: int
    kind: str
    party: Party
    proper: bool
    person: bool
    plural: bool
    ruled: bool
    word: str
    words: tuple[str, ...] = field(repr=False)
    cuts: tuple[Cut, ...]
    chances: Mapping[str, float]

    def best(self, role: Role) -> Cut:
        """The likeliest way to cut the phrase for a role; the longest where nothing is known."""
        return max(self.cuts, key=lambda cut: (cut.chances.get(role.value, 0.0), cut.end - cut.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that was judged in an item."""

    told: tuple[Told, ...] = ()
    seen: tuple[Seen, ...] = ()


def look(
    mentions: Mentions, tools: Tools, models: Mapping[str, Model], code: str = "en", *, keep: bool = False
) -> Look:
    """Judge the occurrences of violence and coercion of an item.

    Without models the words come without chances; `keep` keeps the words of candidates beside their chances.
    """
    telling = told(mentions)
    if not telling:
        return Look()
    sight = eyes(mentions.sentences, mentions.actors, tools, code)
    harms = harms_by_sentence(mentions)
    found: list[Told] = []
    for number in (n for numbers in telling.values() for n in numbers):
        trigger = mentions.triggers[number]
        home = mentions.sentences[trigger.sentence]
        words = of_sentence(home, trigger, sight, harms.get(home.index, ()))
        chances = models["told"].chances(words) if models else {}
        found.append(
            Told(
                trigger=number,
                sentence=home.index,
                type=trigger.type,
                actual=trigger.modality.happened and not trigger.background,
                words=tuple(words) if not models else (),
                chances=chances,
            )
        )
    return Look(told=tuple(found), seen=tuple(_seen(_Work(mentions, sight, models, keep), telling)))


@dataclass(frozen=True, slots=True)
class _Work:
    """What judging the candidates of one item needs."""

    mentions: Mentions
    sight: Eyes
    models: Mapping[str, Model]
    keep: bool

    def judged(self, one: Candidate, numbers: Sequence[int], roles: Sequence[RoleMention]) -> Seen:
        """A candidate with its chances, beside the triggers `numbers`."""
        triggers = [self.mentions.triggers[n] for n in numbers]
        words, place, found = of_candidate(one, triggers, roles, self.mentions, self.sight)
        chances = self.models["roles"].chances(words) if self.models else {}
        worth = self.keep or not self.models or max(chances.values()) >= WORTH_CUTTING
        head = one.head
        seen = self.sight.see(head, one.sentence.index)
        kind = kind_of(found, seen)
        start, end = one.sentence.range_of(head)
        return Seen(
            start=start,
            end=end,
            sentence=one.sentence.index,
            away=one.away,
            trigger=numbers[place],
            kind=kind,
            party=found.party if found is not None else _party(head, seen),
            proper=head.pos_ == "PROPN",
            person=head.ent_type_ == "PERSON",
            plural=head.tag_ in ("NNS", "NNPS"),
            ruled=any(r.start <= start and end <= r.end for r in roles),
            word=head.lemma_.lower(),
            words=tuple(words) if self.keep or not self.models else (),
            cuts=tuple(_cuts(one, kind, self.sight, self.models)) if worth else (_whole(one),),
            chances=chances,
        )


def _seen(work: _Work, telling: Mapping[int, Sequence[int]]) -> Iterator[Seen]:
    mentions = work.mentions
    by_trigger: dict[int, list[RoleMention]] = {}
    for role in mentions.roles:
        by_trigger.setdefault(role.trigger, []).append(role)
    for index, numbers in telling.items():
        triggers = [mentions.triggers[n] for n in numbers]
        roles = [role for n in numbers for role in by_trigger.get(n, ())]
        for one in candidates(mentions.sentences[index], triggers, work.sight):
            yield work.judged(one, numbers, roles)
    for index, number in beside(mentions, telling).items():
        away = index - mentions.triggers[number].sentence
        for one in candidates_beside(mentions.sentences[index], away, work.sight):
            yield work.judged(one, [number], by_trigger.get(number, ()))


def _party(head: Any, seen: str) -> Party:
    kind = PartyKind.ARMED_UNKNOWN if seen == ARMED else _LABELS.get(head.ent_type_, PartyKind.UNKNOWN)
    return Party(name=head.text, kind=kind)


def _cuts(one: Candidate, kind: str, sight: Eyes, models: Mapping[str, Model]) -> Iterator[Cut]:
    for span, names in one.spans.items():
        words = of_span(one, span, names, sight, kind)
        chances = models["spans"].chances(words) if models else {}
        yield _cut(one, span, () if models else tuple(words), chances)


def _cut(one: Candidate, span: Range, words: tuple[str, ...], chances: Mapping[str, float]) -> Cut:
    tokens = one.head.doc[span[0] : span[1]]
    start, end = one.sentence.range_of(tokens)
    return Cut(start=start, end=end, text=tokens.text, words=words, chances=chances)


def _whole(one: Candidate) -> Cut:
    return _cut(one, next(span for span, names in one.spans.items() if "full" in names), (), {})
