"""Who did what to whom."""

from __future__ import annotations

import pytest

from djeli.extract.events.speech_acts import onto_deeds
from djeli.extract.mentions import RoleMention
from djeli.extract.roles.actors import find_actors
from djeli.extract.roles.find import find_roles
from djeli.extract.roles.parties import party_words
from english import sentences_of, tools, triggers_of


def roles_of(text: str) -> tuple[RoleMention, ...]:
    """Roles of a text's occurrences."""
    sentences = sentences_of(text)
    actors = find_actors(sentences, text, tools().actors)
    triggers = triggers_of(text)
    roles = find_roles(sentences, triggers, actors, tools().lexicons["en"], gazetteer=tools().gazetteer)
    return onto_deeds(triggers, roles, sentences, party_words("en"))[1]


def shown(role: RoleMention) -> str:
    """A role as the tables write it."""
    return f"{role.role.value}={role.party.name}/{role.party.kind.value}"


ROLES = (
    (
        "The militia shelled the town on Friday, the army said, killing three villagers.",
        "perpetrator=militia/political_militia; target=town/object; perpetrator=militia/political_militia; "
        "victim=villagers/civilians",
    ),
    (
        "Gunmen on motorcycles shot dead a tribal elder in Kandahar.",
        "perpetrator=Gunmen/armed_unknown; victim=tribal elder/civilians",
    ),
    (
        "Ukrainian drones struck an oil refinery.",
        "perpetrator=Ukrainian/government; instrument=Ukrainian drones/object; target=oil refinery/object",
    ),
    (
        "An Israeli air strike on a house killed six people.",
        "victim=people/civilians; perpetrator=Israeli/government; target=house/object",
    ),
    (
        "The fighting between the army and the militia killed 12 civilians.",
        "victim=civilians/civilians; participant=army/state_forces; participant=militia/political_militia",
    ),
    (
        "Haitian President Jovenel Moise was killed by gunmen.",
        "victim=Jovenel Moise/person; perpetrator=gunmen/armed_unknown",
    ),
    (
        "The bridge was blown up by saboteurs.",
        "target=bridge/object; perpetrator=saboteurs/armed_unknown",
    ),
    (
        "JNIM fighters attacked a Malian army base in Sévaré, killing 12 soldiers.",
        "perpetrator=Jama'at Nusrat al-Islam wal-Muslimin/rebel_group; "
        "target=Malian army base/object; "
        "victim=soldiers/state_forces",
    ),
    (
        "Boko Haram militants kidnapped the emir's wife in Borno.",
        "perpetrator=Boko Haram/rebel_group; victim=emir's wife/civilians",
    ),
    (
        "The attack by Al-Shabaab on a hotel in Mogadishu killed nine people.",
        "victim=people/civilians; perpetrator=Al-Shabaab/rebel_group; target=hotel/object",
    ),
    (
        "Three villages were raided by Fulani herders in Plateau State.",
        "target=villages/object; perpetrator=Fulani herders/civilians",
    ),
    (
        "Russia's attack on Kharkiv wounded six civilians.",
        "perpetrator=Russia/government; target=Kharkiv/object; victim=civilians/civilians",
    ),
    (
        "Clashes between M23 rebels and the Congolese army resumed near Goma.",
        "participant=March 23 Movement/rebel_group; "
        "participant=Armed Forces of the Democratic Republic of the Congo/state_forces",
    ),
    (
        "The army clashed with separatists in Anglophone Cameroon.",
        "participant=army/state_forces; participant=separatists/rebel_group",
    ),
    (
        "Police officers who fired on the crowd killed two students.",
        "perpetrator=Police officers/police; victim=students/civilians; victim=crowd/unknown",
    ),
    (
        "The gunmen, who arrived on motorbikes, shot dead a village chief.",
        "perpetrator=gunmen/armed_unknown; victim=village chief/civilians",
    ),
    ("The assassination of the opposition leader shocked the country.", "victim=opposition leader/civilians"),
    (
        "A priest was abducted from his parish by four armed men.",
        "victim=priest/civilians; perpetrator=armed men/armed_unknown",
    ),
    (
        "Two Wagner mercenaries and a Malian soldier were killed by a roadside bomb.",
        "victim=Wagner Group/mercenaries; victim=Malian soldier/state_forces",
    ),
    (
        "Hamas fired rockets at Ashkelon.",
        "perpetrator=Hamas/rebel_group; instrument=rockets/object; target=Ashkelon/object",
    ),
    ("The hospital was hit by artillery fire.", "target=hospital/object"),
    (
        "Members of the Islamic State beheaded an aid worker.",
        "perpetrator=Islamic State/rebel_group; victim=aid worker/civilians",
    ),
    (
        "A group of masked gunmen stormed a wedding in Kandahar.",
        "perpetrator=masked gunmen/armed_unknown; target=wedding/object",
    ),
    (
        "The militants attacked the village. They killed 11 farmers.",
        "perpetrator=militants/rebel_group; "
        "target=village/object; "
        "perpetrator=militants/rebel_group; "
        "victim=farmers/civilians",
    ),
    (
        "Al-Shabaab said it attacked the base. The group also burned two vehicles.",
        "perpetrator=Al-Shabaab/rebel_group; "
        "target=base/object; "
        "perpetrator=Al-Shabaab/rebel_group; "
        "target=vehicles/object",
    ),
    (
        "Soldiers accused of killing civilians were arrested in Goma.",
        "perpetrator=Soldiers/state_forces; victim=civilians/civilians; target=Soldiers/state_forces",
    ),
    (
        "Demonstrators clashed with riot police in Tbilisi.",
        "participant=Demonstrators/protesters; participant=riot police/police",
    ),
    (
        "Colombian troops killed a guerrilla commander.",
        "perpetrator=Military Forces of Colombia/state_forces; victim=guerrilla commander/person",
    ),
    (
        "The Taliban executed two former soldiers.",
        "perpetrator=Taliban/rebel_group; victim=former soldiers/state_forces",
    ),
    (
        "Unidentified men kidnapped a nun and three teachers.",
        "perpetrator=Unidentified men/armed_unknown; victim=nun/civilians; victim=teachers/civilians",
    ),
    (
        "Sudanese paramilitaries shelled a displacement camp in El Fasher.",
        "perpetrator=Sudanese paramilitaries/political_militia; target=displacement camp/object",
    ),
    ("An explosion caused by a grenade injured a policeman.", "victim=policeman/police"),
    (
        "The president's convoy was attacked by armed men.",
        "target=president's convoy/object; perpetrator=armed men/armed_unknown",
    ),
    (
        "Islamist insurgents and government troops fought for control of Mocímboa da Praia.",
        "participant=Islamist insurgents/rebel_group; participant=government troops/state_forces",
    ),
    (
        "The US military said it killed three al-Shabaab fighters in an airstrike.",
        "perpetrator=United States Armed Forces/state_forces; victim=Al-Shabaab/rebel_group",
    ),
    ("Residents accused soldiers of executing six men.", "perpetrator=soldiers/state_forces; victim=men/civilians"),
    (
        "Myanmar's military bombed a monastery, killing dozens of civilians.",
        "perpetrator=Myanmar Armed Forces/state_forces; target=monastery/object; victim=civilians/civilians",
    ),
    ("A mob lynched two men accused of theft.", "perpetrator=mob/rioters; target=men/civilians"),
    ("Protesters threw stones at police.", "perpetrator=Protesters/protesters; target=police/police"),
    (
        "Ansar al-Din and the MNLA seized the town of Kidal.",
        "perpetrator=Ansar Dine/rebel_group; "
        "perpetrator=National Movement for the Liberation of Azawad/rebel_group; "
        "target=town/object",
    ),
    ("He was killed by unknown gunmen in Quetta.", "perpetrator=unknown gunmen/armed_unknown"),
    ("Gang members massacred 70 people in Pont-Sondé.", "perpetrator=Gang members/criminals; victim=people/civilians"),
    (
        "The ELN kidnapped an oil worker in Arauca.",
        "perpetrator=National Liberation Army/rebel_group; victim=oil worker/civilians",
    ),
    ("Teachers marched in Antananarivo to protest unpaid salaries.", "perpetrator=Teachers/civilians"),
)


def told_once(roles: tuple[RoleMention, ...]) -> list[str]:
    """Roles in human form; the body named inside its members' phrase is the same party and shown once."""
    kept: list[RoleMention] = []
    for role in roles:
        inside = any(
            k.trigger == role.trigger and k.role is role.role and k.start <= role.start and role.end <= k.end
            for k in kept
        )
        if not inside:
            kept.append(role)
    return [shown(role) for role in kept]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Active, passive, nominal, relative, coordinated and taken-up parties, typed the same way on every side."""
    found = "; ".join(told_once(roles_of(text)))
    assert found == expected, f"{text}\n  found:    {found}\n  expected: {expected}"


@pytest.mark.parametrize(("text", "_"), ROLES)
def test_spans_hold_words_of_the_text(text: str, _: str) -> None:
    """Every role points at words, and a plain party's name stands in them."""
    for role in roles_of(text):
        words = text[role.start : role.end]
        assert words.strip() == words != ""
        if not role.party.actor and words.lower() not in ("they", "it", "he", "she"):
            assert role.party.name in words


def test_a_pronoun_with_two_candidates_is_left_alone() -> None:
    """When several parties fit, nothing is claimed."""
    found = roles_of("Rebels and soldiers clashed near the town. They killed four farmers.")
    assert not any(r.role.value == "perpetrator" and r.trigger == 1 for r in found)


def test_a_description_with_two_candidates_keeps_its_own_words() -> None:
    """A description is not given to one of two groups named before."""
    found = roles_of("Boko Haram and ISWAP operate around the lake. The group kidnapped two fishermen.")
    assert [r.party.actor for r in found if r.role.value == "perpetrator"] in ([""], [])


def test_a_group_is_taken_up_over_sentences_and_paragraphs() -> None:
    """A pronoun takes up what an earlier one took up; words of kind do not hinder a description."""
    text = (
        "The Arakan Army raided a base in Rakhine on Friday.\n"
        "The ethnic armed group abducted 20 people. They looted shops. They also killed a guard."
    )
    doers = [r.party.actor for r in roles_of(text) if r.role.value == "perpetrator"]
    assert doers == ["arakan_army"] * 4
