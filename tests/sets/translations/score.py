"""Score of text families against the marked stories: `python score.py GOLD PRED` prints JSON.

A prediction is a row `{"id", "family"}`. Texts of one `story` are one text, translated; texts of one `event` and of
another story are independent reports of it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


def load(path: Path) -> list[Row]:
    """Rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def even(row: Row) -> bool:
    """Which half of the set an event is in."""
    return int(hashlib.sha256(str(row["event"]).encode()).hexdigest()[0], 16) % 2 == 0


def judged(gold: Sequence[Row], family: Mapping[str, str]) -> dict[str, Any]:
    """Translations found and missed; independent reports merged, of one event and of two."""
    found, missed, merged, strangers, independent = [], [], [], [], 0
    for one, other in combinations(gold, 2):
        pair = [one["id"], other["id"]]
        together = family.get(one["id"], one["id"]) == family.get(other["id"], other["id"])
        if one["story"] == other["story"]:
            (found if together else missed).append(pair)
        elif one["event"] == other["event"]:
            independent += 1
            merged += [pair] * together
        else:
            strangers += [pair] * together
    return {
        "pairs": len(found) + len(missed),
        "found": len(found),
        "recall": round(len(found) / max(1, len(found) + len(missed)), 4),
        "independent": independent,
        "merged_independent": len(merged),
        "merged_strangers": len(strangers),
        "missed": missed,
        "merged": merged + strangers,
    }


def score(gold: Sequence[Row], pred: Sequence[Row]) -> dict[str, Any]:
    """All, and each half."""
    family = {str(row["id"]): str(row["family"]) for row in pred}
    halves = {name: [row for row in gold if even(row) is half] for name, half in (("even", True), ("odd", False))}
    return {**judged(gold, family), **{name: judged(rows, family) for name, rows in halves.items()}}


if __name__ == "__main__":
    found = score(load(Path(sys.argv[1])), load(Path(sys.argv[2])))
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
