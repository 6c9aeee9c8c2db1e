"""Spanish forms made by rule, and the files French has."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from djeli.lang import load

ROOT = Path(__file__).resolve().parents[3]


def spanish() -> ModuleType:
    """`tools/grammars/es.py` as a module."""
    spec = importlib.util.spec_from_file_location("grammar_es", ROOT / "tools" / "grammars" / "es.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("matar", "mató mataron mataba matará matando matado matadas"),
        ("herir", "hiere hirió hirieron hería hiriendo herido heridas"),
        ("huir", "huye huyó huyeron huía huyendo huido"),
        ("detener", "detiene detuvo detuvieron detenía detendrá deteniendo detenido"),
        ("morir", "muere murió murieron muriendo"),
        ("degollar", "degüella degolló degollado"),
        ("demoler", "demuele demolió demoliendo demolido"),
    ],
)
def test_verb_forms(verb: str, forms: str) -> None:
    """Third persons, gerund and participles."""
    assert set(forms.split()) <= set(spanish().verb_forms(verb))


def test_reflexive_verbs_keep_their_pronoun() -> None:
    """The pronoun stands before finite forms and behind the others."""
    made = spanish().verb_forms("rendirse")
    assert {"rendirse", "se rinde", "se rindieron", "rindiéndose", "se han rendido"} <= set(made)
    assert "rindieron" not in made


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("explosión", "explosiones"),
        ("juez", "jueces"),
        ("civil", "civiles"),
        ("motín", "motines"),
        ("ataque armado", "ataques armados"),
        ("toma de rehenes", "tomas de rehenes"),
        ("crisis", "crisis"),
        ("misil", "misiles"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    """The head and its adjectives take the plural, what hangs on a preposition doesn't."""
    assert spanish().noun_forms(noun)[-1] == plural


def test_a_verb_in_no_infinitive_is_refused() -> None:
    """A slip in the file is named, not conjugated."""
    with pytest.raises(SystemExit):
        spanish().verb_forms("ataque")


def test_same_keys_as_french() -> None:
    """Both are read without a parse, so both have the same files and top keys, but for what may be left out."""
    own = {"participle_endings", "rises", "passed", "accidents", "among", "adverb_endings", "course", "more"}
    for name in ("harm", "numbers", "dates", "order", "parties", "speech", "modality"):
        assert set(load("es", name)) - own >= set(load("fr", name)) - own - {"nouns_too"}, name
