"""Who the speaker is: the kind of informant, and the full name behind a surname or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from djeli.extract.speech.words import Words
from djeli.vocab import Informant

_SINGULAR = {"he", "she", "his", "her", "him", "i", "il", "elle"}
_PLURAL = {"they", "their", "them", "we", "our", "ils", "elles"}
_THING = {"it", "its"}
_RELATIVE = {"who", "which", "that", "qui"}
_DETERMINER = re.compile(r"^(?:(?:the|a|an|this|that|these|those|le|la|les|un|une|des)\s+|l['’]\s*)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_NAME = re.compile(
    r"\b[^\W\d_a-zà-ÿ][\w'’-]+(?:\s(?:(?:al|ag|ben|bin|de|van|von|ould|el|ibn)[\s-])?[^\W\d_a-zà-ÿ][\w'’.-]+)+"
)


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker as named: `name` in words, `names` the person's name inside it if there is one."""

    name: str
    informant: Informant
    person: str = ""
    plural: bool = False


def informant_of(text: str, words: Words) -> Informant:
    """Kind of informant by the words of the phrase; UNKNOWN when no word tells.

    The word that stands first in the head of the phrase counts most: "a UN official" is the UN, whereas "residents
    of Army Road" are residents. Ties go to the order of the language's file.
    """
    best: tuple[int, int, int] | None = None
    kind = Informant.UNKNOWN
    for order, (candidate, pattern) in enumerate(words.informants):
        for match in pattern.finditer(text):
            after_of = bool(re.search(r"\b(?:of|in|from|near|at|about)\b", text[: match.start()]))
            rank = (int(after_of), -len(match.group().split()), order)
            if best is None or rank < best:
                best, kind = rank, candidate
    if kind is Informant.UNKNOWN and words.anonymity.search(text):
        return Informant.ANONYMOUS
    return kind


def plain(text: str) -> str:
    """The phrase on one line, without article and possessive ending."""
    flat = _POSSESSIVE.sub("", " ".join(text.split()))
    return _DETERMINER.sub("", flat).strip(" ,;:") or flat


def person_in(text: str, words: Words) -> str:
    """The name of a person in the phrase, without title words; empty when there is none of two words or more."""
    for match in _NAME.finditer(text):
        parts = match.group().split()
        while parts and parts[0].lower().strip(".") in words.titles:
            parts = parts[1:]
        if len(parts) >= 2:
            return " ".join(parts)
    return ""


def resolve(text: str, known: Sequence[Who], words: Words) -> Who:
    """The speaker that `text` names, given the speakers met before in the item, oldest first."""
    name = plain(text)
    low = name.lower()
    if low in _SINGULAR | _PLURAL | _THING | _RELATIVE:
        return _by_pronoun(low, known) or Who(name, Informant.UNKNOWN)
    kind = informant_of(text, words)
    person = person_in(text, words)
    if not person:
        earlier = _by_surname(name, known, words)
        if earlier is not None:
            return earlier if kind in (Informant.UNKNOWN, Informant.PERSON) else Who(earlier.name, kind, earlier.person)
    if person:
        same = [who for who in known if who.person == person]
        if same and kind is Informant.UNKNOWN:
            return same[-1]
        kind = Informant.PERSON if kind is Informant.UNKNOWN else kind
    plural = low.endswith("s") or " and " in low
    return Who(name, kind, person, plural)


def _by_pronoun(low: str, known: Sequence[Who]) -> Who | None:
    for who in reversed(known):
        if low in _RELATIVE or (low in _SINGULAR and not who.plural) or (low in _PLURAL | _THING and not who.person):
            return who
    return None


def _by_surname(name: str, known: Sequence[Who], words: Words) -> Who | None:
    parts = name.split()
    while len(parts) > 1 and parts[0].lower().strip(".") in words.titles:
        parts = parts[1:]
    if len(parts) != 1 or not parts[0][:1].isupper():
        return None
    for who in reversed(known):
        if who.person and parts[0] in who.person.split()[1:]:
            return who
    return None
