"""How a cue is told: the words before it that make it passive, past, denied or none at all.

"He was later, on 3 March, arrested" is told of him; "could be arrested", "calls for the arrest of" tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from djeli.extract.ties.bond_words import any_of
from djeli.extract.ties.letters import DATE

_BACK = 70
"""Characters before a cue in which its auxiliaries and adverbs stand."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands before a cue: `place` is where those words begin, `be` whether an auxiliary of the passive is there,
    `joined` whether "and" or a comma joins it to what is before.
    """

    place: int
    be: bool
    denied: bool
    doubt: bool
    joined: str = ""
    adjective: bool = False  # an article stands right before it: "the banned party"


@dataclass(frozen=True, slots=True)
class Manner:
    """Auxiliaries, adverbs, and words of doubt and denial of a language."""

    be: str
    back: re.Pattern[str]
    doubt: re.Pattern[str]
    joined: re.Pattern[str]
    article: re.Pattern[str]

    def before(self, line: str, place: int) -> Told:
        """What stands before the cue at a place of the line."""
        at, be, denied = place, False, False
        low = max(0, place - _BACK)
        while (match := self.back.search(line, low, at)) is not None and match.end() == at:
            be = be or match["be"] is not None
            denied = denied or match["denied"] is not None
            at = match.start()
        joined = self.joined.search(line, low, at)
        doubt = self.doubt.search(line, low, at) is not None
        adjective = self.article.search(line, low, place) is not None
        return Told(at, be, denied, doubt, joined.group().strip() if joined is not None else "", adjective)


def apart(told: Told, line: str, told_by: Manner) -> tuple[Told, int]:
    """The auxiliary of a participle that closes its clause ("wurde vom Gericht freigesprochen"), and where it ends."""
    last = None
    for match in re.finditer(rf"(?:{told_by.be})", line[: told.place]):
        last = match
    if last is None or re.search(r"[,;:.]", line[last.end() : told.place]):
        return told, -1
    place = told_by.before(line, last.start())
    return Told(place.place, be=True, denied=told.denied or place.denied, doubt=place.doubt), last.end()


def manner(raw: Mapping[str, Any], and_: str, article: str) -> Manner:
    """The words of a file's `be`, `adverbs`, `denied` and `not`."""
    be, adverbs, denied = (any_of(raw.get(key)) for key in ("be", "adverbs", "denied"))
    date = rf"(?:(?:{any_of(raw.get('on'))})\s+)?{DATE}"
    return Manner(
        be=be,
        back=re.compile(rf"(?:(?P<be>{be})|{adverbs}|(?P<denied>{denied})|,\s*{date}\s*,|{date})\s*$"),
        article=re.compile(rf"(?:{article})\s+$"),
        doubt=re.compile(rf"{any_of(raw.get('not'))}(?:\s+\w+)?\s*$"),
        joined=re.compile(rf"(?:,\s*)?(?:{and_})\s*$|[,(–—]\s*$"),
    )
