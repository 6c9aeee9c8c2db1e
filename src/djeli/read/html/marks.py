"""Which pieces of a page are story and which surround it. Nothing is cut here: blocks only get their kind.

Five signs, from the surest: the element's tag or role; its class or id; whether it stands in `<main>` or `<article>`
where these hold most of the page; the share of link text; and whether trafilatura's extraction holds it. The last is
a witness only: on a page of ten articles it kept two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from djeli.read.html.render import Piece, Rendered
from djeli.records import Block

_PROSE_WORDS = 25  # an aside of that length with few links is a fact box or a pulled quotation, not a menu
_LINKED = 0.6
_MENU_RUN = 3  # so many lines of nothing but links in a row are a menu
_AREA_SHARE = 0.4  # an area named "sidebar" that holds more of the page's words than this is misnamed
_META_WORDS = 25
_MAY_SURROUND = frozenset({"paragraph", "list", "link", "heading"})
_WORD = re.compile(r"\w+")


def blocks_of(rendered: Rendered, extracted: str = "") -> tuple[Block, ...]:
    """One Block a piece, in order.

    Args:
        rendered: the page as text.
        extracted: trafilatura's main text; empty when there is none.
    """
    too_large = _misnamed(rendered)
    kinds = [_kind(rendered, piece, too_large) for piece in rendered.pieces]
    _mark_menus(kinds)
    _mark_outside(rendered, kinds)
    if extracted:
        _mark_unwitnessed(rendered, kinds, extracted)
    return tuple(
        Block(p.start, p.end, kind, p.frame.level if kind == "heading" else 0)
        for p, kind in zip(rendered.pieces, kinds, strict=True)
    )


def _words(rendered: Rendered, piece: Piece) -> int:
    return len(rendered.content[piece.start : piece.end].split())


def _misnamed(rendered: Rendered) -> frozenset[int]:
    """Uncertain areas that hold too much of the page, or its first heading, to be boilerplate."""
    held: Counter[int] = Counter()
    top: set[int] = set()
    total = 0
    for piece in rendered.pieces:
        size = max(0, piece.end - piece.start - piece.linked)
        total += size
        held.update(dict.fromkeys(piece.frame.marks, size))
        if piece.frame.level == 1:
            top.update(piece.frame.marks)
    large = {mark for mark, size in held.items() if size > _AREA_SHARE * total}
    return frozenset(mark for mark in large | top if not rendered.areas[mark].certain)


def _kind(rendered: Rendered, piece: Piece, too_large: frozenset[int]) -> str:
    frame = piece.frame
    share = piece.linked / max(1, piece.end - piece.start)
    words = _words(rendered, piece)
    for mark in frame.marks:
        area = rendered.areas[mark]
        prose = not area.certain and words >= _PROSE_WORDS and share < 0.3
        if mark not in too_large and not prose:
            return area.kind
    if frame.meta and words < _META_WORDS and frame.kind != "heading":
        return "meta"
    if frame.kind in ("paragraph", "list") and share >= _LINKED:
        return "link"
    return frame.kind


def _mark_menus(kinds: list[str]) -> None:
    """Runs of link-only blocks become navigation, in place."""
    start = 0
    for index in range(len(kinds) + 1):
        if index < len(kinds) and kinds[index] == "link":
            continue
        if index - start >= _MENU_RUN:
            kinds[start:index] = ["navigation"] * (index - start)
        start = index + 1


def _mark_outside(rendered: Rendered, kinds: list[str]) -> None:
    """Short pieces outside `<main>` and `<article>` become navigation, in place, where these hold most of the page."""
    sizes = [piece.end - piece.start - piece.linked for piece in rendered.pieces]
    inside = sum(size for piece, size in zip(rendered.pieces, sizes, strict=True) if piece.frame.main)
    if 2 * inside < sum(sizes):
        return
    for index, piece in enumerate(rendered.pieces):
        is_title = piece.frame.level == 1 or kinds[index] == "meta"
        if not piece.frame.main and kinds[index] in _MAY_SURROUND and not is_title:
            kinds[index] = "navigation" if _words(rendered, piece) < _PROSE_WORDS else kinds[index]


def _squeeze(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _mark_unwitnessed(rendered: Rendered, kinds: list[str], extracted: str) -> None:
    """Short, linked or trailing pieces that the extraction left out become navigation, in place.

    The witness is not heard at all when it left out a third of the long paragraphs.
    """
    held = f" {_squeeze(extracted)} "
    squeezed = [_squeeze(rendered.content[p.start : p.end]) for p in rendered.pieces]
    seen = [f" {text} " in held for text in squeezed]
    long = [i for i, kind in enumerate(kinds) if kind == "paragraph" and len(squeezed[i].split()) >= _PROSE_WORDS]
    if not long or sum(not seen[i] for i in long) * 3 >= len(long):
        return
    _mark_ends(rendered, kinds, seen, long)


def _mark_ends(rendered: Rendered, kinds: list[str], seen: Sequence[bool], long: Sequence[int]) -> None:
    last = max(i for i in range(len(seen)) if seen[i] or i in (long[0], long[-1]))
    for index, piece in enumerate(rendered.pieces):
        if seen[index] or kinds[index] not in ("paragraph", "list", "heading", "link"):
            continue
        share = piece.linked / max(1, piece.end - piece.start)
        short = _words(rendered, piece) < 12
        if (index > last and short) or (kinds[index] in ("list", "link") and share > 0.3):
            kinds[index] = "navigation"
