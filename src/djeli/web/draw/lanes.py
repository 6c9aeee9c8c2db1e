"""What holds between an actor and others over time, as lanes: bars, open ends, forks and mergers, with words.

The actor itself is the thick line at the top; every other body, person or office has a lane below it. What is told to
the day has hard edges, what is told to the month or year fades at both ends, and dots go on where nobody says when it
began or ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from djeli.report import timeaxis
from djeli.report.timeaxis import Axis

HEAD, FOOT, GAP, LANE_GAP = 30, 24, 12, 6
_TAIL = 30  # length of the dots that say: it goes on, nobody says how far
_BEND = 20
_LETTER = 6.2  # width of one letter of the words in the picture


_DEFS = Markup(
    '<defs><linearGradient id="ends-{0}"><stop offset="0" stop-color="#fff" stop-opacity="0"/>'
    '<stop offset=".4" stop-color="#fff"/><stop offset=".6" stop-color="#fff"/>'
    '<stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>'
    '<mask id="soft-{0}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#ends-{0})"/></mask>'
    '<marker id="arrow-{0}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
    '<path class="arrow" d="M0,0 L8,4 L0,8 z"/></marker></defs>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Measures of a picture. On a phone names and words stand above the bars, else beside them.

    `left` and `right` are the edges of the time, `row` is the height of a mark, `bar` where in it the bar lies, `above`
    the height of a line for the name over the marks, 0 where it stands beside them; `name` letters fit there.
    """

    id: str
    width: int
    left: int
    right: int
    row: int
    bar: int
    above: int
    name: int
    ticks: int


LAPTOP = Frame(id="lanes", width=1000, left=296, right=770, row=26, bar=13, above=0, name=36, ticks=timeaxis.MOST)
PHONE = Frame(id="narrow", width=390, left=46, right=344, row=38, bar=28, above=18, name=52, ticks=5)


class State(StrEnum):
    """How a mark is drawn, which its words say too."""

    HELD = "held"
    DISPUTED = "disputed"
    DENIED = "denied"
    STALE = "stale"
    TABLE = "table"  # known from the actor table, told by no report


class Turn(StrEnum):
    """Whether a lane flows into the actor's own line, or comes out of it."""

    NONE = ""
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One relation at its time, both days included.

    `soft`: coarser than days. `before` and `after`: it holds beyond the time told, nobody says since or until when.
    `words` stand beside it; `title` is the whole sentence.
    """

    start: dt.date
    end: dt.date
    words: str
    title: str
    soft: bool = False
    before: bool = False
    after: bool = False
    state: State = State.HELD
    turn: Turn = Turn.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One other body, person or office; `link` is the address of its page, empty where it has none."""

    name: str
    marks: tuple[Mark, ...]
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lanes that have one origin, with the words that say which; `own` is what happens to the actor itself."""

    heading: str
    lanes: tuple[Lane, ...]
    own: tuple[Mark, ...] = ()


def svg(actor: str, groups: Sequence[Group], frame: Frame = LAPTOP) -> Markup:
    """The lanes as an SVG element, empty where nothing is dated.

    Args:
        actor: name of the actor, whose own line heads every group.
        groups: lanes by who says so, in the order they are drawn.
        frame: how wide it is, and where words stand.
    """
    shown = [group for group in groups if group.lanes or group.own]
    marks = [mark for group in shown for mark in (*group.own, *(one for lane in group.lanes for one in lane.marks))]
    of = timeaxis.axis((day for mark in marks for day in (mark.start, mark.end)), frame.left, frame.right)
    if of is None:
        return Markup("")
    flows, parts, y = [], [], 0.0
    for group in shown:
        below, above, y = _group(actor, group, of, y, frame)
        flows.append(below)
        parts.append(above)
    told = (
        f"{actor}: {len(marks)} dated relations from {of.first.year} to {of.last.year}; each stands in the lists below"
    )
    head = Markup('<svg class="chart {0}" width="{1}" viewBox="0 0 {1} {2}" role="group" aria-label="{3}">').format(
        frame.id, frame.width, round(y + FOOT), told
    )
    return (
        head
        + _DEFS.format(frame.id)
        + timeaxis.drawn(of, 0, y, frame.ticks)
        + Markup("").join([*flows, *parts])
        + Markup("</svg>")
    )


def _group(actor: str, group: Group, of: Axis, y: float, frame: Frame) -> tuple[Markup, Markup, float]:
    """A group from y on: its curves, which lie below all else, the rest, and where it ends."""
    parts = [Markup('<text class="heading" x="0" y="{}">{}</text>').format(y + 14, group.heading)]
    y += HEAD
    trunk = y + frame.above + frame.bar
    parts.append(_trunk(actor, group.own, of, y, frame, table=_of_table(group)))
    y += frame.above + frame.row * max(1, len(group.own)) + GAP
    flows = []
    for lane in group.lanes:
        parts.append(_lane(lane, of, y, frame))
        flows += [_turn(mark, of, _bar(y, number, frame), trunk, frame) for number, mark in enumerate(lane.marks)]
        y += frame.above + frame.row * len(lane.marks) + LANE_GAP
    return Markup("").join(flows), Markup("").join(parts), y + GAP


def _bar(y: float, number: int, frame: Frame) -> float:
    """Where the bar of a lane's n-th mark lies, the lane beginning at y."""
    return y + frame.above + number * frame.row + frame.bar


def _of_table(group: Group) -> bool:
    return any(mark.state is State.TABLE for mark in (*group.own, *(one for lane in group.lanes for one in lane.marks)))


def _trunk(actor: str, own: Sequence[Mark], of: Axis, top: float, frame: Frame, *, table: bool) -> Markup:
    """The actor's own line: whole between the first and last day told of itself, dotted where nobody says."""
    begins = min((mark.start for mark in own if mark.after), default=None)
    ends = max((mark.end for mark in own if mark.before), default=None)
    left, right = of.x(begins) if begins else of.left, of.x(ends) if ends else of.right
    kind, y = " table" if table else "", _bar(top, 0, frame)
    line = Markup('<line class="trunk{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(kind, left, right, y, y)
    tails = ([] if begins else [(of.left - 40, of.left)]) + ([] if ends else [(of.right, of.right + 40)])
    dots = Markup("").join(_dots(a, b, y, kind) for a, b in tails)
    marks = (
        _mark(mark, of, _bar(top, n, frame), frame, own=True, lift=13 if n == 0 and not frame.above else 0)
        for n, mark in enumerate(own)
    )
    return _label(actor, "", top, frame) + dots + line + Markup("").join(marks)


def _label(name: str, link: str, y: float, frame: Frame) -> Markup:
    """A name at the head of its lane, or beside its first mark."""
    at = y + 12 if frame.above else y + frame.bar + 4
    words = Markup('<text class="strong" x="0" y="{}">{}</text>').format(at, _clip(name, frame.name))
    linked = Markup('<a href="{}">{}</a>').format(link, words) if link else words
    return Markup("<g><title>{}</title>{}</g>").format(name, linked)


def _dots(left: float, right: float, y: float, kind: str) -> Markup:
    """It goes on there, and nobody says how far."""
    return Markup('<line class="open{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        kind, round(left, 1), round(right, 1), round(y, 1), round(y, 1)
    )


def _lane(lane: Lane, of: Axis, y: float, frame: Frame) -> Markup:
    rule = Markup('<line class="rule" x1="0" x2="{}" y1="{}" y2="{}"/>').format(frame.width, y - 2, y - 2)
    marks = (_mark(mark, of, _bar(y, number, frame), frame) for number, mark in enumerate(lane.marks))
    return rule + _label(lane.name, lane.link, y, frame) + Markup("").join(marks)


def _mark(mark: Mark, of: Axis, y: float, frame: Frame, *, own: bool = False, lift: float = 0) -> Markup:
    """A bar or a point, its open ends, its words to the right, or to the left where there is no room.

    `own`: it stands on the actor's own line, which shows what is open. `lift`: how far its words stand above it.
    """
    left, right = _edges(mark, of)
    soft = mark.soft and mark.state is State.HELD
    shape = Markup('<rect class="mark {}" x="{}" y="{}" width="{}" height="12" rx="{}"{}/>').format(
        mark.state.value, round(left, 1), round(y - 6, 1), round(right - left, 1), 2 if mark.soft else 6,
        Markup(' mask="url(#soft-{})"').format(frame.id) if soft else "",
    )  # fmt: skip
    kind = f" {mark.state.value}"
    tails = [] if own else [(left - _TAIL, left)] * mark.before + [(right, right + _TAIL)] * mark.after
    at, anchor = (0.0, "start") if frame.above else _beside(mark, left, right, frame, own=own)
    bad = mark.state in (State.DISPUTED, State.DENIED)
    words = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        "said bad" if bad else "said",
        round(at, 1),
        round(y - 12 if frame.above else y + 4 - lift, 1),
        anchor,
        mark.words,
    )
    dots = Markup("").join(_dots(a, b, y, kind) for a, b in tails)
    return Markup("<g><title>{}</title>{}{}{}</g>").format(mark.title, dots, shape, words)


def _edges(mark: Mark, of: Axis) -> tuple[float, float]:
    """Where its bar begins and ends; one too short to be seen is widened about its middle."""
    left, right = of.x(mark.start), of.x(mark.end)
    least = 24 if mark.soft else 12
    middle = (left + right) / 2
    return (left, right) if right - left >= least else (middle - least / 2, middle + least / 2)


def _beside(mark: Mark, left: float, right: float, frame: Frame, *, own: bool) -> tuple[float, str]:
    """Where the words stand, and to which side they run."""
    tail = 0 if own else _TAIL
    after = right + (tail if mark.after else _BEND if mark.turn is Turn.IN else 0) + 8
    if after + len(mark.words) * _LETTER <= frame.width:
        return after, "start"
    return left - (tail if mark.before else _BEND if mark.turn is Turn.OUT else 0) - 8, "end"


def _turn(mark: Mark, of: Axis, y: float, trunk: float, frame: Frame) -> Markup:
    """The curve between a lane and the actor's own line; it ends in an arrow where the flow goes."""
    if mark.turn is Turn.NONE:
        return Markup("")
    left, right = _edges(mark, of)
    near, top = y - 14, trunk + 7
    if mark.turn is Turn.IN:
        x = right + _BEND - 8
        path = f"M{right:.1f},{y:.1f} Q{x:.1f},{y:.1f} {x:.1f},{near:.1f} L{x:.1f},{top:.1f}"
    else:
        x = left - _BEND + 8
        path = f"M{x:.1f},{trunk:.1f} L{x:.1f},{near:.1f} Q{x:.1f},{y:.1f} {left - 3:.1f},{y:.1f}"
    return Markup('<path class="flow {}" d="{}" marker-end="url(#arrow-{})"/>').format(mark.state.value, path, frame.id)


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
