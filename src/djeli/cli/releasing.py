"""Releases: made, listed, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from djeli.cli.away import BROKEN
from djeli.cli.console import err, opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.desk.released import check as checked

_SHOWN = 12


def release(
    name: Annotated[str, typer.Argument(help="Name of the release: letters, digits, dots, dashes.")] = "",
    into: Annotated[Path, typer.Option("--out", help="Folder to write into.")] = Path("releases"),
    to: Annotated[
        list[str] | None, typer.Option("--to", help="Forms of export; csv and jsonl where none is named.")
    ] = None,
    audience: Annotated[str, typer.Option(help="internal, partner or public; public where none is named.")] = "",
    known_on: Annotated[str, typer.Option("--as-known-on", help="Only what the case knew on this day.")] = "",
    check: Annotated[Path | None, typer.Option("--check", help="Check a release folder instead.")] = None,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Freeze exports with a codebook and what changed since the last release, hashed and signed. No name: list them."""
    if check is not None:
        _check(check, as_json=as_json)
        return
    with opened(case) as opened_case:
        if not name:
            _list([{k: v for k, v in one.items() if k != "events"} for one in opened_case.releases()], as_json=as_json)
            return
        made = opened_case.release(
            name, into, forms=tuple(to or ("csv", "jsonl")), audience=audience, known_on=known_on
        )
    if as_json:
        show_json(made)
        return
    out.print(words(f"Released {made.events:,} events for the audience {made.audience}: {made.folder}", "bold"))
    out.print(words(made.known))
    if made.note:
        out.print(words(made.note))
    if made.before:
        out.print(words(f"Since {made.before}: {len(made.differences):,} differences"))
        for one in made.differences[:_SHOWN]:
            out.print(words(f"  {one.sentence}"))
        if len(made.differences) > _SHOWN:
            out.print(words(f"  and {len(made.differences) - _SHOWN:,} more: {made.folder / 'changes.csv'}", "dim"))
    out.print(words(f"Signed with the key {made.key}. Check it: djeli release --check {made.folder}"))


def _check(folder: Path, *, as_json: bool) -> None:
    found = checked(folder)
    if as_json:
        show_json(found)
    elif not found.faults:
        out.print(words(f"{found.name}: {found.files} files are as they were signed. {found.made}"))
        out.print(words(f"Key: {found.key}. Compare it with the one you were told: a forger has a key of his own."))
    else:
        err.print(words(f"{folder}: {len(found.faults)} faults", "bold red"))
        for fault in found.faults[:50]:
            err.print(words(f"  {fault}"))
    if found.faults:
        raise typer.Exit(BROKEN)


def _list(rows: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        show_json(rows)
        return
    for one in rows:
        out.print(words(f"{one['release']}  {str(one['at'])[:10]}  {one['audience']}  {one['known']}"))
    if not rows:
        out.print(words("No release yet. Make one: djeli release NAME --out releases"))
