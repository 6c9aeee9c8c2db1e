"""One figure told twice in an item, or told again rounded, is one: the first is kept, with the words of all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.mentions import FigureMention
from djeli.values import Figure
from djeli.vocab import Exactness, FigureKind

_ROUND = 0.06
"""How far a rounded number may lie from the one it retells: "nearly 50,000" for 47,300."""
_SAME = ("position", "answer", "payee", "what")
"""Details that make two figures differ when both have them and no word in common."""
_WORD = re.compile(r"\w{3,}")


def merged(found: Sequence[FigureMention]) -> tuple[FigureMention, ...]:
    """The figures in order, each once."""
    kept: list[FigureMention] = []
    for one in found:
        at = next((n for n, other in enumerate(kept) if _again(other, one)), None)
        if at is None:
            kept.append(one)
        else:
            kept[at] = replace(
                kept[at], spans=(*kept[at].spans, *one.spans), figure=_filled(kept[at].figure, one.figure)
            )
    return tuple(kept)


def _filled(first: Figure, second: Figure) -> Figure:
    """A promise with what a later telling adds: whether it was kept, by when it is due."""
    if first.figure not in (FigureKind.PLEDGE, FigureKind.ULTIMATUM):
        return first
    return replace(first, details=tuple(sorted({**dict(second.details), **dict(first.details)}.items())))


def _again(first: FigureMention, second: FigureMention) -> bool:
    one, other = first.figure, second.figure
    if one.figure is not other.figure or one.unit != other.unit or first.denied != second.denied:
        return False
    if not _alike(one.holder, other.holder):
        return False
    if any(not _alike(one.detail(name), other.detail(name)) for name in _SAME):
        return False
    if first.sentence == second.sentence:
        return first.spans[0] == second.spans[0]
    if one.figure is FigureKind.POLL and one.detail("date") != other.detail("date"):
        return False
    return _same_number(one, other)


def _alike(one: str, other: str) -> bool:
    """Whether two phrases may speak of one thing: a word in common, or one of them is empty."""
    return not one or not other or not _words(one).isdisjoint(_words(other))


def _words(phrase: str) -> set[str]:
    return set(_WORD.findall(phrase.casefold())) or {phrase.casefold()}


def _same_number(one: Figure, other: Figure) -> bool:
    if one.best is None or other.best is None:
        return (one.low, one.best, one.high) == (other.low, other.best, other.high)
    if one.best == other.best:
        return True
    loose = Exactness.EXACT not in (one.exactness, other.exactness) or _coarser(one.best, other.best)
    return loose and abs(one.best - other.best) <= _ROUND * max(abs(one.best), abs(other.best))


def _coarser(one: float, other: float) -> bool:
    """Whether one number is the other rounded: fewer digits before its noughts."""
    first, second = (len(f"{n:.10g}".replace(".", "").rstrip("0")) for n in (one, other))
    return first != second and min(first, second) <= 2
