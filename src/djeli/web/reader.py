"""One text as the reader shows it: a part of it at a time, cut wherever a finding begins or ends.

Positions are code points everywhere; nothing here knows how a browser counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from djeli.lang import available, nearest
from djeli.ledger.leafing import Leaf, Sheet
from djeli.records import Field, Item, Text
from djeli.vocab import Basis
from djeli.web.findings import Finding
from djeli.web.signs import Run, runs

MOST = 16_000
"""Characters shown at once; an article that is longer is shown in parts."""
BASES = {
    Basis.FETCHED_HOST: "the address it was fetched from",
    Basis.STRUCTURED: "the page’s own data",
    Basis.TEXT: "the words of the page",
    Basis.SUPPLIED: "whoever added it",
    Basis.NONE: "nobody",
}
_BLANK = re.compile(r"\n[ \t\r\f\v\xa0]*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a text, `number` from 1."""

    number: int
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters under the same findings. `begins` are those first seen in it; `kind` is that of the finest."""

    start: int
    end: int
    findings: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    kind: str = ""
    around: str = ""
    title: str = ""
    asked: bool = False
    first: bool = False  # the first piece of what the address points at
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Pieces in a row. `part` names what is no story (navigation, a caption), `heading` says that it is a title."""

    pieces: tuple[Piece, ...]
    part: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value of an item's head, and how it is known."""

    label: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One item of the part shown, or what stands between items (then it has no `id`)."""

    id: str
    number: int
    kind: str
    language: str
    title: str
    known: tuple[Known, ...]
    grade: str
    notes: tuple[str, ...]
    unread: str  # why nothing was read in it, where its language is the reason
    before: bool  # it began in an earlier part
    after: bool  # it goes on in a later one
    paragraphs: tuple[Paragraph, ...]


def windows(text: Text, outline: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Parts of a text of at most `MOST` characters; cut between items where that can be, else between lines."""
    size = len(text.content)
    bounds = sorted({0, size, *(one[1] for one in outline), *(one[2] for one in outline)})
    found, start = [], 0
    for low, high in pairwise(bounds):
        if high - start > MOST and low > start:
            found.append((start, low))
            start = low
        while high - start > MOST:
            line = text.content.rfind("\n", start + MOST // 2, start + MOST) + 1
            cut = line or start + MOST
            found.append((start, cut))
            start = cut
    if start < size or not found:
        found.append((start, size))
    return found


def window_at(parts: Sequence[tuple[int, int]], position: int) -> Window:
    """The part that holds a position."""
    number = next((n for n, (_, end) in enumerate(parts) if position < end), len(parts) - 1)
    start, end = parts[number]
    return Window(number=number + 1, count=len(parts), start=start, end=end)


def sections(
    sheet: Sheet, leaf: Leaf, window: Window, found: Sequence[Finding], asked: tuple[int, int] | None
) -> list[Section]:
    """What a part of the text holds, item by item, with what lies between them."""
    numbers = {name: n for n, (name, _, _) in enumerate(sheet.outline, start=1)}
    made, at = [], window.start
    cutter = _Cutter(sheet.text, found, asked)
    for item in leaf.items:
        low, high = max(item.start, window.start, at), min(item.end, window.end)
        if low >= high:
            continue
        if at < low and (gap := cutter.paragraphs(at, low, None)):
            made.append(_between(gap))
        made.append(_section(item, numbers.get(item.id, 0), leaf, window, cutter.paragraphs(low, high, item)))
        at = high
    if at < window.end and (gap := cutter.paragraphs(at, window.end, None)):
        made.append(_between(gap))
    return made


def _between(paragraphs: tuple[Paragraph, ...]) -> Section:
    return Section(
        id="", number=0, kind="", language="", title="", known=(), grade="", notes=(), unread="",
        before=False, after=False, paragraphs=paragraphs,
    )  # fmt: skip


def _section(item: Item, number: int, leaf: Leaf, window: Window, paragraphs: tuple[Paragraph, ...]) -> Section:
    grade = leaf.grades.get(item.id)
    fields = (("Publisher", item.publisher), ("Date", item.published), ("Author", item.author))
    return Section(
        id=item.id,
        number=number,
        kind=item.kind.value,
        language=item.language,
        title=item.title.value if item.title else "",
        known=tuple(known(label, field) for label, field in fields if field is not None),
        grade=grade.grade if grade else "",
        notes=item.notes,
        unread=unread(item.language),
        before=item.start < window.start,
        after=item.end > window.end,
        paragraphs=paragraphs,
    )


def unread(language: str) -> str:
    """What to say where Djeli has no words of an item's language; empty where it has."""
    if not language or nearest(language) in available():
        return ""
    return f"Its language looks like {language!r}, which Djeli does not read yet: no finding says nothing about it."


def known(label: str, field: Field) -> Known:
    """A field of a head, with how it is known in words."""
    return Known(label=label, value=field.value, basis=BASES[field.basis])


class _Cutter:
    """Cuts a text at the ends of findings; made once for a part."""

    def __init__(self, text: Text, found: Sequence[Finding], asked: tuple[int, int] | None) -> None:
        self._content = text.content
        self._blocks = {block.start: block.kind for block in text.blocks}
        self._starts = sorted(self._blocks)
        self._found = {one.number: one for one in found}
        self._spans = sorted((a, b, one.number) for one in found for a, b in one.spans)
        self._asked = asked
        self._begun: set[int] = set()

    def paragraphs(self, low: int, high: int, item: Item | None) -> tuple[Paragraph, ...]:
        """Paragraphs of `[low, high)`; blank lines, blocks of the page and parts that are no story divide them."""
        regions = [r for r in item.regions if r.start < high and low < r.end] if item else []
        cuts = {low, high, *(min(max(at, low), high) for r in regions for at in (r.start, r.end))}
        cuts |= {at for at in self._starts if low < at < high}
        for met in _BLANK.finditer(self._content, low, high):
            cuts |= {met.start(), met.end()}
        made, kind = [], ""
        for start, end in pairwise(sorted(cuts)):
            kind = self._blocks.get(start, kind)
            if self._content[start:end].strip():
                part = next((r.kind.value.replace("_", " ") for r in regions if r.start <= start < r.end), "")
                pieces = tuple(self._pieces(start, end))
                made.append(Paragraph(pieces=pieces, part=part, heading=kind == "heading"))
        return tuple(made)

    def _pieces(self, low: int, high: int) -> Iterator[Piece]:
        spans = [one for one in self._spans if one[0] < high and low < one[1]]
        if self._asked and self._asked[0] < high and low < self._asked[1]:
            spans.append((*self._asked, 0))
        opened: Mapping[int, list[tuple[int, int, int]]] = _by(spans, 0, low)
        closed: Mapping[int, list[tuple[int, int, int]]] = _by(spans, 1, low)
        cuts = sorted({low, high, *(at for at in (*opened, *closed) if low < at < high)})
        now: dict[tuple[int, int, int], None] = {}
        for start, end in pairwise(cuts):
            for span in closed.get(start, ()):
                now.pop(span, None)
            now |= dict.fromkeys(opened.get(start, ()))
            yield self._piece(start, end, list(now))

    def _beginning(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Findings of which nothing was shown yet: each has one place that links lead to, in the part shown."""
        fresh = tuple(number for number in numbers if number not in self._begun)
        self._begun.update(fresh)
        return fresh

    def _piece(self, start: int, end: int, spans: list[tuple[int, int, int]]) -> Piece:
        finest = sorted((b - a, number) for a, b, number in spans if number)
        numbers = tuple(dict.fromkeys(number for _, number in finest))
        told = [self._found[number] for number in numbers]
        values = [one.kind for one in told if not one.around]
        return Piece(
            start=start,
            end=end,
            findings=numbers,
            begins=self._beginning(numbers),
            kind=values[0] if values else "",
            around=next((one.kind for one in told if one.around), ""),
            title="; ".join(f"{one.label}: {one.value}" for one in told[:6]),
            asked=any(not number for _, _, number in spans),
            first=any(not number for _, _, number in spans) and bool(self._beginning((0,))),
            runs=tuple(runs(self._content, start, end)),
        )


def _by(spans: Iterable[tuple[int, int, int]], end: int, low: int) -> Mapping[int, list[tuple[int, int, int]]]:
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for span in spans:
        found[max(span[end], low)].append(span)
    return found
