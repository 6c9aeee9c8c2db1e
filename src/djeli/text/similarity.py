"""How alike two texts are: words, hashed word runs, sketches of them, containment and cosine.

Everything here is a pure function of its arguments: hashes do not change between runs, machines or orders of input.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SKETCH_RATE: Final = 8
"""One in so many word runs is kept in a sketch (FracMinHash): the same runs in every text, whatever its length."""

_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # the odd number nearest 2^64 / golden ratio
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)  # the two constants of splitmix64
_MIX_2 = np.uint64(0x94D049BB133111EB)


def plain(text: str) -> str:
    """Case folded, without accents and with compatibility forms resolved; digits and other scripts stay."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The words and numbers of a text in order, in `plain` form."""
    return _WORD.findall(plain(text))


def runs(tokens: Sequence[str], size: int = 5) -> Hashes:
    """Sorted distinct 64-bit hashes of every run of `size` neighbouring words.

    A text shorter than `size` words gives one hash of the whole, an empty text none.
    """
    if not tokens:
        return np.empty(0, dtype=np.uint64)
    coded = np.fromiter((zlib.crc32(token.encode()) for token in tokens), dtype=np.uint64, count=len(tokens))
    width = min(size, len(coded))
    count = len(coded) - width + 1
    mixed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):  # arithmetic modulo 2^64 is what is wanted
        for offset in range(width):
            mixed = mixed * _MULTIPLIER + coded[offset : offset + count] + np.uint64(1)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
        mixed ^= mixed >> np.uint64(31)
    return np.unique(mixed)


def sketch(hashes: Hashes, rate: int = SKETCH_RATE) -> Hashes:
    """The hashes in the lowest `1 / rate` of the range: a sample that is the same runs in every text."""
    return hashes[hashes < np.uint64((1 << 64) // rate)]


def shared(left: Hashes, right: Hashes) -> int:
    """How many hashes both sorted arrays hold."""
    return len(np.intersect1d(left, right, assume_unique=True))


def containment(left: Hashes, right: Hashes) -> float:
    """Shared runs over the runs of the smaller set, 0 to 1; 0 when either is empty."""
    smaller = min(len(left), len(right))
    return shared(left, right) / smaller if smaller else 0.0


def rarity(
    documents: Iterable[Iterable[str]], *, prior: Mapping[str, float] | None = None, strength: int = 0
) -> dict[str, float]:
    """Inverse document frequency of each term over log N, 0 (in every document) to 1 (in one).

    Divided by log N so that "rare" means the same in a case of forty pages and in one of forty thousand.

    Args:
        documents: the terms of each document.
        prior: share of documents elsewhere that hold a term; terms without an entry are taken for rare there.
        strength: as how many documents the prior counts beside these.
    """
    counts: dict[str, int] = {}
    total = strength
    for document in documents:
        total += 1
        for term in set(document):
            counts[term] = counts.get(term, 0) + 1
    scale = log(total) if total > 1 else 1.0
    known = prior or {}
    return {
        term: max(0.0, log(total / (count + strength * known.get(term, 0.0)))) / scale if total > 1 else 1.0
        for term, count in counts.items()
    }


def vector(tokens: Iterable[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Unit vector of (1 + log count) times the term's weight; terms without weight are left out."""
    counts: dict[str, int] = {}
    for token in tokens:
        counts[token] = counts.get(token, 0) + 1
    raw = {term: (1 + log(count)) * weights.get(term, 0.0) for term, count in sorted(counts.items())}
    length = sqrt(sum(value * value for value in raw.values()))
    return {term: value / length for term, value in raw.items() if value > 0} if length else {}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(left) > len(right):
        left, right = right, left
    return min(1.0, sum(value * right[term] for term, value in left.items() if term in right))
