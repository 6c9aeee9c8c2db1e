"""Whether two accounts can both be right, and why: what only looks like a contradiction is told apart from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from djeli.fold.setting import FINE, same_place
from djeli.fold.statements import Statement
from djeli.text.similarity import plain
from djeli.values import When, Where
from djeli.vocab import Exactness, Precision, Resolution

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


WEEKDAY_YEAR = "the first year from"
"""Stands in the reason of a day whose year the words leave open."""
NEAR_DAYS = 7
"""Days from which two dates are of two things rather than a contradiction about one."""
FAR_KM = 1000.0
"""The same for places."""
FAR_ABROAD_KM, BORDER_KM = 300.0, 150.0
"""Of two countries: beyond the first a namesake, within the second the two sides of one border."""
FAR_APART = 100
"""Times one number holds another, from which on they count different things (a village's displaced, a country's)."""
FIRST_DAYS = 4
"""Days after an event in which counts still grow: a lower one said then is "so far"."""


def counts(one: Statement, other: Statement, deed: When | None = None) -> Verdict:
    """Compare two totals of one harm to the same people; `deed` is when it happened, if that is known."""
    if one.item == other.item and one.voice == other.voice:
        return Verdict(True, "One voice on one page: a part, or an older count.")
    undated = not one.said or not other.said
    if undated and one.voice == other.voice and one.voice.startswith(("actor:", "name:")):
        return Verdict(True, f"Both are given by {one.name}, on days that are not known.")
    if _overlap(one, other):
        return Verdict(True, "The numbers allow one another as they are worded.")
    low, high = sorted((one.high, other.high))
    if 0 < low * FAR_APART <= high and low > 1:
        return Verdict(True, f"{high} is more than {FAR_APART} times {low}: they count different things.")
    if _rounding(one, other):
        return Verdict(True, f"{one.point} and {other.point} are one number, rounded.")
    early, late = sorted((one, other), key=lambda s: (s.said, s.low))
    if _superseded(early, late, deed):
        return Verdict(True, f"{early.high} was the count on {early.said}; by {late.said} it had risen to {late.low}.")
    reason = f"{_words(one)} according to {one.name}, {_words(other)} according to {other.name}."
    return Verdict(False, reason[0].upper() + reason[1:])


def _bounds(one: Statement) -> tuple[float, float]:
    """What the words allow: "at least 12" and "dozens" are open above, "up to 70" below."""
    low = float(one.low) if one.count.exactness is not Exactness.AT_MOST else 0.0
    high = float("inf") if one.count.exactness in (Exactness.AT_LEAST, Exactness.VAGUE) else float(one.high)
    return low, high


def _overlap(one: Statement, other: Statement) -> bool:
    """Exact and bounded counts overlap; a lower bound far below a number ("at least 12" and 60) still differs."""
    (low_a, high_a), (low_b, high_b) = _bounds(one), _bounds(other)
    if max(low_a, low_b) > min(high_a, high_b):
        return False
    if Exactness.VAGUE in (one.count.exactness, other.count.exactness):
        return True
    if Exactness.AT_LEAST in (one.count.exactness, other.count.exactness):
        return min(one.low, other.low) * 1.5 + 1 >= max(one.low, other.low)
    return True


def _rounding(one: Statement, other: Statement) -> bool:
    a, b = one.point, other.point
    if a is None or b is None or not a or not b or abs(a - b) > ROUNDING * max(a, b):
        return False
    loose = Exactness.APPROXIMATE in (one.count.exactness, other.count.exactness)
    return any(n % step == 0 and n >= 2 * step for n in (a, b) for step in ROUND if loose or step >= 50 or n >= 100)


def _superseded(early: Statement, late: Statement, deed: When | None) -> bool:
    """A count that grew is no contradiction: a later and higher one of the same voice, or of any in the first days."""
    if not early.said or not late.said or early.high > late.low:
        return False
    fresh = deed is not None and early.said <= (deed.end + dt.timedelta(FIRST_DAYS)).isoformat()
    if fresh and early.count.exactness is Exactness.AT_LEAST:
        return True
    if early.said >= late.said:
        return fresh and early.voice == late.voice and early.voice.startswith(("actor:", "name:"))
    own = early.voice.startswith("text:") or late.voice.startswith("text:")
    return own or fresh or early.voice == late.voice


def grown(one: Statement, told: Sequence[Statement], deed: When | None) -> str:
    """The later and higher count that took a count's place without contradicting it; empty where none did."""
    after = [other for other in told if other.said > one.said and (other.point or 0) > one.high] if one.said else []
    took = [other for other in after if counts(one, other, deed).agree]
    best = min(took, key=lambda other: (other.said, other.claims), default=None)
    return f"by {best.said} the count was {_words(best)}" if best is not None else ""


def _words(one: Statement) -> str:
    prefix = {Exactness.AT_LEAST: "at least ", Exactness.AT_MOST: "up to ", Exactness.APPROXIMATE: "about "}
    if one.point is None:
        return f"{one.low} or more" if one.count.exactness is Exactness.VAGUE else f"{one.low} to {one.high}"
    return f"{prefix.get(one.count.exactness, '')}{one.point}"


def spell(one: Statement) -> str:
    """A count in words, hedges included ("at least 12")."""
    return _words(one)


def dates(one: When, other: When, *, one_night: bool = True) -> Verdict:
    """Compare two dates of one event; `one_night`: neighbouring days may be one night, as far as is known."""
    gap = one.gap_days(other)
    if gap == 0:
        return Verdict(True, "One date holds the other.")
    if _guessed(one) or _guessed(other):
        return Verdict(True, "The year of one is worked out from its weekday and may be another.")
    exact = one.precision is Precision.DAY and other.precision is Precision.DAY
    if gap == 1 and (one_night or not exact):
        return Verdict(True, "Neighbouring days: one night, or another time zone.")
    if not exact:
        return Verdict(True, f"{gap} days apart, but not both are known to the day.")
    if gap > NEAR_DAYS and not _slip(one, other):
        return Verdict(True, f"{gap} days apart: a report of something else rather than of another day.")
    return Verdict(False, f"One account says {one.start}, another {other.start}.")


def _guessed(when: When) -> bool:
    """Whether the words give no year, and it is only the first with such a weekday."""
    return WEEKDAY_YEAR in when.reason


def _slip(one: When, other: When) -> bool:
    """The same day of another month, or the same day and month of another year: a slip of the pen."""
    return one.start.day == other.start.day and (
        one.start.month == other.start.month or one.start.year == other.start.year
    )


def places(one: Where, other: Where) -> Verdict:
    """Compare two places of one event."""
    if same_place(one, other):
        return Verdict(True, "One place lies in or near the other.")
    if one.unlisted or other.unlisted or plain(one.name) == plain(other.name):
        return Verdict(True, "A place that no gazetteer lists, or a namesake: where it lies is not known well enough.")
    if {one.resolution, other.resolution} & COARSE:
        return Verdict(True, "A country or an area is too coarse a place to contradict another.")
    abroad = bool(one.country and other.country and one.country != other.country)
    distance = one.kilometres(other)
    if distance is not None and distance > (FAR_ABROAD_KM if abroad else FAR_KM):
        return Verdict(True, f"{distance:.0f} km apart: a namesake, or the place of something else.")
    if abroad and distance is not None and distance < BORDER_KM:
        return Verdict(True, f"{distance:.0f} km apart on two sides of a border: fighting there has a place on both.")
    if one.resolution in FINE and other.resolution in FINE:
        apart = f", {distance:.0f} km apart" if distance is not None else ""
        return Verdict(False, f"One account says {one.name}, another {other.name}{apart}.")
    if abroad or not {one.resolution, other.resolution} & FINE:
        return Verdict(False, f"One account says {one.name}, another {other.name}.")
    return Verdict(True, "A town against a region: the region may be told loosely.")
