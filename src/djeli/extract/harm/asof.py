"""The day a stock is counted at: "as of 3 May, 46 were still held"; else the page's date.

A date belongs to the number it stands behind, up to the next number; one before all numbers belongs to each of them.
"""

from __future__ import annotations

import datetime as dt

from djeli.extract.mentions import CountMention, Mentions, Range
from djeli.values import When
from djeli.vocab import DateAnchor, Precision, Scope


def counted_at(count: CountMention, mentions: Mentions, published: dt.date | None) -> tuple[When, Range | None] | None:
    """When a stock is counted, and the words that say so, None where only the page's date does; None for no stock.

    Args:
        count: any count; only one of scope STOCK has a day it is counted at.
        mentions: of its item.
        published: the page's date.
    """
    if count.quantity.scope is not Scope.STOCK:
        return None
    dated = [t for t in mentions.times if t.sentence == count.sentence]
    starts = sorted({c.start for c in mentions.counts if c.sentence == count.sentence})
    after = min((s for s in starts if s > count.start), default=None)
    behind = [t for t in dated if t.start >= count.end and (after is None or t.start < after)]
    ahead = [t for t in dated if t.end <= starts[0]]
    found = next(iter([*behind, *ahead]), None)
    if found is not None:
        return found.when, (found.start, found.end)
    if published is None:
        return None
    reason = "No day is told with the number: the page's date."
    when = When(start=published, end=published, precision=Precision.DAY, anchor=DateAnchor.PUBLICATION, reason=reason)
    return when, None
