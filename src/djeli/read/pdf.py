r"""PDF: the text layer, page by page, by PDFium in a child process.

Pages are parted by a line that holds one form feed, so that `content.split("\f")[n]` is page n + 1. Lines of one
paragraph are joined by a space (a printed line is no sentence's end); hyphens at line ends stay, without the line
end. Running heads, feet and page numbers are kept and marked "footer".
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2 as pdfium

from djeli.errors import InputError
from djeli.read import sandbox
from djeli.read.raw import Fields, Raw, clean, make
from djeli.records import Block, Field, Reading
from djeli.vocab import Basis

NAME = "pdf@1"

_PAGE_END = "\n\f\n"
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣∙·*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_NUMBER_ONLY = re.compile(r"\W*(?:page|p\.|seite|página)?\s*\d{1,4}(?:\s*(?:/|of|de|sur|von)\s*\d{1,4})?\W*", re.I)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:;؟。][\"'”’»)\]]*$")
_NO_TITLE = re.compile(r"(?:microsoft (?:word|powerpoint)|untitled|.*\.(?:docx?|indd|pdf|rtf|odt)$)", re.I)
_FULL = 0.75  # of the usual line: shorter ones end a paragraph
_REPEATED = 3  # pages with the same first or last line


def read(raw: Raw) -> Iterator[Reading | InputError]:
    """One Reading of a PDF with a text layer.

    Raises:
        UnreadableInput: damaged, encrypted, or without text.
        OversizedInput: too slow, too large in memory, too much text.
    """
    answer = sandbox.call("djeli.read.pdf:extract", raw.data, raw.settings, where=raw.where)
    content, blocks = lay_out([clean(page) for page in answer["pages"]])
    warnings = []
    if answer["bare"]:
        warnings.append(
            f"{len(answer['bare'])} of {len(answer['pages'])} pages have no text (first: page {answer['bare'][0]}); "
            "if they are scans, run OCR on the file and add it again"
        )
    if answer["broken"]:
        warnings.append(f"{answer['broken']} pages are damaged and were not read")
    title = "" if _NO_TITLE.match(answer["title"]) else answer["title"]
    fields = Fields(title=_field(title), author=_field(answer["author"]))
    yield make(raw, content, NAME, blocks=blocks, fields=fields, warnings=warnings)


def _field(value: str) -> Field | None:
    value = " ".join(clean(value).split())[:500]
    return Field(value=value, basis=Basis.STRUCTURED) if value else None


def extract(data: bytes, limits: dict[str, Any]) -> dict[str, Any]:
    """The child's work: texts of all pages, numbers of those without text, title and author.

    Raises:
        Refusal: encrypted, damaged, or no text in the whole file.
    """
    document = _open(data)
    pages: list[str] = []
    bare: list[int] = []
    broken = images = total = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_range()
        except pdfium.PdfiumError:
            broken += 1
            pages.append("")
            continue
        if not text.strip():
            bare.append(number + 1)
            images += any(True for _ in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        pages.append(text)
        total += len(text)
        if total > limits["max_chars"]:
            raise sandbox.Refusal(f"has more than {limits['max_chars']:,} characters; raise max_chars in djeli.toml")
    if not total:
        raise sandbox.Refusal(
            f"has no text layer: {len(pages)} pages, {images} of them pictures. It is a scan; run OCR on it (for "
            "example ocrmypdf) and add the result"
        )
    known = document.get_metadata_dict()
    return {
        "pages": pages,
        "bare": bare,
        "broken": broken,
        "title": known.get("Title", ""),
        "author": known.get("Author", ""),
    }


def _open(data: bytes) -> Any:
    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise sandbox.Refusal("is a PDF without pages; fetch or copy it again")
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise sandbox.Refusal(
                "is encrypted and needs a password; open it in a viewer and save it without one"
            ) from error
        raise sandbox.Refusal(
            f"is a damaged or cut-off PDF ({error}); fetch or copy it again, or print it anew from a viewer"
        ) from error
    return document


def lay_out(pages: Sequence[str]) -> tuple[str, list[Block]]:
    """Text of all pages with paragraphs joined, and its blocks."""
    lined = [_lines(page) for page in pages]
    running = _running(lined)
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for number, lines in enumerate(lined):
        if number:
            parts.append(_PAGE_END)
            position += len(_PAGE_END)
        for index, (kind, text) in enumerate(_paragraphs(lines, running)):
            gap = "\n\n" if index else ""
            parts += [gap, text]
            blocks.append(Block(position + len(gap), position + len(gap) + len(text), kind))
            position += len(gap) + len(text)
    return "".join(parts), blocks


def _lines(page: str) -> list[str]:
    """Lines of a page. U+FFFE is PDFium's sign for a hyphen at a line's end; form feeds part our pages."""
    text = page.replace("\ufffe\r\n", "\ufffe").replace("\ufffe", "-\n").replace("\x02", "-").replace("\f", " ")
    return [" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _is_number(line: str) -> bool:
    return len(line) < 60 and _NUMBER_ONLY.fullmatch(line) is not None


def _same(line: str) -> str:
    return _DIGITS.sub("0", line.lower())


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines, digits made equal, that stand first or last on several pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line]
        counts.update({_same(line) for line in (*filled[:2], *filled[-2:]) if len(line) < 120})
    return frozenset(line for line, count in counts.items() if count >= _REPEATED)


def _paragraphs(lines: Sequence[str], running: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Blocks of one page as (kind, text)."""
    lengths = sorted(len(line) for line in lines if line)
    usual = statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    filled = [number for number, line in enumerate(lines) if line]
    edge = {*filled[:2], *filled[-2:]}
    held: list[str] = []
    for number, line in enumerate(lines):
        foot = number in edge and (_same(line) in running or _is_number(line))
        if held and (not line or foot or _begins(line, held[-1], usual)):
            yield _block(held)
            held = []
        if foot and line:
            yield "footer", line
        elif line:
            held.append(line)
    if held:
        yield _block(held)


def _begins(line: str, before: str, usual: float) -> bool:
    """Whether `line` begins a paragraph after the line `before`."""
    if _BULLET.match(line):
        return True
    if before.endswith("-") or line[:1].islower():
        return False
    short = len(before) < _FULL * usual
    return short or (_SENTENCE_END.search(before) is not None and len(before) < 0.9 * usual)


def _block(lines: Sequence[str]) -> tuple[str, str]:
    text = lines[0]
    for line in lines[1:]:
        text += line if text.endswith("-") and line[:1].islower() else f" {line}"
    return ("list" if _BULLET.match(lines[0]) else "paragraph"), text
