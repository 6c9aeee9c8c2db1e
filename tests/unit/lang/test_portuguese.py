"""Portuguese of both shores, without a parser: what happened, to how many, when, where, who did it, who says so."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from djeli.lang import load
from wordorder import dates, places, roles, speakers, tolls, types

GRAMMAR = Path(__file__).resolve().parents[3] / "tools" / "grammars" / "pt.py"


def grammar() -> ModuleType:
    """`tools/grammars/pt.py` as a module."""
    spec = importlib.util.spec_from_file_location("grammar_pt", GRAMMAR)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("matar", "matou mataram matava matará matando matado matadas"),
        ("abater", "abateu abateram abatia abatendo abatido"),
        ("destruir", "destrói destruiu destruíram destruía destruindo destruído"),
        ("bombardear", "bombardeia bombardeou bombardearam"),
        ("fugir", "foge fugiu fugiram fugindo"),
        ("atribuir", "atribui atribuiu atribuíram atribuído"),
        ("deter", "detém deteve detiveram detido"),
    ],
)
def test_verb_forms(verb: str, forms: str) -> None:
    """Third persons, gerund and participles."""
    assert set(forms.split()) <= set(grammar().verb_forms(verb))


def test_reflexive_verbs_have_their_pronoun_on_either_side() -> None:
    """Portugal and Africa write it behind, Brazil before."""
    assert {"render-se", "se renderam", "renderam se", "rendendo se"} <= set(grammar().verb_forms("render-se"))


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("explosão", "explosões"),
        ("civil", "civis"),
        ("míssil", "mísseis"),
        ("refém", "reféns"),
        ("militar", "militares"),
        ("quartel", "quartéis"),
        ("ataque armado", "ataques armados"),
        ("tomada de reféns", "tomadas de reféns"),
        ("carro-bomba", "carros-bomba"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    """The head and its adjectives take the plural, what hangs on a preposition doesn't."""
    assert grammar().noun_forms(noun)[-1] == plural


def test_same_keys_as_spanish() -> None:
    """Languages read by word order need the same files and keys."""
    for name in ("order", "parties"):
        assert set(load("pt", name)) >= set(load("es", name)), name


TOLLS = (
    ("Pelo menos 12 soldados foram mortos numa emboscada.", "killed 12.. event"),
    ("Dois polícias morreram e cinco ficaram feridos no ataque.", "killed 2 event; wounded 5 event"),
    ("O atentado fez 12 mortos e 40 feridos.", "killed 12 event; wounded 40 event"),
    ("Homens armados mataram quatro camponeses.", "killed 4 event"),
    ("Foram raptadas 23 pessoas.", "abducted 23 event"),
    ("Cerca de 3.000 pessoas foram deslocadas pelos combates.", "displaced 2700-3000-3300 event"),
    ("O exército abateu oito guerrilheiros.", "killed 8 event"),
    ("O número de mortos subiu de 5 para 17.", "killed 5 earlier; killed 17 event"),
    ("As autoridades detiveram três suspeitos.", "arrested 3 event"),
    ("Vinte e duas pessoas perderam a vida.", "killed 22 event"),
    ("Entre 10 e 15 pessoas morreram, incluindo três crianças.", "killed 10..15 event; killed 3 part"),
    ("O ataque causou a morte de 18 pessoas.", "killed 18 event"),
    ("Outras 12 pessoas ficaram feridas.", "wounded 12 event"),
    ("Foram encontrados os corpos de três pessoas.", "killed 3 event"),
    ("Chacina deixa sete mortos na periferia.", "killed 7 event"),
    ("Duzentas pessoas fugiram da aldeia.", "displaced 200 event"),
    ("Três pessoas continuam desaparecidas.", "missing 3 event"),
    ("Não houve vítimas.", "killed 0 event; wounded 0 event"),
    ("Os rebeldes têm 40 motorizadas.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(text: str, expected: str) -> None:
    """Numbers, hedges and harm; nothing for things."""
    assert tolls(text, "pt") == expected


DATES = (
    ("Na segunda-feira houve um ataque.", "2024-07-15"),
    ("Na madrugada de 3 de maio mataram dois.", "2024-05-03"),
    ("Na noite desta terça-feira houve um ataque.", "2024-07-16"),
    ("A 5 de janeiro de 2023 morreram dois.", "2023-01-05"),
    ("Há três dias houve um ataque.", "2024-07-14"),
    ("Ontem à tarde houve combates.", "2024-07-16"),
    ("No sábado passado houve combates.", "2024-07-13"),
    ("Na semana passada houve combates.", "2024-07-08..2024-07-14"),
    ("Entre 3 e 5 de maio houve combates.", "2024-05-03..2024-05-05"),
    ("Em março de 2021 houve combates.", "2021-03-01..2021-03-31"),
    ("Nesta segunda houve um ataque.", "2024-07-15"),
    ("O ataque foi na sexta-feira (12).", "2024-07-12"),
    ("No fim de semana houve combates.", "2024-07-13..2024-07-14"),
)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    assert dates(text, "pt") == expected


ROLES = (
    ("Homens armados mataram três comerciantes.", "perpetrator=Homens armados; victim=comerciantes"),
    ("Três soldados foram mortos por guerrilheiros.", "victim=soldados; perpetrator=guerrilheiros"),
    ("O exército abateu oito rebeldes.", "perpetrator=exército; victim=rebeldes"),
    ("Os rebeldes abateram oito soldados.", "perpetrator=rebeldes; victim=soldados"),
    ("Um ataque dos insurgentes contra uma base militar fez feridos.", "perpetrator=insurgentes; target=base militar"),
    ("A incursão dos rebeldes durou uma hora.", "perpetrator=rebeldes"),
    ("Dois jornalistas foram raptados pelos paramilitares.", "victim=jornalistas; perpetrator=paramilitares"),
    ("Os paramilitares raptaram dois jornalistas.", "perpetrator=paramilitares; victim=jornalistas"),
    ("A polícia prendeu três traficantes.", "perpetrator=polícia; target=traficantes"),
    ("Houve confrontos entre o exército e a milícia.", "participant=exército; participant=milícia"),
    ("A aldeia foi atacada por homens armados.", "target=aldeia; perpetrator=homens armados"),
    ("Morreram duas crianças e uma mulher no ataque.", "victim=crianças; victim=mulher"),
    ("Polícias dispersaram os manifestantes.", "perpetrator=Polícias; target=manifestantes"),
)


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Who did what to whom, the same for soldiers and rebels."""
    assert roles(text, "pt") == expected


TYPES = (
    ("Um carro-bomba explodiu em frente a uma esquadra.", "car_bombing actual"),
    ("O presidente decretou o estado de emergência.", "state_of_emergency actual"),
    ("O governo e a guerrilha assinaram um acordo de paz.", "agreement actual"),
    ("Os soldados violaram o cessar-fogo.", "ceasefire_violation actual"),
    ("Centenas de famílias fugiram das suas casas.", "displacement actual"),
    ("Os soldados renderam-se.", "surrender actual"),
    ("Os rebeldes poderão atacar a capital.", "armed_attack hypothetical"),
    ("O exército não atacou a aldeia.", "armed_attack negated"),
    ("Houve uma tentativa de rapto.", "abduction foiled"),
    ("O arguido teve um ataque cardíaco.", ""),
    ("De acordo com a escola, a mata atlântica cresce.", ""),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_and_modality(text: str, expected: str) -> None:
    """The type of what is told, and whether it is told as having happened."""
    assert types(text, "pt") == expected


def test_places_behind_contracted_prepositions() -> None:
    """Articles melt into prepositions: na, no, da."""
    assert places("Houve combates na Beira e no Huambo, perto de Pemba.", "pt") == "Beira MZ; Huambo AO; Pemba MZ"


SPEAKERS = (
    ("Segundo a polícia, dois homens morreram no ataque.", "a polícia: asserts police"),
    ("O Estado Islâmico reivindicou o atentado.", "O Estado Islâmico: claims_responsibility armed_group"),
    ("O exército desmentiu que houvesse mortos.", "O exército: denies army"),
    ("«Vimos doze corpos», disse uma testemunha.", "uma testemunha: asserts witness"),
    ("Dois civis morreram, informou o governador.", "o governador: asserts local_official"),
    ("De acordo com o hospital, há cinco feridos.", "o hospital: asserts hospital"),
)


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_speakers(text: str, expected: str) -> None:
    """Who says it, how the speaker stands to it, and what kind of source that is."""
    assert speakers(text, "pt") == expected
