"""The day in an item's dateline: "MANILA, Oct. 26 (Xinhua) --", which its weekdays are read against."""

from __future__ import annotations

import datetime as dt

from djeli.extract.times import find_expressions, words_of
from djeli.records import Item
from djeli.text.date_frame import Frame, resolve_in
from djeli.vocab import Precision, RegionKind

OLD = 14
"""Days between dateline and publication beyond which the dateline's day is not believed."""


def dateline_day(item: Item, content: str, lang: str, published: dt.date | None) -> dt.date | None:
    """The day told in the dateline, its year taken from the page's date.

    None without a dateline or a day in it, and where it lies after the page's date or more than `OLD` days before.
    """
    region = next((r for r in item.regions if r.kind is RegionKind.DATELINE), None)
    if region is None or published is None:
        return None
    for expr in find_expressions(content[region.start : region.end], lang):
        found = resolve_in(expr, words_of(lang), Frame(published))
        if found is not None and Precision(found.precision) is Precision.DAY:
            near = published - dt.timedelta(days=OLD) <= found.start <= published + dt.timedelta(days=1)
            return found.start if near else None
    return None
