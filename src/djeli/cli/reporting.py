"""The command that writes reports for people: report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from djeli.cli.away import AudienceOption, say
from djeli.cli.console import opened
from djeli.cli.fill import CaseOption, JsonOption
from djeli.errors import CaseError
from djeli.report.writers import WRITERS


def report(
    path: Annotated[Path | None, typer.Option("--out", "-o", help="File to write; else FORM.TARGET here.")] = None,
    form: Annotated[str, typer.Option(help="country, digest, incident, actor or brief.")] = "country",
    to: Annotated[
        str,
        typer.Option(
            help="html, pdf, docx, md, or json with every sentence's claims; else by the ending of --out, else html."
        ),
    ] = "",
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")] = "",
    since: Annotated[str, typer.Option(help="First day, month or year: 2024-07.")] = "",
    until: Annotated[str, typer.Option(help="Last day, month or year.")] = "",
    event: Annotated[str, typer.Option(help="Id of an event, for an incident report.")] = "",
    actor: Annotated[str, typer.Option(help="Id or name of an actor, for an actor report.")] = "",
    audience: AudienceOption = "public",
    case: CaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a report for people: every sentence with the pages and words it rests on."""
    to = target_of(path, to)
    out = path or Path(f"{form}.{to}")
    asked = {"country": country, "since": since, "until": until, "event": event, "actor": actor}
    with opened(case) as opened_case:
        handed = opened_case.hand_out_report(form, out, to=to, audience=audience, **asked)
    say(handed, as_json=as_json)


def target_of(path: Path | None, to: str) -> str:
    """What is written: as asked for, else as the file's name ends, else a web page.

    Raises:
        CaseError: the file's name ends as another kind of file.
    """
    ending = path.suffix.lower().removeprefix(".") if path is not None else ""
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if to in WRITERS and ending in WRITERS and to != ending:
        raise CaseError(f"{path} would hold {to}: name the file .{to}, or leave out --to {to} to write {ending}")
    return to or (ending if ending in WRITERS else "html")
