"""Header lines, dates and datelines, as tables of line and reading."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.split.datelines import find_dateline
from djeli.split.dates import find_date, find_day, month_comes_first
from djeli.split.headers import MAX_HEADER, read_credit, read_header, trailing_credit, trailing_outlet

HEADERS = [
    # line, author, publisher, date
    ("Oru Post | March 4, 2024", "", "Oru Post", "2024-03-04"),
    ("By Awa Diarra | Oru Post | March 4, 2024", "Awa Diarra", "Oru Post", "2024-03-04"),
    ("Radio Senko – 30.08.2024", "", "Radio Senko", "2024-08-30"),
    ("Radio Senko - 30/08/2024", "", "Radio Senko", "2024-08-30"),
    ("orupost.example | 2024-03-04", "", "orupost.example", "2024-03-04"),
    ("2024-03-04T06:30:00Z", "", "", "2024-03-04"),
    ("By Awa Diarra", "Awa Diarra", "", ""),
    ("By AWA DIARRA and Jean Kanta", "AWA DIARRA and Jean Kanta", "", ""),
    ("By Awa Diarra, Associated Press", "Awa Diarra", "Associated Press", ""),
    ("By Awa Diarra, security and defence editor", "Awa Diarra", "", ""),
    ("Written by Awa Diarra", "Awa Diarra", "", ""),
    ("Published on 12 March 2024", "", "", "2024-03-12"),
    ("Posted: Tuesday, March 12, 2024 4:15 PM EST", "", "", "2024-03-12"),
    ("Updated: Wednesday, January 10, 2024 @ 2:55 PM", "", "", "2024-01-10"),
    ("March 12, 2024 | By Awa Diarra", "Awa Diarra", "", "2024-03-12"),
    ("Reuters, Senko, 3 May 2024", "", "Reuters", "2024-05-03"),
    ("Awa Diarra, The Oru Post | Grain convoy | May 9, 2024", "Awa Diarra", "The Oru Post", "2024-05-09"),
    ("Awa Diarra | Lowland Review | 9 May 2024", "Awa Diarra", "Lowland Review", "2024-05-09"),
    ("AFP", "", "AFP", ""),
    ("https://www.orupost.example/news/2024/grain-convoy-" + "x" * 150, "", "orupost.example", ""),
    ("Reuters", "", "Reuters", ""),
    ("Par Moussa Kanta, Radio Talia - Publié le : 04/03/2024 - 14:30", "Moussa Kanta", "Radio Talia", "2024-03-04"),
    ("Par Moussa Kanta", "Moussa Kanta", "", ""),
    ("Le 12 mars 2024", "", "", "2024-03-12"),
    ("Publié le 1er février 2024 à 10h30", "", "", "2024-02-01"),
    ("Le Courrier du Fleuve, 3 mai 2024", "", "Le Courrier du Fleuve", "2024-05-03"),
    ("5 août 2024 | Journal de Senko", "", "Journal de Senko", "2024-08-05"),
    ("• Dec 31, 2023", "", "", "2023-12-31"),
    ("17 Apr – Source: Radio Senko – 147 words", "", "Radio Senko", ""),
    ("3 min read | March 4, 2024", "", "", "2024-03-04"),
]

NOT_HEADERS = [
    "By the river the army waited for the boats",
    "The army killed twelve people on March 3, 2024",
    "The attack on Senko - March 3, 2024",
    "Rebels leave northern town after talks",
    "A curfew in force since 4 March 2024 was lifted in Damar, the prefect said.",
    "Par le fleuve, les habitants ont fui vers Damar",
    "12 killed",
    "",
    "— Port Kalo Police (@PortKaloPolice) March 18, 2024",
    "May 2024",
]


@pytest.mark.parametrize(("line", "author", "publisher", "date"), HEADERS)
def test_header_lines_are_read(line: str, author: str, publisher: str, date: str) -> None:
    """Author, outlet and date of a header line are at their ranges."""
    header = read_header(line)
    assert header is not None
    assert (line[slice(*header.author)] if header.author else "") == author
    assert (line[slice(*header.publisher)] if header.publisher else "") == publisher
    assert header.iso == date


@pytest.mark.parametrize("line", NOT_HEADERS)
def test_other_lines_are_no_headers(line: str) -> None:
    """Sentences, titles and embedded posts are not taken for headers."""
    assert read_header(line) is None


def test_a_long_line_is_no_header() -> None:
    """Lines longer than any real header are prose."""
    assert read_header("Oru Post | March 4, 2024" + " |" * MAX_HEADER) is None


@pytest.mark.parametrize(
    ("line", "publisher", "date"),
    [
        ("Source: orupost.example, 2024-03-04", "orupost.example", "2024-03-04"),
        ("Source: Oru Post, March 4, 2024", "Oru Post", "2024-03-04"),
        ("Source: Reuters", "Reuters", ""),
        ("Source : Journal de Senko", "Journal de Senko", ""),
        ("Original Source: www.orupost.example", "", ""),
        ("(Sources: Reuters, BBC News)", "", ""),
        ("(Sources : RFI, Jeune Afrique)", "", ""),
    ],
)
def test_credits_are_read(line: str, publisher: str, date: str) -> None:
    """A credit names the printer only when it names one, and not somebody else's page."""
    credit = read_credit(line)
    assert credit is not None
    assert credit.credit
    assert (line[slice(*credit.publisher)] if credit.publisher else "") == publisher
    assert credit.iso == date


@pytest.mark.parametrize(
    "line", ["Sources: Two officers held after clash near the border post", "The source: a broken well", "Sources"]
)
def test_headlines_are_no_credits(line: str) -> None:
    """A headline that begins with "Sources:" credits nobody."""
    assert read_credit(line) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("He was freed on Monday. (Oru Post, 4 March 2024)", "Oru Post"),
        ("Il a été libéré lundi. (D'après Le Courrier, 4 mars 2024)", "Le Courrier"),
        ("He was freed on Monday. [orupost.example, 2024-03-04]", "orupost.example"),
        ("He was freed on Monday (4 March 2024)", ""),
        ("He was freed (as the Oru Post wrote) on Monday.", ""),
        ("The bridge (built in 1961) fell.", ""),
    ],
)
def test_closing_credits(line: str, said: str) -> None:
    """Brackets with outlet and date at a paragraph's end are a credit; other brackets aren't."""
    credit = trailing_credit(line)
    assert (line[slice(*credit.publisher)] if credit and credit.publisher else "") == said


def test_outlet_in_a_title() -> None:
    """A known outlet in brackets ends a title; a place in brackets doesn't."""
    assert trailing_outlet("Truce holds in Oru (BBC News)") == (20, 28)
    assert trailing_outlet("Truce holds in Oru (Talia)") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-04", (2024, 3, 4)),
        ("04.03.2024", (2024, 3, 4)),
        ("4/3/2024", (2024, 3, 4)),
        ("13/03/2024", (2024, 3, 13)),
        ("03/13/2024", (2024, 3, 13)),
        ("March 4th, 2024", (2024, 3, 4)),
        ("Sept. 4, 2024", (2024, 9, 4)),
        ("4 Sep 2024", (2024, 9, 4)),
        ("17 JAN 2003", (2003, 1, 17)),
        ("Monday, 4 March 2024", (2024, 3, 4)),
        ("1er mai 2024", (2024, 5, 1)),
        ("lundi 4 août 2024", (2024, 8, 4)),
        ("12 décembre 2023", (2023, 12, 12)),
        ("4 de marzo de 2024", (2024, 3, 4)),
        ("lunes, 4 de marzo del 2024", (2024, 3, 4)),
        ("4 de março de 2024", (2024, 3, 4)),
        ("31 February 2024", None),
        ("March 2024", None),
        ("99/99/2024", None),
        ("may 2024 be better", None),
        ("phone 12.03.20245", None),
    ],
)
def test_dates(text: str, date: tuple[int, int, int] | None) -> None:
    """Only full dates are found; figures are read day first where both readings are dates."""
    found = find_date(text)
    assert (found.date if found else None) == (dt.date(*date) if date else None)


def test_month_first_pages() -> None:
    """A page that writes 03/25/2024 means March by 03/04/2024; a page with both ways, or neither, is day first."""
    assert month_comes_first("Posted 03/25/2024 and 03/04/2024")
    assert not month_comes_first("Posted 25/03/2024 and 03/04/2024")
    assert not month_comes_first("Posted 25/03/2024 and 03/25/2024")
    found = find_date("03/04/2024", month_first=True)
    assert found is not None
    assert found.date == dt.date(2024, 3, 4)
    assert found.ambiguous


def test_days_without_year() -> None:
    """A day and month at the front of a line are seen, without a date being made of them."""
    found = find_day("17 Apr – Source: Radio Senko")
    assert found is not None
    assert found.date is None
    assert find_day("On 17 Apr the bridge fell") is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("SENKO, Talia (AP) — Gunmen killed ten.", "SENKO, Talia"),
        ("Senko, 12 mars (AFP) - Dix morts dans un raid.", "Senko"),
        ("SENKO, 12 March 2024 (Reuters) - Gunmen killed ten.", "SENKO"),
        ("PORT KALO — Dockers went on strike.", "PORT KALO"),
        ("Puerto Kalo, 22 de octubre de 2025.- Hombres armados mataron a diez.", "Puerto Kalo"),
        ("SENKO – Ten people died.", "SENKO"),
        ("Port Kalo (AFP) – Dockers went on strike.", "Port Kalo"),
        ("NAIROBI, 17 JAN 2003 (IRIN) - The year saw progress.", "NAIROBI"),
        ("Senko, 12 Mar 89 (AFP) -- Gunmen killed ten.", "Senko"),
        ("Senko (Talia), 12 Mar 89 (Radio Senko) -- Gunmen killed ten.", "Senko"),
        ("UNITED NATIONS, March 4 (Xinhua) -- The council met.", "UNITED NATIONS"),
        ("Gunmen killed ten in Senko on Monday.", ""),
        ("Talia – the army has gone.", ""),
        ("The army — it said — has gone.", ""),
        ("He said (AFP) nothing.", ""),
    ],
)
def test_datelines(line: str, place: str) -> None:
    """The place of a dateline is found, and no other opening is taken for one."""
    found = find_dateline(line, 0, len(line))
    assert (line[found[0] : found[1]] if found else "") == place


@given(st.text(max_size=200))
def test_no_line_raises(line: str) -> None:
    """Any line can be read; ranges lie in it."""
    for header in (read_header(line), read_credit(line), trailing_credit(line)):
        for where in (header.author, header.publisher, header.date) if header else ():
            assert where is None or 0 <= where[0] < where[1] <= len(line)
    found = find_dateline(line, 0, len(line))
    assert found is None or 0 <= found[0] < found[1] < found[2] < len(line)
