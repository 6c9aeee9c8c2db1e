"""Figures of one question held against one another: disputes, series in time, and what only looks like a dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from djeli.fold.figures.gather import Gathered, described, times
from djeli.fold.figures.numbers import allow, point, same_number, spell
from djeli.fold.figures.tellings import HARD, STOCKS, Telling, names, part_of, same_time
from djeli.fold.reconcile import Verdict
from djeli.fold.sides import Stand, dispute
from djeli.records import digest
from djeli.views import Dispute, Series, Side
from djeli.vocab import DisputeKind, FigureKind

_MANY = 300
"""Figures of one subject beyond which parts aren't sought among them."""


def compare(one: Telling, other: Telling) -> Verdict:
    """Whether two tellings of one question can both be right, and why."""
    if one.item == other.item and one.voice == other.voice:
        return Verdict(True, "One voice on one page: a part, or an older count.")
    same, reason = same_number(one.figure, other.figure)
    if same:
        return Verdict(True, reason or "The same number.")
    if allow(one.figure, other.figure):
        return Verdict(True, "The numbers allow one another as they are worded.")
    if not same_time(one, other):
        return Verdict(True, "Numbers of two times.")
    if one.voice == other.voice:
        return Verdict(True, f"Both are given by {one.name}.")
    reason = f"{spell(one.figure)} according to {one.name}, {spell(other.figure)} according to {other.name}."
    return Verdict(False, reason[0].upper() + reason[1:])


def disputes(group: Sequence[Gathered]) -> Iterator[Dispute]:
    """Numbers of one question and one time that cannot all be right, by different voices."""
    every = [t for one in group for t in one.told]
    for told in times(every, lambda t: t):
        stands = [
            Stand(value=t, words=spell(t.figure), claims=(t.claim,), voice=t.voice, name=t.name, family=t.family)
            for t in sorted(told, key=lambda t: (point(t.figure) or 0, t.claim))
        ]
        found = dispute("", DisputeKind.FIGURE, "figure", stands, compare)
        if found is not None:
            yield found


def denied(one: Gathered) -> Dispute | None:
    """A figure that one voice gives and another says is not so."""
    view = one.view
    if not view.denials or not view.claims:
        return None
    sides = (
        Side(value=spell(view.figure), claims=view.claims, speakers=view.voices),
        Side(value="not so", claims=view.denials, speakers=view.denied_by),
    )
    return Dispute(
        id=digest("dispute", "", DisputeKind.FIGURE, "figure", [side.claims for side in sides]),
        event="",
        kind=DisputeKind.FIGURE,
        prop="figure",
        sides=sides,
        reason=f"{spell(view.figure)} according to {', '.join(view.voices)}, denied by {', '.join(view.denied_by)}.",
    )


def series(group: Sequence[Gathered]) -> Series | None:
    """The figures of one question in the order of time; None where they are of one time."""
    dated = [one for one in group if one.first.days is not None]
    ordered = [one for at in times(dated, lambda one: one.first) for one in at]
    days = tuple(one.first.days[0].isoformat() for one in ordered if one.first.days is not None)
    if len(set(days)) < 2 or len(times(dated, lambda one: one.first)) < 2:
        return None
    figure = ordered[0].view.figure
    ids = tuple(one.view.id for one in ordered)
    question = ", ".join(words for name in HARD[figure.figure] if (words := figure.detail(name)))
    return Series(
        id=digest("series", ids), kind=figure.figure, holder=figure.holder, question=question, figures=ids, days=days
    )


def stale(group: Sequence[Gathered]) -> dict[str, str]:
    """By view, the sentence on the later number that took its place."""
    found: dict[str, str] = {}
    for early, late in combinations(sorted(group, key=_begun), 2):
        if _superseded(early, late):
            found[early.view.id] = f"{described(early)}, then {described(late)}."
    return found


def _begun(one: Gathered) -> tuple[str, str, str]:
    days = one.first.days
    return (days[0].isoformat(), days[1].isoformat(), one.view.id) if days else ("", "", one.view.id)


def _superseded(early: Gathered, late: Gathered) -> bool:
    """A later stock, or a count that goes on, of the same voice or of a text."""
    a, b = early.first, late.first
    if a.days is None or b.days is None or same_time(a, b) or a.kind is FigureKind.POLL:
        return False
    goes_on = a.own and b.own and a.days[0] == b.days[0] and a.days[1] < b.days[1]
    if not goes_on and not (a.kind in STOCKS and a.days[1] < b.days[0]):
        return False
    voices = {t.voice for t in early.told}, {t.voice for t in late.told}
    return bool(voices[0] & voices[1]) or any(v.startswith("text:") for v in voices[0] | voices[1])


def reasons(group: Sequence[Gathered]) -> dict[str, list[str]]:
    """By view, why another number of its question and time is no contradiction."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in combinations(group, 2):
        a, b = one.first, other.first
        if same_time(a, b) and allow(a.figure, b.figure):
            text = f"{spell(a.figure)} and {spell(b.figure)} allow one another as they are worded."
            found[one.view.id].append(text)
            found[other.view.id].append(text)
    return found


def parts(figures: Sequence[Gathered]) -> Mapping[str, list[str]]:
    """By view, of which whole it is a part: the same is told of more, and the number is greater."""
    near: dict[object, list[Gathered]] = defaultdict(list)
    for one in figures:
        for word in names(one.view.figure):
            near[one.view.figure.figure, one.view.figure.unit, word].append(one)
    found: dict[str, list[str]] = defaultdict(list)
    for some in near.values():
        for one, other in combinations(some, 2) if len(some) <= _MANY else ():
            for part, whole in ((one, other), (other, one)):
                text = _part(part, whole)
                if text and text not in found[part.view.id]:
                    found[part.view.id].append(text)
    return found


def _part(part: Gathered, whole: Gathered) -> str:
    less, more = point(part.view.figure), point(whole.view.figure)
    if less is None or more is None or less >= more or not same_time(part.first, whole.first):
        return ""
    what = part_of(part.view.figure, whole.view.figure)
    return f"A part ({what}) of {spell(whole.view.figure)}." if what else ""
