"""Characters of texts at hand for many quotes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from djeli.store import View

_ALL = 250_000_000
"""Characters of a case whose texts are all read at once for the first quote; they take up to a gigabyte."""
_SOME = 4096
"""Texts of a larger case that are remembered."""


def remembering(view: View) -> Callable[[str], str]:
    """What gives the characters of a text by its id."""
    stock: dict[str, str] = {}
    one_by_one = lru_cache(maxsize=_SOME)(view.content)
    small = lru_cache(maxsize=1)(lambda: view.characters() <= _ALL)

    def content(text: str) -> str:
        if not small():
            return one_by_one(text)
        if not stock:
            stock.update(view.contents())
        found = stock.get(text)
        return one_by_one(text) if found is None else found

    return content
