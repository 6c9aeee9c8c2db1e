"""The date words of a language, compiled: what `dates.yaml` says as tables and patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from djeli.text.date_needs import needs_of, searchers
from djeli.text.phrases import alternation, compiled, ending, key_of

_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a date. `kind` names the rule of `date_rules` that reads it."""

    kind: str
    regex: re.Pattern[str]
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DateWords:
    """Compiled words of one language; build it with `compile_dates`. Keys of the tables are lower case."""

    patterns: tuple[Pattern, ...]
    searchers: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, Mapping[str, Any]]
    since_re: re.Pattern[str]
    until_re: re.Pattern[str]
    anniversary_re: re.Pattern[str]
    future_re: re.Pattern[str]
    saying_re: re.Pattern[str]
    fill: frozenset[str]
    remote_re: re.Pattern[str]
    fresh_re: re.Pattern[str]
    aftermath: frozenset[str]
    happening_re: re.Pattern[str]
    named_before_re: re.Pattern[str]
    named_after_re: re.Pattern[str]
    following_re: re.Pattern[str]
    label_re: re.Pattern[str]
    in_prose_re: re.Pattern[str]
    court: frozenset[str]
    same_day: frozenset[str]
    past_re: re.Pattern[str]
    now: frozenset[str]
    lasting_re: re.Pattern[str]
    deadline_re: re.Pattern[str]
    past_state_re: re.Pattern[str]
    updated_re: re.Pattern[str]
    as_of_re: re.Pattern[str]

    def look(self, table: str, word: str) -> Any:
        """Value of a word in a table, None when it isn't there; case, blanks and apostrophes don't matter."""
        return self.tables[table].get(normal(word))


def normal(word: str) -> str:
    """Lower case, single blanks, straight apostrophes, no closing dot or hyphen."""
    return key_of(word).rstrip(".-")


def _table(raw: Mapping[Any, Any]) -> dict[str, Any]:
    return {normal(str(key)): value for key, value in raw.items()}


def _turned(raw: Mapping[Any, Any]) -> dict[str, int]:
    return {normal(str(word)): int(number) for number, names in raw.items() for word in names}


def _groups(table: Mapping[str, Any]) -> dict[str, str]:
    """What stands for each <name> of the patterns."""
    case = "(?-i:{})" if table["case_sensitive"] else "{}"
    months = case.format(alternation([name for names in table["months"].values() for name in names]))
    weekdays = case.format(alternation([name for names in table["weekdays"].values() for name in names]))
    number = rf"(?:{alternation(table['numbers'])}|\d{{1,3}})"
    day = rf"(?<![\d.,:/-]){_DAY}(?:st|nd|rd|th|er)?(?!\d|[.,:]\d|\w|%)"
    year = rf"(?<![\d,.]){_YEAR}(?![\d%]|s\b|,\d|-\w*year)"
    named = {
        "month": months,
        "wd": weekdays,
        "day": day,
        "year": year,
        "n": rf"(?:{number}|{alternation(table['vague_numbers'])})",
        "number": number,
        "unit": alternation(table["units"]),
        "unit1": alternation(table["units"]),
        "part": alternation(table["parts"]),
        "dir": alternation(table["directions"]),
        "tod": alternation(table["times_of_day"]),
        "season": alternation(table["seasons"]),
        "quarter": alternation(table["quarters"]),
        "ordinal": alternation(table["ordinals"]),
        "holiday": case.format(alternation(table["holidays"])),
        "relative": alternation(table["relative_days"]),
        "ydir": alternation(table.get("year_directions", {})),
        "earlier": alternation(table["earlier_days"]),
    }
    for name in ("month", "day", "year", "wd"):
        named[name + "2"] = named[name]
    named["day2"] = day.replace(":/-]", ":/]", 1)  # may follow a hyphen: 25-27 July
    return named


def _compile(pattern: str, groups: Mapping[str, str]) -> re.Pattern[str]:
    def put(match: re.Match[str]) -> str:
        name = match[1]
        return groups[name] if name in ("number", "tod", "unit1") else f"(?P<{name}>{groups[name]})"

    spaced = re.sub(r" (?![?*+])", r"[\\s\\u00a0\\u202f]+", pattern).replace(" ?", r"[\s\u00a0\u202f]?")
    filled = re.sub(r"(?<!\?P)<(\w+)>", put, spaced)
    return re.compile(rf"(?<!\w){filled}", re.IGNORECASE)


def compile_dates(table: Mapping[str, Any]) -> DateWords:
    """Compile the parsed `dates.yaml` of a language. Cache the result: it costs some tens of milliseconds."""
    groups = _groups(table)
    names = (
        "numbers",
        "units",
        "parts",
        "directions",
        "seasons",
        "quarters",
        "ordinals",
        "holidays",
        "relative_days",
        "earlier_days",
    )
    tables: dict[str, Mapping[str, Any]] = {name: _table(table[name]) for name in names}
    tables["year_directions"] = _table(table.get("year_directions", {}))
    tables["story_directions"] = _table(dict.fromkeys(table.get("story_directions", ()), 1))
    tables["plural_directions"] = _table(dict.fromkeys(table.get("plural_directions", ()), 1))
    tables["hour_words"] = _table(dict.fromkeys(table.get("hour_words", ()), 1))
    tables["months"], tables["weekdays"] = _turned(table["months"]), _turned(table["weekdays"])
    saying = alternation(table["saying"])
    patterns = tuple(Pattern(kind, _compile(regex, groups), needs_of(kind, regex)) for kind, regex in table["patterns"])
    return DateWords(
        patterns=patterns,
        searchers=searchers(groups, (pattern.needs for pattern in patterns)),
        tables=tables,
        since_re=ending(table["since"]),
        until_re=ending(table["until"]),
        anniversary_re=compiled(table["anniversary"]),
        future_re=compiled(table["future_cues"]),
        saying_re=re.compile(saying, re.IGNORECASE),
        fill=frozenset(str(w).lower() for w in table["saying_fill"]),
        remote_re=compiled(table["remote_cues"]),
        fresh_re=compiled(table["fresh_cues"]),
        aftermath=frozenset(str(w).lower() for w in table["aftermath"]),
        happening_re=compiled(table["happening_cues"]),
        named_before_re=ending(table["named_before"]),
        named_after_re=compiled(table["named_after"]),
        following_re=compiled(table.get("following_cues", ())),
        label_re=ending(table.get("stamp_labels", ())),
        in_prose_re=ending(table.get("date_prepositions", ())),
        now=frozenset(normal(str(w)) for w in table.get("now_words", ())),
        lasting_re=compiled(table.get("lasting_cues", ())),
        deadline_re=compiled(table.get("deadlines", ())),
        same_day=frozenset(str(w).lower() for w in table.get("same_day", ())),
        past_state_re=compiled(table.get("past_states", ())),
        updated_re=compiled(table.get("updated_notes", ())),
        as_of_re=ending(table.get("as_of", ())),
        past_re=compiled(table.get("past_cues", ())),
        court=frozenset(str(w).lower() for w in table.get("court", ())),
    )
