"""Which format bytes are."""

from __future__ import annotations

import pytest

from djeli.errors import UnreadableInput
from djeli.read.sniff import identify, sniff, suffix

RSS = "application/rss+xml"


@pytest.mark.parametrize(
    ("data", "uri", "declared", "media_type", "disagrees"),
    [
        (b"%PDF-1.7", "a.pdf", "", "application/pdf", False),
        (b"%PDF-1.7", "a.txt", "", "application/pdf", True),
        (b"<html>", "https://x.example/a.pdf", "text/html", "text/html", True),
        (b"<html>", "https://x.example/a", "application/pdf", "text/html", True),
        (b"<html>", "https://x.example/a.php", "text/html", "text/html", False),
        (b"junk\n%PDF-1.7", "a", "", "application/pdf", False),
        (b"<!DOCTYPE html><p>", "a.pdf", "", "text/html", True),
        (b"\n <!-- x --> <HTML>", "a.txt", "", "text/html", True),
        (b"\xef\xbb\xbf<html>", "a.html", "", "text/html", False),
        ("<html>".encode("utf-16"), "a.html", "", "text/html", False),
        (b"<?xml version='1.0'?><rss>", "a.xml", "", RSS, False),
        (b"<feed xmlns='x'>", "a.atom", "", RSS, False),
        (b"<?xml version='1.0'?><html>", "a.xhtml", "", "text/html", False),
        (b"<rss>", "https://x.example/feed", "text/xml; charset=utf-8", RSS, False),
        (b"words", "https://x.example/a?b=c.pdf", "text/html; charset=utf-8", "text/html", False),
        (b"words", "https://x.example/a.md", "text/plain", "text/markdown", False),
        (b"words", "https://x.example/", "text/plain", "text/plain", False),
        (b"words", "https://x.example/", "application/octet-stream", "text/plain", False),
        (b'{"text": 1}', "x", "", "application/x-ndjson", False),
        (b'{"text": 1}', "x.txt", "", "text/plain", False),
        (b"From: a\nDate: b\nSubject: c\n\nd", "x", "", "message/rfc822", False),
        (b"From: a\nDate: b\nSubject: c\n\nd", "x.txt", "", "text/plain", False),
        (b"From a\nFrom: a\nDate: b\nSubject: c\n\nd", "x", "", "application/mbox", False),
        (b"<p>a</p><p>b</p><div>c", "x", "", "text/html", False),
        (b"WARC/1.1\r\n", "x", "", "application/warc", False),
        (b"\x1f\x8b\x08", "a.csv.gz", "", "application/gzip", False),
    ],
)
def test_media_type(data: bytes, uri: str, declared: str, media_type: str, disagrees: bool) -> None:
    """Bytes first, then the declaration, then the name; a name that says otherwise is a warning."""
    found, warning = identify(data, uri=uri, declared=declared)
    assert (found, bool(warning)) == (media_type, disagrees)


@pytest.mark.parametrize(
    ("data", "declared", "words"),
    [
        (b"\x89PNG\r\n", "", "OCR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "", "old Office file"),
        (b"{\\rtf1", "", "RTF"),
        (b"PK\x03\x04", "", "cut off"),
        (b"Rar!\x1a", "", "unpack it"),
        (b"<?xml version='1.0'?><kml>", "", "XML of a kind"),
        (b"words", "video/mp4", "declared as video/mp4"),
    ],
)
def test_refused(data: bytes, declared: str, words: str) -> None:
    """Formats that are not read are named, with the cure."""
    with pytest.raises(UnreadableInput, match=words):
        identify(data, uri="x", declared=declared)
    assert sniff(data, uri="x", declared=declared)[0] == "application/octet-stream"


@pytest.mark.parametrize("unit", [b"<!---->", b"<?xml?>", b"<!x>", b" ", b"]>"])
def test_long_prologues_take_no_time(unit: bytes) -> None:
    """A head of nothing but comments is looked at once."""
    assert sniff(unit * 1000 + b"x", uri="a.txt")[0] == "text/plain"


@pytest.mark.parametrize(
    ("uri", "found"),
    [
        ("a.TXT", ".txt"),
        ("dir.d/a", ""),
        ("a.jsonl.gz", ".jsonl"),
        ("https://x.example/a.html?q=1.pdf#f", ".html"),
        ("https://x.example", ""),
        ("c:\\docs\\a.pdf", ".pdf"),
    ],
)
def test_suffix(uri: str, found: str) -> None:
    """Extension of paths and addresses."""
    assert suffix(uri) == found
