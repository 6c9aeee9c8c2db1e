"""The events, disputes and sources as an Excel workbook, with a sheet that says what each column means.

Written without a spreadsheet library, cell by cell into the compressed file, so that a hundred thousand events need
neither memory nor patience. Text is always text: no cell is a formula, and what looks like one is marked as elsewhere.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape

from djeli.bundle import Bundle
from djeli.export.events import TABLES
from djeli.export.manifest import write_manifest
from djeli.export.table import Columns, Row, cell

SCHEMA = "djeli-xlsx/1"
MOST_ROWS = 1_048_576
"""Rows that a sheet can hold, the names of the columns included."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def export(bundle: Bundle, out: Path) -> list[Path]:
    """Write `djeli.xlsx` and a manifest into the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    path, rows = out / "djeli.xlsx", 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        names = ["about", *TABLES]
        for name, text in _frame(names).items():
            packed.writestr(_part(name), text)
        with packed.open("xl/worksheets/sheet1.xml", "w") as stream:
            _sheet(stream, {"sheet": "", "column": "", "meaning": ""}, _about(bundle))
        for number, table in enumerate(TABLES.values(), start=2):
            with packed.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as stream:
                rows += _sheet(stream, table.columns, table.rows(bundle))
    return write_manifest(bundle, out, SCHEMA, {path: rows})


def _part(name: str) -> zipfile.ZipInfo:
    """A part of the file without a time: the same rows give the same bytes."""
    found = zipfile.ZipInfo(name)
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def _about(bundle: Bundle) -> Iterator[Row]:
    for name, value in (("case", bundle.case), ("audience", bundle.audience)):
        yield {"sheet": "", "column": name, "meaning": value}
    for sheet, table in TABLES.items():
        yield {"sheet": sheet, "column": "", "meaning": table.about}
        for column, meaning in table.columns.items():
            yield {"sheet": sheet, "column": column, "meaning": meaning}


def _sheet(stream: IO[bytes], columns: Columns, rows: Iterable[Row]) -> int:
    """Write one sheet, its first line kept in view. Returns the rows below the names."""
    names, count = list(columns), 0
    view = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView>'
    head = f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}</sheetViews><sheetData>{_line(names)}'
    stream.write(head.encode())
    for row in rows:
        if count + 2 > MOST_ROWS:
            break
        stream.write(_line([row[name] for name in names]).encode())
        count += 1
    stream.write(b"</sheetData></worksheet>")
    return count


def _line(values: Iterable[Any]) -> str:
    return f"<row>{''.join(_cell(cell(value)) for value in values)}</row>"


def _cell(value: Any) -> str:
    """A cell of a line; cells stand in order, so that none needs its address."""
    if value == "":
        return "<c/>"
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def _frame(names: list[str]) -> dict[str, str]:
    """The parts of the file that are no sheet."""
    numbered = list(enumerate(names, start=1))
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n, _ in numbered
    )
    links = "".join(_link(f"rId{n}", f"{_REL}/worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered)
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{kinds}</Types>',
        "_rels/.rels": _links(_link("rId1", f"{_REL}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links(links),
    }


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _links(links: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
