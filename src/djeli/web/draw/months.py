"""How many events in each month (or year), disputed ones apart; every bar leads to its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from djeli.listing import Month

WIDTH, HEIGHT, FOOT = 900, 150, 22
_MOST = 120  # bars: longer times are drawn by year, then by ten years
_WIDEST = 90.0  # of a bar


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time ("2024-07", "2024", "1990–1999") with its counts; `first` and `last` as filters take them."""

    label: str
    first: str
    last: str
    events: int
    disputed: int
    killed: int


def bars(months: Sequence[Month]) -> list[Bar]:
    """Months without gaps where they are few enough; else years; else tens of years."""
    if not months:
        return []
    first, last = months[0].month, months[-1].month
    if _number(last) - _number(first) < _MOST:
        found = {one.month: one for one in months}
        return [
            _bar(name, name, name, [found[name]] if name in found else [])
            for name in (_name(number) for number in range(_number(first), _number(last) + 1))
        ]
    step = 1 if int(last[:4]) - int(first[:4]) < _MOST else 10
    by_year = {year: list(group) for year, group in groupby(months, key=lambda one: int(one.month[:4]) // step * step)}
    return [
        _bar(
            f"{year}–{year + 9}" if step > 1 else f"{year}",
            f"{year:04}",
            f"{year + step - 1:04}",
            by_year.get(year, []),
        )
        for year in range(min(by_year), max(by_year) + 1, step)
    ]


def _bar(label: str, first: str, last: str, months: Sequence[Month]) -> Bar:
    return Bar(
        label, first, last, sum(one.events for one in months), sum(one.disputed for one in months),
        sum(one.killed for one in months),
    )  # fmt: skip


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _name(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def svg(months: Sequence[Month], link: Callable[[str, str], str]) -> Markup:
    """The bars as an SVG element.

    Args:
        months: counts by month, in order.
        link: address of the events between a first and a last month or year.
    """
    found = bars(months)
    if not found:
        return Markup("")
    most = max(bar.events for bar in found) or 1
    step = min(_WIDEST, WIDTH / len(found))
    parts = [_drawn(bar, number * step, step, most, link) for number, bar in enumerate(found) if bar.events]
    labels = [
        Markup('<text x="{}" y="{}">{}</text>').format(round(number * step, 1), HEIGHT - 6, bar.label)
        for number, bar in enumerate(found)
        if number % max(1, round(90 / step)) == 0
    ]
    top = Markup('<text x="{}" y="10" text-anchor="end">{} at most</text>').format(WIDTH, f"{most:,}")
    base = HEIGHT - FOOT
    axis = Markup('<line class="axis" x1="0" x2="{}" y1="{}" y2="{}"/>').format(WIDTH, base, base)
    head = Markup('<svg class="chart full" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
        WIDTH, HEIGHT, f"Events from {found[0].label} to {found[-1].label}, at most {most:,} at a time"
    )
    return head + axis + Markup("").join([*parts, *labels]) + top + Markup("</svg>")


def _drawn(bar: Bar, x: float, step: float, most: int, link: Callable[[str, str], str]) -> Markup:
    base, room = HEIGHT - FOOT, HEIGHT - FOOT - 16
    tall, part = room * bar.events / most, room * bar.disputed / most
    wide = max(1.0, step - min(2.0, step * 0.2))
    told = f"{bar.label}: {bar.events:,} events, {bar.disputed:,} disputed, {bar.killed:,} killed by best counts"
    return Markup(
        '<a href="{}" aria-label="{}"><title>{}</title><rect class="bar-all" x="{}" y="{}" width="{}" height="{}"/>'
        '<rect class="bar-part" x="{}" y="{}" width="{}" height="{}"/></a>'
    ).format(
        link(bar.first, bar.last), told, told, round(x, 1), round(base - tall, 1), round(wide, 1), round(tall, 1),
        round(x, 1), round(base - part, 1), round(wide, 1), round(part, 1),
    )  # fmt: skip
