"""Words of states, compiled: `lang/<code>/states.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from djeli import lang


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """Patterns read behind and before a named actor; groups `was`, `over`, `not` and `former` say how it is told."""

    behind: Mapping[str, re.Pattern[str]]  # relation to what stands between the actor and what follows
    office: re.Pattern[str]  # "leader NAME" behind the group's name
    holder: re.Pattern[str]  # "NAME, the leader of" before the group's name
    name: re.Pattern[str]  # a leader's name, titles passed
    past: frozenset[str]
    hint: re.Pattern[str]  # a sentence without one of these words holds no state


@cache
def state_words(code: str) -> StateWords | None:
    """The words of a language; None when it has none."""
    raw = lang.load(code, "states")
    return _compile(raw) if raw else None


def _compile(raw: Mapping[str, Any]) -> StateWords:
    def some(*keys: str) -> str:
        return _any(word for key in keys for word in raw.get(key) or ())

    def beside(n: int) -> str:
        return rf"(?:\s+(?:(?P<over{n}>{some('over')})|(?P<not{n}>{some('not')})|{some('adverbs')}))*"

    verb = rf"(?:\s*(?:{some('is_now')}|(?P<was>{some('was')}))(?!\w))?"
    relative = rf"(?:\s+(?:{some('relatives')})(?!\w))?"
    opening = rf"(?:\s*,)?{relative}{beside(1)}{verb}{beside(2)}"
    article = rf"(?:\s+(?:{some('articles')})(?!\w)|\s*\bl')?"
    behind = {
        relation: re.compile(rf"{opening}\s+(?P<words>{some(relation)})(?!\w){article}\s*", re.IGNORECASE)
        for relation in ("member_of", "led_by", "present_in")
    }
    office = rf"(?:(?P<former>{some('former')})[\s-]+)?(?:{some('leaders')})"
    of = r"(?:of|de|du|des|del|d')"
    one = r"[^\W\d_a-z][\w’'.-]*"
    name = rf"{one}(?:[ -](?:(?:{some('particles')})[ -])*{one}){{0,4}}"
    return StateWords(
        behind=behind,
        office=re.compile(rf"(?:['’]s?)?\s+(?P<words>{office})\s*,?\s+", re.IGNORECASE),
        holder=re.compile(
            rf"(?P<name>{name})\s*,?(?i:{verb}{article}\s*(?P<words>{office})\s+{of}(?:\s*(?:{some('articles')}))?\s*)$"
        ),
        name=re.compile(rf"(?:(?i:{some('titles')})\s+)*(?P<name>{name})"),
        past=frozenset(str(word) for word in raw.get("past_forms") or ()),
        hint=re.compile(rf"(?<!\w)(?:{some('member_of', 'led_by', 'present_in', 'leaders')})(?!\w)", re.IGNORECASE),
    )


def _any(words: Iterable[object]) -> str:
    found = sorted({str(word) for word in words}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or r"(?!)"
