"""Looking around as a reader does: from the overview to the words of a page, by map, by time, by keys."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page


def _count(page: Page) -> int:
    """Events that the list says it holds."""
    return int(page.locator("main p b").first.inner_text().replace(",", ""))


def test_circles_lie_above_the_land(page: Page) -> None:
    """Outlines that arrive after the circles don't cover them."""
    page.goto("/events")
    page.wait_for_selector("#map[data-drawn]")
    page.wait_for_selector(".leaflet-land-pane path", state="attached")
    heights = [
        page.eval_on_selector(f".leaflet-{name}-pane", "one => Number(getComputedStyle(one).zIndex)")
        for name in ("land", "overlay")
    ]
    assert heights[0] < heights[1]
    assert page.locator(".leaflet-overlay-pane path.leaflet-interactive").count() > 3


def test_the_map_narrows_the_list(page: Page) -> None:
    """Drawn circles stand for the events; what the map shows becomes the filter, and can be let go."""
    page.goto("/events")
    page.wait_for_selector("#map[data-drawn]")
    assert page.locator("#map path.leaflet-interactive").count() > 3
    before = _count(page)
    for _ in range(3):
        page.click(".leaflet-control-zoom-in")
        page.wait_for_timeout(350)  # the map moves
    page.click("#view")
    page.wait_for_url("**/events?*box=*")
    assert 0 <= _count(page) < before if page.locator("#map").count() else True
    page.click(".chosen a")
    page.wait_for_url(lambda url: "box" not in url)
    assert _count(page) == before


def test_a_bar_of_the_timeline_narrows_the_list(page: Page) -> None:
    """A bar shows the events of its time, as many as it says."""
    page.goto("/events")
    bar = page.locator(".chart a").first
    told = re.search(r"(\d+) event", bar.text_content() or "")
    bar.click()
    page.wait_for_url("**since=*")
    assert told
    assert _count(page) == int(told[1])
    query = parse_qs(urlsplit(page.url).query)
    assert query["since"] <= query["until"]


def test_a_filter_is_sent_as_it_is_ticked(page: Page) -> None:
    """No button is needed where script runs; the address holds what is shown."""
    page.goto("/events")
    with page.expect_navigation():
        page.check("input[name=disputed]")
    assert "disputed=1" in page.url
    rows = page.locator("tr[data-row]").count()
    assert rows == page.locator("tr[data-row] .tag.bad").count() > 0


def test_keys_lead_everywhere(page: Page) -> None:
    """Slash searches, g and a letter open sections, j and k walk through lists, Enter opens, ? tells of it."""
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("gj")  # letters typed into a field are no commands
    assert page.input_value("#find") == "gj"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/events")
    for key in "jjk":
        page.keyboard.press(key)
    assert page.locator("[data-row]").first.evaluate("(row) => row.classList.contains('at')")
    page.keyboard.press("j")
    second = page.locator("[data-row]").nth(1)
    assert second.evaluate("(row) => row.classList.contains('at') && row.contains(document.activeElement)")
    where = second.locator("[data-open]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog#keys").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_kept(page: Page, theme: str) -> None:
    """What is chosen holds on the next page, whatever the machine prefers."""
    page.emulate_media(color_scheme="light" if theme == "dark" else "dark")
    page.goto("/")
    page.click(f"button[name=theme][value={theme}]")
    page.goto("/events")
    assert page.locator("html").get_attribute("data-theme") == theme
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", paper)[:3])) < 200) == (theme == "dark")


def test_who_decides_is_kept(page: Page) -> None:
    """The name given below is on the next page, and a session of somebody else has its own."""
    page.goto("/events")
    page.fill("input[name=analyst]", "Awa “the second” <b>")
    page.click(".foot button >> nth=0")
    page.wait_for_load_state()
    page.goto("/")
    assert page.input_value("input[name=analyst]") == "Awa “the second” <b>"


def test_without_script(chromium_off: Page) -> None:
    """Lists, filters and pages work where script is forbidden."""
    page = chromium_off
    page.goto("/")
    page.click(".cards a >> nth=1")
    assert "disputed=1" in page.url
    page.click("tr[data-row] a >> nth=0")
    assert page.locator(".dispute").count() > 0


@pytest.mark.parametrize("width", [1280, 1024, 768])
def test_every_section_is_in_sight(page: Page, width: int) -> None:
    """On a laptop and a tablet no section is cut off at the edge of the bar."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    cut = page.eval_on_selector(
        ".bar nav",
        """nav => { const edge = nav.getBoundingClientRect();
          return [...nav.querySelectorAll("a")].filter((one) => { const box = one.getBoundingClientRect();
            return box.left < edge.left - 1 || box.right > edge.right + 1; }).map((one) => one.textContent); }""",
    )
    assert cut == []
