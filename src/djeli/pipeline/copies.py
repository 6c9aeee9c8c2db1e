"""Copies of one text in a case: families of items, and how much of each another one holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from djeli.origin.families import Families, look
from djeli.origin.tellings import Tellings
from djeli.pipeline.base import Kept
from djeli.records import Item


def copies_of(base: Kept, stories: Mapping[str, str]) -> Families:
    """The text family of every item."""
    return look(bare(base.items, stories))


def bare(items: Iterable[Item], stories: Mapping[str, str]) -> Tellings:
    """Items as copies are looked for: their words, and what is known of them."""
    some = list(items)
    return Tellings(
        {item.id: without_regions(item, stories[item.id]) for item in some},
        {item.id: item.title.value for item in some if item.title},
        {item.id: item.language for item in some if item.language},
        {item.id: regions(item, stories[item.id]) for item in some if item.regions},
    )


def regions(item: Item, story: str) -> str:
    """What is no story: a header, a byline, related links."""
    return "\n".join(story[region.start - item.start : region.end - item.start] for region in item.regions)


def without_regions(item: Item, story: str) -> str:
    """The story's words only."""
    parts, at = [], 0
    for region in sorted(item.regions, key=lambda one: one.start):
        parts.append(story[at : max(at, region.start - item.start)])
        at = max(at, region.end - item.start)
    return "".join([*parts, story[at:]])
