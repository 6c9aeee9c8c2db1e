"""What is only mentioned: to date something else, of an old war, in a question; games; a year without a page's date."""

from __future__ import annotations

from functools import cache

import pytest

from djeli.extract import extract
from djeli.extract.tools import Tools, load_tools
from djeli.records import Document, Item, Text

MENTIONED = (
    ("en", "Rents in the port district doubled after the siege of 2011 by rebel fighters."),
    ("en", "Exports fell before the March 2014 massacre of farmers in the valley."),
    ("en", "The pilot was shot down over the delta during the Korean War."),
    ("en", "In the Second World War soldiers shot forty farmers in the village."),
    ("en", "Has the bombing of the airport on Monday changed anything for travellers?"),
    ("en", "Troops twice invaded the island, and in 2000 they shelled its capital."),
    ("fr", "Le prix du riz a doublé après l'attaque de Goma par les rebelles en 2014."),
    ("fr", "Des soldats ont fusillé quarante paysans pendant la Seconde Guerre mondiale."),
    ("es", "El turismo creció antes del ataque de la guerrilla a Bogotá en 2014."),
    ("pt", "O turismo cresceu depois do ataque dos rebeldes em 2014 em Maputo."),
    ("it", "I prezzi sono saliti dopo l'attacco dei ribelli del 2014 a Bengasi."),
    ("de", "Die Preise stiegen nach dem Angriff der Rebellen im Jahr 2014 in Goma."),
    ("ru", "Цены выросли после обстрела Донецка боевиками в 2014 году."),
    ("uk", "Ціни зросли після обстрілу Донецька бойовиками у 2014 році."),
    ("ar", "ارتفعت الأسعار بعد هجوم المسلحين على حلب عام 2014."),
)

NEWS = (
    ("en", "Three farmers died after Monday's bombing of the market in Lira."),
    ("en", "After the army shelled the village in May 2014, forty people were killed."),
    ("en", "Gunmen killed nine traders on Friday in a village known from the Korean War."),
    ("fr", "Trois paysans ont été tués lundi après l'attaque du marché."),
    ("ru", "Трое крестьян погибли в понедельник после обстрела рынка."),
)

GAMES = (
    "The winger attacked the left side all evening and shot past the goalkeeper in the derby on Friday.",
    "Northern United captured the trophy on Sunday in Accra.",
    "My pawns attacked the kingside on Monday and the rook followed.",
)

EARNEST = (
    "A goalkeeper was shot dead by gunmen in Medellín after the derby on Friday.",
    "Football supporters attacked police officers in Cairo on Friday after the derby, wounding three.",
    "Rival sides clashed on Friday in the town of Kidal.",
    "Rebels captured the town of Kidal on Sunday.",
)


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def told(text: str, code: str) -> list[bool]:
    """For each report of the text whether it is foreground."""
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(text))
    source = Text(document=document.id, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=len(text), language=code)
    return [not report.background for report in extract(item, source, document, tools()).reports]


@pytest.mark.parametrize(("code", "text"), MENTIONED)
def test_a_deed_that_only_dates_something_else_is_background(code: str, text: str) -> None:
    """A deed with a month or year behind "after", of an old war or in a question makes no event of its own."""
    found = told(text, code)
    assert found
    assert not any(found)


@pytest.mark.parametrize(("code", "text"), NEWS)
def test_news_behind_the_same_words_stays(code: str, text: str) -> None:
    """A deed of a day, or one told by a verb, is news whatever stands before it."""
    assert any(told(text, code))


@pytest.mark.parametrize("text", GAMES)
def test_a_game_is_no_battle(text: str) -> None:
    """Words of war in a sentence of sport, and prizes that are won, tell no event."""
    assert not any(told(text, "en"))


@pytest.mark.parametrize("text", EARNEST)
def test_blood_among_players_is_no_game(text: str) -> None:
    """Arms, police, crowds or blood in the sentence keep its event; so do sides without a word of sport."""
    assert any(told(text, "en"))


@pytest.mark.parametrize("text", ("The nurses strike began in Harare on Monday.", "A three-day pilots' strike began."))
def test_a_labour_strike_is_no_attack(text: str) -> None:
    """Who works and strikes hits nobody."""
    document = Document(id="0" * 64, uri="test", media_type="text/plain", size=len(text))
    source = Text(document=document.id, reader="test@1", content=text)
    item = Item(text=source.id, start=0, end=len(text), language="en")
    assert {report.type for report in extract(item, source, document, tools()).reports} == {"strike"}
