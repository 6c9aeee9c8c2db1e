"""Take pictures of the workbench's pages: those the documentation shows, or all of them to look at.

    python tools/build_screens.py                 the pictures of docs/pictures, from a demo case made for them
    python tools/build_screens.py --all FOLDER    every page in light, dark and phone width
    python tools/build_screens.py --case CASE …   of another case, made before

Needs Chromium (apt-get install chromium) and playwright (pip install -e '.[test]').
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

import djeli
from djeli.cli.demo import bundled
from djeli.settings import Settings
from djeli.web.app import create_app

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from browsing import served  # noqa: E402  beside the tests, which serve a case the same way
from walking import walk  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
BUDGET = 3 * 1024 * 1024  # bytes of all committed pictures together
FORMS = {"light": (1280, 860, "light"), "dark": (1280, 860, "dark"), "phone": (390, 780, "light")}
SHOWN: tuple[tuple[str, str, str], ...] = (
    ("overview", "GET /", "light"),
    ("events", "GET /events", "light"),
    ("events-dark", "GET /events", "dark"),
    ("event", "GET /events/{event}", "light"),
    ("event-phone", "GET /events/{event}", "phone"),
    ("reader", "GET /read/{text}", "light"),
    ("disputes", "GET /disputes", "light"),
    ("actor", "GET /actors/{actor}", "light"),
    ("figures", "GET /figures", "light"),
    ("changes", "GET /questions/changes", "light"),
    ("gaps", "GET /questions/gaps", "light"),
    ("trend", "GET /questions/trend", "light"),
    ("review", "GET /review/{task}", "light"),
    ("add", "GET /add", "light"),
)
"""Pictures of the documentation: name, route, form."""
PREFERRED = {"GET /events/{event}": "/events?disputed=1&order=origins", "GET /actors/{actor}": "/actors"}
"""Lists whose first row stands for a route."""


@contextmanager
def case_of(given: Path | None) -> Iterator[Path]:
    """A copy of the case given, or a demo made anew, so that looking changes nothing."""
    with tempfile.TemporaryDirectory(prefix="djeli-screens-") as folder:
        made = Path(folder) / "Demo"
        if given is not None:
            shutil.copytree(given, made)
        else:
            reports = ROOT / "src" / "djeli" / "resources" / "demo"
            with djeli.create(made, Settings(title="Demo", custodian="Awa Reader", workers=1)) as case:
                case.add([reports / name for name in bundled()])
        yield made


def addresses(folder: Path) -> dict[str, list[str]]:
    """Addresses by route, those first that lists put first."""
    with djeli.open(folder) as case:
        client = TestClient(create_app(case), base_url="http://127.0.0.1")
        found = walk(client)
        for route, listing in PREFERRED.items():
            first = walk(client, start=(listing,)).get(route)
            found[route] = first or found.get(route, [])
    return found


def take(browser: Browser, base: str, path: str, form: str, target: Path, *, whole: bool) -> None:
    """One picture. Files that end in .jpg are small; others are exact.

    Args:
        browser: that draws.
        base: address of the workbench.
        path: page.
        form: light, dark or phone.
        target: file to write.
        whole: the page to its end, instead of what a screen shows.
    """
    wide, high, scheme = FORMS[form]
    context = browser.new_context(
        base_url=base, viewport={"width": wide, "height": high}, color_scheme=scheme, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.goto(path)
        page.wait_for_load_state("networkidle")
        quality = {"type": "jpeg", "quality": 80} if target.suffix == ".jpg" else {}
        page.screenshot(path=target, full_page=whole, **quality)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            print(f"{path} ({form}) is {over} px too wide")
    finally:
        context.close()


def every(browser: Browser, base: str, found: dict[str, list[str]], into: Path, forms: Sequence[str]) -> None:
    """All pages in all forms, to look at."""
    into.mkdir(parents=True, exist_ok=True)
    for route, paths in sorted(found.items()):
        if not route.startswith("GET ") or "/api/" in route or "/original/" in route or not paths:
            continue
        slug = "-".join(re.findall(r"\w+", route[4:].replace(":path", ""))) or "overview"
        for form in forms:
            take(browser, base, paths[0], form, into / f"{slug}-{form}.jpg", whole=True)
        print(f"{slug}: {paths[0]}")


def documented(browser: Browser, base: str, found: dict[str, list[str]]) -> None:
    """The pictures that the documentation shows."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, route, form in SHOWN:
        if not found.get(route):
            print(f"{name}: nothing leads to {route}")
            continue
        take(browser, base, found[route][0], form, PICTURES / f"{name}.jpg", whole=False)
    total = sum(one.stat().st_size for one in PICTURES.glob("*.jpg"))
    print(f"{len(SHOWN)} pictures, {total / 1024:,.0f} kB")
    assert total < BUDGET, "the pictures are larger than they may be together"


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", type=Path, help="a case made before, instead of the demo")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page in every form, into a folder")
    parser.add_argument("--forms", nargs="+", choices=FORMS, default=list(FORMS))
    given = parser.parse_args()
    chromium = os.environ.get("DJELI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("no Chromium here: apt-get install chromium, or name one in DJELI_CHROMIUM")
    with case_of(given.case) as folder, sync_playwright() as playwright:
        found = addresses(folder)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with served(folder) as base:
            if given.all:
                every(browser, base, found, given.all, given.forms)
            else:
                documented(browser, base, found)
        browser.close()


if __name__ == "__main__":
    main()
