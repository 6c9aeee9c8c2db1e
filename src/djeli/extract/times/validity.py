"""How long an undertaking or a state holds, and when it came to its phase.

"Announced on 5 August that troops would leave by 15 December" tells two dates: that of announcing is the phase's, the
other is that of the effect. "In force since March", "from May to July", "until further talks on 3 June" bound a state.
Where the words give one end only, the other is the page's date for what lasts, and the phase's for what will end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from djeli.extract.attach_tree import FAR, price
from djeli.extract.mentions import Range, Sentence, TimeMention, Trigger
from djeli.extract.times.find import words_of
from djeli.extract.times.said import is_saying
from djeli.text.date_words import DateWords
from djeli.text.intervals import precision_of
from djeli.values import When
from djeli.vocab import DateAnchor, Phase, Precision

_SAID = frozenset({Phase.CONSIDERED, Phase.ANNOUNCED})
_TOLD = frozenset({Phase.AGREED, Phase.EXTENDED, Phase.ENDED})
_NEAR = 5  # characters on both sides of a date's beginning in which "by" stands: it ends no state
_BEFORE = 60  # characters before a trigger in which "previously" or "no longer" stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What an item says of the course of an undertaking, each with its words; None where it says nothing.

    `over` marks a state told as past ("previously had", "no longer"): it is no present one.
    """

    reached: tuple[When, Range] | None = None
    valid: tuple[When, Range] | None = None
    over: bool = False


def course_of(
    trigger: Trigger,
    sentence: Sentence,
    times: Sequence[TimeMention],
    *,
    content: str,
    lang: str,
    page: dt.date | None = None,
) -> Course:
    """The course of the undertaking a trigger tells.

    Args:
        trigger: of a type that has phases.
        sentence: the trigger's.
        times: dates of the item.
        content: characters of the item's Text.
        lang: a language with a folder under `lang`.
        page: the page's date; what lasts is known to last until then.
    """
    words = words_of(lang)
    mine = [t for t in times if t.sentence == sentence.index and not t.deed]
    lasting = [t for t in mine if not words.deadline_re.search(content[max(0, t.start - _NEAR) : t.start + _NEAR])]
    reached = _reached(trigger, sentence, mine, content, words)
    before = content[max(sentence.start, trigger.start - _BEFORE) : trigger.start]
    over = words.past_state_re.search(before) is not None
    valid = _valid((trigger.start, trigger.end), sentence, lasting, reached, None if over else page)
    return Course(
        reached=None if reached is None else (reached.when, (reached.start, reached.end)), valid=valid, over=over
    )


def _reached(
    trigger: Trigger, sentence: Sentence, times: Sequence[TimeMention], content: str, words: DateWords
) -> TimeMention | None:
    """The date of announcing, agreeing, extending or ending."""
    free = [t for t in times if not (t.since or t.until or t.span)]
    if trigger.phase in _SAID:
        return next((t for t in free if is_saying(content, sentence, t.start, t.end, words)), None)
    if trigger.phase not in _TOLD:
        return None
    priced = [(price(sentence, (trigger.start, trigger.end), (t.start, t.end)), t.start, t) for t in free]
    cost, _, best = min(priced, key=lambda p: p[:2], default=(FAR, 0, None))
    return best if cost < FAR else None


def held(
    spot: Range,
    sentence: Sentence,
    times: Sequence[TimeMention],
    *,
    content: str,
    lang: str,
    page: dt.date | None = None,
    over: bool = False,
) -> tuple[When, Range | None] | None:
    """The time a state told at `spot` holds, with the words that bound it; None when nothing tells.

    A state told in the present without a date holds on the page's date, one with a point in time ("in 2017") then.
    """
    words = words_of(lang)
    mine = [t for t in times if t.sentence == sentence.index and not t.deed]
    lasting = [t for t in mine if not words.deadline_re.search(content[max(0, t.start - _NEAR) : t.start + _NEAR])]
    bounded = _valid(spot, sentence, lasting, None, None if over else page)
    if bounded is not None:
        return bounded
    points = [t for t in mine if not is_saying(content, sentence, t.start, t.end, words)]
    priced = [(price(sentence, spot, (t.start, t.end)), t.start, t) for t in points if not (t.since or t.until)]
    cost, _, best = min(priced, key=lambda p: p[:2], default=(FAR, 0, None))
    if best is not None and cost < FAR:
        return best.when, (best.start, best.end)
    if over or page is None:
        return None
    reason = "told in the present: so on the page's date"
    return When(start=page, end=page, precision=Precision.DAY, anchor=DateAnchor.PUBLICATION, reason=reason), None


def _valid(
    spot: Range,
    sentence: Sentence,
    times: Sequence[TimeMention],
    reached: TimeMention | None,
    page: dt.date | None,
) -> tuple[When, Range] | None:
    """The interval in which the undertaking holds, with the words that bound it."""
    bounds = [t for t in times if t.since or t.until or t.span]
    priced = sorted(bounds, key=lambda t: price(sentence, spot, (t.start, t.end)))
    if not priced:
        return None
    first = priced[0]
    if first.span:
        return first.when, (first.start, first.end)
    since = next((t for t in priced if t.since), None)
    until = next((t for t in priced if t.until), None)
    end = until.when.end if until else page
    begun = reached or next((t for t in times if t not in bounds and until and t.start < until.start), None)
    start = since.when.start if since else (begun.when.start if begun else page or end)
    if start is None or end is None or end < start:
        return None
    told = [t for t in (since, until) if t is not None]
    whys = [t.when.reason for t in told]
    whys += (
        ["when it began is not told: it was there at its phase, on the page's date or at its end"]
        if since is None
        else []
    )
    whys += [] if until else ["still so on the page's date"]
    when = When(
        start=start,
        end=end,
        precision=Precision(precision_of(start, end)),
        anchor=told[0].when.anchor,
        reason="; ".join(whys),
    )
    low, high = min(t.start for t in told), max(t.end for t in told)
    return when, (low, high)
