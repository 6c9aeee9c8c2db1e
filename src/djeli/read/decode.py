"""Bytes to characters, with the encoding named and every doubt said.

The rule that offsets rest on: `content == data.decode(encoding, errors="replace")`. A byte order mark is not part
of the content (the codec that is named takes it away: utf-8-sig, utf-16, utf-32); line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from djeli.errors import UnreadableInput

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that news from anywhere has been written in; a free search over all of Python's finds EBCDIC in French.
_CANDIDATES = [
    *("cp1252", "cp1256", "cp1251", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp874"),
    *("koi8_r", "gb18030", "big5", "shift_jis", "euc_jp", "cp949", "iso8859_5", "iso8859_6", "mac_roman"),
]
_STATEFUL = ("iso2022", "hz")  # seven-bit: they look like ASCII, so only a declaration can tell
_NEVER = ("utf_7", "utf-7")  # a way to smuggle mark-up past filters; nobody publishes in it
_SAMPLE = 256 * 1024
_SHORTEST_WIDE = 16  # bytes; fewer could be anything
# Statistics on a short text mix up the Latin code pages; these letters decide for the Western one.
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "mac_roman", "big5", "shift_jis"})
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒ‘’“”–—…«»°€£§·¿¡•\xa0")
_MOSTLY = 0.95
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL = 0.01  # a page of a teletype archive has a few; compressed or encrypted bytes have a tenth


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the codec that made them, and what a reader of the report should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, where: str, declared: str = "") -> Decoded:
    """Decode by mark, by a declared seven-bit codec, as UTF-8, as declared, as damaged UTF-8, or by statistics.

    Args:
        data: the whole file.
        where: for messages.
        declared: charset named by HTTP, a mail header or the page; empty when none is.

    Raises:
        UnreadableInput: the bytes are no text.
    """
    found = _decode(data, where=where, declared=_codec(declared))
    controls = len(_CONTROL.findall(found.text[:_SAMPLE]))
    if controls > _MAX_CONTROL * min(len(found.text), _SAMPLE):
        raise UnreadableInput(
            f"is binary: {controls} control characters in the first {min(len(found.text), _SAMPLE)}. Expected text; "
            "is the extension right, and is the file whole?",
            where=where,
        )
    return found


def _decode(data: bytes, *, where: str, declared: str) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _lossy(data, codec, f"has the mark of {codec}")
    if b"\0" in data:
        return _wide(data, where=where)
    if declared.replace("_", "").startswith(_STATEFUL):
        return _lossy(data, declared, f"is declared as {declared}")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        damaged = _damaged_utf8(data, fault)
    if declared and declared != "utf-8":
        return _lossy(data, declared, f"is declared as {declared}")
    return damaged or _guess(data)


def _codec(declared: str) -> str:
    """Python's name of a declared charset, as browsers take it: Latin-1 means Windows-1252."""
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name if declared.strip() else ""
        b"".decode(name or "utf-8")  # codecs such as base64 are no text encodings
    except (LookupError, ValueError):
        return ""
    if name in _NEVER:
        return ""
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _lossy(data: bytes, codec: str, why: str) -> Decoded:
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd") - (data.count("\ufffd".encode(codec)) if codec.startswith("utf-8") else 0)
    if bad <= 0:
        return Decoded(text, codec)
    return Decoded(text, codec, (f"{why}, but {bad} places are not {codec}; they read as U+FFFD",))


def _wide(data: bytes, *, where: str) -> Decoded:
    """UTF-16 without a mark: every second byte of European text is NUL. Anything else with NUL is binary."""
    sample = data[:4096]
    for codec, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        nuls, others = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
        if len(data) >= _SHORTEST_WIDE and others == 0 and nuls * 5 >= len(sample):
            return Decoded(data.decode(codec, "replace"), codec, (f"has no byte order mark; read as {codec}",))
    raise UnreadableInput(
        "is binary: it holds NUL bytes. Expected text in UTF-8 or another encoding; is the extension right?",
        where=where,
    )


def _damaged_utf8(data: bytes, fault: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few broken bytes, which no other encoding would explain better; None when it is not that."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if ord(char) > 0x7F) - bad
    if good < 5 * bad:
        return None
    return Decoded(
        text, "utf-8", (f"{bad} places are not UTF-8, the first at byte {fault.start}; they read as U+FFFD",)
    )


def _guess(data: bytes) -> Decoded:
    """By statistics over the encodings of `_CANDIDATES`; Windows-1252 when they do not say."""
    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    codec = best.encoding if best is not None else "cp1252"
    if codec in _LATIN and _is_western(sample):
        codec = "cp1252"
    text = data.decode(codec, "replace")
    doubt = f"is not UTF-8 and names no encoding; read as {codec} by its letter frequencies: check the accents"
    return Decoded(text, codec, (doubt,))


def _is_western(sample: bytes) -> bool:
    """Whether nearly all letters beyond ASCII, taken as Windows-1252, are those of western European languages."""
    high = [char for char in sample.decode("cp1252", "replace") if ord(char) > 0x7F]
    return sum(char in _WESTERN for char in high) >= _MOSTLY * len(high)
