"""Web archives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from djeli.errors import InputError, OversizedInput
from djeli.records import Reading
from djeli.settings import Settings
from djeli.vocab import Basis

HTML = "text/html"
ROWS = [
    ("https://www.courier.example/1", "200 OK", HTML, b"<html><p>Gunmen killed 3.</p></html>"),
    ("https://courier.example/2", "301 Moved", HTML, b"x"),
    ("https://courier.example/3", "200 OK", "image/png", b"\x89PNG...."),
    ("https://courier.example/4", "404 Not Found", HTML, b"x"),
    ("https://courier.example/5", "200 OK", f"{HTML}; charset=windows-1251", "<p>Боевики убили</p>".encode("cp1251")),
    ("https://courier.example/6", "200 OK", "text/plain", b"Plain words."),
]
Outcomes = Callable[..., list[Reading | InputError]]


@pytest.mark.parametrize("gzip", [False, True])
def test_pages(outcomes: Outcomes, warc: Callable[..., bytes], gzip: bool) -> None:
    """Pages answered with 200 are read under their address; the rest is counted on the last one."""
    data = warc(ROWS, gzip=gzip)
    found = outcomes(data, "a.warc.gz" if gzip else "a.warc")
    readings = [one for one in found if isinstance(one, Reading)]
    assert readings == found
    assert [one.text.content for one in readings] == ["Gunmen killed 3.", "Боевики убили", "Plain words."]
    first = readings[0].document
    assert (first.uri, first.member) == (ROWS[0][0], f"record 1 <{ROWS[0][0]}>")
    assert first.container == hashlib.sha256(data).hexdigest()
    assert first.id == hashlib.sha256(ROWS[0][3]).hexdigest()
    assert first.publisher is not None
    assert (first.publisher.value, first.publisher_basis) == ("courier.example", Basis.SUPPLIED)
    assert readings[-1].warnings[-1].endswith("1 answers of type image/png, 1 answers with status 404, 1 redirects")


@pytest.mark.parametrize("gzip", [False, True])
def test_cut_off(outcomes: Outcomes, warc: Callable[..., bytes], gzip: bool) -> None:
    """Whole records before the break are read, the break is said."""
    found = outcomes(warc(ROWS, gzip=gzip)[:-40], "a.warc")
    assert [one.text.content for one in found if isinstance(one, Reading)] == ["Gunmen killed 3.", "Боевики убили"]
    faults = [str(one) for one in found if isinstance(one, InputError)]
    assert faults
    assert "breaks off" in faults[0]


def test_nothing_of_use(fault: Callable[..., InputError], warc: Callable[..., bytes]) -> None:
    """An archive without a page says what it holds."""
    assert "without a page of text (1 redirects)" in str(fault(warc(ROWS[1:2]), "a.warc"))


def test_limits(outcomes: Outcomes, warc: Callable[..., bytes]) -> None:
    """Members are counted and a page that swells is stopped alone."""
    assert isinstance(outcomes(warc(ROWS), "a.warc", Settings(max_members=1))[0], OversizedInput)


def test_garbage(outcomes: Outcomes) -> None:
    """A file that only begins like an archive holds no page, and says so."""
    (found,) = outcomes(b"WARC/1.0\r\nnonsense", "a.warc")
    assert isinstance(found, InputError)
    assert "archive" in str(found) or "damaged" in str(found)


def test_nothing_is_printed(outcomes: Outcomes, warc: Callable[..., bytes], capsys: pytest.CaptureFixture[str]) -> None:
    """What warcio would print about a record with a wrong length stays silent."""
    data = warc(ROWS).replace(b"Gunmen killed", b"Gunmen have killed")
    outcomes(data, "a.warc")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")
