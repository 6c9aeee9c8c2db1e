"""`verify` sees every kind of tampering, and is silent when there was none."""

from __future__ import annotations

import importlib.util
import sqlite3
import sys
from pathlib import Path
from types import ModuleType

import pytest

from djeli.errors import CaseError
from djeli.store import Derived, originals
from djeli.store.sqlite import SqlStore


def contract() -> ModuleType:
    """The contract suite, for its sample records."""
    path = Path(__file__).parents[2] / "contract" / "test_stores.py"
    spec = importlib.util.spec_from_file_location("contract_stores", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["contract_stores"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A ledger with one story whose original is kept."""
    store = SqlStore(tmp_path / "ledger.db")
    suite = contract()
    originals.keep(tmp_path / "originals", suite.STORY.encode())
    _, _, found = suite.fill(store)
    event = suite.event(found.reports[0].id)
    words = {event.id: "sailors killed in Aden"}
    with store.writing() as writer:
        writer.derive(Derived(events=[event], links=[], families={}, assessments=[], words=words))
    store.close()
    return tmp_path


def faults(case: Path) -> list[str]:
    """What verify says."""
    store = SqlStore(case / "ledger.db")
    with store.reading() as view:
        found = view.verify(case / "originals")
    store.close()
    return found


def test_an_untouched_case_is_clean(case: Path) -> None:
    """Nothing is said about a case as it was written."""
    assert faults(case) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claim SET value = replace(value, '12', '21')",
        "UPDATE claim SET stance = 'denies'",
        "UPDATE report SET background = 1",
        "DELETE FROM claim",
        "INSERT INTO claim SELECT k + 100, entry, id, item, subject_kind, subject, prop, value, start, stop, more, "
        "speaker, stance, modality, phase, valid, method, seal FROM claim",
        "UPDATE entry SET method = 'other@9' WHERE kind = 'reading'",
        "DELETE FROM entry WHERE kind = 'reading'",
        "UPDATE text SET content = 'x'",
        "UPDATE report SET scope_stop = 100000",
        "UPDATE claim SET more = 'no list'",
        "UPDATE claim SET more = '[[1]]'",
        "UPDATE claim SET start = 'three'",
        "DELETE FROM current WHERE kind = 'reading'",
        "UPDATE current SET entry = 1, method = 'm@0' WHERE kind = 'reading'",
        "UPDATE d_event SET view = replace(view, '12', '21')",
        "UPDATE d_event SET killed_best = 21",
        "DELETE FROM d_member",
        "DELETE FROM meta WHERE key = 'derived_seal'",
        "INSERT INTO d_words (event, body) VALUES ('7K2Q', 'tank')",
        "UPDATE document SET fields = '{'",
        "UPDATE capture SET at = '2020-01-01T00:00:00+00:00'",
        "UPDATE entry SET at = '2020-01-01T00:00:00+00:00'",
    ],
)
def test_tampering_shows(case: Path, damage: str) -> None:
    """A changed, added or removed row is named."""
    with sqlite3.connect(case / "ledger.db") as connection:
        connection.execute(damage)
    connection.close()
    assert faults(case)


def test_a_changed_or_missing_original_shows(case: Path) -> None:
    """Originals are hashed again."""
    (path,) = [p for p in (case / "originals").glob("*/*") if p.is_file()]
    path.write_bytes(b"other")
    assert "was changed" in faults(case)[0]
    path.unlink()
    assert "missing" in faults(case)[0]


def test_withdrawn_content_keeps_the_chain(case: Path) -> None:
    """Content gone but seal kept: the row is named, the chain holds."""
    with sqlite3.connect(case / "ledger.db") as connection:
        connection.execute("UPDATE claim SET value = ''")
    connection.close()
    found = faults(case)
    assert [fault for fault in found if "seal" in fault]
    assert not [fault for fault in found if "chain" in fault]


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    """Garbage is met with a sentence, not with a traceback of the database."""
    path = tmp_path / "ledger.db"
    path.write_bytes(b"this is not a database, but long enough to look like one" * 40)
    with pytest.raises(CaseError, match="not a readable"):
        SqlStore(path)


def test_a_newer_case_is_refused(case: Path) -> None:
    """A ledger of a later version is left alone."""
    with sqlite3.connect(case / "ledger.db") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()
    with pytest.raises(CaseError, match="newer Djeli"):
        SqlStore(case / "ledger.db")
