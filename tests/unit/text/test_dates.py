"""Date expressions in English and French: which days they mean, seen from Tuesday 6 August 2024."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.lang import load
from djeli.text import intervals
from djeli.text.date_words import DateWords, compile_dates
from djeli.text.dates import find_dates, resolve

WORDS: dict[str, DateWords] = {code: compile_dates(load(code, "dates")) for code in ("en", "fr")}
REFERENCE = dt.date(2024, 8, 6)
EARLIER = dt.date(2024, 7, 25)

# text, first day, last day (one date: the same day), ISO
ENGLISH = """
on 12 July 2024 | 2024-07-12
on July 12, 2024 the army | 2024-07-12
Thursday, July 25, 2024 | 2024-07-25
Thursday 25 July 2024 | 2024-07-25
the 12th of July 2024 | 2024-07-12
12th July, 2024 | 2024-07-12
July 12th, 2024 | 2024-07-12
JULY 12, 2024 | 2024-07-12
Sept. 3, 1999 | 1999-09-03
3 Sept 1999 | 1999-09-03
Jan 24, 2023 | 2023-01-24
2 Feb. 2021 | 2021-02-02
Dec 31, 1989 | 1989-12-31
1 May 1945 | 1945-05-01
29 February 2024 | 2024-02-29
2024-07-12 | 2024-07-12
2024/07/12 | 2024-07-12
12.07.2024 | 2024-07-12
25/07/2024 | 2024-07-25
07/25/2024 | 2024-07-25
12 July | 2024-07-12
July 12 | 2024-07-12
on July 12 gunmen came | 2024-07-12
the 5th of May | 2024-05-05
on May 5 | 2024-05-05
December 12 | 2023-12-12
12 December | 2023-12-12
Friday, Aug. 2 | 2024-08-02
Friday 2 August | 2024-08-02
August 6 | 2024-08-06
November 3 | 2023-11-03
the first of May | 2024-05-01
on March 3 | 2024-03-03
on Tuesday | 2024-08-06
on Monday | 2024-08-05
on Sunday night | 2024-08-04
on Saturday | 2024-08-03
early Friday | 2024-08-02
late on Thursday | 2024-08-01
Wednesday morning | 2024-07-31
last Friday | 2024-08-02
last Tuesday | 2024-07-30
this past Friday | 2024-08-02
next Friday | 2024-08-09
the night of Sunday | 2024-08-04
Mon. afternoon | 2024-08-05
Sunday last week | 2024-08-04
last week on Wednesday | 2024-07-31
Thursday of last week | 2024-08-01
the talks will open on Friday | 2024-08-09
elections are scheduled for Sunday | 2024-08-11
yesterday | 2024-08-05
today | 2024-08-06
this morning | 2024-08-06
last night | 2024-08-05
tonight | 2024-08-06
tomorrow | 2024-08-07
the day before yesterday | 2024-08-04
earlier today | 2024-08-06
three days ago | 2024-08-03
two days ago | 2024-08-04
a day ago | 2024-08-05
10 days ago | 2024-07-27
two weeks ago | 2024-07-20 2024-07-26
a month ago | 2024-07-01 2024-07-31
three months ago | 2024-05-01 2024-05-31
two years ago | 2022-01-01 2022-12-31
nearly a decade ago | 2014-01-01 2014-12-31
five hours ago | 2024-08-06
the next day | 2024-07-26
the following day | 2024-07-26
the previous day | 2024-07-24
the day before | 2024-07-24
a day earlier | 2024-07-24
the same day | 2024-07-25
later that day | 2024-07-25
that night | 2024-07-25
a day later | 2024-07-26
two days later | 2024-07-27
three days earlier | 2024-07-22
two weeks later | 2024-08-05 2024-08-11
a week earlier | 2024-07-15 2024-07-21
two months later | 2024-09-01 2024-09-30
last month | 2024-07-01 2024-07-31
late last month | 2024-07-22 2024-07-31
early last month | 2024-07-01 2024-07-10
this month | 2024-08-01 2024-08-06
earlier this month | 2024-08-01 2024-08-06
next month | 2024-09-01 2024-09-30
last week | 2024-07-29 2024-08-04
this week | 2024-08-05 2024-08-06
next week | 2024-08-12 2024-08-18
last year | 2023-01-01 2023-12-31
late last year | 2023-09-01 2023-12-31
this year | 2024-01-01 2024-08-06
earlier this year | 2024-01-01 2024-08-06
in the past three months | 2024-05-08 2024-08-06
over the last two weeks | 2024-07-23 2024-08-06
in the past five years | 2019-08-08 2024-08-06
over the weekend | 2024-08-03 2024-08-04
last weekend | 2024-08-03 2024-08-04
at the weekend | 2024-08-03 2024-08-04
overnight | 2024-08-05 2024-08-06
overnight Saturday to Sunday | 2024-08-03 2024-08-04
between Friday and Sunday | 2024-08-02 2024-08-04
from Monday to Tuesday | 2024-08-05 2024-08-06
between Dec. 12 and 14 | 2023-12-12 2023-12-14
between 3 and 5 May | 2024-05-03 2024-05-05
between 30 June and 2 July 2023 | 2023-06-30 2023-07-02
from 25 to 27 July | 2024-07-25 2024-07-27
from 28 July to 2 August | 2024-07-28 2024-08-02
25–27 July | 2024-07-25 2024-07-27
25-27 July 2022 | 2022-07-25 2022-07-27
July 25-27 | 2024-07-25 2024-07-27
July 25 to 27, 2022 | 2022-07-25 2022-07-27
between December 30, 2022 and January 2, 2023 | 2022-12-30 2023-01-02
from 29 December to 2 January | 2023-12-29 2024-01-02
on July 12 and 13 | 2024-07-12 2024-07-13
in July 2024 | 2024-07-01 2024-07-31
July of 2020 | 2020-07-01 2020-07-31
early March 2023 | 2023-03-01 2023-03-10
mid-July 2022 | 2022-07-11 2022-07-21
late 2019 | 2019-09-01 2019-12-31
in March | 2024-03-01 2024-03-31
in November | 2023-11-01 2023-11-30
early March | 2024-03-01 2024-03-10
the end of June | 2024-06-21 2024-06-30
last July | 2024-07-01 2024-07-31
in August last year | 2023-08-01 2023-08-31
the first week of March | 2024-03-01 2024-03-07
from May to July | 2024-05-01 2024-07-31
between March and June 2021 | 2021-03-01 2021-06-30
in 2019 | 2019-01-01 2019-12-31
mid-2015 | 2015-05-03 2015-08-31
early 2023 | 2023-01-01 2023-05-02
between 2012 and 2015 | 2012-01-01 2015-12-31
from 2018 to 2020 | 2018-01-01 2020-12-31
the 2012-2015 war | 2012-01-01 2015-12-31
the spring of 2022 | 2022-03-01 2022-05-31
summer 2014 | 2014-06-01 2014-08-31
the winter of 2020 | 2020-12-01 2021-02-28
last summer | 2023-06-01 2023-08-31
the first quarter of 2023 | 2023-01-01 2023-03-31
Q3 2022 | 2022-07-01 2022-09-30
Christmas Day | 2023-12-25
on Christmas Eve 2021 | 2021-12-24
New Year's Eve | 2023-12-31
Easter Sunday 2019 | 2019-04-21
Good Friday | 2024-03-29
Easter Monday 2000 | 2000-04-24
since January | 2024-01-01 2024-08-06
since 2012 | 2012-01-01 2024-08-06
since May 5 | 2024-05-05 2024-08-06
since the start of the year | 2024-01-01 2024-08-06
since Friday | 2024-08-02 2024-08-06
"""
FRENCH = """
le 3 mai 2024 | 2024-05-03
vendredi 3 mai 2024 | 2024-05-03
le 1er août 2020 | 2020-08-01
le 24 décembre 2019 | 2019-12-24
3 févr. 2021 | 2021-02-03
03/04/2024 | none
12/07/2024 | 2024-07-12
25/07/2024 | 2024-07-25
le 3 mai | 2024-05-03
mercredi 31 juillet | 2024-07-31
le 24 décembre | 2023-12-24
le 1er août | 2024-08-01
le premier mai | 2024-05-01
mardi | 2024-08-06
lundi matin | 2024-08-05
ce lundi | 2024-08-05
jeudi soir | 2024-08-01
vendredi dernier | 2024-08-02
mardi dernier | 2024-07-30
dimanche | 2024-08-04
mercredi 31 | 2024-07-31
hier | 2024-08-05
hier soir | 2024-08-05
avant-hier | 2024-08-04
aujourd'hui | 2024-08-06
ce matin | 2024-08-06
demain | 2024-08-07
il y a trois jours | 2024-08-03
il y a deux semaines | 2024-07-20 2024-07-26
il y a un mois | 2024-07-01 2024-07-31
il y a environ dix ans | 2014-01-01 2014-12-31
la veille | 2024-07-24
le lendemain | 2024-07-26
le surlendemain | 2024-07-27
le même jour | 2024-07-25
ce jour-là | 2024-07-25
deux jours plus tard | 2024-07-27
trois jours auparavant | 2024-07-22
une semaine plus tôt | 2024-07-15 2024-07-21
dans la nuit de lundi à mardi | 2024-08-05 2024-08-06
dans la nuit de samedi à dimanche | 2024-08-03 2024-08-04
dans la nuit du 5 au 6 août | 2024-08-05 2024-08-06
dans la nuit du 31 juillet au 1er août | 2024-07-31 2024-08-01
du 3 au 5 mai | 2024-05-03 2024-05-05
du 28 juillet au 2 août 2023 | 2023-07-28 2023-08-02
entre le 3 et le 5 mai | 2024-05-03 2024-05-05
les 3 et 4 mai | 2024-05-03 2024-05-04
en mars 2019 | 2019-03-01 2019-03-31
fin juillet | 2024-07-22 2024-07-31
début mars 2021 | 2021-03-01 2021-03-10
mi-juin | 2024-06-11 2024-06-20
à la mi-juin | 2024-06-11 2024-06-20
en mars | 2024-03-01 2024-03-31
au mois de novembre | 2023-11-01 2023-11-30
en janvier dernier | 2024-01-01 2024-01-31
la semaine dernière | 2024-07-29 2024-08-04
le mois dernier | 2024-07-01 2024-07-31
l'année dernière | 2023-01-01 2023-12-31
cette semaine | 2024-08-05 2024-08-06
cette année | 2024-01-01 2024-08-06
au cours des trois derniers mois | 2024-05-08 2024-08-06
le week-end dernier | 2024-08-03 2024-08-04
en 2019 | 2019-01-01 2019-12-31
début 2023 | 2023-01-01 2023-05-02
fin 2019 | 2019-09-01 2019-12-31
de 2012 à 2015 | 2012-01-01 2015-12-31
entre mars et juin 2021 | 2021-03-01 2021-06-30
au printemps 2022 | 2022-03-01 2022-05-31
à l'été 2014 | 2014-06-01 2014-08-31
le premier trimestre 2023 | 2023-01-01 2023-03-31
depuis 2012 | 2012-01-01 2024-08-06
depuis janvier | 2024-01-01 2024-08-06
depuis le début de l'année | 2024-01-01 2024-08-06
le jour de Noël | 2023-12-25
le lundi de Pâques | 2024-04-01
la réunion est prévue vendredi | 2024-08-09
"""
NOT_DATES = [
    ("en", "they may march now"),
    ("en", "a second group came"),
    ("en", "the sun rose and we sat"),
    ("en", "May he rest"),
    ("en", "the march on the palace"),
    ("en", "April Jones said"),
    ("en", "2015 people were there, 1,998 of them children"),
    ("en", "a 24-hour curfew"),
    ("en", "the 5th brigade"),
    ("en", "Highway 2012b"),
    ("en", "in an august body"),
    ("en", "he fell in the fall"),
    ("fr", "la marche des femmes"),
    ("fr", "les avrils"),
    ("fr", "un mai"),
    ("fr", "trois hommes"),
]
NEED_REFERENCE = ["on Tuesday", "yesterday", "12 July", "last month", "in March", "over the weekend", "two weeks ago"]


def rows(table: str) -> list[tuple[str, str]]:
    """Rows of a table as (text, expected)."""
    lines = [line.split(" | ") for line in table.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, expected in lines]


def read(code: str, text: str) -> str:
    """The days of the longest date expression of a text, as the tables write them."""
    found = find_dates(text, WORDS[code])
    if not found:
        return "nothing found"
    expr = max(found, key=lambda e: e.end - e.start)
    when = resolve(expr, WORDS[code], reference=REFERENCE, earlier=EARLIER)
    if when is None:
        return "none"
    return f"{when.start}" if when.start == when.end else f"{when.start} {when.end}"


@pytest.mark.parametrize(("text", "expected"), rows(ENGLISH))
def test_english(text: str, expected: str) -> None:
    """An English expression means these days."""
    assert read("en", text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(FRENCH))
def test_french(text: str, expected: str) -> None:
    """A French expression means these days."""
    assert read("fr", text) == expected


@pytest.mark.parametrize(("code", "text"), NOT_DATES)
def test_plain_words_are_no_dates(code: str, text: str) -> None:
    """Words that look like months, ordinals or years are left alone."""
    assert not [e for e in find_dates(text, WORDS[code]) if resolve(e, WORDS[code], reference=REFERENCE)]


@pytest.mark.parametrize("text", NEED_REFERENCE)
def test_without_a_reference_nothing_is_guessed(text: str) -> None:
    """What counts from the page's date stays unknown when there is none."""
    (expr,) = find_dates(text, WORDS["en"])
    assert resolve(expr, WORDS["en"]) is None


def test_every_value_has_a_reason() -> None:
    """Each resolved date says in a sentence how it was read."""
    for text, _ in rows(ENGLISH):
        for expr in find_dates(text, WORDS["en"]):
            when = resolve(expr, WORDS["en"], reference=REFERENCE, earlier=EARLIER)
            assert when is None or len(when.reason) > 10, text


def test_ambiguous_figures_follow_the_page() -> None:
    """3/4/2024 is read only when the page's habit is known."""
    (expr,) = find_dates("03/04/2024", WORDS["en"])
    assert resolve(expr, WORDS["en"], reference=REFERENCE) is None
    month_first = resolve(expr, WORDS["en"], month_first=True)
    assert month_first is not None and month_first.start == dt.date(2024, 3, 4)


def test_anniversaries_are_marked() -> None:
    """A remembered date is not told as the date of something."""
    assert find_dates("the anniversary of 12 July 2014", WORDS["en"])[0].anniversary


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_full_dates_read_back(day: dt.date) -> None:
    """Any day written out is read as itself."""
    months = load("en", "dates")["months"]
    text = f"on {day.day} {months[day.month][0]} {day.year}"
    (expr,) = find_dates(text, WORDS["en"])
    when = resolve(expr, WORDS["en"])
    assert when is not None and when.start == when.end == day


@given(st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2040, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_at_most_six_days_back(reference: dt.date, weekday: int) -> None:
    """The latest such weekday lies within the week that ends on the reference."""
    found = intervals.weekday_before(reference, weekday)
    assert 0 <= (reference - found).days <= 6
    assert found.weekday() == weekday


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    """Whatever the text, expressions lie in it, in order and apart, and resolve or abstain."""
    for words in WORDS.values():
        found = find_dates(text, words)
        assert all(a.end <= b.start for a, b in pairwise(found))
        for expr in found:
            resolve(expr, words, reference=REFERENCE, earlier=EARLIER)


def test_easter_by_computus() -> None:
    """Western Easter of some years, by the published tables."""
    known = {1961: (4, 2), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2016: (3, 27), 2038: (4, 25)}
    assert all(intervals.easter(y) == dt.date(y, *md) for y, md in known.items())
