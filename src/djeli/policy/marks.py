"""Names looked for in any text at once, and put back as something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from djeli.policy.fold import fold, joined, located, spaced
from djeli.policy.spellings import script
from djeli.text.skeleton import LATIN

WHOLE, PLACE, PART, KEPT = range(4)
"""What a mark is of, the stronger first: a name, a place, one word of a name, a name that stays."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a run of folded words becomes. `capital`: only where it is written with one."""

    kind: int
    becomes: str
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A mark met at `[start, end)` of a text."""

    start: int
    end: int
    mark: Mark


class Marks:
    """Folded words -> marks, in one automaton; nothing in it changes afterwards."""

    def __init__(self, found: Iterable[tuple[tuple[str, ...], Mark]]) -> None:
        best: dict[str, Mark] = {}
        for words, mark in found:
            pattern = f" {' '.join(words)} "
            known = best.get(pattern)
            if known is None or mark.kind < known.kind:
                best[pattern] = mark
        self._machine: Any = ahocorasick.Automaton()
        for pattern, mark in best.items():
            self._machine.add_word(pattern, (len(pattern), mark))
        self._empty = not best
        if best:
            self._machine.make_automaton()

    def meets(self, folded: str) -> bool:
        """Whether any mark but a name that stays is met in a folded text."""
        return not self._empty and any(mark.kind != KEPT for _, (_, mark) in self._machine.iter(folded))

    def hits(self, text: str) -> list[Hit]:
        """Marks met in a text, none within another, in order."""
        if self._empty or not self.meets(fold(text)):
            return []
        return self._chosen(text, *located(text))

    def _letter_by_letter(self, text: str) -> list[Hit]:
        """Marks met in words that are written in single letters."""
        if self._empty or not spaced(fold(text)):
            return []
        return self._chosen(text, *joined(*located(text)))

    def _chosen(self, text: str, folded: str, starts: list[int], ends: list[int]) -> list[Hit]:
        met = []
        for last, (length, mark) in self._machine.iter(folded):
            first = last - length + 2
            hit = Hit(starts[first], ends[last - 1], mark)
            if not (mark.capital and _small(text[hit.start], folded[first])):
                met.append((first, last, hit))
        # The longest first; of equals a name before what stays, and what stands first.
        met.sort(key=lambda one: (-(one[1] - one[0]), one[2].mark.kind, one[0]))
        taken: list[tuple[int, int, Hit]] = []
        for one in met:
            if all(one[1] <= other[0] or other[1] <= one[0] for other in taken):
                taken.append(one)
        return sorted((hit for _, _, hit in taken if hit.mark.kind != KEPT), key=lambda hit: hit.start)

    def replaced(self, text: str) -> str:
        """The text with everything met put back as what it becomes."""
        made = _put(text, self.hits(text))
        return _put(made, self._letter_by_letter(made))


def _put(text: str, hits: list[Hit]) -> str:
    if not hits:
        return text
    made, last = [], 0
    for hit in hits:
        made += [text[last : hit.start], hit.mark.becomes]
        last = hit.end
    return "".join([*made, text[last:]])


def _small(char: str, folded: str) -> bool:
    """Whether a letter that could be a capital is none."""
    return script(folded) in (LATIN, "cyrillic") and not char.isupper()


class Inside:
    """Names that are looked for inside longer words: "janedoeinterview"."""

    def __init__(self, names: Iterable[str]) -> None:
        self._machine: Any = ahocorasick.Automaton()
        found = sorted({name for name in names if name})
        for name in found:
            self._machine.add_word(name, name)
        self._empty = not found
        if found:
            self._machine.make_automaton()

    def meets(self, squeezed: str) -> bool:
        """Whether any of them stands in letters run together."""
        return not self._empty and next(self._met(squeezed), None) is not None

    def _met(self, squeezed: str) -> Iterator[str]:
        return (name for _, name in self._machine.iter(squeezed))
