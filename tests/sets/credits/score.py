"""Scores read credits against the gold: `python score.py GOLD PRED` prints JSON.

PRED has rows `{"id", "groups": [{"names": [...], "start", "end"}]}`. Names count within groups that overlap; a given
group is right when it overlaps a gold group and has all its names.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

Group = dict[str, Any]
Groups = dict[str, list[Group]]


def rows_of(path: Path) -> Groups:
    """Groups by the id of their row."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {row["id"]: row.get("groups", []) for row in map(json.loads, filter(str.strip, lines))}


def key(name: str) -> str:
    """A name as it is compared: without case, leading "the" or "www." and final punctuation."""
    bare = re.sub(r"\s+", " ", name).strip().casefold()
    bare = re.sub(r"^(?:the\s+|www\.)", "", bare)
    return re.sub(r"[\s.,;:!?…،؛]+$", "", bare)


def keys(groups: list[Group]) -> set[str]:
    """The compared names of some groups."""
    return {key(name) for group in groups for name in group["names"]}


def beside(group: Group, others: list[Group]) -> list[Group]:
    """The groups that share a character with one."""
    return [one for one in others if one["start"] < group["end"] and group["start"] < one["end"]]


def half(row: str) -> str:
    """The half a row belongs to, by the first hex digit of its id's hash."""
    return "odd" if int(hashlib.sha256(row.encode()).hexdigest()[0], 16) % 2 else "even"


def whole(group: Group, given: Group) -> bool:
    """Whether a given group tells all names of a gold one."""
    return keys([group]) <= keys([given])


def count(gold: list[Group], given: list[Group]) -> Counter[str]:
    """What one row adds: names told and wanted, groups told and wanted, and those of each that are right."""
    out = Counter(groups=len(gold), given_groups=len(given))
    for group in gold:
        others = beside(group, given)
        out["names"] += len(keys([group]))
        out["found"] += len(keys([group]) & keys(others))
        out["whole"] += any(whole(group, one) for one in others)
    for group in given:
        others = beside(group, gold)
        out["given"] += len(keys([group]))
        out["right"] += len(keys([group]) & keys(others))
        out["good"] += any(whole(one, group) for one in others)
    return out


def share(part: int, whole: int) -> float:
    """A share, 0 where there is nothing to share."""
    return round(part / whole, 4) if whole else 0.0


def figures(rows: list[tuple[list[Group], list[Group]]]) -> dict[str, Any]:
    """Precision, recall and F1 of names, precision and recall of groups, over some rows."""
    sums: Counter[str] = sum((count(*row) for row in rows), Counter())
    precision, recall = share(sums["right"], sums["given"]), share(sums["found"], sums["names"])
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
        "group": {
            "precision": share(sums["good"], sums["given_groups"]),
            "recall": share(sums["whole"], sums["groups"]),
        },
        "rows": len(rows),
        "groups": sums["groups"],
        "names": sums["names"],
    }


def score(gold: Groups, given: Groups) -> dict[str, Any]:
    """All figures, and those of each half; a row nobody answered has no groups."""
    pairs = {row: (groups, given.get(row, [])) for row, groups in gold.items()}
    halves = {name: figures([pair for row, pair in pairs.items() if half(row) == name]) for name in ("even", "odd")}
    return {**figures(list(pairs.values())), **halves}


if __name__ == "__main__":
    scores = score(rows_of(Path(sys.argv[1])), rows_of(Path(sys.argv[2])))
    sys.stdout.write(json.dumps(scores, indent=2) + "\n")
