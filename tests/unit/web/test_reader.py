"""The reader: every character once and in its place, every finding over its own words, whatever the script."""

from __future__ import annotations

import html
import random
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import djeli
from djeli.ledger import Case
from djeli.ledger.leafing import Leaf, Sheet
from djeli.records import Document, Item, Text
from djeli.vocab import SubjectKind
from djeli.web import findings, reader
from djeli.web.app import create_app
from djeli.web.desk import read_url
from djeli.web.findings import Finding
from djeli.web.signs import runs, tricks, visible

OLD, NEW = "Gunmen killed 3 people in Dablo on 4 May 2021.", "Gunmen killed 5 people in Dablo on 4 May 2021."
SCRIPTS = (
    "Ünïcode e\u0301\u0301 👩\u200d👩\u200d👧 𐌰𐌱𐌲 Gunmen killed 3 people in Dablo. "
    "قتل مسلحون ثلاثة أشخاص 🇲🇱 می\u200cخواهم end"
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case of three pages of our own, one of them in two versions."""
    with djeli.create(tmp_path_factory.mktemp("reader") / "case") as case:
        case.add_bytes(OLD.encode(), "https://wire.example/a", media_type="text/plain")
        case.add_bytes(NEW.encode(), "https://wire.example/a", media_type="text/plain")
        case.add_bytes(SCRIPTS.encode(), "scripts.txt")
        case.run()
        yield case


@pytest.fixture
def client(small: Case) -> TestClient:
    """A session with it."""
    return TestClient(create_app(small))


def _text(case: Case, words: str) -> str:
    row = next(one for one in case.page_rows()[1] if words in case.text(one.text).content)
    return row.text


def _plain(page: str) -> str:
    leaf = re.search(r'<section class="leaf".*?</section>', page, re.DOTALL)
    assert leaf
    return html.unescape(re.sub(r"<header.*?</header>|<[^>]+>", "", leaf[0], flags=re.DOTALL))


def test_every_character_once(case: Case) -> None:
    """Pieces of all parts of all pages of the demo hold the whole text in order, but for blank lines."""
    for row in case.page_rows()[1]:
        sheet = case.sheet(row.text)
        shown = ""
        for start, end in reader.windows(sheet.text, sheet.outline):
            window = reader.window_at(reader.windows(sheet.text, sheet.outline), start)
            leaf = case.leaf(sheet, start, end)
            found = findings.flat(findings.groups(sheet.text, leaf))
            for section in reader.sections(sheet, leaf, window, found, None):
                for paragraph in section.paragraphs:
                    shown += "".join(sheet.text.content[p.start : p.end] for p in paragraph.pieces)
        assert "".join(shown.split()) == "".join(sheet.text.content.split())


def test_every_claim_is_found_over_its_words(case: Case) -> None:
    """Each claim of the demo is a finding whose pieces cover exactly its spans."""
    for row in case.page_rows()[1]:
        sheet = case.sheet(row.text)
        leaf = case.leaf(sheet, 0, len(sheet.text.content))
        found = findings.flat(findings.groups(sheet.text, leaf))
        window = reader.Window(number=1, count=1, start=0, end=len(sheet.text.content))
        covered: dict[int, set[int]] = {}
        for section in reader.sections(sheet, leaf, window, found, None):
            for piece in (piece for paragraph in section.paragraphs for piece in paragraph.pieces):
                for number in piece.findings:
                    covered.setdefault(number, set()).update(range(piece.start, piece.end))
        content = sheet.text.content
        for one in found:
            wanted = {at for a, b in one.spans for at in range(a, b) if not content[at].isspace()}
            assert wanted <= covered[one.number]
            assert covered[one.number] <= {at for a, b in one.spans for at in range(a, b)}
        spans = {one.spans for one in found}
        for claim in leaf.claims:
            if claim.subject_kind is not SubjectKind.REPORT or claim.prop != "type":
                assert tuple(sorted({(s.start, s.end) for s in claim.spans})) in spans


def test_nested_and_overlapping_spans_agree_with_counting() -> None:
    """Random spans: every character stands under exactly the findings that cover it."""
    dice = random.Random(7)
    content = "".join(dice.choice("ab 𐌰é\n") for _ in range(300))
    text = Text(document="0" * 64, reader="t@1", content=content)
    for _ in range(60):
        spans = [sorted(dice.sample(range(301), 2)) for _ in range(dice.randint(1, 12))]
        found = [
            Finding(number=n, kind="who", label="", value="", says="", note="", spans=((a, b),))
            for n, (a, b) in enumerate(spans, start=1)
        ]
        cutter = reader._Cutter(text, found, (5, 9))
        for paragraph in cutter.paragraphs(0, 300, None):
            for piece in paragraph.pieces:
                for at in range(piece.start, piece.end):
                    assert set(piece.findings) == {n for n, (a, b) in enumerate(spans, start=1) if a <= at < b}
                    assert piece.asked == (5 <= at < 9)


@pytest.mark.parametrize(
    "word", ["Dablo", "مسلحون", "𐌰𐌱𐌲", "👩\u200d👩\u200d👧", "e\u0301\u0301", "🇲🇱", "می\u200cخواهم", "end"]
)
def test_an_address_points_at_its_words_in_any_script(client: TestClient, small: Case, word: str) -> None:
    """Offsets are code points, whatever stands before: signs of four bytes, joined ones, combining marks."""
    text = _text(small, "Ünïcode")
    start = SCRIPTS.index(word)
    page = client.get(f"/read/{text}?at={start}-{start + len(word)}").text
    asked = re.findall(r'<(mark|a) class="[^"]*asked[^"]*".*?</\1>', page, re.DOTALL)
    parts = [m[0] for m in re.finditer(r'<(mark|a) class="[^"]*asked[^"]*".*?</\1>', page, re.DOTALL)]
    assert asked
    assert html.unescape("".join(re.sub(r"<[^>]+>", "", part) for part in parts)) == word
    assert page.count('id="at"') == 1


def test_runs_carry_their_code_points(client: TestClient, small: Case) -> None:
    """What the script counts from is the position in the text, so that UTF-16 never matters."""
    text = _text(small, "Ünïcode")
    page = client.get(f"/read/{text}").text
    for at, words in re.findall(r'<span data-o="(\d+)">([^<]*)</span>', page):
        assert SCRIPTS[int(at) : int(at) + len(html.unescape(words))] == html.unescape(words)


def test_both_ways(desk: TestClient, case: Case) -> None:
    """Words link to their finding and findings to their words, each to a place that is there once."""
    for row in case.page_rows()[1][:8]:
        page = desk.get(f"/read/{row.text}").text
        places = re.findall(r'id="([fw]\d+)"', page)
        assert len(places) == len(set(places))
        links = set(re.findall(r'href="#([fw]\d+)"', page))
        assert links
        assert links <= set(places)
    assert 'data-press="n"' in page
    assert 'data-press="p"' in page


def test_every_quote_of_an_event_opens(desk: TestClient, case: Case) -> None:
    """Links that event pages hold lead to their words."""
    shown = case.show(case.events(disputed=True)[0].id)
    for claim in (c for account in shown.accounts for found in account.claims.values() for c in found):
        page = desk.get(read_url(claim.spans[0]))
        assert page.status_code == 200
        assert 'id="at"' in page.text


@pytest.mark.parametrize(
    "tail",
    [
        "?at=9-3",
        "?at=x",
        "?at=0-99999999",
        "?at=5",
        "?at=-1-4",
        "?item=zz",
        "?part=0",
        "?part=99",
        "?part=x",
        "?part=٣",
    ],
)
def test_what_is_not_there_is_said(client: TestClient, small: Case, tail: str) -> None:
    """Ranges, articles and parts that cannot be are answered by a sentence."""
    answer = client.get(f"/read/{_text(small, 'Ünïcode')}{tail}")
    assert answer.status_code == 404
    assert "Not here" in answer.text


@pytest.mark.parametrize("text", ["x", "0" * 32, "../../djeli.toml", "%2e%2e%2fledger.db", "ZZ" * 16])
def test_no_such_text(client: TestClient, text: str) -> None:
    """Names that are no text's are not found, and lead nowhere."""
    assert client.get(f"/read/{text}").status_code == 404


def test_an_older_version_says_so(client: TestClient, small: Case) -> None:
    """The page whose address holds other bytes by now leads to the newer one; the newer one says nothing."""
    old, new = _text(small, OLD), _text(small, NEW)
    assert f'/read/{new}">Read the newer version' in client.get(f"/read/{old}").text
    assert "newer version</a>" not in client.get(f"/read/{new}").text
    assert [row.superseded for row in small.page_rows()[1] if row.text in (old, new)].count(True) == 1


def test_a_language_without_words_is_said() -> None:
    """Where Djeli reads not the language of an article, the page says so."""
    assert reader.unread("en") == ""
    assert reader.unread("") == ""
    assert "does not read yet" in reader.unread("xx")


def test_where_it_came_from(client: TestClient, small: Case) -> None:
    """The capture record stands there: address as words only, hash, and how."""
    text = _text(small, NEW)
    page = client.get(f"/read/{text}").text
    assert "https://wire.example/a" in page
    assert 'href="https://' not in page
    assert small.sheet(text).document.id in page
    assert "UTC, as a file" in page


def test_the_original_is_only_ever_saved(client: TestClient, small: Case) -> None:
    """Bytes as they came, as an attachment of no type."""
    name = small.sheet(_text(small, NEW)).original
    answer = client.get(f"/original/{name}")
    assert answer.content == NEW.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["0" * 64, "%2e%2e%2f..", "..%2f..%2fdjeli.toml", "%2e%2e/ledger.db", "A" * 64, "a" * 63, "%00" * 64]
)
def test_no_way_out_of_the_originals(client: TestClient, name: str) -> None:
    """Only hashes of what is kept are answered."""
    assert client.get(f"/original/{name}").status_code == 404


def test_a_changed_original_is_not_handed_out(demo_copy: Path) -> None:
    """Bytes that no longer fit their hash are refused in a sentence."""
    with djeli.open(demo_copy) as case:
        name = case.sheet(case.page_rows()[1][0].text).original
        (case.originals / name[:2] / name).write_bytes(b"other")
        answer = TestClient(create_app(case)).get(f"/original/{name}")
    assert answer.status_code == 400
    assert "was changed" in answer.text


def test_unseen_characters_are_seen() -> None:
    """Overrides are named and taken out, marks named and kept, joiners of scripts left alone, ends of lines too."""
    assert "\u202e" not in visible("a\u202eb")
    assert "RLO" in visible("a\u202eb")
    assert "\u200f" in visible("א\u200fב")
    assert "RLM" in visible("א\u200fב")
    assert "sign" not in visible("می\u200cخواهم 👩\u200d👧 क्\u200dष 1\u06dd")
    assert "ZWNJ" in visible("pay\u200cpal")
    assert "U+0000" in visible("a\0b")
    assert "U+0085" in visible("a\x85b")
    assert "sign" not in visible("a\r\nb\tc")
    assert "U+000D" in visible("a\rb")
    assert "tag A" in visible("a\U000e0041")
    assert "<b>" not in visible("<b>\u202e<b>")
    assert tricks("a\u202eb\u200fc\xadd\u200b", 0, 8) == 2


def test_runs_cover_their_range() -> None:
    """Runs of any characters join to the range they were cut from."""
    dice = random.Random(3)
    for _ in range(200):
        text = "".join(dice.choice("a\u202e\u200d👩\r\nम\u200c\0 ") for _ in range(20))
        found = list(runs(text, 3, 17))
        assert [run.start for run in found] == [3, *(run.end for run in found[:-1])]
        assert found[-1].end == 17


def test_long_pages_are_shown_in_parts() -> None:
    """Two megabytes with thousands of items: parts join to the whole, none is too large, and it is quick."""
    content = "".join(f"Item {n}: gunmen killed {n} people near a village.\n" + "x" * 620 + "\n" for n in range(3000))
    size = len(content) // 3000
    text = Text(document="0" * 64, reader="t@1", content=content)
    outline = [(f"{n:032x}", n * size, (n + 1) * size) for n in range(2900)]
    began = time.process_time()
    parts = reader.windows(text, outline)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(content)
    assert all(a[1] == b[0] for a, b in pairwise(parts))
    assert max(b - a for a, b in parts) <= reader.MOST
    found = [
        Finding(number=n, kind="who", label="By", value="x", says="", note="", spans=((n * 9, n * 9 + 40),))
        for n in range(1, 1500)
    ]
    items = tuple(Item(text=text.id, start=a, end=b) for _, a, b in outline[:30])
    leaf = Leaf.__new__(Leaf)
    for name, value in (("items", items), ("grades", {})):
        object.__setattr__(leaf, name, value)
    document = Document(id="0" * 64, uri="u", media_type="text/plain", size=1)
    sheet = Sheet(text=text, document=document, outline=tuple(outline), captures=())
    assert reader.sections(sheet, leaf, reader.window_at(parts, 0), found, None)
    assert time.process_time() - began < 2
