"""Lines that open with who speaks: transcripts and interviews ("SMITH: We left at dawn."), headlines of people.

A name before a colon may be a place or a topic. It speaks when a dialogue is given, two or more names taking turns, or
when the same name speaks elsewhere in the item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from djeli.extract.mentions import Range, Sentence
from djeli.extract.speech.found import Found, overlap
from djeli.vocab import Stance

_NAME = r"[^\W\d_a-zß-ÿ][\w.'’()-]*"
_OPENS = re.compile(rf"(?P<who>{_NAME}(?: (?:{_NAME}|of|the|de|al|van|von)){{0,5}})\s?(?P<cue>:)\s+(?=\S)")
_TURN = 4
"""Words: a shorter line behind a name is a heading's or a table's."""

_HEADLINE = 20
"""Words: headlines may be all capitals."""

_Opening = tuple[Sentence, re.Match[str], int]
"""The first sentence of a paragraph, how it opens, and where the paragraph ends."""


def transcripts(found: Sequence[Found], sentences: Sequence[Sentence], content: str) -> Iterator[Found]:
    """Attributions of the paragraphs that open with a speaker's name, in text order."""
    turns: list[_Opening] = []
    for _, group in groupby(sentences, key=lambda s: s.paragraph):
        lines = list(group)
        match = _OPENS.match(content, lines[0].start, lines[-1].end)
        if match is not None:
            turns.append((lines[0], match, lines[-1].end))
    if not turns:
        return
    names = [_last(match["who"]) for _, match, _ in turns]
    dialogue = len(set(names)) > 1 and len(names) > len(set(names))
    heard = {_last(content[slice(*one.source)]) for one in found if one.source is not None}
    cues = [one.cue for one in found]
    for (first, match, end), name in zip(turns, names, strict=True):
        turn = dialogue and (names.count(name) > 1 or match["who"].isupper())
        if not turn and name not in heard:
            continue
        if not _is_speech(content[match.end() : end].split(), 1 if turn else _TURN):
            continue
        if not any(overlap(match.span("cue"), cue) for cue in cues):
            yield _turn(first, match, _turn_end(first, end, turns, sentences, content) if turn else end)


def _turn_end(first: Sentence, end: int, turns: Sequence[_Opening], sentences: Sequence[Sentence], content: str) -> int:
    """The end of the last paragraph of a turn: those before the next turn belong to it, but for stage directions."""
    following = next((other for other, _, _ in turns if other.index > first.index), None)
    if following is None:
        return end
    between = [s for s in sentences if end <= s.start and s.index < following.index]
    if between and all(content[s.start] not in "([_*" for s in between):
        return between[-1].end
    return end


def _is_speech(words: Sequence[str], fewest: int) -> bool:
    """Whether the words may be spoken: enough of them, and no long list of names."""
    small = sum(word[:1].islower() for word in words)
    return len(words) >= fewest and (len(words) <= _HEADLINE or small > len(words) * 0.4)


def _turn(first: Sentence, match: re.Match[str], end: int) -> Found:
    said: Range = (match.end(), end)
    return Found(
        cue=match.span("cue"),
        content=(said,),
        source=match.span("who"),
        sentence=first.index,
        stance=Stance.ASSERTS,
        kind="speech",
    )


def _last(name: str) -> str:
    """The last word of a name: what both "JANE DOE" and "Doe" end in."""
    words = name.split()
    return words[-1].strip(".,").casefold() if words else ""
