"""Dates in addresses, in datelines, and in header lines of agencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.records import Document, Text
from djeli.split import split
from djeli.split.address import address_date, address_year
from djeli.split.datelines import find_dateline
from djeli.split.headers import read_header
from djeli.vocab import Basis

LEDE = "Twelve people were killed and eight wounded in an attack on the market, the district officer said on the radio."


def document(uri: str, basis: Basis = Basis.NONE) -> Document:
    """A document at an address."""
    return Document(id="0" * 64, uri=uri, media_type="text/plain", size=1, publisher_basis=basis)


ADDRESSES = [
    ("https://oru.example/2024/08/30/market-attack", "2024-08-30", "2024"),
    ("https://oru.example/news/2024-08-30-market-attack.html", "2024-08-30", ""),
    ("https://oru.example/english/2018-10/26/c_137561234.htm", None, ""),
    ("https://oru.example/20240830/market-attack.html", "2024-08-30", ""),
    ("https://oru.example/2024/market-attack", None, "2024"),
    ("https://oru.example/2024/13/45/market-attack", None, "2024"),
    ("https://oru.example/item/20240830117", None, ""),
    ("/home/analyst/2024/08/30/page.txt", None, ""),
    ("notes-2024-08-30.txt", None, ""),
]


@pytest.mark.parametrize(("uri", "day", "year"), ADDRESSES)
def test_addresses(uri: str, day: str | None, year: str) -> None:
    """Days and years of web addresses; names of files give none."""
    found = address_date(document(uri))
    assert (found.value if found else None, address_year(document(uri))) == (day, year)


def test_basis_of_an_address() -> None:
    """A fetched address is a fact of the fetch; any other is what somebody supplied."""
    uri = ADDRESSES[0][0]
    fetched, supplied = address_date(document(uri, Basis.FETCHED_HOST)), address_date(document(uri))
    assert fetched is not None
    assert supplied is not None
    assert (fetched.basis, supplied.basis) == (Basis.FETCHED_HOST, Basis.SUPPLIED)


PAGES = [
    (f"Market attack\n\n{LEDE}\n", "https://o.example/2024/08/30/m", "2024-08-30", "supplied"),
    (f"Market attack\nPublished: 29 August 2024\n\n{LEDE}\n", "https://o.example/2024/08/30/m", "2024-08-29", "text"),
    (f"Market attack\n\nSENKO, Aug. 29 (Oru) -- {LEDE}\n", "https://o.example/2024/08/30/m", "2024-08-29", "text"),
    (f"Market attack\n\n{LEDE}\n", "market-2024-08-30.txt", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("content", "uri", "day", "basis"), PAGES)
def test_the_page_comes_before_its_address(content: str, uri: str, day: str | None, basis: str | None) -> None:
    """What the page shows is its date; the address stands in where it shows none, and gives the year it leaves out."""
    (item,) = split(Text(document="0" * 64, reader="t@1", content=content), document(uri))
    found = item.published
    assert (found.value if found else None, found.basis.value if found else None) == (day, basis)


HEADERS = [
    ("Source: Oru| 2018-10-26 19:40:16|Editor: Lu", "2018-10-26", "Oru", ""),
    ("2018-10-26 19:40:16", "2018-10-26", "", ""),
    ("Sudan | 12 May 2023", "2023-05-12", "", ""),
    ("Publié le 03 septembre 2024 à 19h12 par AFP", "2024-09-03", "", "AFP"),
    ("Issued on: 03/05/2024 - 10:15 Modified: 04/05/2024 - 10:13", "2024-05-03", "", ""),
    ("Last Update: 2024/05/03", "2024-05-03", "", ""),
    ("Press Release | 3 May 2024", "2024-05-03", "", ""),
    ("Mis à jour le 06/04/2024 à 09h30", "2024-04-06", "", ""),
]


@pytest.mark.parametrize(("line", "iso", "publisher", "author"), HEADERS)
def test_header_lines(line: str, iso: str, publisher: str, author: str) -> None:
    """Time stamps, second dates and labels say neither outlet nor writer; a country in a header is a place."""
    found = read_header(line)
    assert found is not None
    said = tuple(line[slice(*spot)] if spot else "" for spot in (found.publisher, found.author))
    assert (found.iso, *said) == (iso, publisher, author)


DATELINES = [
    ("(Bogotá) Un attentat a fait six morts.", "Bogotá"),
    ("PESHAWAR: Twelve people were killed.", "PESHAWAR"),
    ("GOMA (Oru) 26 Oct - Twelve people died.", "GOMA"),
    ("Goma, le 3 mai 2024 (ACP).- Douze personnes sont mortes.", "Goma"),
    ("Bogota, Oct 26 (EFE).- Twelve people died.", "Bogota"),
    ("UPDATE: Twelve people were killed.", None),
    ("(AFP) Twelve people were killed.", None),
    ("Mali – the army said so.", None),
]


@pytest.mark.parametrize(("text", "place"), DATELINES)
def test_datelines(text: str, place: str | None) -> None:
    """Cities in brackets, before a colon, with a French date, with the agency before the day."""
    found = find_dateline(text, 0, len(text))
    assert (text[found[0] : found[1]] if found else None) == place


@given(st.text(alphabet="/-_0123456789ahtps:.", max_size=40))
def test_any_address(tail: str) -> None:
    """No address breaks the reader, and a year that is found is written there."""
    one = document("https://" + tail)
    found, year = address_date(one), address_year(one)
    assert found is None or found.value[:4] in tail
    assert year in tail
