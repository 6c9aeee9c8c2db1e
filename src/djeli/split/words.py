"""The words that splitting reads: the same two files of every language, merged and compiled once.

Pages mix languages (a French page with an English comment form), and the language of a page isn't known before it
is cut, so all languages' words are looked for at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang
from djeli.vocab import ItemKind, RegionKind

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})


def plain(text: str) -> str:
    """Lower case with plain apostrophes and spaces: the form in which words are compared.

    A few letters are longer in lower case, so the result never serves for offsets.
    """
    return text.lower() if text.isascii() else text.lower().translate(APOSTROPHES)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(plain(word)) for word in sorted(words, key=len, reverse=True))


def _pattern(parts: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
    found = [f"(?:{part})" for part in parts]
    return re.compile("|".join(found), flags) if found else None


@dataclass(frozen=True, slots=True)
class Furniture:
    """What lines of one region kind look like."""

    kind: RegionKind
    lines: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    patterns: re.Pattern[str] | None
    opens: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """What items of one kind look like. `need` distinct body patterns must be met."""

    kind: ItemKind
    language: str
    labels: frozenset[str]
    title: re.Pattern[str] | None
    body: tuple[re.Pattern[str], ...]
    need: int


@dataclass(frozen=True, slots=True)
class Words:
    """All words of splitting, compiled."""

    months: dict[str, int]
    weekdays: frozenset[str]
    byline: re.Pattern[str]
    date_words: frozenset[str]
    noise: frozenset[str]
    credit: re.Pattern[str]
    credit_only: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]
    outlet_lines: re.Pattern[str]
    byline_tails: frozenset[str]
    leads: re.Pattern[str]
    closers: re.Pattern[str]
    continues: re.Pattern[str]
    prose_starts: re.Pattern[str]
    section_heads: frozenset[str]
    furniture: tuple[Furniture, ...]
    kinds: tuple[KindWords, ...]
    stopwords: dict[str, frozenset[str]]


def _merged(files: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [str(word) for file in files for word in file.get(key, ())]


def _furniture(files: list[dict[str, Any]]) -> tuple[Furniture, ...]:
    found = []
    for kind in RegionKind:
        blocks = [file[kind.value] for file in files if kind.value in file]
        if blocks:
            opens = frozenset(map(plain, _merged(blocks, "opens")))
            found.append(
                Furniture(
                    kind,
                    frozenset(map(plain, _merged(blocks, "lines"))) | opens,
                    tuple(map(plain, _merged(blocks, "starts"))),
                    tuple(map(plain, _merged(blocks, "ends"))),
                    _pattern(_merged(blocks, "patterns")),
                    opens,
                )
            )
    return tuple(found)


def _lowered(pattern: str) -> str:
    """A pattern in lower case; classes of characters (word, not word) keep their case."""
    return re.sub(r"\\.|[^\\]", lambda m: m[0] if len(m[0]) == 2 else plain(m[0]), pattern)


def _kinds(language: str, file: dict[str, Any]) -> list[KindWords]:
    return [
        KindWords(
            ItemKind(name),
            language,
            frozenset(map(plain, spec.get("label", ()))),
            _pattern(spec.get("title", ())),
            # matched against text in plain lower case: without a flag `re` can look for the first letters at once
            tuple(re.compile(_lowered(pattern)) for pattern in spec.get("body", ())),
            int(spec.get("need", 2)),
        )
        for name, spec in file.get("kinds", {}).items()
    ]


@cache
def words() -> Words:
    """The merged words of every language that has a `split.yaml`."""
    codes = [code for code in lang.available() if lang.load(code, "split")]
    files = {code: dict(lang.load(code, "split")) for code in codes}
    every = list(files.values())
    months = {plain(name): int(number) for file in every for name, number in file.get("months", {}).items()}
    return Words(
        months=months,
        weekdays=frozenset(map(plain, _merged(every, "weekdays"))),
        byline=re.compile(rf"(?:{_alternatives(_merged(every, 'byline'))})(?=[\s:]|$)\s*:?\s*", re.IGNORECASE),
        date_words=frozenset(map(plain, _merged(every, "date_words"))),
        noise=frozenset(map(plain, _merged(every, "header_noise"))),
        credit=re.compile(rf"[(\[]?\s*({_alternatives(_merged(every, 'credit'))})\s*[:–—-]\s*", re.IGNORECASE),
        credit_only=frozenset(map(plain, _merged(every, "credit_only"))),
        outlets=frozenset(map(plain, _merged(every, "outlets"))),
        outlet_words=frozenset(map(plain, _merged(every, "outlet_words"))),
        outlet_lines=_pattern(_merged(every, "outlet_lines"), 0) or re.compile("(?!)"),
        byline_tails=frozenset(map(plain, _merged(every, "byline_tails"))),
        leads=re.compile(rf"(?:{_alternatives(_merged(every, 'leads'))})\s*:?\s+", re.IGNORECASE),
        closers=re.compile("|".join(f"(?:{p})" for p in _merged(every, "closers")) or r"(?!)", re.IGNORECASE),
        continues=re.compile(rf"\W*(?:{_alternatives(_merged(every, 'continues'))})\b", re.IGNORECASE),
        prose_starts=re.compile(rf"\W*(?:{_alternatives(_merged(every, 'prose_starts'))})\b", re.IGNORECASE),
        section_heads=frozenset(map(plain, _merged(every, "section_heads"))),
        furniture=_furniture([dict(lang.load(code, "boilerplate")) for code in lang.available()]),
        kinds=tuple(kind for code in codes for kind in _kinds(code, files[code])),
        stopwords={code: frozenset(map(plain, files[code].get("stopwords", ()))) for code in codes},
    )
