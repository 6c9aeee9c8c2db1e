"""Names on a map: places beside their dots, countries in the middle of what is seen of them; none covers another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Ring = Sequence[Point]
_LETTER, _LINE = 7.6, 15.0
"""Width of a letter and height of a line, in units of the drawing."""
_MOST = 16
"""Places that are named on one map."""
_ROOM = 0.75
"""Part of a country's width that its name may take."""


def names(
    spots: Sequence[tuple[float, float, float, str]], lands: Sequence[tuple[str, Ring]], size: tuple[float, float]
) -> Markup:
    """Names of places (x, y, radius, name; the first are the weightiest) and of countries (name, ring) as SVG text."""
    taken = [(x - r, y - r, x + r, y + r) for x, y, r, _ in spots]
    drawn = [*_places(spots, taken, size), *_countries(lands, taken, size)]
    return Markup("").join(drawn)


def _places(spots: Sequence[tuple[float, float, float, str]], taken: list[Box], size: Point) -> Iterator[Markup]:
    done: set[str] = set()
    for x, y, radius, name in spots:
        if not name or name in done or len(done) >= _MOST:
            continue
        wide, gap = len(name) * _LETTER, radius + 4
        for left, top, anchor, at in (
            (x + gap, y - _LINE / 2, "start", x + gap),
            (x - gap - wide, y - _LINE / 2, "end", x - gap),
            (x - wide / 2, y - gap - _LINE, "middle", x),
            (x - wide / 2, y + gap, "middle", x),
        ):
            box = (left, top, left + wide, top + _LINE)
            if _fits(box, taken, size):
                taken.append(box)
                done.add(name)
                yield _text("name", at, top + _LINE - 4, anchor, name)
                break


def _countries(lands: Sequence[tuple[str, Ring]], taken: list[Box], size: Point) -> Iterator[Markup]:
    seen: dict[str, Ring] = {}
    for name, ring in lands:
        part = clipped(ring, size)
        if len(part) > 2 and abs(area(part)) > abs(area(seen.get(name, ()))):
            seen[name] = part
    for name, part in sorted(seen.items(), key=lambda one: -abs(area(one[1]))):
        x, y = centre(part)
        wide = len(name) * _LETTER
        box = (x - wide / 2, y - _LINE, x + wide / 2, y)
        room = max(px for px, _ in part) - min(px for px, _ in part)
        if wide <= room * _ROOM and _fits(box, taken, size):
            taken.append(box)
            yield _text("country", x, y - 4, "middle", name)


def _fits(box: Box, taken: Sequence[Box], size: Point) -> bool:
    inside = box[0] >= 2 and box[1] >= 2 and box[2] <= size[0] - 2 and box[3] <= size[1] - 2
    free = all(box[2] <= b[0] or b[2] <= box[0] or box[3] <= b[1] or b[3] <= box[1] for b in taken)
    return inside and free


def _text(kind: str, x: float, y: float, anchor: str, name: str) -> Markup:
    shape = Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')
    return shape.format(kind, round(x, 1), round(y, 1), anchor, name)


def clipped(ring: Ring, size: Point) -> Ring:
    """The part of a ring that lies on the map (Sutherland and Hodgman)."""
    for axis, edge, sign in ((0, 0.0, 1), (0, size[0], -1), (1, 0.0, 1), (1, size[1], -1)):
        ring = _cut(ring, axis, edge, sign)
    return ring


def _cut(ring: Ring, axis: int, edge: float, sign: int) -> Ring:
    """What lies on the inner side of one edge."""
    kept: list[Point] = []
    for at, one in enumerate(ring):
        before = ring[at - 1]
        inner, outer = sign * (one[axis] - edge), sign * (before[axis] - edge)
        if inner * outer < 0:
            part = outer / (outer - inner)
            kept.append((before[0] + part * (one[0] - before[0]), before[1] + part * (one[1] - before[1])))
        if inner >= 0:
            kept.append(one)
    return kept


def area(ring: Ring) -> float:
    """Twice the area of a ring, signed by its direction."""
    return sum(ring[at - 1][0] * y - x * ring[at - 1][1] for at, (x, y) in enumerate(ring))


def centre(ring: Ring) -> Point:
    """The centre of gravity of a ring."""
    whole = 3 * area(ring)
    parts = [(ring[at - 1], one, ring[at - 1][0] * one[1] - one[0] * ring[at - 1][1]) for at, one in enumerate(ring)]
    return sum((a[0] + b[0]) * w for a, b, w in parts) / whole, sum((a[1] + b[1]) * w for a, b, w in parts) / whole
