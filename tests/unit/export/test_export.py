"""Exports hold what the ledger holds, after the published schema, and are safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from djeli import ledger
from djeli.errors import CaseError, NotFound
from djeli.export.jsonl import FILES
from djeli.export.table import parted, safe, write_csv
from djeli.settings import Settings
from djeli.vocab import Verdict

REPORTS = {
    "a.txt": "Market attack in Gao\n\nGunmen killed 12 civilians and wounded 30 in an attack on a market in Gao, "
    "Mali, on 3 May 2021, the army said. \U0001f6a2\n",
    "b.txt": "Attack in Gao\n\nGunmen attacked a market in Gao, Mali, on 3 May 2021, killing 17 civilians, a hospital "
    "official said.\n",
    "=cmd.txt": "=HYPERLINK(1)\n\nRebels shelled Mopti on 4 May 2021, killing two soldiers. (Sources: Reuters, AFP)\n",
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three short reports with one judgement, exported as JSON Lines and CSV."""
    folder = tmp_path_factory.mktemp("export")
    (folder / "in").mkdir()
    for name, text in REPORTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with ledger.create(folder / "case", Settings(title="Test", custodian="Ada Example", workers=1)) as case:
        case.add([folder / "in"])
        first, second, *_ = sorted(report.id for report in case.reports())
        case.judge(first, second, Verdict.UNSURE, by="Ada Example", why="to be checked")
        case.export("jsonl", folder / "jsonl", audience="internal")
        case.export("csv", folder / "csv", audience="internal")
    return folder


def schema() -> dict[str, Any]:
    """The published schema."""
    path = files("djeli.export") / "schemas" / "ledger-1.schema.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def lines(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_valid(exported: Path, name: str) -> None:
    """Each line of each file follows its definition."""
    validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]})
    faults = [
        error.message for row in lines(exported / "jsonl" / f"{name}.jsonl") for error in validator.iter_errors(row)
    ]
    assert not faults, faults[:3]


def test_the_schema_itself_is_sound_and_strict() -> None:
    """It is a valid schema, names every file, and refuses a claim without a span."""
    Draft202012Validator.check_schema(schema())
    assert set(FILES) | {"manifest"} <= set(schema()["$defs"])
    claim = schema()["$defs"]["claims"]
    assert claim["properties"]["spans"]["minItems"] == 1
    assert claim["additionalProperties"] is False


def test_files_hold_something(exported: Path) -> None:
    """The files that this issue fills are not empty, so that their validity means something."""
    for name in ("documents", "texts", "items", "reports", "claims", "events", "assessments", "judgements"):
        assert lines(exported / "jsonl" / f"{name}.jsonl"), name


def test_quotes_are_the_words_at_the_spans(exported: Path) -> None:
    """Every span's quote is what stands there, counted in code points."""
    texts = {row["id"]: row["content"] for row in lines(exported / "jsonl" / "texts.jsonl")}

    def spans(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if {"text", "start", "end", "quote"} <= set(value) else []
            return own + [s for inner in value.values() for s in spans(inner)]
        return [s for inner in value for s in spans(inner)] if isinstance(value, list) else []

    found = [s for name in FILES for row in lines(exported / "jsonl" / f"{name}.jsonl") for s in spans(row)]
    assert len(found) > 20
    assert all(texts[s["text"]][s["start"] : s["end"]] == s["quote"] for s in found)


def test_the_manifest_names_audience_and_hashes(exported: Path) -> None:
    """The manifest is valid, says internal, and its hashes are those of the files."""
    manifest = json.loads((exported / "jsonl" / "manifest.json").read_text("utf-8"))
    Draft202012Validator({"$ref": "#/$defs/manifest", "$defs": schema()["$defs"]}).validate(manifest)
    assert manifest["audience"] == "internal"
    for file in manifest["files"]:
        data = (exported / "jsonl" / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert data.count(b"\n") == file["rows"]


def test_no_analyst_is_named(exported: Path) -> None:
    """Neither who judged nor who keeps the case appears in any file."""
    for path in sorted(exported.glob("*sv*/*")) + sorted(exported.glob("jsonl/*")):
        assert "Ada Example" not in path.read_text("utf-8")


def test_an_audience_without_rules_gets_nothing(exported: Path, tmp_path: Path) -> None:
    """A misspelt audience, or a form that isn't there, writes nothing."""
    with ledger.open(exported / "case") as case:
        for audience in ("Public", "press", "INTERNAL"):
            with pytest.raises(CaseError, match="public"):
                case.export("jsonl", tmp_path / "out", audience=audience)
        with pytest.raises(NotFound, match="jsonl, csv"):
            case.export("xml", tmp_path / "out", audience="internal")
    assert not (tmp_path / "out").exists()


def test_the_csv_has_the_events_and_no_formula(exported: Path) -> None:
    """One row an event; no cell starts with what a spreadsheet would run."""
    with (exported / "csv" / "events.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["country"] for row in rows} == {"ML"}
    numbers = {"latitude", "longitude"}
    cells = [cell for row in rows for name, cell in row.items() if name not in numbers]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert all(float(row[name]) < 181 for row in rows for name in numbers if row[name])
    assert len(rows) == len(lines(exported / "jsonl" / "events.jsonl"))


@given(st.text(max_size=12))
def test_safe_cells_never_start_a_formula(text: str) -> None:
    """Whatever the text, the written cell is no formula; harmless text is not touched."""
    found = safe(text)
    assert not found.lstrip(" \ufeff").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert found in (text, f"'{text}")


@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\ufeff", "\u2003", "\u202e", "\x85"])
@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1"])
def test_what_is_unseen_before_a_formula_hides_none(before: str, sign: str) -> None:
    """Spaces of all kinds and signs without width are no start of a harmless text."""
    assert safe(before + sign) == f"'{before}{sign}"


@pytest.mark.parametrize(
    "words", ["a;=1+1;", "a; =cmd|'/c calc'!A0", 'a;"=1', "a\n=1", "a\t@SUM(1)", "a;\u00a0+1", "a\r-1"]
)
def test_no_part_of_a_cell_is_a_formula(tmp_path: Path, words: str) -> None:
    """A spreadsheet of a country that writes 1,5 parts the file at semicolons: no cell of it is a formula either."""
    write_csv(tmp_path / "one.csv", {"what": "words", "why": "more"}, [{"what": words, "why": f"killed, {words}"}])
    lines = (tmp_path / "one.csv").read_text("utf-8").splitlines()
    cells = [one.strip(' "\u00a0') for line in lines for tab in line.split("\t") for one in tab.split(";")]
    assert not [one for one in cells if one.startswith(("=", "+", "-", "@"))]
    assert parted("Gao; Mopti; 5 - 7 killed") == "Gao; Mopti; 5 - 7 killed"
