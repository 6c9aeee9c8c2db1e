"""Names in other scripts and in the forms that grammar gives them, found by lists of endings and prefixes."""

from __future__ import annotations

from typing import Any

import pytest
import spacy

from djeli.extract.mentions import Sentence
from djeli.extract.places.inflect import base_forms, bending
from djeli.extract.places.lookup import look_up
from djeli.extract.places.nations import demonyms
from djeli.extract.places.page import tokens_of
from djeli.extract.places.spot import find_spots
from djeli.extract.places.words import words_from
from djeli.gazetteer import PlaceKind, open_gazetteer

RUSSIAN = words_from(
    {
        "endings": {
            "е": ["", "а", "ь", "о"], "ии": "ия", "ой": ["ая", "а"], "и": ["ь", "а"], "а": "", "ы": "а", "ом": "",
        },
        "locative": ["в", "под"],
        "kinds_before": {"settlement": ["селе", "городе"]},
        "kinds_after": {"adm1": ["области", "область"]},
        "nations": {"украинск": "UA"},
    }
)  # fmt: skip
ARABIC = words_from(
    {
        "prefixes": {"و": "", "ب": "", "ل": "", "لل": "ال"},
        "locative_prefixes": ["ب"],
        "locative": ["في"],
        "kinds_before": {"settlement": ["بلدة", "قرية"]},
        "nations": {"السوداني": "SD"},
        "common_words": ["المدينة"],
    }
)
GERMAN = words_from({"endings": {"s": ""}, "names": {"Iran": "IR", "Mosambik": "MZ"}})


def line(text: str) -> Sentence:
    """One sentence, split at blanks."""
    doc = spacy.blank("xx")(text)
    return Sentence(0, 0, len(text), 0, False, 0, doc[:])


def found(text: str, words: Any) -> list[tuple[str, str]]:
    """Words of each name with the countries it may lie in first."""
    spots, _ = find_spots([line(text)], text, open_gazetteer(), words)
    return [(spot.text, spot.matches[0].place.country if spot.matches else "") for spot in spots]


@pytest.mark.parametrize(
    ("words", "text", "key", "country"),
    [
        (RUSSIAN, "Киеве", "киев", "UA"),
        (RUSSIAN, "Москве", "москва", "RU"),
        (RUSSIAN, "Мариуполе", "мариупол", "UA"),
        (RUSSIAN, "Сирии", "сирия", "SY"),
        (RUSSIAN, "Донецкой области", "донецкая область", "UA"),
        (RUSSIAN, "Часова Яра", "часов яр", "UA"),
        (RUSSIAN, "Алеппо", "алеппо", "SY"),
        (ARABIC, "بغزة", "غزه", "PS"),
        (ARABIC, "ولبنان", "لبنان", "LB"),
        (ARABIC, "للسودان", "السودان", "SD"),
        (ARABIC, "والخرطوم", "الخرطوم", "SD"),
        (GERMAN, "Kiews", "kiew", "UA"),
        (GERMAN, "Russlands", "russland", "RU"),
        (GERMAN, "Mosambik", "mosambik", "MZ"),
    ],
)
def test_bent_names_are_found_under_their_plain_form(words: Any, text: str, key: str, country: str) -> None:
    """Endings and prefixes come off, and both forms of a name share one key."""
    known = look_up(text, open_gazetteer(), words)
    assert (known.key, known.matches[0].place.country) == (key, country)


def test_without_endings_a_bent_name_stays_unknown() -> None:
    """What is taken off stands in the language's file alone."""
    assert not look_up("Мариуполе", open_gazetteer(), words_from({})).matches


@pytest.mark.parametrize(("text", "located"), [("بغزة", True), ("وغزة", False), ("ببيروت", True), ("بيروت", False)])
def test_a_prefix_may_put_a_name_in_a_place(text: str, located: bool) -> None:
    """The prefix that means "in" does, "and" doesn't, and a letter of the name itself is no prefix."""
    assert look_up(text, open_gazetteer(), ARABIC).located is located


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Украина", "UA"), ("Україна", "UA"), ("Украйна", "UA"), ("السودان", "SD"), ("Сирия", "SY"), ("سوريا", "SY"),
        ("Ucraina", "UA"), ("Ucrânia", "UA"), ("Ägypten", "EG"), ("Oekraïne", "UA"), ("США", "US"), ("Чад", "TD"),
        ("ДР Конго", "CD"), ("Кыргызстан", "KG"), ("Tschad", "TD"), ("Marrocos", "MA"), ("اليمن", "YE"), ("قطر", "QA"),
    ],
)  # fmt: skip
def test_countries_are_known_by_their_names_in_other_languages(name: str, country: str) -> None:
    """Names of Unicode CLDR and of countries.csv, in any script."""
    gazetteer = open_gazetteer()
    assert gazetteer.matches(name)[0].place.kind is PlaceKind.COUNTRY
    assert gazetteer.matches(name)[0].place.country == country
    known = gazetteer.country(name)
    assert known is not None
    assert known.iso2 == country


@pytest.mark.parametrize("word", ["IRA", "Ira", "Oma", "Kuba Kingdom"])
def test_short_foreign_names_are_no_countries_everywhere(word: str) -> None:
    """Portuguese "Irã" must not make a country of the IRA."""
    assert all(m.place.kind is not PlaceKind.COUNTRY for m in open_gazetteer().matches(word))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Взрывы прогремели в Киеве и под Харьковом .", RUSSIAN, [("Киеве", "UA"), ("Харьковом", "UA")]),
        ("Бои идут в Донецкой области .", RUSSIAN, [("Донецкой области", "UA")]),
        ("Чад закрыл границу .", RUSSIAN, [("Чад", "TD")]),
        ("قتل ثلاثة أشخاص في الخرطوم", ARABIC, [("الخرطوم", "SD")]),
        ("انفجار بدمشق وحلب", ARABIC, [("بدمشق", "SY"), ("وحلب", "SY")]),
        ("هاجموا المدينة ليلا", ARABIC, []),
        ("قصف في قرية الزرقانية", ARABIC, [("الزرقانية", "")]),
    ],
)
def test_names_stand_out_without_latin_letters(text: str, words: Any, expected: list[tuple[str, str]]) -> None:
    """Cyrillic names, and names of a script without capitals, where every word might be one."""
    assert found(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [("украинскими", RUSSIAN, "UA"), ("والسودانيين", ARABIC, "SD"), ("الليبيين", ARABIC, "")],
)
def test_words_of_nations_begin_alike(text: str, words: Any, country: str) -> None:
    """The beginning of an adjective speaks for its country, whatever its ending; none is guessed."""
    votes = demonyms([tokens_of(line(text))], open_gazetteer(), words)
    assert next(iter(votes), "") == country


def test_no_form_is_shorter_than_two_letters() -> None:
    """Endings never eat a whole name."""
    assert list(base_forms("е", bending({"endings": {"е": ""}}))) == []
    assert list(base_forms("оше", bending({"endings": {"е": ""}}))) == [("ош", False)]
