"""`djeli demo`: the main job on the bundled reports, ending with what it shows."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from djeli import ledger
from djeli.cli import tables
from djeli.cli.console import bars, called, out, words
from djeli.cli.eventpage import page
from djeli.errors import CaseError
from djeli.resources import load_yaml
from djeli.settings import Settings
from djeli.views import Event

MARK = "made-by-djeli-demo"
TITLE = "Djeli demo"


def demo(
    folder: Annotated[Path, typer.Argument(help="Folder for the demo case; made anew each time.")] = Path("demo-case"),
) -> None:
    """Read the bundled reports into a new case and show what came of them."""
    if folder.exists():
        if not (folder / MARK).is_file():
            raise CaseError(f"{folder} exists and was not made by the demo; name another folder")
        shutil.rmtree(folder)
    with as_file(files("djeli.resources") / "demo") as reports, ledger.create(folder, Settings(title=TITLE)) as case:
        (folder / MARK).write_text("This folder may be deleted by the next demo.\n", encoding="utf-8")
        with bars() as progress:
            added = case.add([reports / name for name in bundled()], progress=progress)
        found = case.events(background=False)
        total = case.counts()
        html = case.write_page(folder / "ledger.html")
        out.print(words(f"{len(added.gathered.new)} reports read: {total['item']} articles, {total['claim']} claims."))
        out.print()
        out.print(tables.events(found))
        out.print(
            words(f"{len(found)} events, {sum(bool(e.disputes) for e in found)} with accounts that disagree (⚠).")
        )
        disputed = short_dispute(found)
        if disputed is not None:
            out.print()
            out.print(
                words("One disputed event, with its evidence (djeli show ", "dim")
                + words(disputed.id)
                + words(")", "dim")
            )
            out.print()
            out.print(page(case.show(disputed.id)))
    out.print()
    out.print(words(f"Open in a browser: {html.resolve()}"))
    djeli = called()
    out.print(words(f"Look around: {djeli} serve --case {folder}"))
    out.print(words(f"Go on: {djeli} events --case {folder} · {djeli} report --country Mali --case {folder}"))
    out.print(words(f"A case of your own: {djeli} init my-case"))


def bundled() -> list[str]:
    """Names of the demo's reports, as its manifest lists them."""
    return sorted(load_yaml(files("djeli.resources") / "demo" / "manifest.yaml")["files"])


def short_dispute(found: list[Event]) -> Event | None:
    """The disputed event that the fewest reports tell, so that its evidence fits a screen; one with a count first."""
    disputed = [event for event in found if event.disputes]
    return min(disputed, key=lambda e: (not e.harm, e.when is None, len(e.reports), e.id)) if disputed else None
