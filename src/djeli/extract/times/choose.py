"""The date that belongs to what a trigger tells.

A date right after a word of saying ("said on Tuesday") dates the statement, never the occurrence. Where no date
belongs to a trigger the answer is None; the page's own date is never handed out as the date of an event.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from djeli.extract.attach_tree import FAR, kept_by, price, told_of_a_person
from djeli.extract.mentions import Range, Sentence, TimeMention, Trigger
from djeli.extract.times.find import words_of
from djeli.extract.times.owned import by_court, by_noun
from djeli.extract.times.said import in_name, is_saying
from djeli.text.date_words import DateWords, normal
from djeli.values import When
from djeli.vocab import DateAnchor, Precision

_CLAUSE = re.compile(r"[.;:,()]\s")
_STOP = re.compile(r"[,;:.]\s")
_DEED = 90  # characters behind "two weeks after" in which the deed is named
_NOBODY: frozenset[str] = frozenset()
_CLOSING = 40  # characters of ", police said"
_HEAD = 2  # characters before a word that opens its sentence
_NONE, _ONE = dt.timedelta(0), dt.timedelta(days=1)
_FINE = (Precision.DAY, Precision.DAYS)
_REACH = 3  # sentences back that a narration keeps its date
_AHEAD = 8  # sentences that headline and opening look ahead for when "it happened"
_OPENING_SENTENCES = 3
_COARSE = 60  # characters of distance that a month or year costs beside a day
_OF_VERB = 20  # characters before a trigger in which its "had been" stands


@dataclass(frozen=True, slots=True)
class Story:
    """An item's sentences with the dates told in each; build it with `story_of`."""

    sentences: Sequence[Sentence]
    places: Mapping[int, int]  # a sentence's index -> its place among the sentences
    times: Mapping[int, Sequence[TimeMention]]
    content: str
    words: DateWords

    def own(self, sentence: Sentence) -> Sequence[TimeMention]:
        """Dates of a sentence that are no statement's and no part of a name ("the March 23 Movement")."""
        return self.times.get(sentence.index, ())


def story_of(sentences: Sequence[Sentence], times: Sequence[TimeMention], content: str, lang: str) -> Story:
    """The story of an item, dates of statements and names left out."""
    words, places = words_of(lang), {s.index: n for n, s in enumerate(sentences)}
    own: dict[int, list[TimeMention]] = {}
    for time in times:
        sentence = sentences[places[time.sentence]]
        said = is_saying(content, sentence, time.start, time.end, words) or in_name(content, time, words)
        if time.deed or not said:
            own.setdefault(time.sentence, []).append(time)
    return Story(sentences, places, own, content, words)


def is_statement_date(time: TimeMention, sentences: Sequence[Sentence], content: str, lang: str) -> bool:
    """Whether the date is that of a statement ("police said on Tuesday")."""
    sentence = next((s for s in sentences if s.index == time.sentence), None)
    return sentence is not None and is_saying(content, sentence, time.start, time.end, words_of(lang))


def _best(trigger: Range, sentence: Sentence, times: Sequence[TimeMention], words: DateWords) -> TimeMention | None:
    """The date that stands closest to the trigger in its own sentence; days are worth a detour."""
    priced = []
    for time in times:
        spot = (time.start, time.end)
        if time.deed:
            if _right_behind(time, trigger, sentence):
                priced.append((0.0, time.start, time))
        elif time.when.precision is not Precision.LONGER and not by_court(sentence, trigger, spot, words.court):
            if by_noun(sentence, trigger, spot):
                continue
            cost = price(sentence, trigger, spot, _others(sentence, time, words))
            cost += 0 if time.when.precision in _FINE else _COARSE
            priced.append((cost, time.start, time))
    cost, _, best = min(priced, key=lambda p: p[:2], default=(FAR, 0, None))
    return best if cost < FAR else None


def _others(sentence: Sentence, time: TimeMention, words: DateWords) -> frozenset[str]:
    """Words that keep a date to themselves; none where only the sentence's closing ", police said" could."""
    first = sentence.offset + sentence.tokens.start_char
    tail = sentence.tokens.text[max(0, time.end - first) :].rpartition(",")
    closing = bool(tail[1]) and len(tail[2]) <= _CLOSING and words.saying_re.search(tail[2]) is not None
    return _NOBODY if closing else words.aftermath


def _right_behind(time: TimeMention, trigger: Range, sentence: Sentence) -> bool:
    """Whether the trigger stands in the clause that "two weeks after" opens."""
    first = sentence.offset + sentence.tokens.start_char
    between = sentence.tokens.text[max(0, time.end - first) : max(0, trigger[0] - first)]
    return 0 <= trigger[0] - time.end <= _DEED and not _STOP.search(between)


def _carried(sentence: Sentence, times: Sequence[TimeMention], content: str, words: DateWords) -> TimeMention | None:
    """The day that a sentence hands on to the next: its last one that tells of its own matter."""
    for time in reversed(times):
        clause = _CLAUSE.split(content[sentence.start : time.start])[-1]
        if time.deed or time.aside or time.when.precision not in _FINE or words.remote_re.search(clause):
            continue
        if _of_now(sentence, time, content, words) or kept_by(
            sentence, (time.start, time.end), _others(sentence, time, words)
        ):
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
    that fails, a later sentence that says when "it happened" dates it, and headline and opening take the first day of
    the story. A coarse date gives way to a day within it that a near sentence gives.
    """
    found = _found(trigger, sentence_index, story_of(sentences, times, content, lang))[0]
    return None if found is None else (found.when, (found.start, found.end))


def times_for(
    triggers: Sequence[Trigger], sentences: Sequence[Sentence], times: Sequence[TimeMention], *, content: str, lang: str
) -> list[tuple[When, Range] | None]:
    """`time_for` of all triggers of an item, in their order, and better: a story tells its main occurrence twice.

    What headline and opening tell without a day of its own takes that of a later sentence which tells the same kind
    of occurrence with one, before it takes any other day of the story.
    """
    story = story_of(sentences, times, content, lang)
    found = [
        _found((t.start, t.end), t.sentence, story, own=not t.modality.happened, news=not t.background)
        for t in triggers
    ]
    dated = []
    for trigger, (time, sure) in zip(triggers, found, strict=True):
        better = None
        opening = trigger.sentence < _OPENING_SENTENCES and not trigger.background
        if opening and not sure:
            better = next((t for o, (t, own) in _later(trigger, triggers, found) if own and _fits(t, time)), None)
        chosen = better or time
        dated.append(None if chosen is None else (chosen.when, (chosen.start, chosen.end)))
    return dated


Found = tuple[TimeMention | None, bool]
"""A date and whether it is a day that the sentences around the trigger give."""


def _later(
    trigger: Trigger, triggers: Sequence[Trigger], found: Sequence[Found]
) -> Iterator[tuple[Trigger, tuple[TimeMention, bool]]]:
    """Later tellings of the same kind of occurrence that have a day."""
    for other, (time, own) in zip(triggers, found, strict=True):
        same = other.sentence > trigger.sentence and bool({trigger.type, *trigger.kinds} & {other.type, *other.kinds})
        told = not (other.background or other.aggregate) and other.modality is trigger.modality
        if same and told and time is not None and time.when.precision in _FINE:
            yield other, (time, own)


def _fits(day: TimeMention, coarse: TimeMention | None) -> bool:
    """Whether a day may be what a coarse date means."""
    if coarse is None or coarse.when.precision in _FINE:
        return True
    return _within(day, coarse)


def _within(day: TimeMention, coarse: TimeMention) -> bool:
    """Whether a day lies in a coarse date; weeks begin on a Sunday for some."""
    slack = _ONE if coarse.when.precision is Precision.WEEK else _NONE
    return coarse.when.start - slack <= day.when.start and day.when.end <= coarse.when.end


def _found(trigger: Range, sentence_index: int, story: Story, *, own: bool = False, news: bool = True) -> Found:
    """The date of a trigger; with `own` from its own sentence alone, as for what is planned or threatened.

    Only `news` takes the story's first day: what an opening mentions beside it has a day of its own or none.
    """
    at = story.places[sentence_index]
    here = story.sentences[at]
    chosen = _best(trigger, here, story.own(here), story.words)
    if chosen is not None:
        if chosen.when.precision in _FINE:
            return chosen, True
        finer = _finer(chosen, at, story)
        return finer or chosen, finer is not None
    if own or _set_back(here, trigger, story.content, story.words):
        return None, True
    before = _from_before(at, story)
    if before is not None:
        return before, True
    behind = _from_behind(at, story, news=news)
    return (behind or (_of_the_story(at, story) if news else None)), False


def _of_now(sentence: Sentence, time: TimeMention, content: str, words: DateWords) -> bool:
    """Whether a date only tells how things stand ("Today, the truce is broken")."""
    return time.start - sentence.start <= _HEAD and normal(content[time.start : time.end]) in words.now


def _from_before(at: int, story: Story) -> TimeMention | None:
    """The day that the sentences before hand on."""
    for earlier in reversed(story.sentences[max(0, at - _REACH) : at]):
        found = _carried(earlier, story.own(earlier), story.content, story.words)
        if found is not None:
            return found
        if story.words.fresh_re.match(story.content[earlier.start : earlier.end]):
            return None
    return None


def _from_behind(at: int, story: Story, *, news: bool = True) -> TimeMention | None:
    """The day in a later sentence that says when "it happened"; headline and opening look farther ahead for news."""
    opening = news and at < _OPENING_SENTENCES
    for later in story.sentences[at + 1 : at + 1 + (_AHEAD if opening else _REACH)]:
        told = story.content[later.start : later.end]
        if story.words.fresh_re.match(told):
            return None
        near = opening and later.index < _OPENING_SENTENCES + 2
        if near or story.words.happening_re.search(told):
            found = _carried(later, story.own(later), story.content, story.words)
            now = found is not None and normal(story.content[found.start : found.end]) in story.words.now
            if found is not None and (not now or story.words.happening_re.search(told)):
                return found
    return None


def _of_the_story(at: int, story: Story) -> TimeMention | None:
    """For headline and opening: the first day of the story that no statement owns, be it of what came right after."""
    if at >= _OPENING_SENTENCES:
        return None
    for later in story.sentences[at : at + _AHEAD]:
        if story.words.fresh_re.match(story.content[later.start : later.end]):
            return None
        for time in story.own(later):
            near = time.when.anchor is not DateAnchor.STATED and not time.since and not time.deed
            if near and time.when.precision in _FINE and _may_be_shared(later, time, story.content, story.words):
                return time
    return None


def _may_be_shared(sentence: Sentence, time: TimeMention, content: str, words: DateWords) -> bool:
    """Whether a day may be the deed's too: no later step's but an arrest's, no person's, none of "had been"."""
    spot = (time.start, time.end)
    clause = _CLAUSE.split(content[sentence.start : time.start])[-1]
    if normal(content[time.start : time.end]) in words.now or words.remote_re.search(clause):
        return False  # "the judges resigned today": it says little of when the murder was
    later = kept_by(sentence, spot, words.aftermath) and not kept_by(sentence, spot, words.same_day)
    return not (later or time.aside or told_of_a_person(sentence, spot))


def _finer(coarse: TimeMention, at: int, story: Story) -> TimeMention | None:
    """The day inside a coarse date ("last month") that a near sentence gives for when "it happened"."""
    for other in (*story.sentences[at + 1 : at + 1 + _AHEAD], *reversed(story.sentences[max(0, at - _REACH) : at])):
        told = story.content[other.start : other.end]
        if other.index > at and story.words.fresh_re.match(told):
            return None
        found = _carried(other, story.own(other), story.content, story.words)
        if found is None or found.when.precision is not Precision.DAY or not story.words.happening_re.search(told):
            continue
        if _within(found, coarse):
            return found
    return None


def _set_back(sentence: Sentence, trigger: Range, content: str, words: DateWords) -> bool:
    """Whether the sentence turns to another story, or the trigger to what was before this one."""
    if words.fresh_re.match(content[sentence.start : sentence.end]):
        return True
    return words.remote_re.search(content[max(sentence.start, trigger[0] - _OF_VERB) : trigger[0]]) is not None
