"""The scorer of the hand-marked figures, and the form of the marks themselves."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "sets" / "figures"
SPEC = importlib.util.spec_from_file_location("score_figures", FOLDER / "score.py")
assert SPEC and SPEC.loader
SCORER = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SCORER)
KINDS = {"vote", "poll", "force_size", "displaced", "money", "count", "control", "violations"}
KINDS |= {"comparison", "pledge", "ultimatum"}


def figure(value: Any, holder: str, kind: str = "count", **more: Any) -> dict[str, Any]:
    """A figure with no more in it than a case needs."""
    return {"kind": kind, "value": value, "unit": "people", "holder": holder, "details": {}, **more}


@pytest.mark.parametrize(
    ("gold", "found", "fits"),
    [
        (figure(1000, "the M23"), figure(1009, "M23 rebels"), True),
        (figure(1000, "the M23"), figure(1011, "M23"), False),
        (figure(1000, "the M23"), figure(1000, "the army"), False),
        (figure(1000, "M23"), figure(1000, "M23", kind="force_size"), False),
        (figure([200, 999], "civilians"), figure(300, "Civilians"), True),
        (figure([200, 999], "civilians"), figure(None, "civilians", low=200, high=999), True),
        (figure([200, 999], "civilians"), figure(1200, "civilians"), False),
        (figure(None, "China", "vote"), figure(1, "China", "vote"), True),
        (figure(5, "China", "vote"), figure(None, "China", "vote"), False),
        (figure(0, "parliament", "vote"), figure(0, "parliament", "vote"), True),
        (figure(3, "M23", "ultimatum", unit="days"), figure(72, "M23", "ultimatum", unit="hours"), True),
        (figure(10, "UN"), figure(10, "UN"), True),
        (figure(9, "people", "displaced", details={"in": "Chad"}), figure(9, "Chad", "displaced"), True),
    ],
)
def test_when_a_figure_is_the_marked_one(gold: dict[str, Any], found: dict[str, Any], fits: bool) -> None:
    """Kind, value within a hundredth or in the range, and a word of the holder."""
    assert SCORER.same(gold, found) is fits


def test_figures_match_one_to_one() -> None:
    """One answer serves one mark, and an answer that fits two goes where it leaves most pairs."""
    gold = [figure([200, 999], "civilians"), figure(300, "civilians")]
    assert len(SCORER.pairs(gold, [figure(300, "civilians")], SCORER.same)) == 1
    assert len(SCORER.pairs(gold, [figure(300, "civilians"), figure(400, "civilians")], SCORER.same)) == 2


def test_the_answer_tells_halves_kinds_and_arithmetic() -> None:
    """Rates over all, by half and kind, without the holder; comparisons are asked whether they hold."""
    marked = figure(2, "attacks", "comparison", details={"holds": "yes"})
    gold = [{"id": "f001", "figures": [marked, figure(5, "guards")]}]
    found = [{"id": "f001", "figures": [{**marked, "details": {"holds": True}}, figure(5, "monks")]}]
    scores = SCORER.score(gold, found)
    assert (scores["f1"], scores["kind_value"]["f1"], scores["holds"]["share"]) == (0.5, 1.0, 1.0)
    assert scores[SCORER.half("f001")]["gold"] == 2
    assert scores["kinds"]["count"]["right"] == 0
    assert SCORER.score(gold, [])["f1"] == 0


def test_the_marks_have_the_form_they_should() -> None:
    """Holders are words of the text, kinds are known, ids are single; the marks agree with themselves."""
    rows = SCORER.rows(FOLDER / "gold.jsonl")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        for one in row["figures"]:
            assert one["kind"] in KINDS and one["holder"] and one["holder"] in row["text"], json.dumps(one)
            assert isinstance(one["details"], dict)
            assert holds_as_marked(one), (row["id"], one)
    same = [{"id": row["id"], "figures": row["figures"]} for row in rows]
    assert SCORER.score(rows, same)["f1"] == 1


def holds_as_marked(one: dict[str, Any]) -> bool:
    """A comparison says whether it holds just where both its numbers are told."""
    if one["kind"] != "comparison":
        return True
    told = all(isinstance(one["details"][side], int | float) for side in ("left", "right"))
    return one["details"]["holds"] in (("yes", "no") if told else ("",))
