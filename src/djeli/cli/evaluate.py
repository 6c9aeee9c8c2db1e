"""`djeli eval`: benchmarks and speed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from djeli.cli.console import bars, err, out, show_json, words
from djeli.errors import MissingExtra
from djeli.viewcodec import plain

BELOW = 5
"""Exit status when a figure is under its floor."""


def evaluate(
    name: Annotated[str, typer.Argument(help="A benchmark (docs/quality.md lists them), all, or speed.")],
    paths: Annotated[list[Path], typer.Argument(help="A file of that form, its folder, or (all) folders of folders.")],
    predictions: Annotated[Path | None, typer.Option("--out", help="Where to write predictions.")] = None,
    scorer: Annotated[Path | None, typer.Option(help="Its scorer; else score.py beside the data.")] = None,
    docs: Annotated[Path | None, typer.Option(help="Page whose table is rewritten.")] = None,
    floors: Annotated[Path | None, typer.Option(help="Floor file; figures below it end in status 5.")] = None,
    raise_floors: Annotated[Path | None, typer.Option(help="Floor file to move up to these figures.")] = None,
    lower: Annotated[bool, typer.Option("--lower", help="Let --raise-floors also move floors down.")] = False,
    limit: Annotated[int | None, typer.Option(help="Only the first pages.")] = None,
    only: Annotated[str, typer.Option(help="With all: some benchmarks, comma-separated.")] = "",
    workers: Annotated[int, typer.Option(help="Processes; 0: one per core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Run a benchmark through the whole program and through its own scorer."""
    if name == "speed":
        _speed(paths, as_json)
        return
    from djeli.eval import run, table  # noqa: PLC0415 - only here are benchmarks needed

    begun = time.monotonic()
    results: list[run.Result] = []
    with bars() as progress:
        if name == "all":
            wanted = [one for one in only.split(",") if one]
            for root in paths:
                held = [one for one in wanted if (root / one).is_dir()] if wanted else []
                if held or not wanted:
                    results += run.run_all(root, held, limit=limit, workers=workers, progress=progress)
        else:
            bench = run.bench_of(name)
            for path in (file for given in paths for file in run.files_of(bench, given)):
                beside = path.parent / "score.py"
                chosen = scorer or (beside if beside.is_file() else None)
                results.append(
                    run.run(
                        bench, path, out=predictions, scorer=chosen, limit=limit, workers=workers, progress=progress
                    )
                )
    if as_json:
        show_json([plain(result) for result in results])
    else:
        _table(results)
        err.print(words(f"{time.monotonic() - begun:.0f} s", "dim"))
    for result in results:
        for message in result.lost:
            err.print(words(f"{result.key}: a page was lost: {message}", "bold red"))
    if docs is not None:
        table.write(docs, results, f"djeli eval {name} {'…/' + paths[0].name}")
    if raise_floors is not None:
        for line in table.raised(results, raise_floors, lower=lower):
            out.print(words(line))
    faults = table.below(results, floors) if floors is not None else []
    if faults:
        err.print(words("\n".join(faults), "bold red"))
    if faults or any(result.lost for result in results):
        raise typer.Exit(BELOW)


def _table(results: Sequence[object]) -> None:
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("benchmark", "pages", "figure", "value"):
        shown.add_column(column)
    for result in results:
        row = plain(result)
        for name, value in row["figures"].items():
            shown.add_row(f"{row['bench']}/{row['file']}", str(row["pages"]), name, f"{value:g}")
        for name in row["not_yet"]:
            shown.add_row(f"{row['bench']}/{row['file']}", str(row["pages"]), name, "not yet")
    out.print(shown)


def _speed(paths: list[Path], as_json: bool) -> None:
    try:
        from djeli.eval.speed import measure  # noqa: PLC0415 - loads the parser
    except ImportError as error:
        raise MissingExtra(f"speed needs the English model: {error}") from error
    found = measure(paths)
    if as_json:
        show_json({**plain(found), "ratio": found.ratio})
        return
    out.print(words(f"{found.words:,} words, CPU time, one core, batch 64, median of 3"))
    out.print(words(f"whole pipeline {found.pipeline:,.0f} words/s · spaCy alone {found.spacy:,.0f} words/s"))
    out.print(words(f"ratio {found.ratio:.2f}"))
