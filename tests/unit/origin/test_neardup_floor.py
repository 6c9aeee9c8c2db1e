"""The floor on near copies: high recall, and not one pair of independent reports merged."""

from __future__ import annotations

import hashlib
import json
from itertools import combinations
from pathlib import Path

import pytest

from djeli.origin import families

BENCH = Path(__file__).resolve().parents[3] / "../shared/bench/neardup/dev.jsonl"


@pytest.mark.shared
@pytest.mark.skipif(not BENCH.is_file(), reason="../shared/bench/neardup is not beside the checkout")
def test_copies_found_and_no_independent_reports_merged() -> None:
    """Pair F1 of at least .98, and no two independent reports of one event in a family; ids are made opaque."""
    rows = [json.loads(line) for line in BENCH.read_text("utf-8").splitlines()]
    names = {row["id"]: hashlib.sha256(row["id"].encode()).hexdigest() for row in rows}
    found = families({names[row["id"]]: row["text"] for row in rows})
    right = wrong = missed = merged = 0
    for a, b in combinations(rows, 2):
        gold, mine = a["family"] == b["family"], found[names[a["id"]]].id == found[names[b["id"]]].id
        right += gold and mine
        wrong += mine and not gold
        missed += gold and not mine
        merged += mine and not gold and a["event"] == b["event"]
    assert merged == 0
    assert 2 * right / (2 * right + wrong + missed) >= 0.98
