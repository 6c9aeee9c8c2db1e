"""Figures as their page shows them: rows with quotes and what came of them, and points for the pictures."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from djeli import phrases, wording
from djeli.cited import CitedFigure
from djeli.records import Span
from djeli.views import Dispute, Series
from djeli.vocab import FigureKind, Outcome, Sum
from djeli.web.draw import series as draw
from djeli.web.draw.series import Point

CHARTED = (FigureKind.POLL, FigureKind.DISPLACED, FigureKind.FORCE_SIZE, FigureKind.VOTE, FigureKind.CONTROL,
           FigureKind.VIOLATIONS, FigureKind.COUNT)  # fmt: skip
"""Kinds of which a picture says more than a list; money comes in many currencies and rates."""
SUMS = {
    Sum.HOLDS: "the numbers told bear it out",
    Sum.FAILS: "the numbers told do not bear it out",
    Sum.OPEN: "cannot be checked",
}
OUTCOMES = {Outcome.MET: "kept", Outcome.UNMET: "not kept", Outcome.UNKNOWN: "what came of it is not told"}
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure with its words. `held` is the time its words give, or what is known of its page's."""

    id: str
    kind: str
    amount: str
    holder: str
    details: str
    held: str
    words: str
    span: Span | None
    voices: str
    comparison: str
    sum: str
    failed: bool
    promise: str
    outcome: str
    unmet: bool
    stale: str
    denied: str
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with the rows it draws: under every picture stands its table."""

    title: str
    note: str
    picture: Markup
    narrow: Markup  # the same for a phone; empty where it would be no other
    rows: tuple[Row, ...]
    link: str = ""
    left: int = 0  # figures of the kind that are not drawn


def row(one: CitedFigure) -> Row:
    """A figure by its first telling."""
    view, figure = one.view, one.view.figure
    first = one.told[0] if one.told else None
    held = wording.held(view.when)
    comparison, promise = one.comparison, one.promise
    return Row(
        id=view.id[:12],
        kind=wording.KINDS[figure.figure],
        amount=wording.amount(figure),
        holder="" if figure.holder.casefold() in ("people", figure.unit.casefold()) else figure.holder,
        details=wording.details(figure, without="period" if held else ""),
        held=held or _of_page(view.first),
        words=first.passage if first else "",
        span=first.claim.spans[0] if first else None,
        voices=phrases.told_by(
            (phrases.voice(told.claim) + " (private)" * told.private, told.page) for told in one.told
        ),
        comparison=comparison.sentence if comparison else "",
        sum=SUMS[comparison.sum] if comparison else "",
        failed=comparison is not None and comparison.sum is Sum.FAILS,
        promise=promise.sentence if promise else "",
        outcome=OUTCOMES[promise.outcome] if promise else "",
        unmet=promise is not None and promise.outcome is Outcome.UNMET,
        stale=view.stale,
        denied=", ".join(view.denied_by),
        disputes=one.disputes,
    )


def _of_page(day: str) -> str:
    return f"date not stated; page of {wording.iso(day)}" if day else "date not stated; page undated"


def point(one: CitedFigure) -> Point:
    """A figure as a mark in a picture."""
    shown, view, figure = row(one), one.view, one.view.figure
    told = [figure.detail(name) for name in ("answer", "what", "position", "on", "area")]
    when = view.when
    return Point(
        value=figure.best,
        low=figure.low,
        high=figure.high,
        words=shown.amount,
        name=shown.holder or shown.kind,
        note=" · ".join(part for part in (*dict.fromkeys(word for word in told if word), wording.held(when)) if part),
        title=f"{shown.kind}: {shown.amount}, {shown.holder}; {shown.held}; {shown.voices}",
        link=f"#f-{shown.id}",
        first=when.start if when else None,
        last=when.end if when else None,
        stale=bool(view.stale),
        disputed=bool(one.disputes),
    )


def numbered(one: CitedFigure) -> bool:
    """Whether a number is told of it."""
    figure = one.view.figure
    return figure.best is not None or figure.low is not None or figure.high is not None


def by_kind(found: Iterable[CitedFigure], *, most: int) -> list[Chart]:
    """A picture for each kind and unit that has two figures or more, the newest of them drawn."""
    groups: dict[tuple[FigureKind, str], list[CitedFigure]] = defaultdict(list)
    for one in found:
        if one.view.figure.figure in CHARTED and numbered(one):
            groups[one.view.figure.figure, one.view.figure.unit].append(one)
    return [
        _rows(kind, unit, listed, most)
        for kind in CHARTED
        for (own, unit), listed in groups.items()
        if own is kind and len(listed) >= _FEWEST
    ]


def _rows(kind: FigureKind, unit: str, listed: Sequence[CitedFigure], most: int) -> Chart:
    shown = sorted(listed[:most], key=_in_time)
    name = wording.KINDS[kind]
    title = f"{name[:1].upper()}{name[1:]}" + (f", in {unit}" if unit and unit not in name else "")
    points, percent = [point(one) for one in shown], unit == "percent"
    return Chart(
        title=title,
        note="Each row is one figure, and none is a step from another: they answer different questions.",
        picture=draw.rows(points, what=title, percent=percent),
        narrow=draw.rows(points, what=title, percent=percent, frame=draw.PHONE),
        rows=tuple(row(one) for one in shown),
        link=f"/figures?kind={kind.value}",
        left=len(listed) - len(shown),
    )


def _in_time(one: CitedFigure) -> tuple[bool, dt.date, str]:
    when = one.view.when
    return when is None, when.start if when else dt.date.min, one.view.id


def _on(one: Point, day: dt.date) -> Point:
    """A point at its place in a series, where its own words give no day."""
    return one if one.first is not None else replace(one, first=day, last=day)


def of_series(one: Series, found: Sequence[CitedFigure]) -> Chart:
    """The picture of figures that answer one question at different times."""
    name = wording.KINDS[one.kind]
    unit = found[0].view.figure.unit
    title = f"{name[:1].upper()}{name[1:]}: {one.holder or one.question}"
    asked = one.question if one.question != one.holder else ""
    days = {name: dt.date.fromisoformat(day) for name, day in zip(one.figures, one.days, strict=True)}
    points = [_on(point(each), days[each.view.id]) for each in found]
    return Chart(
        title=title,
        note=f"One question at different times{f': {asked}' if asked else ''}. The line joins what was told, no more.",
        picture=draw.over_time([points], what=title, percent=unit == "percent"),
        narrow=Markup(""),
        rows=tuple(row(each) for each in found),
    )
