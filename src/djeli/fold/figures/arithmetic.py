"""Comparisons held against their own numbers: "more than double the 650" of 1,500 is 1,500 / 650 = 2.3 and holds.

What counts as holding, by how the factor is told:

- plain ("double", "a third", "up 40 %"): the ratio lies within a twentieth of the factor; of a change in percent,
  within a twentieth of the change or 1.5 points, whichever is more;
- "about": within 15 in a hundred, of a change at least 3 points;
- "more than": the ratio is not under the factor, of a fall not over it; half a hundredth is let pass, as numbers are
  rounded;
- "nearly", "up to": the ratio is hardly above the factor, and behind "nearly" not under 85 hundredths of it;
- a range ("two to three times"): the ratio lies between its ends, a twentieth beyond them let pass.
"""

from __future__ import annotations

from collections.abc import Sequence

from djeli.fold.figures.numbers import number, point
from djeli.values import Figure
from djeli.vocab import Exactness, Sum

PLAIN, ABOUT, EDGE, NEARLY = 0.05, 0.15, 0.005, 0.85
POINTS, ABOUT_POINTS = 0.015, 0.03
_NAMES = {
    2: "double",
    4: "four times",
    3: "three times",
    0.5: "half",
    0.33: "a third",
    0.67: "two thirds",
    0.25: "a quarter",
    0.75: "three quarters",
    0.2: "a fifth",
    1: "as many",
}
_BEFORE = {Exactness.APPROXIMATE: "about ", Exactness.AT_LEAST: "more than ", Exactness.AT_MOST: "less than "}


def number_of(words: str) -> float | None:
    """A number of a comparison's `left` or `right`, written plainly ("1500", "1,500", "43.6"); None for none."""
    try:
        return float(words.replace(",", "").replace(" ", ""))
    except ValueError:
        return None


def compared(figure: Figure) -> tuple[Sum, str]:
    """Whether a comparison holds by its own numbers, with a sentence that shows the sum.

    `details` may tell how: `how` is "nearly" or "change" (told as a change: "up 40 %"), or both with a blank between.
    """
    left, right = number_of(figure.detail("left")), number_of(figure.detail("right"))
    factor = point(figure)
    if factor is None and figure.low is not None and figure.high is not None:
        factor = (figure.low + figure.high) / 2
    if left is None or right is None or factor is None or not right:
        if factor is not None and left is None and right is None:
            return Sum.OPEN, "Cannot be checked: the two numbers aren't told."
        return Sum.OPEN, f"Cannot be checked: the {'factor' if factor is None else 'other number'} isn't told."
    ratio = left / right
    how = figure.detail("how").split()
    holds = _holds(ratio, figure, factor, how)
    verdict = "holds" if holds else "doesn't hold"
    sentence = f"{number(left)} / {number(right)} = {_short(ratio)}: {_told(figure, factor, how)} {verdict}."
    return (Sum.HOLDS if holds else Sum.FAILS), sentence


def _holds(ratio: float, figure: Figure, factor: float, how: Sequence[str]) -> bool:
    change = abs(factor - 1)
    if figure.best is None and figure.low is not None and figure.high is not None:
        return figure.low * (1 - PLAIN) <= ratio <= figure.high * (1 + PLAIN)
    if "nearly" in how:
        if "change" in how:
            return _between(ratio, 1 + (factor - 1) * NEARLY, factor, POINTS)
        return NEARLY * factor <= ratio <= factor * (1 + EDGE * 2)
    if figure.exactness is Exactness.AT_LEAST:
        # A fall of more than a half goes below the factor, a rise of more than a half above it.
        below = "change" in how and factor < 1
        return ratio <= factor + EDGE if below else ratio >= factor * (1 - EDGE)
    if figure.exactness is Exactness.AT_MOST:
        return ratio <= factor * (1 + EDGE * 2)
    loose = figure.exactness is Exactness.APPROXIMATE
    if "change" in how:
        margin = max((ABOUT if loose else PLAIN) * change, ABOUT_POINTS if loose else POINTS)
    else:
        margin = (ABOUT if loose else PLAIN) * factor
    return abs(ratio - factor) <= margin


def _between(ratio: float, one: float, other: float, margin: float) -> bool:
    return min(one, other) - margin <= ratio <= max(one, other) + margin


def _short(ratio: float) -> str:
    return number(round(ratio, 1 if ratio >= 1.5 else 2))


def _told(figure: Figure, factor: float, how: Sequence[str]) -> str:
    """The factor as the words had it: "more than double", "nearly a third", "about 40 % more"."""
    before = "nearly " if "nearly" in how else _BEFORE.get(figure.exactness, "")
    if figure.best is None and figure.low is not None and figure.high is not None:
        return f"{number(figure.low)} to {number(figure.high)} times"
    if "change" in how:
        return f"{before}{number(round(abs(factor - 1) * 100, 1))} % {'more' if factor > 1 else 'less'}"
    name = next((name for known, name in _NAMES.items() if abs(known - factor) < 0.005), "")
    return before + (name or f"{number(round(factor, 2))} times")
