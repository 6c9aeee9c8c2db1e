"""`djeli explain`: why two reports are linked, or why not, as a sum that can be followed line by line."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from djeli.cli.console import opened, out, show_json, words
from djeli.cli.eventpage import clip, quoted
from djeli.cli.fill import CaseOption, JsonOption
from djeli.ledger import EventLinks, Explained, Told
from djeli.wording import plainly

_BAR = 20
"""Signs of a bar for a chance of 100 in 100."""
_QUOTE = 300
_NEAR = 8
"""Near misses of an event that are shown; the rest is counted."""


def explain(
    name: Annotated[str, typer.Argument(help="A link, an event, a report, an item, a page, or a question of review.")],
    other: Annotated[str, typer.Argument(help="A second report, page or event to compare it with.")] = "",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why two reports are taken for one event, or why not; of an event, all that ties it and what came near."""
    with opened(case) as opened_case:
        found = opened_case.explain(name, other)
    if as_json:
        show_json(found)
    elif isinstance(found, EventLinks):
        out.print(of_event(found))
    else:
        out.print(of_pair(found))


def of_pair(one: Explained) -> RenderableType:
    """Both quotes, the answer, the sum."""
    return Group(*_pair(one))


def _pair(one: Explained) -> Iterator[RenderableType]:
    answer = "Yes" if one.linked else "No"
    event = f", {one.left.event} ({one.left.title})" if one.linked else ""
    yield words(f"Are these one event? {answer}{event}.", "bold") + words(f"  [{one.name}]", "dim")
    yield Text()
    for letter, told in (("A", one.left), ("B", one.right)):
        yield _quote(letter, told, one.linked)
    yield Text()
    if one.parts:
        yield _waterfall(one)
    yield from (Padding(words(line, "yellow"), (0, 0, 0, 2)) for line in one.decided)
    yield from (Padding(words(line), (0, 0, 0, 2)) for line in one.reasons)
    yield words(_next(one), "dim")


def _quote(letter: str, told: Told, linked: bool) -> RenderableType:
    where = "" if linked else f"  {told.event}: {told.title}" if told.event else f"  {told.title}"
    head = words(f"{letter}  ", "bold") + words(f"{told.page}  ") + words(f"report {told.report[:8]}{where}", "dim")
    return Group(head, Padding(words(quoted(told.quote, _QUOTE), "italic"), (0, 0, 0, 3)))


def _waterfall(one: Explained) -> RenderableType:
    """Each part with what it adds, the sum so far, and the chance that sum stands for."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))
    table.add_column("what speaks for it (+) and against it (−)", width=58)
    table.add_column("adds", width=5, justify="right")
    table.add_column("sum", width=5, justify="right")
    table.add_column("chance of one event", width=27)
    total = 0.0
    for part in one.parts:
        total += part.weight
        style = "" if part.name == "prior" else "green" if part.weight > 0 else "red" if part.weight < 0 else "dim"
        said = plainly(part.reason) or part.name.replace("_", " ")
        table.add_row(words(said), Text(_signed(part.weight), style=style), _signed(total), _chance(total))
    mark = "at or above" if (one.probability or 0) >= one.threshold else "below"
    known = f"{one.probability:.0%}, {mark} the {one.threshold:.0%} that links" if one.probability is not None else ""
    return Group(table, words(f"= {_signed(total)} → {known}", "bold"))


def _signed(number: float) -> str:
    return f"{'+' if number >= 0 else '−'}{abs(number):.1f}"


def _chance(total: float) -> Text:
    share = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    bar = "█" * round(share * _BAR)
    return words(f"{share:>4.0%}  ") + words(bar or "▏", "dim")


def _next(one: Explained) -> str:
    if one.linked:
        return f"Wrong? djeli review reject {one.name} --why … · djeli review split {one.left.event} REPORT --why …"
    if one.left.event and one.right.event:
        return f"Wrong? djeli review merge {one.left.event} {one.right.event} --why …"
    return ""


def of_event(found: EventLinks) -> RenderableType:
    """Link by link what ties an event, then what came near it."""
    return Group(*_event(found))


def _event(found: EventLinks) -> Iterator[RenderableType]:
    event = found.event
    pages = len(event.items)
    yield words(f"{event.title}", "bold") + words(f"  [{event.id}]", "dim")
    yield words(f"{len(event.reports)} reports in {pages} {'article' if pages == 1 else 'articles'}")
    yield Text()
    yield words("What ties it, article by article", "bold") + words("  (open a link: djeli explain LINK)", "dim")
    if not found.inside:
        yield words("  one article tells it, in one passage: nothing had to be linked")
    else:
        yield _inside(found)
    yield Text()
    yield words("What came near and was left out", "bold")
    if not found.near:
        yield words("  nothing: no report outside is this event by 15 % or more")
        return
    yield _near(found)
    if len(found.near) > _NEAR:
        yield words(f"  and {len(found.near) - _NEAR} more: --json lists all", "dim")


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for name, width in columns:
        table.add_column(name, width=width)
    return table


def _inside(found: EventLinks) -> RenderableType:
    """Each article with the mean of its links to the others and its strongest one, the least tied first."""
    tied: dict[tuple[str, str], list[Explained]] = {}
    for one in found.inside:
        for told in (one.left, one.right):
            tied.setdefault((told.item, told.page), []).append(one)
    others = max(1, len({item for item, _ in tied}) - 1)
    means = {key: sum(one.probability or 0.0 for one in links) / others for key, links in tied.items()}
    table = _table(("article", 28), ("mean", 4), ("strongest link", 17), ("most for and against that", 43))
    for key in sorted(means, key=lambda one: (means[one], one)):
        best = max(tied[key], key=lambda one: one.probability or 0.0)
        table.add_row(words(key[1]), f"{means[key]:.0%}", best.name, words(_strongest(best), "dim"))
    return table


def _near(found: EventLinks) -> RenderableType:
    table = _table(("link", 17), ("chance", 6), ("other event", 28), ("most for and against", 43))
    for one in found.near[:_NEAR]:
        outside = one.right if one.left.event == found.event.id else one.left
        chance = "" if one.probability is None else f"{one.probability:.0%}"
        told = f"{outside.event} {clip(outside.title, 70)}"
        table.add_row(one.name, chance, words(told), words(_strongest(one), "dim"))
    return table


def _strongest(one: Explained) -> str:
    """The part that speaks most for it and the one that speaks most against it."""
    parts = [part for part in one.parts if part.name != "prior"]
    most = max(parts, key=lambda part: part.weight, default=None)
    least = min(parts, key=lambda part: part.weight, default=None)
    said = [f"{_signed(p.weight)} {clip(plainly(p.reason).rstrip('.'), 70)}" for p in (most, least) if p is not None]
    if least is not None and least.weight >= 0:
        said = said[:1]
    return "; ".join(said)
