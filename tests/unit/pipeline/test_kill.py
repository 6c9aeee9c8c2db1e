"""A kill at any moment loses nothing committed, and the next run ends with the ledger of an undisturbed one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from djeli import ledger
from djeli.settings import Settings

PLACES = ("Gao", "Mopti", "Maiduguri", "Mosul", "Kandahar", "Marawi", "Goma", "Idlib", "Sittwe", "Cali")
ROWS = 160


def corpus(folder: Path) -> Path:
    """A container of many short reports, and some files beside it."""
    rng = random.Random(7)
    folder.mkdir()
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(ROWS):
            place, dead = rng.choice(PLACES), rng.randint(2, 60)
            text = f"Gunmen attacked a market in {place} on {1 + number % 28} March 2021, killing {dead} civilians."
            row = {"url": f"https://example.org/{number}", "title": f"Attack {number}", "text": text}
            stream.write(json.dumps(row | {"date": "2021-03-30"}) + "\n")
    for number in range(6):
        text = f"Rebels shelled {PLACES[number]} on {number + 1} May 2020. The army said {number + 3} soldiers died.\n"
        (folder / f"file{number}.txt").write_text(text, encoding="utf-8")
    return folder


def content(case: ledger.Case) -> tuple[object, ...]:
    """Partition, values and spans; not minted ids, capture times or chain hashes."""
    with case.store.reading() as view:
        claims = sorted((c.id, c.prop, c.value, c.spans) for c in view.claims())
        documents = sorted((d.id, d.member, d.uri) for d in view.documents())
        items = sorted((i.id, i.start, i.end) for i in view.items())
    events = case.events(planned=True)
    partition = sorted(sorted(event.reports) for event in events)
    values = sorted((sorted(e.reports), e.type, str(e.when), str(e.where), str(dict(e.harm))) for e in events)
    return claims, documents, items, partition, values


def test_killed_again_and_again_the_ledger_is_the_same(tmp_path: Path) -> None:
    """Kill -9 at several moments, then a run to the end: same content as a run nobody disturbed."""
    reports = corpus(tmp_path / "reports")
    with ledger.create(tmp_path / "calm", Settings(workers=1)) as calm:
        calm.add([reports])
        expected = content(calm)
    ledger.create(tmp_path / "killed", Settings(workers=1)).close()
    command = [sys.executable, "-m", "djeli", "add", str(reports), "--case", str(tmp_path / "killed")]
    survived = []
    for pause in (0.15, 0.9, 1.8, 2.6, 3.2, 3.9):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        survived.append(process.returncode == -signal.SIGKILL)
    assert any(survived), "every run ended before it was killed; the pauses are too long to test anything"
    with ledger.open(tmp_path / "killed") as killed:
        killed.add([reports])
        assert content(killed) == expected
        assert killed.verify() == []


def test_a_kill_between_any_two_commits_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopping after each single commit in turn: what is there is whole, and the rest is done by the next run."""
    reports = corpus(tmp_path / "reports")
    monkeypatch.setattr("djeli.pipeline.reading.COMMIT_EVERY", 0.0)
    with ledger.create(tmp_path / "calm", Settings(workers=1)) as calm:
        calm.add([reports])
        expected = content(calm)
    with ledger.create(tmp_path / "stopped", Settings(workers=1)) as case:
        case.add([reports], run=False)
        runs = 0
        while True:
            left = 2

            def stop_soon(stage: str, done: int, total: int | None, note: str = "") -> None:
                nonlocal left
                left -= stage == "read"
                if left < 0:
                    raise KeyboardInterrupt

            try:
                case.run(progress=stop_soon)
                break
            except KeyboardInterrupt:
                runs += 1
                assert runs < 3 * ROWS, "no progress from run to run"
                assert case.verify() == []
        assert runs > 2
        assert content(case) == expected


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    """The same input again: nothing new, no row more."""
    reports = corpus(tmp_path / "reports")
    with ledger.create(tmp_path / "case", Settings(workers=1)) as case:
        first = case.add([reports])
        before, rows = content(case), case.counts()
        second = case.add([reports])
        assert first.gathered.new
        assert second.gathered.new == []
        assert len(second.gathered.known) == len(first.gathered.new)
        assert second.read is not None
        assert second.read.documents == 0
        assert content(case) == before
        assert case.counts() == rows


@pytest.mark.skipif(sys.platform == "win32", reason="advisory locks are of POSIX systems")
def test_two_runs_at_once_are_kept_apart(tmp_path: Path) -> None:
    """The second is told that the first is at work."""
    with ledger.create(tmp_path / "case") as case, case._alone():
        code = "import djeli, sys; djeli.open(sys.argv[1]).run()"
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "case")],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ,
        )
    assert done.returncode != 0
    assert "another Djeli is working" in done.stderr
