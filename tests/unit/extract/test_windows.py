"""Who did what to whom in French, by word order alone."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from djeli import lang
from djeli.extract.annotate import annotate
from djeli.extract.events.find import find_triggers
from djeli.extract.lexicon import lexicon
from djeli.extract.pipelines import bare_pipeline, tagged
from djeli.extract.roles.actors import find_actors
from djeli.extract.roles.order import Told, is_participle, order_of, told
from djeli.extract.roles.parties import context
from djeli.extract.roles.windows import roles_by_window
from djeli.extract.tools import Tools, load_tools
from djeli.records import Item, Text
from djeli.resources.event_types import event_types


@cache
def tools() -> Tools:
    """Equipment, loaded once for the module."""
    return load_tools()


def roles_of(text: str) -> list[tuple[str, str, bool]]:
    """Role, party and whether it is an accusation, for every trigger of a French text; each once."""
    source = Text(document="0" * 64, reader="test@1", content=text)
    sentences = annotate(Item(text=source.id, start=0, end=len(text), language="fr"), source, tools())
    actors = find_actors(sentences, text, tools().actors)
    words = tools().lexicons["fr"]
    ctx = context(words, actors, tools().gazetteer)
    found: list[tuple[str, str, bool]] = []
    for trigger in find_triggers(sentences, words, actors=actors):
        if event_types()[trigger.type].family == "statement":
            continue
        for role, one in roles_by_window(trigger, sentences[trigger.sentence], ctx):
            row = (role.value, one.party.actor or one.party.name, one.accused)
            if row not in found:
                found.append(row)
    return found


def shown(text: str) -> str:
    """Roles as the table writes them; "?" marks an accusation."""
    return "; ".join(f"{role}{'?' if accused else ''}={name}" for role, name, accused in roles_of(text))


ROLES = (
    # nouns: whose attack, against whom, by whom
    ("Une attaque du Hamas a endeuillé le village de Kitsombi.", "perpetrator=hamas; target=village"),
    ("Une attaque des rebelles ougandais de l'ADF a été signalée.", "perpetrator=adf"),
    ("L'attaque contre un convoi militaire a duré une heure.", "target=convoi militaire"),
    ("L'attaque d'un village par des hommes armés a duré une heure.", "target=village; perpetrator=hommes armés"),
    ("Une attaque menée samedi par Boko Haram contre l'armée a échoué.", "target=armée; perpetrator=boko_haram"),
    ("Un raid perpétré par des éléments présumés de Boko Haram a été signalé.", "perpetrator=boko_haram"),
    ("L'embuscade tendue par des djihadistes a été meurtrière.", "perpetrator=djihadistes"),
    ("L'attentat revendiqué par l'Etat islamique a visé un marché.", "target=marché; perpetrator=islamic_state"),
    ("Une attaque attribuée aux rebelles de Boko Haram a été signalée.", "perpetrator?=boko_haram"),
    ("Une attaque survenue lundi soir et attribuée à des bandits armés a été signalée.", "perpetrator?=bandits armés"),
    ("L'attaque djihadiste de lundi a été condamnée.", "perpetrator=djihadiste"),
    ("Une attaque armée a été signalée.", ""),
    ("Une attaque de drones russes a été signalée.", "perpetrator=Russie"),
    ("L'assassinat de deux gendarmes a été confirmé.", "victim=gendarmes"),
    ("Les bombardements de l'armée contre le marché ont repris.", "perpetrator=armée; target=marché"),
    ("Un raid des djihadistes a été signalé.", "perpetrator=djihadistes"),
    ("L'opération de l'armée contre les rebelles a commencé.", "perpetrator=armée; target=rebelles"),
    ("L'arrestation de trois rebelles a été annoncée.", "target=rebelles"),
    ("Le lynchage de deux soldats a choqué la ville.", "target=soldats"),
    ("L'attaque a été confirmée par un habitant.", ""),
    ("Des assaillants ont lancé une attaque contre la gendarmerie.", "perpetrator=assaillants; target=gendarmerie"),
    ("Les positions de l'armée ont été la cible d'une attaque.", "target=positions de l'armée"),
    # verbs: subject and object
    ("Des individus armés non identifiés ont tué trois commerçants.",
     "perpetrator=individus armés non identifiés; victim=commerçants"),
    ("Les rebelles ont attaqué le poste et enlevé deux policiers.",
     "perpetrator=rebelles; target=poste; victim=policiers"),
    ("Les soldats qui ont tué deux bergers sont partis.", "perpetrator=soldats; victim=bergers"),
    ("La radio a rapporté que les gangs avaient enlevé quatre médecins.", "perpetrator=gangs; victim=médecins"),
    ("Selon l'armée, les terroristes ont attaqué un camp militaire.", "perpetrator=terroristes; target=camp militaire"),
    ("L'ONU a accusé les soldats d'avoir tué des civils.", "perpetrator?=soldats; victim=civils"),
    ("Les séparatistes ont affirmé avoir tué douze soldats.", "perpetrator=séparatistes; victim=soldats"),
    ("Plus de cent assaillants ont attaqué le camp, tuant six militaires.",
     "perpetrator=assaillants; target=camp; victim=militaires"),
    ("La milice a abattu trois personnes.", "perpetrator=milice; victim=personnes"),
    ("Les assaillants sont revenus et ils ont mis le feu à un village.", "perpetrator=assaillants; target=village"),
    ("Les rebelles ont tué d'autres personnes.", "perpetrator=rebelles; victim=personnes"),
    # passives, participles, what is undergone
    ("Douze soldats ont été tués par des hommes armés.", "victim=soldats; perpetrator=hommes armés"),
    ("Vingt-deux civils ont été tués dimanche dans une attaque de terroristes présumés contre un village.",
     "victim=civils; perpetrator=terroristes présumés; target=village"),
    ("Quatre habitants tués par des miliciens à Kabati", "victim=habitants; perpetrator=miliciens"),
    ("Six militaires et deux gendarmes sont morts dans une embuscade.", "victim=militaires; victim=gendarmes"),
    ("Deux ouvriers ont trouvé la mort dans l'explosion d'une mine.", "victim=ouvriers"),
    ("Des civils ont été tués par des personnes armées soupçonnées d'être des combattants du Hamas.",
     "victim=civils; perpetrator=personnes armées; perpetrator?=hamas"),
    # two sides
    ("Des affrontements entre l'armée et les rebelles ont repris.", "participant=armée; participant=rebelles"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Doers, hit and accused by word order, in nouns, verbs, passives and participles."""
    assert shown(text) == expected, text


PAIRS = (("les soldats", "les rebelles"), ("la police", "les djihadistes"), ("des gendarmes", "des miliciens"))


@pytest.mark.parametrize(("one", "other"), [*PAIRS, *((b, a) for a, b in PAIRS)])
def test_roles_do_not_depend_on_who_acts(one: str, other: str) -> None:
    """Exchanging the two sides exchanges their roles."""
    found = roles_of(f"Lundi, {one} ont attaqué {other} à Ménaka.")
    assert [row[0] for row in found] == ["perpetrator", "target"]
    assert [row[1] for row in found] == [one.split()[1], other.split()[1]]


FORMS = (
    ("une attaque", "attaque", Told.NOUN),
    ("ils ont attaqué", "attaqué", Told.ACTIVE),
    ("ils ont également attaqué", "attaqué", Told.ACTIVE),
    ("ils ont été attaqués", "attaqués", Told.PASSIVE),
    ("ils sont attaqués", "attaqués", Told.PASSIVE),
    ("des soldats tués", "tués", Told.REDUCED),
    ("en tuant deux soldats", "tuant", Told.GERUND),
    ("ils sont morts", "morts", Told.UNDERGONE),
    ("il a blessé un homme et tué un autre", "tué", Told.ACTIVE),
    ("ils attaquaient le camp", "attaquaient", Told.ACTIVE),
)


@pytest.mark.parametrize(("text", "form", "expected"), FORMS)
def test_how_a_word_is_told(text: str, form: str, expected: Told) -> None:
    """Auxiliaries, articles and endings say whether a word is a noun, active, passive or undergone."""
    doc = bare_pipeline("fr")(text)
    index = next(t.i for t in doc if t.text == form)
    undergo = context(lexicon("fr"), (), tools().gazetteer).words.undergo_forms
    assert told(doc, index, 0, order_of("fr"), undergo, after_party=False) is expected


def test_present_forms_are_no_participles() -> None:
    """Verbs in -quer and -guer end like participles of other verbs."""
    words = ("attaque", "revendiquent", "vogue", "tué", "pris", "ouvert", "mort")
    assert [w for w in words if is_participle(w, order_of("fr"))] == ["tué", "pris", "ouvert"]


def test_order_words() -> None:
    """The lists are words in lower case, and none says at once that a form acts and that it is a preposition."""
    raw = lang.load("fr", "order")
    order = order_of("fr")
    assert all(isinstance(w, str) and w == w.lower() for words in raw.values() for w in words)
    assert not order.have & order.prepositions
    assert not order.carriers & order.articles
    own = {"verb_leads", "either_way", "done_to", "cases", "frames", "genitive", "capitals"}  # others may have these
    assert set(raw) | own == set(order.__dataclass_fields__)


WORDS = (
    "les", "rebelles", "ont", "tué", "des", "civils", "par", "l'", "armée", "contre", "attaque", "de", ",", "et", "qui",
    "M23", "(", ")", "«", "»", "d'", "été", "avoir", "accusé", "ils", "mort",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(
    WORDS
), min_size=1, max_size=18))  # fmt: skip
def test_any_order_of_words_is_read(words: list[str]) -> None:
    """No order of words breaks the rules, and every party stands in the text."""
    text = " ".join(words) + "."
    assert all(name for _, name, _ in roles_of(text))


def test_sentences_keep_their_bounds() -> None:
    """A party of the next sentence is never taken for one of this."""
    assert shown("Une attaque a été signalée. Des soldats sont arrivés.") == ""


def test_a_model_gives_no_tree() -> None:
    """With a model installed the words still hang on nothing, so that no rule for English trees reads them."""
    pipeline = tagged(spacy.blank("fr"))
    doc = pipeline("Des rebelles ont attaqué le camp. Six soldats sont morts.")
    assert not doc.has_annotation("DEP")
    assert len(list(doc.sents)) == 2
    assert [list(token.children) for token in doc] == [[] for _ in doc]


def test_no_words_no_roles() -> None:
    """A language without order words has empty lists."""
    assert order_of("en").have == frozenset()
