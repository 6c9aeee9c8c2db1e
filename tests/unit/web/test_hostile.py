"""Pages made to attack whoever reads them: nothing of theirs is ever markup, a link out, or an unseen sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.web.app import create_app

EVIL = '"><script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>'
TELLS = "Gunmen killed 3 people in Dablo, Burkina Faso, on 4 May 2021, residents said."
QUOTED = EVIL.replace("<", "&lt;")
HTML = f"""<html><head><title>{QUOTED}</title><meta name="author" content='{QUOTED}'>
<meta property="og:site_name" content="{"A" * 70_000}">
<meta property="og:title" content="&lt;script&gt;alert(4)&lt;/script&gt;"></head>
<body><h1>&lt;script&gt;alert(5)&lt;/script&gt; gunmen &lt;b onclick=x&gt;</h1><svg><script>alert(6)</script></svg>
<p>{TELLS} <a href="javascript:alert(7)">here</a> <a href="data:text/html,&lt;script&gt;">there</a>
<img src="http://tracker.example/x.gif" alt="&lt;script&gt;alert(8)&lt;/script&gt;" {"y" * 50_000}="1"></p>
<p>&lt;script&gt;alert(9)&lt;/script&gt; The army said &lt;img src=x onerror=alert(10)&gt; it \u202ekilled
12\u202c fighters in Djibo.</p></body></html>"""
TEXT = (
    f"{EVIL}\n\n{TELLS} javascript:alert(1) \u202eelif\u2066 \x1b[31m\ufeff {{{{ 7*7 }}}} {{% raw %}} &lt;b&gt; "
    + "Z"
    + "\u0301" * 5000
)
DOCUMENTS = (
    (HTML.encode(), "https://wire.example/a?x=<script>alert(1)</script>", "text/html"),
    (TEXT.encode(), "javascript:alert(document.domain)", "text/plain"),
    (b"\0\0" + TELLS.encode() + b"\0", '"><script>.txt', "text/plain"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "x.svg", "image/svg+xml"),
    (b"%PDF-1.4 <script>alert(1)</script>", "<b onmouseover=alert(1)>.pdf", "application/pdf"),
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of hostile pages."""
    folder = tmp_path_factory.mktemp("evil") / "case"
    with djeli.create(folder, Settings(title='<script>alert("case")</script>', workers=1)) as case:
        for data, uri, kind in DOCUMENTS:
            case.add_bytes(data, uri, media_type=kind)
        case.run()
        yield case


@pytest.fixture
def client(evil: Case) -> TestClient:
    """A session with it."""
    return TestClient(create_app(evil))


class _Marks(HTMLParser):
    """Collects what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.met.append((tag, dict(attrs)))


def _paths(case: Case) -> list[str]:
    reads = [f"/read/{row.text}" for row in case.page_rows()[1]]
    events = [f"/events/{event.id}" for event in case.events(planned=True)]
    return ["/", "/events", "/documents", "/documents?q=%3Cscript%3E", "/add", *reads, *events]


def test_there_is_something_to_look_at(evil: Case) -> None:
    """The hostile pages are read, and tell of events."""
    assert len(evil.page_rows()[1]) == 2
    assert evil.events()
    assert len(evil.failures()) == 3


def test_nothing_of_theirs_is_markup(client: TestClient, evil: Case) -> None:
    """No script but ours, no handler, no style, no picture, no link but to our own pages, on any page."""
    for path in _paths(evil):
        answer = client.get(path)
        assert answer.status_code == 200, path
        marks = _Marks()
        marks.feed(answer.text)
        for tag, attributes in marks.met:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], (path, tag)
            if tag == "script":
                assert (attributes.get("src") or "").startswith("/static/"), path
            if tag == "img":
                assert (attributes.get("src") or "").startswith("/static/"), path
            for name in ("href", "action", "src", "formaction"):
                where = attributes.get(name)
                assert where is None or re.match(r"[/#?](?!/)", where), (path, where)
            assert tag not in ("iframe", "object", "embed", "base"), path


def test_unseen_signs_have_no_effect_in_the_reader(client: TestClient, evil: Case) -> None:
    """Overrides and NULs do not reach the browser from the reader and the lists of pages; they are shown by name."""
    for path in _paths(evil):
        if not path.startswith(("/read", "/documents", "/add")):
            continue
        page = client.get(path).text
        head, _, body = page.partition("<main")
        for sign in "\u202e\u202c\u2066\0\x1b\ufeff":
            assert sign not in re.sub(r'title="[^"]*"', "", body), (path, sign)
        assert head
    reads = "".join(client.get(path).text for path in _paths(evil) if path.startswith("/read"))
    assert ">RLO<" in reads
    assert "cannot be seen on the page" in reads


def test_templates_in_words_are_words(client: TestClient, evil: Case) -> None:
    """Curly brackets of a page are not computed."""
    pages = "".join(client.get(path).text for path in _paths(evil))
    assert "{{ 7*7 }}" in pages


def test_huge_values_are_cut(client: TestClient, evil: Case) -> None:
    """A publisher of 70,000 letters does not fill the lists."""
    assert "A" * 500 not in client.get("/documents").text
    assert all("A" * 500 not in client.get(f"/read/{row.text}").text for row in evil.page_rows()[1])


def test_originals_are_never_shown(client: TestClient, evil: Case) -> None:
    """Hostile bytes leave as an attachment without a type, under a name of ours."""
    for row in evil.page_rows()[1]:
        answer = client.get(f"/original/{evil.sheet(row.text).original}")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert re.fullmatch(r'attachment; filename="original-[0-9a-f]{16}\.bin"', answer.headers["content-disposition"])
