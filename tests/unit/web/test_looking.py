"""All pages that look into a case: nothing inline, nothing from elsewhere, labels on what is filled in, one head."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.settings import Settings
from djeli.web import eventview
from djeli.web.app import create_app

PATHS = (
    "/disputes", "/statements", "/actors", "/actors/jnim", "/figures", "/figures?kind=count", "/sources",
    "/sources/not stated", "/search", "/search?q=Mali", "/search?q=Who+did+it%3F",
    "/questions", "/questions/changes?since=30d", "/questions/gaps", "/questions/trend", "/questions/trend?by=type",
    "/questions/compare", "/documents",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_pages_obey_their_policy(desk: TestClient, path: str) -> None:
    """No inline script, style or handler, no address of another host."""
    page = desk.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


@pytest.mark.parametrize("path", PATHS)
def test_pages_can_be_read_aloud(desk: TestClient, path: str) -> None:
    """One heading of the first rank and no rank skipped, no id twice, every picture with words, headers with scope."""
    page = desk.get(path).text
    main = page[page.index('<main id="main"') : page.index("</main>")]
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", main)]
    assert ranks.count(1) == 1
    assert all(rank <= before + 1 for before, rank in pairwise(ranks))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids)), {one for one in ids if ids.count(one) > 1}
    assert all('aria-label="' in svg or "aria-hidden" in svg for svg in re.findall(r"<svg[^>]*>", main))
    assert all("scope=" in head for head in re.findall(r"<th[ >][^>]*", main))


def test_outlines_come_packed_where_a_browser_can_unpack_them(desk: TestClient) -> None:
    """The same shapes either way, in less than half of the bytes."""
    packed, plain = (desk.get("/api/land", headers={"accept-encoding": way}) for way in ("gzip", "identity"))
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    "path",
    ["/", "/events", "/disputes", "/statements", "/actors", "/figures", "/sources", "/documents", "/places",
     "/search?q=bridge", "/history", "/questions/changes", "/questions/gaps", "/questions/trend", "/review"],
)  # fmt: skip
def test_an_empty_case_says_what_to_do_first(tmp_path: Path, path: str) -> None:
    """No list of an empty case leaves somebody alone with nothing: each leads to adding reports."""
    with djeli.create(tmp_path / "case", Settings(title="new", workers=1)) as case:
        page = TestClient(create_app(case)).get(path)
    assert page.status_code == 200
    main = page.text.split("<main", 1)[1].split("</main>", 1)[0]
    assert "Nothing is in this case yet" in main
    assert 'class="button main" href="/add"' in main


def test_a_value_stands_once_however_it_is_worded(case: Case) -> None:
    """All words for one party, place or number stand together under it."""
    met = 0
    for event in case.events():
        for label, listed in eventview.values(case.show(event.id, links=False)):
            named = [one.value for one in listed if not one.again]
            assert len(named) == len(set(named)), (event.id, label)
            met += len(listed) - len(named)
    assert met
