"""Alternations of fixed phrases as regular expressions: the shared tool of numbers, dates and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

UPPER = "A-ZÀ-ÖØ-ÞЀ-ЯҐҢҮӨҚҒӘ"
LOWER = "a-zß-öø-ÿа-џґңүөқғә"
"""Ranges of capital and small letters, Latin and Cyrillic, for classes of a regular expression."""

_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})
_SPACE = r"[\s\u00a0\u202f]+"
_NEVER = r"(?!)"
_WORD_START = r"(?<!\w)"


def key_of(phrase: str) -> str:
    """Under which a phrase is looked up: lower case, single blanks, straight apostrophes, Russian ё as е."""
    return " ".join(phrase.lower().translate(_FOLDED).split())


def one_phrase(phrase: str) -> str:
    """Pattern of one phrase: runs of blanks match any blanks; straight and curly apostrophes, ё and е are equal."""
    words = [re.sub("[ёе]", "[её]", re.sub("['’ʼ]", "['’ʼ]", re.escape(word))) for word in str(phrase).split()]
    pattern = _SPACE.join(words)
    head = _WORD_START if phrase[:1].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1:].isalnum() or phrase[-1:] == "." else ""
    return f"{head}{pattern}{tail}"


def alternation(phrases: Iterable[str]) -> str:
    """Pattern that matches any of the phrases, the longest first; matches nothing when there are none.

    Phrases are sorted into buckets by their first letter, so that at most places of a text none is tried.
    """
    ordered = sorted({str(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    if not ordered:
        return _NEVER
    buckets: dict[str, list[str]] = {}
    others = []
    for phrase in ordered:
        if phrase[0].isalpha():
            buckets.setdefault(phrase[0], []).append(one_phrase(phrase).removeprefix(_WORD_START)[1:])
        else:
            others.append(one_phrase(phrase))
    inner = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in buckets.items())
    parts = [f"{_WORD_START}(?:{inner})"] if inner else []
    return f"(?:{'|'.join(parts + others)})"


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """`alternation`, compiled without regard to case."""
    return re.compile(alternation(phrases), re.IGNORECASE)


def ending(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases at the end of a string, blanks after it allowed."""
    return re.compile(alternation(phrases) + r"[\s\u00a0\u202f]*$", re.IGNORECASE)
