"""Words for people and weapons: kinds of the closed list, no word under two kinds, forms up to date everywhere."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from djeli.lang import available, load
from djeli.vocab import PartyKind

TOOL = Path(__file__).parents[3] / "tools" / "forms.py"
LANGUAGES = [code for code in available() if load(code, "people")]


def tool() -> Any:
    """The form maker, loaded from its file."""
    spec = importlib.util.spec_from_file_location("forms", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def french() -> Any:
    """How French forms are made."""
    return tool().grammar("fr")


def words(entry: Any) -> Iterator[str]:
    """Dictionary forms of a kind: a list, or a mapping with `words`."""
    yield from entry["words"] if isinstance(entry, dict) else entry


@pytest.mark.parametrize("code", LANGUAGES)
def test_people(code: str) -> None:
    """Every kind is of the closed list, every word is text and stands once."""
    data = load(code, "people")
    assert set(data) <= {kind.value for kind in PartyKind}
    found = Counter(word for entry in data.values() for word in words(entry))
    assert all(isinstance(word, str) for word in found)
    assert not [word for word, times in found.items() if times > 1]
    assert len(found) >= {"en": 800, "bg": 200, "ky": 140}.get(code, 400)


@pytest.mark.parametrize("code", LANGUAGES)
def test_weapons(code: str) -> None:
    """The same classes in each language, and a term in one class only."""
    data = load(code, "weapons")
    assert set(data) == set(load("en", "weapons"))
    found = Counter(term for terms in data.values() for term in terms)
    assert not [term for term, times in found.items() if times > 1]


KINDS = [
    ("en", "soldier", "state_forces"),
    ("en", "gunmen", "armed_unknown"),
    ("en", "villager", "civilians"),
    ("en", "blue helmet", "peacekeepers"),
    ("en", "vigilante", "identity_militia"),
    ("en", "convoy", "object"),
    ("fr", "gendarme", "police"),
    ("fr", "assaillant", "armed_unknown"),
    ("fr", "casque bleu", "peacekeepers"),
    ("fr", "éleveur", "civilians"),
]


@pytest.mark.parametrize(("code", "word", "kind"), KINDS)
def test_known_words(code: str, word: str, kind: str) -> None:
    """Everyday words of reports have their neutral kinds."""
    assert word in set(words(load(code, "people")[kind]))


FORMS = [
    ("enlever", {"enlève", "enlevé", "enlevées", "enlevaient", "enlèveront"}),
    ("égorger", {"égorgeait", "égorgea", "égorgés"}),
    ("menacer", {"menaçait", "menaça", "menacent"}),
    ("déployer", {"déploie", "déployés", "déploiera"}),
    ("libérer", {"libère", "libéré", "libérera"}),
    ("périr", {"péri", "périssent", "périrent"}),
    ("abattre", {"abattu", "abattues", "abat", "abattirent"}),
    ("mettre à mort", {"mis à mort", "mises à mort", "met à mort"}),
    ("se retirer", {"se retirent", "s'est retirée", "se sont retirés"}),
    ("s'emparer", {"s'empare", "s'est emparé", "se sont emparés"}),
]


@pytest.mark.parametrize(("verb", "expected"), FORMS)
def test_french_verbs(verb: str, expected: set[str]) -> None:
    """Third persons and participles are made by rule or from the irregular table."""
    assert expected <= set(french().verb_forms(verb))


NOUNS = [
    ("prise d'otages", "prises d'otages"),
    ("engin explosif improvisé", "engins explosifs improvisés"),
    ("général", "généraux"),
    ("drapeau", "drapeaux"),
    ("obus", "obus"),
    ("homme en armes", "hommes en armes"),
]


@pytest.mark.parametrize(("noun", "plural"), NOUNS)
def test_french_plurals(noun: str, plural: str) -> None:
    """The head noun and its adjectives are inflected, what a preposition brings is not."""
    assert plural in french().noun_forms(noun)


def test_an_irregular_verb_that_is_not_listed_is_refused() -> None:
    """A guess at an irregular verb would fill the file with words that do not exist."""
    with pytest.raises(SystemExit, match="add it to IRREGULAR"):
        french().verb_forms("absoudre")


@pytest.mark.parametrize("name", ["triggers", "people"])
@pytest.mark.parametrize("code", tool().grammars())
def test_forms_are_up_to_date(code: str, name: str) -> None:
    """The committed forms are what the tool makes of the committed words."""
    made = tool().rewritten(code, name)
    committed = (TOOL.parents[1] / "src" / "djeli" / "lang" / code / f"{name}.yaml").read_text("utf-8")
    assert made == committed, f"run python tools/forms.py {code}"


def test_no_form_is_a_word_of_grammar() -> None:
    """Forms that are mostly another word never become triggers: "pendant", "armée", "manifestant"."""
    forms = {form for entry in load("fr", "triggers").values() for form in entry.get("forms", ())}
    assert not forms & {"pendant", "armée", "armées", "manifestant", "combattant", "cible", "pas", "or"}
