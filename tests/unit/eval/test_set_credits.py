"""The scorers of our own sets for credits and persons, and the form of their rows."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SETS = Path(__file__).parents[2] / "sets"


def scorer(name: str) -> ModuleType:
    """The scorer beside a set."""
    spec = importlib.util.spec_from_file_location(f"score_{name}", SETS / name / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold(name: str) -> list[dict[str, Any]]:
    """The rows of a set."""
    lines = (SETS / name / "gold.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def group(start: int, end: int, *names: str) -> dict[str, Any]:
    """A group of credits."""
    return {"names": list(names), "start": start, "end": end}


def person(name: str, label: str) -> dict[str, str]:
    """A person and the label."""
    return {"name": name, "label": label}


credits_, persons = scorer("credits"), scorer("persons")


@pytest.mark.parametrize("module", [credits_, persons])
def test_gold_scores_full_against_itself(module: ModuleType) -> None:
    """What was marked scores full against itself, nothing scores nothing."""
    name = "credits" if module is credits_ else "persons"
    rows = module.rows_of(SETS / name / "gold.jsonl")
    full, none = module.score(rows, rows), module.score(rows, {})
    if name == "credits":
        assert full["f1"] == full["group"]["precision"] == full["even"]["f1"] == full["odd"]["group"]["recall"] == 1
        assert none["f1"] == none["group"]["precision"] == 0
        assert full["even"]["groups"] + full["odd"]["groups"] == full["groups"] >= 60
    else:
        assert full["private"]["recall"] == full["minor"]["recall"] == full["public"]["recall"] == full["found"] == 1
        assert full["private"]["leak"] == none["private"]["recall"] == none["found"] == 0
        assert full["private"]["persons"] >= 110 and full["public"]["persons"] >= 70


def test_every_mark_stands_in_its_text() -> None:
    """Names and offsets are those of the text, and ids are single."""
    for row in gold("credits"):
        for one in row["groups"]:
            assert all(name in row["text"][one["start"] : one["end"]] for name in one["names"]), row["id"]
    for row in gold("persons"):
        assert row["persons"], row["id"]
        assert all(one["name"] in row["text"] for one in row["persons"]), row["id"]
        assert {one["label"] for one in row["persons"]} <= {"public", "private", "minor"}
    for name in ("credits", "persons"):
        ids = [row["id"] for row in gold(name)]
        assert len(set(ids)) == len(ids)


def test_names_of_outlets_are_compared_loosely() -> None:
    """Case, a leading article or "www." and final punctuation don't count."""
    assert credits_.key("The Guardian.") == credits_.key("guardian")
    assert credits_.key("www.lefaso.net") == credits_.key("Lefaso.net,")
    assert credits_.key("Theatre News") == "theatre news"


def test_credits_count_names_in_overlapping_groups() -> None:
    """A half-read list has its names but not the group; a name elsewhere is wrong."""
    wanted = {"a": [group(10, 30, "Reuters", "AFP", "Dawn")], "b": []}
    out = credits_.score(wanted, {"a": [group(10, 22, "reuters", "The AFP")], "b": [group(0, 5, "UNHCR")]})
    assert (out["precision"], out["recall"]) == (0.6667, 0.6667)
    assert out["group"] == {"precision": 0.0, "recall": 0.0}
    out = credits_.score(wanted, {"a": [group(12, 40, "Reuters", "AFP", "Dawn", "page 4")]})
    assert (out["precision"], out["recall"], out["group"]["recall"]) == (0.75, 1.0, 1.0)
    assert credits_.score(wanted, {"a": [group(40, 60, "Reuters", "AFP", "Dawn")]})["f1"] == 0


def test_persons_are_found_by_their_last_word() -> None:
    """A surname finds its bearer, an exact name goes first, and unknown shields as private does."""
    wanted = {"a": [person("Awa Diallo", "private"), person("Issa Diallo", "minor"), person("Ana Ruiz", "public")]}
    given = {"a": [person("Issa Diallo", "unknown"), person("Ms Diallo", "public"), person("Ruiz", "public")]}
    out = persons.score(wanted, given)
    assert (out["private"]["recall"], out["private"]["leak"], out["minor"]["recall"]) == (0.5, 0.5, 0.0)
    assert out["public"]["recall"] == out["found"] == 1.0


def test_nobody_stands_for_two() -> None:
    """One given person answers for one of the gold only."""
    wanted = {"a": [person("Ama Tetteh", "private"), person("Yaw Tetteh", "minor")]}
    out = persons.score(wanted, {"a": [person("Tetteh", "private")]})
    assert (out["found"], out["private"]["recall"]) == (0.5, 0.5)
    assert persons.closeness("Ama", "Amara") == 0
