"""Names where writing has no capitals: they begin at a given name, or stand behind a title or a role.

The text is read in folded letters, as long as the original, so that offsets hold. A name goes on through given names
and words with the article, and ends at any word that the language's other lists know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from djeli import lang
from djeli.extract.persons.runs import Candidate, Word
from djeli.extract.persons.words import Flag, PersonWords

_WORD = re.compile(r"[^\W\d_]+")
_GLUED = ("و", "ف", "ل", "ب")
_LINKS = frozenset({"بن", "ابن", "بنت", "ابو", "ام", "ال", "عبد", "ابي"})
_LONGEST = 5


def unmarked(content: str, low: int, high: int, words: PersonWords) -> Iterator[Candidate]:
    """What may be names in `content[low:high]`, in order; `content` is in reading form."""
    found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(content, low, high)]
    at = 0
    while at < len(found):
        first = _given(found[at], words)
        if first is None:
            at += 1
            continue
        name = [first]
        while at + len(name) < len(found) and len(name) < _LONGEST:
            following = found[at + len(name)]
            between = content[name[-1][2] : following[1]]
            if between.strip() or not _goes_on(following[0], words):
                break
            name.append(following)
        while name[-1][0] in _LINKS and len(name) > 1:
            name.pop()
        yield Candidate(tuple(name), first[1])
        at += len(name)


def _given(word: Word, words: PersonWords) -> Word | None:
    """The word as a given name, a little word glued before it taken off; None when it is none."""
    text, start, end = word
    if words.flag(text) & Flag.GIVEN or (text in ("عبد", "ابو", "ام") and end - start < 4):
        return word
    if text[:1] in _GLUED and len(text) > 3 and words.flag(text[1:]) & Flag.GIVEN:
        return text[1:], start + 1, end
    return None


def _goes_on(text: str, words: PersonWords) -> bool:
    if text in _LINKS or words.flag(text) & Flag.GIVEN:
        return True
    if words.flag(text) & Flag.PLAIN or words.role(text) or len(text) < 3:
        return False
    return text not in lang.plain_words(words.code) and text not in _spoken(words.code)


def _spoken(code: str) -> frozenset[str]:
    script = lang.script(code)
    return frozenset(script.stems) if script is not None else frozenset()
