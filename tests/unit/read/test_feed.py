"""RSS and Atom."""

from __future__ import annotations

from collections.abc import Callable

from djeli.errors import InputError
from djeli.records import Reading
from djeli.vocab import Basis

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Sahel Courier</title>
<item><title>Attack &amp;amp; flight</title><link>https://www.courier.example/1</link><author>Ann</author>
<pubDate>Fri, 30 Aug 2024 10:00:00 +0200</pubDate>
<description>&lt;p&gt;Gunmen &lt;b&gt;killed&lt;/b&gt; 3.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>قتل عشرة 😀</title><link>https://other.example/2</link></item>
<item></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>Raid</title><id>urn:1</id>
<updated>2024-08-30T10:00:00Z</updated><content type="text">First line.

Second &lt; third.</content></entry></feed>"""


def test_rss(outcomes: Callable[..., list[Reading | InputError]]) -> None:
    """Each entry is a document with headline and text; an empty one is a fault of its own."""
    first, second, empty = outcomes(RSS.encode(), "feed.xml")
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.text.content == "Attack & flight\n\nGunmen killed 3."
    assert [(b.kind, b.start, b.end) for b in first.text.blocks] == [("heading", 0, 15), ("paragraph", 17, 33)]
    document = first.document
    assert (document.uri, document.member) == ("https://www.courier.example/1", "entry 1")
    assert document.published is not None
    assert document.published.value == "2024-08-30T08:00:00+00:00"
    assert document.publisher is not None
    assert (document.publisher.value, document.publisher_basis) == ("Sahel Courier", Basis.STRUCTURED)
    assert second.text.content == "قتل عشرة 😀"
    assert "entry 3" in str(empty)


def test_atom_text_and_change_date(one: Callable[..., Reading]) -> None:
    """Plain content keeps its paragraphs and signs; a date of change is said to be one."""
    found = one(ATOM.encode(), "a.atom")
    assert found.text.content == "Raid\n\nFirst line.\n\nSecond < third."
    assert "last change" in found.warnings[0]


def test_only_own_entries_inherit_the_host(outcomes: Callable[..., list[Reading | InputError]]) -> None:
    """A feed's host publishes the entries that lead to it, not those that lead elsewhere."""
    found = outcomes(RSS.encode(), "https://courier.example/rss", fetched_host="courier.example")
    bases = [one.document.publisher_basis for one in found if isinstance(one, Reading)]
    assert bases == [Basis.FETCHED_HOST, Basis.STRUCTURED]


def test_entities_are_refused(fault: Callable[..., InputError]) -> None:
    """A feed that defines entities is not parsed at all."""
    source = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + RSS[21:].encode()
    assert "entities" in str(fault(source, "feed.xml"))


def test_cut_off_feed(outcomes: Callable[..., list[Reading | InputError]]) -> None:
    """What came before the break is read, and the break is a fault."""
    found = outcomes(RSS[: RSS.index("<item></item>")].encode(), "feed.xml")
    assert [isinstance(one, Reading) for one in found] == [True, True, False]


def test_no_feed(fault: Callable[..., InputError]) -> None:
    """XML of another kind is named as such; a feed may be empty."""
    assert "without entries" in str(fault(b"<rss version='2.0'><channel></channel></rss>", "a.xml"))
    assert "XML of a kind" in str(fault(b'<?xml version="1.0"?><note>x</note>', "a.xml"))
