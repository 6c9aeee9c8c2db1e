"""When a relation began or happened: the date of its own clause.

Each cue takes the date nearest to it that no other cue and no clause word parts from it; "since", "until" and "from …
to" bound a state. What happens once and has no date here has none: the page's day is not its day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from djeli.extract.mentions import Range, Sentence, TieMention, TimeMention
from djeli.text.intervals import precision_of
from djeli.values import When
from djeli.vocab import Precision, Relation

_PARTS = re.compile(r"[;:]|,\s+(?:and|but|while|which|who|et|mais|qui|y|pero|que)\s|\s(?:but|while|after|before)\s")
_OURS = frozenset(
    {
        Relation.ALIAS_OF,
        Relation.RENAMED,
        Relation.MERGED_INTO,
        Relation.SPLIT_FROM,
        Relation.ALLIED_WITH,
        Relation.RIVAL_OF,
        Relation.MEMBER_OF,
        Relation.LED_BY,
        Relation.FOUNDED,
        Relation.DISBANDED,
        Relation.SPONSORED_BY,
        Relation.SUCCEEDED_BY,
    }
)
_PARTED = 60
"""What a border between clauses costs, in characters."""
_FAR = 110
"""Characters beyond which a date is another clause's."""


def date_of(
    tie: TieMention, sentence: Sentence, times: Sequence[TimeMention], content: str, page: dt.date | None
) -> tuple[When, Range] | None:
    """The time of a relation with its words; None when its sentence tells none."""
    if tie.relation not in _OURS:
        return None
    spot = tie.spans[-1]
    mine = [t for t in times if t.sentence == sentence.index and not t.deed and _page_free(t, content)]
    if not mine:
        return None
    cost, _, best = min((_cost(spot, t, content), t.start, t) for t in mine)
    if cost > _FAR:
        return None
    return _bounded(best, mine, page, lasts=Relation(tie.relation).lasts), (best.start, best.end)


def _page_free(time: TimeMention, content: str) -> bool:
    """Whether the words name a time of their own: "now" and "today" are the page's."""
    return len(content[time.start : time.end]) > 3


def _cost(spot: Range, time: TimeMention, content: str) -> int:
    low, high = (spot[1], time.start) if time.start >= spot[1] else (time.end, spot[0])
    between = content[low:high] if low < high else ""
    return len(between) + _PARTED * len(_PARTS.findall(between)) + (10 if time.end <= spot[0] else 0)


def _bounded(best: TimeMention, mine: Sequence[TimeMention], page: dt.date | None, *, lasts: bool) -> When:
    """The time as told; open at the page's day where it begins a state, closed by an "until" beside it."""
    if not (best.since and lasts):
        return best.when
    until = next((t for t in mine if t.until and t.when.end >= best.when.start), None)
    end = until.when.end if until else page
    if end is None or end < best.when.end:
        return best.when
    when = best.when
    return When(
        start=when.start,
        end=end,
        precision=Precision(precision_of(when.start, end)),
        anchor=when.anchor,
        reason=when.reason + ("" if until else "; still so on the page's date"),
    )
