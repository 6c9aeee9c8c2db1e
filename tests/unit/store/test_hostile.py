"""Odd folders, odd searches, strangers' ledgers and a database that will not write: each met with a sentence."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from djeli.errors import CaseError
from djeli.store import Derived, EventFilter
from djeli.store.derived import event_row
from djeli.store.sqlite import SqlStore
from djeli.views import Estimate, Event
from djeli.vocab import FoldRule, Harm

EMPTY = Derived(events=[], links=[], families={}, assessments=[], words={"7K2Q": "sailors killed in Aden"})


@pytest.mark.parametrize(
    "name", ["two words", "caf\u00e9 \U0001f6a2", "new\nline", "q?uery=1#x", "per%20cent", "a'b\"c", "x&mode=memory"]
)
def test_any_folder_name_holds_a_ledger(tmp_path: Path, name: str) -> None:
    """No character of a folder's name is taken for a part of an address."""
    folder = tmp_path / name
    folder.mkdir()
    for _ in range(2):
        SqlStore(folder / "ledger.db").close()
    assert (folder / "ledger.db").stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_change_of_the_working_directory_leads_to_no_other_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger opened by a relative path stays that ledger."""
    monkeypatch.chdir(tmp_path)
    store = SqlStore(Path("ledger.db"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with store.writing() as writer:
        writer.derive(EMPTY)
    store.close()
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("asked", ['"', "  ", 'a"b', "NEAR(", "*", "a\0b", "AND", "^x", "col:x", "-", '" OR "', ")"])
def test_signs_of_the_query_language_are_letters(tmp_path: Path, asked: str) -> None:
    """A search holds words only, whatever else is typed."""
    store = SqlStore(tmp_path / "ledger.db")
    with store.writing() as writer:
        writer.derive(EMPTY)
    with store.reading() as view:
        assert list(view.events(EventFilter(text=asked))) == []
    store.close()


@pytest.mark.parametrize(
    "code",
    [
        "CREATE TRIGGER quiet AFTER INSERT ON claim BEGIN DELETE FROM claim; END",
        "CREATE VIEW extra AS SELECT * FROM claim",
    ],
)
def test_a_ledger_with_code_in_it_is_refused(tmp_path: Path, code: str) -> None:
    """Triggers and views of a stranger's file could change what is read or written."""
    path = tmp_path / "ledger.db"
    SqlStore(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(code)
    connection.close()
    with pytest.raises(CaseError, match="do not trust"):
        SqlStore(path)


def test_a_count_no_column_holds_stays_in_the_view() -> None:
    """A page may write any number; it must not stop the case from being computed."""
    toll = Estimate(low=5, best=10**30, high=None, rule=FoldRule.INFORMATIVE, reason="", claims=())
    event = Event(id="A", type="killing", title="", reports=(), items=(), documents=(), harm={Harm.KILLED: toll})
    row = event_row(event)
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (5, None, None)
    assert str(10**30) in row["view"]


def test_what_the_database_says_comes_as_a_sentence(tmp_path: Path) -> None:
    """A full disk is told with its cure, and nothing of the transaction is kept."""
    store = SqlStore(tmp_path / "ledger.db")
    for met in ("database or disk is full", "disk I/O error"):
        with pytest.raises(CaseError, match="make room"), store.writing():
            raise OperationalError("INSERT", {}, sqlite3.OperationalError(met))
    store.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights on folders are of POSIX systems")
def test_a_read_only_case_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking needs no right to write; writing is refused with a sentence."""
    SqlStore(tmp_path / "ledger.db").close()
    monkeypatch.setattr("djeli.store.sqlite.os.access", lambda path, mode: False)
    store = SqlStore(tmp_path / "ledger.db")
    with store.reading() as view:
        assert view.counts()["claim"] == 0
    with pytest.raises(CaseError, match="cannot be written"), store.writing() as writer:
        writer.derive(EMPTY)
    store.close()


def test_a_writer_waits_for_the_lock_at_once(tmp_path: Path) -> None:
    """Two writers never work from one state: the second cannot begin while the first is at it."""
    first, second = SqlStore(tmp_path / "ledger.db"), SqlStore(tmp_path / "ledger.db")
    with first.writing():
        connection = sqlite3.connect(tmp_path / "ledger.db", timeout=0.05, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            connection.execute("BEGIN IMMEDIATE")
        connection.close()
    first.close()
    second.close()
