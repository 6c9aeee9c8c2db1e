"""Whether an address, a file's name or a single word names nobody who is protected, however it is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from djeli.policy.disguise import readings
from djeli.policy.fold import fold
from djeli.policy.marks import Inside, Marks
from djeli.policy.spellings import FOREIGN, Words, script, skeletons

_KEPT = 50_000  # addresses and words that are remembered: a page's address stands in many records


class Cleanness:
    """Looks for names as words, as letters run together, behind escapes, and in another script."""

    def __init__(self, marks: Marks, inside: Inside, whole: Mapping[Words, str]) -> None:
        """Names as words, names inside of words, and all spellings of whole names."""
        self._marks, self._inside, self._skeletons = marks, inside, _foreign(whole)
        self._read = lru_cache(maxsize=_KEPT)(self._nobody)
        self.hides = lru_cache(maxsize=_KEPT)(self._hides)

    def __call__(self, address: str) -> bool:
        """Whether it names nobody."""
        return self._read(address)

    def _nobody(self, address: str) -> bool:
        return all(self._names_nobody(fold(read)) for read in readings(address))

    def _hides(self, word: str) -> bool:
        """Whether a word of a text, in which no name was met, has one behind its escapes."""
        return any(self._met(read) for read in readings(word) - {word})

    def _met(self, text: str) -> bool:
        return bool(self._marks.hits(text)) or self._inside.replaced(text) != text

    def _names_nobody(self, folded: str) -> bool:
        if self._marks.meets(folded) or self._inside.meets(folded.replace(" ", "")):
            return False
        return not self._skeletons or self._nobody_foreign(folded.split())

    def _nobody_foreign(self, folded: list[str]) -> bool:
        for size in (2, 3, 4):
            for at in range(len(folded) - size + 1):
                run = folded[at : at + size]
                scripts = self._skeletons.get(skeletons(run), ())
                if scripts and script(run[0]) not in scripts:
                    return False
        return True


def _foreign(whole: Mapping[Words, str]) -> dict[Words, frozenset[str]]:
    """Consonants of names -> the scripts they are written in; a run in another script may be one of them."""
    found: dict[Words, set[str]] = {}
    for form in whole:
        own = script(form[0])
        if own in FOREIGN and len(form) > 1 and (made := skeletons(form)):
            found.setdefault(made, set()).add(own)
    return {made: frozenset(scripts) for made, scripts in found.items()}
