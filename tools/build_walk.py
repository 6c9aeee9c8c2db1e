"""Walk through the workbench as docs/tutorial/workbench.md and docs/howto tell it, and picture each step.

    python tools/build_walk.py            # needs Chromium; DJELI_CHROMIUM names one that is not on the path

The demo is made anew, served on a free port, and decided about in a browser as the texts say, so a step that is gone
fails here. Pictures go to docs/screens as WebP; none is ever made or mended by hand.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from djeli import ledger
from djeli.cli.demo import TITLE, bundled
from djeli.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from browsing import served  # noqa: E402  beside the tests, which serve a case the same way

OUT = ROOT / "docs" / "screens"
WIDE, HIGH, QUALITY = 1280, 900, 72
AWA, BEN = "Awa", "Ben"
LIST = "the hospital’s list of 20 May"
SHEET = """Date de l'incident;Lieu;Pays;Type;Morts
08/04/2022;Kramatorsk;Ukraine;missile strike;61
24/08/2024;Barsalogho;Burkina Faso;massacre;400
21/04/2019;Colombo;Sri Lanka;bombing;253
12/06/2023;Ansongo;Mali;attaque;3
"""
Shoot = Callable[..., None]


def main() -> None:
    """Make the demo, walk, write the pictures; old ones that no step makes any more are removed."""
    chromium = os.environ.get("DJELI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "case"
        with (
            ledger.create(folder, Settings(title=TITLE)) as case,
            as_file(files("djeli.resources") / "demo") as reports,
        ):
            case.add([reports / name for name in bundled()])
        with sync_playwright() as playwright, served(folder) as base:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context(base_url=base, color_scheme="light", reduced_motion="reduce").new_page()
            pictures = walk(page)
            browser.close()
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.webp"):
        old.unlink()
    for name, picture in pictures.items():
        (OUT / f"{name}.webp").write_bytes(picture)


def walk(page: Page) -> dict[str, bytes]:
    """Everything the texts speak of, in their order; hands out pictures by name."""
    made: dict[str, bytes] = {}

    def shoot(name: str, first: str = "", last: str = "", *, high: int = HIGH) -> None:
        made[name] = picture(page, first, last, high)

    page.set_viewport_size({"width": WIDE, "height": HIGH})
    for part in (looking, opening, reading, deciding, asking, pairing, questioning, adding):
        part(page, shoot)
    return made


def picture(page: Page, first: str = "", last: str = "", high: int = HIGH) -> bytes:
    """The window as it stands; or the page from the first element named to the end of the last one, at most `high`."""
    clip = None
    page.mouse.move(1, 1)
    if first:
        page.evaluate("scrollTo(0, 0)")
        boxes = [page.locator(one).first.bounding_box() for one in (first, last or first)]
        assert boxes[0] is not None, first
        assert boxes[1] is not None, last
        top = max(0.0, boxes[0]["y"] - 14)
        end = boxes[1]["y"] + boxes[1]["height"] + 14
        clip = {"x": 0, "y": top, "width": WIDE, "height": min(end - top, high), "scale": 1}
    session = page.context.new_cdp_session(page)
    asked = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": clip is not None}
    answer = session.send("Page.captureScreenshot", {**asked, "clip": clip} if clip else asked)
    session.detach()
    return base64.b64decode(answer["data"])


def kramatorsk(page: Page) -> None:
    """Open the event that the tutorial is about."""
    page.goto("/events?place=Kramatorsk&disputed=1")
    page.locator("tr[data-row] a[data-open]").first.click()
    page.wait_for_selector("#decide")


def looking(page: Page, shoot: Shoot) -> None:
    """The overview, the map and the timeline."""
    page.goto("/")
    shoot("overview", "header.bar", "section[aria-labelledby=disp]", high=800)
    page.goto("/events")
    page.wait_for_selector("#map[data-drawn]")
    page.wait_for_selector(".leaflet-land-pane path", state="attached")
    shoot("events", "header.bar", "table.stack", high=1000)
    page.locator("main svg a[href*='since=2024']").first.click()
    page.wait_for_selector("#map[data-drawn]")
    page.wait_for_selector(".leaflet-land-pane path", state="attached")
    page.wait_for_timeout(300)
    shoot("events-filtered", "header.bar", "#map", high=640)


def opening(page: Page, shoot: Shoot) -> None:
    """A disputed event: its head, the sides, the values, the grade."""
    kramatorsk(page)
    shoot("event", "header.bar", ".two", high=760)
    shoot(
        "dispute",
        "section[aria-labelledby=disputes] > h2",
        "section[aria-labelledby=disputes] article.dispute",
        high=700,
    )
    shoot("values", "section[aria-labelledby=values]", high=430)
    shoot("counts", "section[aria-labelledby=counts]", high=620)
    shoot("grade", "section[aria-labelledby=grade]", high=620)


def reading(page: Page, shoot: Shoot) -> None:
    """From a quote to its page, and what was misread there."""
    row = page.locator(".values tr", has_text="50+ people").first
    row.locator("a.q").click()
    page.wait_for_url("**/read/*")
    page.wait_for_timeout(500)
    shoot("reader")
    kramatorsk(page)
    page.locator(".values tr", has_text="50+ people").locator("a.misread").first.click()
    page.wait_for_url("**/misread*")
    shoot("misread", "main h1", "main form", high=700)


def deciding(page: Page, shoot: Shoot) -> None:
    """Accept, correct, undo, split, undo, and what the event says of it."""
    kramatorsk(page)
    page.keyboard.press("a")
    form = page.locator("form[action$='/accept']")
    form.locator("input[name=analyst]").fill(AWA)
    form.locator("textarea").fill("read all four pages")
    shoot("accept", "header.bar", "#decide", high=760)
    form.locator("button").click()
    page.wait_for_selector(".said")
    shoot("accepted", "header.bar", "#decide", high=480)
    page.keyboard.press("c")
    form = page.locator("form[action$='/correct']")
    form.locator("select").select_option("killed")
    form.locator("input[name=value]").fill("58")
    form.locator("textarea").fill(LIST)
    shoot("correct", "#decide", high=620)
    form.locator("button").click()
    page.wait_for_selector(".said")
    shoot("corrected", "section[aria-labelledby=counts]", "section[aria-labelledby=counts] .wide", high=300)
    page.locator(".decide summary", has_text="Split pages off").click()
    form = page.locator("form[action$='/split']")
    form.locator("input[type=checkbox]").last.check()
    form.locator("textarea").fill("only to see what happens")
    shoot("split", "#decide", high=700)
    form.locator("button").click()
    page.wait_for_selector(".said")
    shoot("split-off", "header.bar", "#decide", high=480)
    page.keyboard.press("u")
    page.wait_for_selector(".said:has-text('taken back')")
    shoot("decided", "section[aria-labelledby=decided]", high=400)


def asking(page: Page, shoot: Shoot) -> None:
    """The queue, a dispute and a link to be decided with keys, the list of keys, the history."""
    page.goto("/review")
    shoot("queue", "header.bar", "table.questions", high=720)
    page.click("text=Read them one by one")
    page.wait_for_selector("article.question")
    shoot("question", "header.bar", "article.question", high=820)
    page.goto("/review?kind=link")
    page.click("text=Read them one by one")
    page.locator(".whys summary").click()
    shoot("link", "nav.subnav", "article.question", high=1100)
    page.goto("/review")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    shoot("keys")
    page.goto("/history?every=1")
    shoot("history", "header.bar", "main table", high=760)


def pairing(page: Page, shoot: Shoot) -> None:
    """Two people: questions given out, answers twice and blind, a difference, how well they agree."""
    page.goto("/review?kind=dispute")
    for box in page.locator("table.questions input[type=checkbox]").all()[:4]:
        box.check()
    page.locator("form[action='/review/assign'] summary").click()
    page.fill("input[name=names]", f"{AWA}; {BEN}")
    page.fill("input[name=each]", "2")
    shoot("assign", "form[action='/review/assign'] details", high=300)
    page.locator("form[action='/review/assign'] button").click()
    page.wait_for_selector(".said")
    page.goto("/review/next?whose=mine")
    for reason in ("both speak of the same day", "same dead, two counts", "one of them was not there", "as printed"):
        page.keyboard.press("w")
        page.keyboard.type(reason)
        page.keyboard.press("Enter")
        page.keyboard.press("a")
        page.wait_for_selector(".said")
    page.goto("/")
    page.fill(".foot input[name=analyst]", BEN)
    page.locator(".foot button").first.click()
    page.goto("/review/next?mode=double")
    page.wait_for_selector("article.question")
    shoot("blind", "nav.subnav", "article.question", high=760)
    for at, key in enumerate("raaa"):
        page.keyboard.press("w")
        page.keyboard.type("they may speak of different days" if at == 0 else "as printed")
        page.keyboard.press("Enter")
        page.keyboard.press(key)
        page.wait_for_selector(".said")
    page.goto("/review/conflicts")
    shoot("conflicts", "main h1", "article.dispute", high=760)
    page.goto("/review/agreement")
    shoot("agreement", "main h1", "main section.panel >> nth=1", high=820)


def questioning(page: Page, shoot: Shoot) -> None:
    """The desk's questions: what changed, what is missing, how counts run, what a sheet has."""
    page.goto("/questions/changes")
    page.wait_for_selector("ul.cards")
    shoot("changes", "header.bar", "#decisions", high=900)
    page.goto("/questions/gaps")
    page.wait_for_selector("#next")
    shoot("gaps", "header.bar", "#next", high=900)
    page.goto("/questions/trend?by=country&what=killed")
    page.wait_for_selector("#rows")
    shoot("trend", "header.bar", "section[aria-labelledby=rows]", high=900)
    page.goto("/questions/compare")
    page.set_input_files("input[name=sheet]", {"name": "mine.csv", "mimeType": "text/csv", "buffer": SHEET.encode()})
    page.click("main form.decide > button")
    page.wait_for_selector("#result")
    shoot("compared", "header.bar", "section[aria-labelledby=list]", high=900)


def adding(page: Page, shoot: Shoot) -> None:
    """Adding pages, and asking the ledger."""
    page.goto("/add")
    shoot("add", "header.bar", "form.adding", high=760)
    page.goto("/search?q=" + "Who attacked the hotel in Nairobi?".replace(" ", "+"))
    shoot("search", "header.bar", "section[aria-labelledby=answer]", high=760)


if __name__ == "__main__":
    main()
