"""Names no gazetteer knew: listed with their words, pinned, read again, taken back; hostile names stay words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.pipeline.crew import Here
from djeli.settings import Settings
from djeli.web.app import create_app
from djeli.web.jobs import Jobs
from webdesk import Browser

STORY = (
    "Gunmen killed 14 traders in the village of Qorvexa on 4 May 2021, residents said.\n\n"
    "The army later said that it sent troops to the village of Qorvexa and to the town of Gossi, Mali."
)
OTHER = "Gunmen killed 3 people in the town of Gossi, Mali, on 9 June 2021, the mayor said."


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A small case with a village that no table holds."""
    with djeli.create(tmp_path / "case", Settings(title="own", workers=1)) as opened:
        opened.add_bytes(STORY.encode(), "https://sahel-courier.example/one", media_type="text/plain")
        opened.add_bytes(OTHER.encode(), "https://sahel-courier.example/two", media_type="text/plain")
        opened.run(executor=Here())
        yield opened


@pytest.fixture
def browser(case: Case) -> Browser:
    """Somebody who said who they are; pages are read in this process."""
    made = Browser(case, "Awa")
    made.client.app.state.jobs = Jobs(case, executor=Here())  # type: ignore[attr-defined]
    return made


PIN = {"name": "Qorvexa", "lat": "16,3", "lon": "-0.1", "country": "Mali", "why": "a map of the district"}


def read_again(browser: Browser) -> None:
    """Press the button and wait."""
    answer = browser.send("/places/read")
    (job,) = browser.client.app.state.jobs.listed()[:1]  # type: ignore[attr-defined]
    assert job.ended.wait(60), answer.text
    assert job.fault == ""


def test_names_are_listed_with_count_words_and_what_is_near(case: Case, browser: Browser) -> None:
    """The list, its filter, the overview and the page of the event all lead there."""
    page = browser.get("/places")
    assert 'href="/places/Qorvexa"' in page
    assert "2×" in page
    assert "14 traders" in page
    assert "/read/" in page
    assert "No such name" in browser.get("/places?q=zzz")
    assert 'href="/places"' in browser.get("/")
    event = next(one.id for one in case.events(text="traders"))
    assert 'href="/places/Qorvexa"' in browser.get(f"/events/{event}")
    one = browser.get("/places/Qorvexa")
    assert one.count('class="q"') == 2
    assert "every page is read again" in one


def test_a_pin_waits_is_read_and_is_taken_back(case: Case, browser: Browser) -> None:
    """Kept with who and why; nothing changes before pages are read again; undone they wait once more."""
    event = next(one.id for one in case.events(text="traders"))
    before = case.event(event).where
    answer = browser.send("/places", back="/places/Qorvexa", **PIN)
    page = html.unescape(answer.text)
    assert "2 of 2 wait" in page
    assert "Awa" in page[page.index('id="decided"') :]
    assert case.event(event).where == before
    assert case.adrift() == []
    read_again(browser)
    where = next(one.where for one in case.events(text="traders"))
    assert where is not None
    assert (where.name, where.lat, where.lon, where.country) == ("Qorvexa", 16.3, -0.1, "ML")
    assert case.waiting() == (0, 2)
    assert 'href="/places/Qorvexa"' not in browser.get("/places").partition('id="pinned"')[0]
    history = browser.get("/history")
    assert 'href="/places/qorvexa"' in history
    (past,) = case.history()
    assert "2 of 2 wait" in browser.send("/undo", decision=past.decided.id[:16], back="/places").text
    assert case.waiting() == (2, 2)
    read_again(browser)
    assert next(one.where for one in case.events(text="traders")) == before
    assert "taken back" in browser.get("/places/Qorvexa")


def test_a_pin_taken_back_lets_the_one_before_it_hold(case: Case, browser: Browser) -> None:
    """Two pins of a name: undoing the later brings the earlier back, undoing both leaves none."""
    pins = case.folder / "gazetteer" / "pins.csv"
    browser.send("/places", **PIN)
    browser.send("/places", **{**PIN, "lat": "17.5"})
    assert ",17.5," in pins.read_text(encoding="utf-8")
    browser.send("/undo", decision=case.history()[0].decided.id, back="/")
    assert ",16.3," in pins.read_text(encoding="utf-8")
    browser.send("/undo", decision=case.history()[0].decided.id, back="/")
    assert len(pins.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"why": " "}, "how you know"),
        ({"lat": ""}, "give the degrees"),
        ({"lat": "north"}, "no number of degrees"),
        ({"lat": "91"}, "no number of degrees"),
        ({"lon": "nan"}, "no number of degrees"),
        ({"country": "Atlantis"}, "no country is called"),
        ({"country": ""}, "country"),
        ({"name": "…"}, "no name of a place"),
        ({"name": "=cmd()" + "x" * 200}, "no name of a place"),
    ],
)
def test_what_cannot_be_pinned_is_said(case: Case, browser: Browser, fields: dict[str, str], words: str) -> None:
    """A sentence, nothing kept, and what was typed is still in the form."""
    page = html.unescape(browser.send("/places", back="/places/Qorvexa", **{**PIN, **fields}).text)
    assert "Not decided" in page
    assert words in page
    assert case.history(every=True) == []
    assert not (case.folder / "gazetteer" / "pins.csv").exists()
    if "why" not in fields:
        assert "a map of the district" in page


def test_the_address_fills_the_form_without_script(browser: Browser) -> None:
    """A place spelt nearly so is taken over by its link; what is no degree is refused in a sentence."""
    page = browser.get("/places/Qorvexa?lat=16.3&lon=-0.1&country=Mali")
    assert 'value="16.30000"' in page
    assert 'value="Mali"' in page
    assert browser.client.get("/places/Qorvexa?lat=1e400").status_code == 404
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "../../etc/passwd", "a?b#c", "\u202eevil", "'; DROP"])
def test_hostile_names_stay_words(browser: Browser, name: str) -> None:
    """Shown escaped, with what turns words round made visible; no name leads out of the case."""
    page = browser.get(f"/places/{quote(name, safe='')}")
    assert "<script>alert" not in page
    assert "\u202e" not in page.partition("<main")[2].partition("</h1>")[0]


def test_pinning_needs_the_token_and_a_name(case: Case) -> None:
    """Without the form's token it is refused, without a name of whoever decides it is said."""
    client = TestClient(create_app(case))
    assert client.post("/places", data=PIN | {"analyst": "Eve"}).status_code == 403
    assert client.post("/places/read").status_code == 403
    assert "Say who you are" in Browser(case).send("/places", **PIN).text
    assert case.history(every=True) == []


def test_nothing_is_read_again_for_nothing(browser: Browser) -> None:
    """Where no page waits, the button's address says so."""
    assert "No page waits" in browser.send("/places/read").text


def test_names_of_private_persons_are_not_listed(tmp_path: Path) -> None:
    """A name that is a private person's is no place, and is not put on a list."""
    words = "The farmer Amadou Zelkori said he fled to Qorvexa. Amadou Zelkori, a farmer, lost his house in Qorvexa."
    with djeli.create(tmp_path / "own", Settings(title="own", workers=1)) as case:
        case.add_bytes(words.encode(), "https://a.example/x", media_type="text/plain")
        case.run(executor=Here())
        assert not [one.name for one in case.unknown_places().rows if "Zelkori" in one.name]


def test_an_event_placed_elsewhere_for_want_of_its_place(demo_case: Path) -> None:
    """Pages tell it of a town that no table holds, so it stands in the next one: its page offers to pin the name."""
    with djeli.open(demo_case) as opened:
        client = TestClient(create_app(opened))
        (address,) = re.findall(
            r'data-open href="(/events/\w+)"', client.get("/events?place=Saint-Marc&since=2024-10").text
        )
        page = client.get(address).text
        assert 'href="/places/Pont-Sonde"' in page
        assert opened.event(address.rpartition("/")[2]).where.name == "Saint-Marc"  # type: ignore[union-attr]


def test_reading_again_is_told_as_that(case: Case, browser: Browser) -> None:
    """Pages that were only read again are not said to tell of no event."""
    browser.send("/places", **PIN)
    read_again(browser)
    (job,) = browser.client.app.state.jobs.listed()[:1]  # type: ignore[attr-defined]
    page = browser.get(f"/add?job={job.id}")
    assert "read again and all events computed anew" in page
    assert "no event that Djeli found" not in page


def test_places_near_by_come_before_those_far_away(demo_case: Path) -> None:
    """Of names spelt nearly so those in the country told of are offered alone; without one, the case's come first."""
    with djeli.open(demo_case) as demo:
        items = {event.where.country: event.items for event in demo.events() if event.where}
        beside = demo.near("Tripolli", items["ML"])
        assert len({one.place.country for one in beside}) > 1  # none of Mali: anywhere
        ours = {event.where.country for event in demo.events(planned=True) if event.where}
        told = [one.place.country in ours for one in beside]
        assert told == sorted(told, reverse=True)
        assert {one.place.country for one in demo.near("Nairoby", items["KE"])} == {"KE"}
