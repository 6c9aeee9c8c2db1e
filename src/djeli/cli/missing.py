"""What is missing in a case, and what to check next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli.cli.console import opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.desk.gaps import Check, Gaps, Unheard

_IDS, _ROWS = 8, 8


def gaps(
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")] = "",
    place: Annotated[str, typer.Option(help="Place, or a unit above it.")] = "",
    kind: Annotated[str, typer.Option("--type", help="Event type, such as air_strike.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year.")] = "",
    most: Annotated[int, typer.Option(min=1, help="How many checks to name.")] = 10,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """What rests on one origin, what nobody says, which places and months nobody else tells of; what to check next."""
    with opened(case) as opened_case:
        found = opened_case.gaps(country=country, place=place, type=kind, since=since, until=until, most=most)
    if as_json:
        show_json(found)
        return
    out.print(Group(*_body(found)))


def _body(found: Gaps) -> Iterator[RenderableType]:
    if not found.total:
        yield words("No event fits, so nothing is known to be missing. Try fewer filters.")
        return
    share = round(100 * found.sound / found.total)
    head = f"{found.sound:,} of {found.total:,} events ({share} %) are told by more than one independent origin."
    yield words(head, "bold")
    if found.next:
        yield Text()
        yield words("What to check next", "bold")
    yield _checks(found.next)
    yield Text()
    yield words("Events", "bold")
    for hole in found.holes:
        more = f" and {len(hole.events) - _IDS:,} more" if len(hole.events) > _IDS else ""
        ids = words(f" {', '.join(hole.events[:_IDS])}{more}", "dim")
        yield Padding(words(f"{len(hole.events):,} {hole.label}:") + ids, (0, 0, 0, 2))
    yield from _unheard("Places", found.places)
    yield from _unheard("Months", found.months)
    yield Text()
    if found.silent:
        listed = ", ".join(found.silent[:24]) + (" …" if len(found.silent) > 24 else "")
        yield words(f"Neither page nor event: {listed}. That nobody tells is no sign that nothing was.")
    if found.passing:
        yield words(f"{found.passing:,} events only mentioned in passing are left aside.", "dim")
    yield words("The order says what a check may be worth, and nothing about what will come.", "dim")


def _checks(found: Sequence[Check]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for style in ("dim", "bold", ""):
        table.add_column(style=style)
    for number, one in enumerate(found, start=1):
        told = words(f"{one.title} · {one.when}\n") + words(f"{one.reason} ") + words(f"→ {one.help}", "dim")
        table.add_row(f"{number:>3}", one.event, told)
    return table


def _unheard(name: str, rows: Sequence[Unheard]) -> Iterator[RenderableType]:
    if not rows:
        return
    yield Text()
    yield words(f"{name} none of whose events has a second independent origin ({len(rows):,})", "bold")
    for one in rows[:_ROWS]:
        noun = "event" if one.events == 1 else "events"
        killed = f", {one.killed:,} killed" if one.killed else ""
        listed = ", ".join(one.outlets[:3]) + (f" and {len(one.outlets) - 3} more" if len(one.outlets) > 3 else "")
        told = f" · told by {listed}" if listed else " · publishers not stated"
        yield Padding(words(f"{one.label}: {one.events:,} {noun}{killed}") + words(told, "dim"), (0, 0, 0, 2))
    if len(rows) > _ROWS:
        yield words(f"  and {len(rows) - _ROWS:,} more: --json lists all", "dim")
