"""What the constructions hand to `speakers.py`: an attribution before its speaker is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.words import Words
from djeli.vocab import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Somebody says something. `naming` is the phrase that tells who, when `source` is a pronoun ("who"),
    `addressee` who is told, in words.
    """

    cue: Range
    content: tuple[Range, ...]
    source: Range | None
    sentence: int
    stance: Stance
    kind: str
    naming: Range | None = None
    addressee: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that its constructions are read by: the item's text, the words, the quotations."""

    sentence: Sentence
    content: str
    words: Words
    quotes: tuple[Range, ...]


_TRIM_LEFT = " \t\n\r,;:–—-"
_TRIM_RIGHT = " \t\n\r,;:–—-"


def trimmed(content: str, start: int, end: int) -> Range | None:
    """The range without spaces, commas and dashes at its ends; None when nothing is left."""
    while start < end and content[start] in _TRIM_LEFT:
        start += 1
    while end > start and content[end - 1] in _TRIM_RIGHT:
        end -= 1
    return (start, end) if start < end else None


def without(whole: Range, holes: list[Range]) -> list[Range]:
    """Parts of `whole` that no hole covers, in order."""
    parts, at = [], whole[0]
    for start, end in sorted(holes):
        if end <= at or start >= whole[1]:
            continue
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    if at < whole[1]:
        parts.append((at, whole[1]))
    return parts


def overlap(one: Range, two: Range) -> int:
    """Number of characters shared."""
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def merged(parts: Sequence[Range]) -> tuple[Range, ...]:
    """The parts in order, those that touch made one."""
    joined: list[Range] = []
    for start, end in sorted(parts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def inside(cue: Range, one: Found) -> bool:
    """Whether the cue stands in what `one` says."""
    return any(low <= cue[0] and cue[1] <= high for low, high in one.content)
