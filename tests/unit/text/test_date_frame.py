"""Dates of pages whose own date is known to the month only, or not at all."""

from __future__ import annotations

import datetime as dt

import pytest

from djeli.lang import load
from djeli.text.date_frame import Frame, frame_of, page_span, resolve_in
from djeli.text.date_words import DateWords, compile_dates
from djeli.text.dates import find_dates

WORDS: dict[str, DateWords] = {code: compile_dates(load(code, "dates")) for code in ("en", "fr")}


def days(text: str, code: str, page: str = "") -> list[str]:
    """Days that the expressions of a text mean, "none" for those that stay open."""
    words = WORDS[code]
    exprs = find_dates(text, words)
    frame = frame_of(exprs, words, span=page_span(page))
    found = [resolve_in(expr, words, frame) for expr in exprs]
    return ["none" if f is None else f"{f.start}" if f.start == f.end else f"{f.start}/{f.end}" for f in found]


@pytest.mark.parametrize(
    ("text", "code", "page", "expected"),
    [
        ("Le mardi 10 mars, le poste a été pris.", "fr", "2020-03", ["2020-03-10"]),
        ("On 4 May rebels took the bridge.", "en", "2022-05", ["2022-05-04"]),
        ("On 28 April rebels took the bridge.", "en", "2022-05", ["2022-04-28"]),
        ("L'attaque de mardi, a dit l'armée ce mercredi 11 mars.", "fr", "2020-03", ["2020-03-10", "2020-03-11"]),
        ("Rebels came on Tuesday.", "en", "2022-05", ["2022-04-26/2022-05-31"]),
        ("Rebels came on Tuesday.", "en", "2022", ["none"]),
        ("On 4 May rebels took the bridge.", "en", "2022", ["2022-05-04"]),
        ("Rebels came on Tuesday.", "en", "", ["none"]),
        ("On 4 May rebels took the bridge.", "en", "", ["none"]),
        ("It fell on Friday, the army said on Monday 6 June 2022.", "en", "", ["2022-06-03", "2022-06-06"]),
        ("It fell on Saturday 4 June, said the mayor on 6 June 2022.", "en", "", ["2022-06-04", "2022-06-06"]),
        ("It fell on 30 December; on 2 January 2021 he fled.", "en", "", ["2020-12-30", "2021-01-02"]),
        (
            "Mercredi 26 juillet, le président en poste depuis 2021 a été renversé.",
            "fr",
            "",
            ["2023-07-26", "2021-01-01/2023-07-26"],
        ),
        (
            "The president, in power since 2021, was toppled on Wednesday 26 July.",
            "en",
            "",
            ["2021-01-01/2023-07-26", "2023-07-26"],
        ),
        ("He was freed on Monday. Taken on 24 December 2016, he was last seen in 2018.", "en", "", None),
        ("It fell on Sunday. The talks will open on 9 May 2023.", "en", "", None),
    ],
)
def test_frames(text: str, code: str, page: str, expected: list[str] | None) -> None:
    """A month gives the year, a full date of the story its neighbours; an old or planned one gives nothing."""
    found = days(text, code, page)
    if expected is None:
        assert found[0] == "none"
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-12", (dt.date(2019, 12, 1), dt.date(2019, 12, 31))),
        ("2019", (dt.date(2019, 1, 1), dt.date(2019, 12, 31))),
        ("2019-13", None),
        ("2019-12-10", None),
        ("", None),
        ("soon", None),
    ],
)
def test_spans_of_pages(value: str, expected: tuple[dt.date, dt.date] | None) -> None:
    """Only a month or a year is a span."""
    assert page_span(value) == expected


def test_a_known_day_settles_everything() -> None:
    """The page's own day leaves no room for what the text tells."""
    words = WORDS["en"]
    exprs = find_dates("It fell on 6 June 2019.", words)
    assert frame_of(exprs, words, published=dt.date(2022, 1, 1)) == Frame(dt.date(2022, 1, 1))


def test_reasons_say_what_was_used() -> None:
    """An analyst reads which date of the text the day was counted from."""
    words = WORDS["en"]
    exprs = find_dates("It fell on Friday, the army said on Monday 6 June 2022.", words)
    found = resolve_in(exprs[0], words, frame_of(exprs, words))
    assert found is not None
    assert "2022-06-06" in found.reason and found.anchor == "earlier"
