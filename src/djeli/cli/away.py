"""Commands that check and hand out: verify, export, page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from djeli.cli.console import err, opened, out, words
from djeli.cli.fill import CaseOption

BROKEN = 4
"""Exit status when `verify` found something."""


def verify(case: CaseOption = None) -> None:
    """Hash originals again, check the chain of rows, and that every span lies in its text."""
    with opened(case) as opened_case:
        faults, counts = opened_case.verify(), opened_case.counts()
    if faults:
        err.print(words(f"{len(faults)} faults:", "bold red"))
        for fault in faults[:50]:
            err.print(words(f"  {fault}"))
        raise typer.Exit(BROKEN)
    out.print(
        words(f"All is as it was written: {counts['original']} originals, {counts['claim']} claims, their spans.")
    )


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write into.")],
    to: Annotated[str, typer.Option("--to", help="jsonl or csv.")] = "jsonl",
    audience: Annotated[
        str, typer.Option(help="Who it is for. Only 'internal' exists yet, and it must be asked for by name.")
    ] = "",
    case: CaseOption = None,
) -> None:
    """Write the ledger to files for other programs."""
    with opened(case) as opened_case:
        written = opened_case.export(to, folder, audience=audience)
    for path in written:
        out.print(words(str(path)))


def page(
    path: Annotated[Path, typer.Argument(help="HTML file to write.")] = Path("ledger.html"), case: CaseOption = None
) -> None:
    """Write the case as one HTML page: map, events, quotes, disputes, grades. For the team: nothing is masked."""
    with opened(case) as opened_case:
        written = opened_case.write_page(path)
    out.print(words(f"Open in a browser: {written.resolve()}"))
