"""Word evidence between items: cosines and rarity-weighted overlaps, computed for many pairs at once.

Every measure weighs a term by its rarity in the case (see `similarity.rarity`), so that what is said everywhere says
nothing. Values do not depend on the order in which items came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from scipy import sparse

from djeli.errors import ResourceError
from djeli.link.profile import ItemWords
from djeli.text.similarity import rarity, vector

RARE = 0.5
"""Rarity from which a term counts as rare: in fewer documents than the square root of their number."""


ENOUGH_NAMES = 4
"""With fewer names in a story, one shared by chance (a weekday) would make it look alike."""
PRIOR_PAGES = 50
"""As how many pages the table of common words counts beside the case's own."""


@cache
def common_words() -> Mapping[str, float]:
    """Share of reports everywhere that hold a word, from `resources/link/common_words.csv`.

    Raises:
        ResourceError: a line that is not a word and a share between 0 and 1.
    """
    path = files("djeli.resources") / "link" / "common_words.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    found: dict[str, float] = {}
    for line in lines[1:]:
        word, _, share = line.partition(",")
        if not word or not share.replace(".", "", 1).isdigit() or not 0 <= float(share) <= 1:
            raise ResourceError(f"link/common_words.csv: expected 'word,share', met {line!r}")
        found[word] = float(share)
    return found


def figure_share(figure: str) -> float:
    """Share of reports taken to hold a figure: small and round ones are everywhere, odd large ones rare."""
    number = int(figure)
    if number <= 31:
        return 0.15
    return 0.08 if number % 10 == 0 or number < 100 else 0.02


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two items share in words. `shared` lists the rarest shared terms, for the explanation."""

    cosine: float
    title: float
    rare: float
    names: float
    numbers: float
    quotes: int
    names_alike: float | None = None  # cosine of all names; None where a story has few
    numbers_alike: float | None = None
    sounds: float | None = None  # rarity of names heard alike in two scripts; None within one script
    shared: tuple[str, ...] = ()


class Corpus:
    """The items of one linking run as sparse rows; an open resource, read only after it is built."""

    def __init__(self, items: Iterable[ItemWords]) -> None:
        self.items = tuple(sorted(items, key=lambda item: item.id))
        self.row = {item.id: n for n, item in enumerate(self.items)}
        prior, strength = common_words(), PRIOR_PAGES
        self.weights = rarity((i.tokens for i in self.items), prior=prior, strength=strength)
        names = rarity((i.names for i in self.items), prior=prior, strength=strength)
        shares = {figure: figure_share(figure) for item in self.items for figure in item.numbers}
        numbers = rarity((i.numbers for i in self.items), prior=shares, strength=strength)
        self._sounds = rarity((i.sounds for i in self.items), strength=PRIOR_PAGES)
        self.story = _matrix([vector(item.tokens, self.weights) for item in self.items])
        self._title = _matrix([vector(item.title, self.weights) for item in self.items])
        self._rare = _matrix([_rare(item.tokens, self.weights) for item in self.items])
        self.names = _matrix([_rare(item.names, names) for item in self.items])
        self._numbers = _matrix([_rare(item.numbers, numbers) for item in self.items])
        self._all_names = _matrix([vector(sorted(item.names), names) for item in self.items])
        self._all_numbers = _matrix([vector(sorted(item.numbers), numbers) for item in self.items])

    def of(self, item: str) -> ItemWords:
        """The words of one item."""
        return self.items[self.row[item]]

    def evidence(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Evidence]:
        """Evidence for each pair of item ids."""
        if not pairs:
            return {}
        left = np.array([self.row[a] for a, _ in pairs])
        right = np.array([self.row[b] for _, b in pairs])
        measures = (self.story, self._title, self._rare, self.names, self._numbers, self._all_names, self._all_numbers)
        columns = [_dots(m, left, right) for m in measures]
        rows = np.round(np.array(columns).T, 6).tolist()
        found = {}
        for n, (pair, (story, title, rare, names, numbers, alike, figures)) in enumerate(zip(pairs, rows, strict=True)):
            one, other = self.items[left[n]], self.items[right[n]]
            found[pair] = Evidence(
                story,
                title,
                rare,
                names,
                numbers,
                len(one.quotes & other.quotes),
                alike if min(len(one.names), len(other.names)) >= ENOUGH_NAMES else None,
                figures if one.numbers and other.numbers else None,
                self.heard(one, other),
            )
        return found

    def heard(self, one: ItemWords, other: ItemWords) -> float | None:
        """Sum of the rarity of names that sound alike; None within one script or without names."""
        if one.script == other.script or not one.sounds or not other.sounds:
            return None
        return round(sum(self._sounds[sound] for sound in sorted(one.sounds & other.sounds)), 6)

    def shared_terms(self, left: str, right: str, limit: int = 5) -> tuple[str, ...]:
        """The rarest words both items use, rarest first."""
        both = set(self.of(left).tokens) & set(self.of(right).tokens)
        ranked = sorted(both, key=lambda term: (-self.weights[term], term))
        return tuple(term for term in ranked[: limit * 4] if self.weights[term] >= RARE and len(term) > 3)[:limit]


def _rare(terms: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Square root of the excess rarity of each rare term, so that a product of two rows sums the excess itself."""
    return {term: ((weights[term] - RARE) / (1 - RARE)) ** 0.5 for term in sorted(set(terms)) if weights[term] > RARE}


def _matrix(rows: Sequence[Mapping[str, float]]) -> Any:
    """A CSR matrix with one row a mapping; columns are the terms in alphabetical order."""
    column = {term: n for n, term in enumerate(sorted({term for row in rows for term in row}))}
    data, indices, starts = [], [], [0]
    for row in rows:
        for term in sorted(row):
            indices.append(column[term])
            data.append(row[term])
        starts.append(len(indices))
    shape = (len(rows), max(1, len(column)))
    return sparse.csr_matrix((np.array(data, dtype=float), np.array(indices, dtype=np.int64), starts), shape=shape)


def _dots(matrix: Any, left: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> Any:
    """Row-wise products, in slices that keep memory small."""
    parts = []
    for start in range(0, len(left), 20_000):
        a, b = matrix[left[start : start + 20_000]], matrix[right[start : start + 20_000]]
        parts.append(np.asarray(a.multiply(b).sum(axis=1)).ravel())
    return np.concatenate(parts)
