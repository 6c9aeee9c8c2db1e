"""Somebody's own sheet held against the case."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from openpyxl import Workbook
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from djeli.cli.console import opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.desk.compare import COLUMNS, Both, Comparison, Line, table
from djeli.export.table import cell

_ROWS = 12


def compare(
    file: Annotated[Path, typer.Argument(help="CSV, TSV or XLSX: your own sheet, a UCDP GED file, a licensed one.")],
    mapped: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=HEADER, where the names of columns don't tell.")
    ] = None,
    country: Annotated[str, typer.Option(help="Only events of this country, name or ISO code.")] = "",
    days: Annotated[int, typer.Option(min=0, max=31, help="How far two days of one event may lie apart.")] = 3,
    into: Annotated[Path | None, typer.Option("--out", help="Also write it: FILE.csv or FILE.xlsx.")] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Your own sheet beside the case: in both, only in yours, only here, and what differs. Nothing of it is kept."""
    columns = dict(_pair(one) for one in mapped or ())
    with opened(case) as opened_case:
        found = opened_case.compare(file, columns=columns, country=country, days=days)
    if into is not None:
        _write(found, into)
    if as_json:
        show_json(found)
        return
    out.print(Group(*_body(found)))
    if into is not None:
        out.print(words(f"Written: {into}"))


def _pair(text: str) -> tuple[str, str]:
    field, mark, header = text.partition("=")
    if not mark or not header.strip():
        raise typer.BadParameter(f"{text!r}; write --map date='Day of event'")
    return field.strip(), header.strip()


def _write(found: Comparison, path: Path) -> None:
    rows = [COLUMNS, *([cell(value) for value in row] for row in table(found))]
    if path.suffix.casefold() == ".xlsx":
        book = Workbook(write_only=True)
        sheet = book.create_sheet("comparison")
        for row in rows:
            sheet.append(list(row))
        book.save(path)
    elif path.suffix.casefold() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    else:
        raise typer.BadParameter(f"--out {path}; write a name that ends in .csv or .xlsx")


def _body(found: Comparison) -> Iterator[RenderableType]:
    yield words(f"{found.sheet}: {found.rows:,} row{'s' * (found.rows != 1)}", "bold")
    yield words("columns: " + ", ".join(f"{field} = {header}" for field, header in found.columns.items()), "dim")
    if found.unknown:
        more = " …" if len(found.unknown) > 12 else ""
        yield words(f"read past: {', '.join(found.unknown[:12])}{more}", "dim")
    for fault in found.faults[:5]:
        yield words(f"⚠ {fault}", "yellow")
    if len(found.faults) > 5:
        yield words(f"⚠ and {len(found.faults) - 5:,} rows more", "yellow")
    differing, unsure = len(found.differing), len(found.ambiguous)
    counts = f"{len(found.both):,} in both ({differing:,} differ{'s' * (differing == 1)}, {unsure:,} could be another)"
    yield words(f"{counts} · {len(found.only_theirs):,} only in the sheet · {len(found.only_ours):,} only here", "bold")
    if found.outside:
        yield words(f"{found.outside:,} events lie outside the days and countries of the sheet.", "dim")
    yield from _group("In both, and they differ", found.differing, _differs)
    same = [one for one in found.both if not one.differences]
    yield from _group("In both, and they agree", same, _agrees)
    yield from _group("Only in the sheet", found.only_theirs, _line)
    yield from _group("Only here", found.only_ours, _line)
    yield Text()
    yield words("What stands on one side alone is no proof of a mistake: open both before you say so.", "dim")


def _group[T](title: str, rows: Sequence[T], draw: Callable[[T], Iterator[RenderableType]]) -> Iterator[RenderableType]:
    if not rows:
        return
    yield Text()
    yield words(f"{title} ({len(rows):,})", "bold")
    for one in rows[:_ROWS]:
        yield from draw(one)
    if len(rows) > _ROWS:
        yield words(f"  and {len(rows) - _ROWS:,} more: --json or --out FILE.csv has all", "dim")


def _differs(one: Both) -> Iterator[RenderableType]:
    yield from _agrees(one)
    for each in one.differences:
        told = words(f"{each.about}: ") + words(f"{each.theirs} in the sheet, {each.ours} here", "yellow")
        yield Padding(told, (0, 0, 0, 8))


def _agrees(one: Both) -> Iterator[RenderableType]:
    mine = one.ours
    head = words(mine.event, "bold") + words(f"  row {one.theirs.row}: {mine.what} · {mine.when} · {mine.where}")
    yield Padding(head, (0, 0, 0, 2))
    other = f" · as well: {', '.join(one.others)}" if one.others else ""
    yield Padding(words(f"{one.score:.2f}: {', '.join(one.reasons)}{other}", "dim"), (0, 0, 0, 8))


def _line(one: Line) -> Iterator[RenderableType]:
    name = words(one.event, "bold") if one.event else words(f"row {one.row}" + (f" ({one.id})" if one.id else ""))
    killed = f" · killed {one.killed}" if one.killed else ""
    told = " · ".join(part for part in (one.when, one.where, one.what) if part)
    origins = f" · origins {one.origins} · grade {one.grade}" if one.event else ""
    yield Padding(name + words(f"  {told}{killed}") + words(origins, "dim"), (0, 0, 0, 2))
