"""All pages that look into a case: nothing inline, nothing from elsewhere, labels on what is filled in, one head."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

PATHS = (
    "/disputes", "/statements", "/actors", "/actors/jnim", "/figures", "/figures?kind=count", "/sources",
    "/sources/not stated", "/search", "/search?q=Mali", "/search?q=Who+did+it%3F",
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
