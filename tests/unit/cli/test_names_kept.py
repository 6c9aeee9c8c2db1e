"""Names that must not leak: private persons in no sentence but a quote, analysts in no file that leaves the case."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from djeli import ledger
from djeli.settings import Settings

Djeli = Callable[..., Any]
WITNESS, ANALYST = "Mariam Sow", "Orsolya Quint"
PAGES = {
    "one": f"Gunmen killed nine traders on a market in Gao, Mali, on 11 March 2021, {WITNESS}, a teacher, said. "
    f"{WITNESS} said that soldiers were to blame for the attack. The army denied it.",
    "two": f"Twelve traders were killed when gunmen attacked a market in Gao, Mali, on 11 March 2021, {WITNESS}, a "
    "resident, said. The army said that rebels killed six traders on the market in Gao on 11 March 2021.",
    "gone": f"Soldiers shot dead {WITNESS}, a teacher, in Timbuktu, Mali, on 14 March 2021. Residents blamed the army.",
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a witness who has no public role, and decisions of an analyst on every kind of grade."""
    folder = tmp_path_factory.mktemp("names")
    for day, (name, text) in enumerate(PAGES.items(), start=12):
        page = f"Raid on Gao market, {name}\n\nHarbour Wire\n{day} March 2021\n\n{text}\n"
        (folder / f"{name}.txt").write_text(page, encoding="utf-8")
    with ledger.create(folder / "case", Settings(title="Names", custodian="A. Clerk", workers=1)) as made:
        made.add(sorted(folder.glob("*.txt")))
        event = next(one for one in made.events() if one.where and one.where.name == "Gao")
        made.regrade(f"event:{event.id}", "B2", by=ANALYST, why=f"{ANALYST} rang the hospital")
        made.regrade(f"item:{made.items()[0].id}", "-4", by=ANALYST, why="the page was changed later")
        made.regrade("source:Harbour Wire", "D", by=ANALYST, why="it prints what it is sent")
        made.correct(event.id, "killed", "11", by=ANALYST, why=f"seen by {ANALYST}")
        made.run()
    return folder / "case"


def bare(text: str) -> str:
    """What a screen says in its own words: quotes, and names marked as private, taken out."""
    flat = re.sub(r"\s+", " ", text)
    return re.sub(rf"{WITNESS} \(private\)", "", re.sub(r"[“\"][^”\"]*[”\"…]", "", flat))


def screens(case: Path) -> list[list[str]]:
    """Every command that shows something of a case, for every event."""
    with ledger.open(case) as held:
        ids = [event.id for event in held.events()]
    listing = [["events"], ["disputes"], ["sources"], ["figures"], ["events", "--rules", "all"], ["actors"], ["items"]]
    questions = [["review", "--list"], ["ask", "What happened in Gao?"]]
    return [*listing, *questions, *([name, one] for one in ids for name in ("show", "explain"))]


def test_no_screen_names_a_private_person_in_its_own_words(
    case: Path, djeli: Djeli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The witness stands in quotes, else as a private person; and she is met somewhere, so the search is real."""
    monkeypatch.setenv("COLUMNS", "100")
    quoted = 0
    for command in screens(case):
        said = djeli(*command, "--case", case)
        assert said.status == 0, said.words
        quoted += "Mariam" in said.out
        for name in WITNESS.split():
            assert name not in bare(said.out), f"{command}: {bare(said.out)}"
    assert quoted


def test_lists_of_statements_mark_private_persons(case: Path, djeli: Djeli) -> None:
    """Who said what is asked for by name; a person without a public role is marked there, every time."""
    told = json.loads(djeli("claims", "--json", "--case", case).out)
    hers = [one for one in told if WITNESS in one["speaker"]["name"]]
    assert hers and all(one["private"] for one in hers)
    assert djeli("claims", "--case", case).words.count("(private)") == len(hers)


def test_inspect_names_no_private_person_in_its_own_words(tmp_path: Path, djeli: Djeli) -> None:
    """Looking at one page without a case keeps to it too: names of speakers are marked in the list of statements."""
    page = tmp_path / "one.txt"
    page.write_text(PAGES["one"], encoding="utf-8")
    said = djeli("inspect", page)
    listed = said.out.partition("Who says so")
    rest = listed[2].partition("\n\n")[2]
    assert said.status == 0 and rest and "Sow" not in bare(listed[0] + rest), said.out


def test_who_decided_is_shown_inside_the_case(case: Path, djeli: Djeli) -> None:
    """Grades and decisions are shown with the analyst's name, looked up from the decision."""
    with ledger.open(case) as held:
        event = next(one for one in held.events() if one.where and one.where.name == "Gao")
    for command in (["show", event.id], ["review", "log"]):
        assert ANALYST in djeli(*command, "--case", case).words, command


def test_no_export_holds_an_analyst(case: Path, djeli: Djeli, tmp_path: Path) -> None:
    """Files that leave the case name no analyst: not in grades, values, decisions or reasons."""
    for kind in ("jsonl", "csv"):
        said = djeli("export", tmp_path / kind, "--to", kind, "--audience", "internal", "--case", case)
        assert said.status == 0, said.words
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 5
    for path in written:
        text = path.read_text(encoding="utf-8-sig")
        assert not any(part in text for part in ANALYST.split()), path.name
    rows = (tmp_path / "jsonl" / "assessments.jsonl").read_text(encoding="utf-8").splitlines()
    reasons = [signal["reason"] for row in rows for signal in json.loads(row)["signals"]]
    assert any("A person graded it" in reason for reason in reasons)
    decided = (tmp_path / "jsonl" / "judgements.jsonl").read_text(encoding="utf-8")
    assert all(mark in decided for mark in re.findall(r"decision ([0-9a-f]{8})", " ".join(reasons)))


def test_no_exported_sentence_names_a_private_person(case: Path, djeli: Djeli, tmp_path: Path) -> None:
    """Sentences that leave the case say "a private person"; the page's own words stay as they are."""
    assert djeli("export", tmp_path / "out", "--audience", "internal", "--case", case).status == 0
    for name in ("assessments", "disputes", "events"):
        for line in (tmp_path / "out" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row.pop("participants", None)
            assert "Sow" not in re.sub(r'"quote": "[^"]*"', "", json.dumps(row)), row
