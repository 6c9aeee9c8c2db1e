"""The scorer of our own set of relations, and the form of the set."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from djeli.resources.actors import load_actors

FOLDER = Path(__file__).parents[2] / "sets" / "relations"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("set_relations_score", FOLDER / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scorer = _load()
SPLIT = {"type": "split_from", "subject": "M23", "object": "CNDP", "date": "2012-04"}
ROW = {
    "id": "r1",
    "text": "The M23 broke away from the CNDP in April 2012.",
    "relations": [SPLIT],
    "actors": [{"mention": "M23", "actor": "m23"}, {"mention": "CNDP", "actor": ""}],
}


@pytest.mark.parametrize(
    ("change", "dated", "undated"),
    [
        ({}, 1.0, 1.0),
        ({"date": "2012-04-03"}, 1.0, 1.0),  # finer, and inside
        ({"date": "2012"}, 0.0, 1.0),  # coarser
        ({"date": "2013-04"}, 0.0, 1.0),
        ({"subject": "the movement", "subject_actor": "m23"}, 1.0, 1.0),
        ({"subject": "the movement"}, 0.0, 0.0),
        ({"subject": "CNDP", "object": "M23"}, 0.0, 0.0),  # an order counts
        ({"over": True}, 0.0, 0.0),
        ({"type": "member_of"}, 0.0, 0.0),
    ],
)
def test_what_matches(change: dict[str, Any], dated: float, undated: float) -> None:
    """Type, both ends, the flags and a date no coarser than the marked one."""
    scores = scorer.score([ROW], [{"id": "r1", "relations": [SPLIT | change]}])
    assert scores["f1"] == scores["relation"]["f1"] == dated
    assert scores["no_date"]["f1"] == undated
    assert scores[scorer.half("r1")]["f1"] == dated


def test_one_to_one_and_without_order() -> None:
    """A relation is found once; ends of an alliance may be swapped; an end left open fits any."""
    gold = [
        {"type": "allied_with", "subject": "RSF", "object": "SPLM-N"},
        {"type": "arrested_by", "subject": "Musa Hilal", "object": ""},
    ]
    told = [
        {"type": "allied_with", "subject": "SPLM-N", "object": "RSF"},
        {"type": "allied_with", "subject": "RSF", "object": "SPLM-N"},
        {"type": "arrested_by", "subject": "Hilal", "object": "the police"},
    ]
    row = {"id": "r2", "text": "", "relations": gold, "actors": []}
    scores = scorer.score([row], [{"id": "r2", "relations": told}])
    assert scores["relation"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8}
    assert scores["types"]["allied_with"]["right"] == 1


def test_actor_ids() -> None:
    """Right is measured on mentions with an id, wrong on all."""
    told = [{"mention": "M23", "start": 4, "actor": "m23"}, {"mention": "CNDP", "start": 28, "actor": "cndd_fdd"}]
    scores = scorer.score([ROW], [{"id": "r1", "actors": told}])["actor"]
    assert (scores["right"], scores["wrong"]) == (1.0, 0.5)
    assert scorer.score([ROW], [])["actor"]["right"] == 0.0


def test_strange_rows_are_refused() -> None:
    """A prediction for no marked row is a fault, not a miss."""
    with pytest.raises(ValueError, match="r9"):
        scorer.score([ROW], [{"id": "r9"}])


def test_the_set_is_in_form() -> None:
    """Ends and mentions are words of the text, ids stand in the actor table, and gold scores full marks on itself."""
    rows = scorer.read(str(FOLDER / "gold.jsonl"))
    table = load_actors()
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        ends = [one[end] for one in row["relations"] for end in ("subject", "object")]
        assert all(end in row["text"] for end in [*ends, *(one["mention"] for one in row["actors"])]), row["id"]
        assert all(not one["actor"] or one["actor"] in table for one in row["actors"]), row["id"]
    assert scorer.score(rows, [row | {"actors": []} for row in rows])["f1"] == 1.0
