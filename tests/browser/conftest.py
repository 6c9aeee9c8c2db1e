"""A browser for tests, as the system has it: Debian's Chromium, steered by Playwright. Nothing is downloaded.

Tests are skipped, with the reason, where there is none: `apt-get install chromium`, or name one in DJELI_CHROMIUM.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

import djeli
from browsing import looking, served
from copies import copied
from djeli.web.app import create_app
from walking import walk

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system, without a window."""
    path = os.environ.get("DJELI_CHROMIUM") or next((met for name in NAMES if (met := shutil.which(name))), "")
    if not path:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in DJELI_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_seen(demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo to look at, so that no other test's looking waits for ours."""
    return copied(demo_case, tmp_path_factory.mktemp("seen") / "case")


@pytest.fixture(scope="session")
def demo_url(demo_seen: Path) -> Iterator[str]:
    """The demo, served to be looked at."""
    with served(demo_seen) as base:
        yield base


@pytest.fixture(scope="session")
def demo_paths(demo_seen: Path) -> dict[str, list[str]]:
    """Addresses of the demo, by route."""
    with djeli.open(demo_seen) as case:
        return walk(TestClient(create_app(case)))


@pytest.fixture
def own_url(demo_copy: Path) -> Iterator[str]:
    """The demo, served to be written to."""
    with served(demo_copy) as base:
        yield base


@pytest.fixture
def page(chromium: Browser, demo_url: str) -> Iterator[Page]:
    """A page of the demo to look at."""
    with looking(chromium, demo_url) as (opened, _):
        yield opened


@pytest.fixture
def own_page(chromium: Browser, own_url: str) -> Iterator[Page]:
    """A page of a demo of one's own to write to."""
    with looking(chromium, own_url) as (opened, _):
        yield opened


@pytest.fixture
def chromium_off(chromium: Browser, demo_url: str) -> Iterator[Page]:
    """A page of the demo in a browser that runs no script."""
    with looking(chromium, demo_url, java_script_enabled=False) as (opened, _):
        yield opened
