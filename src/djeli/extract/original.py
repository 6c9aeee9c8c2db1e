"""Words found in a reading form, as the text itself writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from djeli.extract.mentions import Attribution, CountMention


def whole(end: int, plain: str, content: str) -> int:
    """The end of a word of the text whose reading form ends at `end`: marks moved out of the way belong to it."""
    while end < len(content) and plain[end] == " " and not content[end].isspace():
        end += 1
    return end


def as_written(part: str, plain: str, content: str, start: int, end: int) -> str:
    """What stands in the text where `part` stands in the reading form, between two offsets; else `part`."""
    at = plain.find(part, start, end) if part else -1
    return part if at < 0 else " ".join(content[at : whole(at + len(part), plain, content)].split())


def counts_as_written(counts: Iterable[CountMention], plain: str, content: str) -> tuple[CountMention, ...]:
    """Counts whose words and counted noun are those of the text."""
    if plain is content:
        return tuple(counts)
    return tuple(
        replace(
            c,
            end=whole(c.end, plain, content),
            cue=(c.cue[0], whole(c.cue[1], plain, content)),
            quantity=replace(c.quantity, of=as_written(c.quantity.of, plain, content, c.start, c.end)),
        )
        for c in counts
    )


def speakers_as_written(said: Iterable[Attribution], plain: str, content: str) -> tuple[Attribution, ...]:
    """Attributions whose speaker is named as in the text."""
    if plain is content:
        return tuple(said)
    return tuple(
        a if a.source is None else replace(a, name=as_written(a.name, plain, content, a.source[0], a.source[1]))
        for a in said
    )
