"""Copies of one text in a case: families of items, and how much of each another one holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from djeli.origin.families import Families, look
from djeli.pipeline.base import Kept
from djeli.records import Item


def copies_of(base: Kept, stories: Mapping[str, str]) -> Families:
    """The text family of every item."""
    return look(*bare(base.items, stories))


def bare(items: Iterable[Item], stories: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Items by id as copies are looked for: their words, and their titles where they have one."""
    some = list(items)
    titles = {item.id: item.title.value for item in some if item.title}
    return {item.id: without_regions(item, stories[item.id]) for item in some}, titles


def without_regions(item: Item, story: str) -> str:
    """The story's words only."""
    parts, at = [], 0
    for region in sorted(item.regions, key=lambda one: one.start):
        parts.append(story[at : max(at, region.start - item.start)])
        at = max(at, region.end - item.start)
    return "".join([*parts, story[at:]])
