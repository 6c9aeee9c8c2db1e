"""German without a parser: compounds, separable verbs, the verb that frames its clause."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from wordorder import dates, places, roles, speakers, tolls, types

GRAMMAR = Path(__file__).resolve().parents[3] / "tools" / "grammars" / "de.py"


def grammar() -> ModuleType:
    """`tools/grammars/de.py` as a module."""
    spec = importlib.util.spec_from_file_location("grammar_de", GRAMMAR)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("töten", "tötet, tötete, töteten, getötet, getöteten"),
        ("an|greifen", "angegriffen, anzugreifen, angreifen, griff * an, griffen * an"),
        ("entführen", "entführt, entführte, entführten, entführter"),
        ("bombardieren", "bombardierte, bombardiert"),
    ],
)
def test_verb_forms(verb: str, forms: str) -> None:
    """Third persons, participles with their endings, and both shapes of a separable verb."""
    assert set(forms.split(", ")) <= set(grammar().verb_forms(verb))


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("Raketenangriff", "Raketenangriffen"),
        ("Selbstmordanschlag", "Selbstmordanschläge"),
        ("Explosion", "Explosionen"),
        ("Massaker", "Massakers"),
        ("Soldat", "Soldaten"),
        ("bewaffneter Angriff", "bewaffneten Angriff"),
    ],
)
def test_noun_forms(noun: str, form: str) -> None:
    """A compound inflects as its last part does."""
    assert form in grammar().noun_forms(noun)


TOLLS = (
    ("Bei dem Angriff wurden mindestens 12 Soldaten getötet.", "killed 12.. event"),
    ("Zwei Polizisten starben und fünf wurden verletzt.", "killed 2 event; wounded 5 event"),
    ("Die Explosion forderte 12 Tote und 40 Verletzte.", "killed 12 event; wounded 40 event"),
    ("Bewaffnete töteten vier Bauern.", "killed 4 event"),
    ("Zweiundzwanzig Menschen kamen ums Leben.", "killed 22 event"),
    ("Mehr als 3.000 Menschen flohen aus ihren Häusern.", "displaced 3000.. event"),
    ("Die Polizei nahm drei Verdächtige fest.", "arrested 3 event"),
    ("Es gab keine Opfer.", "killed 0 event; wounded 0 event"),
)


@pytest.mark.parametrize(("text", "expected"), TOLLS)
def test_tolls(text: str, expected: str) -> None:
    """Numbers, hedges and harm."""
    assert tolls(text, "de") == expected


DATES = (
    ("Am Montag gab es einen Angriff.", "2024-07-15"),
    ("Am 3. Mai wurden zwei Männer getötet.", "2024-05-03"),
    ("Am 5. Januar 2023 starben zwei.", "2023-01-05"),
    ("Vor drei Tagen gab es einen Angriff.", "2024-07-14"),
    ("Gestern Abend gab es Kämpfe.", "2024-07-16"),
    ("In der vergangenen Woche gab es Kämpfe.", "2024-07-08..2024-07-14"),
    ("Im März 2021 gab es Kämpfe.", "2021-03-01..2021-03-31"),
)


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    """Dates against a page of Wednesday, 17 July 2024."""
    assert dates(text, "de") == expected


ROLES = (
    ("Bewaffnete haben in Gao drei Bauern getötet.", "perpetrator=Bewaffnete; victim=Bauern"),
    ("Drei Soldaten wurden von Rebellen getötet.", "perpetrator=Rebellen; victim=Soldaten"),
    ("Die Armee tötete acht Rebellen.", "perpetrator=Armee; victim=Rebellen"),
    ("Die Rebellen töteten acht Soldaten.", "perpetrator=Rebellen; victim=Soldaten"),
    ("Am Dienstag griffen Rebellen das Dorf an.", "perpetrator=Rebellen; target=Dorf"),
    ("Der Angriff der Rebellen auf die Kaserne dauerte lange.", "perpetrator=Rebellen; target=Kaserne"),
    ("Zwei Journalisten wurden von Milizionären entführt.", "perpetrator=Milizionären; victim=Journalisten"),
    ("Gestern starben zwei Kinder.", "victim=Kinder"),
)


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: str) -> None:
    """Who did what to whom, wherever the parts of the verb stand, the same for soldiers and rebels."""
    assert roles(text, "de") == expected


TYPES = (
    ("Eine Autobombe explodierte vor einer Kaserne.", "car_bombing actual"),
    ("Die Rebellen könnten die Stadt angreifen.", "armed_attack hypothetical"),
    ("Die Armee hat das Dorf nicht angegriffen.", "armed_attack negated"),
    ("Der Präsident verhängte den Ausnahmezustand.", "state_of_emergency actual"),
    ("Die Feuerwehr hat den Waldbrand im Griff.", "accident actual"),
)


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_and_modality(text: str, expected: str) -> None:
    """The type of what is told, and whether it is told as having happened."""
    assert types(text, "de") == expected


def test_places_and_speakers() -> None:
    """Nouns have capitals, and are no places for that; who says it."""
    assert places("Die Leichen lagen im Dorf nahe Gao, die Familie floh in Sicherheit.", "de") == "Gao ML"
    assert speakers("Drei Menschen starben, teilte die Polizei mit.", "de").startswith("die Polizei")
