"""Commands that check and hand out: verify, export, page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from djeli.cli.console import err, opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.export import EXPORTERS
from djeli.ledger import Handed

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


AudienceOption = Annotated[
    str, typer.Option("--audience", help="Who it is for: public (anybody), partner, or internal (the team).")
]


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write into.")],
    to: Annotated[str, typer.Option("--to", help=f"One of: {', '.join(EXPORTERS)}.")] = "jsonl",
    audience: AudienceOption = "public",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the ledger to files for other programs. Without --audience nothing goes out that anybody may not read."""
    with opened(case) as opened_case:
        handed = opened_case.hand_out(to, folder, audience=audience)
    say(handed, as_json=as_json)


def page(
    path: Annotated[Path, typer.Argument(help="HTML file to write.")] = Path("ledger.html"),
    audience: AudienceOption = "public",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the case as one HTML page: map, events, quotes, disputes, grades."""
    with opened(case) as opened_case:
        handed = opened_case.hand_out_page(path, audience=audience)
    say(handed, as_json=as_json, lead="Open in a browser: ")


def say(handed: Handed, *, as_json: bool, lead: str = "") -> None:
    """What was written, for whom, what was held back, and where the key of the pseudonyms lies."""
    if as_json:
        show_json(handed)
        return
    for path in handed.paths:
        out.print(words(f"{lead}{path.resolve() if lead else path}"))
    out.print(words(handed.note))
    if handed.key is not None:
        out.print(
            words(
                f"Made {handed.key}, which says who is behind each pseudonym. Only you may read it; keep it apart, and "
                "never send it with an export."
            )
        )
