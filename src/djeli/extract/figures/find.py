"""Figures of an item: each sentence with a word of figures is asked by the finder of each kind it may tell.

A number belongs to one figure: the first finder of `FINDERS` that takes it has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from djeli.extract.figures import (
    compare,
    control,
    counts,
    displaced,
    elliptic,
    forces,
    money,
    pledges,
    polls,
    ultimatums,
    violations,
    votes,
)
from djeli.extract.figures.number import find_amounts
from djeli.extract.figures.repeated import merged
from djeli.extract.figures.scene import Found, Scene, masked
from djeli.extract.figures.who import resolved
from djeli.extract.figures.words import FigureWords, has_words, hinted, words_of
from djeli.extract.mentions import ActorMention, FigureMention, Range, Sentence, TimeMention
from djeli.extract.times import find_expressions
from djeli.text.phrases import key_of
from djeli.values import Figure, When
from djeli.vocab import Exactness, FigureKind, Precision

Finder = Callable[[Scene], Iterator[Found]]

FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "pledge": pledges.find,
        "ultimatum": ultimatums.find,
        "comparison": compare.find,
        "polls": polls.find,
        "votes": votes.find,
        "money": money.find,
        "displaced": displaced.find,
        "violations": violations.find,
        "control": control.find,
        "force_size": forces.find,
        "counts": counts.find,
    }
)
"""Finders by the section of figures.yaml whose hints call them, in the order in which they take numbers."""

_COUNTED = frozenset({"polls", "money", "violations", "displaced", "force_size", "counts"})
"""Kinds that need a number in the sentence."""
_BACK = 3
"""Sentences before in which a poll or a vote may have been named."""
_DIGIT = re.compile(r"\d")
_LONGEST = 1500
"""Longer sentences are lists."""


def find_figures(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    content: str,
    code: str,
    *,
    times: Callable[[], Sequence[TimeMention]] = tuple,
) -> tuple[FigureMention, ...]:
    """Figures of an item in reading order; one that is told again has the words of both.

    Args:
        sentences: of the item.
        actors: its named actors.
        content: characters of its Text, in their reading form.
        code: its language; one without words of figures gives none.
        times: gives the dates of the item, asked for only where figures are found.
    """
    if not has_words(code):
        return ()
    words = words_of(code)
    kinds = tuple(_asked(content[s.start : s.end], words) for s in sentences)
    page = _Page(sentences, kinds, actors, content, words)
    found: list[tuple[Sentence, Found]] = []
    for n, sentence in enumerate(sentences):
        told = [_as_words(one, s, content) for s, one in found if n - s.index <= _BACK]
        if (kinds[n] or (told and _DIGIT.search(content, sentence.start, sentence.end))) and _short(sentence):
            found += [(sentence, one) for one in _of_sentence(page.scene(n, told))]
    if not found:
        return ()
    dated = times()
    return merged([_mention(sentence, one, page, dated) for sentence, one in found])


def _asked(text: str, words: FigureWords) -> frozenset[str]:
    """The kinds that a sentence may tell: most of them are never told without a number."""
    kinds = hinted(text, words)
    if not kinds or kinds - _COUNTED or _DIGIT.search(text):
        return kinds
    numbers = words.numbers
    told = numbers.words_re.search(text) or numbers.vague_re.search(text) or words.share.search(text)
    return kinds if told else frozenset()


def _short(sentence: Sentence) -> bool:
    return sentence.end - sentence.start <= _LONGEST


def _as_words(one: Found, sentence: Sentence, content: str) -> Found:
    """A figure for the sentences behind its own: ranges become words."""

    def words(spot: Range | str) -> str:
        return content[sentence.start + spot[0] : sentence.start + spot[1]] if isinstance(spot, tuple) else spot

    details = {name: words(spot) for name, spot in one.details.items()}
    return replace(one, holder_words=words(one.holder) if one.holder else one.holder_words, details=details)


@dataclass(frozen=True, slots=True)
class _Page:
    sentences: Sequence[Sentence]
    kinds: Sequence[frozenset[str]]  # that each sentence hints at
    actors: Sequence[ActorMention]
    content: str
    words: FigureWords

    def scene(self, n: int, told: Sequence[Found]) -> Scene:
        """The sentence of number `n`, with the figures `told` before it."""
        sentence, content = self.sentences[n], self.content
        text = content[sentence.start : sentence.end]
        dates = tuple((e.start, e.end) for e in find_expressions(text, self.words.code))
        amounts = find_amounts(text, self.words, dates=dates, page=content)
        back = range(max(0, n - _BACK), n)
        return Scene(
            sentence=sentence,
            text=text,
            mask=masked(text, amounts),
            amounts=amounts,
            words=self.words,
            kinds=self.kinds[n],
            near=frozenset().union(self.kinds[n], *(self.kinds[m] for m in back)),
            back=tuple(content[self.sentences[m].start : self.sentences[m].end] for m in back),
            ahead="".join(content[s.start : s.end] for s in self.sentences[n + 1 : n + 2]),
            dates=dates,
            actors=tuple(a for a in self.actors if a.sentence == sentence.index),
            told=told,
            earlier=tuple(
                (content[a.start : a.end], a.party.kind)
                for a in self.actors
                if a.named and 0 < sentence.index - a.sentence <= _BACK
            ),
        )


def _of_sentence(scene: Scene) -> list[Found]:
    taken: list[Range] = []
    found: list[Found] = []
    for kind, finder in FINDERS.items():
        if kind not in scene.near:
            continue
        mine: list[Range] = []
        for one in finder(scene):
            spot = (one.amount.start, one.amount.end) if one.amount is not None else one.cue
            if not any(low < spot[1] and spot[0] < high for low, high in taken):
                mine.append(spot)
                found.append(one)
        taken += mine
    numbers = [(one.amount.start, one.amount.end) for one in found if one.amount is not None]
    return [resolved(scene, one) for one in (*found, *elliptic.find(scene, found, numbers))]


def _mention(sentence: Sentence, one: Found, page: _Page, times: Sequence[TimeMention]) -> FigureMention:
    def absolute(spot: Range) -> Range:
        return sentence.start + spot[0], sentence.start + spot[1]

    def words(spot: Range | str) -> str:
        return " ".join((page.content[slice(*absolute(spot))] if isinstance(spot, tuple) else spot).split())

    def detail(name: str, spot: Range | str) -> str:
        day = _deadline(absolute(spot), times) if name == "deadline" and isinstance(spot, tuple) else ""
        return day or words(spot)

    amount = one.amount
    first = absolute((amount.start, amount.end) if amount is not None else one.cue)
    others = [spot for spot in (one.holder, *one.details.values()) if isinstance(spot, tuple) and spot[0] < spot[1]]
    holder = words(one.holder) if one.holder is not None else one.holder_words
    figure = Figure(
        figure=one.kind,
        low=amount.low if amount else None,
        best=amount.best if amount else None,
        high=amount.high if amount else None,
        exactness=amount.exactness if amount else Exactness.EXACT,
        unit=one.unit,
        holder=holder,
        actor=_actor(holder, absolute(one.holder) if one.holder else None, page.actors),
        details=tuple(sorted((name, told) for name, spot in one.details.items() if (told := detail(name, spot)))),
    )
    spans = (first, *(absolute(spot) for spot in (*others, *one.beside)))
    return FigureMention(
        start=min(s for s, _ in spans),
        end=max(e for _, e in spans),
        sentence=sentence.index,
        figure=figure,
        spans=spans,
        when=_when(one, sentence, times),
        denied=one.denied,
    )


def _actor(holder: str, spot: Range | None, actors: Sequence[ActorMention]) -> str:
    """The id of the one actor that the holder's words name."""
    if spot is not None:
        ids = {a.party.actor for a in actors if a.named and spot[0] <= a.start and a.end <= spot[1]} - {""}
    else:
        ids = {a.party.actor for a in actors if a.named and key_of(a.party.name) == key_of(holder)} - {""}
    return next(iter(ids)) if len(ids) == 1 else ""


def _when(one: Found, sentence: Sentence, times: Sequence[TimeMention]) -> When | None:
    """The time a figure speaks of: the date in its period or as-of words, else the sentence's only one."""
    here = [t for t in times if t.sentence == sentence.index]
    for name in ("period", "as_of", "date"):
        spot = one.details.get(name)
        if isinstance(spot, tuple):
            low, high = sentence.start + spot[0], sentence.start + spot[1]
            inside = [t for t in here if low <= t.start and t.end <= high]
            if inside:
                return inside[0].when
    if one.kind in (FigureKind.PLEDGE, FigureKind.ULTIMATUM):
        due = one.details.get("deadline")
        here = [
            t
            for t in here
            if not (isinstance(due, tuple) and _meets(t, sentence.start + due[0], sentence.start + due[1]))
        ]
        here = [t for t in here if t.start < sentence.start + one.cue[1]] if due is None else here
    return here[0].when if len(here) == 1 else None


def _meets(time: TimeMention, start: int, end: int) -> bool:
    return time.start < end and start < time.end


_ISO = {Precision.MONTH: 7, Precision.YEAR: 4}
"""Characters of an ISO date that a deadline of that precision has; others name a day."""


def _deadline(spot: Range, times: Sequence[TimeMention]) -> str:
    """The last day of a deadline in ISO form, as finely as it is told; empty where its words are no date."""
    when = next((t.when for t in times if _meets(t, *spot)), None)
    return when.end.isoformat()[: _ISO.get(when.precision, 10)] if when is not None else ""
