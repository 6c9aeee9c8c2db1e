"""Handing out from the workbench: made for an audience, packed under a safe name, kept a while, no path told."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.errors import CaseError
from djeli.ledger import Case
from djeli.settings import Leaving, Settings
from djeli.web import making
from djeli.web.app import create_app
from djeli.web.jobs import State
from djeli.web.making import KEPT, MORE, TARGETS, Make, Making, Makings, file_name, makes
from webdesk import Browser


@pytest.fixture
def case(demo_copy: Path) -> Iterator[Case]:
    """A copy of the demo: handing out may write its key."""
    with djeli.open(demo_copy) as opened:
        yield opened


@pytest.fixture
def browser(case: Case) -> Browser:
    """A session."""
    return Browser(case)


def made_of(browser: Browser, name: str, audience: str) -> tuple[str, Making]:
    """Press the button and wait. Returns the page about it, and what was made."""
    answer = browser.send("/export", form=name, audience=audience)
    assert answer.status_code == 200
    (one, *_) = browser.client.app.state.makings.listed()  # type: ignore[attr-defined]
    assert one.ended.wait(120)
    return browser.get(f"/export?made={one.id}"), one


def test_all_forms_and_audiences_are_listed_by_themselves(case: Case, browser: Browser) -> None:
    """Each with a sentence; what is for anybody is chosen unless somebody says otherwise."""
    page = html.unescape(browser.get("/export"))
    assert set(case.forms()) | {one.name for one in MORE} == set(makes(case))
    for one in makes(case).values():
        assert f'value="{one.name}"' in page
        assert one.sentence in page
        assert len(one.sentence) > 20
    for name, words in case.audiences().items():
        assert f'value="{name}"' in page
        assert words in page
    assert re.search(r'value="public" checked', page)


def test_what_people_read_comes_first(case: Case, browser: Browser) -> None:
    """Every make stands in one group, once; reports and tables before what only programs read."""
    listed = makes(case)
    groups = making.grouped(listed)
    assert sorted(one.name for group in groups.values() for one in group) == sorted(listed)
    assert list(groups)[-1] == making.FOR_PROGRAMS
    page = html.unescape(browser.get("/export"))
    assert re.search(r'value="page" checked', page)
    assert page.index(">One HTML page<") < page.index(">Excel (XLSX)<") < page.index(">JSON Lines<")


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("name", ["csv", "jsonl", "page"])
def test_it_is_made_and_comes_down(case: Case, browser: Browser, name: str, audience: str) -> None:
    """A whole zip with files in it, under a safe name; no path of this machine in any answer."""
    page, one = made_of(browser, name, audience)
    assert one.state is State.DONE, one.fault
    answer = browser.client.get(f"/export/{one.id}")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{one.name}"'
    assert re.fullmatch(rf"[a-z0-9-]+-{name}-{audience}-\d{{4}}-\d\d-\d\d\.zip", one.name)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        assert tuple(packed.namelist()) == one.files != ()
        assert not any(name.startswith("/") or ".." in name for name in packed.namelist())
    told = browser.client.get(f"/api/exports/{one.id}").json()
    assert told == {"id": one.id, "state": "done", "stage": one.stage, "fault": "", "size": len(answer.content)}
    for text in (page, str(told), str(answer.headers)):
        assert str(case.folder) not in text
        assert tempfile.gettempdir() not in text
        assert "djeli-made-" not in text
    assert ("Nothing is held back" in page) is (audience == "internal")


def test_what_is_for_anybody_goes_through_the_veil(case: Case, browser: Browser) -> None:
    """What comes down is what the ledger hands out for that audience, and the page says what was held back."""
    page, one = made_of(browser, "csv", "public")
    assert one.note
    assert html.escape(one.note, quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
    with zipfile.ZipFile(io.BytesIO(browser.client.get(f"/export/{one.id}").content)) as packed:
        assert '"audience": "public"' in packed.read("manifest.json").decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"form": "nosuch", "audience": "public"}, 404),
        ({"form": "../../etc/passwd", "audience": "public"}, 404),
        ({"form": "csv", "audience": "press"}, 404),
        ({"form": "", "audience": ""}, 404),
        ({"form": "x" * 500}, 422),
    ],
)
def test_what_cannot_be_made_is_said(browser: Browser, fields: dict[str, str], status: int) -> None:
    """A sentence, and nothing is begun."""
    assert browser.send("/export", **fields).status_code == status
    assert browser.client.app.state.makings.listed() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("to", list(TARGETS))
def test_a_report_is_written_and_comes_down(browser: Browser, to: str) -> None:
    """One file in the target asked for, behind the veil of its audience."""
    answer = browser.send("/export/report", report="digest", to=to, audience="public", since="2024")
    assert answer.status_code == 200
    (one, *_) = browser.client.app.state.makings.listed()  # type: ignore[attr-defined]
    assert one.ended.wait(120)
    assert one.state is State.DONE, one.fault
    assert one.files == (f"digest.{to}",)
    assert one.size > 1000
    assert one.audience == "public"


def test_a_report_says_what_it_lacks(browser: Browser) -> None:
    """A form that needs a country says so; forms, targets and addresses that there are not are refused."""
    assert browser.send("/export/report", report="country", to="html", audience="public").status_code == 200
    (one, *_) = browser.client.app.state.makings.listed()  # type: ignore[attr-defined]
    assert one.ended.wait(60)
    assert one.state is State.FAILED
    assert "country" in browser.get(f"/export?made={one.id}")
    for wrong in ({"report": "../x", "to": "html"}, {"report": "digest", "to": "exe"}, {}):
        assert browser.send("/export/report", **wrong).status_code == 404
    assert browser.send("/export/report", report="digest", to="html", country="x" * 300).status_code == 422


def test_the_report_of_what_somebody_looks_at_is_chosen(browser: Browser) -> None:
    """An event's page leads to its own report, an actor's to the actor's."""
    page = browser.get("/export?event=ev1234")
    assert re.search(r'value="incident" checked', page)
    assert 'value="ev1234"' in page
    assert re.search(r'value="actor" checked', browser.get("/export?actor=JNIM"))


def test_making_needs_the_token(case: Case) -> None:
    """Another site cannot make this machine work, nor guess a file."""
    client = TestClient(create_app(case))
    assert client.post("/export", data={"form": "csv", "audience": "public"}).status_code == 403
    for path in ("/export/nosuch", "/export/%2e%2e%2fdjeli.toml", "/api/exports/nosuch", "/export?made=nosuch"):
        assert client.get(path).status_code == 404, path


def test_a_fault_tells_no_path(case: Case, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong is a sentence, whoever reads it; what was begun is cleared away."""

    def broken(case: Case, folder: Path, audience: str) -> object:
        raise CaseError(f"{case.folder}/policy-key.json: cannot be read, see {folder}")

    def full(case: Case, folder: Path, audience: str) -> object:
        raise OSError(28, "No space left on device", str(folder))

    def surprising(case: Case, folder: Path, audience: str) -> object:
        raise ValueError(str(folder))

    for write, words in ((broken, "policy-key.json: cannot be read"), (full, "No space left"), (surprising, "report")):
        wrong = Make(name="broken", title="B", sentence="breaks for a test of what is told", write=write)  # type: ignore[arg-type]
        monkeypatch.setattr(making, "MORE", (wrong,))
        page, one = made_of(browser, "broken", "public")
        assert one.state is State.FAILED
        assert words in page
        assert str(case.folder) not in page
        assert tempfile.gettempdir() not in page
        assert browser.client.get(f"/export/{one.id}").status_code == 404


def test_no_more_than_some_are_kept_and_none_for_long(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Old files are cleared away, by number and by age; they lie where only their owner may look."""
    quick = Make(name="quick", title="Q", sentence="a file of one word", write=_word)
    monkeypatch.setattr(making, "MORE", (quick,))
    makings = Makings(case)
    for _ in range(KEPT + 3):
        assert makings.start(quick, "public").ended.wait(20)
    kept = makings.listed()
    assert len(kept) == KEPT
    path = makings.path(kept[0])
    assert path.is_file()
    assert path.parent.parent.stat().st_mode & 0o077 == 0
    assert len(list(path.parent.parent.iterdir())) <= KEPT
    for one in kept:
        one.at -= dt.timedelta(hours=2)
    assert makings.listed() == []
    assert not path.exists()


def _word(case: Case, folder: Path, audience: str) -> djeli.ledger.Handed:
    (folder / "one.txt").write_text("word", encoding="utf-8")
    return djeli.ledger.Handed(paths=(), audience=audience, note="")


def test_a_download_for_anybody_is_not_called_by_a_name(tmp_path: Path) -> None:
    """The title of a case may name somebody protected: what is made for others is called by what is left of it."""
    leaving = Leaving(protect=("Zoltan Quillvane",))
    with djeli.create(tmp_path / "case", Settings(title="Gao and Zoltan Quillvane", policy=leaving)) as case:
        for audience, expected in (("public", False), ("partner", False), ("internal", True)):
            _, one = made_of(Browser(case), "jsonl", audience)
            assert ("quillvane" in one.name) == expected and "gao" in one.name


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", 'a"; x=\r\nset-cookie: y', "Сахель 2024", "", "x" * 400, "\u202egnp"]
)
def test_file_names_are_safe(title: str) -> None:
    """Whatever a case is called, the name is short plain letters, digits and hyphens."""
    assert re.fullmatch(r"([a-z0-9-]{1,40}-)?csv-public-[0-9-]{10}\.zip", file_name(title, "csv", "public"))
