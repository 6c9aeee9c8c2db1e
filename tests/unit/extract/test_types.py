"""Every type of the ontology can be reached: words enough, and a plain sentence that yields it."""

from __future__ import annotations

import pytest

from djeli import lang
from djeli.resources.event_types import event_types
from english import triggers_of

FEW = 5
"""Words and phrases a type must have at least."""

TALK = frozenset({"statement"})
"""Words of saying are no event beside what is said; alone they are none either."""

TOLD = (
    ("abduction", "Gunmen kidnapped a priest in Orlu on Monday."),
    ("accession", "Finland joined NATO on Tuesday."),
    ("accident", "A military helicopter crashed near Baidoa on Monday, killing five."),
    ("accusation", "Chad accused Sudan of arming the rebels on Monday."),
    ("acquittal", "A court in The Hague acquitted the former president on Tuesday."),
    ("agreement", "Ethiopia and Somaliland signed a port agreement on January 1."),
    ("agreement_broken", "Armenia withdrew from the treaty on Monday."),
    ("aid_delivery", "A convoy delivered food aid to Zamzam camp on Friday."),
    ("aid_obstruction", "Fighters blocked an aid convoy from reaching Mekelle on Monday."),
    ("aid_suspension", "The World Food Programme suspended food aid to Tigray on Friday."),
    ("air_strike", "Fighter jets bombed a school in Sagaing on Monday."),
    ("aircraft_downing", "Rebels shot down a MiG near Kutum on Monday."),
    ("alliance", "Mali, Niger and Burkina Faso formed an alliance in September."),
    ("ambassador_recall", "Algeria recalled its ambassador from Madrid on Saturday."),
    ("ambush", "Fighters ambushed a patrol near Djibo on Monday."),
    ("amnesty", "The president granted amnesty to 200 rebels on Friday."),
    ("appeal", "The UN secretary-general called for restraint on Monday."),
    ("appointment", "The junta appointed a new prime minister on Thursday."),
    ("armed_attack", "Gunmen attacked a police post in Kidal on Monday."),
    ("armed_clash", "Rebels clashed with the army in Masisi on Monday."),
    ("armed_strike", "The ELN declared an armed strike in Chocó on Saturday."),
    ("arms_transfer", "Iran delivered drones to the Sudanese army in January."),
    ("arrest", "Police arrested an opposition leader in Tunis on Monday."),
    ("arson", "Attackers torched 20 houses in Barkin Ladi on Sunday."),
    ("assassination", "A governor was assassinated in Kunduz on Monday."),
    ("attempted_assassination", "The vice-president survived an assassination attempt in Buenos Aires on Thursday."),
    ("ban", "The government banned the party on Monday."),
    ("base_established", "Russia opened a military base in Berbera in May."),
    ("base_handover", "French troops handed over the base at Gossi to the Malian army on Tuesday."),
    ("beating", "Police beat a student with batons in Kampala on Monday."),
    ("blockade", "Fighters blockaded the town of Arbinda in March."),
    ("body_recovery", "The bodies of 15 men were found near Sanhala on Monday."),
    ("bombing", "A bomb exploded in a mosque in Kunduz on Friday."),
    ("border_closure", "Rwanda closed its border with Burundi on Thursday."),
    ("border_reopening", "Venezuela reopened its border with Colombia on Monday."),
    ("bounty", "The United States offered a reward of $5 million for the gang leader on Monday."),
    ("boycott", "The opposition boycotted the election in Bangladesh on Sunday."),
    ("capture", "Fighters captured 12 soldiers near Laiza on Monday."),
    ("car_bombing", "A car bomb killed eight people in Azaz on Sunday."),
    ("cattle_raid", "Raiders stole 200 head of cattle in Turkana on Monday."),
    ("ceasefire", "The two armies agreed to a ceasefire on Monday."),
    ("ceasefire_violation", "Azerbaijan violated the ceasefire on Tuesday, Armenia said."),
    ("charge", "Prosecutors charged the general with treason on Friday."),
    ("chemical_attack", "Government forces used chlorine gas in Saraqib on Sunday."),
    ("claim_of_responsibility", "The group claimed responsibility on Monday."),
    ("communal_violence", "Communal clashes between herders and farmers in Plateau left 30 dead on Monday."),
    ("condemnation", "The African Union condemned the coup on Thursday."),
    ("conviction", "A court sentenced three soldiers to death in Bunia on Monday."),
    ("cooperation", "Mali and Russia stepped up military cooperation in March."),
    ("coup", "Soldiers overthrew the president of Gabon on August 30."),
    ("coup_attempt", "Mutinous officers attempted a coup in Freetown on Sunday."),
    ("crackdown", "Security forces launched a crackdown on the opposition in Harare on Monday."),
    ("curfew", "Authorities imposed a curfew in Kaduna on Monday."),
    ("cyber_attack", "Hackers attacked the website of the electoral commission on Sunday."),
    ("defection", "Two colonels defected to the rebels on Monday."),
    ("denial", "Rwanda denied the accusations on Monday."),
    ("deployment", "Kenya deployed 400 police officers to Haiti in June."),
    ("deportation", "Algeria deported 300 migrants to Niger on Monday."),
    ("designation", "Canada designated the group a terrorist organisation on Friday."),
    ("diplomat_expulsion", "Benin expelled the ambassador of the European Union on Monday."),
    ("diplomatic_break", "Bolivia broke off diplomatic relations with Israel on Tuesday."),
    ("disarmament", "Some 200 fighters were disarmed in Bouaké on Monday."),
    ("dismissal", "The president sacked the army chief on Monday."),
    ("dispersal", "Police dispersed the demonstrators in Lomé on Thursday."),
    ("displacement", "Some 5,000 people fled their homes in Palma on Wednesday."),
    ("dissolution", "The president dissolved parliament on Monday."),
    ("drone_strike", "A drone strike killed three men in Tinzaouaten on Sunday."),
    ("election", "Liberia held a presidential election on October 10."),
    ("enforced_disappearance", "Two activists were forcibly disappeared in Quetta on Monday."),
    ("evacuation", "France evacuated 200 citizens from Khartoum on Sunday."),
    ("execution", "Fighters beheaded three men in Macomia on Monday."),
    ("exit_from_organisation", "Niger left ECOWAS on January 29."),
    ("explosion", "An explosion wounded four people in Herat on Monday."),
    ("expulsion", "Burkina Faso expelled three French journalists on Saturday."),
    ("extortion", "Gangs extorted money from traders in Colón on Monday."),
    ("extradition", "Honduras extradited a former police chief to the United States on Tuesday."),
    ("famine", "Famine was declared in Zamzam camp in August."),
    ("forced_recruitment", "Rebels forcibly recruited 30 boys in Rutshuru in March."),
    ("grenade_attack", "A grenade was thrown into a bar in Bujumbura on Sunday, wounding 12."),
    ("group_formed", "Dissident officers formed a new armed group in Kassala in May."),
    ("hijacking", "Pirates hijacked a tanker off Somalia on Tuesday."),
    ("hostage_release", "The rebels released two hostages in Arauca on Monday."),
    ("hostage_taking", "Gunmen took 20 passengers hostage in Balochistan on Tuesday."),
    ("hunger_strike", "Prisoners in Tunis began a hunger strike on Monday."),
    ("ied_explosion", "A roadside bomb killed four soldiers near Baidoa on Monday."),
    ("independence", "The enclave declared independence on Monday."),
    ("interception", "Police foiled an attack in Rabat on Monday."),
    ("internet_shutdown", "The government shut down the internet in Dakar on Sunday."),
    ("investigation", "The court opened an investigation into the killings on Monday."),
    ("killing", "Gunmen killed six farmers in Zamfara on Monday."),
    ("law", "Parliament passed a law on terrorism on Monday."),
    ("lawsuit", "Armenia filed a lawsuit against Azerbaijan at the court on Thursday."),
    ("leadership_change", "The group named a new leader on Monday."),
    ("looting", "Fighters looted a warehouse in El Fasher on Monday."),
    ("mass_arrest", "Police rounded up 200 people in Addis Ababa on Monday."),
    ("massacre", "Militiamen massacred 60 villagers in Djugu on Monday."),
    ("media_restriction", "The junta suspended Radio Omega on Thursday."),
    ("mediation", "Qatar mediated between the parties on Monday."),
    ("merger", "Four jihadist groups merged in March."),
    ("military_aid", "The United States provided military aid to Ukraine in April."),
    ("military_exercise", "China held military exercises around Taiwan on Thursday."),
    ("missile_strike", "A ballistic missile hit a hotel in Kharkiv on Wednesday."),
    ("mission_end", "The UN mission in Mali ended on December 31."),
    ("mission_start", "The regional force began its mission in Goma in November."),
    ("mob_violence", "A mob lynched two men in Petare on Monday."),
    ("mobilisation", "Russia began a partial mobilisation on September 21."),
    ("mutiny", "Soldiers mutinied in Bouaké on Friday."),
    ("nationalisation", "Niger nationalised the uranium mine on Thursday."),
    ("offensive", "The army launched an offensive in Kordofan on Monday."),
    ("poisoning", "The opposition politician was poisoned in Tomsk on Thursday."),
    ("power_cut", "Rebels cut off electricity to Goma on Monday."),
    ("prison_break", "About 200 inmates escaped from prison in Koutoukalé on Monday."),
    ("prisoner_exchange", "Russia and Ukraine exchanged 100 prisoners on Friday."),
    ("prisoner_release", "The junta released 500 political prisoners on Monday."),
    ("property_destruction", "Bulldozers demolished 40 homes in Masafer Yatta on Monday."),
    ("protest", "Thousands marched in Nairobi on Tuesday against the tax bill."),
    ("raid", "Gunmen raided a village in Benue on Monday."),
    ("recognition", "Spain recognised the State of Palestine on Tuesday."),
    ("recruitment", "The group recruited 100 fighters in Tillabéri in May."),
    ("refugee_return", "Some 300 refugees returned home to Burundi on Monday."),
    ("rejection", "The rebels rejected the offer on Monday."),
    ("relations_restored", "Saudi Arabia and Iran restored diplomatic relations in March."),
    ("rescue", "Soldiers rescued 12 hostages in Kaduna on Monday."),
    ("resignation", "The prime minister resigned on Monday."),
    ("riot", "Rioters threw stones at shops in Durban on Monday."),
    ("roadblock", "Protesters blocked the highway to La Paz on Monday."),
    ("robbery", "Armed robbers robbed a bank in Lagos on Monday."),
    ("sabotage", "Saboteurs blew up a pipeline in Agadez on Monday."),
    ("sanction", "The European Union imposed sanctions on three generals on Monday."),
    ("sanctions_lifted", "ECOWAS lifted sanctions on Mali on Sunday."),
    ("security_operation", "The army launched an operation against militants in Bajaur on Monday."),
    ("seizure", "Customs officers seized two tonnes of cocaine in Bissau on Monday."),
    ("sexual_violence", "Soldiers raped five women in Humera on Monday."),
    ("shelling", "Artillery shelled a market in Donetsk on Sunday."),
    ("shooting", "Gunmen opened fire on a bus in Oromia on Monday."),
    ("siege", "Fighters besieged the town of Menaka in May."),
    ("split", "The movement split into two factions in June."),
    ("stabbing", "A man stabbed two policemen in Nice on Monday."),
    ("state_of_emergency", "Ecuador declared a state of emergency on Monday."),
    ("strike", "Teachers went on strike in Conakry on Monday."),
    ("suicide_bombing", "A suicide bomber killed nine people in Bosaso on Monday."),
    ("support", "The African Union expressed support for the government on Monday."),
    ("surrender", "Forty militiamen surrendered to the army in Ituri on Monday."),
    ("suspension", "The African Union suspended Niger on Tuesday."),
    ("talks", "Delegations met in Jeddah for talks on Saturday."),
    ("territory_gain", "The rebels captured the town of Bunagana on Monday."),
    ("territory_loss", "The army lost the town of Kurmuk to the rebels on Monday."),
    ("threat", "The militia threatened to attack the oil fields on Monday."),
    ("torture", "Prison guards tortured three detainees in Sednaya on Monday."),
    ("trial", "The trial of the ex-president opened in Conakry on Wednesday."),
    ("vehicle_attack", "A man drove a van into a crowd in Toronto on Monday, killing ten."),
    ("visit", "Russia's foreign minister visited Bamako on Tuesday."),
    ("vote", "Parliament voted on the budget on Monday."),
    ("war_declaration", "Somalia declared war on the group in August."),
    ("warrant", "The court issued an arrest warrant for the general on Friday."),
    ("weapons_seizure", "Customs officers seized a cache of weapons in Agadez on Monday."),
    ("weapons_test", "North Korea test-fired a ballistic missile on Sunday."),
    ("withdrawal", "French troops withdrew from Niger in December."),
)


def _words(concepts: tuple[str, ...]) -> int:
    table = lang.load("en", "triggers")
    entries = [table.get(concept) or {} for concept in concepts]
    plain = sum(len(e.get(key) or ()) for e in entries for key in ("verbs", "nouns", "phrases", "forms"))
    return plain + sum(len(words or ()) for e in entries for words in (e.get("weak") or {}).values())


def test_every_type_has_words() -> None:
    """A type without words can never be found."""
    poor = [kind.id for kind in event_types().values() if _words(tuple(kind.concepts)) < FEW]
    assert not poor


def test_every_type_has_a_sentence() -> None:
    """The table below covers the ontology."""
    assert {kind for kind, _ in TOLD} == set(event_types()) - TALK


@pytest.mark.parametrize(("kind", "text"), TOLD)
def test_a_plain_sentence_yields_its_type(kind: str, text: str) -> None:
    """One plain sentence a type, told as news, yields that type and as having happened."""
    found = {t.type: t for t in triggers_of(text)}
    assert kind in found, f"{text}\n  {sorted(found)}"
    assert found[kind].modality.happened


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Monday that he wore a dark suit.",
        "Soldiers seized seven backpacks on Monday.",
        "The priest received a phone call on Monday.",
    ],
)
def test_plain_things_are_no_deeds(text: str) -> None:
    """Clothes, things taken away and calls to somebody tell no lawsuit, capture or talks."""
    assert {t.type for t in triggers_of(text)}.isdisjoint({"lawsuit", "abduction", "territory_gain", "talks"})
