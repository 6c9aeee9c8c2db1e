"""Looking for names in files of any form: unpacked, unescaped and folded, however they are spelt or run together."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote


def squeezed(text: str) -> str:
    """Letters and digits of a text alone: no case, no accents, no signs, no spaces."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return "".join(c for c in parts if c.isalnum() and not unicodedata.combining(c))


def readings(text: str) -> Iterator[str]:
    """A text as it stands, and as those read it who know its escapes."""
    yield text
    yield unquote(text)
    yield html.unescape(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda met: chr(int(met[1], 16)), text)
    yield re.sub(r"<[^>]*>", "", html.unescape(text))  # words cut by markup
    yield re.sub(r"=\r?\n", "", text)


def texts(data: bytes, name: str = "") -> Iterator[str]:
    """Every text in a file: of members of archives, of PDFs, of columns of tables."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from archive.namelist()
            for member in archive.namelist():
                yield from texts(archive.read(member), member)
        return
    if data[:4] == b"%PDF":
        import pypdfium2

        yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
        yield data.decode("latin-1")
        return
    if data[:2] == b"\x1f\x8b":
        yield from texts(zlib.decompress(data, 31), name)
        return
    if data[:4] == b"PAR1":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(io.BytesIO(data))
        yield from (str(column.to_pylist()) for column in table.columns)
        yield str(table.schema)
    yield from readings(data.decode("utf-8", "replace"))
    if b"\0" in data[:4000]:
        yield data.decode("utf-16", "replace")


def found(folder: Path, names: Iterable[str]) -> list[str]:
    """Names that stand in any file of a folder, or in the name of one."""
    wanted = {name: squeezed(name) for name in names}
    assert all(len(form) >= 2 for form in wanted.values())
    bad = []
    for path in sorted(folder.rglob("*")):
        told = [str(path.relative_to(folder)), *(texts(path.read_bytes(), path.name) if path.is_file() else ())]
        for text in told:
            here = squeezed(text)
            bad += [f"{path.relative_to(folder)}: {name}" for name, form in wanted.items() if form in here]
    return sorted(set(bad))
