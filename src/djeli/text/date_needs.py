"""What a date pattern cannot do without, so that it is tried only where that stands.

Most sentences hold no month, no weekday and no figure; trying some sixty patterns on each cost two thirds of date
finding. The words a pattern must have are read off its source: what stands neither in an optional group nor in one
with alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"(?<!\?P)<(\w+?)2?>")
_CHECKED = frozenset({"month", "wd", "unit", "season", "quarter", "holiday", "relative", "earlier", "ydir", "ordinal"})
_WRITTEN_IN_FIGURES = frozenset({"iso", "figures", "decade"})
_FIGURES = frozenset({"day", "year"})
FIGURE = "figure"
"""The need of a digit."""


def needs_of(kind: str, pattern: str) -> frozenset[str]:
    """Names of the groups that every match of a pattern of `dates.yaml` must hold."""
    if kind in _WRITTEN_IN_FIGURES:
        return frozenset({FIGURE})
    firm = _firm(pattern)
    if "|" in firm:
        return frozenset()
    names = {match[1] for match in _NAME.finditer(firm)}
    return frozenset(names & _CHECKED) | (frozenset({FIGURE}) if names & _FIGURES else frozenset())


def _firm(pattern: str) -> str:
    """The pattern without groups in brackets, which may be optional or hold alternatives; "<x>?" goes too."""
    kept: list[str] = []
    depth, before = 0, ""
    for char in pattern:
        escaped = before == "\\"
        if char == "(" and not escaped:
            depth += 1
        elif char == ")" and not escaped:
            depth -= 1
            kept += " " if depth == 0 else ""
        elif depth == 0:
            kept.append(char)
        before = "" if escaped else char
    return re.sub(r"<\w+>\?", "", "".join(kept))


def searchers(groups: Mapping[str, str], needs: Iterable[frozenset[str]]) -> dict[str, re.Pattern[str]]:
    """For each need the expression that looks whether a text meets it."""
    wanted = frozenset().union(*needs)
    return {name: re.compile(r"\d" if name == FIGURE else groups[name], re.IGNORECASE) for name in sorted(wanted)}
