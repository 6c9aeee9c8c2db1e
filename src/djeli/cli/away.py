"""Commands that check and hand out: verify, export, page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from djeli.cli.console import err, opened, out, show_json, words
from djeli.cli.fill import CaseOption, JsonOption
from djeli.export import ABOUT, SPLITS, SPLITTING
from djeli.export.manifest import told
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


_RULES = "; ".join(f"{name}, {text}" for name, text in SPLITS.items())
_SHOWN = 12
"""Files that are listed by name; of more the last ones, which describe the rest."""


def _forms(wanted: bool) -> None:
    """List the forms, a line each, and end."""
    if not wanted:
        return
    width = max(map(len, ABOUT))
    for name, text in ABOUT.items():
        out.print(words(f"{name:<{width}}  {text}"))
    raise typer.Exit


def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write into.")],
    to: Annotated[str, typer.Option("--to", "--form", help="Name of a form; --forms lists them.")] = "jsonl",
    audience: AudienceOption = "public",
    split: Annotated[
        str, typer.Option(help=f"How an event gives several rows in {', '.join(sorted(SPLITTING))}: {_RULES}.")
    ] = "",
    forms: Annotated[
        bool, typer.Option("--forms", is_eager=True, callback=_forms, help="List the forms and end.")
    ] = False,
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the ledger to files for other programs. Without --audience nothing goes out that anybody may not read."""
    with opened(case) as opened_case:
        handed = opened_case.hand_out(to, folder, audience=audience, split=split)
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


def _left_out(manifest: Mapping[str, Any]) -> Iterator[str]:
    """What an export left out and why, the commonest reason first."""
    reasons: dict[str, int] = manifest.get("left_out") or {}
    if reasons:
        yield f"{sum(reasons.values()):,} events are not in this form:"
        yield from (f"  {count:,}  {reason}" for reason, count in reasons.items())
    for what, count in (manifest.get("noted") or {}).items():
        yield f"  {count:,}  {what}"


def say(handed: Handed, *, as_json: bool, lead: str = "") -> None:
    """What was written, for whom, what was held back, and where the key of the pseudonyms lies."""
    if as_json:
        show_json(handed)
        return
    if len(handed.paths) > _SHOWN:
        out.print(words(f"{len(handed.paths):,} files, among them:"))
    for path in handed.paths if len(handed.paths) <= _SHOWN else handed.paths[-4:]:
        out.print(words(f"{lead}{path.resolve() if lead else path}"))
    for line in _left_out(told(handed.paths)):
        out.print(words(line))
    out.print(words(handed.note))
    if handed.key is not None:
        out.print(
            words(
                f"Made {handed.key}, which says who is behind each pseudonym. Only you may read it; keep it apart, and "
                "never send it with an export."
            )
        )
