"""What pages say about themselves in mark-up."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from djeli.read.html.meta import fields_of
from djeli.read.html.tree import parse
from djeli.records import Reading
from djeli.vocab import Basis


def read_head(head: str, body: str = "<p>x</p>") -> dict[str, str]:
    """Values of a page with this head."""
    root, _ = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    fields, _ = fields_of(root)
    names = ("title", "author", "publisher", "published")
    return {name: getattr(fields, name).value for name in names if getattr(fields, name) is not None}


def ld(value: Any) -> str:
    """A JSON-LD script."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Market attacked",
    "author": [{"name": "Ann"}, {"name": "Bo"}],
    "publisher": {"name": "Courier"},
    "datePublished": "2024-08-30T10:00:00Z",
}
FULL = {
    "title": "Market attacked",
    "author": "Ann; Bo",
    "publisher": "Courier",
    "published": "2024-08-30T10:00:00+00:00",
}


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (ld(ARTICLE), FULL),
        (ld({"@graph": [{"@type": "WebSite"}, ARTICLE]}), FULL),
        (ld([[ARTICLE]]), FULL),
        (ld({**ARTICLE, "@type": ["Thing", "NewsArticle"]}), FULL),
        ('<script type="application/ld+json">{broken</script><title>T</title>', {"title": "T"}),
        (
            "<title>Attack | Courier</title><meta property=og:site_name content=Courier>",
            {"title": "Attack", "publisher": "Courier"},
        ),
        ("<title>Attack - in Gao</title>", {"title": "Attack - in Gao"}),
        ('<meta property="article:published_time" content="2024-08-30">', {"published": "2024-08-30"}),
        ('<meta name="date" content="2024-08-30 10:00">', {"published": "2024-08-30"}),
        ('<meta name="DC.date.issued" content="20240830">', {"published": "2024-08-30"}),
        (
            '<meta name="citation_author" content="Ann"><meta name="citation_author" content="Bo">',
            {"author": "Ann; Bo"},
        ),
        ('<meta name="author" content="https://x.org/ann">', {}),
        ('<meta name="date" content="2024-13-45">', {}),
    ],
)
def test_fields(head: str, found: dict[str, str]) -> None:
    """Values of JSON-LD, OpenGraph, Dublin Core and citation names."""
    assert read_head(head) == found


def test_one_time_element_dates_a_page_and_two_do_not() -> None:
    """A page with `<time>` of two days has no one date."""
    first, second = '<time datetime="2024-08-30T10:00">x</time>', '<time datetime="2024-08-31">y</time>'
    assert read_head("", f"<article>{first}</article>")["published"] == "2024-08-30"
    assert "published" not in read_head(ld([ARTICLE, {**ARTICLE, "headline": "Other"}]), first + second)


def test_a_page_cannot_borrow_a_name(one: Callable[..., Reading]) -> None:
    """What Djeli fetched is published by its host, whatever the page calls itself."""
    source = b'<html><head><meta property="og:site_name" content="Reuters"></head><body><p>x</p></body></html>'
    fetched = one(source, "https://www.farm.example/a", fetched_host="www.farm.example").document
    assert fetched.publisher is not None
    assert (fetched.publisher.value, fetched.publisher_basis) == ("farm.example", Basis.FETCHED_HOST)
    saved = one(source, "a.html").document
    assert saved.publisher is not None
    assert (saved.publisher.value, saved.publisher_basis) == ("Reuters", Basis.STRUCTURED)
