"""Words of nations: whose dead are counted, and which state a voice speaks for, also where only an adjective tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from djeli.resources import load_yaml
from djeli.text.similarity import plain, words

WHOLE, SHORT = 5, 4
"""Letters below which an entry is a whole word and no beginning, in Latin script and in others."""
NEAREST = 4
"""Words beside a number within which a nation is that of the people counted ("20 soldiers of the Indian army")."""
_JOINED = ("وال", "بال", "لل", "ال", "و", "ب", "ل")
"""Arabic words that are written on to the next."""


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return load_yaml(files("djeli.resources") / "fold" / "nations.yaml")


def state_name(code: str) -> str:
    """A state's name for readers."""
    return str(_table()[code]["name"])


@cache
def _beginnings() -> tuple[Mapping[str, str], int]:
    """Beginnings with their states, and the length of the longest."""
    found = {plain(word): code for code, told in _table().items() for word in told["words"]}
    return found, max(len(word) for word in found)


@lru_cache(maxsize=16_384)
def nation(word: str) -> str:
    """The state a word speaks of, as ISO 3166-1 code; empty where it speaks of none. The longest entry wins."""
    told, longest = _beginnings()
    bare = plain(word)
    for form in (bare, *(bare[len(joined) :] for joined in _JOINED if bare.startswith(joined))):
        if form in told:
            return told[form]
        for length in range(min(len(form), longest), 2, -1):
            code = told.get(form[:length])
            if code and length >= (WHOLE if form.isascii() else SHORT):
                return code
    return ""


def nations(text: str) -> list[str]:
    """The states that a text speaks of, each time it does, in order."""
    return [code for word in words(text) if (code := nation(word))]


def of_people(noun: str, before: str, behind: str) -> str:
    """Whose people a count is of: the nation in its noun, else the nearest beside it, else its sentence's only one.

    Args:
        noun: what is counted, as the words have it.
        before: the sentence up to the count.
        behind: the sentence from the count's end.
    """
    own = nations(noun)
    if own:
        return own[0] if len(set(own)) == 1 else ""
    right, left = words(behind)[:NEAREST], words(before)[-NEAREST:]
    near = [*_coded(right), *_coded(reversed(left))]
    if near:
        return near[0]
    every = set(nations(before) + nations(behind))
    return next(iter(every)) if len(every) == 1 else ""


def _coded(listed: Iterable[str]) -> Iterator[str]:
    return (code for word in listed if (code := nation(word)))
