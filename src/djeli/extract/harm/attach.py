"""Which occurrence a count of harm belongs to.

The word of harm decides when it tells the occurrence itself ("killed 21"); else the nearest occurrence of the sentence
whose type knows that harm; a sentence that tells no occurrence of its own continues the one before it ("At least five
others were wounded.").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from djeli.extract.mentions import CountMention, Mentions, Range, Trigger
from djeli.resources.event_types import event_types
from djeli.vocab import Modality

BACK = 2
"""Sentences a count without an occurrence of its own may look back."""


def attach_counts(mentions: Mentions, *, implied: bool = False) -> Mapping[int, tuple[int, ...]]:
    """Indexes of counts for each trigger index; counts that belong to none are left out.

    With `implied` also deaths that are told without people ("a fatal shooting"): they say how many at least, and name
    nobody.
    """
    by_sentence: dict[int, list[int]] = {}
    for number, trigger in enumerate(mentions.triggers):
        by_sentence.setdefault(trigger.sentence, []).append(number)
    found: dict[int, list[int]] = {}
    for index, count in enumerate(mentions.counts):
        if not implied and (count.start, count.end) == count.cue:
            continue
        home = _home(count, mentions, by_sentence)
        if home is not None:
            found.setdefault(home, []).append(index)
    return {number: tuple(indexes) for number, indexes in found.items()}


def _home(count: CountMention, mentions: Mentions, by_sentence: Mapping[int, Sequence[int]]) -> int | None:
    here = by_sentence.get(count.sentence, ())
    own = [n for n in here if count.start <= mentions.triggers[n].start and mentions.triggers[n].end <= count.end]
    if own:
        return own[-1]  # a number that tells an occurrence by itself: "… and 18 in Kokorou"
    cued = [n for n in here if _told_by(count.cue, mentions, mentions.triggers[n])]
    if cued:
        return cued[0]
    fitting = [n for n in here if count.harm in event_types()[mentions.triggers[n].type].harm]
    if fitting:
        return min(fitting, key=lambda n: _distance(count, mentions.triggers[n]))
    if any(event_types()[mentions.triggers[n].type].family in ("violence", "protest") for n in here):
        return None
    return _before(count, mentions, by_sentence)


def _told_by(cue: Range, mentions: Mentions, trigger: Trigger) -> bool:
    sentence = mentions.sentences[trigger.sentence]
    doc = sentence.tokens.doc
    spots = [sentence.range_of(doc[m]) for m in trigger.members] + [(trigger.start, trigger.end)]
    return any(cue[0] < end and start < cue[1] for start, end in spots)


def _distance(count: CountMention, trigger: Trigger) -> int:
    return max(count.start - trigger.end, trigger.start - count.end, 0)


def _before(count: CountMention, mentions: Mentions, by_sentence: Mapping[int, Sequence[int]]) -> int | None:
    here = mentions.sentences[count.sentence]
    for back in range(1, BACK + 1):
        number = count.sentence - back
        if number < 0:
            return None
        if here.paragraph - mentions.sentences[number].paragraph > 1:
            return None
        fitting = [
            n
            for n in by_sentence.get(number, ())
            if count.harm in event_types()[mentions.triggers[n].type].harm
            and mentions.triggers[n].modality is Modality.ACTUAL
        ]
        if fitting:
            return fitting[-1]
    return None
