"""What somebody calls for has not happened by that: "demanded the release of the prisoners"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from djeli.extract.mentions import Attribution, Trigger
from djeli.vocab import Modality, Stance


def called_for(triggers: Sequence[Trigger], said: Sequence[Attribution]) -> tuple[Trigger, ...]:
    """The triggers, the first one behind each word of demanding set to hypothetical.

    Only the first is what is demanded: in "demanded the release of those abducted" the abduction is told as a fact.
    """
    asked = set()
    for one in said:
        if one.stance is Stance.CALLS_FOR:
            inside = [
                (t.start, n)
                for n, t in enumerate(triggers)
                if t.sentence == one.sentence
                and t.start >= one.cue[1]
                and any(low <= t.start < high for low, high in one.content)
            ]
            asked |= {min(inside)[1]} if inside else set()
    return tuple(
        replace(t, modality=Modality.HYPOTHETICAL) if n in asked and t.modality is Modality.ACTUAL else t
        for n, t in enumerate(triggers)
    )
