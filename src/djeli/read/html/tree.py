"""HTML source to a tree, by a parser that touches no network, resolves no entity files and stops at a depth."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import HTMLParser

from djeli.read.decode import Decoded, decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_DECLARATION = re.compile(rb"""\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/])([^<>]{4000,})")
_VALUE = re.compile("\"[^\"]*\"|'[^']*'")
_MAX_ATTRIBUTES = 1000
"""The parser compares each attribute of an element with all others, in C, where no clock can stop it."""
_FEW_NULS = 0.001  # careless templates leave a NUL here and there; browsers drop it, and so does this


def source_text(data: bytes, *, where: str, charset: str = "") -> Decoded:
    """Characters of an HTML file: mark, UTF-8, the charset of HTTP, of the page, then statistics.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    if 0 < data.count(0) <= _FEW_NULS * len(data):
        data = data.replace(b"\0", b"")
    return decode(data, where=where, declared=charset or _declared(data))


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096]) or _DECLARATION.match(data[:4096])
    return found[1].decode("ascii") if found is not None else ""


def parse(source: str) -> tuple[Any | None, tuple[str, ...]]:
    """Root element and warnings; the root is None when nothing in the source is HTML or text."""
    source = _TAG.sub(_thinned, source)
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,  # lifts the depth limit from 256, which real templates reach, to 2048
        recover=True,
        default_doctype=False,
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None, ()
    cut = any("depth" in entry.message.lower() for entry in parser.error_log)
    warning = "is nested deeper than 2048 elements; what is inside or after that was not read"
    return root, ((warning,) if cut else ())


def _thinned(tag: re.Match[str]) -> str:
    """A tag as it is, or without its attributes where no honest page has so many."""
    many = len(_VALUE.sub("", tag[2]).split()) > _MAX_ATTRIBUTES
    return f"<{tag[1]} " if many else tag[0]
