"""What an address or a word says to those who undo its escapes: %XX, &#…;, xn--, =XX, capitals within words.

Nobody must be able to read a name out of something that was let through because it didn't look like one.
"""

from __future__ import annotations

import binascii
import html
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final
from urllib.parse import unquote_to_bytes

_CODECS: Final = ("cp1252", "cp1251", "cp1256", "koi8-r", "gb18030")
"""In which old addresses are percent-encoded, where it isn't UTF-8."""
_MOST = 60
"""Readings that are tried: escapes within escapes end somewhere."""
_LONGEST = 20_000
"""Characters of a word beyond which it is no word; readings of it are cut there."""
MARKED = re.compile(
    r"[%&\\=<xXA-Z\d](?:(?<=%)[0-9A-Fa-fu]|(?<=&)[#A-Za-z]|(?<=\\)[ux]|(?<=x)n--|(?<=X)N--|(?<==)[0-9A-F?]|"
    r"(?<=<)[/A-Za-z]|(?<=[^\W\d_A-Z][A-Z])|(?<=[^\W\d_]\d)|(?<=\d)(?=[^\W\d_]))"
)
"""Signs that a word may be read in another way: a quick look, as it begins with what is rare in a text."""
_PERCENT = re.compile(r"%u([0-9A-Fa-f]{4})")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")
_LABEL = re.compile(r"\bxn--([A-Za-z0-9-]{1,59})", re.IGNORECASE)
_QUOTED = re.compile(r"=(?=[0-9A-F]{2})")
_TAG = re.compile(r"<[^<>]{0,300}>")
_SEAM = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{10,}")


def readings(word: str) -> set[str]:
    """Everything that a word or an address may be read as, itself included."""
    found = {word[:_LONGEST]}
    waiting = list(found)
    while waiting and len(found) < _MOST:
        one = waiting.pop()
        for undo in _UNDOES:
            fresh = {made for made in undo(one) if made} - found
            found |= fresh
            waiting += fresh
    return found


def _percent(word: str) -> Iterator[str]:
    if "%" in word:
        whole = _PERCENT.sub(lambda met: chr(int(met[1], 16)), word)
        yield from _decoded(unquote_to_bytes(whole))


def _decoded(data: bytes) -> Iterator[str]:
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield from (data.decode(codec, "replace") for codec in _CODECS)


def _entities(word: str) -> Iterator[str]:
    if "&" in word:
        yield html.unescape(word)
    if "<" in word:
        yield _TAG.sub("", word)


def _escapes(word: str) -> Iterator[str]:
    if "\\" in word:
        yield _ESCAPE.sub(lambda met: chr(int(met[1] or met[2], 16)), word)


def _punycode(word: str) -> Iterator[str]:
    if "xn--" in word.lower():
        yield _LABEL.sub(lambda met: _label(met[1]) or met[0], word)


def _label(label: str) -> str:
    try:
        return label.encode().decode("punycode")
    except UnicodeError:
        return ""


def _mailed(word: str) -> Iterator[str]:
    """As headers and bodies of e-mail write what isn't ASCII."""
    if "=?" in word:
        try:
            parts = decode_header(word)
            yield "".join(p.decode(c or "ascii", "replace") if isinstance(p, bytes) else p for p, c in parts)
        except (HeaderParseError, LookupError, ValueError):
            pass
    if _QUOTED.search(word):
        yield from _decoded(binascii.a2b_qp(word.encode("utf-8", "replace")))


def _seams(word: str) -> Iterator[str]:
    """Words run together that capitals or digits tell apart: "JaneDoeInterview", "doe1987"."""
    if _SEAM.search(word):
        yield _SEAM.sub(" ", word)


def _packed(word: str) -> Iterator[str]:
    """What links of newsletters carry along."""
    for met in _BASE64.finditer(word):
        run = met[0].replace("+", "-").replace("/", "_")
        try:
            yield urlsafe_b64decode(run[: len(run) // 4 * 4]).decode()
        except ValueError:
            continue


_UNDOES: Final[tuple[Callable[[str], Iterator[str]], ...]] = (
    _percent,
    _entities,
    _escapes,
    _punycode,
    _mailed,
    _seams,
    _packed,
)
