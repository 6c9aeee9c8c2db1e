"""Stems: words of languages that inflect by endings, written once with a closing `~` ("обстрел~").

`lang/<code>/endings.yaml` lists the endings a `~` may stand for. A word of a text is looked up by taking endings off it
and asking whether the rest is a stem of the language's files: some dictionary lookups for each new word, kept
afterwards. A language without that file has no stems, and nothing is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from djeli.lang import available, load

MARK = "~"
_FILES = ("triggers", "people", "weapons", "modality", "parties")
"""Files whose words are compared with words of a text one by one; the others become regular expressions or sets."""
_KEPT = 200_000
"""Words whose stems are remembered; a long-lived process must not grow with all the names it ever read."""
_FOLDED = str.maketrans({"’": "'", "ʼ": "'", "ё": "е"})


def folded(word: str) -> str:
    """Lower case, straight apostrophes, Russian ё as е: newspapers mostly print it so."""
    return word.lower() if word.isascii() else word.lower().translate(_FOLDED)


class Stems:
    """Known stems of one language; `of` says which of them a word may be a form of."""

    def __init__(self, stems: Iterable[str], endings: Iterable[str]) -> None:
        self._stems = frozenset(stems)
        self.endings = tuple(dict.fromkeys(endings))
        self._endings = frozenset(self.endings)
        self._shortest = min(map(len, self._stems), default=1)
        self._longest = max(map(len, self._endings), default=0)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Stems, each with its `~`, that `word` (folded) is a form of; the longest first."""
        found = self._known.get(word)
        if found is None:
            low = max(self._shortest, len(word) - self._longest)
            found = tuple(
                word[:at] + MARK
                for at in range(len(word), low - 1, -1)
                if word[:at] in self._stems and word[at:] in self._endings
            )
            if len(self._known) < _KEPT:
                self._known[word] = found
        return found

    def forms(self, word: str) -> tuple[str, ...]:
        """The word itself, or every form of a stem: for lists that are read as sets."""
        if not word.endswith(MARK):
            return (word,)
        return tuple(word[:-1] + ending for ending in self.endings)


@cache
def stems_of(code: str) -> Stems | None:
    """The stems of language `code`; None when it has no folder or no `endings.yaml`."""
    raw = load(code, "endings") if code in available() else {}
    if not raw:
        return None
    endings = [str(ending) for group in raw.values() for ending in group or ()]
    found = {
        word[:-1]
        for name in _FILES
        for phrase in _texts(load(code, name))
        for word in folded(phrase).replace("-", " ").split()
        if word.endswith(MARK)
    }
    return Stems(found, (folded(ending) for ending in endings))


def _texts(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping):
        for part in entry.values():
            yield from _texts(part)
    elif isinstance(entry, list):
        for part in entry:
            yield from _texts(part)
