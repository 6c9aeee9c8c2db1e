"""Copies of one text in a case: families of items, and how much of each another one holds."""

from __future__ import annotations

from collections.abc import Mapping

from djeli.origin import families
from djeli.pipeline.base import Kept
from djeli.records import Item


def copies_of(base: Kept, stories: Mapping[str, str]) -> dict[str, tuple[str, float]]:
    """Item id -> its text family, and the largest share of its wording another member holds."""
    bare = {item.id: without_regions(item, stories[item.id]) for item in base.items}
    titles = {item.id: item.title.value for item in base.items if item.title}
    found = families(bare, titles=titles)
    shares = {
        name: max((o.containment for o in family.overlaps if name in (o.left, o.right)), default=0.0)
        for name, family in found.items()
    }
    return {name: (family.id, shares[name]) for name, family in found.items()}


def without_regions(item: Item, story: str) -> str:
    """The story's words only."""
    parts, at = [], 0
    for region in sorted(item.regions, key=lambda one: one.start):
        parts.append(story[at : max(at, region.start - item.start)])
        at = max(at, region.end - item.start)
    return "".join([*parts, story[at:]])
