"""Articles in rows: JSON lines, a JSON list, CSV. One Reading a row, whose text is the row's text field, unchanged.

A row's id is the SHA-256 of its own record: for JSON lines the line's characters in UTF-8, else the row as canonical
JSON. What a row says about title, date, address and so on is SUPPLIED: somebody wrote it down, nobody checked it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read.dates import supplied
from djeli.read.decode import decode
from djeli.read.html.page import NAME as HTML_NAME
from djeli.read.html.page import page_of
from djeli.read.raw import Fields, Raw, clean, make
from djeli.records import Field, Reading
from djeli.resources import load_yaml
from djeli.vocab import Basis

NAME = "rows@1"

_COLUMNS: dict[str, list[str]] = dict(load_yaml(files("djeli.read") / "columns.yaml"))
_DELIMITERS = ",;\t|"
# Tags of blocks only: an <em> left over in plain text must not shift its offsets.
_MARKUP = re.compile(r"</?(?:p|br|div|li|ul|h[1-6]|table|blockquote)(?:\s[^<>]{0,300})?/?>", re.I)
_FIELD_LIMIT = 2**31 - 1  # the csv module's own 131,072 cuts long articles; max_chars is checked later
_KEYS_SHOWN = 20

Row = tuple[str, bytes, Any]
"""Locator in the container, canonical record, parsed value."""


def read_lines(raw: Raw) -> Iterator[Reading | InputError]:
    """JSON lines; a file that is one JSON list or object is read as such."""
    found = decode(raw.data, where=raw.where, declared=raw.charset)
    text = found.text
    if text.lstrip()[:1] == "[" or _is_one_value(text):
        yield from _readings(raw, _listed(raw, text), found.warnings)
    else:
        yield from _readings(raw, _json_lines(raw, text), found.warnings)


def _is_one_value(text: str) -> bool:
    """Whether the file is one object: printed over several lines, or wrapped around a list of articles."""
    first, _, more = text.strip().partition("\n")
    if more or not first.startswith("{"):
        return first.strip() == "{"
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return any(isinstance(value.get(name), list) for name in _COLUMNS["lists"])


def _json_lines(raw: Raw, text: str) -> Iterator[Row | InputError]:
    start = 0
    number = 0
    while start < len(text):  # not splitlines: U+2028 and its kin may stand inside a JSON string
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end].strip()
        number += 1
        start = end + 1
        if not line:
            continue
        try:
            yield f"line {number}", line.encode("utf-8", "surrogatepass"), json.loads(line)
        except (ValueError, RecursionError) as error:
            yield UnreadableInput(
                f"is not JSON ({str(error)[:120]}); expected one object a line. Is the file cut off here?",
                where=f"{raw.where}, line {number}",
            )


def _listed(raw: Raw, text: str) -> Iterator[Row | InputError]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(
            f"is not JSON ({str(error)[:120]}); expected a list of objects, or one object a line", where=raw.where
        ) from error
    if isinstance(value, dict):
        value = next((value[name] for name in _COLUMNS["lists"] if isinstance(value.get(name), list)), [value])
    for number, row in enumerate(value if isinstance(value, list) else [value], 1):
        yield f"entry {number}", _canonical(row), row


def read_csv(raw: Raw) -> Iterator[Reading | InputError]:
    """CSV with a header row; comma, semicolon, tab or bar between fields."""
    csv.field_size_limit(_FIELD_LIMIT)
    found = decode(raw.data, where=raw.where, declared=raw.charset)
    header, _, _ = found.text.lstrip().partition("\n")
    bare = re.sub(r'"[^"]*"', "", header)
    delimiter = max(_DELIMITERS, key=bare.count) if bare.strip() else ","
    table = csv.reader(io.StringIO(found.text, newline=""), delimiter=delimiter)
    try:
        names = next((row for row in table if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise UnreadableInput(
            f"is no CSV ({error}); expected a header row and one article a row", where=raw.where
        ) from error
    if not {_plain(name) for name in names} & {*_COLUMNS["text"], *_COLUMNS["html"]}:
        raise UnreadableInput(
            f"has no column of text. Its columns are {_shown(names)}; expected one of "
            f"{', '.join(_COLUMNS['text'][:6])}. Rename the column, or add a header row",
            where=raw.where,
        )
    yield from _readings(raw, _csv_rows(raw, table, names), found.warnings)


def _csv_rows(raw: Raw, table: Any, names: list[str]) -> Iterator[Row | InputError]:
    line = table.line_num
    while True:
        try:
            cells = next(table, None)
        except csv.Error as error:
            yield UnreadableInput(f"is no CSV from here ({error})", where=f"{raw.where}, line {line + 1}")
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            row = dict(zip(names, cells, strict=False))
            yield f"line {line + 1}", _canonical(row), row
        line = table.line_num


def _canonical(row: Any) -> bytes:
    return json.dumps(row, sort_keys=True, separators=(",", ":")).encode("ascii")


def _readings(raw: Raw, rows: Iterable[Row | InputError], warnings: tuple[str, ...]) -> Iterator[Reading | InputError]:
    count = 0
    for row in rows:
        count += 1
        if count > raw.settings.max_members:
            yield OversizedInput(
                f"has more than {raw.settings.max_members:,} rows; the rest was not read. Split it, or raise "
                "max_members in djeli.toml",
                where=raw.where,
            )
            return
        try:
            yield row if isinstance(row, InputError) else _reading(raw, *row, warnings if count == 1 else ())
        except InputError as error:
            yield error
    if not count:
        raise UnreadableInput("has no rows; expected one article a row", where=raw.where)


def _reading(raw: Raw, member: str, record: bytes, value: Any, warnings: tuple[str, ...]) -> Reading:
    where = f"{raw.where}, {member}"
    if not isinstance(value, dict):
        raise UnreadableInput(f"is a {type(value).__name__}; expected an object with a text", where=where)
    row = {_plain(str(key)): item for key, item in value.items()}
    text, is_html = _text(row, where)
    fields, doubts = _fields(row)
    address = _word(row, "url")
    address = address if is_web(address) else ""
    number = _word(row, "id") or member.replace(" ", "-")
    part = raw.part(
        record,
        uri=address or f"{raw.uri}#{number}",
        media_type="text/html" if is_html else "text/plain",
        member=member,
        fetched_host="",  # the host of the list is not the publisher of what it lists
        supplied=fields,
        warnings=(*warnings, *doubts),
    )
    if is_html:
        page = page_of(text, where=where, fragment=True)
        return make(part, page.content, HTML_NAME, blocks=page.blocks, warnings=page.warnings)
    return make(part, clean(text), NAME)


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def _shown(names: Iterable[str]) -> str:
    listed = [repr(name[:40]) for name in names]
    more = f" and {len(listed) - _KEYS_SHOWN} more" if len(listed) > _KEYS_SHOWN else ""
    return (", ".join(listed[:_KEYS_SHOWN]) + more) or "none"


def _text(row: Mapping[str, Any], where: str) -> tuple[str, bool]:
    """The article and whether it is HTML."""
    for name in (*_COLUMNS["text"], *_COLUMNS["html"]):
        value = row.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value, name in _COLUMNS["html"] or len(_MARKUP.findall(value[:20_000])) >= 2
    raise UnreadableInput(
        f"has no text. Its keys are {_shown(row)}; expected one of {', '.join(_COLUMNS['text'][:6])}", where=where
    )


def _word(row: Mapping[str, Any], field: str) -> str:
    """The first non-empty value of a field in words; objects give their name, lists are joined."""
    for name in _COLUMNS[field]:
        value = row.get(name)
        values = value if isinstance(value, list) else [value]
        named = [v.get("name") or v.get("title") if isinstance(v, dict) else v for v in values]
        words = "; ".join(str(v).strip() for v in named if isinstance(v, (str, int, float)) and str(v).strip())
        if words:
            return " ".join(clean(words).split())[:2000]
    return ""


def is_web(address: str) -> bool:
    """Whether an address may become a document's: others (javascript:, file:) never leave the field they stood in."""
    return address.lower().startswith(("http://", "https://"))


def host(address: str) -> str:
    """Host of an address without "www."; empty when it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _fields(row: Mapping[str, Any]) -> tuple[Fields, tuple[str, ...]]:
    dated = next((row[name] for name in _COLUMNS["date"] if row.get(name) not in (None, "")), "")
    published, doubt = supplied(dated)
    publisher = _word(row, "publisher")
    words = {
        "title": _word(row, "title"),
        "author": _word(row, "author"),
        "publisher": (host(publisher) if "://" in publisher else publisher) or host(_word(row, "url")),
        "published": published,
        "place": _word(row, "place"),
    }
    found = {name: Field(value=value, basis=Basis.SUPPLIED) for name, value in words.items() if value}
    return Fields(**found), ((doubt,) if doubt else ())
