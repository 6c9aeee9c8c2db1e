"""Commands about who is who: actors, actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli import phrases
from djeli.ask import Found
from djeli.cited import CitedSaying
from djeli.cli.answers import found_lines
from djeli.cli.console import opened, out, show_json, words
from djeli.cli.eventpage import clip
from djeli.cli.fill import CaseOption, JsonOption
from djeli.cli.told import asked, saying_json, statements
from djeli.ledger import ActorRow, History
from djeli.ledger.listed import OUTSIDE
from djeli.resources.actor_facts import UNREFERENCED
from djeli.viewcodec import plain
from djeli.vocab import PartyKind

_MOST = 12
"""Statements and events shown of one actor; the rest is counted."""


def actors(
    case: CaseOption = None,
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")] = "",
    kind: Annotated[str, typer.Option(help="Kind, such as rebel_group, peacekeepers or person.")] = "",
    text: Annotated[str, typer.Option(help="Words of a name, an alias or an office.")] = "",
    as_json: JsonOption = False,
) -> None:
    """List the actors the case tells of; of persons only those in a public role."""
    filters = {"country": country, "kind": kind, "text": text}
    with opened(case) as opened_case:
        found = opened_case.actors(**filters)
        total = len(found) if not any(filters.values()) else len(opened_case.actors())
    if as_json:
        show_json(found)
    elif found:
        out.print(_actors(found))
        out.print(words(f"{len(found)} of {total} actors. Open one: djeli actor {_opening(found[0])}", "dim"))
    else:
        out.print(words(f"No actor among {total} fits ({asked(filters)}). Try fewer filters."))


def _opening(row: ActorRow) -> str:
    name = row.id.removeprefix("name:")
    return f'"{name}"' if " " in name else name


def _actors(found: Sequence[ActorRow]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in (("actor", 34), ("id", 18), ("kind", 12), ("in", 8), ("events", 6), ("said", 4), ("ties", 4)):
        table.add_column(name, max_width=width, justify="right" if width < 8 else "left")
    table.add_column("table", max_width=12)
    for row in found:
        countries = ", ".join(row.countries[:3]) + ("…" if len(row.countries) > 3 else "")
        table.add_row(
            words(row.name + (f", {row.role}" if row.role else "")),
            words("" if row.id.startswith("name:") else row.id, "dim"),
            words(row.kind.value.replace("_", " ") if row.kind is not PartyKind.PERSON else "public figure"),
            countries,
            *(str(count or "") for count in (row.counts.events, row.counts.statements, row.counts.relations)),
            words(row.known if row.kind is not PartyKind.PERSON else "", "dim"),
        )
    return table


def actor(
    name: Annotated[str, typer.Argument(help="Id, name or alias; a near spelling will do.")],
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """One actor: what the actor table knows, and apart from it what the reports say."""
    with opened(case) as opened_case:
        found = opened_case.actor(name)
    if as_json:
        show_json(_history_json(found))
        return
    out.print(Group(*_history(found)))


def _history_json(found: History) -> dict[str, Any]:
    shown: dict[str, Any] = plain({name: getattr(found, name) for name in found.__slots__})
    shown["said"] = [saying_json(one) for one in found.said]
    shown["about"] = [saying_json(one) for one in found.about]
    shown["events"] = [
        {"id": part.event.id, "title": part.event.title, "when": plain(part.event.when), "roles": plain(part.roles)}
        for part in found.events
    ]
    return shown


def _history(found: History) -> Iterator[RenderableType]:
    row = found.row
    kind = "public figure" if row.kind is PartyKind.PERSON else row.kind.value.replace("_", " ")
    tag = "" if row.id.startswith("name:") else f"  [{row.id}]"
    yield words(row.name, "bold") + words(tag, "dim")
    about = ", ".join(part for part in (kind, row.role, ", ".join(row.countries)) if part)
    yield words(about)
    if found.taken_for:
        yield words(f"The name was {found.taken_for}.", "yellow")
    yield from _table(found)
    yield from _section("What holds, as the reports say", found.held)
    yield from _section("Mandate, hosts, troops, end", found.mission)
    yield from _section("Measures and cases at law", found.case)
    yield from _events(found)
    yield from _statements(f"Statements by {row.name}", found.said)
    yield from _statements(f"Statements of others that name {row.name}", found.about)
    if not (found.held or found.mission or found.case or found.events or found.said or found.about):
        yield Text()
        yield words("The reports of this case tell nothing of it.")


def _table(found: History) -> Iterator[RenderableType]:
    yield Text()
    yield words("Actor table", "bold") + words(" (background, no claim of any report)", "dim")
    if found.row.kind is PartyKind.PERSON:
        yield words(f"  it lists no persons. Why this one has a page: {found.row.why}")
        return
    if found.row.known == OUTSIDE:
        yield words("  not in the table; docs/extend/actor.md says how to add it")
        return
    pages = list(dict.fromkeys(ref for ref in (found.reference, *(f.reference for f in found.facts)) if _page(ref)))
    number = {ref: f"[{at}]" for at, ref in enumerate(pages, start=1)}
    kept = f"name, kind and country {number.get(found.reference, found.reference)}"
    yield words(f"  {kept}")
    if found.aliases:
        yield Padding(words("also: " + clip("; ".join(found.aliases), 300)), (0, 0, 0, 2))
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for fact in found.facts:
        said = fact.sentence.split(": ", 1)[-1]
        table.add_row(words(fact.date or "no date"), words(said), words(number.get(fact.reference, fact.reference)))
    yield Padding(table, (0, 0, 0, 2)) if found.facts else words("  no facts beyond that")
    if found.note:
        yield words(f"  {found.note}", "dim")
    for ref in pages:
        yield words(f"  {number[ref]} {ref}", "dim")


def _page(reference: str) -> bool:
    return bool(reference) and reference != UNREFERENCED


def _section(title: str, found: Sequence[Found]) -> Iterator[RenderableType]:
    if found:
        yield Text()
        yield words(title, "bold")
        for one in found:
            yield from found_lines(one, most=3)


def _events(found: History) -> Iterator[RenderableType]:
    if not found.events:
        return
    yield Text()
    yield words(f"Events: {len(found.events)}", "bold")
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for width in (4, 22, 50, 16):
        table.add_column(width=width)
    for part in found.events[:_MOST]:
        event = part.event
        told = "" if event.modality.happened else f" ({event.modality.value})"
        roles = ", ".join(role.value for role in part.roles)
        disputed = " ⚠" if event.disputes else ""
        table.add_row(event.id, phrases.when(event.when), words(event.title + told + disputed), roles)
    yield Padding(table, (0, 0, 0, 2))
    if len(found.events) > _MOST:
        yield words(f"  and {len(found.events) - _MOST} more: djeli events --actor {_opening(found.row)}", "dim")


def _statements(title: str, told: Sequence[CitedSaying]) -> Iterator[RenderableType]:
    if not told:
        return
    yield Text()
    yield words(f"{title}: {len(told)}", "bold")
    yield Padding(statements(told[:_MOST]), (0, 0, 0, 2))
    if len(told) > _MOST:
        yield words(f"  and {len(told) - _MOST} more: djeli claims", "dim")
