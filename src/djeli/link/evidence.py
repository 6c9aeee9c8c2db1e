"""Word evidence between items: cosines and rarity-weighted overlaps, computed for many pairs at once.

Every measure weighs a term by its rarity in the case (see `similarity.rarity`), so that what is said everywhere says
nothing. Values do not depend on the order in which items came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isnan
from typing import Any, Protocol

import numpy as np

from djeli.errors import ResourceError
from djeli.link.profile import ItemWords
from djeli.link.terms import UNIT, Numbers, Rows, Terms, cosines, dots, is_large, rarities, share, unit_rows, weighed

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
    quotes: float
    names_alike: float | None = None  # cosine of all names; None where a story has few
    numbers_alike: float | None = None
    sounds: float | None = None  # rarity of names heard alike in two scripts; None within one script
    shared: tuple[str, ...] = ()


MEASURES = ("cosine", "title", "rare", "names", "numbers", "quotes", "names_alike", "numbers_alike", "sounds")
"""The measured fields of `Evidence`, in their order."""
NOTHING = np.empty(0)
SUMS = frozenset({"rare", "names", "numbers", "sounds"})
"""Those that add up rarity; the others are cosines and counts."""


class Census(Protocol):
    """How many items of the whole case there are, and how rare terms are among them."""

    @property
    def total(self) -> int:
        """How many items there are."""
        ...

    def rarity(self, field: str, terms: Sequence[str]) -> Numbers:
        """The rarity of terms of one field of `ItemWords`."""
        ...


def prior_share(field: str, term: str) -> float:
    """Share of reports everywhere that hold a term of one field of `ItemWords`."""
    if field == "numbers":
        return figure_share(term)
    return common_words().get(term, 0.0) if field in ("tokens", "names") else 0.0


def rarity_of(field: str, terms: Iterable[str], held: Rows, total: int, *, coarse: bool) -> Numbers:
    """How rare terms of one field are that stand in so many of all items each."""
    shares = np.array([*(prior_share(field, term) for term in terms), *([0.0] if not len(held) else [])])
    return rarities(held, total, shares=shares[: len(held)], strength=PRIOR_PAGES, coarse=coarse)


class Corpus:
    """Items of one linking run as sparse rows; an open resource, read only after it is built.

    They are the whole case, or with a `census` those of its items that are looked at.
    """

    def __init__(self, items: Iterable[ItemWords], census: Census | None = None) -> None:
        self.items = tuple(sorted(items, key=lambda item: item.id))
        self.row = {item.id: n for n, item in enumerate(self.items)}
        self._census = census
        self.coarse = is_large(census.total if census else len(self.items))
        words = Terms(item.tokens for item in self.items)
        self._words = words.vocabulary
        names, numbers = Terms(item.names for item in self.items), Terms(item.numbers for item in self.items)
        self.weights = self._rarity("tokens", words)
        rare_names, figures = self._rarity("names", names), self._rarity("numbers", numbers)
        self.story = unit_rows(words.counts, self.weights)
        self._title = self._titles()
        self._rare = weighed(words.counts, _excess(self.weights))
        self.names = weighed(names.counts, _excess(rare_names))
        self._numbers = weighed(numbers.counts, _excess(figures))
        self._all_names = unit_rows(names.counts, rare_names)
        self._all_numbers = unit_rows(numbers.counts, figures)
        self._quotes = _flat(Terms(item.quotes for item in self.items))
        sounds = Terms(item.sounds for item in self.items)
        self._sounds = sounds.vocabulary
        self._loud = self._rarity("sounds", sounds)
        self._heard = weighed(sounds.counts, np.sqrt(self._loud))
        self.names_of = np.array([len(item.names) for item in self.items], dtype=np.int64)
        self.numbers_of = np.array([len(item.numbers) for item in self.items], dtype=np.int64)
        self.sounds_of = np.array([len(item.sounds) for item in self.items], dtype=np.int64)
        self.scripts = codes(item.script for item in self.items)
        self.several_scripts = bool(len(self.scripts)) and bool((self.scripts > 0).any())

    def _rarity(self, field: str, terms: Terms) -> Numbers:
        if self._census is not None:
            return self._census.rarity(field, list(terms.vocabulary))
        return rarity_of(field, terms.vocabulary, terms.held(), len(self.items), coarse=self.coarse)

    def _titles(self) -> Any:
        """Unit vectors of titles; their words count by the rarity they have in stories, and not where in none."""
        told = [item.title for item in self.items]
        if self._census is None:
            return self.passages(told)
        terms = Terms(told)
        return unit_rows(terms.counts, np.append(self._rarity("tokens", terms), 0.0))

    def of(self, item: str) -> ItemWords:
        """The words of one item."""
        return self.items[self.row[item]]

    def passages(self, rows: Iterable[Sequence[str]]) -> Any:
        """Unit vectors of the words of passages, by the rarity they have in stories."""
        return unit_rows(Terms(rows, self._words).counts, self.weights)

    def measure(self, name: str, left: Rows, right: Rows) -> Numbers:
        """One field of `Evidence` for pairs of rows; NaN where `Evidence` has None."""
        if name == "quotes":
            return np.asarray(np.rint(dots(self._quotes, left, right) / (UNIT * UNIT)))
        if name == "sounds" and not self.several_scripts:
            return np.full(len(left), np.nan)
        matrices = {"cosine": self.story, "title": self._title, "rare": self._rare, "names": self.names}
        matrices |= {"numbers": self._numbers, "names_alike": self._all_names, "numbers_alike": self._all_numbers}
        products = dots(matrices.get(name, self._heard), left, right)
        found = share(products) if name in SUMS else cosines(products)
        if name == "names_alike":
            found[np.minimum(self.names_of[left], self.names_of[right]) < ENOUGH_NAMES] = np.nan
        elif name == "numbers_alike":
            found[(self.numbers_of[left] == 0) | (self.numbers_of[right] == 0)] = np.nan
        elif name == "sounds":
            deaf = (self.sounds_of[left] == 0) | (self.sounds_of[right] == 0)
            found[deaf | (self.scripts[left] == self.scripts[right])] = np.nan
        return found

    def evidence(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Evidence]:
        """Evidence for each pair of item ids."""
        if not pairs:
            return {}
        left = np.array([self.row[a] for a, _ in pairs])
        right = np.array([self.row[b] for _, b in pairs])
        columns = [self.measure(name, left, right).tolist() for name in MEASURES]
        rows = ([None if isnan(value) else value for value in row] for row in zip(*columns, strict=True))
        return {pair: Evidence(*row) for pair, row in zip(pairs, rows, strict=True)}  # type: ignore[arg-type]

    def heard(self, one: ItemWords, other: ItemWords) -> float | None:
        """Sum of the rarity of names that sound alike; None within one script or without names."""
        known = self._sounds
        return heard(
            one, other, lambda sounds: self._loud[np.array([known[sound] for sound in sounds], dtype=np.int64)]
        )

    def shared_terms(self, left: str, right: str, limit: int = 5) -> tuple[str, ...]:
        """The rarest words both items use, rarest first."""
        both = set(self.of(left).tokens) & set(self.of(right).tokens)
        rare = {term: round(float(self.weights[self._words[term]]), 9) for term in both}
        ranked = sorted(both, key=lambda term: (-rare[term], term))
        return tuple(term for term in ranked[: limit * 4] if rare[term] >= RARE and len(term) > 3)[:limit]


def heard(one: ItemWords, other: ItemWords, rarity: Callable[[list[str]], Numbers]) -> float | None:
    """Sum of the rarity of names that sound alike; None within one script or without names."""
    if one.script == other.script or not one.sounds or not other.sounds:
        return None
    return round(float(sum(rarity(sorted({*one.sounds} & {*other.sounds})).tolist())), 6)


def codes(values: Iterable[object]) -> Rows:
    """Equal values as equal numbers, counted as they come."""
    known: dict[object, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)


def _excess(weights: Numbers) -> Numbers:
    """Square root of the excess rarity of each rare term, so that a product of two rows sums the excess itself."""
    return np.sqrt(np.maximum(0.0, (weights - RARE) / (1 - RARE)))


def _flat(terms: Terms) -> Any:
    """Each term of a row as 1."""
    return weighed(terms.counts, np.ones(terms.counts.shape[1]))
