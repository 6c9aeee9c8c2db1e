"""The number words of a language, compiled: what `numbers.yaml` says as regular expressions and tables.

Kept apart from `numbers`, which reads strings with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from djeli.text.phrases import alternation, compiled, ending, key_of

EXACT, APPROXIMATE, AT_LEAST, AT_MOST, RANGE, VAGUE = "exact", "approximate", "at_least", "at_most", "range", "vague"
"""Values of `vocab.Exactness`, which stands on this module's floor and so is not imported."""

_BLANK = r"[\s\u00a0\u202f]"
ROLE_ORDER = ("percent", "age", "money", "time", "votes", "distance", "measure", "duration", "ordinal", "code")
_GLUED = {"ordinal", "distance", "measure", "time"}  # may follow a digit without a blank: 5th, 80km, 9mm, 14h


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled words of one language; build it with `compile_words`."""

    units: Mapping[str, int]
    teens_after: frozenset[int]
    scales: Mapping[str, int]
    about: Mapping[str, int]
    scale_articles: frozenset[str]
    digit_scales: Mapping[str, int]
    decimal: str
    group: str
    vague: Mapping[str, tuple[int | None, int | None]]
    fractions: Mapping[str, tuple[int, int, int]]
    years: tuple[int, int]
    range_open: Mapping[str, frozenset[str]]
    range_mid: frozenset[str]
    role_order: tuple[str, ...]
    after: Mapping[str, re.Pattern[str]]
    before: Mapping[str, re.Pattern[str]]
    hedge_before: Mapping[str, re.Pattern[str]]
    hedge_after: Mapping[str, re.Pattern[str]]
    digits_re: re.Pattern[str]
    words_re: re.Pattern[str]
    piece_re: re.Pattern[str]
    vague_re: re.Pattern[str]
    compared_re: re.Pattern[str]  # before a vague word that counts nobody then: "AS many", "HOW many"
    fraction_re: re.Pattern[str]
    article_re: re.Pattern[str]
    negative_re: re.Pattern[str]
    open_re: re.Pattern[str]
    change_re: re.Pattern[str]
    year_cue_re: re.Pattern[str]
    counted_re: re.Pattern[str]

    def digits(self, match: re.Match[str]) -> int | None:
        """Value of a match of `digits_re`; None for a fraction that is no count ("7.62")."""
        raw = re.sub(_BLANK, "", match["digits"])
        fraction = match["fraction"]
        scale = self.digit_scales.get((match["scale"] or "").strip().lower(), 1)
        whole = int(raw.replace(self.group, "").replace(",", "").replace(".", ""))
        if fraction is None:
            return whole * scale
        if scale == 1:
            return None
        return round(float(f"{whole}.{fraction}") * scale)

    def values(self, run: str) -> Iterator[tuple[int, int, int, bool]]:
        """Numbers in a run of number words as (start, end, value, approximate)."""
        state = _Sum()
        for piece in self.piece_re.finditer(run):
            word = key_of(piece[0])
            value, kind = self._piece(word)
            if kind == "joiner":
                continue
            if not state.takes(value, kind, self.teens_after):
                if state.counted:
                    yield state.start, state.end, state.value, state.about
                state = _Sum()
                state.takes(value, kind, self.teens_after)
            state.start = piece.start() if state.start < 0 else state.start
            state.end = piece.end()
        if state.counted:
            yield state.start, state.end, state.value, state.about

    def _piece(self, word: str) -> tuple[int, str]:
        if word in self.about:
            return self.about[word], "about"
        if word in self.scales:
            return self.scales[word], "scale"
        if word in self.units:
            return self.units[word], "unit"
        if word in self.scale_articles:
            return 1, "article"
        return 0, "joiner"


class _Sum:
    """Adds number words up, left to right: the group below a thousand, and the total above it."""

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.seen = ""  # kind of the last word taken
        self.about = False
        self.start = -1
        self.end = -1

    @property
    def counted(self) -> bool:
        return self.seen not in ("", "article")

    @property
    def value(self) -> int:
        return self.total + self.group

    def takes(self, value: int, kind: str, teens_after: frozenset[int]) -> bool:
        """Add one word; False when it can't continue this number."""
        if kind == "article":
            if self.seen:
                return False
            self.seen = "article"
            return True
        if kind in ("scale", "about"):
            return self._scale(value, kind)
        if self.seen == "article":
            return False
        if value == 20 and self.group % 100 == 4 and teens_after:  # quatre-vingts
            self.group += 76
        elif self.seen and not self._room(value, teens_after):
            return False
        else:
            self.group += value
        self.seen = "unit"
        return True

    def _room(self, value: int, teens_after: frozenset[int]) -> bool:
        rest = self.group % 100
        if rest == 0:
            return value < 100 and (self.group > 0 or self.total > 0)
        if rest in teens_after:
            return 0 < value < 20
        return rest >= 20 and rest % 10 == 0 and 0 < value < 10

    def _scale(self, value: int, kind: str) -> bool:
        if value < 1000:
            if self.group >= 100:
                return False
            self.group = max(self.group, 1) * value
        else:
            if self.total and value >= self.total:
                return False
            self.total += max(self.group, 1) * value
            self.group = 0
        self.about = self.about or kind == "about"
        self.seen = kind
        return True


def _pairs(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key_of(str(key)): value for key, value in table.items()}


def _after(role: str, phrases: list[str]) -> re.Pattern[str]:
    glued = [p for p in phrases if not str(p)[0].isalnum()]
    worded = [p for p in phrases if str(p)[0].isalnum()]
    blank = rf"{_BLANK}*-?" if role in _GLUED else rf"{_BLANK}+"
    unbound = alternation(worded).replace(r"(?<!\w)", "")
    return re.compile(rf"(?:{_BLANK}*{alternation(glued)}|{blank}{unbound})", re.IGNORECASE)


def _digits(decimal: str, group: str) -> re.Pattern[str]:
    blanks = r"\u00a0\u202f " if group == "." else r"\u00a0\u202f"
    digits = rf"(?P<digits>\d{{1,3}}(?:[{re.escape(group)}{blanks}]\d{{3}})+(?!\d)|\d+)"
    return re.compile(rf"{digits}(?:{re.escape(decimal)}(?P<fraction>\d+))?")


def compile_words(table: Mapping[str, Any]) -> Words:
    """Compile the parsed `numbers.yaml` of a language. Cache the result: it costs some milliseconds."""
    units, scales = _pairs(table["units"]), _pairs(table["scales"])
    about = _pairs(table.get("approximate_scales", {}))
    articles = [str(a) for a in table["scale_articles"]]
    numeric = alternation([*units, *scales, *about])
    start = rf"(?:{alternation(articles)}{_BLANK}+(?={alternation([*scales, *about])}))?"
    joiner = rf"(?:{_BLANK}+|-)(?:{alternation(table['joiners'])}(?:{_BLANK}+|-))?"
    digit_scales = _pairs(table["digit_scales"])
    base = _digits(table["decimal"], table["group"]).pattern
    vague = _pairs(table["vague"])
    fractions = _pairs(table["fractions"])
    hedges, after = table["hedges"], table["hedges_after"]
    return Words(
        units=units,
        teens_after=frozenset(table["teens_after"]),
        scales=scales,
        about=about,
        scale_articles=frozenset(articles),
        digit_scales=digit_scales,
        decimal=table["decimal"],
        group=table["group"],
        vague={k: (v[0], v[1]) for k, v in vague.items()},
        fractions={k: (v[0], v[1], v[2]) for k, v in fractions.items()},
        years=(table["years"][0], table["years"][1]),
        range_open={k: frozenset(v) for k, v in _pairs(table["range_open"]).items()},
        range_mid=frozenset(str(w) for w in table["range_mid"]),
        role_order=tuple(r for r in ROLE_ORDER if r in table["roles_after"]),
        after={role: _after(role, [str(p) for p in phrases]) for role, phrases in table["roles_after"].items()},
        before={role: ending(map(str, phrases)) for role, phrases in table["roles_before"].items()},
        hedge_before={
            AT_LEAST: ending(hedges["at_least"]),
            AT_MOST: ending(hedges["at_most"]),
            APPROXIMATE: ending(hedges["approximate"]),
            EXACT: ending(hedges["exact"]),
        },
        hedge_after={
            name: re.compile(rf"{_BLANK}*{alternation(phrases)}", re.IGNORECASE) for name, phrases in after.items()
        },
        digits_re=re.compile(
            rf"(?<![\w]){base}(?:{_BLANK}*(?P<scale>{alternation(digit_scales)}))?".replace("(?<!\\w)", "", 0),
            re.IGNORECASE,
        ),
        words_re=re.compile(rf"{start}{numeric}(?:{joiner}{numeric})*", re.IGNORECASE),
        piece_re=re.compile(alternation([*units, *scales, *about, *articles, *table["joiners"]]), re.IGNORECASE),
        vague_re=compiled(vague),
        compared_re=ending(map(str, table.get("compared", ()))),
        fraction_re=compiled(fractions),
        article_re=compiled(table["articles"]),
        negative_re=compiled(table["negatives"]),
        open_re=ending(table["range_open"]),
        change_re=compiled(table["change_cues"]),
        year_cue_re=ending(map(str, table["year_cues"])),
        counted_re=re.compile(rf"{_BLANK}+(?:\w+{_BLANK}+)?{alternation(table['count_nouns'])}", re.IGNORECASE),
    )
