"""The formats Djeli reads: media type -> reader, extension -> media type. A new format is a module and a line here."""

from __future__ import annotations

HTML = "text/html"
PLAIN = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GZIP = "application/gzip"

READERS: dict[str, str] = {
    PLAIN: "djeli.read.txt:read",
    "text/markdown": "djeli.read.txt:read_markdown",
    HTML: "djeli.read.html:read",
    "application/xhtml+xml": "djeli.read.html:read",
    "application/pdf": "djeli.read.pdf:read",
    DOCX: "djeli.read.docx:read",
    "message/rfc822": "djeli.read.mail:read",
    "application/mbox": "djeli.read.mail:read_mbox",
    "application/rss+xml": "djeli.read.feed:read",
    "application/atom+xml": "djeli.read.feed:read",
    "application/warc": "djeli.read.warc:read",
    "application/x-ndjson": "djeli.read.rows:read_lines",
    "application/json": "djeli.read.rows:read_lines",
    "text/csv": "djeli.read.rows:read_csv",
    "text/tab-separated-values": "djeli.read.rows:read_csv",
}
"""Media type -> "module:function" of its reader."""

MEDIA_TYPES: dict[str, str] = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".xml": "application/rss+xml",
    ".warc": "application/warc",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
    ".json": "application/json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
"""Extension, lower case with its dot -> media type."""

CONTAINERS: frozenset[str] = frozenset(
    {
        GZIP,
        "application/rss+xml",
        "application/atom+xml",
        "application/warc",
        "application/mbox",
        "application/x-ndjson",
        "application/json",
        "text/csv",
        "text/tab-separated-values",
    }
)
"""Media types whose `read` may yield many Readings, one a member."""
