"""Bodies that no table knows, with the short name a text gives them: "Front pour l'unité (FPU) ... le FPU".

Read off the bracket: its letters are the initials of the words before it, and the first of these is a word for a body
that acts ("front", "movement"; `lang/bodies.yaml`). Nothing is guessed about what kind of body it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from djeli import lang

_SHORT = re.compile(
    r"(?<!\s)\s*\((?:the |le |la |les |el |o |il )?[“\"«]?\s*([A-ZÀ-Þ][A-Za-zÀ-ÿ-]{0,8}[A-ZÀ-Þ])\s*[”\"»]?\)"
)
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[.;:!?()\n]")
_REACH = 120
"""Characters before a bracket in which the long name begins."""

_SMALL = 4
"""Letters up to which a word may lend no initial: "de", "the", "pour" in "MNLA"."""


def defined(content: str, low: int, high: int) -> Iterator[tuple[int, int, str]]:
    """Span of each long name in `content[low:high]` and the short name its bracket gives."""
    for match in _SHORT.finditer(content, low, high):
        short = match.group(1)
        if sum(c.isupper() for c in short) < 2:
            continue
        first = max(low, match.start() - _REACH)
        breaks = [b.end() for b in _BREAK.finditer(content, first, match.start())]
        words = list(_WORD.finditer(content, breaks[-1] if breaks else first, match.start()))
        start = next((w.start() for n, w in enumerate(words) if _begins(w.group(), words[n:], short)), None)
        if start is not None:
            yield start, match.start(), short


def _begins(word: str, words: list[re.Match[str]], short: str) -> bool:
    return word[:1].isupper() and word.lower() in lang.bodies() and _initials([w.group() for w in words], short.upper())


def _initials(words: list[str], short: str) -> bool:
    """Whether the capitals of a short name are initials of the words, in order; only small words may be passed over."""
    letters = [c for c in short if c.isalpha()]
    at = 0
    for word in words:
        if at < len(letters) and word[0].upper() == letters[at]:
            at += 1
        elif len(word) > _SMALL:
            return False
    return at == len(letters)
