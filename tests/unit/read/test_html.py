"""HTML as text: reading order, blocks, what is left out, what is marked as not story."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.errors import InputError, UnreadableInput
from djeli.read.html import page_of
from djeli.read.html.marks import blocks_of
from djeli.read.html.render import render
from djeli.read.html.tree import parse, source_text
from djeli.records import Reading
from djeli.settings import Settings

LONG = (
    "Gunmen on motorbikes killed at least twelve traders at the weekly market of Dablo on Thursday afternoon, "
    "residents and a local official told this paper on Friday, and the road north was closed. "
)


def text_of(source: str) -> str:
    """Rendered text of a fragment."""
    return page_of(source, where="f", fragment=True).content


def kinds_of(source: str) -> list[tuple[str, str]]:
    """(kind, text) of each block of a fragment."""
    page = page_of(source, where="f", fragment=True)
    return [(block.kind, page.content[block.start : block.end]) for block in page.blocks]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>a  b\n c</p><p>d</p>", "a b c\n\nd"),
        ("<p>con<b>firm</b>ed <i>by</i> all</p>", "confirmed by all"),
        ("<p>a<br>b<br><br>c</p>", "a\nb\n\nc"),
        ("<p>at&nbsp;least&#8239;12 &amp; more</p>", "at least 12 & more"),
        ("<p>Dab&shy;lo\u200b</p>", "Dablo"),
        ("<p>می‌رود 😀</p>", "می‌رود 😀"),
        ("<ul><li>a<li>b</ul><p>c", "a\nb\n\nc"),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", "a\nb\nc"),
        ("<table><tr><td>Place<td>Dead<tr><td>Gao<td>3</table>", "Place\tDead\nGao\t3"),
        ("<table><tr><td><p>First.</p><td><p>Second.</p></table>", "First.\n\nSecond."),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<a href=1>One</a><a href=2>Two</a>", "One Two"),
        ("<p>x<script>y</script><style>z</style><noscript>n</noscript></p>", "x"),
        ("<p>x</p><p hidden>y</p><p style='DISPLAY : none'>z</p><p aria-hidden=true>w</p>", "x"),
        ("<p>x<!-- y --><?php z ?></p>", "x"),
        ("<p>a<img alt='Soldiers stand guard in Gao' src=x>b</p><p>c</p>", "ab\n\nSoldiers stand guard in Gao\n\nc"),
        ("<p>a<img alt=logo src=x>b</p>", "ab"),
        ("<dl><dt>Killed<dd>12</dl>", "Killed\n12"),
        ("plain words", "plain words"),
        ("<p>1 < 2 and &lt;b&gt;</p>", "1 < 2 and <b>"),
        ("<p>&foo; &#0; x</p>", "&foo; \ufffd x"),
    ],
)
def test_rendering(source: str, text: str) -> None:
    """Text of small fragments."""
    assert text_of(source) == text


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("<h1>T</h1><h3>U</h3><p>p", [("heading", "T"), ("heading", "U"), ("paragraph", "p")]),
        ("<blockquote><p>q</p></blockquote>", [("quote", "q")]),
        ("<figure><figcaption>c</figcaption></figure>", [("caption", "c")]),
        ("<p>x</p><nav><a href=1>Home</a></nav>", [("paragraph", "x"), ("navigation", "Home")]),
        ("<p>x</p><footer>© Courier</footer>", [("paragraph", "x"), ("footer", "© Courier")]),
        (
            "<p>By <a rel=author href=x>Ann</a></p><p class=byline>By Ann</p>",
            [("meta", "By Ann"), ("meta", "By Ann")],
        ),
        ("<p>x y z</p><p><a href=1>Another attack</a></p>", [("paragraph", "x y z"), ("link", "Another attack")]),
        (
            f"<p>{LONG}</p><ul><li><a href=1>a</a><li><a href=2>b</a><li><a href=3>c</a></ul>",
            [("paragraph", LONG.strip()), ("navigation", "a"), ("navigation", "b"), ("navigation", "c")],
        ),
        (f"<p>{LONG}</p><div class='x related'>Also</div>", [("paragraph", LONG.strip()), ("navigation", "Also")]),
        (f"<div class=sidebar><h1>T</h1><p>{LONG}</p></div>", [("heading", "T"), ("paragraph", LONG.strip())]),
        (f"<p>{LONG}</p><aside><p>{LONG}</p></aside>", [("paragraph", LONG.strip())] * 2),
        (
            f"<div><p>Tuesday<h1>T</h1></div><main><p>{LONG}</p><p>Short.</p></main><div>Weather 31 degrees</div>",
            [
                ("navigation", "Tuesday"),
                ("heading", "T"),
                ("paragraph", LONG.strip()),
                ("paragraph", "Short."),
                ("navigation", "Weather 31 degrees"),
            ],
        ),
        (
            f"<header role=banner><h1>T</h1><p>s</p></header><p>{LONG}",
            [("heading", "T"), ("paragraph", "s"), ("paragraph", LONG.strip())],
        ),
        (f"<p>{LONG}</p><div role=navigation>Menu</div>", [("paragraph", LONG.strip()), ("navigation", "Menu")]),
    ],
)
def test_kinds(source: str, kinds: list[tuple[str, str]]) -> None:
    """What each block is taken for."""
    assert kinds_of(source) == kinds


def test_a_witness_that_misses_bodies_is_not_heard() -> None:
    """Where trafilatura left out a third of the long paragraphs, none is marked; where it did not, tails are."""
    root, _ = parse(f"<p>{LONG}1</p><p>{LONG}2</p><p>{LONG}3</p><p>Sign up today</p>")
    rendered = render(root)
    whole = f"{LONG}1 {LONG}2 {LONG}3"
    assert [b.kind for b in blocks_of(rendered, whole)] == ["paragraph"] * 3 + ["navigation"]
    assert [b.kind for b in blocks_of(rendered, f"{LONG}1")] == ["paragraph"] * 4


def test_ten_articles_stay_ten() -> None:
    """On a page of many articles no body and no headline is marked as boilerplate."""
    articles = "".join(f"<article><h2>Story {n}</h2><p>{n} {LONG}</p></article>" for n in range(10))
    page = page_of(f"<html><body><main>{articles}</main></body></html>", where="f")
    assert [b.kind for b in page.blocks] == ["heading", "paragraph"] * 10


def test_depth_costs_no_stack_and_is_said() -> None:
    """Nesting beyond the parser's limit gives a warning, not a crash."""
    page = page_of("<p>first</p>" + "<div>" * 5000 + "deep", where="f", fragment=True)
    assert page.content.startswith("first")
    assert "nested deeper" in page.warnings[0]


def test_script_only_page(fault: Callable[..., InputError]) -> None:
    """A page that a script fills in is refused with the cure."""
    found = fault(b"<!doctype html><html><body><div id=root></div><script>go()</script></body></html>", "a.html")
    assert isinstance(found, UnreadableInput)
    assert "print it to PDF" in str(found)


def test_large_pages_read_the_same(one: Callable[..., Reading]) -> None:
    """A page that is read in a child for its size has the text, blocks and fields of one that is not."""
    head = '<html><head><title>T</title><meta name=date content="2024-08-30"></head><body><h1>U</h1>'
    small = one(f"{head}<p>{LONG} 😀</p>".encode(), "a.html")
    large = one(f"{head}<p>{LONG} 😀</p><!--{'x' * 1_100_000}-->".encode(), "a.html")
    assert large.text.content == small.text.content
    assert large.text.blocks == small.text.blocks
    assert (large.document.title, large.document.published) == (small.document.title, small.document.published)


def test_slow_markup_is_stopped(fault: Callable[..., InputError]) -> None:
    """A large page of very many short blocks, each weighed against its neighbours, ends at the time limit."""
    source = b"".join(b"<p>word %d and some more of them</p>" % n for n in range(40_000))
    assert "took longer" in str(fault(b"<html><body>" + source, "a.html", Settings(read_timeout=1.0)))


def test_entities_and_files_are_not_opened(one: Callable[..., Reading]) -> None:
    """An entity that names a file stays words."""
    source = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>a &x; b</p></body></html>'
    assert "a &x; b" in one(source, "a.html").text.content


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ('<meta charset="windows-1251"><p>Мали'.encode("cp1251"), "", "Мали"),
        ("<p>Мали".encode("cp1251"), "windows-1251", "Мали"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><html><p>été'.encode("latin-1"), "", "été"),
        (b"<p>a" + b"x" * 3000 + b"\0</p>", "", "a" + "x" * 3000),
    ],
)
def test_charsets(data: bytes, charset: str, text: str) -> None:
    """The charset of HTTP or of the page is used; a stray NUL is dropped as browsers do."""
    source = source_text(data, where="f", charset=charset).text
    assert text_of(source).endswith(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<td>",
                "<table>",
                "<li>",
                "<a href=x>",
                "</a>",
                "<br>",
                "<h2>",
                "x y",
                "&amp;",
                "<nav>",
                "</nav>",
                "<pre>",
                "<div class=related>",
                "\n",
                "<img alt='a b c'>",
                "</table>",
                "<tr>",
                "<blockquote>",
                "<time>",
            ]
        ),
        max_size=40,
    )
)
def test_blocks_tile_the_text(parts: list[str]) -> None:
    """Blocks are in order, do not overlap, hold no outer white space, and leave only white space between them."""
    try:
        page = page_of("".join(parts), where="f", fragment=True)
    except UnreadableInput:
        return
    position = 0
    for block in page.blocks:
        assert not page.content[position : block.start].strip()
        assert page.content[block.start : block.end].strip()
        assert block.start >= position
        position = block.end
    assert position == len(page.content)


BLOG = f"""<!doctype html><html><head><title>Market attacked - Sahel Courier</title></head>
<body class="single has-sidebar">
<div id="page"><header class="site-header"><div class="site-title"><a href="/">Sahel Courier</a></div>
<nav class="main-menu"><ul><li><a href="/a">Africa</a></li><li><a href="/b">World</a></li></ul></nav></header>
<div id="content"><article class="post"><header><h1>Market attacked</h1>
<div class="entry-meta">Posted on <time datetime="2024-08-30">30 August 2024</time>
by <a rel="author" href="/ann">Ann</a></div>
</header><div class="entry-content"><p>GAO – {LONG}</p><p>Short line.</p>
<p><strong>Read also:</strong> <a href="/x">Another market attacked last week in Djibo</a></p><p>{LONG}</p>
<h2>Background</h2><p>{LONG}</p><div class="share-buttons"><span>Share this</span><a href="#">Tweet</a></div></div>
<div class="author-bio"><p>Ann writes about markets.</p></div></article>
<div id="comments" class="comments"><h3>2 comments</h3><ol><li><p>I heard shots.</p></li></ol></div></div>
<div id="secondary" class="sidebar"><div class="widget"><h3>Popular</h3>
<ul><li><a href="/1">One</a></li></ul></div></div>
<footer class="site-footer"><p>© 2024 Sahel Courier</p></footer></div></body></html>"""


def test_a_blog_page() -> None:
    """On a page as blog software makes it, story and surroundings are told apart."""
    page = page_of(BLOG, where="f")
    found = {page.content[b.start : b.end]: b.kind for b in page.blocks}
    around = [text for text, kind in found.items() if kind in ("navigation", "footer", "link", "meta")]
    assert [text for text in found if text not in around] == [
        "Market attacked",
        f"GAO – {LONG}".strip(),
        "Short line.",
        LONG.strip(),
        "Background",
    ]
    assert found["Posted on 30 August 2024 by Ann"] == "meta"
    assert found["© 2024 Sahel Courier"] == "footer"
    assert found["Read also: Another market attacked last week in Djibo"] == "link"
    assert {found[text] for text in ("I heard shots.", "Ann writes about markets.", "One", "Africa")} == {"navigation"}


OLD = f"""<HTML><HEAD><TITLE>Archive</TITLE></HEAD><BODY BGCOLOR=#ffffff><TABLE WIDTH=600><TR><TD WIDTH=120>
<A HREF=a.htm>Home</A><BR><A HREF=b.htm>News</A><BR><A HREF=c.htm>Links</A></TD>
<TD><FONT SIZE=4><B>Market attacked</B></FONT>
<P>{LONG}<P>{LONG}<BR><BR>{LONG}</TD></TR></TABLE></BODY></HTML>"""


def test_a_table_page_of_the_nineties() -> None:
    """Layout tables are opened; a cell of links is set apart from the cell of the story."""
    page = page_of(OLD, where="f")
    found = [(b.kind, page.content[b.start : b.end]) for b in page.blocks]
    assert found == [
        ("link", "Home\nNews\nLinks"),
        ("paragraph", "Market attacked"),
        *[("paragraph", LONG.strip())] * 3,
    ]


def test_a_tag_of_very_many_attributes_is_read_in_time() -> None:
    """The parser compares them all with one another, in C, where no clock stops it: also in mails, feeds and rows."""
    source = f"<p>Before.</p><p {' '.join(f'a{n}=1' for n in range(150_000))}>Within.</p><p>After.</p>"
    began = time.process_time()
    assert page_of(source, where="", fragment=True).content.split() == ["Before.", "Within.", "After."]
    assert time.process_time() - began < 8
    state = "{&quot;a b&quot;: 1} " * 3000
    assert page_of(f"<div data-state='{state}'>Kept.</div>", where="", fragment=True).content == "Kept."
