"""Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.records import Reading
from djeli.settings import Settings

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def altered(word: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The file with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == part else data)
    return out.getvalue()


def with_body(word: bytes, xml: str) -> bytes:
    """The file with this XML as its body."""
    body = f"<w:document {NAMESPACE}><w:body>{xml}</w:body></w:document>"
    return altered(word, "word/document.xml", lambda _: body.encode())


def test_reading_order_and_blocks(one: Callable[..., Reading], word: bytes) -> None:
    """Headings, paragraphs, lists and rows, in order."""
    text = one(word, "a.docx").text
    assert text.content == (
        "Market attacked in Dablo\n\nGunmen killed twelve traders on Thursday.\n\nTwo clinics closed\n\n"
        "Place\tDead\nDablo\t12"
    )
    kinds = [(block.kind, block.level) for block in text.blocks]
    assert kinds == [("heading", 1), ("paragraph", 0), ("list", 0), ("table", 0), ("table", 0)]
    assert [text.content[b.start : b.end] for b in text.blocks][1].startswith("Gunmen")


@pytest.mark.parametrize(
    ("xml", "content"),
    [
        (
            "<w:p><w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>c</w:delText></w:r></w:del></w:p>",
            "ab",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent></w:sdt>", "inside"),
        ("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc"),
        ("<w:p><w:r><w:t>قتل 😀</w:t></w:r></w:p>", "قتل 😀"),
    ],
)
def test_what_is_written(one: Callable[..., Reading], word: bytes, xml: str, content: str) -> None:
    """Insertions, links, content controls and breaks are read; deletions are not."""
    assert one(with_body(word, xml), "a.docx").text.content == content


def test_deletions_are_said(one: Callable[..., Reading], word: bytes) -> None:
    """A file with deleted text says so."""
    xml = "<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>c</w:delText></w:r></w:del></w:p>"
    assert "deleted text" in one(with_body(word, xml), "a.docx").warnings[0]


def test_xml_entities_are_not_opened(outcomes: Callable[..., list[Reading | InputError]], word: bytes) -> None:
    """An entity in the document's XML brings no file in."""
    evil = (
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>a&x;b</w:t></w:r></w:p></w:body></w:document>"
    )
    (found,) = outcomes(altered(word, "word/document.xml", lambda _: evil.encode()), "a.docx")
    assert not isinstance(found, Reading) or "root:" not in found.text.content


def test_zip_bomb(fault: Callable[..., InputError], word: bytes) -> None:
    """A part that unpacks to far more than its size is refused before it is unpacked."""
    bomb = altered(word, "word/styles.xml", lambda _: b" " * 300_000_000)
    assert isinstance(fault(bomb, "a.docx"), OversizedInput)
    assert isinstance(fault(word, "a.docx", Settings(max_bytes=len(word) - 1)), OversizedInput)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data[: len(data) // 2], "cut off"),
        (lambda data: data.replace(b"word/document.xml", b"word/dokument.xml"), "zip archive"),
        (lambda data: with_body(data, "<w:p>"), "damaged Word file"),
        (lambda data: with_body(data, ""), "no text at all"),
    ],
)
def test_faults(fault: Callable[..., InputError], word: bytes, change: Callable[[bytes], bytes], words: str) -> None:
    """Cut off, other zips, broken XML, nothing written."""
    found = fault(change(word), "a.docx")
    assert isinstance(found, UnreadableInput)
    assert words in str(found)


def test_encrypted_zip(fault: Callable[..., InputError], word: bytes) -> None:
    """The flag of encryption in the directory is enough to refuse."""
    data = bytearray(word)
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert "password" in str(fault(bytes(data), "a.docx"))
