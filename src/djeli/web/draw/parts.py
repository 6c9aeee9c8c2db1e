"""Why two reports are one event, as bars: what speaks for it to the right, against it to the left."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from djeli.views import Part

WIDTH, LINE, MIDDLE, REACH = 780, 24, 130, 90


def svg(parts: Sequence[Part]) -> Markup:
    """One bar a part, the heaviest first; weights are log-odds, so equal lengths count equally."""
    told = sorted(parts, key=lambda part: -abs(part.weight))
    if not told:
        return Markup("")
    most = max(abs(part.weight) for part in told) or 1.0
    head = Markup('<svg class="chart" width="{0}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">').format(
        WIDTH, LINE * len(told) + 6, "; ".join(f"{part.weight:+.1f} {part.reason or part.name}" for part in told)
    )
    axis = Markup('<line class="axis" x1="{}" x2="{}" y1="0" y2="{}"/>').format(MIDDLE, MIDDLE, LINE * len(told))
    return head + axis + Markup("").join(_bar(part, n, most) for n, part in enumerate(told)) + Markup("</svg>")


def _bar(part: Part, number: int, most: float) -> Markup:
    wide = round(REACH * abs(part.weight) / most, 1)
    y, left = number * LINE + 4, MIDDLE if part.weight >= 0 else MIDDLE - wide
    return Markup(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/><text x="{}" y="{}" text-anchor="{}">{}</text>'
        '<text class="strong" x="{}" y="{}">{}</text>'
    ).format(
        "for" if part.weight >= 0 else "against", left, y, max(wide, 1), LINE - 10,
        MIDDLE - 6 if part.weight >= 0 else MIDDLE + 6, y + 11, "end" if part.weight >= 0 else "start",
        f"{part.weight:+.1f}", MIDDLE + REACH + 14, y + 11, part.reason or part.name,
    )  # fmt: skip
