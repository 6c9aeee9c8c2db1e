"""The words beside a name, and the phrases among them that say what a person is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from djeli.extract.persons.words import PersonWords

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[^\w\s]")
_APOSTROPHES = frozenset("'’")
_ELIDED = frozenset({"l'", "d'"})


class Token(NamedTuple):
    """A word or mark; a possessive is an `owner`: "the mayor's"."""

    text: str
    start: int
    end: int
    capital: bool
    owner: bool


class Role(NamedTuple):
    """A phrase that says what a person is, or what `many` persons are."""

    kind: str
    words: str
    first: int
    last: int  # index behind it
    owner: bool
    many: bool


def tokens_of(text: str) -> list[Token]:
    """Words and marks of a stretch in small letters; "WHO" stays as it is, since it is not "who"."""
    found: list[Token] = []
    for m in _TOKEN.finditer(text):
        word, start, end = m.group(), m.start(), m.end()
        low = word.lower()
        if low == word and len(word) == 1:
            if word == "." and found and len(found[-1].text) < 6 and found[-1].end == start and end < len(text):
                continue  # "Lt.", "Gen."
            found.append(Token(word, start, end, False, False))
            continue
        owner = low[-1] == "s" and text[end : end + 1] in _APOSTROPHES
        parts: Sequence[str] = (low,)
        if "'" in low or "’" in low:
            low = low.replace("’", "'")
            if low.endswith("'s"):
                low, owner = low[:-2], True
            parts = low.split("'") if low[:2] in _ELIDED else (low,)
        elif low != word and len(word) > 1 and word.isupper():
            parts = (word,)
        capital = low != word and word[0].isupper()
        for part in parts:
            found.append(Token(part, start, end, capital, owner))
    return found


def roles_of(tokens: Sequence[Token], words: PersonWords) -> list[Role]:
    """Phrases of roles, the longest at each place, in order."""
    found, at = [], 0
    while at < len(tokens):
        longest = words.opening(tokens[at].text)
        for size in range(min(longest, len(tokens) - at), 0, -1):
            phrase = " ".join(t.text for t in tokens[at : at + size])
            kind = words.role(phrase)
            if kind:
                last = tokens[at + size - 1]
                many = plural(phrase, words)
                found.append(Role(kind, phrase, at, at + size, last.owner, many))
                at += size
                break
        else:
            at += 1
    return found


def plural(phrase: str, words: PersonWords) -> bool:
    """Whether a phrase is said of several."""
    phrase = phrase.removesuffix(" of")
    if phrase.endswith("men"):
        return phrase[:-3] + "man" in words.roles
    return phrase.endswith("s") and phrase[:-1] in words.roles
