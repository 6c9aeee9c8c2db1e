"""Tables: named columns with their meaning, and cells that are safe to open in a spreadsheet.

Cells that a spreadsheet would run as a formula are written with an apostrophe in front (OWASP's rule for CSV
injection: = + - @ tab, carriage return at the start). In CSV the same holds within a cell, behind a semicolon, a tab
and a line end: where the comma parts decimals, spreadsheets take the semicolon for the border between cells, and then
the quotation marks around a cell, which hold its line ends together, count for nothing. No text is longer than a
spreadsheet's cell can be.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Columns = dict[str, str]
"""Name of a column -> what it holds, in the order of the file."""
Row = dict[str, Any]

LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""
_CUT = " … [cut]"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BEFORE = frozenset((*_RISKY, " ", "\ufeff"))
_BLANK = " \u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\x85"
"""What may stand before a formula unseen."""
_FORMULA = re.compile(f"[{_BLANK}]*[=+\\-@\t\r\n＝＋－＠]")
_BORDER = re.compile(f"([;\t\r\n][\"'{_BLANK}]*)(?=[=+\\-@＝＋－＠])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither a spreadsheet nor XML can hold: control characters, halves of a pair, and no characters at all."""


def safe(value: Any) -> Any:
    """The value, with an apostrophe in front where a spreadsheet would take text for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def parted(value: Any) -> Any:
    """A cell of a CSV that is safe also where a spreadsheet parts it at semicolons, tabs or line ends."""
    return _BORDER.sub(r"\1'", value) if isinstance(value, str) else value


def cell(value: Any) -> Any:
    """What is written of a value: nothing for None, text made safe, cleaned and cut to what a cell can hold."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return int(value) if isinstance(value, bool) else value
    if not value or (value[0] not in _BEFORE and len(value) <= LONGEST and value.isprintable()):
        return value  # nearly all cells: looked at once
    clean = safe(_CONTROL.sub("", value))
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(_CUT)] + _CUT


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def joined(parts: Iterable[str]) -> str:
    """Parts in one cell, each once, none empty."""
    return "; ".join(dict.fromkeys(flat(part).replace(";", ",") for part in parts if part.strip()))


def write_csv(path: Path, columns: Columns, rows: Iterable[Row], *, second: Row | None = None, head: str = "") -> int:
    """Write a table in UTF-8. Returns how many rows it has.

    Args:
        path: the file.
        columns: what stands in the first line.
        rows: all that follows.
        second: a row under the names, as HXL wants its tags.
        head: what stands before all else: a byte-order mark where a spreadsheet is to open it; programs that expect
            certain columns would read that as a part of the first name.
    """
    names, count = list(columns), 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(head)
        writer = csv.writer(stream)
        writer.writerow(names)
        if second is not None:
            writer.writerow([second[name] for name in names])
        for row in rows:
            writer.writerow([parted(cell(row[name])) for name in names])
            count += 1
    return count
