"""Harder date expressions in English and French, seen from Tuesday 6 August 2024, 25 July being told before them.

With the tables of `test_dates.py` these make more than two hundred phrases in each language.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from djeli.lang import load
from djeli.text.date_words import DateWords, compile_dates
from djeli.text.dates import find_dates, resolve

WORDS: dict[str, DateWords] = {code: compile_dates(load(code, "dates")) for code in ("en", "fr")}
REFERENCE = dt.date(2024, 8, 6)
EARLIER = dt.date(2024, 7, 25)

# text, first day, last day (one date: the same day), ISO; "none": read as a date, and not guessed
ENGLISH = """
earlier this week | 2024-08-05 2024-08-06
later this month | 2024-08-06 2024-08-31
early next month | 2024-09-01 2024-09-10
early last week | 2024-07-29 2024-07-30
late last week | 2024-08-03 2024-08-04
in the early hours of Friday | 2024-08-02
in the early hours of Saturday morning | 2024-08-03
before dawn on Sunday | 2024-08-04
shortly after midnight on Thursday | 2024-08-01
in the small hours of 12 July | 2024-07-12
around noon on Monday | 2024-08-05
at dawn on Wednesday | 2024-07-31
Friday evening | 2024-08-02
Friday's attack | 2024-08-02
today (Monday) | 2024-08-05
on Friday, July 26 | 2024-07-26
on Friday, 26 July, | 2024-07-26
the evening of 3 May | 2024-05-03
the night of July 12 | 2024-07-12
the night of 11-12 July | 2024-07-11 2024-07-12
the night of 11 to 12 July | 2024-07-11 2024-07-12
on the night of July 11 to 12 | 2024-07-11 2024-07-12
overnight from Sunday to Monday | 2024-08-04 2024-08-05
overnight into Sunday | 2024-08-03 2024-08-04
overnight Tuesday to Wednesday | 2024-07-30 2024-07-31
on the night from Saturday to Sunday | 2024-08-03 2024-08-04
between 10 and 12 August 2023 | 2023-08-10 2023-08-12
between August 10 and August 12, 2023 | 2023-08-10 2023-08-12
between 28 July and 2 August | 2024-07-28 2024-08-02
from 12 to 14 July 2021 | 2021-07-12 2021-07-14
from July 12, 2021 to July 14, 2021 | 2021-07-12 2021-07-14
July 30-August 2 | 2024-07-30 2024-08-02
July 30 to August 2 | 2024-07-30 2024-08-02
30 July - 2 August 2023 | 2023-07-30 2023-08-02
on 12 and 13 July | 2024-07-12 2024-07-13
on July 1, 2 and 3 | 2024-07-01 2024-07-03
the third week of May | 2024-05-15 2024-05-21
the last week of June 2023 | 2023-06-24 2023-06-30
the second week of January 2022 | 2022-01-08 2022-01-14
the last days of 2019 | 2019-12-25 2019-12-31
the first days of July | 2024-07-01 2024-07-07
in the first half of 2023 | 2023-01-01 2023-06-30
in the second half of last year | 2023-07-01 2023-12-31
the first half of July | 2024-07-01 2024-07-15
the second half of May 2020 | 2020-05-16 2020-05-31
in the first three months of 2024 | 2024-01-01 2024-03-31
in the last quarter of 2022 | 2022-10-01 2022-12-31
the third quarter of 2021 | 2021-07-01 2021-09-30
Q2 2023 | 2023-04-01 2023-06-30
H1 2023 | 2023-01-01 2023-06-30
in spring 2023 | 2023-03-01 2023-05-31
in the summer of 2020 | 2020-06-01 2020-08-31
this summer | 2024-06-01 2024-08-31
last winter | 2023-12-01 2024-02-29
early summer 2021 | 2021-06-01 2021-07-01
late spring of 2022 | 2022-05-01 2022-05-31
throughout 2021 | 2021-01-01 2021-12-31
during 2022 | 2022-01-01 2022-12-31
in 2023-2024 | 2023-01-01 2024-12-31
the 2010s | 2010-01-01 2019-12-31
in the 1990s | 1990-01-01 1999-12-31
in the early 1990s | 1990-01-01 1993-05-01
in the late 1980s | 1986-09-01 1989-12-31
since mid-2021 | 2021-05-03 2024-08-06
since early July | 2024-07-01 2024-08-06
since last week | 2024-07-29 2024-08-06
since last Friday | 2024-08-02 2024-08-06
since yesterday | 2024-08-05 2024-08-06
until 12 July | 2024-07-12
until the end of July | 2024-07-22 2024-07-31
by the end of 2022 | 2022-09-01 2022-12-31
as of 31 July | 2024-07-31
as of May 2023 | 2023-05-01 2023-05-31
up to 3 July | 2024-07-03
in mid-July | 2024-07-11 2024-07-21
in mid July 2021 | 2021-07-11 2021-07-21
in late June | 2024-06-21 2024-06-30
around mid-May | 2024-05-11 2024-05-21
the beginning of August | 2024-08-01 2024-08-10
at the start of July 2024 | 2024-07-01 2024-07-10
towards the end of 2022 | 2022-09-01 2022-12-31
two Fridays ago | 2024-07-26
a week ago today | 2024-07-30
a fortnight ago | 2024-07-20 2024-07-26
four days ago | 2024-08-02
about six months ago | 2024-02-01 2024-02-29
more than a year ago | 2023-01-01 2023-12-31
some 20 years ago | 2004-01-01 2004-12-31
48 hours ago | 2024-08-04
three days later | 2024-07-28
ten days earlier | 2024-07-15
the previous evening | 2024-07-24
the following morning | 2024-07-26
a week before | 2024-07-15 2024-07-21
two days after the attack | 2024-07-27
five days after the raid | 2024-07-30
in the past 24 hours | 2024-08-05 2024-08-06
over the past three days | 2024-08-03 2024-08-06
in the last two months | 2024-06-07 2024-08-06
next Tuesday | 2024-08-13
this coming Friday | 2024-08-09
on Wednesday of last week | 2024-07-31
last Monday night | 2024-08-05
Saturday, August 3rd | 2024-08-03
Aug. 3rd | 2024-08-03
3rd Aug 2024 | 2024-08-03
the 21st of March, 2022 | 2022-03-21
March 2022 | 2022-03-01 2022-03-31
Mar 2022 | 2022-03-01 2022-03-31
March, 2022 | 2022-03-01 2022-03-31
Sept 2021 | 2021-09-01 2021-09-30
May 2021 | 2021-05-01 2021-05-31
in May | 2024-05-01 2024-05-31
on May Day | 2024-05-01
on New Year's Day | 2024-01-01
New Year's Day 2022 | 2022-01-01
on Christmas Day 2020 | 2020-12-25
Thanksgiving Day 2021 | 2021-11-25
Memorial Day 2023 | 2023-05-29
Palm Sunday | 2024-03-24
Ash Wednesday 2022 | 2022-03-02
Whit Monday 2021 | 2021-05-24
Ascension Day | 2024-05-09
Fourth of July | 2024-07-04
on Bastille Day | 2024-07-14
Armistice Day | 2023-11-11
All Saints' Day | 2023-11-01
2024-07-25T18:30 | 2024-07-25
25.7.2024 | 2024-07-25
25.07.24 | 2024-07-25
25/7/24 | 2024-07-25
7/25/24 | 2024-07-25
2024/7/25 | 2024-07-25
25 Jul 2024 | 2024-07-25
25-Jul-2024 | 2024-07-25
Thursday 25th July | 2024-07-25
Thu 25 July | 2024-07-25
Thursday the 25th | 2024-07-25
25 July this year | 2024-07-25
25 July last year | 2023-07-25
July 25 of last year | 2023-07-25
July 25 of this year | 2024-07-25
in July this year | 2024-07-01 2024-07-31
in July last year | 2023-07-01 2023-07-31
in December last year | 2023-12-01 2023-12-31
in December | 2023-12-01 2023-12-31
next December | 2024-12-01 2024-12-31
next year | 2025-01-01 2025-12-31
two years earlier | 2022-01-01 2022-12-31
three years later | 2027-01-01 2027-12-31
the same month | 2024-07-01 2024-07-31
that month | 2024-07-01 2024-07-31
that year | 2024-01-01 2024-12-31
the same week | 2024-07-22 2024-07-28
the following week | 2024-07-29 2024-08-04
the following month | 2024-08-01 2024-08-31
the previous month | 2024-06-01 2024-06-30
the next month | 2024-09-01 2024-09-30
the previous year | 2023-01-01 2023-12-31
at the beginning of this year | 2024-01-01 2024-05-01
at the end of last year | 2023-09-01 2023-12-31
early this year | 2024-01-01 2024-05-01
late this year | 2024-09-01 2024-12-31
"""
FRENCH = """
le vendredi 26 juillet | 2024-07-26
vendredi 26 juillet 2024 | 2024-07-26
ce vendredi 2 août | 2024-08-02
le samedi 20 juillet dernier | 2024-07-20
le 20 juillet dernier | 2024-07-20
le 3 mai de l'année dernière | 2023-05-03
12 juillet 2019 | 2019-07-12
1er janvier 2020 | 2020-01-01
le 1er janvier | 2024-01-01
2024-07-25 | 2024-07-25
25.07.2024 | 2024-07-25
25/7/24 | 2024-07-25
25/07/24 | 2024-07-25
07/25/2024 | 2024-07-25
le 25-07-2024 | 2024-07-25
dimanche soir | 2024-08-04
dimanche matin | 2024-08-04
dimanche dans la nuit | 2024-08-04
samedi après-midi | 2024-08-03
vendredi à l'aube | 2024-08-02
jeudi au petit matin | 2024-08-01
mercredi en fin d'après-midi | 2024-07-31
mercredi en début de soirée | 2024-07-31
lundi vers minuit | 2024-08-05
ce mardi | 2024-08-06
ce dimanche | 2024-08-04
dimanche dernier | 2024-08-04
samedi dernier | 2024-08-03
vendredi prochain | 2024-08-09
lundi prochain | 2024-08-12
la rencontre aura lieu jeudi | 2024-08-08
le scrutin est prévu dimanche prochain | 2024-08-11
lundi de la semaine dernière | 2024-07-29
jeudi de la semaine prochaine | 2024-08-15
cette nuit | 2024-08-06
ce soir | 2024-08-06
cet après-midi | 2024-08-06
la nuit dernière | 2024-08-05
hier matin | 2024-08-05
hier après-midi | 2024-08-05
avant-hier soir | 2024-08-04
après-demain | 2024-08-08
dans la nuit de vendredi à samedi | 2024-08-02 2024-08-03
dans la nuit du vendredi au samedi | 2024-08-02 2024-08-03
la nuit du jeudi au vendredi | 2024-08-01 2024-08-02
nuit du 24 au 25 juillet | 2024-07-24 2024-07-25
dans la nuit du 24 au 25 | 2024-07-24 2024-07-25
dans la nuit du mercredi 24 au jeudi 25 juillet | 2024-07-24 2024-07-25
de vendredi à dimanche | 2024-08-02 2024-08-04
entre samedi et lundi | 2024-08-03 2024-08-05
du lundi au mercredi | 2024-07-29 2024-07-31
du 25 juillet au 2 août | 2024-07-25 2024-08-02
du 25 au 27 juillet 2023 | 2023-07-25 2023-07-27
du mardi 23 au jeudi 25 juillet | 2024-07-23 2024-07-25
entre le 25 juillet et le 2 août 2023 | 2023-07-25 2023-08-02
entre le 30 juillet et le 2 août | 2024-07-30 2024-08-02
les 24 et 25 juillet | 2024-07-24 2024-07-25
les 1er et 2 août | 2024-08-01 2024-08-02
24-25 juillet | 2024-07-24 2024-07-25
24–26 juillet 2022 | 2022-07-24 2022-07-26
le week-end | 2024-08-03 2024-08-04
ce week-end | 2024-08-03 2024-08-04
au cours du week-end | 2024-08-03 2024-08-04
durant le week-end | 2024-08-03 2024-08-04
pendant le week-end | 2024-08-03 2024-08-04
le weekend dernier | 2024-08-03 2024-08-04
le week-end prochain | 2024-08-10 2024-08-11
le week-end passé | 2024-08-03 2024-08-04
il y a une semaine | 2024-07-27 2024-08-02
il y a quinze jours | 2024-07-22
il y a huit jours | 2024-07-29
il y a dix jours | 2024-07-27
il y a 24 heures | 2024-08-05
il y a 48 heures | 2024-08-04
il y a trois mois | 2024-05-01 2024-05-31
il y a six ans | 2018-01-01 2018-12-31
il y a plus de deux ans | 2022-01-01 2022-12-31
il y a près de trois semaines | 2024-07-13 2024-07-19
voilà dix jours | 2024-07-27
voici deux mois | 2024-06-01 2024-06-30
il y a deux vendredis | 2024-07-26
trois jours plus tard | 2024-07-28
trois jours avant | 2024-07-22
une semaine plus tard | 2024-07-29 2024-08-04
deux semaines auparavant | 2024-07-08 2024-07-14
un mois plus tôt | 2024-06-01 2024-06-30
un an plus tard | 2025-01-01 2025-12-31
deux jours après l'attaque | 2024-07-27
le jour suivant | 2024-07-26
le jour précédent | 2024-07-24
la veille au soir | 2024-07-24
l'avant-veille | 2024-07-23
le lendemain matin | 2024-07-26
ce soir-là | 2024-07-25
cette nuit-là | 2024-07-25
ce matin-là | 2024-07-25
la nuit suivante | 2024-07-26
le soir même | 2024-07-25
le jour même | 2024-07-25
la même nuit | 2024-07-25
la semaine suivante | 2024-07-29 2024-08-04
le mois précédent | 2024-06-01 2024-06-30
l'année suivante | 2025-01-01 2025-12-31
cette année-là | 2024-01-01 2024-12-31
ce mois-là | 2024-07-01 2024-07-31
la même année | 2024-01-01 2024-12-31
le même mois | 2024-07-01 2024-07-31
la semaine prochaine | 2024-08-12 2024-08-18
le mois prochain | 2024-09-01 2024-09-30
l'an prochain | 2025-01-01 2025-12-31
l'année prochaine | 2025-01-01 2025-12-31
l'an dernier | 2023-01-01 2023-12-31
l'année passée | 2023-01-01 2023-12-31
le mois passé | 2024-07-01 2024-07-31
la semaine passée | 2024-07-29 2024-08-04
ce mois-ci | 2024-08-01 2024-08-06
fin de l'année dernière | 2023-09-01 2023-12-31
début juillet | 2024-07-01 2024-07-10
début du mois de juillet | 2024-07-01 2024-07-10
au début du mois de mars | 2024-03-01 2024-03-10
mi-juillet 2022 | 2022-07-11 2022-07-21
à la mi-mars 2021 | 2021-03-11 2021-03-21
fin décembre | 2023-12-22 2023-12-31
fin décembre 2022 | 2022-12-22 2022-12-31
fin du mois de juin | 2024-06-21 2024-06-30
à la fin du mois de mai 2020 | 2020-05-22 2020-05-31
au milieu de l'année 2021 | 2021-05-03 2021-08-31
courant mars | 2024-03-11 2024-03-21
courant 2022 | 2022-05-03 2022-08-31
dès janvier | 2024-01-01 2024-08-06
depuis mars 2022 | 2022-03-01 2024-08-06
depuis le 3 mai | 2024-05-03 2024-08-06
depuis lundi | 2024-08-05 2024-08-06
depuis vendredi dernier | 2024-08-02 2024-08-06
depuis hier | 2024-08-05 2024-08-06
depuis la semaine dernière | 2024-07-29 2024-08-06
depuis début juillet | 2024-07-01 2024-08-06
depuis fin juin | 2024-06-21 2024-08-06
depuis janvier dernier | 2024-01-01 2024-08-06
depuis trois jours | 2024-08-03 2024-08-06
depuis deux semaines | 2024-07-20 2024-08-06
depuis le mois de mars | 2024-03-01 2024-08-06
jusqu'au 12 juillet | 2024-07-12
jusqu'en juin 2023 | 2023-06-01 2023-06-30
d'ici le 15 décembre | 2024-12-15
d'ici fin septembre | 2024-09-21 2024-09-30
au 31 juillet | 2024-07-31
à compter du 1er août | 2024-08-01 2024-08-06
à partir du 3 juillet | 2024-07-03 2024-08-06
en mai | 2024-05-01 2024-05-31
en mai dernier | 2024-05-01 2024-05-31
en juillet de l'année dernière | 2023-07-01 2023-07-31
en août 2023 | 2023-08-01 2023-08-31
au mois d'août 2023 | 2023-08-01 2023-08-31
au mois de mai | 2024-05-01 2024-05-31
mai 2020 | 2020-05-01 2020-05-31
décembre dernier | 2023-12-01 2023-12-31
juin dernier | 2024-06-01 2024-06-30
de mars à mai | 2024-03-01 2024-05-31
de mars 2021 à mai 2022 | 2021-03-01 2022-05-31
entre janvier et mars | 2024-01-01 2024-03-31
entre 2015 et 2019 | 2015-01-01 2019-12-31
2019-2020 | 2019-01-01 2020-12-31
en 2021 | 2021-01-01 2021-12-31
au cours de 2021 | 2021-01-01 2021-12-31
l'année 2015 | 2015-01-01 2015-12-31
en l'an 2000 | 2000-01-01 2000-12-31
mi-2021 | 2021-05-03 2021-08-31
début 2020 | 2020-01-01 2020-05-01
fin 2018 | 2018-09-01 2018-12-31
les années 1990 | 1990-01-01 1999-12-31
au début des années 1990 | 1990-01-01 1993-05-01
dans les années 2000 | 2000-01-01 2009-12-31
au premier semestre 2023 | 2023-01-01 2023-06-30
au second semestre 2022 | 2022-07-01 2022-12-31
le premier semestre de 2021 | 2021-01-01 2021-06-30
au deuxième trimestre 2022 | 2022-04-01 2022-06-30
le dernier trimestre de 2021 | 2021-10-01 2021-12-31
au T3 2021 | 2021-07-01 2021-09-30
l'automne 2020 | 2020-09-01 2020-11-30
à l'automne 2019 | 2019-09-01 2019-11-30
l'hiver dernier | 2023-12-01 2024-02-29
l'été dernier | 2023-06-01 2023-08-31
cet été | 2024-06-01 2024-08-31
au printemps dernier | 2024-03-01 2024-05-31
la première semaine de mai | 2024-05-01 2024-05-07
la deuxième semaine de juillet 2022 | 2022-07-08 2022-07-14
la dernière semaine de juin | 2024-06-24 2024-06-30
les derniers jours de mai | 2024-05-25 2024-05-31
la première moitié de juillet | 2024-07-01 2024-07-15
la seconde moitié de 2021 | 2021-07-01 2021-12-31
la troisième semaine de mai | 2024-05-15 2024-05-21
au cours des dernières 24 heures | 2024-08-05 2024-08-06
ces derniers jours | none
ces trois derniers jours | 2024-08-03 2024-08-06
ces dernières semaines | none
au cours des deux dernières semaines | 2024-07-23 2024-08-06
durant les six derniers mois | 2024-02-08 2024-08-06
les cinq dernières années | 2019-08-08 2024-08-06
Noël | 2023-12-25
à Noël 2022 | 2022-12-25
le jour de l'An | 2024-01-01
le 14 juillet | 2024-07-14
la Toussaint | 2023-11-01
le vendredi saint | 2024-03-29
le dimanche de Pâques 2021 | 2021-04-04
le jeudi de l'Ascension | 2024-05-09
l'Assomption | 2023-08-15
la Pentecôte | 2024-05-19
le 8 mars | 2024-03-08
le 11 novembre 2018 | 2018-11-11
mercredi 24 | 2024-07-24
vendredi 12 | 2024-07-12
le lundi 5 | 2024-08-05
ce jeudi 1er août | 2024-08-01
aujourd'hui mardi | 2024-08-06
mardi 6 août au soir | 2024-08-06
le 5 août au matin | 2024-08-05
tôt dimanche | 2024-08-04
tard samedi | 2024-08-03
dimanche vers 3 heures | 2024-08-04
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Rows of a table as (text, expected)."""
    lines = [line.split(" | ") for line in table.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, expected in lines]


def read(code: str, text: str) -> str:
    """The days of the longest date expression of a text, as the tables write them."""
    expr = max(find_dates(text, WORDS[code]), key=lambda e: e.end - e.start)
    when = resolve(expr, WORDS[code], reference=REFERENCE, earlier=EARLIER)
    if when is None:
        return "none"
    return f"{when.start}" if when.start == when.end else f"{when.start} {when.end}"


@pytest.mark.parametrize(("text", "expected"), rows(ENGLISH))
def test_english_phrases(text: str, expected: str) -> None:
    """An English phrase means these days."""
    assert read("en", text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(FRENCH))
def test_french_phrases(text: str, expected: str) -> None:
    """A French phrase means these days."""
    assert read("fr", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday, 1 January 2023", "2024-01-01"),
        ("Sunday, 1 January 2023", "2023-01-01"),
        ("Friday, 1 January 2023", "2023-01-01"),
    ],
)
def test_a_slip_in_the_year_is_mended_by_the_weekday(text: str, expected: str) -> None:
    """Early in a year people write the old one: the weekday tells, where the right year lies near the page's date."""
    (expr,) = find_dates(text, WORDS["en"])
    when = resolve(expr, WORDS["en"], reference=dt.date(2024, 1, 5))
    assert when is not None
    assert when.start.isoformat() == expected


@pytest.mark.parametrize(
    ("code", "text", "since", "until", "future"),
    [
        ("en", "since 3 May", True, False, False),
        ("en", "in force until 3 December", False, True, True),
        ("en", "previously in force until 3 May", False, True, False),
        ("en", "charges will be filed after a man was shot on 3 May", False, False, False),
        ("en", "the talks will open on 3 September", False, False, True),
        ("fr", "prolongé jusqu'au 3 décembre", False, True, True),
        ("fr", "depuis le 3 mai", True, False, False),
    ],
)
def test_ends_of_longer_times(code: str, text: str, since: bool, until: bool, future: bool) -> None:
    """Words before a date say whether it begins or ends something, and whether it lies ahead."""
    (expr,) = find_dates(text, WORDS[code])
    assert (expr.since, expr.until, expr.future) == (since, until, future)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_patterns_left_out_would_have_found_nothing(code: str) -> None:
    """A pattern is tried only where the words it needs stand: that saves time and changes no finding."""
    patient = replace(WORDS[code], searchers={})
    for text, _ in rows(ENGLISH if code == "en" else FRENCH):
        assert find_dates(text, WORDS[code]) == find_dates(text, patient), text
    assert sum(not pattern.needs for pattern in WORDS[code].patterns) < 10
