"""Commands that fill a case: init, add, run, and the gazetteer's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from djeli import ledger
from djeli.cli.console import bars, case_folder, err, opened, out, words
from djeli.pipeline import Read
from djeli.settings import Settings

CaseOption = Annotated[
    Path | None, typer.Option("--case", "-c", help="Case folder; else $DJELI_CASE, or the nearest one upwards.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same facts as JSON.")]
FAILED = 3
"""Exit status when some inputs could not be used and the rest was."""


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make.")],
    title: Annotated[str, typer.Option(help="What the case is about.")] = "",
    custodian: Annotated[str, typer.Option(help="Who keeps it; written into every capture record.")] = "",
) -> None:
    """Make a case: a folder for originals, one ledger file, one settings file."""
    settings = Settings(title=title or folder.resolve().name, custodian=custodian)
    with ledger.create(folder, settings) as case:
        out.print(words(f"Made the case {case.folder}. Next: djeli add FILES --case {case.folder}"))


def add(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders and web addresses.")],
    case: CaseOption = None,
    run: Annotated[bool, typer.Option("--run/--no-run", help="Read what was added at once.")] = True,
) -> None:
    """Keep files, folders and addresses in the case, and read them."""
    with opened(case) as opened_case, bars() as progress:
        added = opened_case.add(inputs, run=run, progress=progress)
        counts, adrift = opened_case.counts(), opened_case.detached()
    gathered = added.gathered
    known = f" · {len(gathered.known)} already in the case" if gathered.known else ""
    out.print(words(f"kept     {len(gathered.new)} new{known}"))
    for line in gathered.skipped:
        out.print(words(f"         left out: {line}", "dim"))
    if added.read is not None:
        _summary(added.read, counts["d_event"], len(adrift))
    elif gathered.new:
        out.print(words("Next: djeli run"))
    _failures([(one.place, one.message) for one in added.failures])


def run(
    case: CaseOption = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what could not be read before.")] = False,
) -> None:
    """Read what was added and not read yet, and compute events anew."""
    with opened(case) as opened_case, bars() as progress:
        read = opened_case.run(retry=retry, progress=progress)
        counts, adrift = opened_case.counts(), opened_case.detached()
    _summary(read, counts["d_event"], len(adrift))
    _failures([(one.place, one.message) for one in read.failures])


def _summary(read: Read, events: int, adrift: int) -> None:
    if adrift:
        noun = "decision speaks" if adrift == 1 else "decisions speak"
        out.print(words(f"         note: {adrift} {noun} of reports that no reading finds any more; look again", "dim"))
    if not read.originals:
        out.print(words(f"nothing new to read · {events} events in the ledger"))
        return
    out.print(words(f"read     {read.documents} documents · {read.items} items · {read.regions} parts set aside"))
    out.print(words(f"found    {read.reports} reports of events · {read.claims} claims"))
    out.print(words(f"linked   {events} events in the ledger"))
    for line in read.warnings[:8]:
        out.print(words(f"         note: {line}", "dim"))
    if len(read.warnings) > 8:
        out.print(words(f"         and {len(read.warnings) - 8} notes more", "dim"))
    out.print(words("Next: djeli events · djeli events --disputed"))


def _failures(found: list[tuple[str, str]]) -> None:
    if not found:
        return
    err.print(words(f"{len(found)} could not be used:", "bold"))
    for place, message in found:
        err.print(words(f"  {place}: {message}"))
    raise typer.Exit(FAILED)


gazetteer = typer.Typer(no_args_is_help=True, help="Places: load a GeoNames dump, list what stayed unresolved, pin.")


@gazetteer.command("add")
def gazetteer_add(
    dump: Annotated[Path, typer.Argument(help="A GeoNames country dump, such as ML.txt.")], case: CaseOption = None
) -> None:
    """Load a GeoNames dump into this case."""
    with opened(case) as opened_case:
        count = opened_case.load_gazetteer(dump)
    out.print(words(f"{count:,} places loaded. Next: djeli run (reads the texts again with them)"))


@gazetteer.command("unresolved")
def gazetteer_unresolved(case: CaseOption = None) -> None:
    """List names that look like places and were found nowhere, with what comes near."""
    with opened(case) as opened_case:
        for name, count, near in opened_case.unresolved_names():
            out.print(words(f"{name}  ×{count}   near: {', '.join(near) or 'nothing alike'}"))


@gazetteer.command("pin", context_settings={"ignore_unknown_options": True})  # -72.6 is a longitude, no option
def gazetteer_pin(
    name: Annotated[str, typer.Argument(help="The name as the reports write it.")],
    lat: Annotated[float, typer.Argument(help="Latitude in degrees.")],
    lon: Annotated[float, typer.Argument(help="Longitude in degrees.")],
    country: Annotated[str, typer.Option(help="Country, name or ISO code.")],
    why: Annotated[str, typer.Option(help="How you know; kept with the decision.")] = "",
    case: CaseOption = None,
) -> None:
    """Say where a name is; the decision is kept, and the next run uses it."""
    with opened(case) as opened_case:
        opened_case.pin(name, lat, lon, country=country, why=why)
    out.print(words(f"{name} is pinned in {case_folder(case)}. Next: djeli run"))
