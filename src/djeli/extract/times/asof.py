"""The time each paragraph of a living document speaks of: a country report, a timeline, a fact sheet "last updated".

Such a document is written and mended over months, so that its page's date says little about a paragraph. In this
order: a time the paragraph states ("as of May 2023"), the latest date it tells up to the page's, the page's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from djeli.extract.mentions import Range, Sentence, TimeMention
from djeli.extract.times.find import words_of
from djeli.records import Item
from djeli.text.date_words import DateWords
from djeli.values import When
from djeli.vocab import DateAnchor, ItemKind, Precision

_LIVING = frozenset({ItemKind.PROFILE, ItemKind.ANALYSIS, ItemKind.SECTION})
_YEARS = 3  # different years told by a text that is no news of a day
_PARAGRAPHS = 3
_HEAD = 400  # characters at both ends of an item in which its last update is noted
_MARK = 24  # characters before a date in which "as of" stands


def as_of(
    item: Item,
    sentences: Sequence[Sentence],
    times: Sequence[TimeMention],
    *,
    content: str,
    lang: str,
    page: dt.date | None = None,
) -> Iterator[tuple[Range, When]]:
    """Paragraphs with the interval each speaks of; nothing for an item that is no living document."""
    words = words_of(lang)
    if len({s.paragraph for s in sentences if not s.title}) < _PARAGRAPHS:
        return
    note = f"{content[item.start : item.start + _HEAD]}\n{content[max(item.start, item.end - _HEAD) : item.end]}"
    if item.kind not in _LIVING and not words.updated_re.search(note) and not _tells_years(sentences, times):
        return
    for _, group in groupby((s for s in sentences if not s.title), key=lambda s: s.paragraph):
        lines = list(group)
        inside = {s.index for s in lines}
        found = _of(lines, [t for t in times if t.sentence in inside], content, words, page)
        if found is not None:
            yield (lines[0].start, lines[-1].end), found


def _tells_years(sentences: Sequence[Sentence], times: Sequence[TimeMention]) -> bool:
    """Whether paragraphs end in several different years: a history, no news of a day."""
    by_paragraph = {s.index: s.paragraph for s in sentences}
    latest: dict[int, int] = {}
    for time in times:
        place = by_paragraph[time.sentence]
        latest[place] = max(latest.get(place, 0), time.when.end.year)
    return len(set(latest.values())) >= _YEARS


def _of(
    lines: Sequence[Sentence], times: Sequence[TimeMention], content: str, words: DateWords, page: dt.date | None
) -> When | None:
    for time in times:
        low = max(lines[0].start, time.start - _MARK)
        if words.as_of_re.search(content[low : time.start + 3]):
            return replace(time.when, reason=f"the paragraph states it: {time.when.reason}")
    known = [t.when for t in times if page is None or t.when.start <= page]
    if known:
        last = max(known, key=lambda when: (when.start, when.end))
        end = last.end if page is None else min(last.end, page)
        return replace(last, end=max(last.start, end), reason=f"the latest date the paragraph tells: {last.reason}")
    if page is None:
        return None
    reason = f"the paragraph tells no date; the page's own is {page}"
    return When(start=page, end=page, precision=Precision.DAY, anchor=DateAnchor.PUBLICATION, reason=reason)
