"""Named only to place something else in time: "since the massacre of 2014 …", "during the Korean War".

Such words name a known thing of the past, they do not tell it. What behind "after" or "before" has no date, or has a
day, may well be the news ("three died after Monday's bombing"); with a month or a year alone it is the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from djeli.extract.events.past import contains
from djeli.extract.lexicon import ModalWords, view_of
from djeli.extract.mentions import Mentions, Sentence, TimeMention, Trigger
from djeli.resources.event_types import event_types
from djeli.vocab import Precision

_COARSE = frozenset({Precision.MONTH, Precision.SEASON, Precision.YEAR, Precision.LONGER})
_FINE = frozenset({Precision.DAY, Precision.DAYS})
_GAP = 5
"""Tokens from the preposition to the word of the deed: "after LAST MONTH'S DEADLY skirmishes"."""
_BEHIND = 30
"""Characters behind that word in which its date stands: "the massacre OF VILLAGERS IN 2014"."""
_ERA = 14
"""Tokens behind a deed in which "during the Korean War" still dates it."""
_OPENING_WORDS = 7
"""Tokens of a sentence's beginning in which an era dates all that follows."""
_ALONGSIDE = frozenset(
    {"after", "following", "despite", "since", "amid", "before", "with", "over", "through", "by", "for", "as", "under"}
)
"""Prepositions before what a headline only mentions; what is hit stands behind others."""
_MARKS = frozenset(".,;:()")
_ASKS = ("?", "؟")


def set_back(mentions: Mentions, words: ModalWords) -> tuple[Trigger, ...]:
    """Triggers with those marked background that their sentence only mentions.

    Those are what places another thing in time, what it dates to an old war, what it asks about, and kinds of acts
    that a headline has beside its matter.
    """
    return tuple(
        replace(one, background=True) if not one.background and _mentioned(one, mentions, words) else one
        for one in mentions.triggers
    )


def _mentioned(trigger: Trigger, mentions: Mentions, words: ModalWords) -> bool:
    sentence = mentions.sentences[trigger.sentence]
    if sentence.title:
        return _beside(trigger, sentence)
    times = [t for t in mentions.times if t.sentence == trigger.sentence]
    return _asked(sentence) or _places(trigger, sentence, times, words) or _of_an_era(trigger, sentence, times, words)


def _beside(trigger: Trigger, sentence: Sentence) -> bool:
    """Whether a headline names kinds of acts beside its matter: "presses on WITH BANS on apps", "amid SANCTIONS"."""
    token = sentence.tokens.doc[trigger.token]
    if token.tag_ not in ("NNS", "NNPS") or event_types()[trigger.type].family == "violence":
        return False
    while token.dep_ in ("conj", "appos"):
        token = token.head
    return bool(token.dep_ == "pobj" and token.head.lower_ in _ALONGSIDE)


def _asked(sentence: Sentence) -> bool:
    """A question tells nothing as news, whatever it takes for granted."""
    return str(sentence.tokens.text).rstrip(" \n\"'”’»)").endswith(_ASKS)


def _places(trigger: Trigger, sentence: Sentence, times: Sequence[TimeMention], words: ModalWords) -> bool:
    if not words.placing or _is_verb(sentence.tokens.doc[trigger.token]):
        return False
    start = _preposition(trigger, sentence, words)
    if start is None:
        return False
    near = [t.when.precision for t in times if start <= t.start < trigger.end + _BEHIND]
    return any(p in _COARSE for p in near) and not any(p in _FINE for p in near)


def _preposition(trigger: Trigger, sentence: Sentence, words: ModalWords) -> int | None:
    """Where "after" begins, if nothing but small words and adjectives stands between it and the deed."""
    view, doc = view_of(sentence.tokens), sentence.tokens.doc
    low = _position(trigger, sentence)
    for at in range(low - 1, max(-1, low - 1 - _GAP), -1):
        if view.lower[at] in _MARKS or _is_verb(doc[view.index[at]]):
            return None
        if any(view.lower[at : at + len(one)] == one for one in words.placing):
            token = doc[view.index[at]]
            return sentence.range_of(doc[token.i : token.i + 1])[0]
    return None


def _of_an_era(trigger: Trigger, sentence: Sentence, times: Sequence[TimeMention], words: ModalWords) -> bool:
    """Dated to a war long over: "was shot down DURING THE VIETNAM WAR", at the opening or behind the deed."""
    if not words.eras:
        return False
    view, low = view_of(sentence.tokens), _position(trigger, sentence)
    opening = view.names[:_OPENING_WORDS] if low > _OPENING_WORDS // 2 else ()
    if contains(opening, words.eras):
        return not any(t.when.precision in _FINE for t in times)
    behind = list(_clause(view.names[low : low + _ERA], view.lower[low : low + _ERA]))
    if not contains(behind, words.eras):
        return False
    doc = sentence.tokens.doc
    last = view.index[low + len(behind) - 1]
    end = sentence.range_of(doc[last : last + 1])[1]
    return not any(t.when.precision in _FINE and trigger.start <= t.start < end for t in times)


def _clause(names: Sequence[tuple[str, ...]], lower: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for one, word in zip(names, lower, strict=True):
        if word in _MARKS:
            return
        yield one


def _position(trigger: Trigger, sentence: Sentence) -> int:
    """The trigger's place in its sentence's view."""
    view, doc = view_of(sentence.tokens), sentence.tokens.doc
    starts = (n for n, i in enumerate(view.index) if sentence.range_of(doc[i : i + 1])[1] > trigger.start)
    return next(starts, len(view.index))


def _is_verb(token: Any) -> bool:
    return bool(token.pos_ in ("VERB", "AUX"))
