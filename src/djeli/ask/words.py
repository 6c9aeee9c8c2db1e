"""Words of questions (`resources/ask/<language>.yaml`), compiled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from djeli import lang
from djeli.errors import ResourceError
from djeli.resources import load_yaml
from djeli.resources.event_types import event_types, type_of_concept
from djeli.text.similarity import words
from djeli.vocab import FigureKind, Harm, Relation, Stance

MARK, ENDING = "~", 5
"""A word that ends with the mark fits every word that begins with it and has at most five letters more."""
SIDES = ("subject", "other", "any", "over")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a question may be about, and what is looked up for it; see the head of `en.yaml`."""

    id: str
    types: frozenset[str] = frozenset()
    harm: Harm | None = None
    stance: str = ""
    ties: tuple[tuple[str, str], ...] = ()
    figures: frozenset[FigureKind] = frozenset()
    presence: bool = False
    word_in_role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A phrase found: `[start, end)` of the question's words. `noun`: it names the thing ("leader")."""

    start: int
    end: int
    meaning: Any
    noun: bool = False


class Phrases:
    """Phrases with what they mean; the first meaning of a phrase wins."""

    def __init__(self, entries: Sequence[tuple[str, Any, bool]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, Any, bool]]] = defaultdict(list)
        self._open: list[tuple[Phrase, Any, bool]] = []
        for text, meaning, noun in entries:
            phrase = split(text)
            if phrase and phrase[0].endswith(MARK):
                self._open.append((phrase, meaning, noun))
            elif phrase:
                self._by_first[phrase[0]].append((phrase, meaning, noun))

    def at(self, text: Sequence[str], at: int) -> Hit | None:
        """The longest phrase that begins at a word; of equally long ones that without an open ending."""
        fitting = [
            (len(phrase), not phrase[0].endswith(MARK), -number, phrase, meaning, noun)
            for number, (phrase, meaning, noun) in enumerate([*self._by_first.get(text[at], ()), *self._open])
            if len(phrase) <= len(text) - at and all(map(fits, phrase, text[at:]))
        ]
        if not fitting:
            return None
        width, _, _, _, meaning, noun = max(fitting, key=lambda one: one[:3])
        return Hit(start=at, end=at + width, meaning=meaning, noun=noun)


def split(text: str) -> Phrase:
    """A phrase as plain words, with their marks."""
    found: list[str] = []
    for part in text.split():
        plain = words(part.rstrip(MARK))
        if part.endswith(MARK) and plain:
            plain[-1] += MARK
        found += plain
    return tuple(found)


def fits(pattern: str, word: str) -> bool:
    """Whether a word of a pattern fits a word of a text."""
    if not pattern.endswith(MARK):
        return pattern == word
    return word.startswith(pattern[:-1]) and len(word) - len(pattern) + 1 <= ENDING


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of one language."""

    code: str
    wanted: Phrases
    whether: Phrases
    roles: Phrases
    be: Phrases
    aid: frozenset[str]
    stop: frozenset[str]
    people: Phrases
    cues: Phrases
    triggers: Phrases
    inverts: bool


@cache
def languages() -> tuple[str, ...]:
    """Languages in which questions are understood."""
    folder = files("djeli.resources") / "ask"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@cache
def question_words(code: str) -> Words:
    """The words of questions in a language.

    Raises:
        ResourceError: the file holds something else than words, or a name that does not exist.
    """
    raw = load_yaml(files("djeli.resources") / "ask" / f"{code}.yaml")
    return Words(
        code=code,
        wanted=Phrases([(text, kind, False) for kind, listed in raw["wanted"].items() for text in _texts(listed)]),
        whether=Phrases([(text, "whether", False) for text in _texts(raw["whether"])]),
        roles=Phrases([(text, role, False) for role, listed in raw["roles"].items() for text in _texts(listed)]),
        be=Phrases([(text, "be", False) for text in _texts(raw["be"])]),
        aid=frozenset(_texts(raw["did"])),
        stop=frozenset(word for text in _texts(raw["stop"]) for word in split(text)),
        people=Phrases([(text, "people", False) for text in _texts(raw["people"])]),
        cues=Phrases([entry for name, one in raw["cues"].items() for entry in _cue_words(name, one)]),
        triggers=Phrases(_trigger_words(code)),
        inverts=bool(raw.get("inverts")),
    )


def _texts(listed: Any) -> list[str]:
    for text in listed:
        if not isinstance(text, str):
            raise ResourceError(f"a word of questions is written {text!r}; put it in quotes")
    return list(listed)


def _cue_words(name: str, raw: Mapping[str, Any]) -> list[tuple[str, Cue, bool]]:
    cue = _cue(name, raw)
    return [(text, cue, noun) for key, noun in (("words", False), ("nouns", True)) for text in _texts(raw.get(key, ()))]


def _cue(name: str, raw: Mapping[str, Any]) -> Cue:
    known = event_types()
    types = set(raw.get("types", ()))
    ties = dict(raw.get("ties", {}))
    for bad in (types - set(known)) | (set(ties) - {*Relation, "present_in"}) | (set(ties.values()) - set(SIDES)):
        raise ResourceError(f"the cue {name!r} of questions speaks of {bad!r}, which does not exist")
    types |= {one.id for one in known.values() if one.family in raw.get("families", ()) or one.parent in types}
    stance = raw.get("stance", "")
    return Cue(
        id=name,
        types=frozenset(types),
        harm=Harm(raw["harm"]) if "harm" in raw else None,
        stance=stance if stance in ("", "any") else Stance(stance).value,
        ties=tuple(ties.items()),
        figures=frozenset(FigureKind(kind) for kind in raw.get("figures", ())),
        presence=bool(raw.get("presence")),
        word_in_role=bool(raw.get("word_in_role")),
    )


def _trigger_words(code: str) -> list[tuple[str, Cue, bool]]:
    """Words of `triggers.yaml` as cues for their own event type."""
    concepts, known = type_of_concept(), event_types()
    found = []
    for concept, entry in lang.load(code, "triggers").items():
        if concept not in concepts:
            continue
        kind = concepts[concept]
        cue = Cue(id=kind, types=frozenset({kind, *(t.id for t in known.values() if t.parent == kind)}))
        for verb in entry.get("verbs") or ():
            head, *rest = verb.split()
            stem = head[:-1] if head.endswith("e") else head
            found.append((" ".join([f"{stem}{MARK}" if len(stem) > 3 else head, *rest]), cue, False))
        for text in (*(entry.get("nouns") or ()), *(entry.get("forms") or ())):
            found += [(text, cue, False), (f"{text}s", cue, False)]
    return found
