"""A document that is withdrawn is gone: from files, index, views; hash, day and reason stay, and the chain holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from djeli import ledger
from djeli.errors import CaseError, InputError, NotFound
from djeli.settings import Settings

TOLD = "Gunmen attacked the Zibberwock bakery in Gao on 11 March 2021 and killed nine traders, the mayor said."
OTHER = "A bomb exploded at the port of Aden on 3 May 2019, killing two sailors, the navy said."
URI = "https://news.example/zibberwock-bakery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case of two pages, of which one will go."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        case.add_bytes(f"Zibberwock burns\n\nGAO, Mali - {TOLD}\n".encode(), URI)
        case.add_bytes(f"Blast at Aden\n\nADEN, Yemen - {OTHER}\n".encode(), "https://news.example/aden")
        case.run()
        case.export("csv", tmp_path / "out")
    return tmp_path / "case"


def left(folder: Path) -> list[str]:
    """Files of the case in which a word of the page still stands."""
    return [path.name for path in folder.rglob("*") if path.is_file() and b"zibberwock" in path.read_bytes().lower()]


def test_nothing_is_left_but_hash_day_and_reason(folder: Path) -> None:
    """No file of the case holds a word of it; the other page is as it was, and all verifies."""
    assert left(folder)
    with ledger.open(folder) as case:
        before = {one.uri: one.id for one in case.documents()}
        gone = case.withdraw(URI, reason="a person is at risk", by="Ada")
        assert gone.documents == (before[URI],)
        assert [one.form for one in gone.handed] == ["csv"]
        assert case.verify() == []
        assert [one.uri for one in case.documents()] == ["https://news.example/aden"]
        assert all("Gao" not in event.title for event in case.events(planned=True)) and case.events()
        [kept] = case.withdrawn()
        assert (kept.document, kept.reason) == (before[URI], "a person is at risk")
    assert left(folder) == []


def test_what_was_withdrawn_does_not_come_back(folder: Path) -> None:
    """The same bytes are refused with the reason, and a run reads nothing again."""
    with ledger.open(folder) as case:
        case.withdraw(URI, reason="a person is at risk")
        with pytest.raises(InputError, match="a person is at risk"):
            case.add_bytes(f"Zibberwock burns\n\nGAO, Mali - {TOLD}\n".encode(), "https://elsewhere.example/")
        case.run(retry=True)
        assert len(case.documents()) == 1 and case.verify() == []
    assert left(folder) == []


def test_it_must_be_one_document_and_have_a_reason(folder: Path) -> None:
    """An unknown name and an empty reason change nothing."""
    with ledger.open(folder) as case:
        with pytest.raises(NotFound, match="no document"):
            case.withdraw("https://nowhere.example/", reason="x")
        with pytest.raises(CaseError, match="--reason"):
            case.withdraw(URI, reason=" ")
        assert len(case.documents()) == 2


def test_a_removal_without_a_withdrawal_shows(folder: Path) -> None:
    """Whoever takes rows out behind the case's back, and keeps their seals, is found out."""
    with ledger.open(folder) as case:
        case.withdraw(URI, reason="a person is at risk")
    with sqlite3.connect(folder / "ledger.db") as connection:
        [entry] = connection.execute("SELECT entry FROM text LIMIT 1").fetchone()
        seals = b"".join(row[0] for row in connection.execute("SELECT seal FROM text WHERE entry = ?", (entry,)))
        connection.execute("DELETE FROM text WHERE entry = ?", (entry,))
        connection.execute("INSERT INTO withheld VALUES (?, 'text', ?)", (entry, seals))
    with ledger.open(folder) as case:
        assert any("no withdrawal speaks of it" in fault for fault in case.verify())
