"""How far a count reaches: the event's own total, a part of it, several events, a stock, or all that were hit."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from djeli.extract.harm.groups import Group
from djeli.extract.harm.words import Cue, HarmWords
from djeli.extract.mentions import Range
from djeli.vocab import Harm, Scope

_CLAUSE = re.compile(
    r"[;:]\s|\s[-–—]\s|,\s(?=(?:and|but|while|whereas|where|which|who|whose|when|after|in what|"
    r"et|mais|où|qui|dont|alors que|tandis que|après)\b)|\s(?=(?:but|while|whereas|mais|alors que|tandis que)\s)",
    re.IGNORECASE,
)
_NEAR_STOCK = 25  # characters behind a count in which "are still held" belongs to it


@dataclass(frozen=True, slots=True)
class Match:
    """Groups joined to a cue; the groups' sum is the count."""

    cue: Cue
    groups: tuple[Group, ...]
    part: bool = False
    earlier: bool = False
    place: Range | None = None


def _lumped(text: str, match: Match, matches: Sequence[Match], words: HarmWords) -> bool:
    """Whether "since January", "in two attacks" speak of this count: they stand in its clause, or alone in another."""
    lumps, bounds = _places(words.aggregate_re, text), _places(_CLAUSE, text)
    if not lumps:
        return False
    here = bisect_right(bounds, _middle(match))
    taken = {bisect_right(bounds, _middle(m)) for m in matches}
    return any(at == here or at not in taken for at in (bisect_right(bounds, lump) for lump in lumps))


@lru_cache(maxsize=16)
def _places(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    """Where a pattern stands in a sentence: the same for each of its counts."""
    return tuple(m.start() for m in pattern.finditer(text))


def _middle(match: Match) -> int:
    return (match.groups[0].start + match.groups[-1].end) // 2


def scope_of(text: str, match: Match, matches: Sequence[Match], words: HarmWords) -> Scope:
    """The scope of a match among all matches of its sentence."""
    if match.part:
        return Scope.PART
    if match.earlier:
        return Scope.EARLIER
    if match.cue.word in words.states:
        return Scope.STOCK
    if match.cue.harm is Harm.WOUNDED and match.cue.word in words.either | words.unclear:
        if _lumped(text, match, matches, words):
            return Scope.AGGREGATE
        return Scope.EVENT if _beside_the_dead(text, match, matches, words) else Scope.HIT
    start = min(match.groups[0].start, match.cue.start)
    end = max(match.groups[-1].end, match.cue.end)
    following = min((m.groups[0].start for m in matches if m.groups[0].start >= end), default=len(text))
    near = re.split(r"[;,]|\b(?:and|et)\s+\d", text[end : min(following, end + _NEAR_STOCK)])[0]
    if match.cue.harm is not Harm.RELEASED and words.stock_re.search(text[max(0, start - 20) : end] + near):
        return Scope.STOCK
    return Scope.AGGREGATE if _lumped(text, match, matches, words) else Scope.EVENT


def _beside_the_dead(text: str, match: Match, matches: Sequence[Match], words: HarmWords) -> bool:
    """Whether the dead are counted before and apart: "four killed, 30 others shot"; not "30 shot, four died"."""
    dead = any(
        m.cue.harm is Harm.KILLED and not (m.part or m.earlier) and m.groups[-1].end <= match.groups[0].start
        for m in matches
    )
    told = {w for g in match.groups for w in text[g.start : g.end].lower().split()}
    return dead and (match.cue.word in words.unclear or not told.isdisjoint(words.keep - words.stops))
