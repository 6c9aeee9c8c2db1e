"""Whether two accounts can both be right, and why: what only looks like a contradiction is told apart from one."""

from __future__ import annotations

from dataclasses import dataclass

from djeli.fold.setting import FINE, same_place
from djeli.fold.toll import Statement
from djeli.values import When, Where
from djeli.vocab import Exactness, PartyKind, Precision, Resolution

COARSE = frozenset({Resolution.COUNTRY, Resolution.AREA, Resolution.WATER})
ROUND = (1000, 100, 50, 10)
"""Steps that people round to."""
ROUNDING = 0.1
"""Two numbers nearer than a tenth are one number rounded, when the rounder of them is a multiple of such a step."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two values agree, and the sentence that says why they do or do not."""

    agree: bool
    reason: str


def counts(one: Statement, other: Statement) -> Verdict:
    """Compare two totals of one harm."""
    if _other_people(one.count.party, other.count.party):
        return Verdict(True, f"They count different people: {one.count.of or one.count.party}, {other.count.of}.")
    if _overlap(one, other):
        return Verdict(True, "The numbers allow one another as they are worded.")
    if _rounding(one, other):
        return Verdict(True, f"{one.point} and {other.point} are one number, rounded.")
    early, late = sorted((one, other), key=lambda s: s.said)
    if _superseded(early, late):
        return Verdict(True, f"{early.high} was the count on {early.said}; by {late.said} it had risen to {late.low}.")
    reason = f"{one.name} says {_words(one)}, {other.name} says {_words(other)}."
    return Verdict(False, reason[0].upper() + reason[1:])


def _other_people(one: PartyKind, other: PartyKind) -> bool:
    """Dead soldiers and dead rebels are two counts; an unknown kind may be anybody."""
    return PartyKind.UNKNOWN not in (one, other) and one is not other


def _bounds(one: Statement) -> tuple[float, float]:
    """What the words allow: "at least 12" is open above, "up to 70" below."""
    low = float(one.low) if one.count.exactness is not Exactness.AT_MOST else 0.0
    high = float("inf") if one.count.exactness is Exactness.AT_LEAST else float(one.high)
    return low, high


def _overlap(one: Statement, other: Statement) -> bool:
    """Exact and bounded counts overlap; a lower bound far below a number ("at least 12" and 60) still differs."""
    (low_a, high_a), (low_b, high_b) = _bounds(one), _bounds(other)
    if max(low_a, low_b) > min(high_a, high_b):
        return False
    if Exactness.AT_LEAST in (one.count.exactness, other.count.exactness):
        return min(one.low, other.low) * 1.5 + 1 >= max(one.low, other.low)
    return True


def _rounding(one: Statement, other: Statement) -> bool:
    a, b = one.point, other.point
    if a is None or b is None or not a or not b or abs(a - b) > ROUNDING * max(a, b):
        return False
    loose = Exactness.APPROXIMATE in (one.count.exactness, other.count.exactness)
    return any(n % step == 0 and n >= 2 * step for n in (a, b) for step in ROUND if loose or step >= 50 or n >= 100)


def _superseded(early: Statement, late: Statement) -> bool:
    """The same kind of voice on a later day with a higher count: a count that grew, not a contradiction."""
    if not early.said or not late.said or early.said >= late.said or early.high > late.low:
        return False
    own = early.voice.startswith("text:") or late.voice.startswith("text:")
    return own or early.voice == late.voice


def _words(one: Statement) -> str:
    prefix = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to ", Exactness.APPROXIMATE: "about "}
    if one.point is None:
        return f"{one.low} to {one.high}"
    return f"{prefix.get(one.count.exactness, '')}{one.point}"


def spell(one: Statement) -> str:
    """A count in words, hedges included ("at least 12")."""
    return _words(one)


def dates(one: When, other: When) -> Verdict:
    """Compare two dates of one event."""
    gap = one.gap_days(other)
    if gap == 0:
        return Verdict(True, "One date holds the other.")
    if gap == 1:
        return Verdict(True, "Neighbouring days: one night, or another time zone.")
    if one.precision is not Precision.DAY or other.precision is not Precision.DAY:
        return Verdict(True, f"{gap} days apart, but not both are known to the day.")
    return Verdict(False, f"One account says {one.start}, another {other.start}.")


def places(one: Where, other: Where) -> Verdict:
    """Compare two places of one event."""
    if same_place(one, other):
        return Verdict(True, "One place lies in or near the other.")
    if {one.resolution, other.resolution} & COARSE:
        return Verdict(True, "A country or an area is too coarse a place to contradict another.")
    if one.resolution in FINE and other.resolution in FINE:
        distance = one.kilometres(other)
        apart = f", {distance:.0f} km apart" if distance is not None else ""
        return Verdict(False, f"One account says {one.name}, another {other.name}{apart}.")
    return Verdict(False, f"One account says {one.name}, another {other.name}.")
