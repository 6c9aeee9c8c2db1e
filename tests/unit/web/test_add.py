"""Adding from the browser: kept, read, told; nothing written outside the case, nothing of this machine read."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.errors import CaseError
from djeli.ledger import Case
from djeli.ledger.small import lock, lock_file
from djeli.pipeline.crew import Here
from djeli.settings import Settings
from djeli.web.app import create_app
from djeli.web.jobs import WAITING, Jobs, State
from djeli.web.pages.add import label

STORY = b"Gunmen killed 3 people in Dablo, Burkina Faso, on 4 May 2021, residents said."


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Case]:
    """An empty case."""
    with djeli.create(tmp_path / "case", Settings(title="own", workers=1)) as case:
        case.settings = replace(case.settings, max_bytes=5000)
        yield case


@pytest.fixture
def client(own: Case) -> TestClient:
    """A session with it; pages are read in this process."""
    app = create_app(own)
    app.state.jobs = Jobs(own, executor=Here())
    return TestClient(app)


def _csrf(client: TestClient) -> str:
    met = re.search(r'name="csrf" value="([^"]+)"', client.get("/add").text)
    assert met
    return met[1]


def _send(client: TestClient, *files: tuple[str, bytes], addresses: str = "") -> str:
    """Send, wait until it is read, and return the page about it."""
    parts = [("files", (name, data, "text/plain")) for name, data in files]
    answer = client.post(
        "/add", data={"csrf": _csrf(client), "addresses": addresses}, files=parts or None, follow_redirects=False
    )
    assert answer.status_code == 303
    if "job=" not in answer.headers["location"]:
        return client.get("/add").text
    name = answer.headers["location"].split("job=")[1]
    job = client.app.state.jobs.find(name)  # type: ignore[attr-defined]
    assert job.ended.wait(60)
    return client.get(f"/add?job={name}").text


def test_a_file_becomes_an_event(client: TestClient, own: Case) -> None:
    """Sent, kept under its hash, read, with a link to the event it tells."""
    page = _send(client, ("report.txt", STORY))
    event = own.events()[0]
    assert f'href="/events/{event.id}"' in page
    assert "1 new original." in page
    assert 'class="tag accent">new' in page
    assert own.page_rows()[1][0].document.uri == "report.txt"
    job = client.app.state.jobs.listed()[0]  # type: ignore[attr-defined]
    told = client.get(f"/api/jobs/{job.id}").json()
    assert told["state"] == "done"
    assert told["events"] == [{"id": event.id, "title": event.title, "new": True}]


def test_the_same_bytes_are_told(client: TestClient, own: Case) -> None:
    """Known bytes are not read twice, under whatever name."""
    _send(client, ("report.txt", STORY))
    page = _send(client, ("copy.txt", STORY))
    assert "0 new originals, 1 known already" in page
    assert len(own.page_rows()[1]) == 1
    assert 'class="tag accent">new' not in page


def test_what_is_refused_is_told_with_its_cure(client: TestClient, own: Case) -> None:
    """Too large, not readable, hidden: each with its sentence, and the rest goes on."""
    page = _send(client, ("big.txt", b"x" * 6000), ("a.pdf", b"%PDF-1.4 no"), (".DS_Store", b"x"), ("ok.txt", STORY))
    assert "big.txt" in page
    assert "5,000" in page
    assert "a.pdf" in page
    assert "hidden file" in page
    assert "djeli-sent-" not in page
    assert [row.document.uri for row in own.page_rows()[1]] == ["ok.txt"]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x", "http://[::1]/", "http://169.254.169.254/latest", "http://user:pw@example.org/"],
)
def test_private_addresses_are_refused(client: TestClient, own: Case, address: str) -> None:
    """As the settings say."""
    page = _send(client, addresses=address)
    assert "1 refused" in page
    assert not own.page_rows()[1]


@pytest.mark.parametrize(
    "address", ["/etc/hostname", "file:///etc/hostname", "ftp://example.org/a", "C:\\x.txt", "../x"]
)
def test_no_path_of_this_machine_is_an_address(client: TestClient, own: Case, address: str) -> None:
    """What the field for addresses holds is never opened as a file."""
    assert "no web address" in _send(client, addresses=address)
    assert "no web address" in _send(client, ("ok.txt", STORY), addresses=address)
    assert len(own.page_rows()[1]) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [("../../etc/passwd", "etc/passwd"), ("/abs/a.txt", "abs/a.txt"), ("C:\\reports\\a.txt", "C_/reports/a.txt"),
     ("https://wire.example/a", "https_/wire.example/a"), ("a\0b\u202e.txt", "a_b_.txt"), ("", "without a name"),
     ("..", "without a name"), ("folder/سلام.txt", "folder/سلام.txt"), ("x" * 900 + ".txt", "x" * 196 + ".txt")],
)  # fmt: skip
def test_names_are_labels(name: str, expected: str) -> None:
    """A name that a browser sends is words: no path, no address, no trick."""
    assert label(name) == expected


def test_nothing_is_written_elsewhere(client: TestClient, own: Case, tmp_path: Path) -> None:
    """Names that climb, and the folder of what was sent is gone afterwards."""
    before = {path for path in tmp_path.rglob("*") if own.folder not in path.parents}
    left = set(Path(tempfile.gettempdir()).glob("djeli-sent-*"))
    _send(client, ("../../../climb.txt", STORY), ("..\\..\\climb2.txt", STORY + b" Again."))
    assert {path for path in tmp_path.rglob("*") if own.folder not in path.parents} == before
    assert set(Path(tempfile.gettempdir()).glob("djeli-sent-*")) <= left
    assert sorted(row.document.uri for row in own.page_rows()[1]) == ["climb.txt", "climb2.txt"]
    assert own.superseded() == {}


def test_a_sent_name_never_stands_for_an_address(client: TestClient, own: Case) -> None:
    """A file called like a web page is no newer version of that page."""
    own.add_bytes(STORY, "https://wire.example/a")
    own.run()
    _send(client, ("https://wire.example/a", STORY.replace(b"3", b"9")))
    assert own.superseded() == {}


def test_writing_needs_the_token(client: TestClient, own: Case) -> None:
    """No form's token, nothing added."""
    assert client.post("/add", files=[("files", ("a.txt", STORY))]).status_code == 403
    assert client.post("/add", data={"csrf": "x"}, files=[("files", ("a.txt", STORY))]).status_code == 403
    assert not client.app.state.jobs.listed()  # type: ignore[attr-defined]


def test_nothing_chosen(client: TestClient) -> None:
    """An empty form says what to do."""
    assert "Choose files, or write addresses" in _send(client)


@pytest.mark.parametrize("path", ["/api/jobs/x", "/api/jobs/%00", "/add?job=zz"])
def test_an_unknown_batch(client: TestClient, path: str) -> None:
    """Is said to be unknown."""
    answer = client.get(path)
    assert answer.status_code == 404
    assert "forgotten when the workbench stops" in answer.text


def test_one_at_a_time(own: Case) -> None:
    """While another Djeli works in the case a batch waits; more than a few are refused; then they go one by one."""
    jobs = Jobs(own, executor=Here())
    with lock_file(own.folder) as handle:
        assert lock(handle)
        first = jobs.submit([], [], tempfile.TemporaryDirectory())
        waited = threading.Event()
        for _ in range(100):
            if first.stage.startswith("another Djeli"):
                break
            waited.wait(0.05)
        assert first.stage.startswith("another Djeli")
        assert first.state is State.WAITING
        others = [jobs.submit([], [], tempfile.TemporaryDirectory()) for _ in range(WAITING)]
        assert jobs.before(others[1]) == 2
        with pytest.raises(CaseError, match="wait until one is done"):
            jobs.submit([], [], tempfile.TemporaryDirectory())
    assert all(job.ended.wait(60) for job in (first, *others))
    assert {job.state for job in (first, *others)} == {State.DONE}


def test_a_batch_that_breaks_leaves_the_next_alone(own: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens in one, its page says so, and the thread goes on."""
    jobs = Jobs(own, executor=Here())

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as patch:
        patch.setattr(own, "add_sent", breaks)
        bad = jobs.submit([], [], tempfile.TemporaryDirectory())
        assert bad.ended.wait(20)
    assert bad.state is State.FAILED
    assert "RuntimeError" in bad.fault
    good = jobs.submit([], [], tempfile.TemporaryDirectory())
    assert good.ended.wait(20)
    assert good.state is State.DONE
