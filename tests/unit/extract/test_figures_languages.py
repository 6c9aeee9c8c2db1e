"""Figures in the other languages, by words alone: no parse is needed."""

from __future__ import annotations

from functools import cache

import pytest
from tests.unit.extract.test_figures import shown

from djeli.extract.annotate import annotate
from djeli.extract.figures.find import find_figures
from djeli.extract.figures.words import hinted, words_of
from djeli.extract.reading import reading_form
from djeli.extract.roles.actors import find_actors
from djeli.extract.tools import Tools, load_tools
from djeli.lang import available, load
from djeli.records import Item, Text

TABLE = """
fr | L'Assemblée générale a adopté la résolution par 141 voix contre cinq, avec 35 abstentions. | vote for 141 votes Assemblée générale; vote against 5 votes Assemblée générale; vote abstained 35 votes Assemblée générale
fr | La Russie et la Chine se sont abstenues. | vote abstained votes La Russie; vote abstained votes Chine
fr | Plus de 500.000 personnes ont fui le Soudan depuis avril 2023. | displaced 500000 people Soudan
fr | La junte verse 10 millions de dollars par mois à Wagner. | money 10000000 USD junte
fr | Le FMI a accordé un prêt de 100 milliards de francs CFA au Cameroun. | money 100000000000 XAF FMI
fr | Le groupe compte environ 3 000 combattants. | force_size 3000 people groupe
fr | Selon un sondage Ifop, 65 % des Français approuvent l'opération. | poll 65 percent Français
fr | Au moins 2.400 civils ont été tués au Mali depuis janvier, selon Acled. | count 2400 people civils
fr | Les groupes armés contrôlent 40 % du territoire. | control 40 percent groupes armés
fr | La Finul a relevé 120 violations de l'espace aérien par Israël en août. | violations 120 violations Israël
fr | Une attaque a fait 12 morts lundi à Diffa. |
es | Más de 52.000 personas han huido del Catatumbo desde enero. | displaced 52000 people Catatumbo
es | Indepaz registró 93 masacres en 2023. | count 93 masacres masacres
es | Rusia y China se abstuvieron. | vote abstained votes Rusia; vote abstained votes China
es | Un ataque dejó 12 muertos el lunes en Cauca. |
pt | O Ruanda enviou 1.000 soldados para Moçambique. | force_size 1000 people Ruanda
it | Hezbollah conta circa 30.000 combattenti. | force_size 30000 people Hezbollah
nl | Ongeveer 200.000 mensen zijn gevlucht uit Goma. | displaced 200000 people Goma
ru | Более 500 тысяч человек бежали из Судана. | displaced 500000 people Судана
ru | Россия наложила вето на проект резолюции. | vote against votes Россия
uk | Китай та Індія утрималися. | vote abstained votes Китай; vote abstained votes Індія
ar | قتل 320 مدنيا في السودان منذ بداية العام بحسب الأمم المتحدة. | count 320 people مدنيا
"""  # noqa: E501 - a row a line
ROWS = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


@pytest.mark.parametrize(("code", "text", "wanted"), ROWS)
def test_figures_of_a_language(code: str, text: str, wanted: str) -> None:
    """Kind, number and holder are found by the words of the language."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    sentences = annotate(Item(text=source.id, start=0, end=len(text), language=code), source, tools())
    actors = find_actors(sentences, text, tools().actors)
    found = find_figures(sentences, actors, reading_form(text, code), code)
    assert "; ".join(map(shown, found)) == wanted


@pytest.mark.parametrize("code", [code for code in available() if load(code, "figures")])
def test_every_language_has_hints_for_every_kind(code: str) -> None:
    """Each section of an expert's file opens with hints, and a sentence without one asks nobody."""
    raw = load(code, "figures")
    kinds = ("votes", "polls", "money", "violations", "control", "displaced", "force_size", "counts")
    assert [kind for kind in kinds if not (raw.get(kind) or {}).get("hints")] == []
    assert hinted("…", words_of(code)) == frozenset()
