"""The workbench over the demo, asked without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.web.app import create_app


@pytest.fixture(scope="module")
def case(demo_case: Path) -> Iterator[Case]:
    """The demo case, only looked into."""
    with djeli.open(demo_case) as opened:
        yield opened


@pytest.fixture
def desk(case: Case) -> TestClient:
    """A browser's session with the workbench."""
    return TestClient(create_app(case))
