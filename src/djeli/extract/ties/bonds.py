"""Ties of offices, missions, measures and cases at law, over one view of each sentence."""

from __future__ import annotations

from collections.abc import Sequence

from djeli.extract.mentions import ActorMention, PlaceMention, Sentence, TieMention, TimeMention
from djeli.gazetteer import Gazetteer


def may_bind(sentences: Sequence[Sentence], content: str, code: str) -> bool:
    """Whether an item holds a word of an office, a mission, a measure or a case at all."""
    return False


def find_bonds(
    sentences: Sequence[Sentence],
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    content: str,
    *,
    code: str,
    gazetteer: Gazetteer,
) -> tuple[TieMention, ...]:
    """Ties of offices, missions, measures and cases of an item, in reading order."""
    return ()
