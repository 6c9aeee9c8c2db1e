"""What holds for every reader: the contract, and random bytes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from djeli.errors import InputError, OversizedInput, UnreadableInput
from djeli.read import CONTAINERS, MEDIA_TYPES, READERS, dispatch, read
from djeli.read.dispatch import reader_for
from djeli.read.raw import Raw
from djeli.read.table import GZIP
from djeli.records import Reading
from djeli.settings import Settings

SMALL = Settings(read_timeout=10.0)
# Beginnings that lead random bytes past the first check of each format.
HEADS = {
    "text/html": b"<html><body><table><td>",
    "application/xhtml+xml": b"<?xml version='1.0'?><html>",
    "message/rfc822": b"From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    "application/mbox": b"From a\nSubject: b\nContent-Type: text/html\n\n",
    "application/rss+xml": b"<rss version='2.0'><channel><item><title>a",
    "application/atom+xml": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>",
    "application/warc": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.1 200 OK\r\n",
    "application/x-ndjson": b'{"text": "a"}\n{"text": ',
    "application/json": b'[{"text": "a"}, ',
    "text/csv": b"title,text\n1,a\n2,",
    "text/tab-separated-values": b"title\ttext\n1\t",
}
IN_CHILD = {media_type for media_type, reader in READERS.items() if reader.split(":")[0].endswith((".pdf", ".docx"))}


@pytest.mark.parametrize("media_type", sorted(READERS))
def test_every_reader_is_there(media_type: str) -> None:
    """The table's words lead to a function with a docstring, and some extension leads to the table's line."""
    reader = reader_for(media_type)
    assert reader.__doc__
    assert media_type in MEDIA_TYPES.values() or media_type in ("application/gzip",)


def test_the_tables_agree() -> None:
    """Every extension has a reader, every container is read or unpacked."""
    assert set(MEDIA_TYPES.values()) <= set(READERS)
    assert set(READERS) | {GZIP} >= CONTAINERS
    assert all(extension.startswith(".") and extension == extension.lower() for extension in MEDIA_TYPES)


def check(found: list[Reading | InputError], uri: str) -> None:
    """Each outcome is a Reading whose blocks lie in its text, or an InputError that names the input and a cure."""
    assert found
    for one in found:
        if isinstance(one, InputError):
            assert one.where
            assert "Please report" not in str(one)
            continue
        assert one.text.document == one.document.id
        assert one.text.content.strip()
        assert "@" in one.text.reader
        assert all(0 <= b.start < b.end <= len(one.text.content) for b in one.text.blocks)
        one.text.content.encode()


@pytest.mark.parametrize("media_type", sorted(set(READERS) - IN_CHILD))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda s: s.encode("utf-8", "replace"))))
def test_random_bytes(media_type: str, data: bytes) -> None:
    """Random bytes, bare or behind a sound beginning, give readings or faults, never anything else."""
    for body in (data, HEADS.get(media_type, b"") + data):
        raw = Raw(data=body or b"x", uri="f", media_type=media_type, settings=SMALL)
        found: list[Reading | InputError] = []
        try:
            found.extend(reader_for(media_type)(raw))
        except InputError as error:
            found.append(error)
        check(found, "f")


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_in_the_child(
    seed: int, pdf: Callable[..., bytes], word: bytes, outcomes: Callable[..., list[Reading | InputError]]
) -> None:
    """PDF and Word files with overwritten bytes give readings or faults."""
    for name, data in (("a.pdf", pdf([["Gunmen attacked Dablo."]])), ("a.docx", word)):
        hurt = bytearray(data)
        for place in range(20 + seed, len(hurt), 97 + 31 * seed):
            hurt[place] ^= 0x55
        check(outcomes(bytes(hurt), name, SMALL), name)


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.csv", "a.jsonl", "a.eml", "a.docx", "a.xml", "a"])
def test_empty_files(outcomes: Callable[..., list[Reading | InputError]], data: bytes, name: str) -> None:
    """Nothing, or nothing but white space, is a fault in every format."""
    (found,) = outcomes(data, name)
    assert isinstance(found, UnreadableInput)
    assert name in str(found)


def test_size_limits(fault: Callable[..., InputError]) -> None:
    """Bytes, characters and packing are limited, each with the setting to change."""
    assert "max_bytes" in str(fault(b"x" * 11, "a.txt", Settings(max_bytes=10)))
    assert "max_chars" in str(fault(b"x" * 11, "a.txt", Settings(max_chars=10)))
    bomb = fault(gzip.compress(b"x " * 20_000_000), "a.txt.gz")
    assert isinstance(bomb, OversizedInput)
    assert "max_ratio" in str(bomb)


def test_packed_text(one: Callable[..., Reading]) -> None:
    """A packed file is read under its inner name, as a member of the packed one; several gzip members are one."""
    found = one(gzip.compress(b"Gao ") + gzip.compress("😀".encode()), "a.txt.gz")
    assert found.text.content == "Gao 😀"
    assert (found.document.member, found.document.media_type) == ("gzip", "text/plain")


@pytest.mark.parametrize("cut", [8, 15, 25])
def test_broken_packing(fault: Callable[..., InputError], cut: int) -> None:
    """A packed file that breaks off is refused."""
    assert "gzip" in str(fault(gzip.compress(b"Gunmen attacked the market.")[:cut], "a.txt.gz"))


def test_unforeseen_faults_stay_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in a reader becomes a row of the batch that asks for a report."""

    def broken(media_type: str) -> None:
        raise ZeroDivisionError(media_type)

    monkeypatch.setattr(dispatch, "reader_for", broken)
    (found,) = read(b"x", uri="a.txt", settings=SMALL)
    assert isinstance(found, UnreadableInput)
    assert "ZeroDivisionError" in str(found)


def test_the_same_bytes_give_the_same_text(one: Callable[..., Reading], word: bytes) -> None:
    """Readers are deterministic: ids of document and text are stable."""
    for name, data in (("a.docx", word), ("a.html", b"<html><p>x</p>"), ("a.txt", b"x")):
        assert one(data, name).text.id == one(data, name).text.id


SEEDS = Path(__file__).resolve().parents[3] / "../shared/seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed files are not beside this checkout")
def test_seeds_are_their_own_text(one: Callable[..., Reading]) -> None:
    """Each seed file reads as its own characters."""
    for path in sorted(SEEDS.glob("*.txt")):
        assert one(path.read_bytes(), str(path)).text.content == path.read_bytes().decode("utf-8")
