"""Figures of English sentences: their kind, number, holder and details, and what is no figure.

A figure is written: kind, position of a vote, number, unit, holder.
"""

from __future__ import annotations

import pytest

from djeli.extract.figures.find import find_figures
from djeli.extract.mentions import FigureMention
from djeli.extract.roles.actors import find_actors
from english import sentences_of, tools

VOTES = """
The UN General Assembly adopted it with 141 votes in favour, five against and 35 abstentions. | vote for 141 votes UN General Assembly; vote against 5 votes UN General Assembly; vote abstained 35 votes UN General Assembly
Russia and China abstained. | vote abstained votes Russia; vote abstained votes China
Lawmakers in Chisinau approved the bill by 61 votes to 20. | vote for 61 votes Lawmakers; vote against 20 votes Lawmakers
MPs rejected the motion by 230 votes to 180. | vote against 230 votes MPs; vote for 180 votes MPs
The Knesset passed the law 64 to 56. | vote for 64 votes Knesset; vote against 56 votes Knesset
Belarus, Eritrea and Syria joined Russia in voting against. | vote against votes Belarus; vote against votes Eritrea; vote against votes Syria
Hungary alone voted against; Slovakia did not vote. | vote against votes Hungary; vote absent votes Slovakia
China sided with Russia and voted no, while India stayed out of the vote. | vote against votes China; vote absent votes India
President Idriss Deby won 79.3 per cent of the vote in the election. | vote for 79.3 percent President Idriss Deby
In the runoff Faye took 54.3 percent and Ba 35.8 percent. | vote for 54.3 percent Faye; vote for 35.8 percent Ba
The resolution was vetoed by Russia. | vote against votes Russia
One (Togo) voted against, and two (Chad and Gabon) abstained. | vote against 1 votes; vote against votes Togo; vote abstained 2 votes; vote abstained votes Chad; vote abstained votes Gabon
India will abstain, officials said. |
Turnout was 42 per cent. |
AQIM and MUJAO fought alongside the rebels against the army. |
"""  # noqa: E501 - a row a line
POLLS = """
A poll by the Kyiv International Institute of Sociology found that 62% of Ukrainians oppose concessions. | poll 62 percent Ukrainians
According to a Gallup survey, two-thirds of Israelis support a deal, while 21 per cent reject it. | poll 66.7 percent Israelis; poll 21 percent Israelis
A majority of Americans (56%) told the pollsters that aid should go on. | poll 56 percent Americans
Support for the ceasefire fell to 41%, a poll by Ipsos showed. | poll 41 percent respondents
One Colombian in three distrusts the peace talks, Invamer finds. | poll 33.3 percent Colombian
The poll of 1,001 adults had a margin of error of 3.1 percentage points. |
Voters went to the polls on Sunday. Turnout was 42%. |
About 95 percent of Mali's population is Muslim. |
"""  # noqa: E501 - a row a line
MONEY = """
The junta paid Wagner about $10.8 million a month for the deployment. | money 10800000 USD junta
A ransom of 15 million CFA francs ($25,000) was paid by the families to the kidnappers. | money 15000000 XOF families
Cameroon received a loan of 45 billion FCFA from the African Development Bank. | money 45000000000 XAF African Development Bank
London has set aside £3bn a year for Kyiv. | money 3000000000 GBP London
The court fined Telegram 4 million roubles. | money 4000000 RUB Telegram
Tehran's yearly subsidy to the Houthis is put at $100 million. | money 100000000 USD Tehran
The kidnappers demanded $50,000. |
The flooding caused $3bn in damage. |
The State Department offered a $5 million bounty for his capture. |
"""  # noqa: E501 - a row a line
FORCES = """
The group has an estimated 5,000 fighters. | force_size 5000 people group
The 15,000-strong AMISOM is due to leave by December. | force_size 15000 people AMISOM
About 2,500 US troops are stationed in Iraq. | force_size 2500 people US troops
MONUSCO, which has 12,800 peacekeepers, began its withdrawal. | force_size 12800 people MONUSCO
France withdrew its last 1,500 soldiers from Niger. | force_size 1500 people France
Iran supplied 40 tanks and 12 helicopters to the army. | force_size 40 tanks Iran; force_size 12 helicopters Iran
Wagner has between 1,000 and 1,500 mercenaries in Mali. | force_size 1000..1500 people Wagner
Between 8,000 and 10,000 men fight for the FDLR, a UN panel estimates. | force_size 8000..10000 people FDLR
El Salvador sent 78 soldiers to the mission, Guatemala 150 and Jamaica 23. | force_size 78 people El Salvador; force_size 150 people Guatemala; force_size 23 people Jamaica
ISIS militants killed 30 soldiers in Hasakah. |
Some 200 gunmen attacked the village. |
The raid left scores of government troops dead. |
Some 84 contractors were killed, along with nearly 50 Malian soldiers. |
"""  # noqa: E501 - a row a line
DISPLACED = """
More than 500,000 people have fled Sudan since April 2023. | displaced 500000 people Sudan
Fighting has displaced some 2.3 million people in eastern Congo. | displaced 2300000 people eastern Congo
About 120,000 Rohingya refugees crossed into Bangladesh. | displaced 120000 people Rohingya refugees
The offensive forced tens of thousands of people from their homes. | displaced 20000..99999 people people
Five thousand families left Al-Fashir in a week. | displaced 5000 families Al-Fashir
The clashes in Ituri drove 23,000 people from their villages in March. | displaced 23000 people Ituri
From El Geneina alone 400,000 fled into Chad. | displaced 400000 people Chad
OCHA said 45,000 households could be displaced. |
Shelling killed 14 people in Idlib. |
"""
COUNTS = """
More than 4,000 civilians have been killed in Burkina Faso since January 2023, according to ACLED. | count 4000 people civilians
ACLED recorded 850 attacks by JNIM in the first half of 2024. | count 850 attacks attacks
Insecurity Insight counted 36 killings of health workers in Sudan in 2024. | count 36 people health workers
Some 101 hostages are still held in Gaza. | count 101 people hostages
The city has a population of 2.3 million. | count 2300000 people city
The Ombudsman registered 216 murders of leaders in 2022; Cauca had 26. | count 216 people leaders; count 26 people leaders
Gunmen killed 12 people in Zamfara on Monday. |
In March 2019 militiamen killed 150 people in an attack on a village. |
The emergency was declared in 2015, after two gunmen killed a guard. |
"""  # noqa: E501 - a row a line
VIOLATIONS = """
The OSCE recorded 760 ceasefire violations by the separatists and 210 by government forces. | violations 760 violations separatists; violations 210 violations government forces
Lebanon accused Israel of 52 violations of the truce. | violations 52 violations Israel
Azerbaijan violated the ceasefire 38 times, Armenia said. | violations 38 violations Azerbaijan
"""  # noqa: E501 - a row a line
CONTROL = """
The M23 now controls nearly a third of North Kivu. | control 33.3 percent M23
Some 40 per cent of the country is under the control of armed groups. | control 40 percent armed groups
The army said it retook 1,200 square kilometres in Kursk. | control 1200 km2 army
The Taliban had taken 223 of 407 districts by August. | control 223 places Taliban
JNIM controls large swathes of central Mali. | control JNIM
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Sentence and expected figures of each line."""
    pairs = (line.split("|") for line in table.strip().splitlines())
    return [(text.strip(), wanted.strip()) for text, wanted in pairs]


WHOSE = """
The council in New York renewed MINUSMA. The mission has up to 150 observers. | force_size 150 people MINUSMA
Reinforcements landed in Bossaso, bringing the African Union force to 4,800. | force_size 4800 people African Union force
The parliament in Oslo approved it and it has 240 soldiers in Mali. | force_size 240 people parliament in Oslo
MINUSMA recorded 120 violations of the truce. | violations 120 violations violations of the truce
Armenia accuses Azerbaijan of having violated the truce 42 times this week. | violations 42 violations Azerbaijan
Kenya has paid in $40 million and Qatar 25 million. | money 40000000 USD Kenya; money 25000000 USD Qatar
The Islamic State collected $9 million a month in 2016. | money 9000000 USD Islamic State
"""  # noqa: E501 - a row a line
PARTS = """
The conflict killed 90 people in 2021: 60 civilians and 30 soldiers. | count 90 people people; count 60 people civilians; count 30 people soldiers
ACLED recorded 640 deaths in 2022, including 210 women. | count 640 people deaths; count 210 people women
Monitors documented 75 violations by Hezbollah in March, among them 30 raids. | violations 75 violations Hezbollah; violations 30 violations Hezbollah
Some 512 teachers were killed last year; 96 were abducted. | count 512 people teachers; count 96 people teachers
"""  # noqa: E501 - a row a line
NO_FIGURES = """
Late last month the gunmen killed dozens of farmers in an attack on Birni. |
In the deadliest attack since 2013, 48 people were killed in Tahoua. |
The strike of 9 May last year left 31 people dead. |
The rebels have carried out a number of attacks since 2015. |
In return the government let go 140 jihadists. |
At least 14 civilians, 22 Kurdish fighters and 9 soldiers were killed in the clashes. |
The ministry, which opposed the recount, published the lists. |
"""


def figures_of(text: str) -> tuple[FigureMention, ...]:
    """The figures of an English page."""
    sentences = sentences_of(text)
    return find_figures(sentences, find_actors(sentences, text, tools().actors), text, "en")


def shown(found: FigureMention) -> str:
    """A figure as the tables write it."""
    one = found.figure
    number = one.best if one.best is not None else "" if one.low is None else f"{one.low}..{one.high}"
    said = one.detail("position")
    return " ".join(str(part) for part in (one.figure.value, said, number, one.unit, one.holder) if part != "")


def told(text: str) -> str:
    """All figures of a page, in one line."""
    return "; ".join(map(shown, figures_of(text)))


@pytest.mark.parametrize(("text", "wanted"), rows(VOTES))
def test_votes(text: str, wanted: str) -> None:
    """Tallies, scores, shares of an election, positions of names; no plans, no turnout, no fighting."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(POLLS))
def test_polls(text: str, wanted: str) -> None:
    """Shares of those asked, by a poll's name or an opinion; no margins, no turnout, no plain share."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(MONEY))
def test_money(text: str, wanted: str) -> None:
    """Who pays how much, in which currency; what is demanded, offered or damaged is no payment."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(FORCES))
def test_forces(text: str, wanted: str) -> None:
    """Whose soldiers and arms; the dead and the attackers of a day are no size of a force."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(DISPLACED))
def test_displaced(text: str, wanted: str) -> None:
    """Who fled, from where; what is only feared and the dead of one event are no figure of flight."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(COUNTS))
def test_counts(text: str, wanted: str) -> None:
    """Counts over a period, stocks, populations; the toll of one event is none."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), [*rows(VIOLATIONS), *rows(CONTROL)])
def test_violations_and_control(text: str, wanted: str) -> None:
    """Violations by side, and who holds how much ground."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(WHOSE))
def test_whose_figure_it_is(text: str, wanted: str) -> None:
    """Pronouns and "the mission" take up a name, the accused did it, a sum has the payer beside it."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(PARTS))
def test_parts_of_a_count(text: str, wanted: str) -> None:
    """What follows "including", "of them" or a colon is a part of the number before, of the same kind."""
    assert told(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), rows(NO_FIGURES))
def test_what_is_no_figure(text: str, wanted: str) -> None:
    """The toll of one event, the freed and the dead as a force, vague words, a side taken without a ballot."""
    assert told(text) == wanted


def test_details_are_words_of_the_page() -> None:
    """Payee, rate, pollster and sample stand in the details as the page has them."""
    paid = figures_of("The junta paid Wagner about $10.8 million a month for the deployment.")[0].figure
    assert (paid.detail("payee"), paid.detail("rate")) == ("Wagner", "a month")
    polled = figures_of("In a Levada poll of 1,600 Russians, 72 percent backed the war.")[0].figure
    assert (polled.detail("pollster"), polled.detail("sample"), polled.detail("answer")) == (
        "Levada",
        "1,600",
        "backed the war",
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The clashes displaced 47,300 people in Ituri. Nearly 50,000 people were displaced in Ituri.", 1),
        ("The clashes displaced 47,300 people in Ituri. Another 12,000 people were displaced in Tillaberi.", 2),
        ("Russia abstained. The envoy said Russia abstained.", 1),
    ],
)
def test_what_is_told_again_is_one(text: str, number: int) -> None:
    """A figure told twice, or again rounded, is one with the words of both; another holder's is another."""
    found = figures_of(text)
    assert len(found) == number
    assert all(len(one.spans) > 1 for one in found) or number > 1
