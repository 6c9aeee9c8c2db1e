"""Date expressions of an item, resolved: what `choose` gives to occurrences.

Stamps (the page's own date line, a dateline) help to read the others and are no date of what is told. "A week after
the bombing" dates the bombing from the day of what came after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from djeli.extract.mentions import Sentence, TimeMention
from djeli.extract.times.said import is_saying
from djeli.extract.times.years import Years
from djeli.lang import load
from djeli.text.date_frame import Frame, frame_of, page_span, resolve_in
from djeli.text.dates import DateWords, Expr, Interval, compile_dates, find_dates, resolve
from djeli.values import When
from djeli.vocab import DateAnchor, Precision

_CLAUSE = re.compile(r"[.;:,()]\s")
_OPENING = 4  # sentences whose "now" is the page's
_BEHIND = 60  # characters in which "two days after the attack of 3 March" names the day it counts from
_WEEK = dt.timedelta(days=6)
_WRITTEN = frozenset({"full", "iso", "figures"})
_CLOCK = re.compile(r"[\s,|]*(?:at|à|a las|-|–)?\s*\d{1,2}[:hH]\d\d(:\d\d)?")
_DASH = re.compile(r"\)?\s*(?:\([^()\n]{2,24}\)\s*)?(?:--|[—–-])\s")
_LINE_HEAD = 60  # characters of a line in which a dateline stands
_BARE = 16  # characters beside a date of a line that is little but the date


@cache
def words_of(lang: str) -> DateWords:
    """Date words of a language, compiled once."""
    return compile_dates(load(lang, "dates"))


def _when(found: Interval, *, dateline: bool) -> When:
    by_page = DateAnchor.DATELINE if dateline else DateAnchor.PUBLICATION
    anchor = by_page if found.anchor == "reference" else DateAnchor(found.anchor)
    return When(
        start=found.start, end=found.end, precision=Precision(found.precision), anchor=anchor, reason=found.reason
    )


def find_times(
    sentences: Sequence[Sentence],
    content: str,
    lang: str,
    *,
    published: dt.date | None = None,
    dateline: dt.date | None = None,
    page: str = "",
) -> tuple[TimeMention, ...]:
    """Dates told in the sentences, in order. Expressions that cannot be resolved are left out.

    Without a day of the page they are read against its month or year (`page`), or against a full date that the text
    itself tells (`djeli.text.date_frame`).

    Args:
        sentences: of one item, in order.
        content: characters of the item's Text.
        lang: a language with a folder under `lang`.
        published: the page's date, which weekdays and "yesterday" are read against when there is no dateline.
        dateline: the date in the item's dateline, preferred to `published`.
        page: what is known of the page's date when it is no full day: "2019-12" or "2019".
    """
    words = words_of(lang)
    told = [(s, find_expressions(content[s.start : s.end], lang)) for s in sentences]
    frame = _frame(told, content, words, dateline or published, page)
    earlier: dt.date | None = None
    out: list[TimeMention] = []
    years = Years()
    for sentence, exprs in told:
        years = years.at(sentence, exprs)
        mine: list[TimeMention] = []
        for expr in exprs:
            if expr.anniversary or expr.kind == "from_deed" or is_stamp(content, sentence, expr, words):
                continue
            found = resolve_in(expr, words, _seen(frame, expr, sentence, content, words), earlier)
            found = years.read(expr, words, found)
            if found is None or (expr.since and frame.day is None and found.anchor != "earlier"):
                continue
            aside = expr.relative_to_story and earlier is not None and found.start < earlier
            made = _mention(sentence, expr, found, dateline=dateline is not None)
            mine.append(replace(made, aside=aside))
            start, end = mine[-1].start, mine[-1].end
            fine = mine[-1].when.precision is Precision.DAY and not aside
            if fine and not is_saying(content, sentence, start, end, words):
                earlier = mine[-1].when.start
        if any(expr.kind == "from_deed" for expr in exprs):
            mine += _counted((sentence, exprs), mine, content, words, _base(earlier, frame, sentence))
        out += sorted(mine, key=lambda t: t.start)
    return tuple(out)


def _seen(frame: Frame, expr: Expr, sentence: Sentence, content: str, words: DateWords) -> Frame:
    """The frame for one date: where the story told its own day, "said on Friday" is the Friday after that day."""
    if expr.kind != "weekday" or frame.day is None or not frame.told or frame.span is not None:
        return frame
    said = is_saying(content, sentence, sentence.start + expr.start, sentence.start + expr.end, words)
    return replace(frame, day=frame.day + _WEEK) if said else frame


def _mention(sentence: Sentence, expr: Expr, found: Interval, *, dateline: bool, deed: bool = False) -> TimeMention:
    return TimeMention(
        start=sentence.start + expr.start,
        end=sentence.start + expr.end,
        sentence=sentence.index,
        when=_when(found, dateline=dateline),
        since=expr.since,
        until=expr.until,
        span=expr.kind.endswith("_span"),
        deed=deed,
    )


Base = tuple[dt.date | None, dt.date | None]
"""The day told before, and the page's where its "now" is meant."""


def _base(earlier: dt.date | None, frame: Frame, sentence: Sentence) -> Base:
    return earlier, frame.day if sentence.index < _OPENING else None


def _counted(
    told: tuple[Sentence, Sequence[Expr]], others: Sequence[TimeMention], content: str, words: DateWords, base: Base
) -> list[TimeMention]:
    """The days of "two days after the attack": of the attack, or of what came after it when the attack's is known."""
    sentence, exprs = told
    days = [t for t in others if t.when.precision is Precision.DAY and not t.since]
    made = []
    for expr in exprs:
        if expr.kind == "from_deed":
            before = content[sentence.start : sentence.start + expr.start]
            follows = words.following_re.search(before) is not None
            end = sentence.start + expr.end
            behind = [t for t in days if 0 <= t.start - end <= _BEHIND and "," not in content[end : t.start]]
            beside = [t for t in days if t not in behind]
            found, deed = _either(expr, words, behind, beside, base, follows=follows)
            if found is not None:
                made.append(_mention(sentence, expr, found, dateline=False, deed=deed))
    return made


def _either(
    expr: Expr,
    words: DateWords,
    behind: Sequence[TimeMention],
    beside: Sequence[TimeMention],
    base: Base,
    *,
    follows: bool,
) -> tuple[Interval | None, bool]:
    """The interval, and whether it is the deed's own."""
    earlier, now = base
    if behind:
        return resolve(expr, words, earlier=behind[0].when.start), False
    if beside:
        return _back(expr, words, beside[-1].when.start), True
    if earlier is not None:
        return (_back(expr, words, earlier), True) if follows else (resolve(expr, words, earlier=earlier), False)
    return (_back(expr, words, now), True) if now is not None else (None, False)


def _back(expr: Expr, words: DateWords, day: dt.date) -> Interval | None:
    """The day of the deed itself, counted from that of what stands to it so."""
    return resolve(replace(expr, kind="to_deed"), words, earlier=day)


_OUTLET_ONLY = re.compile(r"\s*[,|–—-]\s*[^\W\d_a-zß-ÿ][\w.]*(?:\s+[^\W\d_a-zß-ÿ][\w.]*){0,3}\s*\Z")
"""What stands behind a date that only says where and when the page came out: "12.03.2021, Radio Senko"."""


def is_stamp(content: str, sentence: Sentence, expr: Expr, words: DateWords) -> bool:
    """Whether a date is the page's own: a clock's seconds, a label, a dateline's dash, a line of its own."""
    start, end = sentence.start + expr.start, sentence.start + expr.end
    line_start = content.rfind("\n", 0, start) + 1
    before = content[line_start:start]
    dashed = len(before) <= _LINE_HEAD and _DASH.match(content, end) is not None
    if dashed and expr.kind in (*_WRITTEN, "day_month") and not words.in_prose_re.search(before):
        return True
    if expr.kind not in _WRITTEN:
        return False
    if words.label_re.search(before):
        return True
    if not content[sentence.start : start].strip() and _OUTLET_ONLY.match(content, end, sentence.end):
        return True
    clock = _CLOCK.match(content, end)
    if clock is None:
        return False
    stop = content.find("\n", clock.end())
    after = content[clock.end() : stop if stop >= 0 else len(content)]
    return clock[1] is not None or len(before.strip()) + len(after.strip()) <= _BARE


def _frame(
    told: Sequence[tuple[Sentence, Sequence[Expr]]], content: str, words: DateWords, day: dt.date | None, page: str
) -> Frame:
    """What the item's dates are read against; what the text sets back in time ("had been taken on ...") is no help."""
    if day is not None:
        return Frame(day)
    near = [
        expr
        for sentence, exprs in told
        for expr in exprs
        if not words.remote_re.search(_CLAUSE.split(content[sentence.start : sentence.start + expr.start])[-1])
    ]
    named = [replace(e, since=True) for _, exprs in told for e in exprs if e not in near]
    return frame_of([*near, *named], words, span=page_span(page))


@lru_cache(maxsize=2048)
def find_expressions(text: str, lang: str) -> tuple[Expr, ...]:
    """Date expressions of a string, resolved or not: what number finding must keep its hands off.

    Kept for a while, since dates and counts of a sentence are looked for one after the other.
    """
    return tuple(find_dates(text, words_of(lang)))
