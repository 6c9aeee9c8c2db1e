"""Commands that fill a case, from `init` to `pin`, and what they say when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from djeli import ledger

Djeli = Callable[..., Any]


def test_init_add_run(djeli: Djeli, tmp_path: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is made, filled and read; adding again and running again change nothing and say so."""
    folder = tmp_path / "case"
    made = djeli("init", folder, "--title", 'A "quoted" title', "--custodian", "A. Clerk")
    assert made.status == 0 and "Next:djeliadd" in made.words.replace(" ", "")
    assert (folder / "djeli.toml").is_file() and (folder / "originals").is_dir()

    monkeypatch.chdir(folder)  # the nearest case upwards is found
    added = djeli("add", story)
    assert added.status == 0, added
    assert "kept     1 new" in added.out and "1 documents" in added.out and "Next: djeli events" in added.out
    again = djeli("add", story)
    assert "0 new · 1 already in the case" in again.out and "nothing new to read" in again.out
    assert "nothing new to read" in djeli("run").out
    with ledger.open(folder) as case:
        assert case.settings.title == 'A "quoted" title'
        assert case.counts()["original"] == 1
        assert [capture.custodian for capture in _captures(case)] == ["A. Clerk"]


def _captures(case: ledger.Case) -> list:
    with case.store.reading() as view:
        return list(view.captures())


def test_add_without_reading(djeli: Djeli, empty_case: Path, story: Path) -> None:
    """`--no-run` keeps the file and says what comes next; `run` then reads it."""
    added = djeli("add", story, "--no-run", "--case", empty_case)
    assert added.status == 0 and "Next: djeli run" in added.out
    with ledger.open(empty_case) as case:
        assert not case.documents()
    assert "1 documents" in djeli("run", "--case", empty_case).out


def test_one_bad_file_does_not_stop_the_others(djeli: Djeli, empty_case: Path, story: Path, tmp_path: Path) -> None:
    """A file that can't be used is named with its reason, the others are read, and the status says so."""
    hollow = tmp_path / "hollow.txt"
    hollow.write_bytes(b"")
    said = djeli("add", hollow, story, tmp_path / "gone.txt", "--case", empty_case)
    assert said.status == 3
    assert "1 new" in said.out or "2 new" in said.out
    assert "1 documents" in said.out
    for name in ("hollow.txt", "gone.txt"):
        assert name in said.words
    assert "2 could not be used" in said.err and "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["events"], "is no case"),
        (["events", "--case", "{tmp}"], "not a case"),
        (["add", "x.txt", "--case", "{tmp}/nowhere"], "djeli init"),
        (["init", "{full}"], "holds files"),
        (["init", "{case}"], "a case already"),
        (["show", "ZZZZ", "--case", "{case}"], "no event 'ZZZZ'"),
        (["events", "--country", "Atlantis", "--case", "{case}"], "no country is called 'Atlantis'"),
        (["events", "--since", "last week", "--case", "{case}"], "is not a date; write 2024-07-25"),
        (["events", "--until", "2024-13", "--case", "{case}"], "is not a date"),
        (["events", "--until", "2024-02-30", "--case", "{case}"], "is not a date"),
        (["export", "{tmp}/out", "--to", "docx", "--audience", "internal", "--case", "{case}"], "ucdp"),
        (["gazetteer", "pin", "X", "1", "2", "--country", "Atlantis", "--case", "{case}"], "no country"),
    ],
)
def test_wrong_use_ends_in_a_sentence(  # noqa: PLR0917 - fixtures and a table
    djeli: Djeli,
    empty_case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    words: str,
) -> None:
    """Whatever is asked wrongly ends with status 2 and one sentence that says what to do, never a traceback."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    known = {"tmp": tmp_path, "case": empty_case, "full": full}
    said = djeli(*(part.format(**known) for part in arguments))
    assert said.status == 2
    assert words in " ".join(said.err.split()) or words in said.words
    assert "Traceback" not in said.err


@pytest.mark.parametrize("text", ["title = 3", "tilte = 'x'", "workers = -1", "not toml at all ["])
def test_broken_settings_are_explained(djeli: Djeli, empty_case: Path, text: str) -> None:
    """A faulty `djeli.toml` is named with the fault."""
    (empty_case / "djeli.toml").write_text(text)
    said = djeli("events", "--case", empty_case)
    assert said.status == 2 and ("djeli.toml" in said.words or "workers" in said.words)


def test_damaged_ledger_is_explained(djeli: Djeli, empty_case: Path) -> None:
    """A ledger that is no database is named, with what to do."""
    for extra in empty_case.glob("ledger.db*"):
        extra.unlink()
    (empty_case / "ledger.db").write_bytes(b"not a database, far from it" * 400)
    said = djeli("events", "--case", empty_case)
    assert said.status == 2 and "ledger" in said.words and "Traceback" not in said.err


def test_pin_and_run(djeli: Djeli, tmp_path: Path, empty_case: Path) -> None:
    """A name found nowhere is listed; pinned, south and west included, the next run puts the event there."""
    report = tmp_path / "village.txt"
    report.write_text(
        "Raid on Qorvexa\n\nHarbour Wire\n12 March 2021\n\nGunmen attacked the village of Qorvexa in Bolivia on "
        "11 March 2021 and killed four farmers, police said.\n"
    )
    djeli("add", report, "--case", empty_case)
    assert "Qorvexa" in djeli("gazetteer", "unresolved", "--case", empty_case).out
    pinned = djeli(
        "gazetteer", "pin", "Qorvexa", "-16.5", "-68.2", "--country", "Bolivia", "--why", "a map", "--case", empty_case
    )
    assert pinned.status == 0 and "Next:djeli" in pinned.words.replace(" ", ""), pinned
    assert "1 documents" in djeli("run", "--case", empty_case).out
    with ledger.open(empty_case) as case:
        assert "Qorvexa" not in [name for name, _, _ in case.unresolved_names()]
        places = [event.where for event in case.events(place="Qorvexa")]
        assert places and all((where.lat, where.lon, where.country) == (-16.5, -68.2, "BO") for where in places)
    assert "unresolved" not in djeli("gazetteer", "unresolved", "--case", empty_case).err
    assert djeli("verify", "--case", empty_case).status == 0


def test_missing_dump_is_explained(djeli: Djeli, empty_case: Path, tmp_path: Path) -> None:
    """A gazetteer file that isn't there, or isn't one, ends in a sentence."""
    assert djeli("gazetteer", "add", tmp_path / "XX.txt", "--case", empty_case).status == 2
    odd = tmp_path / "odd.txt"
    odd.write_text("this is a letter, not a table\n")
    said = djeli("gazetteer", "add", odd, "--case", empty_case)
    assert said.status == 2 and "Traceback" not in said.err
