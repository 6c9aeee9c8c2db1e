"""How counts run, as their page shows it: the picture, rows that lead to their events, what others count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from djeli.desk.trend import EVENTS, TIMES, Bin, By, Quoted, Trend, starts
from djeli.web.desk import with_query
from djeli.web.draw import trend as draw

ROWS, QUOTED = 120, 25
"""Rows, and figures of others, that a page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row with the address of its events; `empty` says how many empty rows before it are left out."""

    bin: Bin
    link: str
    empty: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The answer ready to be shown; `narrow` is its picture for phones."""

    picture: Markup
    narrow: Markup
    rows: tuple[RowView, ...]
    left: int
    warnings: tuple[Bin, ...]
    quoted: tuple[Quoted, ...]
    quoted_left: int
    harm: bool


def of(found: Trend, query: Mapping[str, str]) -> View:
    """A trend with the filters it was asked with."""
    rows = _closed(found, query)
    shown = rows[-ROWS:] if found.by in TIMES else rows[:ROWS]
    return View(
        picture=draw.svg(found),
        narrow=draw.narrow(found),
        rows=tuple(shown),
        left=len(rows) - len(shown),
        warnings=tuple(one for one in found.bins if one.warning),
        quoted=found.quoted[:QUOTED],
        quoted_left=max(0, len(found.quoted) - QUOTED) + found.quoted_left_out,
        harm=found.what != EVENTS,
    )


def _closed(found: Trend, query: Mapping[str, str]) -> list[RowView]:
    rows, empty = [], 0
    for one in found.bins:
        if not one.events and not one.warning:
            empty += 1
            continue
        rows.append(RowView(bin=one, link=_link(one, found.by, query), empty=empty))
        empty = 0
    return rows


def _link(one: Bin, by: By, query: Mapping[str, str]) -> str:
    """The list of the events of a row; lists know no weeks, so of a week its days."""
    if by in TIMES:
        until = starts(one.key, by)
        first = one.key if by is not By.WEEK else until.isoformat()
        last = one.key if by is not By.WEEK else starts(one.key, by).fromordinal(until.toordinal() + 6).isoformat()
        return with_query("/events", {**query, "since": first, "until": last})
    name = {By.COUNTRY: "country", By.TYPE: "type", By.ACTOR: "actor"}[by]
    return with_query("/events", {**query, name: one.key})
