"""The words of figures of a language, compiled: `lang/<code>/figures.yaml`, and the currencies of all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import ahocorasick

from djeli import lang
from djeli.extract.harm.words import words_of as harm_words
from djeli.lang.stems import folded
from djeli.text.number_words import Words
from djeli.text.phrases import alternation, key_of

_SHARES = ("polls", "control")
"""Kinds that parts of a whole may tell by themselves."""
FILES = ("figures", "comparisons", "pledges")
"""Files of a language's words; their sections are asked by the finders of the same names."""
_BLANK = r"[\s\u00a0\u202f]"


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`figures.yaml` of one language. `raw` is the file by section; the finders compile what they ask for."""

    code: str
    raw: Mapping[str, Any] = field(repr=False)
    numbers: Words = field(repr=False)
    hints: Any = field(repr=False)
    symbol: re.Pattern[str] = field(repr=False)  # a currency right before its amount
    currency: re.Pattern[str] = field(repr=False)  # and behind it
    currencies: Mapping[str, str] = field(repr=False)  # ISO codes by symbol or word
    shares: Mapping[str, tuple[float | None, float | None, float | None]] = field(repr=False)
    share: re.Pattern[str] = field(repr=False)
    area: re.Pattern[str] = field(repr=False)  # a unit of area behind its number
    times: re.Pattern[str] = field(repr=False)  # "12 TIMES"
    areas: Mapping[str, str] = field(repr=False)
    vague: Mapping[str, tuple[int, int]] = field(repr=False)

    def list(self, section: str, name: str) -> tuple[str, ...]:
        """The phrases of one list; empty when the language has none."""
        return tuple(str(word) for word in (self.raw.get(section) or {}).get(name) or ())

    def any(self, section: str, *names: str) -> str:
        """A pattern for any phrase of the lists; "~" at the end of a word stands for its endings."""
        return _any(self.code, section, names)


@cache
def _any(code: str, section: str, names: tuple[str, ...]) -> str:
    """Finders ask in every sentence, and building a pattern costs more than most sentences."""
    return any_of(word for name in names for word in words_of(code).list(section, name))


def any_of(phrases: Iterable[str]) -> str:
    """Pattern of any of the phrases; "~" stands for the ending of a word."""
    # The mark becomes a letter no phrase holds, so that word borders stay where they belong.
    return alternation(p.replace("~", "\ue000") for p in phrases).replace("\ue000", r"\w*")


def has_words(code: str) -> bool:
    """Whether a language has words of figures."""
    return bool(lang.load(code, "figures"))


@cache
def words_of(code: str) -> FigureWords:
    """The words of a language; without a file, words that find nothing."""
    raw = {name: part for file in FILES for name, part in lang.load(code, file).items()}
    symbols = lang.currencies()
    worded = {key_of(word): iso for iso, words in (raw.get("currencies") or {}).items() for word in words}
    shares = {key_of(phrase): _bounds(value) for phrase, value in (raw.get("shares") or {}).items()}
    signs = sorted(symbols, key=len, reverse=True)
    behind = "|".join(re.escape(s) + (r"(?!\w)" if s[-1].isalnum() else "") for s in signs)
    before = "|".join((r"(?<!\w)" if s[0].isalnum() else "") + re.escape(s) for s in signs)
    of = f"(?i:{any_of(raw.get('of') or ())}){_BLANK}*"
    areas = {key_of(word): unit for unit, some in (raw.get("areas") or {}).items() for word in some}
    return FigureWords(
        code=code,
        raw=raw,
        numbers=harm_words(code).numbers,
        hints=_automaton(raw),
        symbol=re.compile(rf"(?P<c>{before}){_BLANK}?$"),
        currency=re.compile(rf"{_BLANK}*-?(?:{of})?(?P<c>(?i:{any_of(worded)})|{behind})"),
        currencies={**worded, **symbols},
        shares=shares,
        share=re.compile(alternation(shares), re.IGNORECASE),
        area=re.compile(rf"{_BLANK}*-?(?P<unit>{alternation(areas)})", re.IGNORECASE),
        times=re.compile(rf"{_BLANK}+{any_of((raw.get('violations') or {}).get('times') or ())}", re.IGNORECASE),
        areas=areas,
        vague={key_of(k): (v[0], v[1]) for k, v in (raw.get("vague") or {}).items()},
    )


def _bounds(value: Any) -> tuple[float | None, float | None, float | None]:
    if isinstance(value, list):
        return value[0], None, value[1]
    return value, value, value


def _automaton(raw: Mapping[str, Any]) -> Any:
    kinds: dict[str, set[str]] = {}
    for kind, section in raw.items():
        for hint in (section.get("hints") or ()) if isinstance(section, Mapping) else ():
            kinds.setdefault(folded(str(hint)), set()).add(kind)
    for share in raw.get("shares") or ():
        kinds.setdefault(folded(str(share)), set()).update(_SHARES)
    automaton = ahocorasick.Automaton()
    for hint, mine in kinds.items():
        stem = hint.rstrip("~")
        whole = frozenset(mine | kinds.get(stem, set()) | kinds.get(stem + "~", set()))
        if stem:
            automaton.add_word(stem, (len(stem), hint.endswith("~"), whole))
    automaton.make_automaton()
    return automaton


def hinted(text: str, words: FigureWords) -> frozenset[str]:
    """The kinds of figures that a sentence may tell, by its words: most sentences hold none, and cost no more."""
    line = folded(text).replace("\n", " ")
    found: set[str] = set()
    for end, (size, stem, kinds) in words.hints.iter(line):
        start = end - size + 1
        if (start and line[start - 1].isalnum() and line[start].isalnum()) or kinds <= found:
            continue
        if stem or not line[end].isalnum() or not line[end + 1 : end + 2].isalpha():
            found |= kinds
    return frozenset(found)
