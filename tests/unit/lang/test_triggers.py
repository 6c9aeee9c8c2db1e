"""Trigger words: every concept has words, every file is well formed, no word tells two unrelated things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from djeli.lang import available, load
from djeli.resources.event_types import affinity, coverage, type_of_concept

KEYS = {"verbs", "nouns", "phrases", "weak", "not", "forms", "needs"}
LANGUAGES = [code for code in available() if load(code, "triggers")]

# Words that honestly tell two things; the finer type wins or the sentence decides.
SHARED = {"en": {"hack"}, "fr": {"condamner", "condamnation"}}


def strong(words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind and word, concept) of all strong words."""
    for concept, entry in words.items():
        for kind in ("verbs", "nouns", "phrases"):
            yield from ((f"{kind}: {word}", concept) for word in entry.get(kind, ()))


def lists(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every list of an entry with its name."""
    for key, value in entry.items():
        if key in ("weak", "needs"):
            yield from ((f"weak.{kind}", words) for kind, words in value.items())
        else:
            yield key, value


def clashes(words: Mapping[str, Any], shared: set[str]) -> list[str]:
    """Strong words of two concepts whose types are not related, unless listed as shared."""
    owners: dict[str, list[str]] = defaultdict(list)
    for word, concept in strong(words):
        owners[word].append(concept)
    types = type_of_concept()
    return [
        f"{word}: {', '.join(concepts)}"
        for word, concepts in owners.items()
        if word.split(": ")[1] not in shared
        and any(affinity(types[a], types[b]) == 0 for a in concepts for b in concepts)
    ]


def test_every_type_has_english_words() -> None:
    """No type of the ontology is without English words, and no words are without a type."""
    words = load("en", "triggers")
    assert coverage({"en": words}) == ()
    assert set(words) == set(type_of_concept())


def test_coverage_table_of_all_languages() -> None:
    """French lacks no more than a tenth of the concepts, and the table names what is missing."""
    gaps = coverage({code: load(code, "triggers") for code in LANGUAGES})
    assert len([gap for gap in gaps if gap.language == "fr"]) <= len(type_of_concept()) / 10, gaps


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_file_is_well_formed(code: str) -> None:
    """Known keys, lists of words, nothing twice, nothing that YAML read as a truth value, no empty concept."""
    faults = []
    for concept, entry in load(code, "triggers").items():
        faults += [f"{concept}: unknown key {key}" for key in entry.keys() - KEYS]
        if not any(entry.get(kind) for kind in ("verbs", "nouns", "phrases")):
            faults.append(f"{concept}: no words")
        for name, words in lists(entry):
            faults += [f"{concept}.{name}: {word!r}" for word in words if not isinstance(word, str) or not word.strip()]
            faults += [f"{concept}.{name}: {word!r} twice" for word in {w for w in words if words.count(w) > 1}]
            faults += [
                f"{concept}.{name}: {word!r} has stray spaces" for word in words if word != " ".join(word.split())
            ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_strong_word_tells_two_unrelated_things(code: str) -> None:
    """A word that would code one sentence as two unrelated events is weak, or a longer phrase, or listed."""
    assert not clashes(load(code, "triggers"), SHARED.get(code, set()))


def test_the_clash_check_can_fail() -> None:
    """A word under a ceasefire and an ambush is seen; listed, it passes."""
    words = {"ceasefire": {"nouns": ["pause"]}, "ambush": {"nouns": ["pause"]}}
    assert clashes(words, set()) == ["nouns: pause: ceasefire, ambush"]
    assert not clashes(words, {"pause"})


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_exception_is_no_strong_phrase(code: str) -> None:
    """What a concept excludes it may not also name as a strong phrase."""
    for concept, entry in load(code, "triggers").items():
        both = {w.lower() for w in entry.get("not", ())} & {w.lower() for w in entry.get("phrases", ())}
        assert not both, f"{concept}: {both}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_are_rich(code: str) -> None:
    """Thousands of strong words in English, 1,500 elsewhere; fewer stems do, since each stands for all its forms."""
    least = {"en": 3000, "nl": 900, "ru": 1500, "uk": 800, "bg": 250, "ky": 180}.get(code, 1500)
    assert len(list(strong(load(code, "triggers")))) >= least
