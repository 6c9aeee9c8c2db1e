"""Own counts over time as one line with low and high, drawn as figures are; those of others stand in a list beside."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from djeli.desk.trend import TIMES, Bin, By, Trend, starts
from djeli.web.draw.series import Point, over_time, rows


def svg(found: Trend) -> Markup:
    """A picture of a trend: a line over time, or one row for each country, type or actor."""
    points = [_point(one, found.by) for one in found.bins if one.events]
    what = f"{found.label}, own counts"
    return over_time([points], what=what) if found.by in TIMES else rows(points, what=what)


def _point(one: Bin, by: By) -> Point:
    words = f"{one.best:,}" if one.low == one.high else f"{one.low:,}–{one.high:,}"
    first: dt.date | None = None
    if by in TIMES:
        first = starts(one.key, by)
    return Point(
        value=float(one.best),
        low=float(one.low),
        high=None if one.open else float(one.high),
        words=words,
        name=one.label,
        note=f"{one.events:,} events, {one.pages:,} pages of {one.outlets:,} outlets",
        title=f"{one.label}: {words}" + (f" ({one.warning})" if one.warning else ""),
        link=f"#{one.key}",
        first=first,
        last=first,
        disputed=bool(one.disputed),
    )
