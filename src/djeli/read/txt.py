"""text/plain and Markdown: the content is the decoded file itself, unchanged. Blocks are hints beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from djeli.errors import InputError
from djeli.read.decode import decode
from djeli.read.raw import Raw, make
from djeli.records import Block, Reading
from djeli.text.offsets import lines

PLAIN = "txt@1"
MARKDOWN = "md@1"

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
_LIST = re.compile(r"\s{0,8}(?:[-*+]|\d{1,3}[.)])\s")
_QUOTE = re.compile(r" {0,3}>")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TABLE = re.compile(r"\s*\|.*\|\s*$")


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """Plain text."""
    found = decode(raw.data, where=raw.where, declared=raw.charset)
    yield make(raw, found.text, PLAIN, encoding=found.encoding, warnings=found.warnings)


def read_markdown(raw: Raw) -> Iterator[Reading | InputError]:
    """Markdown source, kept as it is written, with its headings, lists, quotes, code and tables as blocks."""
    found = decode(raw.data, where=raw.where, declared=raw.charset)
    blocks = tuple(markdown_blocks(found.text))
    yield make(raw, found.text, MARKDOWN, blocks=blocks, encoding=found.encoding, warnings=found.warnings)


def markdown_blocks(text: str) -> Iterator[Block]:
    """One block a line, lines of a paragraph joined; blank lines and fences belong to none."""
    fenced = False
    paragraph: tuple[int, int] | None = None
    for start, end in lines(text):
        line = text[start:end]
        kind, level = _kind(line, fenced=fenced)
        if paragraph is not None and kind != "paragraph":
            yield Block(*paragraph, "paragraph")
            paragraph = None
        if kind == "fence":
            fenced = not fenced
        elif kind == "paragraph":
            paragraph = (paragraph[0] if paragraph is not None else start, end)
        elif kind:
            yield Block(start, end, kind, level)
    if paragraph is not None:
        yield Block(*paragraph, "paragraph")


def _kind(line: str, *, fenced: bool) -> tuple[str, int]:
    if _FENCE.match(line):
        return "fence", 0
    if not line.strip():
        return "", 0
    if fenced:
        return "code", 0
    heading = _HEADING.match(line)
    if heading is not None:
        return "heading", len(heading[1])
    for kind, pattern in (("list", _LIST), ("quote", _QUOTE), ("table", _TABLE)):
        if pattern.match(line):
            return kind, 0
    return "paragraph", 0
