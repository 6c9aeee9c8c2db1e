"""The words of pledges and ultimatums of a language, compiled: `lang/<code>/pledges.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from djeli import lang
from djeli.extract.figures.words import any_of, words_of
from djeli.text.phrases import key_of

_NOTHING = r"(?!)"
DAYS = {"hours": ("hours", 1), "days": ("days", 1), "weeks": ("days", 7), "months": ("days", 30)}
"""What a length is told in: an ultimatum of two weeks has 14 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWords:
    """Lists of one section as patterns, by name; a list the language lacks matches nothing."""

    lists: Mapping[str, re.Pattern[str]] = field(repr=False)
    acts: tuple[tuple[str, re.Pattern[str]], ...] = field(repr=False)
    length: re.Pattern[str] = field(repr=False)  # n and the unit's name
    units: Mapping[str, float] = field(repr=False)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        return self.lists.get(name, _NEVER)

    def act(self, text: str) -> str:
        """What was promised or demanded, by the name of the act whose words come first; empty for any other."""
        found = [(m.start(), name) for name, pattern in self.acts if (m := pattern.search(text))]
        return min(found)[1] if found else ""

    def hours_or_days(self, match: re.Match[str]) -> tuple[int, str] | None:
        """The length of a match of `length` in hours or days."""
        words = key_of(match["n"])
        number = float(words) if words.isdigit() else self.units.get(words)
        name = next((name for name in DAYS if match.groupdict().get(name)), "")
        if number is None or not name:
            return None
        unit, times = DAYS[name]
        return int(number * times), unit


_NEVER = re.compile(_NOTHING)


@cache
def promise_words(code: str, section: str) -> PromiseWords | None:
    """The words of section "pledge" or "ultimatum"; None when the language has none."""
    raw = lang.load(code, "pledges")
    mine = raw.get(section)
    if not mine:
        return None

    def pattern(words: object) -> re.Pattern[str]:
        listed = words if isinstance(words, list) else []
        return re.compile(any_of(str(word) for word in listed) if listed else _NOTHING, re.IGNORECASE)

    units = {word: float(n) for word, n in words_of(code).numbers.units.items() if n > 0}
    one = {str(word): 1.0 for word in mine.get("one") or ()}
    lengths = "|".join(
        f"(?P<{name}>{any_of(map(str, words))})" for name, words in (mine.get("durations") or {}).items()
    )
    number = rf"(?P<n>(?<![\w.,])\d{{1,3}}|{any_of([*units, *one])})"
    return PromiseWords(
        lists={name: pattern(words) for name, words in mine.items() if isinstance(words, list)},
        acts=tuple((name, pattern(words)) for name, words in (raw.get("acts") or {}).items()),
        length=re.compile(rf"{number}[\s-]*(?:{lengths or _NOTHING})", re.IGNORECASE),
        units={key_of(word): n for word, n in (one | units).items()},
    )
