"""Amounts: numbers as ranges with percent, parts of a whole, money, areas."""

from __future__ import annotations

import pytest

from djeli.extract.figures.number import Amount, find_amounts
from djeli.extract.figures.words import words_of

ENGLISH = """
62.4 per cent of them | 62.4 percent
two-thirds of them | 66.7 percent
four in ten | 40 percent
9 out of 10 | 90 percent
a majority of voters | 50..100 percent
$1.5bn | 1500000000 money USD
more than $100 million | 100000000 money USD
2.5 million euros | 2500000 money EUR
10 million CFA francs | 10000000 money XOF
C$3m | 3000000 money CAD
1,200 square kilometres | 1200 area km2
scores of tanks | 40..99 plain
tens of thousands of people | 20000..99999 plain
15000 troops | 15000 plain
aged 34 |
12 March 2024 |
try 50 times | 50 times
"""


def number(one: Amount) -> str:
    """The number told, or its bounds."""
    return f"{one.low}..{one.high}" if one.best is None else str(one.best)


@pytest.mark.parametrize("row", ENGLISH.strip().splitlines())
def test_amounts(row: str) -> None:
    """Each number with its kind and unit; ages and dates are none."""
    text, wanted = (part.strip() for part in row.split("|"))
    dates = [(0, len(text))] if "March" in text else []
    found = find_amounts(text, words_of("en"), dates=dates)
    told = [" ".join(str(part) for part in (number(one), one.role, one.unit) if part != "") for one in found]
    assert "; ".join(told) == wanted


def test_the_franc_is_that_of_the_countries_named() -> None:
    """A CFA franc is Central Africa's on a page that names one of its countries."""
    words = words_of("fr")
    here = find_amounts("100 millions de FCFA", words, page="Le gouvernement du Tchad a versé 100 millions de FCFA")
    there = find_amounts("100 millions de FCFA", words, page="Le Mali a versé 100 millions de FCFA")
    assert (here[0].unit, there[0].unit) == ("XAF", "XOF")
