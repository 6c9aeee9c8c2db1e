"""A worker that dies, a page that never ends, a rule that fails: each costs one document, which is named."""

from __future__ import annotations

import os
import time
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from djeli import ledger
from djeli.errors import InputError, OversizedInput
from djeli.pipeline import crew, limits, work
from djeli.settings import Settings

REPORT = "Gunmen killed 12 people in Gao on {} May 2021.\n"


def test_the_death_of_a_worker_costs_one_document() -> None:
    """The batch is taken apart; only the document that kills its process is set aside."""
    team = crew.Crew(Settings(workers=1), 0, crew.pool(1))
    deadly = team.submit((os._exit, (9,)))  # type: ignore[arg-type]
    singles: list[tuple[str, Any]] = [("a", (sorted, ([1],))), ("b", (os._exit, (9,))), ("c", (sorted, ([3],)))]
    first, fault, last = team.result(deadly, singles)
    assert (first, last) == (1, 3)
    assert isinstance(fault, InputError)
    assert "b: the process that read it died" in str(fault)
    after = team.submit((sorted, ([5],)))  # type: ignore[arg-type]
    assert team.result(after, []) == [5]
    team.close()


class Breaking(Executor):
    """Every call ends as if its worker had been killed."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return a broken Future."""
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


def test_a_run_goes_on_after_its_workers_died(tmp_path: Path) -> None:
    """What was sent out is done again in a process apart, and nothing is missing."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        case.add_bytes(REPORT.format(3).encode(), "a.txt")
        found = case.run(executor=Breaking())
        assert (found.documents, found.failures) == (1, [])
        assert len(case.events()) == 1


def test_a_rule_that_fails_on_a_page_costs_that_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is named with what went wrong; the others are read."""
    real = work.extract.extract_many

    def failing(items: Any, text: Any, document: Any, tools: Any) -> Any:
        if "4 May" in text.content:
            raise RecursionError("too deep")
        return real(items, text, document, tools)

    monkeypatch.setattr("djeli.pipeline.work.extract.extract_many", failing)
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        for day in (3, 4, 5):
            case.add_bytes(REPORT.format(day).encode(), f"{day}.txt")
        found = case.run()
        assert found.documents == 2
        (failure,) = found.failures
        assert failure.place == "4.txt"
        assert "RecursionError: too deep" in failure.message
        assert case.run().failures == []


def test_a_page_that_never_ends_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After its processor time a page is left, and the run goes on."""

    def endless(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("djeli.pipeline.work.split.split", endless)
    with ledger.create(tmp_path / "case", Settings(workers=1, read_timeout=0.2)) as case:
        case.add_bytes(REPORT.format(3).encode(), "slow.txt")
        (failure,) = case.run().failures
    assert failure.place == "slow.txt"
    assert "processor time" in failure.message


def test_a_limit_ends_with_its_block() -> None:
    """Work after the block is not stopped, and waiting costs no processor time."""
    with limits.limited(0.1):
        time.sleep(0.2)
    until = time.process_time() + 0.2
    while time.process_time() < until:
        pass
    with pytest.raises(OversizedInput), limits.limited(0.05):
        while True:
            pass


def test_a_changed_original_is_not_read(tmp_path: Path) -> None:
    """Bytes that are no longer those that were kept cannot become claims."""
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        name = case.add_bytes(REPORT.format(3).encode(), "a.txt")
        (case.originals / name[:2] / name).write_text(REPORT.format(4), encoding="utf-8")
        found = case.run()
    assert found.documents == 0
    assert "was changed" in found.failures[0].message
