"""Item and Text to sentences with exact offsets.

Lines are parsed one by one, since a headline without a full stop runs into the sentence below it. A line broken in
mid-sentence (hard-wrapped files) is joined to the next; line ends and no-break spaces are handed to the parser as
plain spaces, one for one, so that offsets stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from djeli.extract.mentions import Range, Sentence
from djeli.extract.tools import Tools
from djeli.lang import load
from djeli.records import Item, Text
from djeli.text.offsets import lines, trim
from djeli.vocab import RegionKind

STORY = frozenset({RegionKind.CAPTION})
"""Regions that are read all the same: a caption tells what its picture shows."""

_SPACES = str.maketrans(
    dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x85\u00a0\u2007\u2028\u2029\u202f", " ") | {"،": ",", "؛": ";", "؟": "?"}
)
_STOPS = (".", "!", "?", ":", ";", "”", '"', "»", ")", "]", "’", "…")
_WRAP = 55
"""A line at least this long that ends in mid-sentence may be a hard-wrapped one; headlines above a body that starts
in lower case do not occur."""

_TYPED = 100
_FULL = 0.75
"""A wrapped line is at most 100 characters wide (measured on wire copy: 65 to 80), and full from three quarters."""

BATCH = 64
"""Lines per batch of the parser: 256 doubles its memory and gains nothing (measured, DESIGN section 10)."""

_RUN = re.compile(r"\S{1000,}")
"""No word: the tokenizer peels brackets and quotes off one by one, in time that grows with the square of the run."""

_MAX_LINE = 20_000
"""Longer lines are cut at a space: the parser's memory grows with the length of a line."""

_MAX_TOKENS = 500
"""Longer sentences are none: a list without a full stop, or words in a row. The rules look from each word of a sentence
at its others, so what a sentence takes grows with the square of its length, and more."""

_STRETCH = 1500
"""Characters of the pieces that such a line is parsed in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of an item to be parsed on its own."""

    start: int
    end: int
    paragraph: int
    title: bool


def story_lines(item: Item, text: Text) -> list[Line]:
    """The lines of an item's story in order, its title among them, boilerplate left out."""
    title = item.title.span if item.title and item.title.span and item.title.span.text == text.id else None
    heading = (title.start, title.end) if title else None
    found: list[Line] = []
    skipped = sorted((r.start, r.end) for r in item.regions if r.kind not in STORY)
    pieces = _joined(text.content, list(_pieces(item, text.content, skipped, heading)))
    if heading and not item.start <= heading[0] < item.end:
        found.append(Line(*heading, 0, True))
    found += [Line(start, end, n, (start, end) == heading) for n, (start, end) in enumerate(pieces)]
    return found


def _pieces(item: Item, content: str, skipped: Sequence[Range], heading: Range | None) -> Iterator[Range]:
    for line_start, line_end in lines(content[item.start : item.end]):
        start, end = trim(content, item.start + line_start, item.start + line_end)
        if start >= end:
            yield start, start  # an empty line: a border that joining must respect
            continue
        if heading and heading[0] < end and start < heading[1]:
            if start <= heading[0]:
                yield trim(content, *heading)
            start = max(start, heading[1])
        for piece in _without(start, end, skipped):
            yield from _cut(content, *trim(content, *piece))


def _without(start: int, end: int, skipped: Sequence[Range]) -> Iterator[Range]:
    for low, high in skipped:
        if high <= start or low >= end:
            continue
        if start < low:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def _cut(content: str, start: int, end: int, most: int = _MAX_LINE) -> Iterator[Range]:
    while end - start > most:
        space = content.rfind(" ", start, start + most)
        middle = space if space > start else start + most
        yield start, middle
        start, _ = trim(content, middle, end)
    if start < end:
        yield start, end


def _joined(content: str, pieces: list[Range]) -> list[Range]:
    """Join hard-wrapped lines. In a wrapped item every full line goes on below; elsewhere only one in mid-sentence."""
    width = _wrapped_at(pieces)
    found: list[Range] = []
    last = (0, 0)
    for start, end in pieces:
        if start < end and found and last[0] < last[1] and _continues(content, found[-1], last, (start, end), width):
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
        last = (start, end)
    return found


def _wrapped_at(pieces: Sequence[Range]) -> int:
    """The width an item's lines are wrapped at; 0 when they are not.

    Wrapped: no line is longer than a typewriter's, and most lines with one below are nearly that long.
    """
    lengths = [end - start for start, end in pieces]
    widest = max(lengths, default=0)
    above = [n for n, below in pairwise(lengths) if n and below]
    full = [n for n in above if n >= _FULL * widest]
    return widest if _WRAP <= widest <= _TYPED and len(above) > 3 and len(full) > len(above) * _FULL else 0


def _continues(content: str, whole: Range, line: Range, following: Range, width: int) -> bool:
    if content[line[1] : following[0]].strip() or following[1] - whole[0] > _MAX_LINE:
        return False
    if width:
        # The first word below would not have fitted on the line.
        word = content[following[0] : following[1]].split(maxsplit=1)[0]
        return line[1] - line[0] + 1 + len(word) > width * _FULL
    middle = not content[: line[1]].endswith(_STOPS) and content[following[0]].islower()
    return line[1] - line[0] >= _WRAP and middle


def _blank(run: re.Match[str]) -> str:
    return "x" * len(run.group())  # one token of the same length, so that offsets stay


def annotate_many(
    pairs: Iterable[tuple[Item, Text]], tools: Tools, *, worth: Callable[[str, str], bool] | None = None
) -> Iterator[tuple[Sentence, ...]]:
    """Sentences of each item, in order; lines of one language run through its pipeline in batches.

    An item in a language without words yields no sentences. Lines of which `worth(text, language)` is false get
    tokens and sentences only, no parse; headlines are always parsed.
    """
    todo = [(item, text, story_lines(item, text)) for item, text in pairs]
    parsed: dict[tuple[int, int], list[tuple[Line, Any]]] = {}
    for code in tools.languages:
        jobs = [
            (_plain(text.content[line.start : line.end]), (number, place))
            for number, (item, text, found) in enumerate(todo)
            if tools.language_of(item) == code
            for place, line in enumerate(found)
        ]
        plain = (
            [] if worth is None else [j for j in jobs if not todo[j[1][0]][2][j[1][1]].title and not worth(j[0], code)]
        )
        cheap = {key for _, key in plain}
        for pipeline, some in (
            (tools.pipeline(code), [j for j in jobs if j[1] not in cheap]),
            (tools.pipeline(code, plain=True), plain),
        ):
            if some:
                for doc, key in pipeline.pipe(some, as_tuples=True, batch_size=BATCH):
                    line = todo[key[0]][2][key[1]]
                    parsed[key] = list(_in_pieces(line, doc, pipeline))
    for number, (_, _, found) in enumerate(todo):
        yield tuple(_sentences(pair for place in range(len(found)) for pair in parsed.get((number, place), ())))


def _plain(words: str) -> str:
    """A line as the parser is given it, one character for one."""
    return _RUN.sub(_blank, words.translate(_SPACES))


def _in_pieces(line: Line, doc: Any, pipeline: Any) -> Iterator[tuple[Line, Any]]:
    """A line as it was parsed, or, where it holds a sentence that is none, its pieces parsed apart."""
    if max((len(tokens) for tokens in _spans(doc)), default=0) <= _MAX_TOKENS:
        yield line, doc
        return
    pieces = list(_cut(doc.text, 0, len(doc.text), _STRETCH))
    for (low, high), one in zip(pieces, pipeline.pipe(doc.text[a:b] for a, b in pieces), strict=True):
        yield Line(line.start + low, line.start + high, line.paragraph, line.title), one


def annotate(item: Item, text: Text, tools: Tools) -> tuple[Sentence, ...]:
    """Sentences of one item."""
    return next(annotate_many([(item, text)], tools))


def _sentences(docs: Iterable[tuple[Line, Any]]) -> Iterator[Sentence]:
    index = 0
    for line, doc in docs:
        for tokens in [doc[:]] if line.title else _spans(doc):
            low, high = tokens.start, tokens.end
            while low < high and doc[low].is_space:
                low += 1
            while high > low and doc[high - 1].is_space:
                high -= 1
            if low == high:
                continue
            kept = doc[low:high]
            start, end = line.start + kept.start_char, line.start + kept.end_char
            yield Sentence(index, start, end, line.paragraph, line.title, line.start, kept)
            index += 1


@cache
def _days(lang: str) -> frozenset[str]:
    """Names of the days of the week."""
    return frozenset(name for names in load(lang, "dates")["weekdays"].values() for name in names)


def _hour(span: Any) -> bool:
    """Whether a sentence ends in an abbreviated hour: the full stop of "at 2 a.m. Saturday" is none."""
    return span[-1].text.lower() in ("a.m.", "p.m.")


def _spans(doc: Any) -> list[Any]:
    """Sentences of a Doc; fragments that the parser cut off are given back to the sentence before.

    They begin in lower case, or with a day behind an hour.
    """
    found: list[Any] = []
    for span in doc.sents:
        first = span[0].text
        open_end = bool(found) and found[-1][-1].text not in (".", "!", "?", "…")
        if open_end and (first[:1].islower() or first in ",;)" or (_hour(found[-1]) and first in _days(doc.lang_))):
            found[-1] = doc[found[-1].start : span.end]
        else:
            found.append(span)
    return found
