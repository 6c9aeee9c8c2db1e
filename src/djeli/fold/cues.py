"""Words by which a sentence takes a stand: phrases of `resources/fold/stands.yaml`, whatever their accents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from djeli.resources import load_yaml
from djeli.text.similarity import plain, words

GAP = r"(?: \w+){0,4}"
"""What ".." stands for in a phrase."""
_HEAD = 3
"""Letters of a phrase's first word by which it is looked up, so that a sentence is tried against few phrases."""
_WORD = re.compile(r" (\w+)")


def says(block: str, text: str) -> bool:
    """Whether a text holds a phrase of a block, in whatever language."""
    return block in stands_in(bare(text))


def stands_in(text: str) -> frozenset[str]:
    """The blocks of which a phrase stands in the words of `bare`."""
    by_head, anywhere = _phrases()
    found = {block for block, phrase in anywhere if phrase.search(text)} if not text.isascii() else set()
    for word in _WORD.finditer(text):
        for block, phrase in by_head.get(word[1][:_HEAD], ()):
            if block not in found and phrase.match(text, word.start()):
                found.add(block)
    return frozenset(found)


def bare(text: str) -> str:
    """The words of a text, one space before each and one at the end, as phrases are matched."""
    return f" {' '.join(words(text))} "


STANDS, FATES = "stands", "fates"
"""Tables of phrases: what sentences say of an event, and what stands right beside a person's name."""


@cache
def _table(name: str = STANDS) -> Mapping[str, Mapping[str, Sequence[str]]]:
    return load_yaml(files("djeli.resources") / "fold" / f"{name}.yaml")


def begins(block: str, text: str) -> str:
    """The phrase of a block of `fates.yaml` that the words of `bare` begin with; empty where there is none."""
    found = _beside(block)[0].match(text)
    return found[0].strip() if found else ""


def ends(block: str, text: str) -> str:
    """The phrase of a block of `fates.yaml` that the words of `bare` end with; empty where there is none."""
    found = _beside(block)[1].search(text)
    return found[0].strip() if found else ""


@cache
def _beside(block: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A block's phrases at the beginning and at the end of a text."""
    listed = _table(FATES)[block].values()
    each = "|".join(_compiled(phrase) for phrase in sorted({phrase for one in listed for phrase in one}, key=len))
    return re.compile(f"(?:{each})"), re.compile(f"(?:{each}) $")


def blocks() -> tuple[str, ...]:
    """The names of all blocks."""
    return tuple(_table())


Phrases = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _phrases() -> tuple[Mapping[str, Phrases], Phrases]:
    """Phrases with their blocks by the head of their first word, and those whose first word may have any beginning."""
    by_head: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    anywhere = []
    for block, lists in _table().items():
        for phrase in sorted({phrase for listed in lists.values() for phrase in listed}):
            compiled = (block, re.compile(_compiled(phrase)))
            if phrase.startswith("*"):
                anywhere.append(compiled)
            else:
                by_head[plain(phrase.split()[0].strip("*"))[:_HEAD]].append(compiled)
    return {head: tuple(found) for head, found in by_head.items()}, tuple(anywhere)


def _compiled(phrase: str) -> str:
    """A phrase as a pattern; every word begins behind a space, so that none matches inside another."""
    parts = []
    for word in phrase.split():
        if word == "..":
            parts.append(GAP)
        else:
            start = r" \w*" if word.startswith("*") else " "
            end = r"\w*" if word.endswith("*") else r"\b"
            parts.append(start + re.escape(plain(word.strip("*"))) + end)
    return "".join(parts)
