"""Offices and bodies of speakers, who is told, who passes words on, and the actors that states and bodies are."""

from __future__ import annotations

import pytest
import spacy
from tests.unit.extract.test_speakers import read, sentences

from djeli.extract.mentions import Attribution, PersonMention, PlaceMention, Sentence
from djeli.extract.roles.actors import actor_table, find_actors
from djeli.extract.speech.back import targets
from djeli.extract.speech.homes import country_of, homes, states
from djeli.extract.speech.offices import office_of
from djeli.extract.speech.parties import resolve_speakers
from djeli.extract.speech.speakers import find_attributions, speaker_of
from djeli.extract.speech.who import person_in, plain
from djeli.extract.speech.words import words_of
from djeli.values import Person, Where
from djeli.vocab import Informant, PersonLabel, Resolution, Stance


def resolved(text: str, code: str = "en", *, land: str = "") -> tuple[Attribution, ...]:
    """Attributions with their actors; `land` is the country of the item's only place."""
    found = sentences(text, code)
    where = Where(name="there", resolution=Resolution.SETTLEMENT, country=land)
    places = [PlaceMention(start=0, end=1, sentence=0, where=where)] if land else []
    actors = find_actors(found, text, actor_table())
    return resolve_speakers(find_attributions(found, text, code), actors, text, code, places=places)


@pytest.mark.parametrize(
    ("phrase", "code", "person", "role", "organisation"),
    [
        ("army spokesman Col. Issa Cisse", "en", "Issa Cisse", "army spokesman", "army"),
        ("Issa Cisse, the governor of Kidal", "en", "Issa Cisse", "governor of Kidal", "Kidal"),
        ("a spokesman for the coalition", "en", "", "spokesman for the coalition", "coalition"),
        ("Latvia's foreign minister, Anna Ozola", "en", "Anna Ozola", "foreign minister", "Latvia"),
        ("Malian Foreign Minister Awa Keita", "en", "Awa Keita", "Foreign Minister", "Mali"),
        ("a senior Hamas official", "en", "", "senior Hamas official", "Hamas"),
        ("the head of the UN mission, Jan Berg", "en", "Jan Berg", "head of the UN mission", "UN mission"),
        ("US Secretary of State Jane Roe", "en", "Jane Roe", "US Secretary of State", "US"),
        ("Kharkiv Governor Ivan Bondar", "en", "Ivan Bondar", "Kharkiv Governor", "Kharkiv"),
        (
            "Interior Ministry spokesman Omid Nuri",
            "en",
            "Omid Nuri",
            "Interior Ministry spokesman",
            "Interior Ministry",
        ),
        ("Col. Issa Cisse", "en", "Issa Cisse", "", ""),
        ("residents of Gao", "en", "", "", ""),
        ("officials", "en", "", "", ""),
        ("Maria Silva, a resident", "en", "Maria Silva", "", ""),
        ("le porte-parole de l'armée, le colonel Issa Cissé", "fr", "Issa Cissé", "porte-parole de l'armée", "armée"),
        ("Awa Keïta, maire de Djibo", "fr", "Awa Keïta", "maire de Djibo", "Djibo"),
        ("le ministre malien de la Défense Ali Traoré", "fr", "Ali Traoré", "ministre malien de la Défense", "Mali"),
        ("el portavoz del ejército, Juan Pérez", "es", "Juan Pérez", "portavoz del ejército", "ejército"),
        ("ein Sprecher der Armee", "de", "", "Sprecher der Armee", "Armee"),
        ("Außenminister Hans Weber", "de", "Hans Weber", "Außenminister", ""),
    ],
)
def test_offices_and_bodies(phrase: str, code: str, person: str, role: str, organisation: str) -> None:
    """The office stands beside the name, the body inside it; ranks and residents are no offices."""
    words = words_of(code)
    assert person_in(plain(phrase), words) == person
    found = office_of(phrase, person, words)
    assert (found.role, found.organisation) == (role, organisation)


def test_an_office_told_once_holds_for_the_surname() -> None:
    """Whoever was introduced without speaking speaks with that office later; a rank is not it."""
    text = "Col. Sofiane Ag, the governor of Kidal, met traders on Monday.\nAg said the market would reopen."
    (one,) = read(text)
    assert (one.name, one.role, one.organisation) == ("Sofiane Ag", "governor of Kidal", "Kidal")
    assert one.informant is Informant.LOCAL_OFFICIAL


def test_persons_of_the_item_lend_their_office() -> None:
    """An office that another part found holds for a speaker of that name, and for no namesake."""
    text = "Awa Keita said the road was open. Omar Keita said it was not."
    found = sentences(text)
    person = Person(name="Awa Keita", label=PersonLabel.PUBLIC, reason="mayor", role="mayor", organisation="Gao")
    mention = PersonMention(start=0, end=9, sentence=0, person=person)
    said = resolve_speakers(find_attributions(found, text, "en"), (), text, "en", persons=[mention])
    assert [one.role for one in said] == ["mayor", ""]


@pytest.mark.parametrize(
    ("text", "code", "land", "actor"),
    [
        ("Moscow said its forces had taken the town.", "en", "", "russia_government"),
        ("Kyiv denied that the bridge had been hit.", "en", "", "ukraine_government"),
        ("The army said its base had been hit.", "en", "ML", "mali_army"),
        ("An army spokesman said the base had been hit.", "en", "NG", "nigeria_army"),
        ("The junta said it would hold the vote.", "en", "ML", "mali_government"),
        ("The foreign ministry said the envoy must leave.", "en", "ML", "mali_government"),
        ("The army said its base had been hit.", "en", "", ""),
        ("Sudanese Foreign Minister Ali Sadiq said talks had failed.", "en", "TD", "sudan_government"),
        ("President Anna Ozola said the base had been hit.", "en", "ML", ""),
        ("Residents said the base had been hit.", "en", "ML", ""),
        ("L'armée a affirmé que sa base avait été touchée.", "fr", "ML", "mali_army"),
        ("El ejército afirmó que su base había sido atacada.", "es", "CO", "colombia_army"),
    ],
)
def test_states_and_their_bodies_are_actors(text: str, code: str, land: str, actor: str) -> None:
    """A capital is its government; the army is that of the only country there, and of none when nothing says which."""
    (one, *_) = resolved(text, code, land=land)
    assert one.actor == actor


def test_the_group_is_the_only_one_named_before() -> None:
    """Such as "the group": after one armed group is that group, after two it is nobody."""
    one = "JNIM raided the camp. The group said it had killed 30 soldiers."
    assert resolved(one)[-1].actor == "jnim"
    two = "JNIM and Ansaru raided the camp. The group said it had killed 30 soldiers."
    assert resolved(two)[-1].actor == ""


def test_a_country_with_several_armies_has_none() -> None:
    """The table answers only where one body fits, and a place list without a majority names no country."""
    assert homes()["ML", "army"].actor == "mali_army"
    assert all(party.actor for party in homes().values())
    assert states()["Bamako"] == "ML"
    spots = [
        PlaceMention(start=n, end=n + 1, sentence=0, where=Where(name="x", resolution=Resolution.SETTLEMENT, country=c))
        for n, c in enumerate(("ML", "NE"))
    ]
    assert country_of(spots) == ""
    assert country_of(spots[:1]) == "ML"


@pytest.mark.parametrize(
    ("text", "code", "addressee"),
    [
        ("The mayor told Radio Gao that the road was open.", "en", "Radio Gao"),
        ("The mayor told a local radio the school had burned.", "en", "local radio"),
        ("In an interview with France 24, the mayor said the road was open.", "en", "France 24"),
        ("The mayor said the road was open.", "en", ""),
        ("« La route est ouverte », a déclaré à l'AFP un élu local.", "fr", "AFP"),
    ],
)
def test_who_is_told(text: str, code: str, addressee: str) -> None:
    """The addressee is named when the words say who was told."""
    assert read(text, code)[0].addressee == addressee


def test_chains_name_who_passes_it_on() -> None:
    """The innermost voice speaks, via the one who told; a source cited speaks via the outlet that cites it."""
    text = "A senior officer told Reuters that villagers had said drones struck the market."
    at = text.index("drones")
    inner = speaker_of((at, at + 6), read(text))
    assert inner is not None
    assert (inner.name, inner.via) == ("villagers", "senior officer")
    text = "The state agency reported, citing army sources, that 20 soldiers had died."
    at = text.index("20")
    cited = speaker_of((at, at + 11), read(text))
    assert cited is not None
    assert (cited.name, cited.via) == ("army sources", "state agency")


def bare(text: str) -> tuple[Attribution, ...]:
    """Attributions of lines that got no parse."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    parts = list(nlp(text).sents)
    return find_attributions(
        [Sentence(n, p.start_char, p.end_char, 0, False, 0, p) for n, p in enumerate(parts)], text, "en"
    )


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("The minister said the talks would resume.", "minister", "the talks would resume"),
        (
            "Awa Keita, the foreign minister, told Radio Gao that talks would resume.",
            "Awa Keita",
            "that talks would resume",
        ),
        ('"We will not give in," the mayor added.', "mayor", '"We will not give in,"'),
        ('"The market is open," said the mayor of Gao.', "mayor of Gao", '"The market is open,"'),
        ("The road is open, the governor said on Monday.", "governor", "The road is open"),
        ("According to residents, the market is open.", "residents", "the market is open"),
        ("Officials denied the report.", "Officials", "the report"),
        ("The union also called for calm and said teachers would strike.", "union", "teachers would strike"),
        ("On Monday the ministry announced that schools would open.", "ministry", "that schools would open"),
    ],
)
def test_lines_without_a_parse(text: str, name: str, said: str) -> None:
    """Word order is enough for what stands next to the verb."""
    (one,) = bare(text)
    assert (one.name, " ".join(text[slice(*part)] for part in one.content).rstrip(".")) == (name, said)


@pytest.mark.parametrize(
    "text",
    [
        "He said so to the press.",
        "The report was released in May.",
        "They want to say that nothing happened.",
        "The road was said to be open.",
        "No group has claimed the attack.",
    ],
)
def test_lines_without_a_parse_that_say_nothing(text: str) -> None:
    """Infinitives, passives and nouns are no statements."""
    assert bare(text) == ()


def test_transcripts_and_names_heard_elsewhere() -> None:
    """Turns of a dialogue speak, and a headline's name that speaks below; a place before a colon doesn't."""
    text = "DIALLO: When did it begin?\nKEITA: It began at dawn.\nDIALLO: And who came?\nKEITA: Nobody came at all."
    assert [one.name for one in read(text)] == ["DIALLO", "KEITA", "DIALLO", "KEITA"]
    text = "Keita: the road will stay closed\nThe mayor, Awa Keita, said the bridge was gone."
    assert next(one.name for one in read(text)) == "Keita"
    assert read("Senko: the road will stay closed\nThe mayor, Awa Keita, went home.") == ()


@pytest.mark.parametrize(
    ("text", "speaker", "told"),
    [
        ("She said that he is too weak and called for talks.", "She", "called for"),
        ("Asked whether the town had fallen, the general said it had not.", "", "Asked"),
        ("The road is closed, the ministry said, according to the state agency.", "state agency", "according to"),
    ],
)
def test_who_speaks_is_not_who_is_spoken_of(text: str, speaker: str, told: str) -> None:
    """The second verb of a speaker, a question nobody is named for, a source behind the words."""
    found = {text[slice(*one.cue)]: one for one in find_attributions(sentences(text), text, "en", attitudes=True)}
    assert found[told].name == speaker


def said(text: str, cue: str, stance: Stance, name: str, part: str) -> Attribution:
    """An attribution by its words."""
    start, at = text.index(part), text.index(cue)
    return Attribution(
        cue=(at, at + len(cue)),
        content=((start, start + len(part)),),
        source=(0, 1),
        sentence=0,
        stance=stance,
        name=name,
    )


def test_a_denial_is_about_what_the_accusation_tells() -> None:
    """It takes the nearest earlier accusation of another, else the report before it; long words tell their own."""
    text = "Alpha accused Beta of killing ten. Gamma said it rained. Beta rejected the accusation."
    spot = text.index("killing")
    anchors = [((spot, spot + 7), "r1")]
    accused = said(text, "accused", Stance.ACCUSES, "Alpha", "killing ten")
    rain = said(text, "said", Stance.ASSERTS, "Gamma", "it rained")
    answer = said(text, "rejected", Stance.DENIES, "Beta", "the accusation")
    words = words_of("en")
    assert targets([accused, rain, answer], anchors, text, words) == [("r1",), (), ("r1",)]
    assert targets([answer], anchors, text, words) == [("r1",)]
    own = said(text, "rejected", Stance.DENIES, "Alpha", "the accusation")
    assert targets([accused, own], [], text, words) == [(), ()]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("''It fell at noon,'' the mayor said. ''Nobody came to help us at all.''", 2),
        ('“It fell at noon," the mayor said. "Nobody came to help us at all.”', 2),
        ('"It fell," she told the radio in May, "and nobody came to help us."', 2),
        ("“They shouted ‘Run’ and “Get out” at us before noon,” the mayor said.", 1),
    ],
)
def test_quotations_in_any_marks_go_on(text: str, pieces: int) -> None:
    """Doubled apostrophes, mixed and nested marks, a speaker who interrupts."""
    found = [one for one in read(text) if one.stance is Stance.ASSERTS]
    assert [len(one.content) for one in found] == [pieces]
