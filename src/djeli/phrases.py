"""Values in words, as a reader who knows nothing of computing wants them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from djeli.records import Claim
from djeli.values import Quantity, When, Where
from djeli.views import Estimate, Event
from djeli.vocab import Exactness, Harm, Precision, Resolution, Scope, Stance

GRADES = {
    "1": "confirmed by other origins",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
SOURCES = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "no basis to judge",
}
STANCES = {
    Stance.ASSERTS: "said by",
    Stance.DENIES: "denied by",
    Stance.CONFIRMS: "confirmed by",
    Stance.ACCUSES: "accusation by",
    Stance.CLAIMS_RESPONSIBILITY: "claimed by",
    Stance.CONDEMNS: "condemned by",
    Stance.PREDICTS: "predicted by",
    Stance.PROMISES: "promised by",
    Stance.CALLS_FOR: "called for by",
}
"""Stances in a form that fits one speaker and many."""


def _day(day: dt.date, *, year: bool = True) -> str:
    return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")


def when_day(day: dt.date) -> str:
    """One day: "4 May 2021"."""
    return _day(day)


def when(value: When | None) -> str:
    """A date or interval, as coarse as it is known."""
    if value is None:
        return "date not stated"
    start, end = value.start, value.end
    if start == end:
        return _day(start)
    if value.precision is Precision.YEAR:
        return str(start.year)
    if value.precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return f"{start:%b} {start.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start, year=start.year != end.year)} – {_day(end)}"


def where(value: Where | None) -> str:
    """A place with the units it lies in."""
    if value is None:
        return "place not stated"
    near = "near " if value.resolution is Resolution.NEAR and not value.name.lower().startswith("near") else ""
    parts = [near + value.name, value.adm1, value.country_name or value.country]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def bounds(low: int | None, best: int | None, high: int | None) -> str:
    """A count with its bounds: "12", "50–134", "at least 5", "up to 70"."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,}+" if best is None or best == low else f"{low:,}–{best:,}+"
    if high is not None:
        return f"≤ {high:,}"
    return f"about {best:,}" if best is not None else ""


def estimate(value: Estimate | None) -> str:
    """Bounds of an estimate, and whose they are where sides are counted apart; empty when nobody counts."""
    return f"{bounds(value.low, value.best, value.high)} {value.of}".strip() if value else ""


def quantity(value: Quantity) -> str:
    """A count as one account gives it, with what is counted."""
    hedge = {Exactness.APPROXIMATE: "about ", Exactness.VAGUE: "roughly "}.get(value.exactness, "")
    return f"{hedge}{bounds(value.low, value.best, value.high)} {value.of}".strip()


SCOPES = {
    Scope.PART: "some of them",
    Scope.AGGREGATE: "over several events",
    Scope.STOCK: "at that time",
    Scope.EARLIER: "an earlier count",
    Scope.HIT: "hit",
}
"""What a count that is not the event's own total covers, in words."""


def _reach(scope: Scope, valid: When | None) -> str:
    """What a count covers, in brackets; for a stock the day it was counted at. Empty for the event's own total."""
    if scope is Scope.STOCK and valid is not None:
        return f" (as of {when(valid)})"
    return f" ({SCOPES[scope]})" if scope in SCOPES else ""


def claimed(claim: Claim) -> str:
    """The value of a claim in words."""
    parsed = claim.parsed()
    if isinstance(parsed, Quantity):
        return f"{quantity(parsed)}{_reach(parsed.scope, claim.valid)}"
    if isinstance(parsed, When):
        return when(parsed)
    if isinstance(parsed, Where):
        return where(parsed)
    return str(getattr(parsed, "name", parsed))


def voice(claim: Claim) -> str:
    """Who says it and how: "denied by the army"; empty for the item's own voice."""
    return voice_name(claim.speaker.name, claim.stance) if claim.speaker else ""


def voice_name(name: str, stance: Stance) -> str:
    """A voice that is known by a name alone: "denied by the army"; empty for a page's own."""
    return f"{STANCES[stance]} {name}" if name else ""


def told_by(pairs: Iterable[tuple[str, str]]) -> str:
    """Voices with the pages they stand in, each voice once: "said by the army, in Wire (4 May 2021) and 2 more"."""
    pages: dict[str, dict[str, None]] = {}
    for who, page in pairs:
        pages.setdefault(who, {})[page] = None
    parts = []
    for who, listed in pages.items():
        first, *others = listed
        more = f" and {len(others)} more" if others else ""
        parts.append(f"{who}, in {first}{more}" if who else f"{first}{more}")
    return "; ".join(parts)


def clip(text: str, limit: int = 320) -> str:
    """One line of at most `limit` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def page_name(publisher: str, published: str) -> str:
    """Publisher with the page's date: "Wire (4 May 2021)"."""
    try:
        return f"{publisher} ({_day(dt.date.fromisoformat(published[:10]))})"
    except ValueError:
        return f"{publisher} (undated)"


def toll_cell(event: Event) -> str:
    """Killed, for the table; a sign where accounts disagree."""
    killed = estimate(event.harm.get(Harm.KILLED))
    wounded = estimate(event.harm.get(Harm.WOUNDED))
    shown = killed or (f"{wounded} hurt" if wounded else "")
    return f"{shown} ⚠".strip() if event.disputes else shown


def origins(event: Event) -> str:
    """Independent origins held, and those only credited: "2 of 5"."""
    total = event.origins_held + event.origins_credited
    return str(event.origins_held) if total == event.origins_held else f"{event.origins_held} of {total}"


def grade(text: str) -> str:
    """The pair in words: "C3: the source is fairly reliable (C); the information is possibly true (3)"."""
    if len(text) != 2:
        return "not graded"
    source, information = f"{SOURCES[text[0]]} ({text[0]})", f"{GRADES[text[1]]} ({text[1]})"
    known = "no basis to judge the source (F)" if text[0] == "F" else f"the source is {source}"
    return f"{text}: {known}; the information {'' if text[1] == '6' else 'is '}{information}"
