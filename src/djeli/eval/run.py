"""Running benchmarks: pages through the pipeline, predictions to a file, the scorer's figures to the table."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from djeli.errors import NotFound
from djeli.eval import BENCHES
from djeli.eval.bench import Bench, Row, figures_of, rows_of, write_predictions
from djeli.eval.book import read_pages
from djeli.pipeline import Progress, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Figures of one benchmark file. `figures` is empty when no scorer was named.

    `lost` tells of pages on which the program failed: they count as pages without any answer.
    """

    bench: str
    file: str
    pages: int
    digest: str
    figures: dict[str, float]
    not_yet: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """How the floor file calls it."""
        return f"{self.bench}/{self.file}"


def bench_of(name: str) -> Bench:
    """A benchmark by name.

    Raises:
        NotFound: there is none; the message lists them.
    """
    if name not in BENCHES:
        raise NotFound(f"no benchmark {name!r}; known: {', '.join(BENCHES)}, and 'all' for a folder that holds them")
    module, _, attribute = BENCHES[name].partition(":")
    found: Bench = getattr(__import__(module, fromlist=[attribute]), attribute)
    return found


def files_of(bench: Bench, given: Path) -> list[Path]:
    """The file named, or the development files of a folder.

    Raises:
        NotFound: the folder holds none.
    """
    if given.is_file():
        return [given]
    found = sorted(given.glob(bench.files))
    if not found:
        raise NotFound(f"{given} holds no {bench.files}; name a file of the {bench.name} benchmark, or its folder")
    return found


def run(
    bench: Bench,
    path: Path,
    *,
    out: Path | None = None,
    scorer: Path | None = None,
    limit: int | None = None,
    workers: int = 0,
    progress: Progress = silent,
) -> Result:
    """One file through the program, and through the scorer when one is named.

    `limit` takes the first pages only, for a quick look.
    """
    rows = rows_of(path)[:limit]
    with read_pages(bench.pages(rows), workers=workers, progress=progress) as book:
        answers, lost = bench.predict(book, rows), book.lost
    with tempfile.TemporaryDirectory() as folder:
        target = out or Path(folder) / "predictions"
        write_predictions(bench, answers, target)
        gold = _first(path, rows, Path(folder)) if limit is not None and not bench.whole else path
        figures = figures_of(bench, gold, target, scorer) if scorer is not None else {}
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return Result(
        bench=bench.name,
        file=path.name,
        pages=len(rows),
        digest=digest,
        figures=figures,
        not_yet=bench.not_yet,
        lost=lost,
    )


def _first(path: Path, rows: Sequence[Row], folder: Path) -> Path:
    """The first pages of a file as a file of their own, so that a scorer judges no page that was not read."""
    target = folder / path.name
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return target


def run_all(
    root: Path,
    names: Iterable[str] = (),
    *,
    limit: int | None = None,
    workers: int = 0,
    progress: Progress = silent,
) -> Iterator[Result]:
    """Every benchmark that a folder holds, or those named, with the scorer that lies beside its data."""
    for name in names or [name for name in BENCHES if (root / name).is_dir()]:
        bench, folder = bench_of(name), root / name
        scorer = folder / "score.py"
        for path in files_of(bench, folder):
            yield run(
                bench,
                path,
                scorer=scorer if scorer.is_file() else None,
                limit=limit,
                workers=workers,
                progress=progress,
            )
