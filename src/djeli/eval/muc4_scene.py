"""Everything a page of MUC-4 names that could fill a place or a toll: its proper names and its numbers."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from djeli.extract.mentions import Mentions, Range, head_of
from djeli.values import When, Where

Words = list[str]
_LONGEST = 4
_NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10},
    **{"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15},
}
_NEVER = frozenset({"MONEY", "PERCENT", "DATE", "TIME", "QUANTITY", "ORDINAL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One mention of a possible place: its words, what surrounds it, and what the gazetteer made of it."""

    sentence: int
    text: str
    country: str
    start: int
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number told, with what it counts."""

    sentence: int
    value: int
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    """The days of a trigger's occurrence, first and last, and whether its own sentence says so."""

    first: str
    last: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date expression: the days it means, first and last."""

    sentence: int
    first: str
    last: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a page names that could fill a slot, and the program's own choice for each of its triggers."""

    names: tuple[Named, ...]
    numbers: tuple[Counted, ...]
    where: tuple[tuple[str, str] | None, ...]  # country and name, as the keys write them
    when: tuple[Day | None, ...]
    root: tuple[int, ...]  # the trigger that each one retells, itself where it tells anew
    at: tuple[int, ...]  # the sentence of each trigger
    home: str  # country most named
    placed: str = ""  # country of the dateline
    dates: tuple[Dated, ...] = ()
    dateline: str = ""  # its day


def plain(name: str) -> str:
    """Lower case, without accents, articles or marks."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() or c.isspace() else " " if c == "-" else "" for c in bare.lower())
    return " ".join(w for w in kept.split() if w not in ("a", "an", "the"))


# ---------------------------------------------------------------- candidates


def scene(
    mentions: Mentions,
    text: str,
    *,
    where: Sequence[Where | None],
    when: Sequence[tuple[When, Range] | None],
    placed: str = "",
    dateline: str = "",
) -> Scene:
    """The candidates of an item.

    `where` and `when` are the program's choice for each trigger, `placed` and `dateline` country and day of the
    dateline.
    """
    names = (*_places(mentions, text), *_proper(mentions))
    votes: dict[str, int] = defaultdict(int)
    for place in mentions.places:
        if place.where is not None and place.where.country_name:
            votes[plain(place.where.country_name)] += 1
    return Scene(
        names=names,
        numbers=tuple(_numbers(mentions)),
        where=tuple((plain(w.country_name), plain(w.name)) if w is not None else None for w in where),
        when=tuple(_day(mentions, n, told) for n, told in enumerate(when)),
        root=tuple(head_of(mentions.triggers, n) for n in range(len(mentions.triggers))),
        at=tuple(trigger.sentence for trigger in mentions.triggers),
        home=max(votes, key=lambda name: votes[name], default=""),
        placed=plain(placed),
        dates=tuple(_dates(mentions)),
        dateline=dateline,
    )


def _day(mentions: Mentions, number: int, told: tuple[When, Range] | None) -> Day | None:
    if told is None:
        return None
    when, (start, end) = told
    home = mentions.sentences[mentions.triggers[number].sentence]
    return Day(when.start.isoformat(), when.end.isoformat(), home.start <= start and end <= home.end)


def _dates(mentions: Mentions) -> Iterator[Dated]:
    for time in mentions.times:
        marks = ("since", "until", "span", "deed", "aside")
        words = ["mark=" + mark for mark in marks if getattr(time, mark)]
        words += ["by=" + time.when.precision.value, "from=" + time.when.anchor.value]
        when = time.when
        yield Dated(sentence=time.sentence, first=when.start.isoformat(), last=when.end.isoformat(), words=tuple(words))


def _around(text: str, start: int, end: int) -> Words:
    """The words before and behind a range."""
    before = text[max(start - 40, 0) : start].lower().split()[-2:]
    behind = text[end : end + 30].lower().split()[:1]
    mark = text[end : end + 1]
    return ["pb=" + (before[-1] if before else ""), "pb2=" + " ".join(before), "nb=" + " ".join(behind), "mk=" + mark]


def _places(mentions: Mentions, text: str) -> Iterator[Named]:
    for place in mentions.places:
        where = place.where
        country = plain(where.country_name) if where is not None else ""
        told = plain(text[place.start : place.end])
        kind = where.resolution.value if where is not None else "open"
        words = ["gz=" + kind, f"loc={place.locative}", f"gz{kind}{place.locative}", f"aside={place.aside is not None}"]
        words += _around(text, place.start, place.end)
        for name in {told, plain(where.name) if where is not None else told}:
            alike = "as-told" if name == told else "by-gazetteer"
            if name:
                yield Named(
                    sentence=place.sentence, text=name, country=country, start=place.start, words=(*words, alike)
                )


def _proper(mentions: Mentions) -> Iterator[Named]:
    """Runs of proper nouns and their parts: farms, quarters and villages that no gazetteer has."""
    for sentence in mentions.sentences:
        run: list[Any] = []
        tokens = list(sentence.tokens)
        for place, token in enumerate(tokens):
            if token.pos_ == "PROPN":
                run.append((place, token))
            if run and (token.pos_ != "PROPN" or place + 1 == len(tokens)):
                yield from _parts(run, tokens, sentence)
                run = []


def _parts(run: Sequence[Any], tokens: Sequence[Any], sentence: Any) -> Iterator[Named]:
    first, last = run[0][0], run[-1][0]
    before = tokens[first - 1].text.lower() if first else "<"
    behind = tokens[last + 1].text.lower() if last + 1 < len(tokens) else ">"
    for low in range(len(run)):
        for high in range(low + 1, min(low + _LONGEST, len(run)) + 1):
            own = run[low:high]
            name = plain(" ".join(token.text for _, token in own))
            if not name:
                continue
            kinds = {token.ent_type_ for _, token in own}
            cut = f"{low > 0}{high < len(run)}"
            kind = "+".join(sorted(kinds))
            words = ["run", "cut=" + cut, "ent=" + kind, "ent+cut=" + kind + cut]
            words += ["rb=" + (before if not low else "in:" + run[low - 1][1].text.lower())]
            words += ["ra=" + (behind if high == len(run) else "in:" + run[high][1].text.lower())]
            words += ["rb+e=" + (before if not low else "in") + kind]
            yield Named(
                sentence=sentence.index,
                text=name,
                country="",
                start=sentence.offset + own[0][1].idx,
                words=tuple(words),
            )


def _numbers(mentions: Mentions) -> Iterator[Counted]:
    counts = [(c.start, c.end, c) for c in mentions.counts]
    for sentence in mentions.sentences:
        tokens = list(sentence.tokens)
        for place, token in enumerate(tokens):
            value = value_of(token.text)
            if value is None or token.ent_type_ in _NEVER:
                continue
            at = sentence.offset + token.idx
            own = [c for low, high, c in counts if low <= at < high]
            words = [f"harm={c.harm.value}" for c in own] or ["harm=-"]
            words += [f"exact={c.quantity.exactness.value}{c.harm.value}" for c in own]
            near = [t.lemma_.lower() for t in tokens[max(place - 6, 0) : place + 9] if t.pos_ in ("VERB", "NOUN")]
            words += ["near=" + w for w in near]
            words += ["nx=" + " ".join(t.lemma_.lower() for t in tokens[place + 1 : place + 2])]
            words += ["pv=" + " ".join(t.lemma_.lower() for t in tokens[max(place - 1, 0) : place])]
            yield Counted(sentence=sentence.index, value=value, words=tuple(words))


def value_of(word: str) -> int | None:
    """The number a word tells; None for words that tell none, and for years."""
    bare = word.lower().replace(",", "")
    if bare.isdigit() and len(bare) < 5:
        return int(bare) if not 1900 < int(bare) < 2000 else None
    return _NUMBERS.get(bare)
