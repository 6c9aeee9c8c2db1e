"""When: date expressions of an item, and the date that belongs to what a trigger tells.

A date right after a word of saying ("said on Tuesday") dates the statement, never the occurrence. Where no date
belongs to a trigger the answer is None; the page's own date is never handed out as the date of an event.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from djeli.extract.mentions import Range, Sentence, TimeMention
from djeli.lang import load
from djeli.text.date_frame import Frame, frame_of, page_span, resolve_in
from djeli.text.dates import DateWords, Expr, Interval, compile_dates, find_dates
from djeli.values import When
from djeli.vocab import DateAnchor, Precision

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;()\"“”]")
_BOUNDARY = re.compile(r"[;:]|\s[-–—]\s|[.!?]\s")
_CLAUSE = re.compile(r"[.;:,()]\s")
_FINE = (Precision.DAY, Precision.DAYS)
_REACH = 3  # sentences back that a narration keeps its date
_OPENING = 4  # characters before a date that opens its sentence: "On "
_COMMA_COST = 25  # a clause boundary counts like so many characters of distance


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
    told = [(s, find_dates(content[s.start : s.end], words)) for s in sentences]
    frame = _frame(told, content, words, dateline or published, page)
    earlier: dt.date | None = None
    out = []
    for sentence, exprs in told:
        for expr in exprs:
            found = resolve_in(expr, words, frame, earlier)
            if found is None or expr.anniversary:
                continue
            when = _when(found, dateline=dateline is not None)
            start, end = sentence.start + expr.start, sentence.start + expr.end
            out.append(TimeMention(start=start, end=end, sentence=sentence.index, when=when))
            if when.precision is Precision.DAY and not _is_saying(content, sentence, start, end, words):
                earlier = when.start
    return tuple(out)


def _frame(
    told: Sequence[tuple[Sentence, list[Expr]]], content: str, words: DateWords, day: dt.date | None, page: str
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


def find_expressions(text: str, lang: str) -> list[Expr]:
    """Date expressions of a string, resolved or not: what number finding must keep its hands off."""
    return find_dates(text, words_of(lang))


def _is_saying(content: str, sentence: Sentence, start: int, end: int, words: DateWords) -> bool:
    """Whether a date belongs to a word of saying or to the page itself, not to what is told.

    Three signs: it stands right behind such a word, only words like "on", "told", "reporters" between; it opens a
    sentence whose first verb is such a word ("On Sunday, police confirmed ..."); the sentence is little but the date.
    """
    if (end - start) * 5 >= (sentence.end - sentence.start) * 4:
        return True
    before = content[max(sentence.start, start - 90) : start]
    if len(before.strip()) <= _OPENING and _first_verb_says(content[end : min(sentence.end, end + 70)], words):
        return True
    cues = list(words.saying_re.finditer(before))
    if not cues:
        return False
    between = [word.lower() for word in _WORD.findall(before[cues[-1].end() :])]
    filled = all(word in words.fill or (word[:1].isupper() and word.isalpha()) for word in between)
    return filled and len(between) <= 8


def _first_verb_says(after: str, words: DateWords) -> bool:
    """Whether a word of saying follows within a short subject: no clause ends and no word looks like another verb."""
    cue = words.saying_re.search(after)
    if cue is None:
        return False
    subject = [word for word in _WORD.findall(after[: cue.start()].lstrip(" ,")) if word != ","]
    return len(subject) <= 6 and not any(w in ".;()" or w.endswith(("ed", "é", "ée", "és")) for w in subject)


def is_statement_date(time: TimeMention, sentences: Sequence[Sentence], content: str, lang: str) -> bool:
    """Whether the date is that of a statement ("police said on Tuesday")."""
    sentence = next((s for s in sentences if s.index == time.sentence), None)
    return sentence is not None and _is_saying(content, sentence, time.start, time.end, words_of(lang))


def _distance(trigger: Range, time: TimeMention, content: str) -> int:
    """Characters between trigger and date; clause boundaries between them weigh more."""
    left, right = (trigger[1], time.start) if time.start >= trigger[1] else (time.end, trigger[0])
    between = content[left:right]
    cost = max(0, right - left) + _COMMA_COST * between.count(",") + 6 * _COMMA_COST * len(_BOUNDARY.findall(between))
    return cost + _COMMA_COST * sum(between.count(f" {word} ") for word in ("after", "before", "when", "who", "which"))


def _best(trigger: Range, times: Sequence[TimeMention], content: str) -> TimeMention | None:
    fine = [t for t in times if t.when.precision in _FINE]
    pool = fine or [t for t in times if t.when.precision is not Precision.LONGER]
    return min(pool, key=lambda t: (_distance(trigger, t, content), t.start)) if pool else None


def time_for(
    trigger: Range,
    sentence_index: int,
    sentences: Sequence[Sentence],
    times: Sequence[TimeMention],
    *,
    content: str,
    lang: str,
) -> tuple[When, Range] | None:
    """The date of what the trigger tells, with the words that give it; None when the item doesn't say.

    In the trigger's own sentence the nearest date in its clause wins, dates of statements left out; days are
    preferred to months and years. A sentence without a date continues the one before it, up to three back, as long
    as that one has a day; a coarser date is not carried over.
    """
    by_sentence: dict[int, list[TimeMention]] = {}
    for time in times:
        by_sentence.setdefault(time.sentence, []).append(time)
    order = [s.index for s in sentences]
    at = order.index(sentence_index)
    for back in range(_REACH + 1):
        if at - back < 0:
            break
        sentence = sentences[at - back]
        own = [
            t
            for t in by_sentence.get(sentence.index, ())
            if not _is_saying(content, sentence, t.start, t.end, words_of(lang))
        ]
        chosen = _best(trigger, own, content)
        if chosen is not None and (back == 0 or chosen.when.precision in _FINE):
            return chosen.when, (chosen.start, chosen.end)
    return None


def main_time(
    triggers: Sequence[tuple[Range, int]],
    sentences: Sequence[Sentence],
    times: Sequence[TimeMention],
    *,
    content: str,
    lang: str,
) -> tuple[When, Range] | None:
    """The date of an item's main occurrence: that of the first trigger that has a day.

    News tells its main occurrence first. Without any dated trigger the first day that no statement owns is taken,
    and None when there is none: the page's own date is no answer.

    Args:
        triggers: ranges of words that tell the occurrence, each with its sentence's index, in order.
        sentences: of the item.
        times: what `find_times` gave.
        content: characters of the item's Text.
        lang: a language with a folder under `lang`.
    """
    for trigger, sentence in triggers:
        found = time_for(trigger, sentence, sentences, times, content=content, lang=lang)
        if found is not None and found[0].precision in _FINE:
            return found
    for time in times:
        if time.when.precision is Precision.DAY and not is_statement_date(time, sentences, content, lang):
            return time.when, (time.start, time.end)
    return None
