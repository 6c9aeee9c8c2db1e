"""When: date expressions of an item, and the date that belongs to what a trigger tells.

A date right after a word of saying ("said on Tuesday") dates the statement, never the occurrence. Where no date
belongs to a trigger the answer is None; the page's own date is never handed out as the date of an event.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from djeli.extract.attach_tree import FAR, kept_by, price, told_of_a_person
from djeli.extract.mentions import Range, Sentence, TimeMention
from djeli.lang import load
from djeli.text.date_frame import Frame, frame_of, page_span, resolve_in
from djeli.text.dates import DateWords, Expr, Interval, compile_dates, find_dates
from djeli.values import When
from djeli.vocab import DateAnchor, Precision

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;()\"“”]")
_CLAUSE = re.compile(r"[.;:,()]\s")
_FINE = (Precision.DAY, Precision.DAYS)
_REACH = 3  # sentences back that a narration keeps its date
_OPENING = 4  # characters before a date that opens its sentence: "On "
_AHEAD = 8  # sentences that headline and opening look ahead for when "it happened"
_OPENING_SENTENCES = 3
_COARSE = 60  # characters of distance that a month or year costs beside a day
_OF_VERB = 20  # characters before a trigger in which its "had been" stands


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


def _best(trigger: Range, sentence: Sentence, times: Sequence[TimeMention], words: DateWords) -> TimeMention | None:
    """The date that stands closest to the trigger in its own sentence; days are worth a detour."""
    priced = []
    for time in times:
        if time.when.precision is not Precision.LONGER:
            cost = price(sentence, trigger, (time.start, time.end), words.aftermath)
            cost += 0 if time.when.precision in _FINE else _COARSE
            priced.append((cost, time.start, time))
    cost, _, best = min(priced, key=lambda p: p[:2], default=(FAR, 0, None))
    return best if cost < FAR else None


def _carried(sentence: Sentence, times: Sequence[TimeMention], content: str, words: DateWords) -> TimeMention | None:
    """The day that a sentence hands on to the next: its last one that tells of its own matter."""
    for time in reversed(times):
        clause = _CLAUSE.split(content[sentence.start : time.start])[-1]
        if time.when.precision not in _FINE or words.remote_re.search(clause):
            continue
        if kept_by(sentence, (time.start, time.end), words.aftermath):
            continue
        if not told_of_a_person(sentence, (time.start, time.end)):
            return time
    return None


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

    In the trigger's own sentence the date closest by the parse wins (`attach_tree`), dates of statements left out;
    days are worth more than months and years. A sentence without a date continues the one before it, up to three back,
    as long as that one has a day; a coarser date is not carried over, nor any to what "had been" done before. Where
    that fails, a later sentence that says when "it happened" dates it.
    """
    by_sentence: dict[int, list[TimeMention]] = {}
    for time in times:
        by_sentence.setdefault(time.sentence, []).append(time)
    words = words_of(lang)
    at = [s.index for s in sentences].index(sentence_index)
    here = sentences[at]
    chosen = _best(trigger, here, _own(here, by_sentence, content, words), words)
    if chosen is None and not _set_back(here, trigger, content, words):
        chosen = _from_before(at, sentences, by_sentence, content, words)
        chosen = chosen or _from_behind(at, sentences, by_sentence, content, words)
    return None if chosen is None else (chosen.when, (chosen.start, chosen.end))


def _from_before(
    at: int, sentences: Sequence[Sentence], times: Mapping[int, Sequence[TimeMention]], content: str, words: DateWords
) -> TimeMention | None:
    """The day that the sentences before hand on."""
    for earlier in reversed(sentences[max(0, at - _REACH) : at]):
        found = _carried(earlier, _own(earlier, times, content, words), content, words)
        if found is not None:
            return found
        if words.fresh_re.match(content[earlier.start : earlier.end]):
            return None
    return None


def _from_behind(
    at: int, sentences: Sequence[Sentence], times: Mapping[int, Sequence[TimeMention]], content: str, words: DateWords
) -> TimeMention | None:
    """The day in a later sentence that says when "it happened"; headline and opening look farther ahead."""
    opening = at < _OPENING_SENTENCES
    for later in sentences[at + 1 : at + 1 + (_AHEAD if opening else _REACH)]:
        told = content[later.start : later.end]
        if words.fresh_re.match(told):
            return None
        near = opening and later.index < _OPENING_SENTENCES + 2
        if near or words.happening_re.search(told):
            found = _carried(later, _own(later, times, content, words), content, words)
            if found is not None:
                return found
    return None


def _own(
    sentence: Sentence, times: Mapping[int, Sequence[TimeMention]], content: str, words: DateWords
) -> list[TimeMention]:
    """Dates of a sentence that are no statement's and no part of a name ("the March 23 Movement")."""
    return [
        t
        for t in times.get(sentence.index, ())
        if not _is_saying(content, sentence, t.start, t.end, words) and not _in_name(content, t, words)
    ]


def _in_name(content: str, time: TimeMention, words: DateWords) -> bool:
    before, after = content[max(0, time.start - 40) : time.start], content[time.end : time.end + 30]
    return bool(words.named_before_re.search(before) or words.named_after_re.match(after.lstrip()))


def _set_back(sentence: Sentence, trigger: Range, content: str, words: DateWords) -> bool:
    """Whether the sentence turns to another story, or the trigger to what was before this one."""
    if words.fresh_re.match(content[sentence.start : sentence.end]):
        return True
    return words.remote_re.search(content[max(sentence.start, trigger[0] - _OF_VERB) : trigger[0]]) is not None


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
