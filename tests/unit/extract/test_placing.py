"""What a sentence only mentions: to place something else in time, of an old war, in a question, beside a headline."""

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
