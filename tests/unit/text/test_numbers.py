"""Numbers in English and French: value, bounds, how exact, and what kind of number it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djeli.lang import load
from djeli.text.number_words import Words, compile_words
from djeli.text.numbers import find_numbers

WORDS: dict[str, Words] = {code: compile_words(load(code, "numbers")) for code in ("en", "fr")}

EXACT, ABOUT, LEAST, MOST, RANGE, VAGUE = "exact", "approximate", "at_least", "at_most", "range", "vague"

# text, (low, best, high), exactness: the first plain number of the text
ENGLISH = [
    ("twelve soldiers died", (12, 12, 12), EXACT),
    ("zero deaths", (0, 0, 0), EXACT),
    ("one hundred rebels", (100, 100, 100), EXACT),
    ("a hundred and fifty houses", (150, 150, 150), EXACT),
    ("twenty-one villagers", (21, 21, 21), EXACT),
    ("twenty one villagers", (21, 21, 21), EXACT),
    ("ninety-nine", (99, 99, 99), EXACT),
    ("two hundred and five men", (205, 205, 205), EXACT),
    ("three thousand four hundred families", (3400, 3400, 3400), EXACT),
    ("two hundred and fifty thousand people", (250000, 250000, 250000), EXACT),
    ("one million refugees", (1000000, 1000000, 1000000), EXACT),
    ("2.5 million people fled", (2500000, 2500000, 2500000), EXACT),
    ("1.2 million displaced", (1200000, 1200000, 1200000), EXACT),
    ("1,500 fighters", (1500, 1500, 1500), EXACT),
    ("12,345 ballots of people", (12345, 12345, 12345), EXACT),
    ("1,234,567 people", (1234567, 1234567, 1234567), EXACT),
    ("15 dozen eggs", (180, 180, 180), EXACT),
    ("two dozen gunmen", (24, 24, 24), EXACT),
    ("a dozen men", (12, 12, 12), EXACT),
    ("half a dozen officers", (6, 6, 6), EXACT),
    ("a couple of guards", (2, 2, 2), EXACT),
    ("both men", (2, 2, 2), EXACT),
    ("3 thousand households", (3000, 3000, 3000), EXACT),
    ("killed 2000 people", (2000, 2000, 2000), EXACT),
    ("some 50 fighters", (45, 50, 55), ABOUT),
    ("around 300 families", (270, 300, 330), ABOUT),
    ("about forty boys", (36, 40, 44), ABOUT),
    ("nearly 1,000 inmates", (900, 1000, 1100), ABOUT),
    ("almost 20 huts", (18, 20, 22), ABOUT),
    ("approximately 70 dead", (63, 70, 77), ABOUT),
    ("roughly 80 men", (72, 80, 88), ABOUT),
    ("an estimated 400 rebels", (360, 400, 440), ABOUT),
    ("close to 60 bodies", (54, 60, 66), ABOUT),
    ("30 or so cattle herders", (27, 30, 33), ABOUT),
    ("just over 100 people", (90, 100, 110), ABOUT),
    ("at least 21 civilians", (21, 21, None), LEAST),
    ("more than 300 people", (300, 300, None), LEAST),
    ("over 40 students", (40, 40, None), LEAST),
    ("no fewer than 15 farmers", (15, 15, None), LEAST),
    ("not less than nine persons", (9, 9, None), LEAST),
    ("upwards of 500 troops", (500, 500, None), LEAST),
    ("in excess of 90 wounded", (90, 90, None), LEAST),
    ("well over 100 bodies", (100, 100, None), LEAST),
    ("50 or more hostages", (50, 50, None), LEAST),
    ("a minimum of 8 people", (8, 8, None), LEAST),
    ("more than two dozen women", (24, 24, None), LEAST),
    ("at least one person", (1, 1, None), LEAST),
    ("up to 70 insurgents", (None, None, 70), MOST),
    ("as many as 170 soldiers", (None, None, 170), MOST),
    ("at most 12 attackers", (None, None, 12), MOST),
    ("no more than five men", (None, None, 5), MOST),
    ("fewer than 50 people", (None, None, 50), MOST),
    ("less than 20 survivors", (None, None, 20), MOST),
    ("between 20 and 30 people", (20, None, 30), RANGE),
    ("20 to 30 people", (20, None, 30), RANGE),
    ("20-30 people", (20, None, 30), RANGE),
    ("20–30 people", (20, None, 30), RANGE),
    ("five or six gunmen", (5, None, 6), RANGE),
    ("from 60 to 80 fighters", (60, None, 80), RANGE),
    ("2 to 3 million people", (2000000, None, 3000000), RANGE),
    ("between eight and twelve villagers", (8, None, 12), RANGE),
    ("dozens of people", (24, None, 99), VAGUE),
    ("scores of villagers", (40, None, 199), VAGUE),
    ("hundreds of families", (200, None, 999), VAGUE),
    ("thousands of residents", (2000, None, 9999), VAGUE),
    ("tens of thousands of people", (20000, None, 99999), VAGUE),
    ("hundreds of thousands fled", (200000, None, 999999), VAGUE),
    ("several soldiers", (3, None, 9), VAGUE),
    ("a few shots at people", (3, None, 9), VAGUE),
    ("a handful of fighters", (3, None, 9), VAGUE),
    ("many civilians", (5, None, None), VAGUE),
    ("several dozen women", (24, None, 99), VAGUE),
    ("several hundred youths", (300, None, 999), VAGUE),
    ("an unknown number of fighters", (1, None, None), VAGUE),
    ("multiple people", (2, None, None), VAGUE),
]
FRENCH = [
    ("douze soldats", (12, 12, 12), EXACT),
    ("vingt et un villageois", (21, 21, 21), EXACT),
    ("soixante et onze morts", (71, 71, 71), EXACT),
    ("soixante-dix blessés", (70, 70, 70), EXACT),
    ("soixante-seize personnes", (76, 76, 76), EXACT),
    ("quatre-vingts morts", (80, 80, 80), EXACT),
    ("quatre-vingt-un civils", (81, 81, 81), EXACT),
    ("quatre-vingt-dix-sept personnes", (97, 97, 97), EXACT),
    ("quatre-vingt-quinze élèves", (95, 95, 95), EXACT),
    ("septante personnes", (70, 70, 70), EXACT),
    ("nonante-deux personnes", (92, 92, 92), EXACT),
    ("cent vingt hommes", (120, 120, 120), EXACT),
    ("deux cents hommes", (200, 200, 200), EXACT),
    ("mille deux cents familles", (1200, 1200, 1200), EXACT),
    ("deux cent cinquante mille déplacés", (250000, 250000, 250000), EXACT),
    ("1 500 personnes", (1500, 1500, 1500), EXACT),
    ("1\u202f500 personnes", (1500, 1500, 1500), EXACT),
    ("1.500 personnes", (1500, 1500, 1500), EXACT),
    ("2,5 millions de personnes", (2500000, 2500000, 2500000), EXACT),
    ("3 millions d'habitants", (3000000, 3000000, 3000000), EXACT),
    ("une vingtaine de civils", (18, 20, 22), ABOUT),
    ("une dizaine d'hommes", (9, 10, 11), ABOUT),
    ("une centaine de combattants", (90, 100, 110), ABOUT),
    ("deux centaines de morts", (180, 200, 220), ABOUT),
    ("une trentaine de motos et d'hommes", (27, 30, 33), ABOUT),
    ("environ 50 assaillants", (45, 50, 55), ABOUT),
    ("près de 200 personnes", (180, 200, 220), ABOUT),
    ("quelque 300 familles", (270, 300, 330), ABOUT),
    ("un millier de réfugiés", (900, 1000, 1100), ABOUT),
    ("au moins 12 soldats", (12, 12, None), LEAST),
    ("plus de 30 morts", (30, 30, None), LEAST),
    ("plus d'une centaine de blessés", (100, 100, None), LEAST),
    ("pas moins de 15 civils", (15, 15, None), LEAST),
    ("jusqu'à 50 hommes", (None, None, 50), MOST),
    ("au maximum 20 personnes", (None, None, 20), MOST),
    ("moins de 40 rescapés", (None, None, 40), MOST),
    ("entre 20 et 30 personnes", (20, None, 30), RANGE),
    ("20 à 30 personnes", (20, None, 30), RANGE),
    ("cinq ou six hommes", (5, None, 6), RANGE),
    ("plusieurs personnes", (3, None, 9), VAGUE),
    ("plusieurs dizaines de morts", (20, None, 99), VAGUE),
    ("des dizaines de villageois", (20, None, 99), VAGUE),
    ("des centaines d'habitants", (200, None, 999), VAGUE),
    ("des milliers de déplacés", (2000, None, 9999), VAGUE),
    ("plusieurs dizaines de milliers de personnes", (20000, None, 99999), VAGUE),
    ("une poignée de rebelles", (3, None, 9), VAGUE),
    ("de nombreux civils", (5, None, None), VAGUE),
]

# language, text, role of its first number
ROLES = [
    ("en", "a 24-year-old man", "age"),
    ("en", "a 24 years old farmer", "age"),
    ("en", "a woman aged 24", "age"),
    ("en", "John Okello, 24, of Gulu", "age"),
    ("en", "Amina Yusuf (24)", "age"),
    ("en", "a man in his 20s", "age"),
    ("en", "the man, 53, was held", "age"),
    ("en", "12% of voters", "percent"),
    ("en", "12 percent of voters", "percent"),
    ("en", "forty per cent", "percent"),
    ("en", "$500 was paid", "money"),
    ("en", "500 dollars", "money"),
    ("en", "2 million euros", "money"),
    ("en", "30 million naira", "money"),
    ("en", "100 km north", "distance"),
    ("en", "80km away", "distance"),
    ("en", "ten miles from town", "distance"),
    ("en", "300 metres away", "distance"),
    ("en", "20 tons of grain", "measure"),
    ("en", "5 kg of explosives", "measure"),
    ("en", "three days of clashes", "duration"),
    ("en", "a 15-day truce", "duration"),
    ("en", "ten years ago", "duration"),
    ("en", "15 votes against", "votes"),
    ("en", "5th brigade", "ordinal"),
    ("en", "the 21st battalion", "ordinal"),
    ("en", "in 2014 he left", "year"),
    ("en", "the 2015 attacks", "year"),
    ("en", "since 1998 they fought", "year"),
    ("en", "at 5:20 p.m.", "time"),
    ("en", "around 6 p.m.", "time"),
    ("en", "call 252-972-1411", "code"),
    ("en", "AK-47 rifles", "code"),
    ("en", "Highway 80", "code"),
    ("en", "Resolution 2085", "code"),
    ("en", "Article 5", "code"),
    ("en", "Su-25 jets", "code"),
    ("en", "the 200 block", "code"),
    ("en", "No. 7", "code"),
    ("en", "9mm pistols", "distance"),
    ("fr", "elle, âgée de 24 ans", "age"),
    ("fr", "12 % des électeurs", "percent"),
    ("fr", "40 pour cent", "percent"),
    ("fr", "500 euros", "money"),
    ("fr", "2 millions de francs", "plain"),
    ("fr", "80 km au nord", "distance"),
    ("fr", "trois jours de combats", "duration"),
    ("fr", "en 2014", "year"),
    ("fr", "à 14h30", "time"),
    ("fr", "la 5e brigade", "ordinal"),
    ("fr", "article 5", "code"),
    ("fr", "75 voix", "votes"),
]
NOTHING = [
    "the M23 rebels",
    "7.62 mm rounds",
    "MH17 was shot at",
    "first and second",
    "someone told everyone",
    "a tense calm",
]


def shown(code: str, text: str) -> str:
    """What was found, for a failing test to print."""
    return "; ".join(
        f"{text[n.start : n.end]!r} {n.low}/{n.best}/{n.high} {n.exactness} {n.role}"
        for n in find_numbers(text, WORDS[code])
    )


@pytest.mark.parametrize(("text", "bounds", "exactness"), ENGLISH)
def test_english(text: str, bounds: tuple[int | None, ...], exactness: str) -> None:
    """An English number has these bounds and this exactness."""
    plain = [n for n in find_numbers(text, WORDS["en"]) if n.role == "plain"]
    assert plain, shown("en", text)
    assert ((plain[0].low, plain[0].best, plain[0].high), plain[0].exactness) == (bounds, exactness), shown("en", text)


@pytest.mark.parametrize(("text", "bounds", "exactness"), FRENCH)
def test_french(text: str, bounds: tuple[int | None, ...], exactness: str) -> None:
    """A French number has these bounds and this exactness."""
    plain = [n for n in find_numbers(text, WORDS["fr"]) if n.role == "plain"]
    assert plain, shown("fr", text)
    assert ((plain[0].low, plain[0].best, plain[0].high), plain[0].exactness) == (bounds, exactness), shown("fr", text)


@pytest.mark.parametrize(("code", "text", "role"), ROLES)
def test_roles(code: str, text: str, role: str) -> None:
    """Ages, money, distances, years, times and codes are never plain numbers."""
    assert find_numbers(text, WORDS[code])[0].role == role, shown(code, text)


@pytest.mark.parametrize("text", NOTHING)
def test_names_with_figures_hold_no_plain_number(text: str) -> None:
    """Names of groups, calibres, ordinals and pronouns give no plain number."""
    assert not [n for n in find_numbers(text, WORDS["en"]) if n.role == "plain"], shown("en", text)


def test_a_change_is_no_range() -> None:
    """Of a rise ("rose from 5 to 17") both numbers are kept, not a range."""
    assert [n.best for n in find_numbers("the toll rose from 5 to 17", WORDS["en"])] == [5, 17]


def test_dates_keep_their_numbers() -> None:
    """Numbers in ranges handed over as dates are marked as such."""
    text = "on 12 July 12 men came"
    assert [n.role for n in find_numbers(text, WORDS["en"], taken=[(3, 10)])] == ["date", "plain"]


def test_articles_are_found_when_asked() -> None:
    """An article ("a soldier") is 1 when articles are wanted, and nothing otherwise."""
    assert [n.role for n in find_numbers("a soldier", WORDS["en"], articles=True)] == ["article"]
    assert not find_numbers("a soldier", WORDS["en"])


@given(st.integers(min_value=0, max_value=999_999))
def test_figures_read_back(number: int) -> None:
    """A figure with separators reads as its value."""
    found = find_numbers(f"killed {number:,} people", WORDS["en"])
    assert [n.best for n in found if n.role == "plain"] == [number]


@given(st.text(max_size=80))
def test_any_text_gives_ordered_numbers_inside_it(text: str) -> None:
    """Whatever the text, numbers lie in it, in order and apart."""
    for words in WORDS.values():
        found = find_numbers(text, words, articles=True)
        assert all(0 <= n.start < n.end <= len(text) for n in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
