"""How counts run: rows with bars, what they rest on, and figures of others beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli import phrases
from djeli.cli.console import opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.desk.trend import EVENTS, TIMES, Bin, By, Quoted, Trend
from djeli.web.draw.trend import svg as drawn

_BAR, _ROWS, _QUOTED = 26, 60, 10


def trend(
    by: Annotated[str, typer.Option("--by", help="month, week, year, country, type or actor.")] = "month",
    what: Annotated[
        str, typer.Option("--what", help="events, killed, wounded, abducted, arrested, released, missing, displaced.")
    ] = "events",
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")] = "",
    place: Annotated[str, typer.Option(help="Place, or a unit above it.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Event type, such as air_strike.")] = "",
    actor: Annotated[str, typer.Option(help="Participant, by name or id.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year.")] = "",
    background: Annotated[bool, typer.Option(help="Also what is mentioned in passing.")] = True,
    svg: Annotated[Path | None, typer.Option(help="Also draw it into this SVG file.")] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Own counts per period, country, type or actor, as low, best and high; figures of others beside, never added."""
    with opened(case) as opened_case:
        found = opened_case.trend(
            by=by, what=what, country=country, place=place, type=kind, actor=actor, since=since, until=until,
            background=background,
        )  # fmt: skip
    if svg is not None:
        namespace = '<svg xmlns="http://www.w3.org/2000/svg" '
        svg.write_text(str(drawn(found)).replace("<svg ", namespace, 1), encoding="utf-8")
    if as_json:
        show_json(found)
        return
    out.print(page(found))


def page(found: Trend) -> RenderableType:
    """The whole answer."""
    return Group(*_body(found))


def _body(found: Trend) -> Iterator[RenderableType]:
    label = f"{found.label[:1].upper()}{found.label[1:]}"
    of = "in events that name each actor, in whatever role" if found.by is By.ACTOR else f"by {found.by.value}"
    head = f"{label}, {of}: own counts of {found.total:,} events"
    yield words(head, "bold")
    if not found.bins:
        yield words("No event that fits stands in any row. Try fewer filters, or another --by.")
    else:
        yield _table(found)
        yield words("█ low  ▓ best  ░ high · ⚠ read the warning below · pages, outlets: those telling of it", "dim")
    for one in found.bins:
        if one.warning:
            yield Padding(words(f"⚠ {one.label}: {one.warning}.", "yellow"), (0, 0, 0, 2))
    yield Text()
    if found.quoted:
        more = f"; {len(found.quoted) - _QUOTED} more with --json" if len(found.quoted) > _QUOTED else ""
        yield words(f"What others count ({len(found.quoted)}, never added to ours{more})", "bold")
        for each in found.quoted[:_QUOTED]:
            yield Padding(_quoted(each), (0, 0, 0, 2))
        yield Text()
    for note in found.notes:
        yield words(note, "dim")


def _table(found: Trend) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(found.by.value, max_width=24)
    for name in ("low", "best", "high"):
        table.add_column(name, justify="right")
    table.add_column("", width=_BAR)
    for name in ("events", "counted", "pages", "outlets")[1 if found.what == EVENTS else 0 :]:
        if name != "counted" or found.what != EVENTS:
            table.add_column(name, justify="right")
    most = max((one.high for one in found.bins), default=0)
    rows = list(_closed(found.bins))
    shown = rows[-_ROWS:] if found.by in TIMES else rows[:_ROWS]
    for one, empty in shown:
        if empty:
            table.add_row(words(f"… {empty:,} without any", "dim"))
        mark = " ⚠" if one.warning else ""
        cells = [f"{one.low:,}", f"{one.best:,}", f"{one.high:,}{'+' * one.open}", bar(one, most)]
        cells += [] if found.what == EVENTS else [f"{one.events:,}", f"{one.counted:,}"]
        table.add_row(words(one.label + mark), *cells, f"{one.pages:,}", f"{one.outlets:,}")
    if len(rows) > _ROWS:
        before = "before these " if found.by in TIMES else ""
        table.add_row(words(f"{len(rows) - _ROWS:,} more {before}with --json", "dim"))
    return table


def _closed(bins: Sequence[Bin]) -> Iterator[tuple[Bin, int]]:
    """Rows with how many empty ones before each are left out: three and more in a row are told in one line."""
    empty: list[Bin] = []
    for one in bins:
        if not one.events and not one.warning:
            empty.append(one)
            continue
        yield from ((each, 0) for each in empty if len(empty) < 3)
        yield one, len(empty) if len(empty) >= 3 else 0
        empty = []


def bar(one: Bin, most: int) -> str:
    """Low, best and high as one bar of at most 26 columns; whatever is counted shows."""
    if not most or not one.high:
        return ""
    low, best, high = (round(_BAR * value / most) for value in (one.low, one.best, one.high))
    high = max(high, 1)
    return "█" * low + "▓" * (best - low) + "░" * (high - max(best, low))


def _quoted(one: Quoted) -> Text:
    who = f" by {one.who}" if one.who else ""
    when = f" · {one.when}" if one.when else ""
    about = f" · {one.about}" if one.about else ""
    row = f" [row {one.group}]" if one.group else ""
    told = words(f"{one.amount}{who}{when}{about}{row}: ")
    return told + words(f"“{phrases.clip(one.passage, 150)}”", "italic") + words(f"  {one.page}", "dim")
