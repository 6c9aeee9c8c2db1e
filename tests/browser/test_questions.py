"""The desk's questions in a real browser: asked with the form, opened from the picture, a sheet held against it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

SHEET = "Date;Place;Country;Killed\n08/04/2022;Kramatorsk;Ukraine;61\n12/06/2023;Ansongo;Mali;3\n"


def test_a_count_leads_from_the_picture_to_its_events(page: Page) -> None:
    """Choosing what is counted asks anew; a name of the picture leads to its row, the row to its events."""
    page.goto("/questions")
    page.click("text=How do counts run?")
    page.wait_for_selector("#rows")
    page.select_option("select[name=by]", "country")
    page.wait_for_url("**by=country**")
    page.locator(".on-laptop svg a").first.click()
    page.wait_for_url("**#*")
    row = page.locator("tr:target")
    events = int(row.locator("td[data-name=Best]").inner_text())
    row.locator("a[data-open]").click()
    page.wait_for_url("**/events?*country=*")
    assert int(page.locator("main p b").first.inner_text()) == events


def test_a_check_opens_its_event_by_keys(page: Page) -> None:
    """J walks through what to check next, and Enter opens it."""
    page.goto("/questions/gaps")
    page.wait_for_selector("#next")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/events/\w+$"))


def test_a_sheet_is_held_against_the_case(own_page: Page) -> None:
    """Chosen, sent, compared: what differs stands beside ours, and what only the sheet has is a list of its own."""
    page = own_page
    page.goto("/questions/compare")
    page.set_input_files("input[name=sheet]", {"name": "mine.csv", "mimeType": "text/csv", "buffer": SHEET.encode()})
    page.click("text=Compare >> nth=-1")
    page.wait_for_selector("#result")
    expect(page.locator("table.pairs")).to_contain_text("61")
    page.click(".key a:has-text('Only in the sheet: 1')")
    expect(page.locator("section[aria-labelledby=list]")).to_contain_text("Ansongo")


def test_keys_pressed_while_the_page_turns_are_kept_for_it(own_page: Page) -> None:
    """After an answer, w and words go into the next question's field; a second answer waits until it was seen."""
    page = own_page
    page.goto("/")
    page.fill(".foot input[name=analyst]", "Awa")
    page.locator(".foot button").first.click()
    page.goto("/review/next")
    page.wait_for_selector("article.question")
    first = page.locator("article.question h1").inner_text()
    page.route("**/review/**", lambda route: (page.wait_for_timeout(400), route.continue_())[1])
    page.evaluate(
        """() => { for (const key of ["a", "w", "s", "o", "Enter", "a"])
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })); }"""
    )
    page.wait_for_selector(".said")
    expect(page.locator("article.question h1")).not_to_have_text(first)
    expect(page.locator("#why")).to_have_value("so")
    expect(page.locator(".warned[role=status]")).to_contain_text("press it again")
    page.unroute("**/review/**")
