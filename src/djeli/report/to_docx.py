"""A report as a Word document: real headings and styles, tables, numbered notes with links to them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from djeli.errors import CaseError
from djeli.report.document import Bullets, Facing, Grid, Heading, Paper, Paragraph, Picture, Sentence
from djeli.report.to_md import note, shown
from djeli.report.to_pdf import picture

_SOFT = RGBColor(0x59, 0x63, 0x6D)
_ILLEGAL = re.compile("[\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDE = 16.5  # cm between the margins
_FACE = "Georgia"  # on Windows and macOS; elsewhere the nearest serif


def write(paper: Paper, out: Path) -> Path:
    """Write the report as .docx."""
    document = Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.25)
    _styled(document)
    document.core_properties.title = _clean(paper.title)[:255]
    document.core_properties.author = "Djeli"
    document.core_properties.comments = ""
    document.add_heading(_clean(paper.title), level=0)
    for part in (paper.subtitle, paper.lead):
        if part:
            _soft(document.add_paragraph(_clean(part)))
    for chapter in paper.chapters:
        if chapter.title:
            document.add_heading(_clean(chapter.title), level=1)
        for at, block in enumerate(chapter.blocks):
            _block(document, paper, block)
            if any(isinstance(next_, Facing) for next_ in chapter.blocks[at + 1 : at + 2]):
                document.paragraphs[-1].paragraph_format.keep_with_next = True
    if paper.notes:
        document.add_heading("Notes", level=1)
    for number, one in enumerate(paper.notes, start=1):
        line = document.add_paragraph(style="Normal")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(1), Cm(-1)
        _bookmark(line, number)
        run = line.add_run(f"{number}.\t{_clean(note(one))}")
        run.font.size = Pt(8.5)
    document.save(str(out))
    return out


def _styled(document: Any) -> None:
    """One face for text and headings, in black: Word's own template sets headings in blue."""
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), _FACE
        faces = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in [key for key in faces.attrib if key.endswith("Theme")]:
            del faces.attrib[part]
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            faces.set(qn(part), _FACE)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.paragraph_format.keep_with_next = True
    for border in document.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _soft(paragraph: Any) -> None:
    """What stands below a title or a picture: small and grey."""
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), _SOFT


def _clean(text: str) -> str:
    """Words that XML can hold."""
    return _ILLEGAL.sub("\ufffd", shown(text))


def _bookmark(paragraph: Any, number: int) -> None:
    """A place that the note's number in the text leads to."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"n{number}")
        paragraph._p.append(mark)


def _say(paragraph: Any, paper: Paper, one: Sentence, *, bold: bool = False, size: float | None = None) -> None:
    """A sentence with the numbers of its notes raised, each a link to its note."""
    run = paragraph.add_run(_clean(one.text))
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    for at, number in enumerate(paper.numbers(one)):
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), f"n{number}")
        paragraph._p.append(link)
        mark = paragraph.add_run(f"{',' if at else ''}{number}")
        mark.font.superscript = True
        mark.font.color.rgb = _SOFT
        link.append(mark._r)


def _block(document: Any, paper: Paper, block: Any) -> None:
    match block:
        case Heading():
            tag = f" ({block.tag})" if block.tag else ""
            document.add_heading(_clean(block.text) + tag, level=2)
        case Paragraph():
            line = document.add_paragraph()
            for at, one in enumerate(block.sentences):
                if at:
                    line.add_run(" ")
                _say(line, paper, one, size=8.5 if block.style else None)
        case Bullets():
            for one in block.sentences:
                _say(document.add_paragraph(style="List Bullet"), paper, one)
        case Grid():
            _grid(document, paper, block)
        case Facing():
            _facing(document, paper, block)
        case Picture():
            _picture(document, block)


def _grid(document: Any, paper: Paper, block: Grid) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    _narrow(table)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # again on each page
    for at, name in enumerate(block.head):
        table.rows[0].cells[at].text = ""
        title = table.rows[0].cells[at].paragraphs[0].add_run(name)
        title.font.size, title.bold = Pt(8), True
    for row in block.rows:
        added = table.add_row()
        _whole(added)
        cells = added.cells
        for at, one in enumerate(row):
            _say(cells[at].paragraphs[0], paper, one, size=8)
    total = sum(block.widths)
    for at, width in enumerate(block.widths):
        table.columns[at].width = Cm(_WIDE * width / total)
        for one in table.columns[at].cells:
            one.width = Cm(_WIDE * width / total)
    document.add_paragraph()


def _narrow(table: Any) -> None:
    """Little air beside the words of a cell, so that short heads stay whole; no row torn over two pages."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        one = OxmlElement(side)
        one.set(qn("w:w"), "45")  # twentieths of a point
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.append(margins)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _facing(document: Any, paper: Paper, block: Facing) -> None:
    """Sides of a dispute beside one another, three to a row."""
    for at in range(0, len(block.sides), 3):
        sides = block.sides[at : at + 3]
        table = document.add_table(rows=1, cols=len(sides), style="Table Grid")
        _whole(table.rows[0])
        for place, side in zip(table.rows[0].cells, sides, strict=True):
            first, *rest = side
            _say(place.paragraphs[0], paper, first, bold=True, size=9.5)
            for one in rest:
                _say(place.add_paragraph(), paper, one, size=9)
        document.add_paragraph()


def _picture(document: Any, block: Picture) -> None:
    """The drawing as an image where typst can make one, else what it shows in words."""
    try:
        document.add_picture(io.BytesIO(picture(str(block.svg))), width=Cm(_WIDE))
    except CaseError:
        document.add_paragraph(_clean(block.told))
    _soft(document.add_paragraph(_clean(block.caption)))
