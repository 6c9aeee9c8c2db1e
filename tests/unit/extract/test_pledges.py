"""Comparisons, pledges and ultimatums: who, how much, to whom, by when, and what the arithmetic says."""

from __future__ import annotations

import pytest

from djeli.extract.figures.find import find_figures
from djeli.extract.mentions import FigureMention
from djeli.extract.roles.actors import find_actors
from djeli.extract.times import find_times
from djeli.vocab import FigureKind
from english import sentences_of, tools
from plain import sentences_of as plain_sentences

KINDS = (FigureKind.COMPARISON, FigureKind.PLEDGE, FigureKind.ULTIMATUM)

COMPARISONS = """
Attacks on schools rose 49 percent, to 310 from 208 a year earlier. | 1.49 Attacks on schools 310/208 yes
The group killed 1,500 civilians last year, more than double the 650 killed in 2022. | 2 civilians 1500/650 yes
The group killed 900 civilians last year, more than double the 650 killed in 2022. | 2 civilians 900/650 no
The number of kidnappings has doubled since the coup. | 2 number of kidnappings
Monitors counted 900 attacks. That is three times as many as in 2019, with 300. | 3 attacks 900/300 yes
Civilian deaths fell by a third, from 900 to 600. | 0.67 Civilian deaths 600/900 yes
There was a 30% increase in sexual violence compared with the previous year. | 1.3 sexual violence
Nearly twice as many civilians died in May as in April. | 2 civilians
The UN recorded a fivefold increase in drone strikes. | 5 drone strikes
Airstrikes were up 42 percent on the previous quarter. | 1.42 Airstrikes
Police logged 80 murders of judges, up 60 % from 50. | 1.6 murders of judges 80/50 yes
Police logged 80 murders and 30 abductions, up 60 and 50 percent respectively. | 1.6 murders; 1.5 abductions
The rebels have 9,000 fighters, nearly twice the 5,000 of last year. | 2 rebels 9000/5000 yes
The militia more than doubled its ranks. | 2 ranks
The death rate is 1,500 times higher than before the war. | 1500 death rate
Violence could double next year. |
The government doubled down on its offensive. |
A third of the 900 fighters have deserted. |
Half of the people need aid. |
"""

PLEDGES = """
Germany pledged 500 million euros to Ukraine by the end of 2024. | 500000000 EUR Germany to Ukraine by 2024-12-31
Norway promised 20 tanks, Poland 14. | 20 tanks Norway arms; 14 tanks Poland arms
Norway promised Chad 30 euros, Spain 10 and Italy 5. | 30 EUR Norway to Chad; 10 EUR Spain to Chad; 5 EUR Italy to Chad
The rulers of Chad promised to withdraw their troops by 31 December 2023. | rulers of Chad by 2023-12-31 withdraw
The junta has vowed to hold elections but has not done so. | junta election unmet
The junta pledged to free its prisoners. It has since kept its promise. | junta release met
The $2.1 billion pledged by donors has yet to arrive. | 2100000000 USD donors unmet
The rebels vowed revenge. |
The rebels vowed to retaliate. |
The rebels pledged allegiance to the Islamic State. |
The minister refused to promise more troops. |
Activists urged Canada to pledge 10 million dollars. |
"""

ULTIMATUMS = """
ECOWAS gave the junta seven days to reinstate the president or face war. | 7 days ECOWAS to junta reinstate
The soldiers had been given 48 hours by the rebels to lay down their arms. | 48 hours rebels to soldiers surrender
The army issued a two-week ultimatum to the militia to disarm. | 14 days army to militia disarm
The rulers ordered the French ambassador to leave within 48 hours. | 48 hours rulers to French ambassador leave
The warlord gave the ministry until May 10, 2023 to send ammunition. | warlord to ministry by 2023-05-10 arms
The junta ignored the rebels, who demanded the release of their men within 72 hours. | 72 hours rebels release
The flight takes 72 hours. |
The council is expected to give the parties 72 hours to sign. |
"""

FRENCH = """
Le nombre d'attaques a doublé en un an. | 2 nombre d'attaques
L'ONU a enregistré une hausse de 30 % des enlèvements. | 1.3 enlèvements
L'armée a perdu 1 500 hommes, plus du double des 650 de l'an dernier. | 2 hommes 1500/650 yes
Les attaques ont été multipliées par trois. | 3 attaques
Les retours ont chuté d'un tiers, passant de 900 à 600. | 0.67 retours 600/900 yes
La France s'est engagée à retirer ses troupes. | France withdraw
Ils ont promis cent euros au Liban. |
Les alliés ont promis cent euros au Liban, dont dix de la France. | 100 EUR alliés to Liban; 10 EUR France to Liban
La promesse du président de tenir des élections n'a pas été tenue. | président election unmet
La junte a donné 72 heures à l'ambassadeur pour quitter le pays. | 72 hours junte to ambassadeur leave
Les rebelles ont sommé l'armée de se retirer dans un délai de 48 heures. | 48 hours rebelles to armée withdraw
Le groupe a juré de se venger. |
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Sentences and expected figures of each line."""
    pairs = (line.split("|") for line in table.strip().splitlines())
    return [(text.strip(), wanted.strip()) for text, wanted in pairs]


def shown(found: FigureMention) -> str:
    """A figure as the tables write it: number, unit, holder, then what its kind tells."""
    one = found.figure
    parts = [f"{one.best:g}" if isinstance(one.best, float) else str(one.best or ""), one.unit, one.holder]
    if one.figure is FigureKind.COMPARISON:
        both = one.detail("left") and one.detail("right")
        parts += [f"{one.detail('left')}/{one.detail('right')}" if both else "", one.detail("holds")]
    else:
        parts += [f"to {one.detail('to')}" if one.detail("to") else ""]
        parts += [
            f"by {one.detail('deadline')}" if one.detail("deadline") else "",
            one.detail("act"),
            one.detail("outcome"),
        ]
    return " ".join(part for part in parts if part)


def told(found: tuple[FigureMention, ...]) -> str:
    """The figures of the three kinds."""
    return "; ".join(shown(one) for one in found if one.figure.figure in KINDS)


def english(text: str) -> str:
    """What an English text tells."""
    sentences = sentences_of(text)
    dates = find_times(sentences, text, "en", published=None, dateline=None, page="")
    actors = find_actors(sentences, text, tools().actors)
    return told(find_figures(sentences, actors, text, "en", times=lambda: dates))


@pytest.mark.parametrize(("text", "wanted"), rows(COMPARISONS))
def test_comparisons(text: str, wanted: str) -> None:
    """Factor, what is compared, the two numbers, and whether they bear it out; plans and shares are none."""
    assert english(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(PLEDGES))
def test_pledges(text: str, wanted: str) -> None:
    """Amount, who promises, to whom, by when, what, and the outcome told; threats and oaths are none."""
    assert english(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(ULTIMATUMS))
def test_ultimatums(text: str, wanted: str) -> None:
    """Length or deadline, who sets it, to whom, and what is demanded."""
    assert english(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(FRENCH))
def test_french(text: str, wanted: str) -> None:
    """The same in French, without a parse."""
    assert told(find_figures(plain_sentences(text, "fr"), (), text, "fr")) == wanted


def test_spans_cover_what_is_told() -> None:
    """The numbers a comparison is held against are among its spans."""
    text = "Attacks doubled from 650 to 1,300."
    (found,) = find_figures(sentences_of(text), (), text, "en")
    words = [text[start:end] for start, end in found.spans]
    assert words[0] == "doubled"
    assert any("650" in one for one in words) and any("1,300" in one for one in words)


OTHERS = """
es Los asesinatos se duplicaron en un año, de 80 a 160. | 2 asesinatos 160/80 yes
es Los secuestros aumentaron un 49 % respecto al año anterior. | 1.49 secuestros
es Alemania prometió 50 millones de euros a Colombia. | 50000000 EUR Alemania to Colombia
es El ELN dio 72 horas al Gobierno para retirar sus tropas. | 72 hours ELN to Gobierno withdraw
es El grupo juró venganza. |
ru Число обстрелов выросло на 49 % по сравнению с прошлым годом. | 1.49 Число обстрелов
ru Франция обязалась вывести войска. | Франция withdraw
ru Хунта потребовала от посла покинуть страну в течение 48 часов. | 48 hours Хунта leave
uk Кількість обстрілів зросла на 49 % порівняно з минулим роком. | 1.49 Кількість обстрілів
uk Німеччина пообіцяла Україні 500 мільйонів євро. | 500000000 EUR Німеччина to Україні
ar تعهدت ألمانيا بتقديم 500 مليون يورو. | 500000000 EUR ألمانيا
"""


@pytest.mark.parametrize(("text", "wanted"), rows(OTHERS))
def test_other_languages(text: str, wanted: str) -> None:
    """The basics of languages whose words are shorter lists."""
    code, _, line = text.partition(" ")
    assert told(find_figures(plain_sentences(line, code), (), line, code)) == wanted
