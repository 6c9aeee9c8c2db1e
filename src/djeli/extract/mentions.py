"""What the files of this folder hand to one another: mentions, with offsets in the item's Text.

One file answers one question and returns mentions; `assemble.py` alone turns them into Reports and Claims.
All offsets are code points of the Text, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from djeli.values import Credit, Figure, Party, Person, Quantity, Tie, When, Where
from djeli.vocab import EventRelation, Harm, Informant, Modality, Phase, Role, Stance

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an item.

    `tokens` is a spaCy Span. `offset` is where its Doc begins in the Text: a token stands at
    `offset + token.idx`. The Doc may lack a parse (`not tokens.doc.has_annotation("DEP")`): callers fall back to
    patterns. `paragraph` counts lines of the item; `title` marks the item's own headline.
    """

    index: int
    start: int
    end: int
    paragraph: int
    title: bool
    offset: int
    tokens: Any

    def range_of(self, tokens: Any) -> Range:
        """Text range of a spaCy Token or Span of this sentence's Doc."""
        if hasattr(tokens, "idx"):
            start = self.offset + tokens.idx
            return start, start + len(tokens)
        return self.offset + tokens.start_char, self.offset + tokens.end_char


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A toponym. `where` is None when it stayed unresolved; `candidates` then says what it might be.

    `aside` marks a place that the words make another's than the deed's (the hospital the wounded were flown to, a
    court, a refuge, a capital that speaks for its government): the range of those words, the name with them.
    """

    start: int
    end: int
    sentence: int
    where: Where | None
    candidates: tuple[Where, ...] = ()
    locative: bool = False  # stands as a place ("in Gao"), not as an actor ("Mali said")
    aside: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A date expression and the days it means.

    `since` and `until`: it is where a longer time begins or ends ("since March"). `span`: the words give both ends.
    `deed`: it dates only what the words behind it tell ("a week after the bombing" dates
    the bombing). `aside`: it steps back from the story ("two days earlier").
    """

    start: int
    end: int
    sentence: int
    when: When
    since: bool = False
    until: bool = False
    span: bool = False
    deed: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountMention:
    """A counted harm: "killed at least 21 civilians".

    `start, end` cover number and counted noun; `cue` is the word of harm. `place` and `by` hint at whom or where it
    belongs to when the words say so ("21 in Libiri and 18 in Kokorou").
    """

    start: int
    end: int
    sentence: int
    harm: Harm
    quantity: Quantity
    cue: Range
    place: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A named or described party: "JNIM", "the militants", "unidentified gunmen on motorbikes"."""

    start: int
    end: int
    sentence: int
    party: Party
    named: bool = False
    head: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieMention:
    """A relation of an actor. `relation` is a `vocab.Relation` or present_in, `value` its other end or the place.

    `spans` are the words of both ends, and of the cue where it stands apart. `over` marks one told as past, `denied`
    one told as not being so. `when` is the time it holds or the day it happened, with the words that say so; None
    leaves it to the sentence's dates, unless `dated` says that these are another's ("Former president X left in May").
    """

    start: int
    end: int
    sentence: int
    relation: str
    subject: Party
    value: Tie | Where
    spans: tuple[Range, ...]
    over: bool = False
    denied: bool = False
    when: tuple[When, Range | None] | None = None
    dated: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMention:
    """A figure with the words of its number or cue first, then those of its holder and details.

    `when` is the period or day it speaks of; `denied`: told as not so.
    """

    start: int
    end: int
    sentence: int
    figure: Figure
    spans: tuple[Range, ...]
    when: When | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention:
    """A named person, once an item: the fullest form of the name, how they are treated and why."""

    start: int
    end: int
    sentence: int
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditMention:
    """A credited outlet or body at its name. `group` is the whole list it stands in.

    `reach` is the paragraphs it stands under; None where that is the whole item, or not clear.
    """

    start: int
    end: int
    credit: Credit
    group: Range
    reach: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody says something. `source` is None for "reportedly"; `content` may be several ranges."""

    cue: Range
    content: tuple[Range, ...]
    source: Range | None
    sentence: int
    stance: Stance = Stance.ASSERTS
    informant: Informant = Informant.UNKNOWN
    name: str = ""  # the speaker in words, aliases resolved within the item
    actor: str = ""
    role: str = ""  # the office a person speaks in
    organisation: str = ""  # the body they speak for
    via: str = ""  # who passes it on
    addressee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that tells of an occurrence. `type` is an id of the ontology.

    `members` are Doc indexes of all words of the sentence that tell the same occurrence, `token` among them;
    `kinds` are the types these words tell, one each.
    `aggregate` marks several occurrences told in one lump ("a wave of attacks"). `same_as` is the index of an
    earlier trigger of the item that this one refers back to ("the attack"), or -1.
    """

    start: int
    end: int
    sentence: int
    type: str
    modality: Modality = Modality.ACTUAL
    phase: Phase = Phase.NONE
    background: bool = False
    token: int = -1  # index of the head token in the sentence's Doc
    weak: bool = False
    verbal: bool = False  # told by a verb
    members: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    aggregate: bool = False
    same_as: int = -1


def head_of(triggers: Sequence[Trigger], number: int) -> int:
    """The trigger that stands for the occurrence: `same_as` followed to its end."""
    seen = {number}
    while triggers[number].same_as >= 0 and triggers[number].same_as not in seen:
        number = triggers[number].same_as
        seen.add(number)
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedMention:
    """Words that tell how one occurrence stands to another: `left` relation `right`, indexes into the triggers."""

    start: int
    end: int
    sentence: int
    relation: EventRelation
    left: int
    right: int
    denied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention:
    """A party in a role of the occurrence told by `trigger` (an index into the triggers of the item)."""

    trigger: int
    role: Role
    start: int
    end: int
    party: Party
    accused: bool = False  # the words put it as an accusation ("blamed on X"), not as a deed
    claimed: bool = False  # the party itself claims the deed ("X claimed responsibility for the attack")
    denied: bool = False  # the party itself denies the deed ("X denied involvement in the attack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Everything found in one item, before it becomes reports and claims."""

    sentences: tuple[Sentence, ...]
    triggers: tuple[Trigger, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    credits: tuple[CreditMention, ...] = field(default=())
    ties: tuple[TieMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    related: tuple[RelatedMention, ...] = ()
