"""Derived rows changed one by one are as if all were written anew, and the seal goes with them."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest

from djeli.records import digest
from djeli.store import Changes, Derived, DisputeRow, EventFilter, Page, chain, indexed, schema
from djeli.store.sqlite import SqlStore
from djeli.values import Where
from djeli.views import Assessment, Event, Link
from djeli.vocab import Credibility, Modality, Reliability, Resolution

PLACE = Where(name="Gao", resolution=Resolution.SETTLEMENT, lat=16, lon=0, country="ML", reason="")


def event(name: str, *reports: str, title: str = "Killing") -> Event:
    """An event of some reports, in whole degrees, which a database gives back as other numbers."""
    grade = Assessment(subject=name, reliability=Reliability.F, credibility=Credibility.CANNOT_JUDGE, signals=())
    made = Event(id=name, type="killing", title=title, reports=reports, items=(), documents=(), where=PLACE)
    return dataclasses.replace(made, assessment=grade, modality=Modality.ACTUAL)


def whole(*events: Event) -> Derived:
    """A case of these events."""
    pages = [Page(item=report, document="d", source="source:wire") for e in events for report in e.reports]
    return Derived(
        events=events,
        links=[Link(left="a", right="b", probability=0.5, parts=())],
        families={page.item: (page.item, 0.0) for page in pages},
        assessments=[e.assessment for e in events if e.assessment],
        words={e.id: e.title for e in events},
        pages=pages,
        groups=[e.reports for e in events],
        bodies={"pairs": b"\0"},
    )


def contest(of: str, words: str = " ten twelve") -> DisputeRow:
    """A row of a dispute about an event."""
    return DisputeRow(id=f"d-{of}", event=of, place=0, start="2024-05-06", kind="toll", words=words)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All derived rows, and the seal."""
    names = [*(table.name for table in schema.DERIVED), "d_words", "meta"]
    with sqlite3.connect(path) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}  # noqa: S608


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    """A ledger with two events."""
    made = SqlStore(tmp_path / "ledger.db")
    with made.writing() as writer:
        writer.derive(whole(event("AAAA", "a", "b"), event("BBBB", "c")))
    return made


def test_changed_rows_are_as_if_all_were_written_anew(store: SqlStore, tmp_path: Path) -> None:
    """An event that is split, one that goes: every table and the seal are those of writing everything."""
    parts = (event("AAAA", "a"), event("CCCC", "b", title="Blast"))
    with store.writing() as writer:
        writer.amend(Changes(disputes=[contest("AAAA"), contest("BBBB")]))
        writer.amend(
            Changes(
                gone=["BBBB"],
                events=parts,
                words={e.id: e.title for e in parts},
                assessments=[e.assessment for e in parts if e.assessment],
                groups=[["a"], ["b"]],
                unlinked=[("a", "b")],
                links=[Link(left="a", right="c", probability=0.25, parts=())],
                bodies={"pairs": b"\1"},
                disputes=[contest("CCCC")],
            )
        )
    with store.reading() as view:
        assert not view.verify(tmp_path)
        assert [e.id for e in view.events(EventFilter(text="blast"))] == ["CCCC"]
        assert view.groups(view.heads(["b"]).values()) == [["b"]]
    other = SqlStore(tmp_path / "other.db")
    wanted = dataclasses.replace(
        whole(*parts),
        links=[Link(left="a", right="c", probability=0.25, parts=())],
        bodies={"pairs": b"\1"},
        disputes=[contest("CCCC")],
        groups=[["a"], ["b"], ["c"]],
        pages=[Page(item=name, document="d", source="source:wire") for name in "abc"],
        families={name: (name, 0.0) for name in "abc"},
    )
    with other.writing() as writer:
        writer.derive(wanted)
    assert rows(tmp_path / "ledger.db") == rows(tmp_path / "other.db")


def test_a_change_behind_its_back_shows_after_later_changes(store: SqlStore, tmp_path: Path) -> None:
    """A row that somebody edited goes on showing, also when that very row is replaced."""
    with sqlite3.connect(tmp_path / "ledger.db") as connection:
        connection.execute("UPDATE d_event SET title = 'Fire' WHERE id = 'AAAA'")
    with store.writing() as writer:
        writer.amend(Changes(events=[event("AAAA", "a", "b")], words={"AAAA": "Killing"}))
    with store.reading() as view:
        assert view.verify(tmp_path) == [
            "events, links or grades were changed after they were computed (their seal does not fit)"
        ]


@pytest.mark.parametrize("changed", [False, True])
def test_an_older_case_gets_the_sum_for_its_seal(store: SqlStore, tmp_path: Path, changed: bool) -> None:
    """A ledger from before rows could be changed one by one is clean after it is opened; a changed one still isn't."""
    store.close()
    path = tmp_path / "ledger.db"
    older = SqlStore(path)
    with older.reading() as view:
        seals = [chain.seal(row) for _, row in schema.rows_of(view._connection, schema.FIRST_DERIVED)]
    older.close()
    with sqlite3.connect(path) as connection:
        for table in schema.NEW_DERIVED:
            connection.execute(f"DROP TABLE {table.name}")
        connection.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'derived_seal'", (chain.digest(seals).hex(),))
        if changed:
            connection.execute("DELETE FROM d_member WHERE report = 'c'")
    opened = SqlStore(path)
    with opened.reading() as view:
        assert bool(view.verify(tmp_path)) is changed
    with opened.writing() as writer:
        writer.amend(Changes(events=[event("BBBB", "c", title="Blast")], words={"BBBB": "Blast"}))
    with opened.reading() as view:
        assert bool(view.verify(tmp_path)) is changed
        assert view.event("BBBB").title == "Blast"


def test_words_of_an_event_are_found_by_a_number_of_their_own() -> None:
    """Ids of all lengths have numbers of their own, which the database can hold."""
    names = ["A", "AA", "AAAA", "AAAB", "0AAAA", "AAAAAAA", "AAAAAAAA", "AAAAAAAB", digest("x")]
    numbers = [indexed.word_row(name) for name in names]
    assert len(set(numbers)) == len(names)
    assert all(0 < number < 2**63 for number in numbers)


@pytest.mark.parametrize("sealed", [True, False])
def test_an_older_case_gets_the_names_it_is_filtered_by(store: SqlStore, tmp_path: Path, sealed: bool) -> None:
    """Names of events that were computed before names were kept are found, and the seal fits if it did before."""
    store.close()
    path = tmp_path / "ledger.db"
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT kind, name, event FROM d_name").fetchall()
        gone = sum(chain.weight("d_name", dict(zip(("kind", "name", "event"), row, strict=True))) for row in rows)
        (known,) = connection.execute("SELECT value FROM meta WHERE key = 'derived_seal'").fetchone()
        before = f"{(int(known, 16) - gone) % chain.SUMS:064x}" if sealed else "does not fit"
        connection.execute("UPDATE meta SET value = ? WHERE key = 'derived_seal'", (before,))
        connection.execute("UPDATE meta SET value = '4' WHERE key = 'schema'")
        connection.execute("DROP TABLE d_name")
    opened = SqlStore(path)
    with opened.reading() as view:
        assert bool(view.verify(tmp_path)) is not sealed
    opened.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT kind, name, event FROM d_name").fetchall() == rows
    assert rows
