"""Whether two numbers are one number told twice, and how a number is spelled."""

from __future__ import annotations

from functools import lru_cache

from djeli.values import Figure
from djeli.vocab import Exactness, FigureKind

NEAR = 0.1
"""A rounded number lies no further than a tenth from the one it stands for."""
REACH = 1.5
"""How far a number may go beyond "more than" or stay below "up to" and still be what was meant."""
SMALL = 100
"""Whole numbers below it are counted, not rounded, unless a hedge says so."""
_MOST_DIGITS = 12
_HEDGES = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to ", Exactness.APPROXIMATE: "about "}


def point(figure: Figure) -> float | None:
    """The number told, hedged or not; None where the words give a range or no number."""
    if figure.best is not None:
        return figure.best
    if figure.exactness is Exactness.AT_LEAST:
        return figure.low
    return figure.high if figure.exactness is Exactness.AT_MOST else None


def bounds(figure: Figure) -> tuple[float, float] | None:
    """The least and the greatest the words allow, "more than" and "up to" within `REACH`; None without a number."""
    told = point(figure)
    if told is not None and figure.exactness is Exactness.AT_LEAST:
        return told, told * REACH
    if told is not None and figure.exactness is Exactness.AT_MOST:
        return told / REACH, told
    if told is not None:
        return told, told
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    return low if low is not None else 0.0, high if high is not None else float("inf")


@lru_cache(maxsize=100_000)
def step(number: float) -> float:
    """The step a number is rounded to: 1,500 to 100, 43.6 to 0.1."""
    digits = f"{number:.{_MOST_DIGITS}g}"
    if "e" in digits:
        digits = f"{float(digits):.0f}"
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if number else 1.0


@lru_cache(maxsize=100_000)
def _digits(number: float) -> int:
    """Digits that say something: 2 of 1,500, 3 of 43.6."""
    return len(f"{number / step(number):.0f}")


def same_number(one: Figure, other: Figure) -> tuple[bool, str]:
    """Whether both give one number, and why where they are written differently."""
    if (one.low, one.best, one.high) == (other.low, other.best, other.high):
        return True, ""
    a, b = point(one), point(other)
    if a is None or b is None:
        return _held(one, other)
    if a == b:
        return True, ""
    if abs(a - b) > NEAR * max(abs(a), abs(b)):
        return False, ""
    fine, coarse, hedge = (a, b, other.exactness) if step(a) < step(b) else (b, a, one.exactness)
    if _rounds(fine, coarse, hedge):
        return True, f"{number(coarse)} is {number(fine)}, rounded."
    return False, ""


def _rounds(fine: float, coarse: float, hedge: Exactness) -> bool:
    """Whether `coarse` is `fine` rounded: to the nearest step, down behind "more than", up behind "up to"."""
    unit = step(coarse)
    if _digits(fine) <= _digits(coarse) or abs(fine - coarse) > NEAR * abs(coarse):
        return False
    if hedge is Exactness.EXACT and unit > 1 and coarse < SMALL:
        return False
    if hedge is Exactness.AT_LEAST:
        return 0 <= fine - coarse <= unit
    if hedge is Exactness.AT_MOST:
        return 0 <= coarse - fine <= unit
    return abs(fine - coarse) <= (unit if hedge is Exactness.APPROXIMATE else unit / 2)


def _held(one: Figure, other: Figure) -> tuple[bool, str]:
    """A range or a vague word holds a number ("tens of thousands" and 41,000)."""
    wide, exact = (one, other) if point(one) is None else (other, one)
    told, limits = point(exact), bounds(wide)
    if told is None or limits is None:
        return False, ""
    if limits[0] <= told <= limits[1]:
        return True, f"{spell(wide)} holds {number(told)}."
    return False, ""


def allow(one: Figure, other: Figure) -> bool:
    """Whether the words of both can be true of one number."""
    a, b = bounds(one), bounds(other)
    return a is None or b is None or max(a[0], b[0]) <= min(a[1], b[1])


def number(value: float) -> str:
    """A number as English writes it: 1,500 or 43.6."""
    text = f"{value:,.2f}" if not float(value).is_integer() else f"{int(value):,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spell(figure: Figure) -> str:
    """A figure in words, hedge and unit included: "about 1,500 people", "43.6 %"; a position where it has no number."""
    told, limits = point(figure), bounds(figure)
    if told is not None:
        text = _HEDGES.get(figure.exactness, "") + number(told)
    elif limits is None:
        return figure.detail("position") or "no number"
    elif figure.high is None:
        text = f"{number(limits[0])} or more"
    else:
        text = f"{number(limits[0])} to {number(limits[1])}"
    if figure.unit == "percent":
        return f"{text} %"
    if figure.figure in (FigureKind.MONEY, FigureKind.PLEDGE) and len(figure.unit) == 3:
        return f"{text} {figure.unit}"
    return f"{text} {figure.unit}".rstrip()
