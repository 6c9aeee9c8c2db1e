"""The desk's questions in the workbench: the same answers as the ledger's, each row with its event, nothing kept."""

from __future__ import annotations

import html
import io
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import Workbook

import djeli
from djeli.errors import CaseError, NotFound
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.store import EventFilter
from djeli.web import period
from djeli.web.answers import KEPT, WAITING, Answers
from djeli.web.app import create_app
from djeli.web.period import looked

FIRST = b"Gunmen killed 3 people in Dablo, Burkina Faso, on 4 May 2021, residents said."
LATER = b"Gunmen killed 5 people in Dablo, Burkina Faso, on 4 May 2021, the mayor said. Two of the wounded died later."
SHEET = (
    "Date;Lieu;Pays;Type;Morts\n08/04/2022;Kramatorsk;Ukraine;missile strike;61\n12/06/2023;Ansongo;Mali;attaque;3\n"
)


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine an answer may take longer than a page waits for it."""
    monkeypatch.setattr("djeli.web.answers.SOON", 30.0)


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[tuple[TestClient, Case, int]]:
    """A case to which a second page came, with the entry before it."""
    with djeli.create(tmp_path / "case", Settings(title="own", workers=1)) as case:
        case.add_bytes(FIRST, "https://north.example/one")
        case.run()
        entry, _, _ = case.entry_of("2099-01-01")
        case.add_bytes(LATER, "https://south.example/two")
        case.run()
        yield TestClient(create_app(case)), case, entry


def _text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])).split())


def _send(client: TestClient, name: str, data: bytes, **fields: str) -> str:
    """Hold a sheet against the case; the page about it."""
    met = re.search(r'name="csrf" value="([^"]+)"', client.get("/questions/compare").text)
    assert met
    answer = client.post("/questions/compare", data={"csrf": met[1], **fields}, files={"sheet": (name, data)})
    return answer.text


def test_changes_are_the_ledgers(grown: tuple[TestClient, Case, int]) -> None:
    """What was revised, from what to what, because of which words, with links to the event and to the words."""
    client, case, entry = grown
    page = client.get(f"/questions/changes?since=entry:{entry}").text
    found = case.changes(f"entry:{entry}")
    assert found.revised or found.new
    for one in (*found.revised, *(one for one in found.new if not one.passing)):
        assert f'href="/events/{one.event.id}"' in page
    for one in found.revised:
        for value in one.revised:
            assert (value.now if not value.came else value.came[0]) in html.unescape(page)
            for link in re.findall(r'href="(/read/[^"]+at=[^"]+)"', page):
                assert client.get(html.unescape(link).split("#")[0]).status_code == 200
    assert f"until entry {found.until}" in _text(page)


def test_nothing_new_is_said_so(grown: tuple[TestClient, Case, int]) -> None:
    """Asked since the last entry, nothing is otherwise, and the page says what to try."""
    client, case, _ = grown
    page = client.get(f"/questions/changes?since=entry:{case.entry_of('2099-01-01')[0]}").text
    assert "Nothing is otherwise" in page
    assert "Go further back" in page
    assert "entry:" in _text(client.get("/questions/changes?since=no-such-day").text)


def test_one_who_comes_back_is_offered_what_is_new(grown: tuple[TestClient, Case, int]) -> None:
    """After something came in, the page offers what changed since this session last looked."""
    client, case, _ = grown
    assert "since you last looked" not in client.get("/questions/changes").text
    before = case.changes("24h").until
    case.add_bytes(FIRST.replace(b"Dablo", b"Djibo"), "https://east.example/three")
    case.run()
    page = client.get("/questions/changes").text
    assert f"since=entry%3A{before}" in page


def test_very_many_pages_are_asked_about_first(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more came in than a page can work out soon, it says so, and does it when somebody asks all the same."""
    monkeypatch.setattr("djeli.web.pages.questions.MANY_READ", 3)
    client = TestClient(create_app(case))
    page = client.get("/questions/changes?since=30d").text
    assert "More than 3 pages were read" in _text(page)
    assert "New events" in client.get("/questions/changes?since=30d&whole=1").text


def test_gaps_are_the_ledgers(desk: TestClient, case: Case) -> None:
    """As many of each lack as the ledger counts, and every check with its event."""
    page = desk.get("/questions/gaps").text
    found = case.gaps(most=15)
    for one in found.next:
        assert f'href="/events/{one.event}"' in page
        assert html.escape(one.reason) in page or one.reason in html.unescape(page)
    told = _text(page)
    for hole in found.holes:
        assert f"{hole.label[0].upper()}{hole.label[1:]} ({len(hole.events)})" in told
    assert f"{found.sound} of {found.total} events" in told


def test_filters_of_a_question_stand_in_its_address(desk: TestClient, case: Case) -> None:
    """A country narrows the answer as it narrows the ledger's, and the form shows it."""
    page = desk.get("/questions/gaps?country=Mali").text
    assert f"of {case.gaps(country='Mali').total} event" in _text(page)
    assert 'name="country" value="Mali"' in page
    assert desk.get("/questions/gaps?country=Nowhereland").status_code == 404
    assert "No event fits" in desk.get("/questions/gaps?country=Chad").text


@pytest.mark.parametrize("by", ["month", "week", "year", "country", "type", "actor"])
@pytest.mark.parametrize("what", ["events", "killed", "displaced"])
def test_a_trend_is_the_ledgers(desk: TestClient, case: Case, by: str, what: str) -> None:
    """Low, best and high of every row as the ledger has them; each row leads to as many events."""
    page = desk.get(f"/questions/trend?by={by}&what={what}").text
    found = case.trend(by=by, what=what)
    assert f"own counts of {found.total} event" in _text(page)
    for one in (one for one in found.bins if one.events):
        row = page.split(f'<tr id="{html.escape(one.key)}"', 1)[1].split("</tr>", 1)[0]
        numbers = re.findall(r'data-name="(?:Low|Best|High)">(?:<b>)?([\d,]+)', row)
        assert [int(number.replace(",", "")) for number in numbers] == [one.low, one.best, one.high]
        met = re.search(r'href="([^"]+)"', row)
        assert met
        assert desk.get(html.unescape(met[1])).status_code == 200


def test_a_month_leads_to_its_events(desk: TestClient, case: Case) -> None:
    """The link of a row lists the events that the row counts."""
    one = next(one for one in case.trend().bins if one.events)
    page = desk.get("/questions/trend").text
    link = html.unescape(page.split(f'<tr id="{one.key}"', 1)[1].split('href="', 1)[1].split('"', 1)[0])
    listed = desk.get(link).text
    assert all(f"/events/{name}" in listed for name in one.ids)


def test_a_trend_asks_for_what_can_be_counted(desk: TestClient) -> None:
    """An unknown grouping or matter is refused with those there are."""
    assert "week" in _text(desk.get("/questions/trend?by=moon").text)
    assert desk.get("/questions/trend?what=ufos").status_code == 404


def test_a_sheet_is_compared_and_forgotten(desk: TestClient, case: Case) -> None:
    """Both, theirs and ours as the ledger says, and neither case nor machine keeps anything of the file."""
    before, folders = case.counts(), set(Path(tempfile.gettempdir()).glob("djeli-sheet-*"))
    page = _send(desk, "../../mine.csv", SHEET.encode())
    told = _text(page)
    assert "mine.csv: 2 rows" in told
    assert "61" in told
    assert "Only in the sheet: 1" in told
    assert case.counts() == before
    assert set(Path(tempfile.gettempdir()).glob("djeli-sheet-*")) == folders
    link = next(one for one in re.findall(r'href="([^"]+show=theirs[^"]*)"', page))
    assert "Ansongo" in desk.get(html.unescape(link)).text


def test_a_hostile_sheet_is_words(desk: TestClient) -> None:
    """Marks, formulas and turned letters of a sheet are shown as words, in cells and in headers."""
    head = "date,place,country,type,<script>alert(1)</script>"
    row = "2022-04-08,<img src=x onerror=alert(1)>,Mali,\u202egnp,=cmd()"
    page = _send(desk, "<b>x</b>.csv", f"{head}\n{row}\n".encode())
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>x</b>.csv" not in page
    assert "\u202e" not in page


def test_what_is_no_sheet_is_told_in_a_sentence(desk: TestClient) -> None:
    """No table, no column of dates, no workbook, nothing at all: refused in words, never with a trace."""
    for name, data in (("a.csv", b"\xff\xfe\x00"), ("b.csv", b"a,b\n1,2\n"), ("c.xlsx", b"PK\x03\x04nothing")):
        page = _send(desk, name, data)
        assert "Traceback" not in page
        assert tempfile.gettempdir() not in page, name
    assert "no country is called" in _send(desk, "d.csv", SHEET.encode(), country="Atlantis")
    assert "names no column" in _send(desk, "d.csv", SHEET.encode(), columns="nonsense")


def test_columns_can_be_named(desk: TestClient) -> None:
    """Where names of columns don't tell, lines of the form do; an XLSX is read as a CSV is."""
    book = Workbook()
    book.active.append(["When it was", "Where it was", "Pays"])
    book.active.append(["2022-04-08", "Kramatorsk", "Ukraine"])
    data = io.BytesIO()
    book.save(data)
    page = _send(desk, "mine.xlsx", data.getvalue(), columns="date = When it was\nplace = Where it was")
    assert "date = When it was" in _text(page)


def test_a_large_case_shows_a_period(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are many events the latest months are looked at, and all of them when somebody asks for that."""
    everything = EventFilter()
    assert looked(case, everything, whole=False).month == ""
    monkeypatch.setattr(period, "MANY", 3)
    part = looked(case, everything, whole=False)
    assert part.month == part.wanted.since != ""
    assert 0 < part.events < part.total
    assert part.events == case.tally(part.wanted).total
    assert looked(case, everything, whole=True).month == ""
    assert looked(case, EventFilter(since="2019"), whole=False).month == ""


def test_the_page_says_what_it_looks_at(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is called one, with how many there are in all and the address of all."""
    monkeypatch.setattr(period, "MANY", 3)
    client = TestClient(create_app(case))
    page = client.get("/questions/trend").text
    assert "Looked at: the" in _text(page)
    assert "whole=1" in page
    assert "Looked at: the" not in _text(client.get("/questions/trend?whole=1").text)


def test_an_answer_that_takes_long_comes_later(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page comes at once and says so; asked again it is the same work, and then its answer."""
    gate = threading.Event()
    real = case.gaps

    def slow(**asked: object) -> object:
        gate.wait(20)
        return real(**asked)  # type: ignore[arg-type]

    monkeypatch.setattr(case, "gaps", slow)
    monkeypatch.setattr("djeli.web.answers.SOON", 0.0)
    client = TestClient(create_app(case))
    page = client.get("/questions/gaps").text
    assert "It is being worked out" in page
    met = re.search(r'data-look="([^"]+)"', page)
    assert met
    assert client.get(met[1]).json()["state"] in ("waiting", "working")
    gate.set()
    until = time.monotonic() + 20
    while client.get(met[1]).json()["state"] != "done" and time.monotonic() < until:
        time.sleep(0.02)
    assert "What to check next" in client.get("/questions/gaps").text


def test_answers_are_kept_by_what_is_asked_and_bounded() -> None:
    """The same question is worked out once; only so many are kept, and only so many wait."""
    answers, made = Answers(), []
    for _ in range(2):
        assert answers.ask("a", lambda: made.append(1) or "found", wait=5).found == "found"
    assert made == [1]
    for number in range(KEPT + 5):
        answers.ask(number, lambda: "x", wait=5)
    assert len(answers._known) <= KEPT + 1
    with pytest.raises(NotFound):
        answers.find("nosuch")
    gate = threading.Event()
    with pytest.raises(CaseError, match="wait"):
        for number in range(WAITING + 3):
            answers.ask(("slow", number), lambda: gate.wait(20), wait=0)
    gate.set()


def test_a_fault_of_an_answer_is_told_and_not_kept() -> None:
    """What went wrong is raised where somebody asks, a trace never; asked again it is tried again."""
    answers = Answers()

    def wrong() -> None:
        raise ValueError("/secret/path")

    for _ in range(2):
        with pytest.raises(CaseError, match="ValueError") as met:
            answers.ask("w", wrong, wait=5)
        assert "/secret" not in str(met.value)
    assert answers.ask("w", lambda: 1, wait=5).found == 1
