"""The day a dateline tells."""

from __future__ import annotations

import datetime as dt

import pytest

from djeli.extract.places.dateline import dateline_day
from djeli.records import Document, Text
from djeli.split import split

BODY = "Nine people were shot dead on Sunday in an attack on a farm in the north of the island, the police said."

DATELINES = [
    ("SENKO, Oct. 26 (Oru) -- ", "en", "2018-10-26", "2018-10-26"),
    ("SENKO, Oct 25 (Oru) -- ", "en", "2018-10-26", "2018-10-25"),
    ("SENKO, Dec. 31 (Oru) -- ", "en", "2019-01-01", "2018-12-31"),
    ("SENKO, 26 octobre (Oru) -- ", "fr", "2018-10-26", "2018-10-26"),
    ("SENKO (Oru) - ", "en", "2018-10-26", None),
    ("SENKO, June 3 (Oru) -- ", "en", "2018-10-26", None),
]


@pytest.mark.parametrize(("line", "lang", "published", "expected"), DATELINES)
def test_day(line: str, lang: str, published: str, expected: str | None) -> None:
    """Day and month take the year of the page; a day far from the page's own is not believed."""
    text = Text(document="0" * 64, reader="t@1", content=f"Farm attack\n{published}\n\n{line}{BODY}\n")
    (item,) = split(text, Document(id="0" * 64, uri="x.txt", media_type="text/plain", size=1))
    found = dateline_day(item, text.content, lang, dt.date.fromisoformat(published))
    assert (found.isoformat() if found else None) == expected
    assert dateline_day(item, text.content, lang, None) is None
