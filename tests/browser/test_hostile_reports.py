"""Hostile reports in a real browser: nothing runs, nothing is asked elsewhere, no dialog opens, on any page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

import djeli
from browsing import looking, served
from djeli.web.app import create_app
from hostile import hostile_case
from walking import ROUTES, name, walk

SKIPPED = ("/api/", "/enter", "/original")
SHOWN = sorted(route.path for route in ROUTES if "GET" in route.methods and not route.path.startswith(SKIPPED))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case's folder."""
    return hostile_case(tmp_path_factory.mktemp("attack"))


@pytest.fixture(scope="module")
def paths(hostile: Path) -> dict[str, list[str]]:
    """Addresses that its pages lead to."""
    with djeli.open(hostile) as case:
        return walk(TestClient(create_app(case)))


@pytest.fixture(scope="module")
def url(hostile: Path) -> Iterator[str]:
    """The case, served."""
    with served(hostile) as base:
        yield base


def test_nothing_of_theirs_runs(chromium: Browser, url: str, paths: dict[str, list[str]]) -> None:
    """Every page is opened, and pointed at; the watch over it would have seen a dialog, a request, or a refusal."""
    opened = 0
    with looking(chromium, url) as (page, _):
        for route in SHOWN:
            for path in paths.get(f"GET {route}", [])[:2]:
                answer = page.goto(path)
                assert answer is not None
                assert answer.status == 200, path
                page.locator("main").hover()
                assert (
                    page.locator("main script, main iframe, main object, main style, main xss, [onload]").count() == 0
                )
                assert page.locator("a[href^='javascript:'], a[href^='data:'], a[href*='//']").count() == 0
                opened += 1
    assert opened > len(SHOWN) // 2, [name(route) for route in ROUTES]
