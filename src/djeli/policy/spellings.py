"""Every way in which a name may be written in a folded text: order, initials, endings, letters written on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from djeli.policy.fold import words
from djeli.resources import load_yaml
from djeli.text.skeleton import ARABIC, CYRILLIC, LATIN, script_of, skeleton

Words = tuple[str, ...]
_WITHIN = re.compile(r"(?<=\w)['’ʼʻ`´-](?=\w)")
"""Signs within a word, which are often left out: "N'Golo", "Ngolo"."""
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ar|an|at|ad)(?=\w{3})")
LEAST = 3
"""Letters of the shortest word that is looked for alone."""
_PLURAL = 4
"""Letters of the shortest last name that is looked for as several of a family."""
_JOINED = 7
"""Letters of the shortest name that is looked for written as one word."""
_MOST = 5
"""Words of the longest name of which parts are looked for; of longer ones first and last."""


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """`resources/policy/spelling.yaml`."""

    attached: Mapping[str, tuple[str, ...]]
    endings: tuple[tuple[str, ...], ...]
    plurals: Mapping[str, tuple[tuple[str, ...], ...]]
    latin: tuple[Mapping[str, str], ...]
    umlauts: Mapping[str, str]
    particles: frozenset[str]


@cache
def spelling() -> Spelling:
    """The table, read once."""
    raw = load_yaml(files("djeli.resources") / "policy" / "spelling.yaml")
    first = {str(k): str(v) for k, v in raw["latin"][0].items()}
    rows = [{str(k): str(v) for k, v in row.items()} for row in raw["latin"]]
    return Spelling(
        attached={script: tuple(found) for script, found in raw["attached"].items()},
        endings=tuple(tuple(row) for row in raw["endings"]),
        plurals={script: tuple(tuple(row) for row in found) for script, found in raw["plurals"].items()},
        latin=tuple(first | row for row in rows),
        umlauts={str(k): str(v) for k, v in raw["umlauts"].items()},
        particles=frozenset(part for name in raw["particles"] for part in words(str(name))),
    )


def script(word: str) -> str:
    """The script of a folded word, by its first letter."""
    code = ord(word[0]) if word else 0
    if 0x590 <= code < 0x600:
        return "hebrew"
    if 0x1200 <= code < 0x1400:
        return "ethiopic"
    return script_of(word)


def forms(name: str) -> set[Words]:
    """The folded words of every spelling of a whole name; parts that are a name by themselves are `parts`."""
    spelt = {words(name), words(_two_letters(name)), words(_WITHIN.sub("", name))} - {()}
    found: set[Words] = set()
    for own in spelt:
        found.update(_ordered(own))
        found.update(latin for latin in _latin(own) for latin in _ordered(latin))
        if len(own) > 1:
            found.update((*own[:-1], word) for word in plurals(own[-1]))
    return {one for made in list(found) for one in (made, *_bent(made), *_attached(made))}


def _two_letters(name: str) -> str:
    table = spelling().umlauts
    return "".join(table.get(char, char) for char in name.casefold())


def _ordered(own: Words) -> Iterator[Words]:
    """Whole, last name first, without middle names, with initials, written as one word."""
    yield own
    telling = tuple(word for word in own if word not in spelling().particles)
    if len(own) > 1 and sum(map(len, own)) >= _JOINED:
        yield ("".join(own),)
    if len(telling) < 2:
        return
    yield (*own[1:], own[0])
    yield (own[-1], *own[:-1])
    if len(telling) <= _MOST:
        for count in range(2, len(telling)):
            yield from combinations(telling, count)
    yield (telling[0], telling[-1])
    yield (telling[-1], telling[0])
    if telling[0].isalpha() and len(telling[-1]) >= LEAST:
        yield (telling[0][0], telling[-1])
        yield (telling[-1], telling[0][0])
        yield (*(word[0] for word in telling[:-1]), telling[-1])


def _bent(own: Words) -> Iterator[Words]:
    """The cases of a name in Cyrillic: all its words in one case."""
    if script(own[0]) != CYRILLIC:
        return
    rows = [_endings(word) for word in own]
    yield from zip(*rows, strict=True)


def _endings(word: str) -> list[str]:
    for row in spelling().endings:
        if word.endswith(row[0]) and len(word) - len(row[0]) >= 2:
            stem = word[: len(word) - len(row[0])]
            return [stem + ending for ending in row[1:8]]
    return [word] * 7


def _attached(own: Words) -> Iterator[Words]:
    """With letters written onto the first word."""
    for letters in spelling().attached.get(script(own[0]), ()):
        yield (letters + own[0], *own[1:])


def _latin(own: Words) -> Iterator[Words]:
    """A Cyrillic name as addresses of pages spell it."""
    if script(own[0]) == CYRILLIC:
        for row in spelling().latin:
            yield tuple("".join(row.get(char, "") for char in word) or word for word in own)


def parts(name: str) -> list[str]:
    """Words of a name that may stand for its bearer alone."""
    own = words(name)
    if len(own) < 2:
        return []
    spelt = dict.fromkeys((*own, *words(_two_letters(name)), *words(_WITHIN.sub("", name))))
    return [word for word in spelt if len(word) >= LEAST and word not in spelling().particles]


def part_forms(word: str) -> set[str]:
    """Spellings of one word of a name."""
    made = {(word,), *_latin((word,))}
    return {one[0] for own in made for one in (own, *_bent(own), *_attached(own))}


def plurals(word: str) -> set[str]:
    """A last name as it means several of a family, or with what a language writes onto it."""
    if len(word) < _PLURAL:
        return set()
    rows = (row for row in spelling().plurals.get(script(word), ()) if word.endswith(row[0]))
    ending, *others = next(rows, ("",))
    return {word[: len(word) - len(ending)] + other for other in others}


def skeletons(name: Sequence[str]) -> tuple[str, ...]:
    """Consonants of folded words, by which a name is found in another script; empty where they are too few.

    An Arabic article written onto its word is left out, as `skeleton` does in Arabic.
    """
    found = tuple(one for word in name if (one := skeleton(_ARTICLE.sub("", word))))
    return found if len(found) > 1 and sum(map(len, found)) >= 5 else ()


FOREIGN = frozenset({ARABIC, CYRILLIC, LATIN})
"""Scripts whose consonants are comparable."""
