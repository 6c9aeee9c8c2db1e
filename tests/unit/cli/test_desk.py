"""The desk's questions on the command line: the same facts on the screen and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from rich.cells import cell_len

Djeli = Callable[..., Any]


def fits(text: str) -> bool:
    """Whether all lines fit 100 columns."""
    return all(cell_len(line.rstrip()) <= 100 for line in text.splitlines())


def test_changes_tells_on_the_screen_what_json_holds(djeli: Djeli, demo_case: Path) -> None:
    """Every new event that JSON lists as more than a passing mention stands on the screen, or is counted."""
    found = json.loads(djeli("changes", "--since", "2000", "--json", "--case", demo_case).out)
    said = djeli("changes", "--since", "2000", "--case", demo_case)
    assert said.status == 0 and fits(said.out)
    passing = sum(one["event"]["background"] or not one["event"]["origins_held"] for one in found["new"])
    assert passing and f"{len(found['new']) - passing} new events · {passing} only mentioned in passing" in said.words
    assert found["new"][0]["event"]["id"] in said.out
    assert djeli("changes", "--since", "soon", "--case", demo_case).status == 2


def test_trend_draws_bars_and_a_picture(djeli: Djeli, demo_case: Path, tmp_path: Path) -> None:
    """Rows of the screen are those of JSON; the picture is an SVG that fetches nothing."""
    picture = tmp_path / "trend.svg"
    said = djeli("trend", "--what", "killed", "--by", "year", "--svg", picture, "--case", demo_case)
    found = json.loads(djeli("trend", "--what", "killed", "--by", "year", "--json", "--case", demo_case).out)
    assert said.status == 0 and fits(said.out) and "█" in said.out
    full = [one for one in found["bins"] if one["events"]]
    assert full and all(one["label"] in said.out and f"{one['best']:,}" in said.out for one in full)
    assert all(one["low"] <= one["best"] <= one["high"] for one in full)
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.startswith("<svg xmlns=") and "<script" not in drawn and full[0]["label"] in drawn
    assert djeli("trend", "--by", "moon", "--case", demo_case).status == 2
    assert "No event that fits" in djeli("trend", "--country", "Chad", "--case", demo_case).words


def test_gaps_names_events_that_can_be_opened(djeli: Djeli, demo_case: Path) -> None:
    """What is to be checked next stands on the screen with its id and a sentence, the worthiest first."""
    found = json.loads(djeli("gaps", "--json", "--case", demo_case).out)
    said = djeli("gaps", "--case", demo_case)
    assert said.status == 0 and fits(said.out)
    assert found["next"] and [one["worth"] for one in found["next"]] == sorted(
        (one["worth"] for one in found["next"]), reverse=True
    )
    for one in found["next"]:
        assert one["event"] in said.out and one["reason"].endswith(".") and one["help"]
    assert djeli("show", found["next"][0]["event"], "--case", demo_case).status == 0
    assert "No event fits" in djeli("gaps", "--country", "Chad", "--case", demo_case).words


def test_compare_writes_files_that_run_nothing(djeli: Djeli, demo_case: Path, tmp_path: Path) -> None:
    """Pairs stand on the screen and in the file; a cell that a spreadsheet would run is text."""
    sheet = tmp_path / "mine.csv"
    rows = ("2022-04-08,Kramatorsk,Ukraine,61,Missile strike", '2024-08-20,"=cmd()",Mali,1,x')
    lines = ("date,place,country,killed,type", *rows)
    sheet.write_text("\n".join(lines), encoding="utf-8")
    said = djeli("compare", sheet, "--out", tmp_path / "out.csv", "--case", demo_case)
    found = json.loads(djeli("compare", sheet, "--json", "--case", demo_case).out)
    assert said.status == 0 and fits(said.out)
    assert len(found["both"]) == 1 and found["both"][0]["ours"]["event"] in said.out
    assert found["both"][0]["differences"][0]["about"] == "toll"
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "'=cmd()" in text and ",=cmd()" not in text
    assert djeli("compare", sheet, "--out", tmp_path / "out.xlsx", "--case", demo_case).status == 0
    cells = [cell for row in load_workbook(tmp_path / "out.xlsx").active.iter_rows() for cell in row]
    assert cells and not any(cell.data_type == "f" for cell in cells)
    assert djeli("compare", tmp_path / "none.csv", "--case", demo_case).status == 2
    assert djeli("compare", sheet, "--out", tmp_path / "out.pdf", "--case", demo_case).status == 2


def test_trend_of_a_country_quotes_figures_of_that_country_alone(djeli: Djeli, demo_case: Path) -> None:
    """Sri Lanka's dead don't stand beside counts of Mali, and "Somalia" isn't taken for it."""
    everywhere = json.loads(djeli("trend", "--json", "--case", demo_case).out)["quoted"]
    here = json.loads(djeli("trend", "--country", "Mali", "--json", "--case", demo_case).out)["quoted"]
    assert any("Sri Lanka" in one["passage"] for one in everywhere)
    assert all("Mali" in one["passage"] for one in here) and len(here) < len(everywhere)


def test_a_report_is_what_its_file_says(djeli: Djeli, demo_copy: Path, tmp_path: Path) -> None:
    """The ending of --out chooses the kind of file; a file that would hold something else is refused with a cure."""
    out = tmp_path / "brief.docx"
    assert djeli("report", "--form", "brief", "--out", out, "--case", demo_copy).status == 0
    assert out.read_bytes()[:2] == b"PK"
    wrong = djeli("report", "--form", "brief", "--to", "html", "--out", tmp_path / "b.pdf", "--case", demo_copy)
    assert wrong.status == 2 and ".html" in wrong.err and not (tmp_path / "b.pdf").exists()


def test_a_form_in_place_of_a_folder_is_told_apart(djeli: Djeli, demo_copy: Path) -> None:
    """`djeli export ucdp` would have written JSON Lines into a folder of that name."""
    said = djeli("export", "ucdp", "--case", demo_copy)
    assert said.status == 2 and "--to ucdp" in said.err.replace("\n", " ")
