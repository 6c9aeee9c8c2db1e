"""Working as an analyst does: read the words behind a value, add a page, split, undo, overrule, keep an original."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

WORDS = """Gunmen attack market in Dablo

Residents said on Tuesday that gunmen on motorcycles killed 14 traders in Dablo, Burkina Faso, on 4 May 2021.
"""


def _named(page: Page, name: str = "Awa Reader") -> None:
    """Say who decides, as the foot of every page asks."""
    page.goto("/")
    page.fill(".foot input[name=analyst]", name)
    page.locator(".foot button").first.click()
    expect(page.locator(".foot input[name=analyst]")).to_have_value(name)


def _disputed(page: Page) -> str:
    """Open the event that most pages tell of, among those with a dispute; hands out its address."""
    page.goto("/events?disputed=1&order=origins")
    page.locator("tr[data-row] a[data-open]").first.click()
    page.wait_for_url(re.compile(r"/events/\w+$"))
    return page.url


def test_from_the_overview_to_the_words(page: Page) -> None:
    """Overview, event, quote: the reader opens at the very words, which are lit and on the screen."""
    page.goto("/")
    page.locator("#disp ~ table a[data-open], section[aria-labelledby=disp] a[data-open]").first.click()
    page.wait_for_url(re.compile(r"/events/\w+$"))
    quote = page.locator(".values q a.q").first
    words = re.sub(r"\s", "", quote.inner_text().partition("…")[0])  # of words in several places, those of the first
    quote.click()
    page.wait_for_url("**/read/*at=*")
    lit = page.locator(".asked")
    expect(lit.first).to_be_in_viewport()
    assert re.sub(r"\s", "", "".join(lit.all_inner_texts())).startswith(words)


def test_words_and_findings_light_each_other(page: Page) -> None:
    """Pointing at a finding lights its words; words lead to their finding, keys to the next one."""
    _disputed(page)
    page.locator(".values q a.q").first.click()
    row = page.locator(".findings li[data-f]").first
    row.hover()
    number = row.get_attribute("data-f")
    lit = page.locator(".leaf .lit")
    assert lit.count() > 0
    assert all(number in (one or "").split() for one in lit.evaluate_all("all => all.map((one) => one.dataset.f)"))
    page.keyboard.press("n")
    expect(page.locator("#place")).to_have_text(re.compile(r"Finding 1 of \d+"))


def test_an_original_is_kept(page: Page, tmp_path: Path) -> None:
    """The preserved file comes down byte by byte: its digest is the one shown, and its name is ours."""
    page.goto("/documents")
    page.locator("main a[href^='/read/']").first.click()
    page.locator("details.about summary").click()
    told = page.locator("dl.facts").inner_text()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the original").click()
    kept = tmp_path / "kept"
    waiting.value.save_as(kept)
    assert re.fullmatch(r"original-[0-9a-f]{16}\.\w+", waiting.value.suggested_filename)
    assert hashlib.sha256(kept.read_bytes()).hexdigest() in told


def test_a_page_is_added(own_page: Page, tmp_path: Path) -> None:
    """A file chosen on the page is read, its progress told, and its event shown with its toll."""
    page = own_page
    report = tmp_path / "dablo “market”.txt"
    report.write_text(WORDS, encoding="utf-8")
    page.goto("/add")
    page.locator("input[type=file]").first.set_input_files(report)
    if page.locator("#job").count() == 0:
        page.locator("main form button.main, main form button[type=submit]").first.click()
    page.wait_for_selector("#job[data-state=done]", timeout=60_000)
    event = page.locator("#job a[href^='/events/']").first
    event.click()
    page.wait_for_url(re.compile(r"/events/\w+$"))
    assert "Dablo" in page.locator("h1, .lead").all_inner_texts()[0] + page.locator(".lead").inner_text()
    assert "14" in page.locator(".values").inner_text()
    assert "market" in page.locator("main").inner_text()


def test_a_page_is_split_off_and_brought_back(own_page: Page) -> None:
    """A page ticked under Split leaves the event; Undo, offered with what was done, brings it back."""
    page = own_page
    _named(page)
    where = _disputed(page)
    pages = page.locator("section[aria-labelledby=origins] tbody tr")
    before = pages.count()
    assert before > 1
    page.locator(".decide summary", has_text="Split pages off").click()
    page.locator("form[action$='/split'] input[name=pages]").last.check()
    page.locator("form[action$='/split'] textarea").fill("It speaks of another day.")
    page.get_by_role("button", name="Split them off").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(where)
    assert pages.count() < before
    assert "It speaks of another day." in page.locator("section[aria-labelledby=decided]").inner_text()
    page.locator("section[aria-labelledby=decided] button", has_text="Undo").first.click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(where)
    assert pages.count() == before


def test_a_grade_is_overruled(own_page: Page) -> None:
    """The new grade stands at the head, with who gave it and why; undone, the old one counts again."""
    page = own_page
    _named(page)
    where = _disputed(page)
    grade = page.locator("main a.grade").first
    before = grade.inner_text()
    page.locator(".decide summary", has_text="Regrade").click()
    form = page.locator("form[action$='/grade']")
    form.locator("select[name=information]").select_option("5" if before[1:] != "5" else "4")
    form.locator("textarea").fill("Nobody else saw it.")
    form.get_by_role("button", name="Grade it so").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(where)
    assert grade.inner_text() != before
    told = page.locator("section[aria-labelledby=decided]").inner_text()
    assert "Awa Reader" in told
    assert "Nobody else saw it." in told
    page.locator("section[aria-labelledby=decided] button", has_text="Undo").first.click()
    page.goto(where)
    assert grade.inner_text() == before


def test_a_source_is_overruled(own_page: Page) -> None:
    """Graded on its own page, with the reason beside it; undone there, and kept as taken back."""
    page = own_page
    _named(page)
    page.goto("/sources")
    page.locator("tr[data-row]", has_text="the page's data").first.locator("a[data-open]").click()
    grade = page.locator("main a.grade").first
    before = grade.inner_text()
    page.wait_for_load_state()  # keys are heard once the script is there
    page.keyboard.press("c")
    form = page.locator("form[action='/grades']").first
    form.locator("select[name=source]").select_option("D" if before != "D" else "C")
    form.locator("textarea").fill("It took back three reports of four.")
    form.get_by_role("button", name="Grade it so").click()
    expect(page.locator(".said")).to_contain_text("grade of the source is")
    assert grade.inner_text() != before
    told = page.locator("section[aria-labelledby=decided]")
    expect(told).to_contain_text("Awa Reader")
    expect(told).to_contain_text("It took back three reports of four.")
    told.get_by_role("button", name="Undo").first.click()
    expect(page.locator("main a.grade").first).to_have_text(before)
    expect(page.locator("section[aria-labelledby=decided]")).to_contain_text("taken back")


def test_a_place_is_chosen_on_the_map(own_page: Page) -> None:
    """A click on the map fills the degrees in; kept with why, listed, and taken back."""
    page = own_page
    _named(page)
    page.goto("/places")
    page.locator("tr[data-row] a[data-open]").first.click()
    page.wait_for_selector("#map[data-drawn]")
    page.locator("#map").click(position={"x": 90, "y": 90})
    expect(page.locator("#lat")).to_have_value(re.compile(r"^-?\d+\.\d{4}$"))
    expect(page.locator("#lon")).to_have_value(re.compile(r"^-?\d+\.\d{4}$"))
    page.fill("#country", "Mali")
    page.locator("form[action='/places'] textarea").fill("A sketch of the valley.")
    page.get_by_role("button", name="Pin it there").click()
    expect(page.locator(".said")).to_contain_text("wait for that")
    told = page.locator("section[aria-labelledby=decided]")
    expect(told).to_contain_text("A sketch of the valley.")
    told.get_by_role("button", name="Undo").first.click()
    expect(page.locator("section[aria-labelledby=decided]")).to_contain_text("taken back")


def test_the_case_is_exported(own_page: Page, tmp_path: Path) -> None:
    """Chosen, made and kept: a zip with the table in it, for anybody unless said otherwise."""
    page = own_page
    page.goto("/")
    page.locator("nav [data-key=x]").click()
    expect(page.locator("form[action='/export'] input[name=audience]:checked")).to_have_value("public")
    page.locator("input[name=form][value=csv]").check()
    page.get_by_role("button", name="Make it").click()
    page.wait_for_selector("#making[data-state=done]", timeout=60_000)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    assert re.fullmatch(r"[a-z0-9-]+-csv-public-\d{4}-\d\d-\d\d\.zip", waiting.value.suggested_filename)
    kept = tmp_path / "kept.zip"
    waiting.value.save_as(kept)
    with zipfile.ZipFile(kept) as packed:
        assert packed.testzip() is None
        assert {"events.csv", "manifest.json"} <= set(packed.namelist())


def test_who_has_no_name_decides_nothing(own_page: Page) -> None:
    """Every decision has a name: without one the form says so, and nothing is decided."""
    page = own_page
    where = _disputed(page)
    if page.locator(".foot input[name=analyst]").input_value():
        return
    page.locator(".decide summary", has_text="It stands").click()
    page.locator("form[action$='/accept'] button.main").click()
    page.goto(where)
    assert "Nobody has decided" in page.locator("section[aria-labelledby=decided]").inner_text()
