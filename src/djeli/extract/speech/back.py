"""Which reports a statement is about when its own words only refer back: "denied THE ACCUSATION"."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.extract.mentions import Attribution, Range
from djeli.extract.speech.words import Words
from djeli.vocab import Stance

_SHORT = 12
"""Words: what is said at greater length tells its own matter."""

_ANSWERS = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.CONDEMNS, Stance.CLAIMS_RESPONSIBILITY})


def targets(
    said: Sequence[Attribution], anchors: Sequence[tuple[Range, str]], content: str, words: Words
) -> list[tuple[str, ...]]:
    """Report ids each statement is about, in the order of `said`: those told in its words, else those referred to.

    `anchors` are the reports with the words that tell them. A statement that refers back is about what the nearest
    earlier statement of another speaker tells, an accusation before others; without one, about the nearest report told
    before it in the same or the previous paragraph.
    """
    own = [_told(one, anchors) for one in said]
    found = []
    for number, one in enumerate(said):
        ids = own[number]
        if not ids and one.stance in _ANSWERS and _refers(one, content, words):
            ids = _earlier(number, said, own) or _nearest(one, anchors, content)
        found.append(tuple(sorted(ids)))
    return found


def _told(one: Attribution, anchors: Sequence[tuple[Range, str]]) -> frozenset[str]:
    return frozenset(
        report for (start, end), report in anchors for low, high in one.content if low <= start and end <= high
    )


def _refers(one: Attribution, content: str, words: Words) -> bool:
    """Whether the words said are little more than a noun that takes something up."""
    text = " ".join(content[slice(*part)] for part in one.content)
    # "Denied responsibility for …", "claimed …" take up a deed by themselves.
    owned = one.stance is Stance.CLAIMS_RESPONSIBILITY or words.back.search(content[slice(*one.cue)]) is not None
    return len(text.split()) <= _SHORT and (owned or words.back.search(text) is not None)


def _earlier(number: int, said: Sequence[Attribution], own: Sequence[frozenset[str]]) -> frozenset[str]:
    one = said[number]
    others = [
        n
        for n, other in enumerate(said)
        if other.cue[0] < one.cue[0] and own[n] and (other.name, other.actor) != (one.name, one.actor)
    ]
    accused = [n for n in others if said[n].stance is Stance.ACCUSES] if one.stance is Stance.DENIES else []
    return own[max(accused or others, key=lambda n: said[n].cue[0])] if others else frozenset()


def _nearest(one: Attribution, anchors: Sequence[tuple[Range, str]], content: str) -> frozenset[str]:
    before = [(spot, report) for spot, report in anchors if spot[1] <= one.cue[0]]
    if not before:
        return frozenset()
    (_, end), report = max(before)
    return frozenset({report}) if content.count("\n\n", end, one.cue[0]) <= 1 else frozenset()
