"""What many tests need: one case made of the bundled reports, built once for all test processes."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from copies import copied
from djeli import ledger
from djeli.cli.demo import bundled
from djeli.settings import Settings


def _build(folder: Path) -> None:
    with (
        as_file(files("djeli.resources") / "demo") as reports,
        ledger.create(folder, Settings(title="Demo for tests", workers=1)) as case,
    ):
        case.add([reports / name for name in bundled()])


@pytest.fixture(scope="session", autouse=True)
def called_by_a_name_of_this_machine() -> Iterator[None]:
    """Sessions of tests call the workbench as browsers do: it answers to no other name."""
    told = ["http://127.0.0.1" if one == "http://testserver" else one for one in TestClient.__init__.__defaults__ or ()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestClient.__init__, "__defaults__", tuple(told))
        yield


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a case that holds the bundled reports. Only look at it; to write, take `demo_copy`."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / "demo-case", shared / "demo-case.done"
    with (shared / "demo-case.lock").open("w") as handle:  # test processes wait for the one that builds
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            _build(folder)
            done.touch()
    return folder


@pytest.fixture
def demo_copy(demo_case: Path, tmp_path: Path) -> Path:
    """A copy of the demo case to write to."""
    return copied(demo_case, tmp_path / "case")
