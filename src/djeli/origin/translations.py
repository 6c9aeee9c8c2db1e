"""Copies by translation: which texts in different languages are one text.

Kept strictly on the careful side: independent reports of one event share names and figures too, but neither nearly all
of them, nor in one order, nor as far apart. Texts that share some clues (names by their consonants, figures) are looked
at, each pair on its own, so that a text that is added changes nothing between two others. Words such as "translated
from French" lower what is asked, and let the translation stop early; alone they prove nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from djeli.origin.alignment import Aligned, align, in_order
from djeli.origin.signs import Sign, clue_places, clues, is_marked, sign
from djeli.origin.tellings import Tellings
from djeli.text.similarity import Hashes

SHARED = 5
"""Clues that two texts share before they are looked at: translations of a paragraph share ten and more."""
COMMON_CLUE = 50
"""A clue in more texts than this finds nothing: it is what a war is about, not what a text is."""
ORDERED = 0.4
"""Share of its clues that the text with fewer has in the order of the other; once all names are read more is asked."""
ODD = 0.55
"""The shorter text has at least this share of the longer one's length, if none says that it is a translation."""

GROWN = (1.15, 0.87)
"""Where a translation stops early, the part it translates may be that much longer or shorter than it is itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What is asked of two texts; see `Aligned`."""

    cover: float
    kinds: int
    names: int
    figures: int
    evenness: float
    widest: float

    def passes(self, found: Aligned) -> bool:
        """Whether all of it is met."""
        enough = found.kinds >= self.kinds and found.names >= self.names and found.figures >= self.figures
        return enough and found.cover >= self.cover and found.evenness >= self.evenness and found.widest <= self.widest


WHOLE = Cut(cover=0.72, kinds=10, names=4, figures=4, evenness=0.9, widest=0.25)
"""Two stories: nearly three of four names and figures, and no quarter of either text without any."""
SHORT = Cut(cover=0.9, kinds=9, names=5, figures=2, evenness=1.0, widest=0.45)
"""Two paragraphs: nearly all, and every piece between them as long."""
SAID = Cut(cover=0.7, kinds=8, names=3, figures=2, evenness=0.85, widest=0.35)
"""Where one of the two says that it is a translation."""


def translated(left: Sign, right: Sign) -> Aligned | None:
    """What two texts have in one order, where it makes one a translation of the other."""
    if left.language == right.language:
        return None
    said = left.marked or right.marked
    found = align(left, right)
    if WHOLE.passes(found) or SHORT.passes(found) or (said and SAID.passes(found)):
        return found if said or min(left.size, right.size) >= ODD * max(left.size, right.size) else None
    if said:
        size = min(left.size, right.size)
        cuts = (align(left.beginning(n), right.beginning(n)) for n in (size, *(int(size * share) for share in GROWN)))
        return next((found for found in cuts if SAID.passes(found)), None)
    return None


def several(tongues: Mapping[str, str]) -> bool:
    """Whether texts are in more than one language, so that there may be translations."""
    return len(set(tongues.values()) - {""}) > 1


def clues_of(tellings: Tellings, order: Sequence[str]) -> dict[str, Hashes]:
    """The clues of each text that may be in a translation; empty where all are in one language."""
    tongues = {item: tellings.tongue(item) for item in order}
    if not several(tongues):
        return {}
    return {item: clues(tellings.texts[item]) for item in order if tongues[item]}


def near(known: Mapping[str, Hashes], tongue: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Pairs in two languages that share clues, sorted."""
    order = sorted(known)
    if not any(len(known[item]) for item in order):
        return
    codes: dict[str, int] = {}
    spoken = np.array([codes.setdefault(tongue(item), len(codes)) for item in order])
    keys = np.concatenate([known[item] for item in order])
    rows = np.repeat(np.arange(len(order)), [len(known[item]) for item in order])
    by = np.argsort(keys, kind="stable")
    keys, rows = keys[by], rows[by]
    first = np.concatenate(([0], np.flatnonzero(np.diff(keys)) + 1))
    last = np.concatenate((first[1:], [len(keys)]))
    here = spoken[rows]
    mixed = np.minimum.reduceat(here, first) != np.maximum.reduceat(here, first)
    wanted = mixed & (last - first <= COMMON_CLUE)
    counts: Counter[tuple[int, int]] = Counter()
    for a, b in zip(first[wanted].tolist(), last[wanted].tolist(), strict=True):
        told = list(zip(rows[a:b].tolist(), here[a:b].tolist(), strict=True))
        counts.update((m, n) for at, (m, x) in enumerate(told) for n, y in told[at + 1 :] if x != y)
    for a, b in sorted(pair for pair, shared in counts.items() if shared >= SHARED):
        yield order[a], order[b]


class Signs:
    """The signs of texts; what costs much is made once and when it is asked for."""

    def __init__(self, tellings: Tellings) -> None:
        self._tellings = tellings
        self._known: dict[str, Sign] = {}
        self._marked: dict[str, bool] = {}
        self._places: dict[str, dict[int, list[float]]] = {}

    def sign(self, item: str) -> Sign:
        """The sign of one text."""
        if item not in self._known:
            told = self._tellings
            self._known[item] = sign(told.texts[item], told.languages[item], marked=self._says(item))
        return self._known[item]

    def translated(self, left: str, right: str) -> Aligned | None:
        """What makes one of two texts a translation of the other, if it is."""
        if not (self._worth(left, right) or self._says(left) or self._says(right)):
            return None
        return translated(self.sign(left), self.sign(right))

    def _says(self, item: str) -> bool:
        if item not in self._marked:
            told = self._tellings
            self._marked[item] = is_marked(told.texts[item]) or is_marked(told.asides.get(item, ""))
        return self._marked[item]

    def _worth(self, left: str, right: str) -> bool:
        """Whether a look at the clues alone leaves it possible: a sign costs twenty times as much."""
        sizes = [len(self._tellings.texts[item]) for item in (left, right)]
        if min(sizes) < ODD * max(sizes):
            return False
        one, other = self._clues(left), self._clues(right)
        return in_order(one, other) >= max(SHARED, ORDERED * min(len(one), len(other)))

    def _clues(self, item: str) -> dict[int, list[float]]:
        if item not in self._places:
            self._places[item] = clue_places(self._tellings.texts[item])
        return self._places[item]
