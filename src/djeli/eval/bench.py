"""What a benchmark is: where its pages are, how its predictions look, how its scorer is called."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from djeli.errors import InputError, UnreadableInput
from djeli.eval.book import Book, Page

Row = dict[str, Any]
_LIMIT = 1800  # seconds a scorer may take


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One benchmark.

    `pages` makes Pages of its rows, `predict` its answers of a Book and the rows' ids, `figures` picks what the
    table shows out of the scorer's JSON. `files` are globs of its development files, `whole` says that predictions are
    one JSON object rather than lines, `to_file` that the scorer writes its JSON with --json OUT. `second` calls the
    scorer once more with other arguments, for `second_figures`.
    """

    name: str
    files: str
    pages: Callable[[Sequence[Row]], list[Page]]
    predict: Callable[[Book, Sequence[Row]], Any]
    figures: Mapping[str, str]
    arguments: Callable[[Path, Path], list[str]] = lambda gold, pred: [str(gold), str(pred)]
    whole: bool = False
    to_file: bool = False
    not_yet: tuple[str, ...] = field(default=())
    second: Callable[[Path, Path], list[str]] | None = None
    second_figures: Mapping[str, str] = field(default_factory=dict)
    more: Callable[[Path, Path, Path], dict[str, float]] | None = None


def rows_of(path: Path) -> list[Row]:
    """Rows of a JSON Lines file.

    Raises:
        UnreadableInput: a line is no JSON object.
    """
    found = []
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise UnreadableInput(f"line {number} is no JSON ({error})", where=str(path)) from error
            found.append(row)
    return found


def write_predictions(bench: Bench, answers: Any, out: Path) -> None:
    """Write answers in the benchmark's form."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as stream:
        lines: Iterable[Any] = [answers] if bench.whole else answers
        for row in lines:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")


def figures_of(bench: Bench, gold: Path, predictions: Path, scorer: Path) -> dict[str, float]:
    """The scorer's figures by the names of the table, those it does not give left out.

    Raises:
        InputError: it failed; the end of what it said is in the message.
    """
    calls = [(bench.arguments, bench.figures)]
    if bench.second is not None:
        calls.append((bench.second, bench.second_figures))
    found = {}
    for arguments, wanted in calls:
        scores = score(replace(bench, arguments=arguments), gold, predictions, scorer)
        found.update({name: value for name, at in wanted.items() if (value := figure(scores, at)) is not None})
    if bench.more is not None:
        found.update(bench.more(gold.resolve(), predictions.resolve(), scorer.resolve()))
    return found


def score(bench: Bench, gold: Path, predictions: Path, scorer: Path) -> Row:
    """Run the benchmark's own scorer in a child process.

    Raises:
        InputError: it failed; the end of what it said is in the message.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        wanted = ["--json", str(out)] if bench.to_file else []
        paths = (gold.resolve(), predictions.resolve())
        command = [sys.executable, str(scorer.resolve()), *bench.arguments(*paths), *wanted]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, cwd=folder, check=False)
        if done.returncode:
            raise InputError(f"the scorer failed: {done.stderr.strip()[-400:]}", where=str(scorer))
        text = out.read_text(encoding="utf-8") if bench.to_file else done.stdout
    found: Row = json.loads(text[text.index("{") :])
    return found


def figure(scores: Mapping[str, Any], path: str) -> float | None:
    """A value inside nested JSON: "exact.f1", "linking.b3.2"."""
    value: Any = scores
    for part in path.split("."):
        if isinstance(value, list):
            value = value[int(part)]
        elif isinstance(value, dict) and part in value:
            value = value[part]
        else:
            return None
    return float(value) if isinstance(value, int | float) else None
