"""Words that tell of occurrences: their types, and which words tell one occurrence."""

from __future__ import annotations

import pytest

from english import shown, triggers_of

TOLD = (
    ("The blast tore apart a bus in Homs, wrecking several cars.", "explosion"),
    ("The army did not observe the ceasefire.", "ceasefire negated in_force"),
    ("Gunmen stormed the village, killed 12 people and burned 30 homes.", "raid | arson"),
    ("Bandits killed seven people, abducted 20 others and stole 300 cattle.", "killing | abduction | cattle_raid"),
    ("Fighters attacked the airport, damaging a plane.", "armed_attack"),
    ("Police opened fire on protesters in the square, killing a student.", "dispersal"),
    ("Rebels attacked the mine, the army shelled the town.", "armed_attack | shelling"),
    ("Security forces detained 300 protesters on Sunday.", "arrest"),
    ("Soldiers raped five women near the river.", "sexual_violence"),
    ("The last soldiers left the base on Monday.", "withdrawal"),
    ("The sacking of the market by militiamen ruined the traders.", "looting"),
    ("US forces conducted a strike targeting a commander.", "armed_attack"),
    ("The island broke off diplomatic relations with Spain.", "diplomatic_break"),
    ("Gunmen attacked a convoy of aid trucks near Bentiu on Monday, wounding two drivers.", "ambush"),
    ("A suicide bomber blew himself up outside a mosque in Maiduguri, killing 14 worshippers.", "suicide_bombing"),
    ("Government warplanes bombed a market in the Tigrayan town of Togoga.", "air_strike"),
    ("A drone strike killed three farmers in Helmand province.", "drone_strike"),
    ("Two rockets hit the airport in Erbil overnight.", "shelling"),
    ("Insurgents ambushed an army patrol in Cabo Delgado.", "ambush"),
    ("A roadside bomb wounded four peacekeepers near Mopti.", "ied_explosion"),
    ("Masked men kidnapped a French journalist in Gao.", "abduction"),
    ("Bandits abducted 80 schoolgirls from a boarding school in Zamfara.", "abduction"),
    ("Cartel gunmen shot dead the mayor of a town in Guerrero.", "killing"),
    ("Police arrested 40 demonstrators in Minsk.", "arrest"),
    ("Thousands of people protested in Colombo against fuel prices.", "protest"),
    ("Rioters burned shops in the capital after the verdict.", "arson | conviction"),
    ("Soldiers seized power in Libreville and dissolved parliament.", "coup | dissolution"),
    ("The two governments signed a ceasefire in Geneva on Friday.", "ceasefire agreed"),
    ("Ukrainian forces recaptured the village of Robotyne.", "territory_gain"),
    ("The European Union imposed sanctions on six generals.", "sanction in_force"),
    ("Militants beheaded two captives in Sirte.", "execution"),
    ("Security forces fired tear gas at students in Nairobi.", "shooting"),
    ("Armed herders raided a farming village in Benue State, killing at least 17 people.", "raid"),
    ("Mortar shells fell on a camp for displaced people in Idlib.", "shelling"),
    ("A landmine killed three children in Borno.", "ied_explosion"),
    ("The junta extended the state of emergency by six months.", "state_of_emergency extended"),
    ("Fighting between rival gangs in Port-au-Prince left 20 dead.", "armed_clash"),
    ("Clashes broke out between protesters and police in Dakar.", "armed_clash"),
    ("Israeli jets struck a building in southern Beirut, killing a commander.", "air_strike"),
    ("Rebels shot down a military helicopter over Shan State.", "aircraft_downing"),
    ("A journalist was stabbed to death outside his home in Karachi.", "stabbing"),
    ("Thousands fled their homes after the shelling.", "displacement | shelling"),
    ("The hostages were released after three weeks in captivity.", "hostage_release"),
    ("Turkey deployed troops to the border.", "deployment"),
    ("The rebels surrendered their weapons at a ceremony in Bangui.", "surrender"),
    ("Algeria recalled its ambassador from Paris.", "ambassador_recall"),
    ("Mutinous soldiers stormed the state television station in Ouagadougou.", "mutiny | armed_attack"),
    ("Unknown assailants set fire to a church in Cauca.", "arson"),
    ("The opposition called for demonstrations on Sunday.", "appeal"),
    ("The trial of the former president opened in Abidjan.", "trial"),
    ("After the coup, soldiers arrested the prime minister.", "coup | arrest"),
    ("The blast, which nobody has claimed, tore through a bus in Quetta.", "explosion"),
    ("A helicopter crashed in the mountains, killing the vice-president.", "accident | killing"),
    ("Gunmen stormed a hospital in Port-au-Prince and shot three patients.", "raid"),
    ("The strike on the school killed 12 pupils and wounded 30.", "armed_attack"),
    ("Ten miners were killed when armed men opened fire in Ituri.", "shooting"),
    ("Police dispersed the rally with tear gas and arrested 12 people.", "dispersal | protest | arrest"),
    ("Naxalite rebels triggered a landmine in Chhattisgarh, killing eight policemen.", "ied_explosion"),
    ("The warring parties exchanged 200 prisoners near Marib.", "prisoner_exchange"),
    ("Thousands marched in Minneapolis after a policeman killed a man.", "protest | killing"),
    ("Chad withdrew from the regional force.", "withdrawal ended"),
    ("Peacekeepers were ambushed near Bria by unidentified fighters.", "ambush"),
    ("The governor was shot dead by gunmen in a car in Guayaquil.", "killing"),
    ("Government troops retook the town after two days of fighting.", "territory_gain | armed_clash"),
    ("The ultimatum to reinstate the president expired.", "threat"),
    ("Parliament voted to extend martial law.", "vote | state_of_emergency planned extended"),
    ("Rebels released 30 captured soldiers.", "prisoner_release"),
    ("Paramilitaries looted the market in Wad Madani.", "looting"),
    ("The militia burned down 40 houses in the village.", "arson"),
    ("Hundreds of people were displaced by the fighting.", "displacement | armed_clash"),
    ("Security forces killed four protesters in Omdurman.", "killing"),
    ("Two bombs exploded in a market in Jos.", "bombing"),
    ("A bomb was defused near the station.", "interception"),
    ("An army officer was assassinated by a sniper.", "assassination"),
)

NOTHING = (
    "His hands were cut off by the guards.",
    "The movement adopted the tactics of its rival.",
    "Cholera has killed 200 people in the camps.",
    "The team was slaughtered in the final on Sunday.",
    "The senator launched an attack on the president's record.",
    "Combating Terrorist Financing",
    "The storm attacked the coast on Monday.",
    "Soldiers face a growing threat from climate change.",
    "The group, armed with rifles, sat down.",
    "The attackers left on motorbikes.",
    "The attack helicopters were delivered on Monday.",
    "The fighting spirit of the team impressed everyone in March.",
    "The Strike Force Committee published its budget.",
    "The survey took place in four provinces.",
    "According to the report, the harvest was good.",
    "The minister opened a new bridge.",
    "The company launched a new product.",
    "The hostages were tired and hungry.",
)

ONE_OCCURRENCE = (
    "Gunmen attacked a village in the north, killing 21 people and wounding 10.",
    "Twelve people died when a car bomb exploded outside a hotel.",
    "The explosion killed four and injured nine.",
    "Rebels carried out an attack on the base in which nine soldiers were killed.",
    "Five civilians were killed in an air strike on a market.",
    "Insurgents stormed the barracks, opened fire and killed six recruits.",
)


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_types_and_how_they_are_told(text: str, expected: str) -> None:
    """Each sentence gives its occurrences, in order, and no others."""
    found = " | ".join(shown(t) for t in triggers_of(text))
    assert found == expected, f"{text}\n  found:    {found}\n  expected: {expected}"


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_events(text: str) -> None:
    """Words of violence that tell of no occurrence give none."""
    assert [shown(t) for t in triggers_of(text)] == []


@pytest.mark.parametrize("text", ONE_OCCURRENCE)
def test_one_occurrence_is_told_once(text: str) -> None:
    """Several words of one occurrence in one sentence make one trigger."""
    assert len(triggers_of(text)) == 1, [shown(t) for t in triggers_of(text)]


def test_two_occurrences_of_one_sentence_stay_two() -> None:
    """Deeds of different doers, or ordered in time, are not joined."""
    assert len(triggers_of("Rebels killed three soldiers in Gao and soldiers killed five rebels in Kidal.")) == 2
    assert len(triggers_of("Police shot two students after protesters burned a bus.")) == 2


def test_a_definite_noun_takes_up_the_occurrence_before() -> None:
    """A definite noun refers back when one occurrence fits; with a place of its own it does not."""
    first, second = triggers_of("Gunmen attacked a convoy near Bria on Monday. The attack lasted two hours.")
    assert (first.same_as, second.same_as) == (-1, 0)
    later = triggers_of("Gunmen attacked a convoy near Bria. The attack in Birao on Friday was worse.")
    assert [t.same_as for t in later] == [-1, -1]


def test_words_of_a_name_tell_nothing() -> None:
    """An actor's name may hold a word of violence."""
    assert triggers_of("The Movement for Unity and Jihad in West Africa is based in the north.") == ()
