"""Titles on every list: nobody without a public role is named in one, and nothing unseen turns its words round."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

import djeli
from djeli.ledger import Case
from djeli.pipeline.crew import Here
from djeli.settings import Settings
from djeli.web.signs import unturned
from webdesk import Browser

STORIES = {
    "Zelkori": "Gunmen killed Fatoumata Zelkori, a teacher, in Gao, Mali, on 4 May 2021, residents said.",
    "Brandeki": "Gunmen shot dead Amadou Brandeki in Gao, Mali, on 14 May 2021. Brandeki, 34, was a farmer.",
    "Volkanu": "Soldiers arrested 12-year-old Issa Volkanu in Kidal, Mali, on 9 June 2021, his mother said.",
    "Morvela": "Witness Aïssata Morvela said gunmen killed 3 people in Ménaka, Mali, on 2 July 2021.",
    "Destaki": "Armed men abducted Oumar Destaki and his wife in Mopti, Mali, on 3 August 2021.",
    "Gorteni": "Police arrested Salif Gorteni, a driver, in Bamako, Mali, on 5 September 2021.",
    "Pelnuri": "Gunmen killed Mrs Hawa Pelnuri in Gossi, Mali, on 6 October 2021.",
    "Sintaru": "The killing of Boubacar Sintaru in Ansongo, Mali, on 7 November 2021 shocked the town.",
    "Lakreni": "Militants executed Daouda Lakreni and Bintou Lakreni in Douentza, Mali, on 9 January 2022.",
}
"""Last names of a victim, a minor, a witness, a driver who was arrested …, and the page that names them."""
TURNED = "Gunmen of the \u202eThe Grey\u202c Front killed 4 people in Gao, Mali, on 4 May 2020."


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case whose pages name people without a public role, and one that turns words round."""
    with djeli.create(tmp_path_factory.mktemp("titles") / "case", Settings(title="own", workers=1)) as made:
        for name, words in {**STORIES, "turned": TURNED}.items():
            made.add_bytes(words.encode(), f"https://{name.lower()}.example/1", media_type="text/plain")
        made.run(executor=Here())
        yield made


@pytest.fixture(scope="module")
def browser(case: Case) -> Browser:
    """A session."""
    return Browser(case, "Awa")


def sentences(page: str) -> str:
    """What is ours on a page: headings, its own title, and the words of links to events."""
    ours = re.findall(
        r"<title>.*?</title>|<h\d[^>]*>.*?</h\d>|<a[^>]* href=\"/events/\w+\"[^>]*>.*?</a>", page, re.DOTALL
    )
    return html.unescape(" ".join(ours))


def test_every_story_makes_an_event(case: Case) -> None:
    """The names were planted where something was read; else their absence would say nothing."""
    told = {page for event in case.events(planned=True) for page in event.documents}
    assert len(told) >= len(STORIES)


LISTS = ("/", "/events", "/events?order=oldest", "/search?q=killed", "/search?q=Gao", "/disputes", "/review", "/places",
         "/statements", "/map", "/export")  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_them(browser: Browser, path: str) -> None:
    """Victims, witnesses, minors and whoever else is private: in no title, on no list."""
    answer = browser.client.get(path)
    if answer.status_code == 404:
        pytest.skip("there is no such page")
    found = [name for name in STORIES if name in sentences(answer.text)]
    assert found == []


def test_no_page_of_an_event_names_them_in_its_title(case: Case, browser: Browser) -> None:
    """Heading, window, neighbours and grade say "a private person"; the quotes stay as the pages have them."""
    quoted = 0
    for event in case.events(planned=True):
        page = browser.get(f"/events/{event.id}")
        assert [name for name in STORIES if name in sentences(page)] == []
        ours = re.sub(r"<q>.*?</q>|<q .*?</q>|“[^”]*”|<a class=\"q\".*?</a>", "", page, flags=re.DOTALL)
        assert [name for name in STORIES if name in ours.partition("<main")[2]] == [], event.title
        quoted += any(name in page for name in STORIES)
    assert quoted >= len(STORIES) - 1
    for row in case.sources():
        if row.items:
            assert [name for name in STORIES if name in sentences(browser.get(f"/sources/{row.name}"))] == []


def test_no_question_names_them(case: Case, browser: Browser) -> None:
    """Neither in the list of the queue nor above the words."""
    tasks = case.review()
    assert tasks
    assert not [name for name in STORIES for words in case.worded(tasks).values() if name in words]
    page = browser.get("/review")
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert [name for name in STORIES if name in table] == []


def test_what_turns_words_round_is_taken_out_of_titles(case: Case, browser: Browser) -> None:
    """A sign is drawn in its place; in the window's title, where none can be drawn, it is left out."""
    for event in case.events(since="2020", until="2020", planned=True):
        page = browser.get(f"/events/{event.id}")
        assert "\u202e" not in sentences(page)
    for path in ("/", "/events", "/search?q=killed"):
        assert "\u202e" not in browser.get(path)
    assert unturned("a\u202eb\u200bc") == "abc"
