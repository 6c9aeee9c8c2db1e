"""What the finders of figures read and give: a sentence with its amounts, and a figure found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from djeli.extract.figures.number import AREA, MONEY, PERCENT, Amount
from djeli.extract.figures.words import FigureWords
from djeli.extract.mentions import ActorMention, Range, Sentence
from djeli.vocab import FigureKind, PartyKind

COUNT, SHARE, SUM, GROUND = "#", "%", "$", "^"
"""What stands in a mask for each letter of a count, a percentage, a sum of money, an area."""
_MASKS = {PERCENT: SHARE, MONEY: SUM, AREA: GROUND}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure of a sentence; ranges are of the sentence. Details are its words, or a range of them.

    `cue` are the words the figure stands or falls with: its number, else the verb.
    """

    kind: FigureKind
    cue: Range
    amount: Amount | None = None
    unit: str = ""
    holder: Range | None = None
    holder_words: str = ""  # where no words of this sentence name the holder
    details: Mapping[str, Range | str] = field(default_factory=dict)
    denied: bool = False
    beside: tuple[Range, ...] = ()  # further words it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence as figures are read off it.

    `mask` is the text with every amount struck out sign by sign (`COUNT`, `SHARE`, `SUM`), so that one pattern reads
    any number. `kinds` are those whose hints it holds, `near` those of it and the three sentences before; `back` are
    the texts of these three, `ahead` that of the one behind, `told` the figures found before it in the item, `earlier`
    the named actors of the sentences before, the last one last.
    """

    sentence: Sentence
    text: str
    mask: str
    amounts: tuple[Amount, ...]
    words: FigureWords
    kinds: frozenset[str]
    near: frozenset[str]
    back: tuple[str, ...]
    ahead: str
    dates: tuple[Range, ...]
    actors: tuple[ActorMention, ...]
    told: Sequence[Found]
    earlier: tuple[tuple[str, PartyKind], ...] = ()

    def amount_at(self, at: int) -> Amount | None:
        """The amount that holds the character `at`."""
        return next((a for a in self.amounts if a.start <= at < a.end), None)

    def parsed(self) -> bool:
        """Whether the sentence has a parse."""
        return bool(self.sentence.tokens.doc.has_annotation("DEP"))

    def dated(self, spot: Range) -> bool:
        """Whether a range holds a date, or part of one."""
        return any(low < spot[1] and spot[0] < high for low, high in self.dates)

    def names_actor(self, spot: Range) -> bool:
        """Whether an actor is named in a range."""
        low, high = self.sentence.start + spot[0], self.sentence.start + spot[1]
        return any(a.named and a.start < high and low < a.end for a in self.actors)

    def within(self, start: int, end: int) -> str:
        """The mask from `start` to `end`, cut at its ends."""
        return self.mask[max(0, start) : max(0, min(len(self.mask), end))]


def masked(text: str, amounts: Sequence[Amount]) -> str:
    """The text with every amount struck out."""
    pieces, at = [], 0
    for one in amounts:
        pieces += [text[at : one.start], _MASKS.get(one.role, COUNT) * (one.end - one.start)]
        at = one.end
    return "".join([*pieces, text[at:]]).replace("\n", " ").replace("\u00a0", " ")
