"""Lines that pages carry without telling anything: sign-up notices, copyright lines, appeals for tips.

Known by this: at least three pages with different titles share the line, and share nothing else worth naming. Three
outlets that print one wire story share the line too, but there the rest of the pages is alike as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, islice

from djeli.text.similarity import words

MIN_CARRIERS = 3
"""Two pages that share a line may be copies of one another; three strangers that share it show a template."""
SAMPLE = 12
"""Pairs of carriers that are compared for one line; more of them would not change the majority."""
MIN_REST = 8
"""Longer words both pages need beside the shared lines before their strangeness can be judged."""
STRANGE = 0.25
"""Share of longer words two pages may have in common, apart from the line, and still be strangers."""


def _long(tokens: Sequence[str]) -> frozenset[str]:
    """Words long enough to carry a subject; numbers count from two digits."""
    return frozenset(t for t in tokens if len(t) >= 5 or (t.isdigit() and len(t) >= 2))


def _key(line: str) -> str:
    """A line as its words, so that spacing and case do not hide that it is the same."""
    return " ".join(words(line))


def boilerplate(texts: Mapping[str, str], titles: Mapping[str, str]) -> frozenset[str]:
    """Keys of the lines that are boilerplate in these texts; `story_lines` takes them out.

    Args:
        texts: item id to words; lines are the unit.
        titles: item id to title; the first line stands in where it is missing.
    """
    lines = {item: [key for line in text.splitlines() if (key := _key(line))] for item, text in sorted(texts.items())}
    carriers: dict[str, list[str]] = {}
    for item, keys in lines.items():
        for key in sorted(set(keys)):
            carriers.setdefault(key, []).append(item)
    shared = {key: items for key, items in carriers.items() if len(items) >= MIN_CARRIERS}
    if not shared:
        return frozenset()
    concerned = {item for items in shared.values() for item in items}
    sets = {item: frozenset(lines[item]) for item in concerned}
    heads = {item: _long(words(titles.get(item) or (lines[item][0] if lines[item] else ""))) for item in concerned}
    votes: dict[tuple[str, str], bool] = {}
    found = set()
    for key, items in sorted(shared.items()):
        pairs = list(islice(combinations(items, 2), SAMPLE))
        for pair in pairs:
            if pair not in votes:
                votes[pair] = _strangers(sets[pair[0]], sets[pair[1]], heads[pair[0]], heads[pair[1]])
        if sum(votes[pair] for pair in pairs) * 3 >= 2 * len(pairs):
            found.add(key)
    return frozenset(found)


def _strangers(left: frozenset[str], right: frozenset[str], head: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two pages have different titles and nothing in common apart from the lines they share."""
    if head & other and len(head & other) / min(len(head), len(other)) >= STRANGE:
        return False
    common = left & right
    rest = [_long(" ".join(side - common).split()) for side in (left, right)]
    smaller = min(len(rest[0]), len(rest[1]))
    return smaller >= MIN_REST and len(rest[0] & rest[1]) / smaller < STRANGE


def story_lines(texts: Mapping[str, str], titles: Mapping[str, str]) -> dict[str, str]:
    """The texts without their boilerplate lines. A text that would be left empty is kept as it is."""
    known = boilerplate(texts, titles)
    if not known:
        return dict(texts)
    kept = {
        item: "\n".join(line for line in text.splitlines() if _key(line) not in known) for item, text in texts.items()
    }
    return {item: kept[item] if kept[item].strip() else texts[item] for item in texts}
