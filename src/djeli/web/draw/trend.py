"""Own counts as columns through time, or one row a name, each with low, best and high; those of others stand beside."""

from __future__ import annotations

import math

from markupsafe import Markup

from djeli.desk.trend import TIMES, Bin, Trend
from djeli.web.draw.series import PHONE, Point, rows, top

WIDTH, HEIGHT, SIDE, FOOT = 900, 240, 58, 24
_ROWS = 24
_WIDEST, _LABEL = 56.0, 74.0
_LEVEL = Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>')


def svg(found: Trend) -> Markup:
    """A picture of a trend: a column a period, or one row for each country, type or actor, at most 24 of these."""
    told = [one for one in found.bins if one.events]
    if not told:
        return Markup("")
    return _columns(found) if found.by in TIMES else rows([_point(one) for one in told[:_ROWS]], what=_what(found))


def narrow(found: Trend) -> Markup:
    """The same for a phone: one row a period or a name, of many periods the last, of many names the first."""
    told = [one for one in found.bins if one.events]
    shown = told[-_ROWS:] if found.by in TIMES else told[:_ROWS]
    return rows([_point(one) for one in shown], what=_what(found), frame=PHONE)


def _columns(found: Trend) -> Markup:
    """Columns from nought: full up to the low count, lighter to the best, outlined to the high."""
    most, step = top([float(max(one.high, one.best)) for one in found.bins], percent=False)
    room, base = HEIGHT - FOOT - 14, HEIGHT - FOOT
    ticks = [step * number for number in range(round(most / step) + 1)]
    grid = Markup("").join(
        _LEVEL.format(SIDE, WIDTH, y, y, SIDE - 8, y + 4, f"{tick:,.0f}" if tick == int(tick) else f"{tick:,}")
        for tick in ticks
        for y in (round(base - room * tick / most, 1),)
    )
    wide = min(_WIDEST, (WIDTH - SIDE) / len(found.bins))
    every = max(1, math.ceil(_LABEL / wide))
    names = Markup("").join(
        Markup('<text x="{}" y="{}">{}</text>').format(round(SIDE + number * wide, 1), HEIGHT - 6, one.label)
        for number, one in enumerate(found.bins)
        if number % every == 0
    )
    drawn = Markup("").join(
        _column(one, SIDE + number * wide, wide, room / most) for number, one in enumerate(found.bins) if one.events
    )
    head = Markup('<svg class="chart full columns" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
        WIDTH, HEIGHT, f"{_what(found)}, from {found.bins[0].label} to {found.bins[-1].label}, at most {most:,.0f}"
    )
    return head + grid + drawn + names + Markup("</svg>")


def _column(one: Bin, x: float, wide: float, scale: float) -> Markup:
    base, gap = HEIGHT - FOOT, min(3.0, wide * 0.2)
    low, best, high = (max(0.0, value * scale) for value in (one.low, one.best, one.high))
    parts = Markup("").join(
        Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
            name, round(x + gap / 2, 1), round(base - tall, 1), round(max(1.0, wide - gap), 1), round(tall, 1)
        )
        for name, tall in (("to-high", max(high, best)), ("to-best", best), ("to-low", low))
        if tall
    )
    told = _title(one)
    return Markup('<a href="#{}" aria-label="{}"><title>{}</title>{}</a>').format(one.key, told, told, parts)


def _title(one: Bin) -> str:
    disputed = f", {one.disputed:,} of them disputed" if one.disputed else ""
    warning = f" ({one.warning})" if one.warning else ""
    noun = "event" if one.events == 1 else "events"
    return f"{one.label}: {_words(one)}; {one.events:,} {noun}{disputed}{warning}"


def _words(one: Bin) -> str:
    return f"{one.best:,}" if one.low == one.high else f"{one.low:,}–{one.high:,}"


def _what(found: Trend) -> str:
    return f"{found.label}, own counts"


def _point(one: Bin) -> Point:
    return Point(
        value=float(one.best),
        low=float(one.low),
        high=None if one.open else float(one.high),
        words=_words(one),
        name=one.label,
        note=f"{one.events:,} events, {one.disputed:,} disputed, {one.pages:,} pages of {one.outlets:,} outlets",
        title=_title(one),
        link=f"#{one.key}",
    )
