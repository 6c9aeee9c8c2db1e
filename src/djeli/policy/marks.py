"""Names looked for in any text at once, and put back as something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import ahocorasick

from djeli.policy.fold import Located, alone, broken, fold, joined, located, mended, run_on, spaced, squeezed
from djeli.policy.spellings import script
from djeli.text.skeleton import LATIN

WHOLE, PLACE, PART, KEPT = range(4)
"""What a mark is of, the stronger first: a name, a place, one word of a name, a name that stays."""


_BEFORE = range(3)
"""Single letters before a name in single letters that may be words of their own: "I saw a"."""


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
        return self._chosen(text, located(text)) if self.meets(fold(text)) else []

    def _chosen(self, text: str, found: Located) -> list[Hit]:
        folded, starts, ends = found
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
        """The text with everything met put back as what it becomes, also where it is spelt letter by letter, or goes
        on in the next line.
        """
        if self._empty:
            return text
        made = _put(text, self.hits(text))
        if spaced(fold(made)):
            for skip in _BEFORE:
                made = _put(made, self._chosen(made, joined(located(made), skip=skip)))
        if broken(made):
            made = _put(made, self._chosen(made, mended(made, located(made))))
        return made


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
    """Names that are looked for inside longer words, and across signs: "janedoeinterview", "Jane*Doe*"."""

    def __init__(self, names: Mapping[str, str], spared: Callable[[str], bool] = lambda _: False) -> None:
        """Squeezed names with what they become, and which folded words that hold one are something else."""
        self._machine: Any = ahocorasick.Automaton()
        self._spared = spared
        for name, becomes in sorted(names.items()):
            if name:
                self._machine.add_word(name, (len(name), becomes))
        self._empty = not len(self._machine)
        if not self._empty:
            self._machine.make_automaton()

    def meets(self, squeezed: str) -> bool:
        """Whether any of them stands in letters run together."""
        return not self._empty and next(self._machine.iter(squeezed), None) is not None

    def replaced(self, text: str) -> str:
        """The text with each word that holds a name put back as what the name becomes."""
        if not self.meets(fold(text).replace(" ", "")):
            return text
        letters, starts, ends = squeezed(located(text))
        hits: list[Hit] = []
        met = [(last - length + 1, last, becomes) for last, (length, becomes) in self._machine.iter(letters)]
        for first, last, becomes in sorted(met, key=lambda one: (one[0] - one[1], one[0])):
            start, end = _whole_word(text, starts[first], ends[last])
            told = fold(text[start:end]).strip()
            apart = all(end <= other.start or other.end <= start for other in hits)
            if apart and run_on(text[starts[first] : ends[last]]) and not (" " not in told and self._spared(told)):
                hits.append(Hit(start, end, Mark(WHOLE, becomes)))
        return _put(text, sorted(hits, key=lambda hit: hit.start))


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the rest of the words that it begins and ends in."""
    while start > 0 and _goes_on(text[start - 1]):
        start -= 1
    while end < len(text) and _goes_on(text[end]):
        end += 1
    return start, end


def _goes_on(char: str) -> bool:
    """Whether a character belongs to the word beside it: letters, digits, accents that stand apart, what is unseen."""
    return not alone(char) and (char.isalnum() or " " not in fold(f"a{char}a").strip())
