"""What kind of file bytes are: by what they begin with, then by what was declared, then by the extension."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from djeli.errors import UnreadableInput
from djeli.read.table import DOCX, GZIP, HTML, MEDIA_TYPES, PLAIN, READERS
from djeli.text.weblink import parted

_HEAD = 4096
# Bytes at the very start that only one format has.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x1f\x8b", GZIP),
    (b"WARC/1.", "application/warc"),
    (b"WARC/0.", "application/warc"),
)
# What Djeli does not read, with the cure.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is an old Office file (.doc, .xls) or an encrypted one; save it as .docx without password"),
    (b"{\\rtf", "is RTF; save it as .docx or .txt"),
    (b"\x89PNG", "is an image; Djeli reads text: run OCR on it first"),
    (b"\xff\xd8\xff", "is a JPEG image; Djeli reads text: run OCR on it first"),
    (b"GIF8", "is an image; Djeli reads text: run OCR on it first"),
    (b"II*\0", "is a TIFF image; Djeli reads text: run OCR on it first"),
    (b"MM\0*", "is a TIFF image; Djeli reads text: run OCR on it first"),
    (b"7z\xbc\xaf", "is a 7z archive; unpack it and add the folder"),
    (b"Rar!", "is a RAR archive; unpack it and add the folder"),
    (b"BZh", "is compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "is compressed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed with zstd; unpack it first"),
    (b"ID3", "is sound; Djeli reads text: transcribe it first"),
    (b"OggS", "is sound or video; Djeli reads text: transcribe it first"),
    (b"SQLite format 3", "is a database; export its articles as .jsonl or .csv"),
    (b"\x7fELF", "is a program"),
)
# Possessive loops: comments could otherwise be parted in exponentially many ways.
_HTML_START = re.compile(rb"(?:<!--.*?-->|<\?xml[^>]*>|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED_START = re.compile(rb"(?:<!--.*?-->|<[?!][^>]*>|\]>|\s)*+<(rss|feed|rdf:rdf)\b", re.I | re.S)
_UNKNOWN_XML = "is XML of a kind Djeli does not know; it reads RSS, Atom and XHTML. Save its text as .txt or .html"
_XML_START = re.compile(rb"\s*<\?xml\b")
_HTML_PART = re.compile(rb"<(?:p|div|table|h1|article|section|span)[\s>]", re.I)
_MAIL_START = re.compile(rb"(?:From |(?:[A-Za-z][A-Za-z0-9-]{1,60}):[^\r\n]*\r?\n)")
_MAIL_LINE = re.compile(rb"^(?:From|Date|Subject|Message-ID|MIME-Version|Received):", re.I | re.M)
_ALIASES = {
    "text/x-markdown": "text/markdown",
    "application/x-pdf": "application/pdf",
    "text/xml": "application/xml",
    "application/x-gzip": GZIP,
    "application/jsonl": "application/x-ndjson",
    "application/jsonlines": "application/x-ndjson",
    "application/csv": "text/csv",
}
# Two names of one thing do not disagree.
_KIN = ({"application/rss+xml", "application/atom+xml", "application/xml"}, {HTML, "application/xhtml+xml"})


def suffix(uri: str) -> str:
    """Extension of an address or path in lower case, ".gz" taken off; empty when there is none."""
    path = parted(uri).path if "://" in uri else uri
    pure = PurePosixPath(path.replace("\\", "/").lower())
    return PurePosixPath(pure.stem).suffix if pure.suffix == ".gz" else pure.suffix


def sniff(data: bytes, *, uri: str, declared: str = "") -> tuple[str, str]:
    """Media type of `data` and a warning; "application/octet-stream" and the reason for what is not read."""
    try:
        return identify(data, uri=uri, declared=declared)
    except UnreadableInput as error:
        return "application/octet-stream", error.what


def identify(data: bytes, *, uri: str, declared: str = "") -> tuple[str, str]:
    """Media type of `data`, and a warning when its name says otherwise (empty when it does not).

    Args:
        data: the whole file.
        uri: its address or path.
        declared: media type given by HTTP, an archive or the caller, parameters allowed.

    Raises:
        UnreadableInput: a format that Djeli does not read; the message names it and the cure.
    """
    told = declared.partition(";")[0].strip().lower()
    told = _ALIASES.get(told, told)
    named = MEDIA_TYPES.get(suffix(uri), "")
    strong = _by_magic(data, where=uri)
    if strong:
        return strong, _disagreement(strong, told, named, uri)
    # A server says text/plain or octet-stream of whatever it does not know.
    if told in READERS and not (told == PLAIN and named):
        return told, ""
    if suffix(uri) == ".xml":
        raise UnreadableInput(_UNKNOWN_XML, where=uri)
    if named:
        return named, ""
    if told and told not in ("application/octet-stream", PLAIN, "application/xml", "application/json"):
        raise UnreadableInput(f"is declared as {told}, which Djeli does not read. {known()}", where=uri)
    return _by_look(data, where=uri), ""


def known() -> str:
    """The sentence that lists what Djeli reads."""
    return f"Djeli reads {', '.join(sorted(MEDIA_TYPES))}"


def _by_magic(data: bytes, *, where: str) -> str:
    head = data[:_HEAD]
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    for magic, cure in _REFUSED:
        if head.startswith(magic):
            raise UnreadableInput(f"{cure}. {known()}", where=where)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, where=where)
    if b"%PDF-" in head[:1024] and not _HTML_START.match(head):
        return "application/pdf"
    bare = _without_mark(head)
    if _FEED_START.match(bare):
        return "application/rss+xml"
    return HTML if _HTML_START.match(bare) else ""


def _without_mark(head: bytes) -> bytes:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def _zip_kind(data: bytes, *, where: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableInput(
            f"begins like a zip or .docx file but has no readable directory ({error}); it is probably cut off: "
            "fetch or copy it again",
            where=where,
        ) from error
    if "word/document.xml" in names:
        return DOCX
    kinds = (("xl/", "a spreadsheet; save the sheet as .csv"), ("ppt/", "a presentation; save it as PDF"))
    for prefix, cure in kinds:
        if any(name.startswith(prefix) for name in names):
            raise UnreadableInput(f"is {cure}", where=where)
    if "mimetype" in names:
        raise UnreadableInput("is an OpenDocument or EPUB file; save it as .docx, .html or .txt", where=where)
    raise UnreadableInput("is a zip archive; unpack it and add the folder", where=where)


def _by_look(data: bytes, *, where: str) -> str:
    """Weak signs, used only when neither name nor declaration says anything."""
    head = data[:_HEAD]
    if _XML_START.match(head):
        raise UnreadableInput(_UNKNOWN_XML, where=where)
    if head.lstrip()[:1] == b"{" and "application/x-ndjson" in READERS:
        return "application/x-ndjson"
    if _MAIL_START.match(head) and len(_MAIL_LINE.findall(head)) >= 3 and "message/rfc822" in READERS:
        return "application/mbox" if head.startswith(b"From ") else "message/rfc822"
    return HTML if len(_HTML_PART.findall(head)) >= 3 else PLAIN


def _disagreement(found: str, told: str, named: str, uri: str) -> str:
    """The sentence about a name or a declaration that says otherwise than the bytes; empty when neither does."""
    for expected, who in ((named, suffix(uri)), (told if told in READERS else "", "its declaration")):
        same = expected in ("", found) or found == GZIP or any({found, expected} <= kin for kin in _KIN)
        if not same:
            return f"{who} says {expected}, but the bytes are {found}; read as {found}"
    return ""
