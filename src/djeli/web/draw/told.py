"""When an event was, and when each page told of it: one line of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from djeli import phrases
from djeli.values import When

WIDTH, HEIGHT, EDGE = 420, 78, 14


def svg(when: When | None, pages: Sequence[tuple[str, str]]) -> Markup:
    """The line as an SVG element, empty where nothing is dated.

    Args:
        when: the event's time.
        pages: ISO day and name of every dated page.
    """
    told = [(day, name) for text, name in pages if (day := _day(text)) is not None]
    days = [day for day, _ in told] + ([when.start, when.end] if when else [])
    if not days:
        return Markup("")
    first, last = min(days), max(days)
    room = max(1, (last - first).days)

    def x(day: dt.date) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (day - first).days / room, 1)

    parts = [Markup('<line class="axis" x1="0" x2="{}" y1="44" y2="44"/>').format(WIDTH)]
    if when is not None:
        wide = max(6.0, x(when.end) - x(when.start))
        parts.append(
            Markup('<g><title>{}</title><rect class="span" x="{}" y="30" width="{}" height="28" rx="4"/></g>').format(
                f"the event: {phrases.when(when)}", x(when.start), wide
            )
        )
    parts += [
        Markup('<g><title>{}</title><circle class="bar-all" cx="{}" cy="44" r="4.5"/></g>').format(name, x(day))
        for day, name in told
    ]
    ends = ((first, "start", 0), (last, "end", WIDTH)) if last > first else ((first, "start", 0),)
    parts += [
        Markup('<text x="{}" y="74" text-anchor="{}">{}</text>').format(at, anchor, phrases.when_day(day))
        for day, anchor, at in ends
    ]
    told_of = f"told on {len(told)} dated pages between {phrases.when_day(first)} and {phrases.when_day(last)}"
    parts.append(Markup('<text x="0" y="14">{}</text>').format("box: the event · dots: pages that tell of it"))
    label = f"{phrases.when(when)}; {told_of}"
    head = Markup('<svg class="chart" width="{0}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">').format(
        WIDTH, HEIGHT, label
    )
    return head + Markup("").join(parts) + Markup("</svg>")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
