"""Scores labels of persons against the gold: `python score.py GOLD PRED` prints JSON.

PRED has rows `{"id", "persons": [{"name", "label"}]}` with the labels public, private, minor or unknown; unknown counts
as private. The headline is `private.recall`: how many who must not be named are found and kept from the public.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

Person = dict[str, str]
Persons = dict[str, list[Person]]
SHIELDED = ("private", "minor", "unknown")


def rows_of(path: Path) -> Persons:
    """Persons by the id of their row."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {row["id"]: row.get("persons", []) for row in map(json.loads, filter(str.strip, lines))}


def words(name: str) -> list[str]:
    """A name's words without case and punctuation at their ends."""
    return [bare for word in name.casefold().split() if (bare := re.sub(r"^\W+|\W+$", "", word))]


def closeness(one: str, other: str) -> int:
    """How well two names agree: 3 the same, 2 one within the other, 1 the last word of one in the other, 0 not."""
    a, b = words(one), words(other)
    if not a or not b:
        return 0
    if a == b:
        return 3
    if set(a) <= set(b) or set(b) <= set(a):
        return 2
    return int(a[-1] in b or b[-1] in a)


def paired(gold: list[Person], given: list[Person]) -> list[tuple[str, str]]:
    """Each gold person's label and the one given to it, best agreement first; "" for nobody found."""
    ranked = sorted(
        ((closeness(g["name"], p["name"]), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(given)),
        reverse=True,
    )
    labels: dict[int, str] = {}
    taken: set[int] = set()
    for degree, i, j in ranked:
        if degree and -i not in labels and -j not in taken:
            labels[-i] = given[-j]["label"]
            taken.add(-j)
    return [(person["label"], labels.get(i, "")) for i, person in enumerate(gold)]


def half(row: str) -> str:
    """The half a row belongs to, by the first hex digit of its id's hash."""
    return "odd" if int(hashlib.sha256(row.encode()).hexdigest()[0], 16) % 2 else "even"


def share(labels: list[str], wanted: tuple[str, ...]) -> float:
    """The share of some given labels that are among the wanted ones, 0 where there are none."""
    return round(sum(label in wanted for label in labels) / len(labels), 4) if labels else 0.0


def figures(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """What of the shielded is found, kept and leaked, and what of the public is told as such."""
    shielded = [given for label, given in pairs if label in SHIELDED]
    minors = [given for label, given in pairs if label == "minor"]
    public = [given for label, given in pairs if label == "public"]
    return {
        "private": {
            "recall": share(shielded, SHIELDED),
            "leak": share(shielded, ("public",)),
            "persons": len(shielded),
        },
        "minor": {"recall": share(minors, ("minor",)), "persons": len(minors)},
        "public": {"recall": share(public, ("public",)), "persons": len(public)},
        "found": share([given for _, given in pairs], (*SHIELDED, "public")),
        "persons": len(pairs),
    }


def score(gold: Persons, given: Persons) -> dict[str, Any]:
    """All figures, and those of each half; in a row nobody answered nobody is found."""
    pairs = {row: paired(persons, given.get(row, [])) for row, persons in gold.items()}
    halves = {
        name: figures([pair for row, some in pairs.items() if half(row) == name for pair in some])
        for name in ("even", "odd")
    }
    return {**figures([pair for some in pairs.values() for pair in some]), **halves}


if __name__ == "__main__":
    scores = score(rows_of(Path(sys.argv[1])), rows_of(Path(sys.argv[2])))
    sys.stdout.write(json.dumps(scores, indent=2) + "\n")
