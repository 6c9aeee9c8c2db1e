"""Figures read out of sentences against those marked by hand: `python score.py GOLD PRED` prints JSON.

A prediction row is `{"id", "figures": [{"kind", "value", "low", "high", "unit", "holder", "details"}]}`. A figure
matches on kind, value and holder, one to one; `tests/sets/README.md` tells what is marked.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Figure = dict[str, Any]
Fits = Callable[[Figure, Figure], bool]

TOLERANCE = 0.01
"""Numbers this near to each other are one number told twice."""
HOURS = {"hour": 1, "day": 24, "week": 168}
"""An ultimatum of 72 hours and one of three days are the same."""
EMPTY = {"the", "and", "for", "some", "this", "their", "les", "des", "aux", "une", "del", "los", "las", "una"}
"""Words longer than two letters that name nobody."""


def numbers(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """A figure's value, low and high; ultimatums in hours."""
    value, low, high = (figure.get(key) for key in ("value", "low", "high"))
    if isinstance(value, list):
        value, (low, high) = None, value
    unit = str(figure.get("unit") or "").rstrip("s")
    by = HOURS.get(unit, 1) if figure["kind"] == "ultimatum" else 1
    return tuple(None if one is None else float(one) * by for one in (value, low, high))  # type: ignore[return-value]


def near(one: float | None, other: float | None) -> bool:
    """Whether two numbers differ by no more than the tolerance."""
    return one is not None and other is not None and abs(one - other) <= TOLERANCE * abs(other)


def value_fits(gold: Figure, found: Figure) -> bool:
    """Whether a number is the marked one, or lies in the marked range; where none is marked, any will do."""
    marked, low, high = numbers(gold)
    value, least, most = numbers(found)
    if marked is not None:
        return near(value, marked)
    if low is None or high is None:
        return True
    return (value is not None and low <= value <= high) or (near(least, low) and near(most, high))


def words(text: str) -> set[str]:
    """The words of a holder that name it; the short ones too where it has no others ("UN")."""
    every = set(re.findall(r"\w+", text.casefold()))
    return {word for word in every if len(word) > 2 and word not in EMPTY} or every


def holder_fits(gold: Figure, found: Figure) -> bool:
    """Whether both are about the same: a word in common. Who fled may be named by where from or where to."""
    names = [gold["holder"]]
    if gold["kind"] == "displaced":
        names += [gold["details"].get(key, "") for key in ("from", "in")]
    return any(words(name) & words(found.get("holder") or "") for name in names if name)


def same(gold: Figure, found: Figure) -> bool:
    """Whether a figure is the marked one."""
    return same_number(gold, found) and holder_fits(gold, found)


def same_number(gold: Figure, found: Figure) -> bool:
    """Whether kind and value agree, whoever it is said of."""
    return gold["kind"] == found["kind"] and value_fits(gold, found)


def pairs(gold: Sequence[Figure], found: Sequence[Figure], fits: Fits) -> list[tuple[Figure, Figure]]:
    """As many pairs as can be made, each figure in one at most."""
    partner: dict[int, int] = {}

    def place(one: int, seen: set[int]) -> bool:
        for other, figure in enumerate(found):
            if other not in seen and fits(gold[one], figure):
                seen.add(other)
                if other not in partner or place(partner[other], seen):
                    partner[other] = one
                    return True
        return False

    for one in range(len(gold)):
        place(one, set())
    return [(gold[one], found[other]) for other, one in partner.items()]


def rates(right: int, marked: int, found: int) -> dict[str, float | int]:
    """Precision, recall and F1 out of counts."""
    precision, recall = right / found if found else 0.0, right / marked if marked else 0.0
    f1 = 2 * right / (marked + found) if marked + found else 0.0
    counts = {"right": right, "gold": marked, "found": found}
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4), **counts}


def half(name: str) -> str:
    """The half of the set a row belongs to."""
    return "odd" if int(hashlib.sha256(name.encode()).hexdigest()[0], 16) % 2 else "even"


def holds(figure: Figure) -> str:
    """What a comparison says of its own arithmetic."""
    said = (figure.get("details") or {}).get("holds")
    return {True: "yes", False: "no", None: ""}.get(said, said)


def score(gold: Sequence[Figure], predicted: Sequence[Figure]) -> dict[str, Any]:
    """All figures of a set of rows: together, by half, by kind, without the holder, and the comparisons' arithmetic."""
    answers = {row["id"]: row["figures"] for row in predicted}
    counts: Counter[tuple[str, str]] = Counter()
    compared: list[bool] = []
    for row in gold:
        found = answers.get(row["id"], [])
        matched = pairs(row["figures"], found, same)
        compared += [holds(one) == holds(other) for one, other in matched if one["kind"] == "comparison"]
        loose = pairs(row["figures"], found, same_number)
        told = {"right": [one for one, _ in matched], "gold": row["figures"], "found": found}
        for what, figures in told.items():
            for figure in figures:
                counts.update((group, what) for group in ("all", half(row["id"]), figure["kind"]))
        counts["loose", "right"] += len(loose)
    total = [counts["all", what] for what in ("gold", "found")]
    groups = {name: rates(*(counts[name, what] for what in ("right", "gold", "found"))) for name, _ in counts}
    empty = rates(0, 0, 0)
    kinds = sorted(set(groups) - {"all", "even", "odd", "loose"})
    share = round(sum(compared) / len(compared), 4) if compared else 0.0
    return {
        **groups.get("all", empty),
        "even": groups.get("even", empty),
        "odd": groups.get("odd", empty),
        "kind_value": rates(counts["loose", "right"], *total),
        "kinds": {kind: groups[kind] for kind in kinds},
        "holds": {"share": share, "right": sum(compared), "matched": len(compared)},
    }


def rows(path: str) -> list[Figure]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    print(json.dumps(score(rows(sys.argv[1]), rows(sys.argv[2])), indent=2))  # noqa: T201 - a script speaks
