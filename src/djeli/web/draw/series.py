"""Figures as points with the bounds told: over time where they answer one question, else one row each.

A line joins figures of one series and no others. A superseded figure is hollow, a disputed one has a ring and words.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from djeli.report import timeaxis
from djeli.report.timeaxis import Axis

HEAD, FOOT = 8, 24
WIDTH = 1000
TALL, SIDE = 250, 76
_TICKS = 5
_LETTER = 6.4
_UPRIGHT = Markup(
    '<line class="grid" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/><text x="{0}" y="{3}" text-anchor="middle">{4}</text>'
)
_LEVEL = Markup(
    '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text x="{3}" y="{4}" text-anchor="end">{5}</text>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure. `value` is the best count, None where only bounds are told; `first` and `last` the days it is of.

    `low` and `high` are None where the words set no bound. `words` is the number in words, `name` whom it is about,
    `note` what else tells it apart, `link` the row that has its quotes.
    """

    value: float | None
    low: float | None
    high: float | None
    words: str
    name: str
    note: str
    title: str
    link: str
    first: dt.date | None = None
    last: dt.date | None = None
    stale: bool = False
    disputed: bool = False

    @property
    def at(self) -> float:
        """Where its mark stands: the best count, else the middle of its bounds, else the one bound told."""
        if self.value is not None:
            return self.value
        told = [one for one in (self.low, self.high) if one is not None]
        return sum(told) / len(told) if told else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Measures of rows. On a phone the names stand above the marks, else beside them.

    `left` and `right` are the edges of the numbers, `row` is the height of a figure, `mark` where in it its mark lies,
    `name` and `note` the baselines of its words, `letters` what fits of them.
    """

    id: str
    width: int
    left: int
    right: int
    row: int
    mark: int
    name: int
    note: int
    letters: int


LAPTOP = Frame(id="plot", width=WIDTH, left=330, right=850, row=36, mark=18, name=15, note=29, letters=52)
PHONE = Frame(id="narrow", width=390, left=8, right=250, row=58, mark=44, name=13, note=28, letters=60)


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from nought up, laid out between two edges."""

    most: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        """Where a number stands."""
        return round(self.start + min(1.0, max(0.0, value / self.most)) * (self.stop - self.start), 1)


def top(values: Sequence[float], *, percent: bool) -> tuple[float, float]:
    """The end of a scale, and the step of its ticks, in round numbers."""
    if percent:
        return 100.0, 25.0
    most = max([*values, 1.0])
    raw = most / (_TICKS - 1)
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= raw)
    return step * math.ceil(most / step), step


def rows(points: Sequence[Point], *, what: str, percent: bool = False, frame: Frame = LAPTOP) -> Markup:
    """One row a figure: its name, its bounds as a bar, its mark, its number in words.

    Args:
        points: figures that count the same thing.
        what: what they count, for those who cannot see the picture.
        percent: they are parts of a hundred.
        frame: how wide it is, and where words stand.
    """
    if not points:
        return Markup("")
    most, step = top([value for one in points for value in _told(one)], percent=percent)
    scale = Scale(most, frame.left, frame.right)
    foot = HEAD + frame.row * len(points) + 4
    ticks = [step * number for number in range(round(most / step) + 1)]
    grid = Markup("").join(_UPRIGHT.format(scale.at(one), HEAD, foot, foot + 15, _tick(one, percent)) for one in ticks)
    drawn = Markup("").join(_row(one, scale, HEAD + number * frame.row, frame) for number, one in enumerate(points))
    head = _head(foot + FOOT, f"{what}: {len(points)} figures; each stands in the table below", frame)
    return head + grid + drawn + Markup("</svg>")


def _row(one: Point, scale: Scale, top: float, frame: Frame) -> Markup:
    low, high = (
        scale.at(one.low if one.low is not None else one.at),
        scale.at(one.high if one.high is not None else one.at),
    )
    y = top + frame.mark
    label = Markup('<a href="{}"><text class="strong" x="0" y="{}">{}</text></a>').format(
        one.link, top + frame.name if one.note or frame is PHONE else y + 4, _clip(one.name, frame.letters - 6)
    )
    if one.note:
        note = _clip(one.note, frame.letters)
        label += Markup('<text class="note" x="0" y="{}">{}</text>').format(top + frame.note, note)
    rule = Markup('<line class="rule" x1="0" x2="{0}" y1="{1}" y2="{1}"/>').format(frame.width, top + frame.row)
    bar = Markup('<line class="bounds" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(low, high, y, y) if high > low else ""
    words = Markup('<text class="said{}" x="{}" y="{}">{}</text>').format(
        " bad" if one.disputed else "", max(high, scale.at(one.at)) + 13, y + 4, one.words + _marks(one)
    )
    x = scale.at(one.at)
    return Markup("<g><title>{}</title>{}{}{}{}{}</g>").format(one.title, rule, label, bar, _dot(one, x, y), words)


def over_time(lines: Sequence[Sequence[Point]], *, what: str, percent: bool = False) -> Markup:
    """Figures by the day they speak of; each inner sequence is one series, joined by a line in its order.

    Args:
        lines: series of dated figures that count the same thing.
        what: what they count.
        percent: they are parts of a hundred.
    """
    told = [[one for one in line if one.first is not None] for line in lines]
    of = timeaxis.axis(
        (day for line in told for one in line for day in (one.first, one.last) if day), SIDE + 20, WIDTH - 170
    )
    if of is None:
        return Markup("")
    most, step = top([value for line in told for one in line for value in _told(one)], percent=percent)
    scale = Scale(most, TALL - FOOT, 30)
    ticks = [step * number for number in range(round(most / step) + 1)]
    grid = Markup("").join(
        _LEVEL.format(SIDE, WIDTH, scale.at(one), SIDE - 8, scale.at(one) + 4, _tick(one, percent)) for one in ticks
    )
    drawn = Markup("").join(_line(line, of, scale) for line in told)
    head = _head(TALL, f"{what}: {sum(map(len, told))} figures over time; each stands in the table below")
    return head + grid + timeaxis.drawn(of, 30, TALL - FOOT) + drawn + Markup("</svg>")


def _line(line: Sequence[Point], of: Axis, scale: Scale) -> Markup:
    places = [(_middle(one, of), scale.at(one.at)) for one in line]
    joins = Markup("").join(
        Markup('<line class="join" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(*one, *other)
        for one, other in pairwise(places)
    )
    points = Markup("").join(_dated(one, x, y, of, scale) for one, (x, y) in zip(line, places, strict=True))
    return joins + points


def _dated(one: Point, x: float, y: float, of: Axis, scale: Scale) -> Markup:
    parts = []
    low, high = (
        scale.at(one.low if one.low is not None else one.at),
        scale.at(one.high if one.high is not None else one.at),
    )
    if low != high:
        parts.append(Markup('<line class="bounds" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(x, low, high))
    if one.first and one.last and of.x(one.last) - of.x(one.first) > 12:
        parts.append(
            Markup('<line class="bounds thin" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                of.x(one.first), of.x(one.last), y, y
            )
        )
    words = one.words + _marks(one)
    left = x + 13 + len(words) * _LETTER > WIDTH
    said = Markup('<text class="said{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        " bad" if one.disputed else "", x - 12 if left else x + 12, y - 8, "end" if left else "start", words
    )
    inner = Markup("").join(parts) + _dot(one, x, y) + said
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(one.link, one.title, one.title, inner)


def _middle(one: Point, of: Axis) -> float:
    first, last = one.first or of.first, one.last or one.first or of.first
    return round((of.x(first) + of.x(last)) / 2, 1)


def _dot(one: Point, x: float, y: float) -> Markup:
    """The mark: full, hollow where superseded, ringed where disputed."""
    ring = Markup('<circle class="ring" cx="{}" cy="{}" r="9"/>').format(x, y) if one.disputed else Markup("")
    return ring + Markup('<circle class="point{}" cx="{}" cy="{}" r="5.5"/>').format(
        " stale" if one.stale else "", x, y
    )


def _marks(one: Point) -> str:
    return " · ⚠ disputed" * one.disputed + " · superseded" * one.stale


def _told(one: Point) -> list[float]:
    return [value for value in (one.low, one.value, one.high) if value is not None]


def _head(tall: float, told: str, frame: Frame = LAPTOP) -> Markup:
    return Markup('<svg class="chart {0}" width="{1}" viewBox="0 0 {1} {2}" role="group" aria-label="{3}">').format(
        frame.id, frame.width, round(tall), told
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _tick(value: float, percent: bool) -> str:
    return _number(value) + (" %" if percent else "")


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
