"""Releases: the same bytes for the same ledger, signed, never changed, held against the one before."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import time
from pathlib import Path

import pytest

from djeli import ledger
from djeli.desk.released import MANIFEST, check, hashes
from djeli.desk.signing import KEY
from djeli.errors import CaseError, NotFound
from djeli.export import EXPORTERS
from djeli.ledger.releasing import LOG
from growing_case import Step, grown

TODAY = dt.date(2030, 1, 1)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Step]]:
    """The grown case and its states by name."""
    folder = tmp_path_factory.mktemp("released")
    return folder / "case", {one.name: one for one in grown(folder)}


@pytest.fixture
def folder(built: tuple[Path, dict[str, Step]], tmp_path: Path) -> Path:
    """A copy of the case."""
    return Path(shutil.copytree(built[0], tmp_path / "case"))


def events_of(release: Path) -> dict[str, dict[str, str]]:
    """Rows of the event table by id."""
    with (release / "csv" / "events.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["id"]: row for row in csv.DictReader(stream)}


def test_the_same_ledger_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Two copies of one case release the same files, signature included, whatever the clock says."""
    with ledger.open(folder) as case:
        case.release("zero", tmp_path / "z", today=TODAY)  # keys and pseudonyms are there from now on
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    for number, home in enumerate((folder, other)):
        with ledger.open(home) as case:
            case.release("first", tmp_path / str(number), today=TODAY)
    left, right = tmp_path / "0" / "first", tmp_path / "1" / "first"
    assert hashes(left) == hashes(right) and len(hashes(left)) > 10
    for name in (MANIFEST, "manifest.json.sig", "public-key.txt"):
        assert (left / name).read_bytes() == (right / name).read_bytes()


def test_every_form_but_the_bag_gives_the_same_bytes_another_day(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the clock nor chance stands in a file: not in a workbook, not in timestamps, not in marks of analysts."""
    forms, now = [name for name in EXPORTERS if name != "bagit"], time.time
    with ledger.open(folder) as case:
        case.release("zero", tmp_path / "z", today=TODAY)
        [event, *_] = case.events()
        case.regrade(f"event:{event.id}", "-2", by="Ada Example", why="seen on the spot")
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    for number, home in enumerate((folder, other)):
        monkeypatch.setattr(time, "time", lambda late=number: now() + late * 100_000)
        with ledger.open(home) as case:
            case.release("all", tmp_path / str(number), forms=forms, audience="internal", today=TODAY)
    left, right = (hashes(tmp_path / number / "all") for number in ("0", "1"))
    assert {name for name in left if left[name] != right.get(name)} == set() and len(left) > 30
    told = (tmp_path / "0" / "all" / "jsonl" / "judgements.jsonl").read_text("utf-8")
    assert "analyst-" in told and "Ada Example" not in told


def test_a_release_is_checked_and_any_change_is_seen(folder: Path, tmp_path: Path) -> None:
    """As made it has no faults; a changed, a missing and an added file, and a changed manifest, are each named."""
    with ledger.open(folder) as case:
        made = case.release("first", tmp_path / "out", today=TODAY)
    found = check(made.folder)
    assert not found.faults and found.name == "first" and found.key == made.key
    table = made.folder / "csv" / "events.csv"
    table.write_bytes(table.read_bytes() + b"x")
    (made.folder / "codebook.md").unlink()
    (made.folder / "more.txt").write_text("x")
    assert check(made.folder).faults == (
        "codebook.md is missing", "more.txt is not in the manifest", "csv/events.csv was changed",
    )  # fmt: skip
    manifest = made.folder / MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"first"', '"other"'), encoding="utf-8")
    assert "not signed" in check(made.folder).faults[0]
    assert check(tmp_path).faults


def test_the_key_is_for_its_owner_and_leaves_in_no_release(folder: Path, tmp_path: Path) -> None:
    """Mode 600, and its bytes stand in no released file, whatever the form and the audience."""
    with ledger.open(folder) as case:
        made = case.release("first", tmp_path / "out", forms=("csv", "jsonl", "bagit"), audience="internal")
    assert (folder / KEY).stat().st_mode & 0o777 == 0o600
    secret = (folder / KEY).read_bytes().strip()
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    assert files and not any(secret in path.read_bytes() or path.name in (KEY, LOG) for path in files)


def test_a_name_is_used_once(folder: Path, tmp_path: Path) -> None:
    """A release is never made anew, nor over a folder that is there; a name that leads elsewhere is none."""
    with ledger.open(folder) as case:
        case.release("first", tmp_path / "out", today=TODAY)
        with pytest.raises(CaseError, match="released before"):
            case.release("first", tmp_path / "elsewhere", today=TODAY)
        (tmp_path / "out" / "second").mkdir()
        with pytest.raises(CaseError, match="there already"):
            case.release("second", tmp_path / "out", today=TODAY)
        for name in ("../x", "", "a/b", ".hidden"):
            with pytest.raises(NotFound):
                case.release(name, tmp_path / "out", today=TODAY)
        with pytest.raises(NotFound):
            case.release("third", tmp_path / "out", forms=("moon",), today=TODAY)
        assert [one["release"] for one in case.releases()] == ["first"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["first", "second"]


def test_as_known_then_and_what_came_since(folder: Path, built: tuple[Path, dict[str, Step]], tmp_path: Path) -> None:
    """A release as of an entry holds the events of then; the next one tells what was added, changed and merged."""
    steps = built[1]
    with ledger.open(folder) as case:
        then = case.release(
            "then", tmp_path / "out", audience="internal", known_on=f"entry:{steps['aden'].entry}", today=TODAY
        )
        now = case.release("now", tmp_path / "out", audience="internal", today=TODAY)
        since = case.changes("then")
    assert events_of(then.folder).keys() == {one.id for one in steps["aden"].events}
    assert {row["killed_best"] for row in events_of(then.folder).values()} == {"9", "2"}
    assert now.before == "then" and {one.change for one in now.differences} >= {"changed"}
    assert any(one.what == "killed" and one.was == "9" for one in now.differences)
    said = (now.folder / "changes.md").read_text(encoding="utf-8")
    assert all(one.sentence in said for one in now.differences)
    assert since.since == "the release then" and since.entry == steps["aden"].entry


def test_the_codebook_and_the_log_say_what_was_released(folder: Path, tmp_path: Path) -> None:
    """Types that occur are defined, the counts are right, and the log names the release for whoever withdraws later."""
    with ledger.open(folder) as case:
        made = case.release("first", tmp_path / "out", today=TODAY)
        logged = case.releases()[0]
        assert [one.form for one in case.handed_out()] == ["release first"]
    book = (made.folder / "codebook.md").read_text(encoding="utf-8")
    assert f"{made.events} events" in book and "## Event types" in book and "public" in book
    assert (logged["release"], logged["audience"], logged["entry"]) == ("first", "public", made.entry)
    assert logged["events"].keys() == events_of(made.folder).keys()
    manifest = json.loads((made.folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["entry"] == made.entry and {one["name"] for one in manifest["files"]} == hashes(made.folder).keys()
