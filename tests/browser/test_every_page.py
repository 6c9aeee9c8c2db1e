"""Every page in a real browser: nothing from elsewhere, nothing refused, readable by everybody, soon there."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from browsing import looking
from walking import ROUTES

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOWN = sorted({route.path for route in ROUTES if "GET" in route.methods and not route.path.startswith("/api/")})
NO_PAGES = ("/enter", "/original")
FIRST_LOOK = 1000  # milliseconds until the first words of the demo stand on the screen
PHONE = {"width": 390, "height": 844}


def _barriers(page: Page) -> list[str]:
    """What keeps somebody from reading the page as it stands."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']} ({one['help']}): {node['target']} {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"][:4]
    ]


@pytest.mark.parametrize("route", [path for path in SHOWN if not path.startswith(NO_PAGES)])
def test_nothing_foreign_and_no_barrier(
    chromium: Browser, demo_url: str, demo_paths: dict[str, list[str]], route: str
) -> None:
    """In light, in dark and on a phone: no barrier that axe knows, nothing wider than the screen, no fault at all."""
    paths = demo_paths.get(f"GET {route}", [])
    if not paths:
        pytest.skip("nothing in the demo leads there")
    for path in paths[:1]:
        with looking(chromium, demo_url, color_scheme="light") as (page, _):
            answer = page.goto(path)
            assert answer is not None
            assert answer.status == 200, path
            page.wait_for_load_state("networkidle")
            assert _barriers(page) == [], path
            page.emulate_media(color_scheme="dark")
            assert _barriers(page) == [], f"{path} in dark"
            page.set_viewport_size(PHONE)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path} is {wide} px wider than a phone"


def test_the_first_look(page: Page) -> None:
    """The overview of the demo stands on the screen within a second, the browser's own start aside."""
    page.goto("/")  # files of ours are kept from now on, as they are for whoever comes back
    times = []
    for _ in range(3):
        page.goto("/", wait_until="load")
        paint = "performance.getEntriesByName('first-contentful-paint')[0]"
        page.wait_for_function(f"() => {paint}")
        times.append(page.evaluate(f"() => {paint}.startTime"))
    assert min(times) < FIRST_LOOK, times
