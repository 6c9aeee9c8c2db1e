"""Somebody's table of events, read by the names of its columns. Nothing of it is kept in a case."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from charset_normalizer import from_bytes
from openpyxl import load_workbook

from djeli.errors import NotFound, UnreadableInput
from djeli.resources import load_yaml
from djeli.split.words import words as split_words

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 256 * 1024 * 1024, 500_000, 1_000
_DATE = 100
"""Characters of a cell in which a date is looked for."""
_HEAD = 12
"""Lines in which the header is looked for: sheets begin with titles and notes."""
_NUMBER = re.compile(r"\d[\d,. '\u00a0\u202f]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet. `number` is its line as a spreadsheet counts; days and counts are None where it has none."""

    number: int
    id: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    place: str = ""
    admin1: str = ""
    admin2: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    type: str = ""
    actors: tuple[str, ...] = ()
    killed: int | None = None
    killed_low: int | None = None
    killed_high: int | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as read: which column was taken for which field, which were read past, and what could not be read."""

    name: str
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[str, ...]


@cache
def known_headers() -> Mapping[str, str]:
    """Header in plain form -> field, as resources/desk/columns.yaml has them."""
    table = load_yaml(files("djeli.resources") / "desk" / "columns.yaml")
    return {plain(str(header)): field for field, headers in table.items() for header in headers}


def plain(header: str) -> str:
    """A header without case, accents and signs; tags of HXL stay."""
    text = header.strip().casefold()
    if text.startswith("#"):
        return "".join(text.split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def read_sheet(path: Path, given: Mapping[str, str] | None = None) -> Sheet:
    """Read a CSV, TSV or XLSX file.

    Args:
        path: the file.
        given: field -> header, where the names of columns don't tell.

    Raises:
        UnreadableInput: it is no table, too large, or no column of dates or places is known; the message lists headers.
        NotFound: `given` names a field or a header that is not there.
    """
    if not path.is_file():
        raise UnreadableInput("there is no such file", where=str(path))
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableInput("larger than 256 MB; cut it into parts", where=str(path))
    lines = _xlsx(path) if path.suffix.casefold() in (".xlsx", ".xlsm") else _csv(path)
    if len(lines) > MOST_ROWS:
        raise UnreadableInput(f"more than {MOST_ROWS:,} rows; cut it into parts", where=str(path))
    at, columns = _header(lines, given or {}, path)
    headers = [str(cell or "").strip() for cell in lines[at]] if lines else []
    taken = {field: headers.index(header) for field, header in columns.items()}
    body = list(enumerate(lines[at + 1 :], start=at + 2))
    if body and _tags(body[0][1]):
        body = body[1:]
    order = _order(row[taken["date"]] for _, row in body if "date" in taken and taken["date"] < len(row))
    rows, faults = [], []
    for number, cells in body:
        if any(str(cell or "").strip() for cell in cells):
            row, wrong = _row(number, {f: cells[n] if n < len(cells) else "" for f, n in taken.items()}, order)
            rows.append(row)
            faults += wrong
    return Sheet(
        name=path.name,
        columns=columns,
        unknown=tuple(name for name in headers if name and name not in columns.values()),
        rows=tuple(rows),
        faults=tuple(faults),
    )


def _csv(path: Path) -> list[list[Any]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data[:1_000_000]).best()
        text = data.decode(best.encoding if best else "latin-1", errors="replace")
    first = "\n".join(text.splitlines()[:_HEAD])
    delimiter = max((",", ";", "\t", "|"), key=first.count)
    csv.field_size_limit(10_000_000)
    try:
        lines: list[list[Any]] = []
        for line in csv.reader(io.StringIO(text), delimiter=delimiter):
            lines.append([cell.removeprefix("'") for cell in line])  # a sign that guards against formulas
            if len(lines) > MOST_ROWS:
                break
    except csv.Error as error:
        raise UnreadableInput(f"no table: {error}", where=str(path)) from error
    return lines


def _xlsx(path: Path) -> list[list[Any]]:
    try:
        with ZipFile(path) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except (BadZipFile, OSError) as error:
        raise UnreadableInput(f"no readable XLSX file ({type(error).__name__})", where=str(path)) from error
    if unpacked > MOST_BYTES:
        raise UnreadableInput("its parts unpack to more than 256 MB; cut it into parts", where=str(path))
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = [
            [_bare(line) for line in one.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)]
            for one in book.worksheets
        ]
        book.close()
    except Exception as error:  # a damaged archive raises whatever its part does
        raise UnreadableInput(f"no readable XLSX file ({type(error).__name__})", where=str(path)) from error
    return max(sheets, key=lambda lines: max((len(_found(line)) for line in lines[:_HEAD]), default=0), default=[])


def _bare(line: Sequence[Any]) -> list[Any]:
    """The cells of a line up to the last that holds something: one far cell fills up all lines before it."""
    end = next((n for n in range(len(line), 0, -1) if line[n - 1] is not None), 0)
    return list(line[:end])


def _found(line: Sequence[Any]) -> dict[str, str]:
    """Field -> header, of a line taken for a header: the first spelling in the data file's order counts."""
    order = {header: number for number, header in enumerate(known_headers())}
    met = {plain(str(cell)): str(cell).strip() for cell in line if cell is not None and str(cell).strip()}
    found: dict[str, str] = {}
    for header in sorted((one for one in met if one in order), key=order.__getitem__):
        found.setdefault(known_headers()[header], met[header])
    return found


def _header(lines: Sequence[Sequence[Any]], given: Mapping[str, str], path: Path) -> tuple[int, dict[str, str]]:
    at = max(range(min(_HEAD, len(lines))), key=lambda n: (len(_found(lines[n])), -n), default=0)
    columns = _found(lines[at]) if lines else {}
    headers = [str(cell or "").strip() for cell in lines[at]] if lines else []
    fields = set(known_headers().values())
    for field, header in given.items():
        match = next((one for one in headers if plain(one) == plain(header)), None)
        if field not in fields:
            raise NotFound(f"no field is called {field!r}; fields are {', '.join(sorted(fields))}")
        if match is None:
            raise NotFound(f"{path.name} has no column {header!r}; it has {', '.join(filter(None, headers))}")
        columns = {name: one for name, one in columns.items() if one != match} | {field: match}
    if not {"date", "year"} & columns.keys() or not {"place", "admin1", "lat", "country"} & columns.keys():
        seen = ", ".join(filter(None, headers[:30])) or "nothing"
        raise UnreadableInput(
            f"no columns of dates and places are known among its headers ({seen}); say which they are, as "
            "date = HEADER and place = HEADER (on the command line with --map)",
            where=str(path),
        )
    return at, columns


def _tags(cells: Sequence[Any]) -> bool:
    told = [str(cell) for cell in cells if cell]
    return bool(told) and sum(cell.startswith("#") for cell in told) > len(told) / 2


def _order(cells: Iterable[Any]) -> str:
    """Whether days or months come first in dates with slashes: what some date of the column shows, else days."""
    for cell in cells:
        parts = re.findall(r"\d+", str(cell or "")[:_DATE])
        if len(parts) >= 3 and len(parts[0]) <= 2:
            if int(parts[0]) > 12:
                return "day"
            if int(parts[1]) > 12:
                return "month"
    return "day"


def _row(number: int, cells: Mapping[str, Any], order: str) -> tuple[Row, list[str]]:
    def text(field: str) -> str:
        return " ".join(str(cells.get(field) or "").split())[:2000]

    faults = []
    first, last = _dates(cells, order)
    if first is None and (text("date") or text("year")):
        faults.append(f"row {number}: {(text('date') or text('year'))[:_DATE]!r} is not read as a date")
    lat, lon = _degrees(cells.get("lat"), 90), _degrees(cells.get("lon"), 180)
    parties = [text(field) for field in ("actor1", "actor2", "actors") if text(field)]
    found = Row(
        number=number,
        id=text("id"),
        first=first,
        last=last,
        place=text("place"),
        admin1=text("admin1"),
        admin2=text("admin2"),
        country=text("country"),
        lat=lat if lon is not None else None,
        lon=lon if lat is not None else None,
        type=text("type"),
        actors=tuple(one for each in parties for one in re.split(r"\s*;\s*", each) if one),
        killed=_count(cells.get("killed")),
        killed_low=_count(cells.get("killed_low")),
        killed_high=_count(cells.get("killed_high")),
        notes=text("notes"),
    )
    return found, faults


def _dates(cells: Mapping[str, Any], order: str) -> tuple[dt.date | None, dt.date | None]:
    first = _date(cells.get("date"), order)
    if first is None and cells.get("year"):
        first = _parts(*(_count(cells.get(name)) for name in ("year", "month", "day")))
    if first is None:
        return None, None
    end = _date(cells.get("date_end"), order)
    last = end[1] if end is not None else first[1]
    return first[0], max(first[0], last)


def _parts(year: int | None, month: int | None, day: int | None) -> tuple[dt.date, dt.date] | None:
    try:
        if year is None:
            return None
        if month is None:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        if day is None:
            first = dt.date(year, month, 1)
            return first, (first.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
        return (dt.date(year, month, day),) * 2
    except (ValueError, OverflowError):
        return None


def _date(cell: Any, order: str) -> tuple[dt.date, dt.date] | None:
    if isinstance(cell, dt.datetime):
        return cell.date(), cell.date()
    if isinstance(cell, dt.date):
        return cell, cell
    text = str(cell or "").strip()[:_DATE]
    iso = re.match(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$", text)
    if iso:
        return _parts(*(int(part) if part else None for part in iso.groups()))
    short = re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b", text)
    if short:
        a, b, year = (int(part) for part in short.groups())
        day, month = (a, b) if order == "day" else (b, a)
        return _parts(year + 2000 if year < 100 else year, month, day)
    return _worded(text)


def _worded(text: str) -> tuple[dt.date, dt.date] | None:
    """A date with the month in words: "12 March 2021", "March 12, 2021", "12 mars 2021"."""
    month = next((found for word in plain(text).split() if (found := _month(word))), None)
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    year = next((one for one in numbers if one > 999), None)
    day = next((one for one in numbers if one <= 31), None)
    return _parts(year, month, day) if month else None


@cache
def _months() -> Mapping[str, int]:
    return {plain(name): number for name, number in split_words().months.items()}


def _month(word: str) -> int | None:
    """A month by its name in any language, or by the letters that only its name begins with."""
    if word in _months():
        return _months()[word]
    met = {number for name, number in _months().items() if len(word) > 2 and name.startswith(word)}
    return met.pop() if len(met) == 1 else None


def _count(cell: Any) -> int | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return int(cell) if 0 <= cell < 2**53 else None
    found = _NUMBER.search(str(cell))
    if not found:
        return None
    number = re.sub(r"[.,]0+$", "", found[0].strip()) if re.search(r"[.,]0{1,2}$", found[0].strip()) else found[0]
    digits = re.sub(r"\D", "", number)
    return int(digits) if digits and len(digits) < 10 else None


def _degrees(cell: Any, most: int) -> float | None:
    try:
        value = float(str(cell).strip().replace(",", "."))
    except ValueError:
        return None
    return value if -most <= value <= most else None
