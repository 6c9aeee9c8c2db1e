"""Score of relations and actor ids against the marked sentences: `python score.py GOLD PRED` prints JSON.

A prediction is a row `{"id", "relations": [...], "actors": [{"mention", "start", "actor"}]}`; a relation in it has the
fields of a marked one, and may add `subject_actor` and `object_actor`, ids of the actor table.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Judge = Callable[[Row, Row, Row], bool]

UNORDERED = frozenset({"allied_with", "rival_of", "alias_of"})
NO_NAME = frozenset({"the", "of", "army", "front", "movement", "group", "government", "president"})


def words(text: str) -> frozenset[str]:
    """Case-folded words that can tell one name from another: longer than two letters, and none of `NO_NAME`."""
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if len(w) > 2 and w not in NO_NAME)


def actor_of(end: str, actors: Iterable[Row]) -> str:
    """Id of the marked mention that is this end, or else of the longest one that stands in it as whole words."""
    found = ""
    best = 0
    for one in actors:
        mention = str(one["mention"])
        if mention.casefold() == end.casefold():
            return str(one["actor"])
        inside = re.search(rf"(?<!\w){re.escape(mention.casefold())}(?!\w)", end.casefold())
        if inside and len(mention) > best:
            found, best = str(one["actor"]), len(mention)
    return found


def same_end(marked: str, told: str, told_actor: str, actors: Iterable[Row]) -> bool:
    """The two name one thing: the same words, a telling word in common, or one id. A marked end "" fits any."""
    if not marked or marked.casefold() == told.casefold() or words(marked) & words(told):
        return True
    return bool(told_actor) and told_actor == actor_of(marked, actors)


def same_date(marked: str, told: str) -> bool:
    """A marked date is met by itself or by a finer one inside it, not by a coarser one; no marked date, no demand."""
    return not marked or told == marked or told.startswith(marked + "-")


def fits_undated(gold: Row, told: Row, row: Row) -> bool:
    """Same type, both ends, `over` and `denied`; dates aside."""
    if gold["type"] != told.get("type"):
        return False
    if any(bool(gold.get(flag)) != bool(told.get(flag)) for flag in ("over", "denied")):
        return False
    pairs = [("subject", "object")]
    if gold["type"] in UNORDERED:
        pairs.append(("object", "subject"))
    return any(
        all(
            same_end(gold.get(mine) or "", told.get(its) or "", told.get(f"{its}_actor") or "", row["actors"])
            for mine, its in (("subject", first), ("object", second))
        )
        for first, second in pairs
    )


def fits(gold: Row, told: Row, row: Row) -> bool:
    """As `fits_undated`, and the date."""
    return fits_undated(gold, told, row) and same_date(gold.get("date") or "", told.get("date") or "")


def pair(row: Row, told: Sequence[Row], judge: Judge) -> dict[int, int]:
    """Largest one-to-one matching, from places of marked relations to places of predicted ones."""
    marked = row["relations"]
    edges = [[j for j, one in enumerate(told) if judge(gold, one, row)] for gold in marked]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in range(len(marked)):
        place(i, set())
    return {i: j for j, i in taken.items()}


def spans(mention: str, text: str) -> list[tuple[int, int]]:
    """Half-open spans of a mention in a text, as whole words."""
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text)] or [
        m.span() for m in re.finditer(re.escape(mention), text)
    ]


def ids_on(mention: str, row: Row, told: Iterable[Row]) -> set[str]:
    """Ids that a prediction gives on this mention, wherever it stands outside a longer marked one."""
    text = row["text"]
    longer = [s for one in row["actors"] if len(one["mention"]) > len(mention) for s in spans(one["mention"], text)]
    places = spans(mention, text)
    places = [s for s in places if not any(a <= s[0] and s[1] <= b for a, b in longer)] or places
    found = set()
    for one in told:
        start, name = one.get("start"), str(one.get("mention") or "")
        if start is None:
            near = name.casefold() == mention.casefold()
        else:
            near = any(start < b and a < start + len(name) for a, b in places)
        if near and one.get("actor"):
            found.add(str(one["actor"]))
    return found


def ratio(part: int, whole: int) -> float:
    """Share to four digits; 0 of nothing."""
    return round(part / whole, 4) if whole else 0.0


def prf(right: int, told: int, marked: int) -> dict[str, float]:
    """Precision, recall and F1."""
    return {"precision": ratio(right, told), "recall": ratio(right, marked), "f1": ratio(2 * right, told + marked)}


def part(rows: Sequence[Row], predictions: Mapping[str, Row]) -> dict[str, Any]:
    """All figures over these rows."""
    marked: Counter[str] = Counter()
    told_types: Counter[str] = Counter()
    right: Counter[str] = Counter()
    undated = with_id = right_id = mentions = wrong_id = 0
    for row in rows:
        prediction = predictions.get(row["id"], {})
        told = prediction.get("relations") or []
        marked.update(one["type"] for one in row["relations"])
        told_types.update(str(one.get("type")) for one in told)
        right.update(row["relations"][i]["type"] for i in pair(row, told, fits))
        undated += len(pair(row, told, fits_undated))
        for one in row["actors"]:
            ids = ids_on(one["mention"], row, prediction.get("actors") or [])
            mentions += 1
            with_id += bool(one["actor"])
            right_id += bool(one["actor"]) and one["actor"] in ids
            wrong_id += bool(ids - {one["actor"]})
    whole = prf(right.total(), told_types.total(), marked.total())
    return {
        "rows": len(rows),
        "f1": whole["f1"],
        "relation": whole,
        "no_date": prf(undated, told_types.total(), marked.total()),
        "actor": {
            "right": ratio(right_id, with_id),
            "wrong": ratio(wrong_id, mentions),
            "with_id": with_id,
            "mentions": mentions,
        },
        "types": {
            kind: {"marked": marked[kind], "told": told_types[kind], "right": right[kind]}
            | prf(right[kind], told_types[kind], marked[kind])
            for kind in sorted(marked | told_types)
        },
    }


def half(identifier: str) -> str:
    """`even` or `odd`, by the first hex digit of the SHA-256 of an id."""
    return "odd" if int(hashlib.sha256(identifier.encode()).hexdigest()[0], 16) % 2 else "even"


def score(rows: Sequence[Row], told: Iterable[Row]) -> dict[str, Any]:
    """Figures of the whole set, and under `even` and `odd` those of its halves.

    Raises:
        ValueError: a prediction has an id that the set hasn't, or one that came before.
    """
    known = {row["id"] for row in rows}
    predictions: dict[str, Row] = {}
    for one in told:
        if one["id"] not in known or one["id"] in predictions:
            raise ValueError(f"prediction {one['id']!r} is met twice or has no marked row; one row an id was expected")
        predictions[one["id"]] = one
    halves = {name: part([row for row in rows if half(row["id"]) == name], predictions) for name in ("even", "odd")}
    return part(rows, predictions) | halves


def read(path: str) -> list[Row]:
    """Rows of a JSON Lines file."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    gold_path, told_path = sys.argv[1:]
    sys.stdout.write(json.dumps(score(read(gold_path), read(told_path)), ensure_ascii=False, indent=1) + "\n")
