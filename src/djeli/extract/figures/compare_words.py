"""The words of comparisons of a language, compiled: `lang/<code>/comparisons.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from djeli import lang
from djeli.extract.figures.words import any_of, words_of
from djeli.text.phrases import key_of
from djeli.vocab import Exactness

_BEFORE = 28
"""Characters before a factor in which its hedge stands."""
_KINDS = {
    "at_least": (Exactness.AT_LEAST, ""),
    "nearly": (Exactness.APPROXIMATE, "nearly"),
    "approximate": (Exactness.APPROXIMATE, ""),
    "at_most": (Exactness.AT_MOST, ""),
}
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")
_NOTHING = r"(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareWords:
    """Patterns over masked sentences; see the file's header for what each list holds."""

    verbs: re.Pattern[str]  # group f0, f1 …: the factor's place in `factors`
    multiples: re.Pattern[str]
    factors: tuple[float, ...] = field(repr=False)
    times: re.Pattern[str]  # n: the number
    folds: re.Pattern[str]
    multiplied: re.Pattern[str]  # less: it divides
    changed: re.Pattern[str]  # p or part; down where it fell
    change_noun: re.Pattern[str]
    noun_change: re.Pattern[str]
    more: re.Pattern[str]
    parts: Mapping[str, float] = field(repr=False)
    units: Mapping[str, float] = field(repr=False)
    hedges: tuple[tuple[str, re.Pattern[str]], ...] = field(repr=False)
    from_to: re.Pattern[str]  # a and b
    to_from: re.Pattern[str]
    opens: re.Pattern[str]  # "from" at the head of a range
    right: re.Pattern[str]  # the number right behind a multiple
    bases: re.Pattern[str]
    base: re.Pattern[str]
    to: re.Pattern[str]
    holder: re.Pattern[str]  # what leads to the noun behind a change
    has: re.Pattern[str]  # a verb of having right before a number
    change_of: re.Pattern[str]  # "increase in", "of": what a factor's noun changes
    owned: re.Pattern[str]  # "its": what a verb doubled
    back: re.Pattern[str]
    and_: re.Pattern[str]
    of_what: re.Pattern[str]
    spans: re.Pattern[str]  # words of lengths of time
    never: re.Pattern[str]
    points: re.Pattern[str]

    def factor(self, match: re.Match[str]) -> float:
        """The factor of a match of `verbs` or `multiples`."""
        name = next(name for name, met in match.groupdict().items() if met and name[1:].isdigit())
        return self.factors[int(name[1:])]

    def past_and(self, text: str, at: int) -> int:
        """Behind the "and" that begins at `at`, blanks passed."""
        match = self.and_.match(text, at)
        return match.end() if match else at

    def part(self, words: str) -> float:
        """The share that words like "a third" tell."""
        return self.parts[key_of(words)]

    def number(self, words: str) -> float | None:
        """A small number in digits or letters."""
        text = key_of(words)
        if _THOUSANDS.fullmatch(text):
            return float(text.replace(",", "").replace(".", ""))
        text = text.replace(",", ".")
        return float(text) if text[:1].isdigit() else self.units.get(text)

    def hedge(self, mask: str, at: int, *, text: str = "") -> tuple[Exactness, str, int]:
        """How the words right before `at` hedge a factor, whether they say "nearly", and where they begin.

        `text` is read instead of the mask, where the hedge was struck out with its number.
        """
        before = (text or mask)[max(0, at - _BEFORE) : at]
        found = [(m.start(), name) for name, pattern in self.hedges if (m := pattern.search(before))]
        if not found:
            return Exactness.EXACT, "", at
        start, name = min(found)
        exactness, how = _KINDS[name]
        return exactness, how, at - len(before) + start


@cache
def compare_words(code: str) -> CompareWords | None:
    """The words of a language; None when it has none."""
    raw = lang.load(code, "comparisons").get("comparison")
    return _compile(raw, code) if raw else None


def _compile(raw: Mapping[str, Any], code: str) -> CompareWords:
    def some(*names: str) -> str:
        return any_of(str(word) for name in names for word in raw.get(name) or ())

    factors: list[float] = []

    def grouped(table: Mapping[object, Iterable[str]]) -> str:
        groups = []
        for factor, words in table.items():
            groups.append(f"(?P<f{len(factors)}>{any_of(map(str, words))})")
            factors.append(float(str(factor)))
        return "|".join(groups) or _NOTHING

    verbs, multiples = grouped(raw.get("verbs") or {}), grouped(raw.get("multiples") or {})
    parts = {key_of(str(word)): float(str(n)) for n, words in (raw.get("parts") or {}).items() for word in words}
    units = {word: float(n) for word, n in words_of(code).numbers.units.items() if n > 1}
    hedges = {name: any_of(map(str, words)) for name, words in (raw.get("hedges") or {}).items()}
    number = rf"(?P<n>(?<![\w.,])\d{{1,3}}(?:[.,]\d{{1,3}})?|{any_of(units)})"
    part = rf"(?P<part>{any_of(parts)})"
    hedge = "|".join(hedges.values()) or _NOTHING
    by = rf"(?:{some('by')})\s*(?:(?:{hedge})\s*)?{part}"
    skip = rf"(?:\s*(?:{some('adverbs')}))*\s*"

    def either(up: str, down: str) -> str:
        return rf"(?:(?P<up>{some(up)})|(?P<down>{some(down)}))"

    return CompareWords(
        verbs=_pattern(verbs),
        multiples=_pattern(
            rf"(?P<f>{multiples})(?:\s*(?:{some('as')})|\s*(?:(?:{some('the')})\s*)?(?=[#$])|(?=\s*(?:[,.;)]|$)))"
        ),
        factors=tuple(factors),
        times=_pattern(
            rf"(?P<f>{number}[\s-]*(?:{some('times')}))\s*(?:(?:{some('times_as')})|(?:(?:{some('the')})\s*)?(?=[#$\d]))"
        ),
        folds=_pattern(rf"(?P<f>{number}\s*(?:{some('fold_ends')}))"),
        multiplied=_pattern(rf"(?P<f>(?:{some('multiplied')}|(?P<less>{some('divided')}))\s+{number})"),
        changed=_pattern(
            rf"{either('up', 'down')}(?:{skip}(?:(?P<q>#)#*\s+(?:{some('and')})\s+|#{{1,3}}\s+)?(?P<p>%)%*"
            rf"|\s+(?:(?:{some('adverbs')})\s*)?{by})"
        ),
        change_noun=_pattern(rf"(?P<p>%)%*[\s-]*(?:(?:{some('rise_words')})\s+){{0,2}}{either('rise', 'fall')}"),
        noun_change=_pattern(rf"{either('rise', 'fall')}\s*(?:{some('of')})\s*{skip}(?:(?P<p>%)%*|{part})"),
        more=_pattern(rf"(?:(?P<p>%)%*|{part})\s*{either('more', 'less')}"),
        parts=parts,
        units=units,
        hedges=tuple((name, _pattern(words + r"\s*$")) for name, words in hedges.items()),
        **_of_numbers(some),
        has=_pattern(words_of(code).any("force_size", "has")),
        change_of=_pattern(rf"\s+(?:(?:{some('rise', 'fall')})\s+(?:{some('in')})|{some('of_what')})\s+"),
        owned=_pattern(rf"\s+(?:{some('owned')})\s+"),
        back=_pattern(some("back")),
        and_=_pattern(rf"[\s,]*(?:{some('and')})\s*"),
        of_what=_pattern(some("of_what")),
        spans=_pattern(some("spans")),
        never=_pattern(some("never")),
        points=_pattern(rf"[\s-]*(?:{some('points')})"),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _of_numbers(some: Callable[..., str]) -> dict[str, re.Pattern[str]]:
    """Patterns of the numbers that a comparison holds against one another."""
    lead = r"[^#%$.;]{0,28}?"
    return {
        "from_to": _pattern(
            rf"(?:{some('from')})\s*(?:the\s+)?(?P<a>[#%$])(?:[#%$]*){lead}(?:{some('to')})\s*(?P<b>[#%$])"
        ),
        "to_from": _pattern(
            rf"(?:{some('to')})\s*(?P<b>[#%$])(?:[#%$]*){lead}(?:{some('from')})\s*(?:the\s+)?(?P<a>[#%$])"
        ),
        "right": _pattern(rf"\s*(?:(?:{some('the')})\s*)?(?P<a>[#$])"),
        "bases": _pattern(some("base_words")),
        "base": _pattern(rf"(?:{some('base')})\s*{lead}(?P<a>[#%$])"),
        "to": _pattern(rf"(?:{some('to')})\s*(?P<a>[#%$])"),
        "holder": _pattern(rf"\s*(?:{some('in')})\s*"),
        "opens": _pattern(some("from")),
    }
