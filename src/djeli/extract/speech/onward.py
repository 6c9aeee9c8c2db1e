"""Indirect speech that goes on where the parser cuts it off: "six states, including …", "A, X said, because B"."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Sequence

from djeli.extract.mentions import Sentence
from djeli.extract.speech.found import Found, merged

_QUOTES = re.compile("[“”\"«»\n]|''")
_LISTS = re.compile(r",?\s(?:including|such as|especially|particularly|as well as|rather than|compared (?:with|to))\s")
_REST = re.compile(
    r",\s(?=(?:because|since|but|and|so|or|with|if|unless|although|though|even|especially|including|until|when|while"
    r"|where|to|as|for)\s)"
)
_TOLD = frozenset({"speech", "thought", "evidence"})


def onward(found: Sequence[Found], sentences: Sequence[Sentence], content: str) -> list[Found]:
    """The attributions, each with the rest of its sentence where that goes on what is said and holds no other cue."""
    homes = {one.index: one for one in sentences}
    cues = sorted(one.cue[0] for one in found)
    return [_with_rest(one, homes[one.sentence], cues, content) if one.sentence in homes else one for one in found]


def _with_rest(one: Found, home: Sentence, cues: Sequence[int], content: str) -> Found:
    if one.kind not in _TOLD or not one.content or one.source is None:
        return one
    end, after = max(high for _, high in one.content), max(one.cue[1], one.source[1])
    if end >= after:
        begin, rule = end, _LISTS
    elif end <= min(one.cue[0], one.source[0]):
        begin, rule = after, _REST
    else:
        return one
    if begin >= home.end or rule.match(content, begin, home.end) is None:
        return one
    stop = begin + len(content[begin : home.end].rstrip(" .\t\n"))
    begin += 2 if rule is _REST else 0
    others = bisect.bisect_left(cues, begin) < bisect.bisect_left(cues, stop)
    quoted = any(_QUOTES.search(content, low, high) for low, high in (*one.content, (begin, stop)))
    return one if others or quoted else dataclasses.replace(one, content=merged([*one.content, (begin, stop)]))
