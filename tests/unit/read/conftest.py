"""Builders of small files in every format, so that no binary is kept in the repository."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from djeli.errors import InputError
from djeli.read import read
from djeli.records import Reading
from djeli.settings import Settings

Outcome = list[Reading | InputError]


def build_pdf(pages: Sequence[Sequence[str]], *, encrypted: bool = False) -> bytes:
    """A PDF by hand: Helvetica, one text line for each string, 16 points apart."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for lines in pages:
        drawn = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 16 TL 60 760 Td {drawn} ET".encode("cp1252") if lines else b""
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (Monthly security note) /Author (Field team) >>")
    info = len(objects)
    trailer = b"/Root 1 0 R /Info %d 0 R" % info
    if encrypted:
        zeros = b"00" * 32
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (zeros, zeros))
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def build_docx() -> bytes:
    """A Word file with a heading, a paragraph, a list and a table."""
    document = docx.Document()
    document.core_properties.title = "Security note"
    document.add_heading("Market attacked in Dablo", 1)
    document.add_paragraph("Gunmen killed twelve traders on Thursday.")
    document.add_paragraph("Two clinics closed", style="List Bullet")
    table = document.add_table(2, 2)
    for row, column, text in ((0, 0, "Place"), (0, 1, "Dead"), (1, 0, "Dablo"), (1, 1, "12")):
        table.cell(row, column).text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WarcRow = tuple[str, str, str, bytes]


def build_warc(rows: Sequence[WarcRow], *, gzip: bool = False) -> bytes:
    """A web archive of (address, status line, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for uri, status, content_type, body in rows:
        head = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=head))
    return out.getvalue()


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Builder of PDFs."""
    return build_pdf


@pytest.fixture
def word() -> bytes:
    """A sound Word file."""
    return build_docx()


@pytest.fixture
def warc() -> Callable[..., bytes]:
    """Builder of web archives."""
    return build_warc


@pytest.fixture
def outcomes() -> Callable[..., Outcome]:
    """All that `read` yields, as a list."""

    def run(data: bytes, uri: str, settings: Settings | None = None, **options: str) -> Outcome:
        return list(read(data, uri=uri, settings=settings or Settings(), **options))

    return run


@pytest.fixture
def one(outcomes: Callable[..., Outcome]) -> Callable[..., Reading]:
    """The only Reading of an input; anything else fails the test."""

    def run(data: bytes, uri: str, settings: Settings | None = None, **options: str) -> Reading:
        (found,) = outcomes(data, uri, settings, **options)
        assert isinstance(found, Reading), str(found)
        return found

    return run


@pytest.fixture
def fault(outcomes: Callable[..., Outcome]) -> Callable[..., InputError]:
    """The only fault of an input; anything else fails the test."""

    def run(data: bytes, uri: str, settings: Settings | None = None, **options: str) -> InputError:
        (found,) = outcomes(data, uri, settings, **options)
        assert isinstance(found, InputError), found
        return found

    return run
