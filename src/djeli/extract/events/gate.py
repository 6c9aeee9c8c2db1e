"""Which lines may tell an occurrence at all: the others need no parse.

A line is worth parsing when it holds a form of a trigger word or of a word of harm. Forms are made by rule, and wide on
purpose: a needless parse costs time, a missed one an event. Plain speech ("said", "announced") tells no occurrence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import ahocorasick

from djeli import lang
from djeli.lang.stems import MARK, folded
from djeli.resources.event_types import event_types, type_of_concept

_VOWELS = "aeiou"
_TALK = 2
"""Statement types up to this specificity (statement, appeal, support, accusation) open no gate by themselves."""


def tells(text: str, code: str) -> bool:
    """Whether a line of language `code` holds a word that may tell an occurrence."""
    automaton = _automaton(code)
    line = folded(text).replace("-", " ").replace("\n", " ")
    if len(line) != len(text):
        return True  # lower case changed the length (İ): rare, and not worth a second thought
    for end, (size, needs, stem) in automaton.iter(line):
        start = end - size + 1
        whole = not (start and line[start - 1].isalnum()) and (stem or not line[end + 1 : end + 2].isalnum())
        if whole and (not needs or any(need in line for need in needs)):
            return True
    return False


@cache
def _automaton(code: str) -> Any:
    needs: dict[str, tuple[str, ...]] = {}
    stems: set[str] = set()
    for made, need in _words(code):
        stemmed = {form.partition(MARK)[0] for form in made if MARK in form}  # what follows a stem decides nothing here
        stems |= stemmed
        for form in stemmed | {form for form in made if MARK not in form} - {""}:
            # "set off" needs its "off" in the line; a form that stands alone somewhere needs nothing more
            alone = not need or needs.get(form, need) == ()
            needs[form] = () if alone else (*needs.get(form, ()), need)
    automaton = ahocorasick.Automaton()
    for form, wanted in needs.items():
        automaton.add_word(form, (len(form), wanted, form in stems))
    automaton.make_automaton()
    return automaton


def _words(code: str) -> Iterator[tuple[set[str], str]]:
    """Sets of forms, each with a word that must stand in the line beside them, if any."""
    types, known = event_types(), type_of_concept()
    irregular = _irregular(code)
    for concept, entry in lang.load(code, "triggers").items():
        kind = known.get(concept)
        if kind is None or (types[kind].family == "statement" and types[kind].specificity <= _TALK):
            continue
        # Weak words of armies count only beside armed people or a weapon, and those open the gate themselves.
        weak = {} if types[kind].family == "military" else entry.get("weak") or {}
        for part in (entry, weak):
            for verb in part.get("verbs") or ():
                first, *rest = verb.split()
                yield _forms(first, irregular), rest[-1] if rest else ""
            for source in ("nouns", "forms"):
                yield from ((_plurals(_plain(noun)), "") for noun in part.get(source) or ())
        for phrase in entry.get("phrases") or ():
            first, _, rest = phrase.partition("*")
            yield {_plain(first)}, _plain(rest)
    for name in ("state_forces", "rebel_group", "political_militia", "identity_militia", "criminals", "armed_unknown"):
        yield from ((_plurals(_plain(noun)), "") for noun in _flat(lang.load(code, "people").get(name)))
    yield from ((_plurals(_plain(weapon)), "") for weapon in _flat(lang.load(code, "weapons")))
    for harm in (lang.load(code, "harm").get("harms") or {}).values():
        for source in ("verbs", "before"):
            yield from (({_plain(word)}, "") for word in harm.get(source) or ())


def _plain(words: str) -> str:
    return " ".join(folded(words).replace("-", " ").split())


def _flat(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        yield from (word for part in entry.values() for word in _flat(part))
    elif entry is not None:
        yield from (word for part in entry for word in _flat(part))


def _plurals(noun: str) -> set[str]:
    if MARK in noun:
        return {noun}
    return {noun, noun + "s", noun + "es", noun + "x", noun[:-1] + "ies"}


def _forms(verb: str, irregular: Mapping[str, set[str]]) -> set[str]:
    """Inflections of an English verb, too many rather than too few."""
    found = {verb, verb + "s", verb + "es", verb + "ed", verb + "d", verb + "ing"} | irregular.get(verb, set())
    if verb.endswith("e"):
        found.add(verb[:-1] + "ing")
    if verb.endswith("y"):
        found |= {verb[:-1] + "ied", verb[:-1] + "ies"}
    if len(verb) > 2 and verb[-1] not in _VOWELS and verb[-2] in _VOWELS:
        found |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return found


@cache
def _irregular(code: str) -> Mapping[str, set[str]]:
    """Irregular forms by verb, as `irregular.yaml`'s lines give them."""
    raw = lang.load(code, "irregular") if code == "en" else {}
    return {verb: set(forms) for verb, forms in raw.items()}
