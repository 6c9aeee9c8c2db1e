"""Whose word an event rests on: pages to the left, the texts they print in the middle, informants to the right."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from djeli.origin import Origins

WIDTH, LINE, TOP = 760, 30, 26
_COLUMNS = (0, 300, 470)  # left edge of pages, texts, informants
_MOST = 40
_LETTERS = 40


def svg(origins: Origins, pages: Sequence[tuple[str, str]]) -> Markup:
    """The tree as an SVG element.

    Args:
        origins: held and credited.
        pages: name and text family of every page, in order; beyond forty they are not drawn.
    """
    shown = list(pages)[:_MOST]
    families = list(dict.fromkeys(family for _, family in shown))
    held = [one for one in origins.held if set(one.families) & set(families)]
    if not shown or not held:
        return Markup("")
    rows = max(len(shown), len(families), len(held))
    tall = TOP + rows * LINE
    place = {
        column: [TOP + (number + 0.5) * (tall - TOP) / max(1, count) for number in range(count)]
        for column, count in enumerate((len(shown), len(families), len(held)))
    }
    edges = [
        _edge(_COLUMNS[0] + 250, place[0][n], _COLUMNS[1], place[1][families.index(family)], weak=False)
        for n, (_, family) in enumerate(shown)
    ]
    edges += [
        _edge(_COLUMNS[1] + 60, place[1][families.index(family)], _COLUMNS[2], place[2][n], weak=len(one.families) > 1)
        for n, one in enumerate(held)
        for family in one.families
        if family in families
    ]
    nodes = [_node(_COLUMNS[0], place[0][n], 250, name) for n, (name, _) in enumerate(shown)]
    nodes += [_node(_COLUMNS[1], place[1][n], 60, f"text {n + 1}") for n in range(len(families))]
    nodes += [_node(_COLUMNS[2], place[2][n], 290, one.name or "nobody named") for n, one in enumerate(held)]
    heads = [
        Markup('<text x="{}" y="14">{}</text>').format(x, words)
        for x, words in zip(_COLUMNS, ("pages", "different texts", "whose word it is"), strict=True)
    ]
    label = f"{len(shown)} pages print {len(families)} texts, which rest on {len(held)} informants"
    head = Markup('<svg class="chart" width="{0}" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">').format(
        WIDTH, tall, label
    )
    return head + Markup("").join([*heads, *edges, *nodes]) + Markup("</svg>")


def _edge(x: float, y: float, x2: float, y2: float, *, weak: bool) -> Markup:
    half = (x + x2) / 2
    return Markup('<path class="edge{}" d="M{},{} C{},{} {},{} {},{}"/>').format(
        " weak" if weak else "", x, round(y, 1), half, round(y, 1), half, round(y2, 1), x2, round(y2, 1)
    )


def _node(x: float, y: float, wide: float, name: str) -> Markup:
    short = name if len(name) <= _LETTERS else name[: _LETTERS - 1] + "…"
    return Markup(
        '<g><title>{}</title><rect class="node" x="{}" y="{}" width="{}" height="22" rx="5"/>'
        '<text class="strong" x="{}" y="{}">{}</text></g>'
    ).format(name, x, round(y - 11, 1), wide, x + 7, round(y + 4, 1), short)
