"""An event in plain words for a cell of notes: what, how many, what is disputed and by whom, and the words."""

from __future__ import annotations

from collections.abc import Iterator

from djeli import phrases
from djeli.export.occasions import Occasion
from djeli.export.table import flat
from djeli.views import Dispute, Event
from djeli.vocab import Harm

_SPEAKERS = 4
_QUOTE = 400
_SIDES = {True: "These rest on different origins.", False: "These rest on one origin.", None: ""}


def notes(row: Occasion, words: str) -> str:
    """The whole cell of one row."""
    event = row.event
    parts = [f"{event.title}, {phrases.when(event.when)}.", *harm(event), *disputes(event)]
    if row.of > 1:
        parts.append(split_note(row))
    if words:
        parts.append(f"Words: “{phrases.clip(words, _QUOTE)}”")
    return " ".join(parts)


def harm(event: Event) -> Iterator[str]:
    """A sentence for each kind of harm that is counted, with where the best number comes from."""
    for kind in Harm:
        estimate = event.harm.get(kind)
        if estimate is not None:
            yield f"{kind.value.capitalize()}: {phrases.estimate(estimate) or 'no number'} ({_bare(estimate.reason)})."


def disputes(event: Event) -> Iterator[str]:
    """A sentence for each dispute, each side with who stands for it."""
    for one in event.disputes:
        yield f"Disputed ({one.kind.value}): {_bare(one.reason)}. {_sides(one)}"


def _sides(one: Dispute) -> str:
    told = []
    for side in one.sides:
        names = "; ".join(side.speakers[:_SPEAKERS]) or "no speaker named"
        more = f" and {len(side.speakers) - _SPEAKERS} more" if len(side.speakers) > _SPEAKERS else ""
        stale = ", superseded" if side.stale else ""
        told.append(f"“{flat(side.value)}” ({names}{more}{stale})")
    return f"{' against '.join(told)}. {_SIDES[one.independent]}".strip()


def split_note(row: Occasion) -> str:
    """What a row of several says of its toll."""
    count = phrases.estimate(row.event.harm.get(Harm.KILLED))
    shared = f" The dead of the whole event ({count}) are shared out over its rows." if count else ""
    return f"Row {row.number} of {row.of} of event {row.event.id}.{shared}"


def _bare(sentence: str) -> str:
    return flat(sentence).rstrip(". ")
