"""Alternations of fixed phrases as regular expressions: the shared tool of numbers, dates and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SPACE = r"[\s\u00a0\u202f]+"
_NEVER = r"(?!)"


def one_phrase(phrase: str) -> str:
    """Pattern of one phrase: runs of blanks match any blanks, straight and curly apostrophes are equal."""
    words = [re.escape(word).replace("'", "['’]").replace("’", "['’]") for word in str(phrase).split()]
    pattern = _SPACE.join(words)
    head = r"(?<!\w)" if phrase[:1].isalnum() else ""
    tail = r"(?!\w)" if phrase[-1:].isalnum() or phrase[-1:] == "." else ""
    return f"{head}{pattern}{tail}"


def alternation(phrases: Iterable[str]) -> str:
    """Pattern that matches any of the phrases, the longest first; matches nothing when there are none."""
    ordered = sorted({str(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    return f"(?:{'|'.join(one_phrase(p) for p in ordered)})" if ordered else _NEVER


def compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    """`alternation`, compiled without regard to case."""
    return re.compile(alternation(phrases), re.IGNORECASE)


def ending(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases at the end of a string, blanks after it allowed."""
    return re.compile(alternation(phrases) + r"[\s\u00a0\u202f]*$", re.IGNORECASE)
