"""No figure of quality falls below its floor (tests/quality.json): own sets always, others where they lie beside.

Raise floors after a gain:  djeli eval NAME FOLDER [--limit N] --raise-floors tests/quality.json
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from djeli.eval import BENCHES, table
from djeli.eval.run import bench_of, files_of, run

FLOORS = Path(__file__).parent / "quality.json"
ROOTS = (Path(__file__).parent / "sets", Path(__file__).resolve().parents[1].parent / "shared" / "bench")
LIMITS = {"gva": 150, "muc4": 100}
"""The largest sets are judged by their first pages here; `make eval` runs them whole."""


@pytest.mark.parametrize("name", BENCHES)
def test_no_figure_falls_below_its_floor(name: str) -> None:
    """Each benchmark through the whole program and its own scorer."""
    bench, folder = bench_of(name), next((root / name for root in ROOTS if (root / name).is_dir()), None)
    if folder is None:
        pytest.skip(f"the benchmark {name} is not beside this checkout")
    floors = json.loads(FLOORS.read_text("utf-8"))
    results = [
        run(bench, path, scorer=folder / "score.py", limit=LIMITS.get(name), workers=1)
        for path in files_of(bench, folder)
    ]
    assert all(floors[result.key]["digest"] == result.digest for result in results), "the data changed: set new floors"
    assert all(result.figures for result in results)
    assert not [message for result in results for message in result.lost]
    faults = table.below(results, FLOORS)
    assert not faults, "\n".join(faults)
