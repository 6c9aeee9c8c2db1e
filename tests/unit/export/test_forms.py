"""What holds for every form: it can be asked for, says what it is and left out, names no analyst, runs no formula."""

from __future__ import annotations

import csv
import gc
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from djeli.errors import CaseError, NotFound
from djeli.export import ABOUT, EXPORTERS, SPLITTING
from djeli.export.codes import data
from djeli.export.table import LONGEST, cell
from djeli.ledger import Case
from djeli.resources.event_types import codes, event_types

FORMS = [form for form in EXPORTERS if form != "bagit"]


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_form_has_its_sentence() -> None:
    """The list of forms and what is said of them go together."""
    assert list(ABOUT) == list(EXPORTERS)
    assert set(EXPORTERS) > SPLITTING


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_every_form_is_written_with_its_manifest(case: Case, tmp_path: Path, form: str, audience: str) -> None:
    """Files are there, the manifest is the last and names audience and files; no analyst and no machine is named."""
    written = case.export(form, tmp_path / "out", audience=audience)
    assert all(path.is_file() for path in written)
    manifest = json.loads(written[-1].read_text("utf-8"))
    assert manifest["audience"] == audience
    assert {file["name"] for file in manifest["files"]} == {path.name for path in written[:-1]}
    assert form == "claimreview" or sum(file["rows"] for file in manifest["files"]) > 4
    for path in written:
        content = path.read_bytes()
        assert b"Ada Example" not in content
        assert form in ("jsonl",) or str(case.folder.parent).encode() not in content


def test_no_cell_of_any_table_is_a_formula(case: Case, tmp_path: Path) -> None:
    """Neither in CSV nor in the workbook does a text begin like a formula; the case has a title and a file that do."""
    for form in EXPORTERS:
        if form != "bagit":
            case.export(form, tmp_path / form, audience="internal")
    paths = sorted(tmp_path.rglob("*.csv"))
    numbers = {"latitude", "longitude"}
    cells = [value for path in paths for row in table(path) for name, value in row.items() if name not in numbers]
    book = load_workbook(tmp_path / "xlsx" / "djeli.xlsx")
    shown = [one for sheet in book for line in sheet.iter_rows() for one in line if one.value is not None]
    assert len(paths) >= 6 and len(cells) > 300 and len(shown) > 100
    assert not [one.value for one in shown if one.data_type == "f"]
    cells += [one.value for one in shown if isinstance(one.value, str)]
    assert not [one for one in cells if one.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("HYPERLINK" in one for one in cells)


def test_cells_are_bounded_and_clean() -> None:
    """No cell is longer than a spreadsheet's, and control characters and halves of characters are gone."""
    assert len(cell("x" * 40_000)) == LONGEST
    assert len(cell("=" + "x" * 40_000)) == LONGEST
    assert cell("a\x00b\ud800c") == "abc"
    assert cell(None) == "" and cell(True) == 1 and cell(7) == 7


def test_an_unknown_form_is_answered_with_those_there_are(case: Case, tmp_path: Path) -> None:
    """A wrong form, a wrong rule, and a rule for a form without rows to split are sentences; nothing is written."""
    with pytest.raises(NotFound, match="ucdp"):
        case.export("gtd", tmp_path / "out", audience="internal")
    with pytest.raises(NotFound, match="day-place"):
        case.export("acled", tmp_path / "out", audience="internal", split="week")
    with pytest.raises(CaseError, match="acled"):
        case.export("csv", tmp_path / "out", audience="internal", split="day-place")
    assert not (tmp_path / "out").exists()
    assert gc.isenabled()


def test_every_type_is_mapped_or_says_why_not() -> None:
    """Each event type has a code in every codebook, or a sentence on why it has none."""
    for name, kind in event_types().items():
        assert kind.acled is not None or data("acled")["without"][name]
        assert kind.plover is not None or kind.plover_reason
        assert kind.ucdp is None or kind.ucdp in {*codes()["ucdp"], "by_parties"}
    lethal = [name for name, kind in event_types().items() if kind.family == "violence" and kind.ucdp is None]
    assert set(lethal) <= set(data("ucdp")["without"]), "say in data/ucdp.yaml why violence of this type stays out"


def test_data_files_are_checked() -> None:
    """A code that no list has is refused when a data file is read."""
    from djeli.export import codes as module
    from djeli.resources.checks import Faults

    broken: dict[str, Any] = {**data("acled"), "disorder": {"Skirmish": "Political violence"}, "without": {}}
    faults = Faults()
    module._CHECKS["acled"](broken, faults)
    assert any("Skirmish" in fault for fault in faults.found)
    assert any("accident" in fault for fault in faults.found)


def test_a_bag_holds_no_file_from_outside_the_case(case: Case, tmp_path: Path) -> None:
    """A case from somebody else may hold links to files of whoever packs it: none of them goes into the bag."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the key of my house", encoding="utf-8")
    name = "ab" * 32
    planted = [case.folder / "originals" / "ab" / name, case.folder / "originals" / "notes.txt"]
    (case.folder / "originals" / "ab").mkdir(exist_ok=True)
    for path in planted:
        path.symlink_to(secret)
    try:
        case.export("bagit", tmp_path / "bag", audience="internal")
    finally:
        for path in planted:
            path.unlink()
    assert not [path for path in (tmp_path / "bag").rglob("*") if path.is_file() and b"my house" in path.read_bytes()]
    assert list((tmp_path / "bag" / "data" / "case" / "originals").rglob("?" * 64))
