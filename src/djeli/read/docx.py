"""DOCX: body in reading order, tables row by row, footnotes at the end; in a child process, after a look at the zip.

Inserted text of tracked changes is read, deleted text is not (a warning says that there was some). Numbers of
automatic lists are not in the file and so not in the text. Headers and footers of pages are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read import sandbox
from djeli.read.raw import Fields, Raw, clean, make
from djeli.records import Block, Field, Reading
from djeli.settings import Settings
from djeli.vocab import Basis

NAME = "docx@1"

_MAX_PARTS = 20_000
_LEVELS = {"title": 1, "subtitle": 2, **{f"heading {n}": min(n, 6) for n in range(1, 10)}}
_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_TEXT, _DELETED = qn("w:t"), qn("w:del")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_READ = frozenset({_DELETED, _FALLBACK, qn("w:moveFrom"), qn("w:instrText")})


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading of a Word file.

    Raises:
        UnreadableInput: damaged, encrypted, or without text.
        OversizedInput: it would unpack to more than the limits, or takes too long.
    """
    check_zip(raw.data, raw.settings, where=raw.where)
    answer = sandbox.call("djeli.read.docx:extract", raw.data, raw.settings, where=raw.where)
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for number, (kind, level, written) in enumerate(answer["blocks"]):
        text = clean(written)
        gap = "" if number == 0 else "\n" if kind == "table" == answer["blocks"][number - 1][0] else "\n\n"
        parts += [gap, text]
        blocks.append(Block(position + len(gap), position + len(gap) + len(text), kind, level))
        position += len(gap) + len(text)
    warnings = ["holds deleted text of tracked changes, which was not read"] if answer["deleted"] else []
    fields = Fields(title=_field(answer["title"]), author=_field(answer["author"]))
    yield make(raw, "".join(parts), NAME, blocks=blocks, fields=fields, warnings=warnings)


def _field(value: str) -> Field | None:
    value = " ".join(clean(value).split())[:500]
    return Field(value=value, basis=Basis.STRUCTURED) if value else None


def check_zip(data: bytes, settings: Settings, *, where: str) -> None:
    """Refuse zips whose directory declares too much; unpacking never goes beyond what is declared.

    Raises:
        UnreadableInput: no zip, or encrypted.
        OversizedInput: too many parts, too large, or too tightly packed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise UnreadableInput(
            f"is a damaged or cut-off .docx ({error}); fetch or copy it again", where=where
        ) from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput("is an encrypted zip; save it without a password", where=where)
    size = sum(entry.file_size for entry in entries)
    cap = min(settings.max_bytes * 4, max(settings.max_ratio * len(data), 1024 * 1024))
    if size > cap or len(entries) > _MAX_PARTS:
        raise OversizedInput(
            f"would unpack to {size:,} bytes in {len(entries):,} parts; the limit is {cap:,} in {_MAX_PARTS:,}. If it "
            "is sound, save its text as .txt, or raise max_bytes or max_ratio in djeli.toml",
            where=where,
        )


def extract(data: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """The child's work: blocks as [kind, level, text], and what the file says of itself.

    Raises:
        Refusal: no sound Word file.
    """
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile, OSError) as error:
        raise sandbox.Refusal(
            f"is a damaged Word file ({type(error).__name__}: {str(error)[:150]}); open it in a word processor and "
            "save it anew"
        ) from error
    blocks = [block for element in body for block in _blocks(element, styles)] if body is not None else []
    blocks += _footnotes(document)
    known = document.core_properties
    return {
        "blocks": blocks,
        "deleted": next(body.iter(_DELETED), None) is not None if body is not None else False,
        "title": known.title or "",
        "author": known.author or "",
    }


def _blocks(element: Any, styles: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    """Blocks of a child of the body; containers such as content controls are opened."""
    if element.tag == _PARAGRAPH:
        text = written(element).strip()
        if text:
            yield (*_kind(element, styles), text)
    elif element.tag == _TABLE:
        for row in element.iter(_ROW):
            cells = [" ".join(written(cell).split()) for cell in row.iterchildren(_CELL)]
            if any(cells):
                yield "table", 0, "\t".join(cells).strip()
    elif element.tag not in _NOT_READ:
        for child in element:
            yield from _blocks(child, styles)


def _kind(paragraph: Any, styles: dict[str, str]) -> tuple[str, int]:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = styles.get(found.get(qn("w:val"), ""), "") if found is not None else ""
    if name in _LEVELS:
        return "heading", _LEVELS[name]
    if name.startswith("list") or paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        return "list", 0
    kinds = {"caption": "caption", "quote": "quote", "intense quote": "quote"}
    return kinds.get(name, "paragraph"), 0


def written(element: Any) -> str:
    """Characters below an element, without deleted ones and without second versions of text boxes."""
    out: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            out.append("\n" if node.tag == _PARAGRAPH and node is not element else "")
        elif node.tag in _NOT_READ:
            walker.skip_subtree()
        elif node.tag == _TEXT:
            out.append(node.text or "")
        elif node.tag in _WRITTEN and node.getparent().tag == qn("w:r"):
            out.append(_WRITTEN[node.tag])
    return "".join(out)


def _footnotes(document: Any) -> Iterator[tuple[str, int, str]]:
    for part in document.part.package.iter_parts():
        if str(part.partname) not in ("/word/footnotes.xml", "/word/endnotes.xml"):
            continue
        try:
            root = parse_xml(part.blob)
        except etree.LxmlError:
            continue
        for note in root:
            text = " ".join(written(note).split())
            if text:
                yield "footer", 0, text
