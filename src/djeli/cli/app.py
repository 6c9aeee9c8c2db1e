"""The command `djeli`: commands put together, errors turned into sentences."""

from __future__ import annotations

import sys

import typer

from djeli import __version__
from djeli.cli import (
    asking,
    away,
    changed,
    comparing,
    counted,
    demo,
    evaluate,
    explain,
    fill,
    inspect,
    look,
    missing,
    releasing,
    reporting,
    review,
    serving,
    told,
    who,
)
from djeli.cli.console import err, out, words
from djeli.errors import DjeliError

USED_WRONGLY = 2

app = typer.Typer(
    name="djeli",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Reports of conflict in, an evidence-graded ledger of events out.",
)
app.command()(fill.init)
app.command()(fill.add)
app.command()(fill.run)
app.command()(look.events)
app.command()(look.show)
app.command()(look.disputes)
app.command()(explain.explain)
app.command()(who.actors)
app.command()(who.actor)
app.command()(told.claims)
app.command()(told.figures)
app.command()(asking.ask)
app.command()(changed.changes)
app.command()(missing.gaps)
app.command()(counted.trend)
app.command()(comparing.compare)
app.command()(releasing.release)
app.command()(look.sources)
app.command()(look.items)
app.command()(away.verify)
app.command()(away.withdraw)
app.command()(away.export)
app.command()(inspect.inspect)
app.command()(demo.demo)
app.command()(away.page)
app.command()(reporting.report)
app.command()(serving.serve)
app.command("eval")(evaluate.evaluate)
app.add_typer(fill.gazetteer, name="gazetteer")
app.add_typer(review.review, name="review")


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"djeli {__version__}")
        raise typer.Exit


@app.callback()
def root(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say which.")) -> None:
    """Reports of conflict in, an evidence-graded ledger of events out."""


def main() -> None:
    """Run the command line; a DjeliError ends in its sentence and exit status 2."""
    try:
        app()
    except DjeliError as error:
        err.print(words(f"djeli: {error}"))
        sys.exit(USED_WRONGLY)
    except OSError as error:  # a full disk, a missing right: of the machine, not of the program
        where = f"{error.filename}: " if error.filename else ""
        err.print(words(f"djeli: {where}{error.strerror or error}; nothing that was finished is lost"))
        sys.exit(USED_WRONGLY)
    except KeyboardInterrupt:
        err.print("stopped; nothing that was finished is lost. 'djeli run' goes on where this ended.")
        sys.exit(130)
