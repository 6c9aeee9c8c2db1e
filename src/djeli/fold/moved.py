"""Wounded who died later: they leave the wounded and join the dead told before.

A toll of one page told right behind them ("bringing the toll to 9") counts them already; so does one that is their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from djeli.fold.people import is_hurt, is_part
from djeli.fold.statements import Statement
from djeli.values import Quantity

NEW_TOLL = 150
"""Characters behind those who died in which a toll that counts them begins."""


def moved(dead: Sequence[Statement]) -> list[Statement]:
    """The statements of wounded who died."""
    return [one for one in dead if is_hurt(one.count) and one.point]


def dead_with(dead: Sequence[Statement]) -> list[Statement]:
    """The statements of dead; a toll of the same voice and page told before wounded died grows by them."""
    out = list(dead)
    for late in moved(dead):
        totals = [one for one in dead if _same(one, late) and not is_part(one.count) and one.point]
        before = [one for one in totals if one.at < late.at]
        new = any(late.at < one.at <= late.at + NEW_TOLL for one in totals)
        if not before or new:
            continue
        base = max(before, key=lambda one: (one.voice == late.voice, one.point or 0, one.claims))
        grown = (base.point or 0) + (late.point or 0)
        if any(one.point == grown for one in totals):
            continue
        out[out.index(base)] = _joined(base, late)
    return out


def wounded_without(hurt: Sequence[Statement], dead: Sequence[Statement]) -> list[Statement]:
    """The statements of wounded, those told before some of them died less these; none where nobody is left."""
    late = moved(dead)
    left = [_less(one, sum(d.point or 0 for d in late if _same(one, d) and one.at < d.at), late) for one in hurt]
    return [one for one in left if one is not None]


def _same(one: Statement, other: Statement) -> bool:
    """Whether one page tells both, in one voice or one of them in its own."""
    own = any(each.voice.startswith("text:") for each in (one, other))
    return one.item == other.item and (own or one.voice == other.voice)


def _joined(base: Statement, late: Statement) -> Statement:
    claims = tuple(sorted({*base.claims, *late.claims}))
    return replace(base, claims=claims, count=_shifted(base.count, late.point or 0), joined=late.point or 0)


def _less(one: Statement, gone: int, late: Sequence[Statement]) -> Statement | None:
    if gone == 0:
        return one
    if one.high <= gone:
        return None
    claims = tuple(sorted({*one.claims, *(claim for d in late if _same(one, d) for claim in d.claims)}))
    return replace(one, claims=claims, count=_shifted(one.count, -gone), dead=one.dead + gone)


def _shifted(count: Quantity, by: int) -> Quantity:
    low, best, high = (None if n is None else max(0, n + by) for n in (count.low, count.best, count.high))
    return replace(count, low=low, best=best, high=high)
