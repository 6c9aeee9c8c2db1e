"""Date expressions in a string, and the days they mean.

`find_dates` finds the words, `resolve` reads them against a reference date. What cannot be known gives None: an
expression that needs a reference and has none is never read against today or anything else. Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from djeli.text.date_context import Context
from djeli.text.date_rules import RULES
from djeli.text.date_words import DateWords, compile_dates
from djeli.text.intervals import Interval, precision_of

__all__ = ["DateWords", "Expr", "Interval", "compile_dates", "find_dates", "resolve"]


@dataclass(frozen=True, slots=True)
class Expr:
    """Words that tell a date: `[start, end)` of the string. `kind` names the rule, `parts` the words it needs.

    `since` and `until` say that the date is one end of a longer time; `future` that the words around it look ahead;
    `anniversary` that the date is remembered, not told.
    """

    start: int
    end: int
    kind: str
    words: str
    parts: tuple[tuple[str, str], ...]
    since: bool = False
    until: bool = False
    future: bool = False
    anniversary: bool = False

    @property
    def relative_to_story(self) -> bool:
        """Whether it is counted from another date of the story ("the next day", "two weeks later")."""
        return self.kind in ("earlier_day", "apart")


def find_dates(text: str, words: DateWords) -> list[Expr]:
    """Date expressions in order, none overlapping another; the longest reading of each place wins."""
    found = []
    missing = {name for name, searcher in words.searchers.items() if searcher.search(text) is None}
    for number, pattern in enumerate(words.patterns):
        if pattern.needs & missing:
            continue
        for match in pattern.regex.finditer(text):
            if match.end() > match.start():
                parts = tuple((k, v) for k, v in match.groupdict().items() if v is not None)
                found.append((match.start() - match.end(), number, Expr(*match.span(), pattern.kind, match[0], parts)))
    kept: list[Expr] = []
    for _, _, expr in sorted(found, key=lambda f: (f[0], f[1], f[2].start)):
        if all(expr.end <= other.start or expr.start >= other.end for other in kept):
            kept.append(expr)
    return [_marked(text, expr, words) for expr in sorted(kept, key=lambda e: e.start)]


def _marked(text: str, expr: Expr, words: DateWords) -> Expr:
    """The expression with what the words before it say about it."""
    before = text[max(0, expr.start - 90) : expr.start]
    clause = before[max(before.rfind(mark) for mark in ".;:\n") + 1 :]
    near = clause[-40:]
    until = not expr.kind.endswith("_span") and _opens(words.until_re, near, expr)
    return replace(
        expr,
        since=not expr.kind.endswith("_span") and _opens(words.since_re, near, expr),
        until=until,
        future=_ahead(clause, words) or (until and _lasts(clause, words)),
        anniversary=bool(words.anniversary_re.search(clause)),
    )


def _ahead(clause: str, words: DateWords) -> bool:
    """Whether the words before a date look ahead, and none behind those back again ("will be told who was shot on")."""
    cues = list(words.future_re.finditer(clause))
    return bool(cues) and not words.past_re.search(clause, cues[-1].end())


def _lasts(clause: str, words: DateWords) -> bool:
    """Whether what "until" ends is told as lasting, and not as over."""
    return bool(words.lasting_re.search(clause)) and not words.past_state_re.search(clause)


def _opens(pattern: re.Pattern[str], before: str, expr: Expr) -> bool:
    """Whether the words of the pattern stand right before the expression or are its first word."""
    return bool(pattern.search(before) or pattern.match(expr.words.split()[0]))


def resolve(
    expr: Expr,
    words: DateWords,
    *,
    reference: dt.date | None = None,
    earlier: dt.date | None = None,
    month_first: bool | None = None,
) -> Interval | None:
    """The days an expression means, or None when that cannot be known.

    Args:
        expr: what `find_dates` gave.
        words: the same words.
        reference: the date the text was written (its dateline, else the page's date).
        earlier: the last full date told before this place, which "the next day" counts from.
        month_first: how the page writes 3/4/2024; None when unknown, then only an unambiguous figure is read.
    """
    context = Context(words, reference, earlier, expr.future, month_first)
    found = RULES[expr.kind](dict(expr.parts), expr.words, context)
    if found is None:
        return None
    if expr.since and not expr.relative_to_story and reference is not None and found.end < reference:
        wide = replace(found, end=reference, precision=precision_of(found.start, reference))
        return replace(wide, reason=f"{found.reason}; from then to the page's date {reference}")
    return found
