"""Rows of articles: JSON lines, JSON lists, CSV."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable

import pytest

from djeli.errors import InputError, OversizedInput
from djeli.read.rows import _COLUMNS
from djeli.records import Reading
from djeli.settings import Settings
from djeli.vocab import Basis

Outcomes = Callable[..., list[Reading | InputError]]


def texts(found: list[Reading | InputError]) -> list[str]:
    """Contents of readings, messages of faults."""
    return [one.text.content if isinstance(one, Reading) else f"! {one.what}" for one in found]


@pytest.mark.parametrize("key", ["text", "Text", "BODY", "content", "Article", "full text", "body-text", "maintext"])
def test_text_keys(one: Callable[..., Reading], key: str) -> None:
    """The text is found under its usual names and kept unchanged, white space included."""
    words = " Gao 😀\r\nقتل \n"
    assert one(json.dumps({key: words}).encode(), "a.jsonl").text.content == words


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [
        ({"headline": "T"}, "title", "T"),
        ({"Title": " T \n U "}, "title", "T U"),
        ({"dct": "2024-08-30"}, "published", "2024-08-30"),
        ({"pubdate": "Fri, 30 Aug 2024 10:00:00 +0200"}, "published", "2024-08-30T10:00:00+02:00"),
        ({"published": 1725000000}, "published", "2024-08-30T06:40:00+00:00"),
        ({"outlet": "Courier"}, "publisher", "Courier"),
        ({"source": {"id": None, "name": "Courier"}}, "publisher", "Courier"),
        ({"source": "https://www.courier.example/x"}, "publisher", "courier.example"),
        ({"url": "https://www.courier.example/x"}, "publisher", "courier.example"),
        ({"authors": ["Ann", {"name": "Bo"}]}, "author", "Ann; Bo"),
        ({"dateline": "GAO"}, "place", "GAO"),
    ],
)
def test_supplied_fields(one: Callable[..., Reading], row: dict[str, object], name: str, value: str) -> None:
    """What a row says about itself is SUPPLIED."""
    field = getattr(one(json.dumps({"text": "x", **row}).encode(), "a.jsonl").document, name)
    assert (field.value, field.basis) == (value, Basis.SUPPLIED)


def test_members_are_known_by_their_line(outcomes: Outcomes) -> None:
    """Container, line, own hash and own address; a fault names its line and the keys there, and stops nothing."""
    data = b'{"text": "a", "url": "https://x.example/1"}\n\n{"headline": "b"}\n{"text":\n{"text": "c", "id": 7}\n[1]\n'
    found = outcomes(data, "a.jsonl")
    first, keys, cut, last, other = found
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert first.document.container == hashlib.sha256(data).hexdigest()
    assert first.document.id == hashlib.sha256(data.splitlines()[0]).hexdigest()
    assert (first.document.member, first.document.uri) == ("line 1", "https://x.example/1")
    assert (last.document.member, last.document.uri) == ("line 5", "a.jsonl#7")
    assert "line 3: has no text. Its keys are 'headline'; expected one of text" in str(keys)
    assert "line 4: is not JSON" in str(cut)
    assert "line 6: is a list; expected an object" in str(other)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", b'[{"text": "a"}, {"text": "b"}]'),
        ("a.json", b'{"status": "ok", "articles": [{"content": "a"}, {"content": "b"}]}'),
        ("a.jsonl", b'[{"text": "a"}, {"text": "b"}]'),
        ("a.json", b'{"text": "a"}\n{"text": "b"}'),
        ("a.csv", b"title,text\n1,a\n2,b\n"),
        ("a.csv", b"title;text\n1;a\n2;b\n"),
        ("a.tsv", b"title\ttext\r\n1\ta\r\n2\tb\r\n"),
        ("a.csv", b'\xef\xbb\xbf"Title, long"|text\n1|a\n2|b\n'),
        ("a.csv", "title,text\n1,a\n2,b\n".encode("utf-16")),
        ("a.jsonl.gz", gzip.compress(b'{"text": "a"}\n{"text": "b"}\n', mtime=0)),
    ],
)
def test_shapes(outcomes: Outcomes, name: str, data: bytes) -> None:
    """Lists, wrapped lists, any delimiter, any encoding, packed."""
    found = outcomes(data, name)
    assert texts(found) == ["a", "b"]
    assert {one.document.container for one in found if isinstance(one, Reading)} == {hashlib.sha256(data).hexdigest()}


def test_csv_line_numbers_and_long_fields(outcomes: Outcomes) -> None:
    """A field over several lines counts its lines; a field longer than the csv module's limit is read."""
    data = f'text,date\n"one\ntwo",30.08.2024\n,x\n{"w " * 100_000},03/04/2024\n'.encode()
    first, empty, last = outcomes(data, "a.csv")
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert (first.text.content, first.document.member) == ("one\ntwo", "line 2")
    assert first.document.published is not None
    assert first.document.published.value == "2024-08-30"
    assert "line 4" in str(empty)
    assert len(last.text.content) == 200_000
    assert last.document.published is None
    assert "03/04/2024" in last.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"when,who\n1,2\n", "no column of text. Its columns are 'when', 'who'"),
        ("a.csv", b"text\n", "has no rows"),
        ("a.json", b"{broken", "is not JSON"),
        ("a.json", b"[" * 100_000, "is not JSON"),
        ("a.json", b"[]", "has no rows"),
        ("a.jsonl", b'{"text": 5}', "has no text"),
    ],
)
def test_faults(fault: Callable[..., InputError], name: str, data: bytes, words: str) -> None:
    """What is wrong is said with what is there."""
    assert words in str(fault(data, name))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "x.example/a", "data:text/html,x"])
def test_only_web_addresses_become_addresses(one: Callable[..., Reading], address: str) -> None:
    """A row's link that is no web address doesn't become the document's."""
    assert one(json.dumps({"text": "x", "url": address}).encode(), "a.jsonl").document.uri == "a.jsonl#line-1"


def test_html_in_a_row(one: Callable[..., Reading]) -> None:
    """Marked-up text is rendered and named so."""
    found = one(b'{"text": "<p>Gunmen killed 3.</p><p>They fled.</p>"}', "a.jsonl")
    assert (found.text.content, found.text.reader) == ("Gunmen killed 3.\n\nThey fled.", "html@1")
    stray = "The <em>Courier</em> and the <em>Post</em>"
    assert one(json.dumps({"text": stray}).encode(), "a.jsonl").text.content == stray
    assert one(b'{"text": "casualties < 5 and > 3"}', "a.jsonl").text.reader == "rows@1"


def test_characters_no_store_holds(one: Callable[..., Reading]) -> None:
    """A lone surrogate and a NUL in JSON become U+FFFD, in place."""
    assert one(rb'{"text": "a\ud800b\u0000c"}', "a.jsonl").text.content == "a\ufffdb\ufffdc"


def test_too_many_rows(outcomes: Outcomes) -> None:
    """After `max_members` rows comes one fault."""
    found = outcomes(b'{"text": "a"}\n' * 5, "a.jsonl", Settings(max_members=3))
    assert [isinstance(one, OversizedInput) for one in found] == [False, False, False, True]


def test_columns_file() -> None:
    """Names are written as rows are compared: lower case, underscores, each once in its field, none in two fields."""
    for field, names in _COLUMNS.items():
        assert names == [name.lower().replace(" ", "_").replace("-", "_") for name in names], field
        assert len(names) == len(set(names)), field
    fields = [set(names) for field, names in _COLUMNS.items() if field != "lists"]
    assert len(set.union(*fields)) == sum(map(len, fields))
