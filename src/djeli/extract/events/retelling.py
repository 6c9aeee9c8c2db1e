"""Later sentences that tell an occurrence of the item again: "the blast", "the 25-year-old was killed when …".

`joining.refer_back` takes up a definite noun before anybody knows the parties. Here the parties, days and places are
known: two tellings are one when nothing contradicts and something binds them, be it the grammar ("the attack"), the
same people or thing hit, or that the later one tells nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from djeli.extract.events.past import contains
from djeli.extract.lexicon import ModalWords, view_of
from djeli.extract.mentions import CountMention, Mentions, Sentence, Trigger, head_of
from djeli.resources.event_types import affinity, event_types
from djeli.values import Party
from djeli.vocab import PartyKind, Precision, Resolution, Role

REACH = 10
"""Sentences over which a definite noun or a bare telling may look back; the same people are found at any distance."""

NEAR = 2
"""Sentences over which a bare toll belongs to the deed told before it."""

ENOUGH = 0.5
GENERAL = 2
"""As in `joining`: near types, or one so general that it names no way of doing it."""

_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "his", "her", "their", "its"})
_ANYBODY = frozenset({"people", "person", "persons", "man", "men", "victim", "civilian", "other", "one", "individual"})
_COARSE = frozenset({Resolution.COUNTRY, Resolution.AREA, Resolution.ADM1})
_HIT = (Role.VICTIM, Role.TARGET)


@dataclass(slots=True)
class Telling:
    """What the words of one occurrence say: names and nouns of those hit, doers, days and places."""

    trigger: Trigger
    names: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    days: set[tuple[Any, Any]] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    counts: set[tuple[str, int]] = field(default_factory=set)

    @property
    def hollow(self) -> bool:
        """Whether it tells nobody hit."""
        return not (self.names or self.people or self.things)

    def take(self, other: Telling) -> None:
        """Add what a later telling says."""
        for name in ("names", "people", "things", "doers", "actors", "days", "places", "counts"):
            getattr(self, name).update(getattr(other, name))


def tellings(mentions: Mentions, attached: Mapping[int, Sequence[int]]) -> list[Telling]:
    """One Telling a trigger."""
    found = [Telling(trigger) for trigger in mentions.triggers]
    for role in mentions.roles:
        _note(found[role.trigger], role.role, role.party)
    for number, indexes in attached.items():
        for count in (mentions.counts[i] for i in indexes):
            _count(found[number], count)
    for telling in found:
        number = telling.trigger.sentence
        alone = sum(t.sentence == number for t in mentions.triggers) == 1
        telling.days = {
            (t.when.start, t.when.end)
            for t in mentions.times
            if t.sentence == number and t.when.precision is Precision.DAY and (alone or _near(t, telling.trigger))
        }
        telling.places = {
            p.where.name
            for p in mentions.places
            if p.sentence == number and p.where is not None and p.locative and p.where.resolution not in _COARSE
        }
    return found


def _near(time: Any, trigger: Trigger) -> bool:
    return bool(abs(time.start - trigger.start) < 80)


def _note(telling: Telling, role: Role, party: Party) -> None:
    words = party.name.lower().split()
    if not words:
        return
    if role in _HIT and party.kind is PartyKind.PERSON:
        telling.names.update(w for w in words if len(w) > 2)
    elif role in _HIT and party.kind is PartyKind.PLACE_OR_OBJECT:
        telling.things.add(_singular(words[-1]))
    elif role in _HIT:
        telling.people.add(_singular(words[-1]))
    elif role in (Role.PERPETRATOR, Role.PARTICIPANT):
        telling.doers.add(_singular(words[-1]))
        telling.actors.update({party.actor} - {""})


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _count(telling: Telling, count: CountMention) -> None:
    if count.quantity.best is not None:
        telling.counts.add((count.harm.value, count.quantity.best))


def retold(
    mentions: Mentions, attached: Mapping[int, Sequence[int]], words: ModalWords | None = None
) -> tuple[Trigger, ...]:
    """Triggers with `same_as` set where they tell an earlier occurrence again; its type is the finest told."""
    told = tellings(mentions, attached)
    triggers = list(mentions.triggers)
    heads: list[int] = []
    for number, trigger in enumerate(triggers):
        if trigger.same_as >= 0:
            root = head_of(triggers, number)
            if root < number:
                told[root].take(told[number])
            continue
        another = words is not None and _is_another(trigger, mentions.sentences[trigger.sentence], words)
        home = None if another else _home(number, told, heads, mentions)
        if home is None:
            heads.append(number)
            continue
        triggers[number] = replace(trigger, same_as=home)
        told[home].take(told[number])
        triggers[home] = replace(triggers[home], type=_finer(triggers[home].type, trigger.type))
        told[home].trigger = triggers[home]
    return tuple(triggers)


def _is_another(trigger: Trigger, sentence: Sentence, words: ModalWords) -> bool:
    """Whether the words set it apart from what was told: "ANOTHER attack", "ELSEWHERE, gunmen killed four"."""
    doc = sentence.tokens.doc
    view = view_of(sentence.tokens)
    low = next((n for n, word in enumerate(view.lower) if word[:1].isalpha()), 0)
    if any(contains(view.names[low : low + len(opener)], [opener]) for opener in words.elsewhere):
        return True
    if not doc[trigger.token].dep_:
        # an adjective stands right before its noun, or right behind it: "une AUTRE attaque", "une attaque DISTINCTE"
        at = next((n for n, index in enumerate(view.index) if index >= trigger.token), 0)
        left = {name for names in view.names[max(0, at - 1) : at] for name in names}
        right = {name for names in view.names[at + 1 : at + 2] for name in names}
        return not (left.isdisjoint(words.another) and right.isdisjoint(words.different))
    near = [doc[trigger.token], *(doc[m] for m in trigger.members)]
    beside = {c.lower_ for t in near for c in t.children if c.dep_ in ("det", "amod", "advmod", "nummod")}
    before = doc[trigger.token - 1].lower_ if trigger.token > sentence.tokens.start else ""
    return bool((beside | {before}) & words.another)


def _finer(one: str, other: str) -> str:
    """The finer of two types, where the first is general and the other is a kind or cause of it."""
    types = event_types()
    finer = types[one].specificity <= GENERAL and types[other].specificity > types[one].specificity
    return other if finer and affinity(one, other) >= ENOUGH else one


def _home(number: int, told: Sequence[Telling], heads: Iterable[int], mentions: Mentions) -> int | None:
    later = told[number]
    if event_types()[later.trigger.type].family != "violence" or later.trigger.aggregate:
        return None
    for head in sorted(heads, reverse=True):
        earlier = told[head]
        if _may_be_one(earlier, later) and not contradict(earlier, later) and _bound(earlier, later, mentions):
            return head
    return None


def _may_be_one(earlier: Telling, later: Telling) -> bool:
    types, one, other = event_types(), earlier.trigger, later.trigger
    if one.modality is not other.modality or one.aggregate or one.sentence == other.sentence:
        return False
    if types[one.type].family != "violence":
        return False
    general = min(types[one.type].specificity, types[other.type].specificity) <= GENERAL
    return general or affinity(one.type, other.type) >= ENOUGH


def contradict(earlier: Telling, later: Telling) -> bool:
    """Whether two tellings can't be one: other people, another thing, doer, day or place."""
    if later.names and earlier.names and not later.names & earlier.names:
        return True
    if later.things and earlier.things and not later.things & earlier.things:
        return True
    if later.actors and earlier.actors and not later.actors & earlier.actors:
        return True
    if later.days and earlier.days and not _meet(later.days, earlier.days):
        return True
    if later.places and earlier.places and not later.places & earlier.places:
        return True
    harms = {h for h, _ in later.counts} & {h for h, _ in earlier.counts}
    return any(_of(later, harm).isdisjoint(_of(earlier, harm)) for harm in harms)


def _meet(one: Iterable[tuple[Any, Any]], other: Iterable[tuple[Any, Any]]) -> bool:
    return any(a <= d and c <= b for a, b in one for c, d in other)


def _of(telling: Telling, harm: str) -> set[int]:
    return {n for h, n in telling.counts if h == harm}


def _bound(earlier: Telling, later: Telling, mentions: Mentions) -> bool:
    """Whether something binds a later telling to an earlier one."""
    if later.names & earlier.names:
        return True
    far = later.trigger.sentence - earlier.trigger.sentence > REACH
    if far:
        return False
    token = mentions.sentences[later.trigger.sentence].tokens.doc[later.trigger.token]
    pointing = token.pos_ in ("NOUN", "PROPN") and any(
        c.lower_ in _POINTING or c.dep_ == "poss" for c in token.children
    )
    shared = (later.things & earlier.things) or (later.people & earlier.people) - _ANYBODY
    if pointing or shared:
        return True
    if later.hollow and not later.counts:
        return not later.trigger.background
    return _bare_toll(later) and later.trigger.sentence - earlier.trigger.sentence <= NEAR


def _bare_toll(later: Telling) -> bool:
    """Only a number of people and nothing else of its own, as in "at least 12 people were killed"."""
    own = later.names or later.things or later.doers or later.days or later.places
    return not own and later.people <= _ANYBODY and event_types()[later.trigger.type].specificity <= 1
