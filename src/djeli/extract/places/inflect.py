"""Names as the words around them bend them: case endings ("в Киеве"), prefixes written on ("بالفاشر").

A language lists its endings and prefixes in places.yaml; `base_forms` takes them off and puts back what the plain name
may end in. Nothing is known of grammar: whatever comes out is a name only when the gazetteer has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from djeli.gazetteer import name_key

_STEM = 2  # letters that must be left of a name
_MOST = 24  # forms tried of one name


@dataclass(frozen=True, slots=True)
class Bending:
    """Endings and prefixes as keys (`djeli.gazetteer.name_key`), longest first, with what stands in their place."""

    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    places: frozenset[str] = frozenset()  # prefixes that put what follows in a place, as "in" does

    def __bool__(self) -> bool:
        return bool(self.endings or self.prefixes)


def bending(raw: Mapping[str, Any]) -> Bending:
    """The bending of a language from its places.yaml."""
    endings = {
        name_key(str(end)): tuple(name_key(str(o)) if o else "" for o in _listed(others))
        for end, others in (raw.get("endings") or {}).items()
    }
    prefixes = {name_key(str(p)): name_key(str(other)) if other else "" for p, other in _pairs(raw.get("prefixes"))}
    return Bending(
        endings=tuple(sorted(endings.items(), key=lambda pair: -len(pair[0]))),
        prefixes=tuple(sorted(prefixes.items(), key=lambda pair: -len(pair[0]))),
        places=frozenset(name_key(str(p)) for p in raw.get("locative_prefixes") or ()),
    )


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _pairs(value: Any) -> Iterable[tuple[Any, Any]]:
    """Prefixes as a mapping to what replaces them, or as a list when nothing does."""
    return value.items() if isinstance(value, Mapping) else ((one, "") for one in value or ())


def base_forms(key: str, bent: Bending) -> Iterator[tuple[str, bool]]:
    """Keys that a bent name may be filed under, each with whether a prefix taken off puts it in a place."""
    first, *others = key.split()
    tails = [tuple(_word_forms(word, bent)) for word in others]
    for head, placed in ((first, False), *_without_prefix(first, bent)):
        for words in islice(product(_word_forms(head, bent), *tails), _MOST):
            form = " ".join(words)
            if form != key:
                yield form, placed


def _word_forms(word: str, bent: Bending) -> Iterator[str]:
    yield word
    for end, others in bent.endings:
        if word.endswith(end) and len(word) - len(end) >= _STEM:
            stem = word.removesuffix(end)
            yield from (stem + other for other in others)


def _without_prefix(word: str, bent: Bending) -> Iterator[tuple[str, bool]]:
    for prefix, other in bent.prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _STEM:
            yield other + word.removeprefix(prefix), prefix in bent.places
