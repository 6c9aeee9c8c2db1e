"""Counts as level bars, one under another, and a whole cut into its parts; every mark says what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, LINE = 460, 44
_MOST = 400.0  # of a bar: the number stands behind it
_LETTERS = 72
TALL = 46


@dataclass(frozen=True, slots=True)
class Count:
    """A number, what it counts in words, and where that stands; `tone` is plain, good, warn or bad."""

    words: str
    number: int
    link: str = ""
    tone: str = "plain"


def svg(counts: Sequence[Count], *, of: int, what: str) -> Markup:
    """One bar a count, words above it.

    Args:
        counts: of the same things, in the order they are shown.
        of: how many things there are in all: a bar as wide as the picture.
        what: what is counted, for those who cannot see it.
    """
    if not counts:
        return Markup("")
    head = Markup('<svg class="chart level" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
        WIDTH, LINE * len(counts) + 2, what
    )
    drawn = Markup("").join(_bar(one, n * LINE, max(of, 1)) for n, one in enumerate(counts))
    return head + drawn + Markup("</svg>")


def _bar(one: Count, top: int, of: int) -> Markup:
    wide = round(max(2.0, _MOST * min(1.0, one.number / of)), 1)
    drawn = Markup(
        '<text class="strong" x="0" y="{}">{}</text><rect class="rest" x="0" y="{}" width="{}" height="14" rx="3"/>'
        '<rect class="tone-{}" x="0" y="{}" width="{}" height="14" rx="3"/><text class="count" x="{}" y="{}">{}</text>'
    ).format(
        top + 13, _clip(one.words), top + 19, _MOST, one.tone, top + 19, wide, _MOST + 10, top + 31, f"{one.number:,}"
    )
    return _linked(one, drawn, f"{one.words}: {one.number:,} of {of:,}")


def parts(counts: Sequence[Count], *, what: str) -> Markup:
    """One bar cut into its parts, their numbers in them; words stand in the key below it, which the page writes."""
    total = sum(one.number for one in counts)
    if not total:
        return Markup("")
    head = Markup('<svg class="chart level" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
        WIDTH, TALL, f"{what}: " + ", ".join(f"{one.number:,} {one.words}" for one in counts)
    )
    drawn, x = [], 0.0
    for one in counts:
        wide = WIDTH * one.number / total
        if one.number:
            drawn.append(_part(one, x, wide, total))
        x += wide
    return head + Markup("").join(drawn) + Markup("</svg>")


def _part(one: Count, x: float, wide: float, total: int) -> Markup:
    inside = f"{one.number:,}"
    said = Markup('<text class="on-{}" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        one.tone, round(x + wide / 2, 1), TALL / 2 + 5, inside
    )
    drawn = Markup('<rect class="tone-{}" x="{}" y="2" width="{}" height="{}" rx="4"/>{}').format(
        one.tone, round(x, 1), round(max(2.0, wide - 3), 1), TALL - 4, said if wide > 12 + 9 * len(inside) else ""
    )
    return _linked(one, drawn, f"{one.words}: {one.number:,} of {total:,}")


def _linked(one: Count, drawn: Markup, told: str) -> Markup:
    if not one.link:
        return Markup("<g><title>{}</title>{}</g>").format(told, drawn)
    return Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(one.link, told, told, drawn)


def _clip(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…"
