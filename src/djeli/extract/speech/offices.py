"""The office a speaker holds and the body they speak for, read off the phrase that names them.

"army spokesman Col. Issa Cisse", "Issa Cisse, the governor of Kidal", "a spokesman for the coalition". The words are
the page's; a rank or a form of address is no office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from djeli.extract.speech.words import Offices, Words
from djeli.gazetteer.byhand import load_countries

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*\.?")
_PARTS = re.compile(r"\s*[,;()]\s*")
_ARTICLES = (
    *("the", "a", "an", "its", "their", "his", "her"),
    *("le", "la", "les", "un", "une", "son", "sa", "leur", "du"),
    *("el", "los", "las", "una", "o", "os", "um", "uma", "il", "lo", "i", "gli", "uno"),
    *("der", "die", "das", "dem", "den", "ein", "eine", "einer", "de", "het", "een"),
)
_EITHER = "|".join((*_ARTICLES, *(word.capitalize() for word in _ARTICLES)))
_DETERMINER = re.compile(rf"^(?:(?:{_EITHER})\s+|[LlDd]['’]\s*|[Uu]n['’]\s*)+")
_POSSESSOR = re.compile(r"^(?P<who>.{2,60}?)['’]s?\s+(?P<rest>\S.*)$")
_LONGEST = 80
"""Characters: a longer phrase tells more than an office."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office in the page's words, and the body it belongs to; both may be empty."""

    role: str = ""
    organisation: str = ""


def office_of(text: str, person: str, words: Words) -> Office:
    """The office told in a phrase that names a speaker; `person` is the name inside it, if there is one."""
    for part in _candidates(text, person):
        found = _read(part, words.offices, head_last=words.head_last)
        if found.organisation or " " in found.role or found.role.lower() in words.offices.hold:
            return found  # a bare "officials", "sources" names no office
    return Office()


def _candidates(text: str, person: str) -> list[str]:
    """The pieces of a phrase that may tell the office: those beside the name first, then what stands before it."""
    flat = " ".join(text.split())
    pieces = [piece for piece in _PARTS.split(flat) if piece]
    if not person:
        return pieces[:1]
    before, _, after = flat.partition(person)
    apposed = [piece for piece in _PARTS.split(after) if piece]
    # "X, the governor of Kidal", then "the governor of Kidal, X" and "army spokesman X"
    return [*apposed, *(piece for piece in reversed(_PARTS.split(before)) if piece)]


def _read(part: str, offices: Offices, *, head_last: bool) -> Office:
    plain = _DETERMINER.sub("", part.strip()).rstrip(".")
    if not plain or len(plain) > _LONGEST:
        return Office()
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(plain)]
    turn = next((n for n, (word, _, _) in enumerate(tokens) if n and word.lower() in offices.of), len(tokens))
    spots = range(turn - 1, -1, -1) if head_last else range(turn)
    head = next((n for n in spots if tokens[n][0].lower().strip(".") in offices.heads), None)
    if head is None:
        return Office()
    word = tokens[head][0].lower().strip(".")
    behind = _complement(plain[tokens[turn][2] :], offices) if turn < len(tokens) and turn - head <= 3 else ""
    if not head_last:
        role = plain[tokens[head][1] :].strip()
        nation = next((demonyms()[t] for t, _, _ in tokens[head + 1 :] if t in demonyms()), "")
        return Office(role, nation if word in offices.portfolio else behind or nation)
    before = plain[: tokens[head][1]].strip()
    body, kept = _before_head(before, word, offices)
    role = f"{kept} {plain[tokens[head][1] :] if behind else tokens[head][0]}".strip()
    return Office(role, body if word in offices.portfolio or behind.lower() in offices.plain else behind or body)


def _complement(text: str, offices: Offices) -> str:
    """The body behind "of" or "for", up to the next clause."""
    body = _DETERMINER.sub("", text.strip())
    cut = re.search(r"\s(?:who|which|that|qui|que|dont|in|en|speaking|and|et|y|und)\s", f"{body} ")
    return (body[: cut.start()] if cut else body).strip(" .")


def _before_head(before: str, head: str, offices: Offices) -> tuple[str, str]:
    """The body named before the office word, and the words that belong to the office: "Ukraine's | foreign"."""
    owned = _POSSESSOR.match(before + " _")
    if owned is not None:
        return _DETERMINER.sub("", owned["who"]), owned["rest"].removesuffix("_").strip()
    tokens = before.split()
    nation = demonyms().get(tokens[0].strip(",")) if tokens else None
    if nation is not None and head in offices.hold:
        return nation, " ".join(tokens[1:])
    named = [t for t in tokens if t.lower().strip(".,") not in offices.plain]
    if head not in offices.speak:  # "Kharkiv Governor", but "Defence Minister"
        named = [t for t in named if t[:1].isupper() and head not in offices.portfolio]
    return " ".join(named), before


@cache
def demonyms() -> Mapping[str, str]:
    """Country names by their English and French adjectives; those of two countries are left out."""
    found: dict[str, set[str]] = {}
    for country in load_countries():
        for word in (*country.demonyms, *country.demonyms_fr):
            found.setdefault(word, set()).add(country.name)
    return {word: next(iter(names)) for word, names in found.items() if len(names) == 1}
