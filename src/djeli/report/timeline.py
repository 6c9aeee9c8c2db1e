"""Events along time as SVG: a dot a day, a bar where the day is not known, stacked where they fall together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from djeli.report import timeaxis
from djeli.report.timeaxis import Axis

WIDTH = 900
_TOP, _FOOT, _LANE, _MOST = 8, 24, 15, 14
_SMALLEST, _LARGEST = 3.5, 7.0
_BAR = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event between two days, both included. `size` grows with harm."""

    first: dt.date
    last: dt.date
    label: str
    size: float = 1.0
    disputed: bool = False


def timeline(marks: Sequence[Mark]) -> Markup:
    """The drawing; events that would cover one another stand above one another, in at most fourteen lanes."""
    axis = timeaxis.axis([day for mark in marks for day in (mark.first, mark.last)], 12.0, WIDTH - 12.0)
    if axis is None:
        return Markup("")
    placed = _lanes(marks, axis)
    lanes = max(lane for _, lane in placed) + 1
    floor = _TOP + lanes * _LANE
    head = Markup('<svg class="chart full" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">').format(
        WIDTH, floor + _FOOT, f"{len(marks)} events by date"
    )
    drawn = Markup("").join(_mark(mark, axis, floor - lane * _LANE - _LANE / 2) for mark, lane in placed)
    return head + timeaxis.drawn(axis, _TOP, floor) + drawn + Markup("</svg>")


def _lanes(marks: Sequence[Mark], axis: Axis) -> list[tuple[Mark, int]]:
    """Each mark with the lowest lane that is free there; the highest lane takes what finds none."""
    ends: list[float] = []
    placed = []
    for mark in sorted(marks, key=lambda one: (one.first, one.last, one.label)):
        left, right = axis.x(mark.first) - _LARGEST, axis.x(mark.last) + _LARGEST
        lane = next((n for n, end in enumerate(ends) if end <= left), min(len(ends), _MOST - 1))
        ends[lane:] = [right, *ends[lane + 1 :]]
        placed.append((mark, lane))
    return placed


def _mark(mark: Mark, axis: Axis, y: float) -> Markup:
    kind = "dot" + " disputed" * mark.disputed
    left, right = axis.x(mark.first), axis.x(mark.last)
    if right - left > 2 * _SMALLEST:
        shape = Markup('<rect class="{} coarse" x="{}" y="{}" width="{}" height="{}" rx="3"><title>{}</title></rect>')
        return shape.format(kind, left, y - _BAR / 2, round(right - left, 1), _BAR, mark.label)
    radius = round(min(_LARGEST, _SMALLEST + mark.size**0.5 / 4), 1)
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
        kind, round((left + right) / 2, 1), y, radius, mark.label
    )
